"""Does the front page read an edition's chapters?"""

from __future__ import annotations

from datetime import date

from tests.programmes import sample

from hongbang.portal.rules.edition import (
    DatedStep,
    Quota,
    edition_of,
)


def test_an_edition_is_read_from_its_chapters() -> None:
    made = sample.chapters()
    made["timetable"]["milestones"][0]["note"] = sample.words("填表", "Fill in")

    edition = edition_of("star-2026", made)

    assert (edition.year, edition.name, edition.theme) == (2026, "2026年度服务之星", "满意引领服务")
    assert edition.quotas == (Quota("服务明星班组", "Star Team", 100, may_be_fewer=True),)
    assert edition.industries == 1
    assert edition.steps[0] == DatedStep(
        *("第apply步", "Step apply", "填表", "Fill in"),
        *(date(2026, 10, 19), date(2026, 11, 10)),
    )


def test_only_public_steps_are_shown() -> None:
    made = sample.chapters()
    del made["timetable"]["milestones"][0]["is_public"]

    assert len(edition_of("star-2026", made).steps) == 3


def test_an_edition_without_theme_or_timetable_is_read() -> None:
    made = sample.chapters()
    del made["general"]["theme"], made["timetable"], made["industries"]

    edition = edition_of("star-2026", made)

    assert (edition.theme, edition.steps, edition.industries) == ("", (), 0)
