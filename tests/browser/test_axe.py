"""Is every page that somebody can open without any fault by axe-core and by measure?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Page

from hongbang.ui.display import Display
from tests.browser import eyes
from tests.browser.conftest import PageFor
from tests.browser.house import Site
from tests.browser.pages import PLACES, Place

pytestmark = pytest.mark.browser

WIDTHS = (1440, 360)
AXE_AT = {"zh-hans": (360,), "en": (1440,)}  # both widths in both languages: make nightly
LOOKED_AT = {"zh-hans": WIDTHS, "en": (1440,)}
Tell = Callable[[str, object], None]


def told(found: Mapping[Any, list[str]]) -> str:
    """Write what was found under where it was found."""
    return "\n".join(f"{where}: {fault}" for where, faults in found.items() for fault in faults)


def page_at(
    place: Place,
    language: str,
    page_for: PageFor,
    page_of_reader: Callable[[str, str], Page],
    codes: dict[str, str],
) -> Page:
    """Open the place: in a window of its own where something is done there, else in one kept."""
    if place.steps:
        page = page_for(place.person, WIDTHS[0], language)
    else:
        page = page_of_reader(place.person, language)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    place.open(page, codes)
    return page


def known_already(places: Sequence[Place]) -> set[str]:
    """Name the places that show a page again which stands before them, to another eye or filter."""
    seen: set[tuple[str, int]] = set()
    known = set()
    for place in places:
        page = place.path.partition("?")[0], place.status
        if place.steps is None and page in seen:
            known.add(place.name)
        seen.add(page)
    return known


# every template in both languages; the same page for another eye or filter: make nightly
KNOWN = known_already(PLACES)
MARKED = [
    pytest.param(one, marks=[pytest.mark.nightly] if one.name in KNOWN else [], id=one.name)
    for one in PLACES
]
each_place = pytest.mark.parametrize("place", MARKED)
each_language = pytest.mark.parametrize("language", ["zh-hans", "en"])


@each_language
@each_place
def test_sees_no_fault_on_a_page(
    place: Place,
    language: str,
    page_for: PageFor,
    page_of_reader: Callable[[str, str], Page],
    codes: dict[str, str],
    axe: str,
    record_property: Tell,
) -> None:
    page = page_at(place, language, page_for, page_of_reader, codes)

    found = eyes.at_widths(
        page, WIDTHS, eyes.strictly(language, place.lines, axe, AXE_AT[language])
    )

    record_property("page", place.name)
    record_property("checks", len(LOOKED_AT[language]) + len(AXE_AT[language]))
    assert not found, told(found)


@pytest.mark.nightly
@each_language
@each_place
def test_sees_no_fault_in_any_size_and_contrast(
    place: Place,
    language: str,
    page_for: PageFor,
    page_of_reader: Callable[[str, str], Page],
    codes: dict[str, str],
    axe: str,
    record_property: Tell,
) -> None:
    page = page_at(place, language, page_for, page_of_reader, codes)
    found: dict[tuple[str, str, int], list[str]] = {}

    for text, contrast in product(("m", "l", "xl"), ("normal", "high")):
        # the server writes these two from a cookie: test_walks shows that it does
        page.evaluate(
            "([text, contrast]) => Object.assign("
            "document.documentElement.dataset, { text, contrast })",
            [text, contrast],
        )
        widths = (1440, 640, 360, 320)  # 640 is a window of 1280 at 200 %
        seen = eyes.at_widths(page, widths, eyes.strictly(language, place.lines, axe, widths))
        found |= {(text, contrast, width): faults for width, faults in seen.items()}

    record_property("page", place.name)
    record_property("checks", 24)
    assert not found, told(found)


@each_language
@pytest.mark.parametrize("name", ["400", "500"])
def test_sees_no_fault_on_a_page_drawn_when_something_broke(
    name: str,
    language: str,
    page_for: PageFor,
    site: Site,
    axe: str,
    settings: Any,
    record_property: Tell,
) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    request = SimpleNamespace(display=Display(language=language), request_id="5f8a1c20d7e94b63")
    with translation.override(language):
        drawn = render_to_string(f"{name}.html", {"request": request})
    page = page_for(language=language)
    page.route(f"{site.url}/broken/", lambda route: route.fulfill(body=drawn))
    page.goto("/broken/")

    found = eyes.at_widths(page, WIDTHS, eyes.strictly(language, 0, axe, AXE_AT[language]))

    record_property("page", name)
    record_property("checks", len(WIDTHS) + len(AXE_AT[language]))
    assert not found, told(found)
