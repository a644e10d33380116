"""Is every page that somebody can open without any fault by axe-core and by measure?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import pytest

from tests.browser import eyes
from tests.browser.conftest import PageFor
from tests.browser.pages import PLACES, Place

pytestmark = pytest.mark.browser

WIDTHS = (1440, 360)
AXE_AT = {"zh-hans": 1440, "en": 360}  # each language once; the nightly looks at everything
Tell = Callable[[str, object], None]


def told(found: Mapping[Any, list[str]]) -> str:
    """Write what was found under where it was found."""
    return "\n".join(f"{where}: {fault}" for where, faults in found.items() for fault in faults)


each_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
each_language = pytest.mark.parametrize("language", ["zh-hans", "en"])


@each_language
@each_place
def test_sees_no_fault_on_a_page(
    place: Place,
    language: str,
    page_for: PageFor,
    codes: dict[str, str],
    axe: str,
    record_property: Tell,
) -> None:
    page = page_for(place.person, WIDTHS[0], language)
    place.open(page, codes)

    found = eyes.at_widths(page, WIDTHS, lambda page: eyes.by_measure(page, language, place.lines))
    found |= eyes.at_widths(page, (AXE_AT[language],), lambda page: eyes.by_axe(page, axe))

    record_property("page", place.name)
    record_property("checks", len(WIDTHS) + 1)
    assert not found, told(found)


@pytest.mark.nightly
@each_language
@each_place
def test_sees_no_fault_in_any_size_and_contrast(
    place: Place,
    language: str,
    page_for: PageFor,
    codes: dict[str, str],
    axe: str,
    record_property: Tell,
) -> None:
    page = page_for(place.person, WIDTHS[0], language)
    place.open(page, codes)
    found: dict[tuple[str, str, int], list[str]] = {}

    for text, contrast in product(("m", "l", "xl"), ("normal", "high")):
        # the server writes these two from a cookie: test_walks shows that it does
        page.evaluate(
            "([text, contrast]) => Object.assign("
            "document.documentElement.dataset, { text, contrast })",
            [text, contrast],
        )
        seen = eyes.at_widths(
            page,
            (*WIDTHS, 320),
            lambda page: eyes.by_measure(page, language, place.lines) + eyes.by_axe(page, axe),
        )
        found |= {(text, contrast, width): faults for width, faults in seen.items()}

    record_property("page", place.name)
    record_property("checks", 18)
    assert not found, told(found)
