"""Does a personal number stay off the page of contacts, whichever word it stands in?"""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest

from hongbang.portal.rules.contacts import Contact, fit_for_public

OFFICE = Contact(
    *("活动办公室", "Office", "示范路 1 号", "1 Shifan Road"),
    *("200000", "021-5550-0117", "021-5550-0118", "office@hongbang.example"),
)


def test_what_is_no_persons_stands() -> None:
    assert fit_for_public(OFFICE) == OFFICE


@pytest.mark.parametrize("word", [one.name for one in fields(Contact)])
@pytest.mark.parametrize("number", ["13800138000", "11010519491231002X"])
def test_a_personal_number_is_withheld_and_nothing_else(word: str, number: str) -> None:
    told = replace(OFFICE, **{word: f"请找 {number}"})

    assert asdict(fit_for_public(told)) == asdict(OFFICE) | {word: ""}
