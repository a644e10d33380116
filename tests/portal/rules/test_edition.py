"""Does an edition count its names, and is it read as it was written?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hongbang.portal.rules.edition import DatedStep, Honour, read_edition

SOURCE: dict[str, Any] = {
    "edition": {"name": "明星", "name_en": "Stars", "industries": 16},
    "steps": [
        {
            "name": "申报",
            "name_en": "Applications",
            "note": "填表",
            "note_en": "Fill in",
            "starts": "10-19",
            "ends": "11-10",
        }
    ],
    "honours": [
        {"name": "三班", "unit": "中心", "industry": "公共服务"},
        {"name": "四班", "unit": "中心", "industry": "公共服务"},
        {"name": "沈知夏", "unit": "支局", "industry": "邮电通讯", "individual": True},
    ],
}


def test_an_edition_is_read_into_its_year() -> None:
    edition = read_edition(SOURCE, 2028)

    assert (edition.year, edition.name, edition.name_en) == (2028, "明星", "Stars")
    assert edition.steps == (
        DatedStep(
            *("申报", "Applications", "填表", "Fill in"),
            *(date(2028, 10, 19), date(2028, 11, 10)),
        ),
    )
    assert edition.honours[2] == Honour("沈知夏", "支局", "邮电通讯", is_individual=True)


def test_an_edition_counts_teams_people_and_industries() -> None:
    edition = read_edition(SOURCE, 2026)

    counts = (edition.teams, edition.individuals, edition.industries_covered, edition.industries)
    assert counts == (2, 1, 2, 16)


def test_an_edition_without_names_counts_none() -> None:
    edition = read_edition(SOURCE | {"honours": [], "steps": []}, 2026)

    assert (edition.teams, edition.individuals, edition.industries_covered) == (0, 0, 0)


def test_an_edition_with_a_day_that_is_none_is_refused() -> None:
    steps = [SOURCE["steps"][0] | {"ends": "02-30"}]

    with pytest.raises(ValueError, match="day"):
        read_edition(SOURCE | {"steps": steps}, 2026)
