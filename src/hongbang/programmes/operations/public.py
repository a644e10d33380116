"""How does an edition open, how is it amended once everybody relies on it, and how does it end?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.programmes import access, queries
from hongbang.programmes.models import Edition, EditionRevision
from hongbang.programmes.operations.substance import kept_as, project, refused, sound
from hongbang.programmes.rules.catalogue import AMENDABLE
from hongbang.programmes.rules.chapters import faults
from hongbang.programmes.rules.commands import Act, Amend
from hongbang.programmes.rules.lifecycle import EDITION
from hongbang.programmes.rules.opening import Item, missing

TOLD = (
    *(Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.HOST_APPROVER, Role.AUDITOR),
    *(Role.ORGAN_CLERK, Role.ORGAN_HEAD, Role.UNIT_CLERK, Role.UNIT_HEAD),
)
REASON_MAX = 300


@audit.deed
def publish_edition(edition: Edition, command: Act, *, by: Actor, at: datetime) -> Edition:
    """Open an edition: from now on its chapters stand, and its sheets at the versions of today.

    Refuses: what `access` refuses, `programmes.no_such_move`, the first fault, what is missing
    (`programmes.missing_approval` and its kin), `Stale`.
    """
    current = queries.get(by, edition.public_id)
    access.require("publish", by, current)
    state = EDITION.after(current.state, "publish")
    _check_ready(current)
    opened = audit.checked_update(
        current,
        command.version,
        state=state,
        published_at=at,
        changed_at=at,
        pins=queries.pins_for(current.chapters),
    )
    project(opened)
    audit.record(
        "programmes.edition.published",
        by=by,
        at=at,
        subjects=[opened.subject],
        said={"name": opened.name, "digest": opened.digest, "approval": _approval(opened)},
        anchor=True,
    )
    _tell("programmes.published", opened, {"name": opened.name}, by, at)
    return opened


@audit.deed
def amend(edition: Edition, command: Amend, *, by: Actor, at: datetime) -> EditionRevision:
    """Change the timetable or the contacts of an open edition; what stood before stays readable.

    Refuses: what `access` refuses, `programmes.no_such_move`, `programmes.not_amendable`,
    `programmes.no_reason`, `programmes.nothing_changed`, the first fault, `Stale`.
    """
    current = queries.get(by, edition.public_id)
    access.require("amend", by, current)
    EDITION.after(current.state, "amend")
    reason = command.reason.strip()[:REASON_MAX]
    content = _amended(current, command, reason)
    before = current.chapters.get(command.name, {})
    chapters = {**current.chapters, command.name: content}
    columns = kept_as(chapters, current.programme.name, current.year)
    audit.checked_update(current, command.version, changed_at=at, **columns)
    revision = EditionRevision.objects.create(
        edition=current,
        place=current.revisions.count() + 1,
        chapter=command.name,
        before=before,
        after=content,
        reason=reason,
        amended_at=at,
        amended_by=by.person,
    )
    audit.record(
        "programmes.edition.amended",
        by=by,
        at=at,
        subjects=[current.subject, revision.subject],
        said={"chapter": command.name, "reason": reason, "digest": current.digest},
        anchor=True,
    )
    _tell("programmes.amended", current, {"name": current.name, "reason": reason}, by, at)
    return revision


@audit.deed
def close_edition(edition: Edition, command: Act, *, by: Actor, at: datetime) -> Edition:
    """End an edition; it stays readable as it stood.

    Refuses: what `access` refuses, `programmes.no_such_move`, `Stale`.
    """
    current = queries.get(by, edition.public_id)
    access.require("close", by, current)
    state = EDITION.after(current.state, "close")
    closed = audit.checked_update(
        current,
        command.version,
        state=state,
        closed_at=max(at, current.published_at or at),  # the clock may step back
        changed_at=at,
    )
    audit.record(
        "programmes.edition.closed",
        by=by,
        at=at,
        subjects=[closed.subject],
        said={"name": closed.name},
        anchor=True,
    )
    return closed


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list of editions leaves the house, and how it was filtered.

    Refuses: what `access` refuses.
    """
    access.require("work", by)
    audit.record(
        "programmes.directory.exported", by=by, at=at, subjects=[], said={"filters": filters}
    )


def _check_ready(edition: Edition) -> None:
    sheets = queries.known_sheets()
    found = faults(edition.chapters, sheets)
    if found:
        raise refused(found[0])
    lacking = missing(edition.chapters, sheets)
    if lacking:
        raise RuleBroken(f"programmes.missing_{lacking[0].code}", _params(lacking[0]))


def _params(item: Item) -> dict[str, object]:
    return {"chapter": item.chapter, **item.params}


def _amended(edition: Edition, command: Amend, reason: str) -> dict[str, Any]:
    if command.name not in AMENDABLE:
        raise RuleBroken("programmes.not_amendable")
    if not reason:
        raise RuleBroken("programmes.no_reason")
    content = sound(command.name, command.content)
    if content == edition.chapters.get(command.name, {}):
        raise RuleBroken("programmes.nothing_changed")
    found = faults({**edition.chapters, command.name: content}, _sheets_of(edition))
    if found:
        raise refused(found[0])
    return content


def _sheets_of(edition: Edition) -> frozenset[str]:
    """Return the sheets that an open edition uses, whatever became of them since."""
    return frozenset([*queries.sheets_in(edition.chapters), *queries.known_sheets()])


def _approval(edition: Edition) -> str:
    return str(edition.chapters["general"]["approval_reference"])


def _tell(code: str, edition: Edition, params: dict[str, str], by: Actor, at: datetime) -> None:
    """Tell those concerned, but not the one who did it."""
    told = accounts.recipients_in(TOLD, beijing_day(at))
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params=params,
        link=reverse("portal:edition", args=[edition.code]),
        at=at,
    )
