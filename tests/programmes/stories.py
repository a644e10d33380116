"""Which stories of editions do tests begin in? Told by operations."""

from __future__ import annotations

import json
from typing import Any

from tests.activity import samples as activity_samples
from tests.cast import SYSTEM, moment
from tests.programmes import sample
from tests.reviews import samples as review_samples
from tests.sheets import stories as sheet_stories
from tests.surveys import samples as survey_samples

from hongbang.kernel.actor import Actor
from hongbang.programmes import operations as programmes
from hongbang.programmes import queries
from hongbang.programmes.models import Edition, Programme
from hongbang.programmes.rules.commands import Act, AddProgramme, DraftEdition


def added(by: Actor, code: str = "service-star") -> Programme:
    """Tell of a programme that is kept."""
    command = AddProgramme(code=code, name="服务之星", name_en="Service Stars")
    return programmes.add_programme(command, by=by, at=moment())


def drafted(by: Actor, chapters: dict[str, Any] | None = None, year: int = 2026) -> Edition:
    """Tell of an edition that was begun; it lacks nothing but the sheets it names."""
    known = Programme.objects.filter(code="service-star").first() or added(by)
    made = sample.chapters() if chapters is None else chapters
    command = DraftEdition(programme=known.code, year=year, chapters=made)
    return programmes.draft_edition(command, by=by, at=moment())


def published(by: Actor, chapters: dict[str, Any] | None = None) -> Edition:
    """Tell of an edition that was opened."""
    edition = drafted(by, chapters)
    return programmes.publish_edition(edition, Act(version=edition.version), by=by, at=moment())


def closed(edition: Edition, by: Actor) -> Edition:
    """Tell of an edition that has ended."""
    return programmes.close_edition(
        edition, Act(version=fresh(edition).version), by=by, at=moment()
    )


def with_sheets() -> None:
    """Tell of the sheets that the sample names, each published once."""
    contents = {
        "survey": survey_samples.sheet(),
        "team_score": review_samples.SCORES,
        "activity_return": activity_samples.sheet(),
    }
    for code in ("team_form", "team_score", "survey", "activity_return"):
        if code not in queries.latest_sheets():
            sheet_stories.published(SYSTEM, code, contents.get(code))


def opened(by: Actor, year: int = 2025) -> Edition:
    """Tell of an open edition of a year, with the sheets it names."""
    made = json.loads(json.dumps(sample.chapters()).replace("2026", str(year)))
    with_sheets()
    edition = drafted(by, made, year)
    act = Act(version=edition.version)
    return programmes.publish_edition(edition, act, by=by, at=moment())


def told(by: Actor) -> dict[str, object]:
    """Tell of a draft and of an open edition, as addresses name them."""
    public = Edition.objects.filter(state="published").first() or opened(by)
    draft = Edition.objects.filter(state="draft").first() or drafted(by)
    return {
        "edition": draft.public_id,
        "edition_code": public.code,
        "chapter": "timetable",
        "table": "milestones",
    }


def fresh(edition: Edition) -> Edition:
    """Return the edition as it is kept now."""
    return Edition.objects.get(pk=edition.pk)
