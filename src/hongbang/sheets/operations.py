"""What can be done with sheets? The only writer of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.sheets import access, queries
from hongbang.sheets.models import Sheet
from hongbang.sheets.rules import keeping
from hongbang.sheets.rules.commands import Act, DraftSheet, EditSheet
from hongbang.sheets.rules.definition import plain, read
from hongbang.sheets.rules.lifecycle import DRAFT, PUBLISHED, SHEET


@audit.deed
def draft(command: DraftSheet, *, by: Actor, at: datetime) -> Sheet:
    """Begin a family of sheets; the draft may be unfinished.

    Refuses: `sheets.not_yours`, `sheets.auditor_reads`, `sheets.code_odd`, `sheets.code_taken`,
    and what `keeping.kept` refuses.
    """
    access.require("draft", by)
    keeping.check_code(command.code)
    row = _row(command.code, command.content)
    if Sheet.objects.filter(code=command.code).exists():
        raise RuleBroken("sheets.code_taken", {"code": command.code})
    drafted = Sheet.objects.create(code=command.code, number=1, changed_at=at, **row)
    audit.record(
        "sheets.sheet.drafted",
        by=by,
        at=at,
        subjects=[drafted.subject],
        said=_said(drafted),
    )
    return drafted


@audit.deed
def edit(sheet: Sheet, command: EditSheet, *, by: Actor, at: datetime) -> Sheet:
    """Change a draft.

    Refuses: `sheets.not_editable`, `sheets.kind_stays`, what `keeping.kept` refuses, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("edit", by, current)
    if current.state != DRAFT:
        raise IllegalMove("sheets.not_editable", {"state": current.state})
    row = _row(current.code, command.content)
    if current.number > 1 and row["kind"] != current.kind:
        raise RuleBroken("sheets.kind_stays")
    edited = audit.checked_update(current, command.version, changed_at=at, **row)
    audit.record(
        "sheets.sheet.edited",
        by=by,
        at=at,
        subjects=[edited.subject],
        said=_said(edited),
    )
    return edited


@audit.deed
def publish(sheet: Sheet, command: Act, *, by: Actor, at: datetime) -> Sheet:
    """Make a draft the version that is filled in; from now on it never changes.

    It is kept in its canonical form, so that equal sheets have equal digests.

    Refuses: `sheets.no_such_move`, `sheets.faulty`, `sheets.empty`, `sheets.nothing_changed`,
    `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("publish", by, current)
    state = SHEET.after(current.state, "publish")
    definition = read(current.content)
    if not any(definition.fields()):
        raise RuleBroken("sheets.empty")
    row = _row(current.code, plain(definition))
    earlier = queries.before(by, current)
    if earlier and earlier.digest == row["digest"]:
        raise RuleBroken("sheets.nothing_changed", {"number": earlier.number})
    published = audit.checked_update(
        current, command.version, state=state, published_at=at, changed_at=at, **row
    )
    audit.record(
        "sheets.sheet.published",
        by=by,
        at=at,
        subjects=[published.subject],
        said=_said(published),
        anchor=True,
    )
    return published


@audit.deed
def discard(sheet: Sheet, command: Act, *, by: Actor, at: datetime) -> Sheet:
    """Lay a draft aside for good; its number is not used again.

    Refuses: `sheets.no_such_move`, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("discard", by, current)
    state = SHEET.after(current.state, "discard")
    discarded = audit.checked_update(current, command.version, state=state, changed_at=at)
    audit.record(
        "sheets.sheet.discarded",
        by=by,
        at=at,
        subjects=[discarded.subject],
        said=_said(discarded),
    )
    return discarded


@audit.deed
def new_version(sheet: Sheet, *, by: Actor, at: datetime) -> Sheet:
    """Begin the next version of a family, as a copy of the latest one published.

    Where nothing was published yet, the copy is of the version at hand.

    Refuses: `sheets.has_draft`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("new_version", by, current)
    family = Sheet.objects.filter(code=current.code).order_by("-number")
    if family.filter(state=DRAFT).exists():
        raise RuleBroken("sheets.has_draft", {"code": current.code})
    source = family.filter(state=PUBLISHED).first() or current
    last = family.values_list("number", flat=True)[0]
    row = _row(source.code, source.content)
    drafted = Sheet.objects.create(code=source.code, number=last + 1, changed_at=at, **row)
    audit.record(
        "sheets.version.drafted",
        by=by,
        at=at,
        subjects=[drafted.subject, source.subject],
        said=_said(drafted),
    )
    return drafted


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list leaves the house, and how it was filtered.

    Refuses: `sheets.not_yours`.
    """
    access.require("work", by)
    audit.record("sheets.list.exported", by=by, at=at, subjects=[], said={"filters": filters})


def _row(code: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that a definition fills."""
    written = keeping.kept(content)
    title, title_en = (keeping.title_of(content, language) for language in ("zh", "en"))
    return {
        "kind": content["kind"],
        "content": dict(content),
        "digest": sha256_hex(written),
        "title": title,
        "title_en": title_en,
        "search_text": search_text(code, title, title_en),
    }


def _said(sheet: Sheet) -> dict[str, str]:
    return {
        "sheet": f"{sheet.code}@{sheet.number}",
        "title": sheet.title,
        "digest": sheet.digest,
    }
