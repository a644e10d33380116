"""How is a slate fixed, and who moves up when somebody on it is struck?"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.selections import access, queries
from hongbang.selections.models import Run, Seat, Slate
from hongbang.selections.rules.answering import CHOSEN, IN_PROMOTED, RESERVE, STRUCK, next_up
from hongbang.selections.rules.commands import Adopt, Promote
from hongbang.selections.rules.lifecycle import SLATE

REASON_LEAST, REASON_MOST = 2, 500


class Named(Protocol):
    """A slate as a later room holds it: by its public code."""

    @property
    def public_id(self) -> str:
        """Return the code."""


@audit.deed
def adopt(run: Run, command: Adopt, *, by: Actor, at: datetime) -> Slate:
    """Fix the slate of a category; one that was fixed before is superseded.

    What stands on the earlier slate is not asked here: later rooms see it by asking (ADR 0001).

    Refuses: `selections.no_list`, `selections.no_such_move`, `selections.not_latest`,
    `selections.unproven`, `selections.must_fill`, `Stale`.
    """
    current = queries.run(by, run.public_id)
    access.require("adopt", by)
    slate = queries.slate_in(current)
    if slate is None:
        raise IllegalMove("selections.no_list")
    state = SLATE.after(slate.state, "adopt")
    queries.refuse_unfit(current)
    before = queries.adopted(current.category)
    if before is not None:
        over = SLATE.after(before.state, "supersede")
        audit.checked_update(before, before.version, state=over)
    fixed = audit.checked_update(
        slate, command.version, state=state, adopted_at=at, adopted_by=by.person
    )
    audit.record(
        "selections.slate.adopted",
        by=by,
        at=at,
        subjects=[
            fixed.subject,
            current.subject,
            current.category.subject,
            *([before.subject] if before else []),
        ],
        said={"name": current.category.name, "digest": current.digest},
        anchor=True,
    )
    _tell("selections.adopted", current, {"name": current.category.name}, by=by, at=at)
    return fixed


@audit.deed
def promote_reserve(slate: Named, command: Promote, *, by: Actor, at: datetime) -> Seat | None:
    """Strike somebody from a fixed slate; the first who stands by and fits moves up, if any.

    Whoever only stood by, or was below the line, is struck and nobody moves.

    Refuses: `selections.no_such_move`, `selections.not_on_slate`, `selections.struck_already`,
    `selections.no_reason`, `Stale`.
    """
    access.require("promote", by)
    current = queries.slate(slate.public_id)
    state = SLATE.after(current.state, "promote")
    reason = command.reason.strip()
    if not REASON_LEAST <= len(reason) <= REASON_MOST:
        raise RuleBroken("selections.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
    struck = _struck(current, command.struck)
    moved = _next_up(current, struck) if struck.kind == CHOSEN else None
    audit.checked_update(current, command.version, state=state)
    Seat.objects.filter(pk=struck.pk).update(kind=STRUCK, struck_at=at, struck_reason=reason)
    if moved is not None:
        Seat.objects.filter(pk=moved.pk).update(kind=CHOSEN, code=IN_PROMOTED, rules=[])
        moved.kind, moved.code, moved.rules = CHOSEN, IN_PROMOTED, []
    name = struck.application.subject_name
    audit.record(
        "selections.reserve.promoted",
        by=by,
        at=at,
        subjects=[
            current.subject,
            struck.application.subject,
            *([moved.application.subject] if moved else []),
        ],
        said={
            "name": name,
            "reason": reason,
            "moved_up": moved.application.subject_name if moved else "",
        },
    )
    told = {"name": name, "up": moved.application.subject_name if moved else "—"}
    _tell("selections.promoted", current.run, told, by=by, at=at)
    return moved


@audit.deed
def note_certificate(run: Run, *, by: Actor, at: datetime) -> None:
    """Record that the certificate of a run leaves the house.

    Refuses: `selections.no_list`.
    """
    current = queries.run(by, run.public_id)
    access.require("take", by)
    if current.claim is None:
        raise RuleBroken("selections.no_list")
    audit.record(
        "selections.certificate.taken",
        by=by,
        at=at,
        subjects=[current.subject, current.category.subject],
        said={"digest": current.digest},
    )


def _struck(slate: Slate, code: str) -> Seat:
    seat = queries.seats(slate).filter(application__public_id=code).first()
    if seat is None:
        raise NotFound("selections.not_on_slate")
    if seat.kind == STRUCK:
        raise RuleBroken("selections.struck_already", {"name": seat.application.subject_name})
    return seat


def _next_up(slate: Slate, struck: Seat) -> Seat | None:
    found = {one.application.public_id: one for one in queries.seats(slate)}
    chosen = [code for code, one in found.items() if one.kind == CHOSEN]
    standing_by = [
        code
        for code, one in found.items()
        if one.kind == RESERVE and one.application.state != "withdrawn"
    ]
    name = next_up(slate.run.asked, chosen, standing_by, struck.application.public_id)
    return None if name is None else found[name]


def _tell(code: str, run: Run, params: dict[str, str], *, by: Actor, at: datetime) -> None:
    """Tell the office, but not the one who did it."""
    told = accounts.recipients_in(OFFICE, beijing_day(at))
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params=params,
        link=reverse("selections:slate", args=[run.public_id]),
        at=at,
    )
