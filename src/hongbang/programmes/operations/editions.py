"""How does an edition begin, and how is it written while nobody else sees it?"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.programmes import access, queries
from hongbang.programmes.models import Edition, Programme
from hongbang.programmes.operations.substance import kept_as, project, refused, sound
from hongbang.programmes.rules.catalogue import CHAPTERS, FIRST_YEAR, LAST_YEAR
from hongbang.programmes.rules.checking import Fault
from hongbang.programmes.rules.cloning import cloned
from hongbang.programmes.rules.commands import (
    Act,
    AddProgramme,
    CloneEdition,
    DraftEdition,
    EditChapter,
)
from hongbang.programmes.rules.lifecycle import DISCARDED, DRAFT, EDITION

CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")


@audit.deed
def add_programme(command: AddProgramme, *, by: Actor, at: datetime) -> Programme:
    """Keep a programme.

    Refuses: what `access` refuses, `programmes.no_name`, `programmes.bad_code`,
    `programmes.code_taken`.
    """
    access.require("add_programme", by)
    earlier = command.key and audit.once(
        command.key, "programmes.add", asdict(command), by=by, at=at
    )
    if earlier:
        return Programme.objects.get(public_id=earlier)
    name, name_en = command.name.strip(), command.name_en.strip()
    if not name or not name_en:
        raise RuleBroken("programmes.no_name")
    if CODE.fullmatch(command.code) is None:
        raise RuleBroken("programmes.bad_code")
    if Programme.objects.filter(code=command.code).exists():
        raise RuleBroken("programmes.code_taken", {"code": command.code})
    added = Programme.objects.create(code=command.code, name=name, name_en=name_en, added_at=at)
    if command.key:
        audit.settle(command.key, "programmes.add", added.public_id, by=by)
    audit.record(
        "programmes.programme.added",
        by=by,
        at=at,
        subjects=[added.subject],
        said={"name": name, "code": command.code},
    )
    return added


@audit.deed
def draft_edition(command: DraftEdition, *, by: Actor, at: datetime) -> Edition:
    """Begin an edition, perhaps with chapters that are written already.

    Refuses: what `access` refuses, `programmes.missing`, `programmes.bad_year`,
    `programmes.year_taken`, the first fault of a chapter.
    """
    programme = queries.programme(command.programme)
    access.require("draft", by)
    sent = {"programme": command.programme, "year": command.year}
    earlier = command.key and audit.once(command.key, "programmes.draft", sent, by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    drafted = _begin(programme, command.year, dict(command.chapters), None, at)
    if command.key:
        audit.settle(command.key, "programmes.draft", drafted.public_id, by=by)
    audit.record(
        "programmes.edition.drafted",
        by=by,
        at=at,
        subjects=[drafted.subject, programme.subject],
        said={"name": programme.name, "year": str(command.year), "digest": drafted.digest},
    )
    return drafted


@audit.deed
def clone_edition(edition: Edition, command: CloneEdition, *, by: Actor, at: datetime) -> Edition:
    """Begin another year from this one: days moved, no approval, sheets as they were used.

    Refuses: as `draft_edition`.
    """
    source = queries.get(by, edition.public_id)
    access.require("clone", by, source)
    sent = {"from": source.public_id, "year": command.year}
    earlier = command.key and audit.once(command.key, "programmes.clone", sent, by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    _check_year(command.year)
    chapters = cloned(source.chapters, command.year, source.pins)
    begun = _begin(source.programme, command.year, chapters, source, at)
    if command.key:
        audit.settle(command.key, "programmes.clone", begun.public_id, by=by)
    audit.record(
        "programmes.edition.cloned",
        by=by,
        at=at,
        subjects=[begun.subject, source.subject],
        said={"from": source.name, "year": str(command.year), "digest": begun.digest},
    )
    return begun


@audit.deed
def edit_chapter(edition: Edition, command: EditChapter, *, by: Actor, at: datetime) -> Edition:
    """Write a chapter of a draft; an empty one is taken out.

    Refuses: what `access` refuses, `programmes.not_editable`, `programmes.unknown_chapter`,
    `programmes.year_fixed`, the first fault of the chapter, `Stale`.
    """
    current = queries.get(by, edition.public_id)
    access.require("edit", by, current)
    if current.state != DRAFT:
        raise IllegalMove("programmes.not_editable", {"state": current.state})
    content = _written(current, command)
    chapters = {**current.chapters, command.name: content}
    columns = kept_as(chapters, current.programme.name, current.year)
    edited = audit.checked_update(current, command.version, changed_at=at, **columns)
    project(edited)
    audit.record(
        "programmes.chapter.edited",
        by=by,
        at=at,
        subjects=[edited.subject],
        said={"chapter": command.name, "digest": edited.digest},
    )
    return edited


@audit.deed
def discard_edition(edition: Edition, command: Act, *, by: Actor, at: datetime) -> Edition:
    """Lay a draft aside for good; its year is free again.

    Refuses: what `access` refuses, `programmes.no_such_move`, `Stale`.
    """
    current = queries.get(by, edition.public_id)
    access.require("discard", by, current)
    state = EDITION.after(current.state, "discard")
    discarded = audit.checked_update(current, command.version, state=state, changed_at=at)
    audit.record(
        "programmes.edition.discarded",
        by=by,
        at=at,
        subjects=[discarded.subject],
        said={"name": discarded.name, "year": str(discarded.year)},
    )
    return discarded


def _begin(
    programme: Programme, year: int, chapters: dict[str, Any], source: Edition | None, at: datetime
) -> Edition:
    """Write a new draft with what its chapters say."""
    _check_year(year)
    if programme.editions.filter(year=year).exclude(state=DISCARDED).exists():
        raise RuleBroken("programmes.year_taken", {"year": year})
    written = {name: _known(name, content) for name, content in chapters.items()}
    if written.get("general", {}).get("year", year) != year:
        raise RuleBroken("programmes.year_fixed", {"year": year})
    begun = Edition.objects.create(
        programme=programme,
        year=year,
        code=f"{programme.code}-{year}",
        cloned_from=source,
        changed_at=at,
        **kept_as(written, programme.name, year),
    )
    project(begun)
    return begun


def _written(edition: Edition, command: EditChapter) -> dict[str, Any]:
    content = _known(command.name, command.content)
    if command.name == "general" and content.get("year", edition.year) != edition.year:
        raise RuleBroken("programmes.year_fixed", {"year": edition.year})
    return content


def _known(name: str, content: Any) -> dict[str, Any]:
    if name not in CHAPTERS:
        raise refused(Fault(name, "", "programmes.unknown_chapter", {"chapter": name}))
    return sound(name, content)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleBroken("programmes.bad_year", {"first": FIRST_YEAR, "last": LAST_YEAR})
