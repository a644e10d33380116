"""Which edition stands on the demonstration's front page? The reference, moved to this year."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.ops.programme import files, loading
from hongbang.programmes import operations as programmes
from hongbang.programmes.queries import Edition
from hongbang.programmes.rules.commands import Act, CloneEdition, EditChapter
from hongbang.ui import refusals

REFERENCE = Path(settings.ROOT) / "programmes" / "shanghai-service-star-2016"


def open_edition(folder: Path, at: datetime, year: int | None = None) -> Edition | None:
    """Load the reference programme, move it to a year (that of `at`) and publish it.

    The approval is invented and says so. Without a directory there is no edition; a faulty one
    stops the demonstration.
    """
    if not folder.is_dir():
        return None
    found = files.read(folder)
    faults = files.check(found)
    if faults:
        told = [refusals.sentence(RuleBroken(one.code, one.params)) for one in faults]
        lines = [f"{one.file}: {one.place}: {why}" for one, why in zip(faults, told, strict=True)]
        raise CommandError("\n".join(lines))
    by, wanted = Actor.system("demo"), year or beijing_day(at).year
    edition = loading.load(found, loading.Hand(by, at))
    if edition.year != wanted:
        edition = programmes.clone_edition(edition, CloneEdition(year=wanted), by=by, at=at)
    approval = {
        "approval_reference": f"演示批〔{wanted}〕1号（虚构）",
        "approval_body": "演示评比表彰办公室（虚构）",
        "approved_on": f"{wanted}-01-05",
    }
    general = edition.chapters["general"] | approval
    edit = EditChapter(name="general", content=general, version=edition.version)
    edition = programmes.edit_chapter(edition, edit, by=by, at=at)
    return programmes.publish_edition(edition, Act(version=edition.version), by=by, at=at)
