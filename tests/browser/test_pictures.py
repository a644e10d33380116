"""What does every page look like? Pictures for people who look at them, in var/pictures."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PageFor
from tests.browser.pages import PLACES, Place, pictured

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_take_a_picture_of_a_page(
    place: Place, language: str, page_for: PageFor, codes: dict[str, str]
) -> None:
    page = page_for(place.person, 1440, language)
    place.open(page, codes)

    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        whole = page.evaluate("document.documentElement.scrollHeight")  # what sticks, stays below
        page.set_viewport_size({"width": width, "height": whole})
        taken = pictured(f"{place.name}-{language}-{width}.png")
        page.screenshot(path=taken, full_page=True, animations="disabled")

        assert taken.stat().st_size > 5_000
