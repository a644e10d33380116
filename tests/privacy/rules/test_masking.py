"""Does a mask show enough to recognise, and too little to use?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.privacy.rules.classes import SEALED, TERMS, DataClass, is_due
from hongbang.privacy.rules.masking import mask

WORDS = [
    ("13800138000", DataClass.CONTACT, "138****8000"),
    ("+8613800138000", DataClass.CONTACT, "+86*******8000"),
    ("lin@hongbang.example", DataClass.CONTACT, "l***@hongbang.example"),
    ("a@b.example", DataClass.CONTACT, "a***@b.example"),
    ("55550100", DataClass.CONTACT, "******00"),
    ("12", DataClass.CONTACT, "**12"),
    ("林知远", DataClass.NAME, "林**"),
    ("林", DataClass.NAME, "林*"),
    ("11010519491231002X", DataClass.IDENTITY, "*" * 18),
    ("1990-01", DataClass.PRIVATE, "*" * 7),
    ("JBSWY3DP", DataClass.CREDENTIAL, "*" * 8),
    ("", DataClass.CONTACT, ""),
]


@pytest.mark.parametrize(("word", "data_class", "shown"), WORDS)
def test_a_word_is_masked(word: str, data_class: DataClass, shown: str) -> None:
    assert mask(word, data_class) == shown


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_four_figures_of_a_mobile_number_are_never_shown(word: str) -> None:
    shown = mask(word, DataClass.CONTACT)

    assert (shown[:3], shown[3:7], shown[7:]) == (word[:3], "****", word[7:])


@pytest.mark.parametrize("data_class", sorted(SEALED - {DataClass.CONTACT}))
@given(word=st.text(min_size=1))
def test_sensitive_words_show_nothing(word: str, data_class: DataClass) -> None:
    assert set(mask(word, data_class)) == {"*"}


def test_every_class_has_a_term_and_only_names_stand_plain() -> None:
    assert set(TERMS) == set(DataClass)
    assert set(DataClass) - SEALED == {DataClass.NAME}


@given(days=st.integers(0, 3650), later=st.integers(0, 4000))
def test_words_are_due_from_their_day_on(days: int, later: int) -> None:
    ended = datetime(2026, 1, 1, tzinfo=UTC)

    assert is_due(ended, days, ended + timedelta(days=later)) == (later >= days)
