"""Does a digest name exactly what was conferred?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hongbang.awards.rules.content import Conferred, Terms, content, digest, seen

ONE = Conferred("2026-01-0001-8", "A1", "team", "一组", "示范公司")
TWO = Conferred("2026-01-0002-6", "A2", "team", "二组", "示范公司")
TERMS = Terms("E1", "示范发〔2026〕7号", date(2026, 12, 21), date(2029, 12, 20), "a" * 64)


def test_the_digest_is_known_and_stays() -> None:
    assert content(TERMS, [ONE])["format"] == 1
    assert digest(TERMS, [ONE, TWO]) == digest(TERMS, [ONE, TWO])
    assert digest(TERMS, [ONE]) == (
        "9319ea04127ac107e2f4baf0f71c7943f36bae1dfe9f37c5338d1f298c888c10"
    )


@pytest.mark.parametrize("part", ["number", "application", "category", "name", "unit"])
def test_another_word_gives_another_digest(part: str) -> None:
    other = replace(ONE, **{part: "另"})

    assert digest(TERMS, [other]) != digest(TERMS, [ONE])
    assert seen("E1", [other]) != seen("E1", [ONE])


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, edition="E2"),
        replace(TERMS, paper="示范发〔2026〕8号"),
        replace(TERMS, first_on=date(2026, 12, 22)),
        replace(TERMS, last_on=date(2029, 12, 21)),
        replace(TERMS, approved="b" * 64),
    ],
)
def test_other_terms_give_another_digest(terms: Terms) -> None:
    assert digest(terms, [ONE]) != digest(TERMS, [ONE])


def test_the_order_counts() -> None:
    assert digest(TERMS, [ONE, TWO]) != digest(TERMS, [TWO, ONE])
