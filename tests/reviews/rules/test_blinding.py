"""Is everything hidden that says whose a file is, and nothing else?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongbang.reviews.rules.blinding import MASK, is_telling, masked, names_in
from hongbang.sheets.rules.shape import Definition, Field, Section, Words

SAID = Words("题", "Question")


def of(key: str, kind: str = "text", **more: object) -> Field:
    return Field(key, kind, SAID, **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("one", "in_row", "telling"),
    [
        (of("team_name"), False, True),
        (of("contact_name"), False, True),
        (of("leader_post"), False, True),
        (of("anything", pattern="email"), False, True),
        (of("proof", "file"), False, True),
        (of("union_opinion", "opinion"), False, True),
        (of("where", "choice", options_from="districts"), False, True),
        (of("trade", "choice", options_from="industries"), False, False),
        (of("story", "long_text"), False, False),
        (of("name"), True, False),
        (of("name", pattern="name"), True, True),
        (of("unit"), True, True),
        (of("unit"), False, False),
    ],
)
def test_what_tells(one: Field, in_row: bool, telling: bool) -> None:
    assert is_telling(one, in_row=in_row) is telling


def test_names_come_from_telling_questions_and_columns() -> None:
    columns = (of("name", pattern="name"), of("post"))
    fields = (
        of("team_name"),
        of("story", "long_text"),
        of("roster", "table", columns=columns),
        of("empty", "table", columns=columns),
        of("photo", "file"),
        of("leader_name"),
    )
    sheet = Definition("application", SAID, sections=(Section("one", SAID, fields=fields),))
    answers = {
        "team_name": " 化妆品柜组 ",
        "story": "钱亦舒天天笑",
        "roster": [{"name": "钱亦舒", "post": "营业员"}, {"post": "领班"}, "odd"],
        "empty": None,
        "photo": [{"name": "x.png"}],
    }

    assert names_in(sheet, answers) == ("化妆品柜组", "钱亦舒")


def test_one_character_is_no_name() -> None:
    assert masked("一心一意", ["一", ""]) == "一心一意"


@settings(max_examples=30)
@given(st.text(max_size=60), st.lists(st.text(min_size=2, max_size=6), max_size=4))
def test_no_name_is_left(text: str, names: list[str]) -> None:
    told = masked(text, names)
    left = told.replace(MASK, "\0")

    assert not any(name in left for name in names if "\0" not in name and MASK not in name)
