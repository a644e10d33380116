"""How are the lists put to the hosts, decided on, and changed after they were approved?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.approvals import access, queries
from hongbang.approvals.models import Decision, Resolution, Supplement
from hongbang.approvals.queries import Edition, Matter
from hongbang.approvals.rules import deciding
from hongbang.approvals.rules.commands import Decide, Strike, Submit
from hongbang.approvals.rules.lifecycle import (
    APPROVED,
    ASKED,
    DECISION,
    PASSED,
    RESOLUTION,
    SUBMITTED,
)
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound, RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient
from hongbang.selections import operations as selections
from hongbang.selections.rules.commands import Promote


class Named(Protocol):
    """A resolution as a later room holds it: by its public code."""

    @property
    def public_id(self) -> str:
        """Return the code."""


@audit.deed
def submit(edition: Edition, command: Submit, *, by: Actor, at: datetime) -> Resolution:
    """Put the fixed lists of an edition to its hosts; a void resolution is replaced.

    Refuses: `approvals.nobody_chosen`, `approvals.no_slate`, `approvals.checks_open`,
    `approvals.no_hosts`,
    `approvals.host_unknown`, `approvals.standing_already`, `approvals.note_long`,
    `Stale` (`approvals.lists_moved`).
    """
    current = queries.edition(by, edition.code)
    access.require("submit", by)
    found = queries.matter(current)
    note = _ready(found, command)
    before = queries.standing(current)
    if before is not None and not queries.voided_by(before, found):
        raise RuleBroken("approvals.standing_already")
    if before is not None:
        state = RESOLUTION.after(before.state, "replace")
        audit.checked_update(before, before.version, state=state)
    put = Resolution.objects.create(
        edition=current,
        place=Resolution.objects.filter(edition=current).count() + 1,
        content=found.content,
        digest=found.digest,
        note=note,
        submitted_at=at,
        submitted_by=by.person,
    )
    Decision.objects.bulk_create(
        [
            Decision(resolution=put, host=host, place=place)
            for place, host in enumerate(found.hosts, start=1)
        ]
    )
    audit.record(
        "approvals.resolution.submitted",
        by=by,
        at=at,
        subjects=[
            put.subject,
            current.subject,
            *(one.subject for one in found.slates),
            *([before.subject] if before else []),
        ],
        said={"digest": put.digest, "note": note},
        anchor=True,
    )
    _tell("approvals.submitted", put, _at_hosts(put, at), {}, by=by, at=at)
    return put


@audit.deed
def decide(resolution: Resolution, command: Decide, *, by: Actor, at: datetime) -> Decision:
    """Approve or return a resolution for the host of this seat, by the digest of its content.

    When the last host approves it has passed; when one returns it, it goes back to the office.

    Refuses: `approvals.other_host`, `approvals.void`, `approvals.not_open`,
    `approvals.no_such_move`, `approvals.no_opinion`, `approvals.opinion_long`,
    `Stale` (`approvals.digest_differs`, `audit.stale`).
    """
    current = queries.get(by, resolution.public_id)
    access.require("decide", by, current)
    own = queries.own_decision(by, current)
    if own is None:
        raise NotFound("approvals.missing")
    if current.state != SUBMITTED:
        raise RuleBroken("approvals.not_open")
    state = DECISION.after(own.state, "approve" if command.is_approved else "return")
    opinion = deciding.check_opinion(command.opinion, is_return=not command.is_approved)
    if command.digest != current.digest:
        raise Stale("approvals.digest_differs")
    if queries.voided_by(current):
        raise RuleBroken("approvals.void")
    decided = audit.checked_update(
        own,
        command.version,
        state=state,
        digest=command.digest,
        opinion=opinion,
        decided_at=at,
        decided_by=by.person,
    )
    after = _moved_on(current, at)
    audit.record(
        "approvals.resolution.decided",
        by=by,
        at=at,
        subjects=[current.subject, decided.subject, decided.host.subject],
        said={"digest": command.digest, "decision": state, "opinion": opinion},
        anchor=after == PASSED,
    )
    office = accounts.recipients_in(OFFICE, beijing_day(at))
    told = {"host": decided.host.name, "opinion": opinion}
    if state != APPROVED:
        _tell("approvals.returned", current, office, told, by=by, at=at)
    elif after == PASSED:
        everybody = [*office, *_at_hosts(current, at)]
        _tell("approvals.passed", current, everybody, told, by=by, at=at)
    else:
        _tell("approvals.approved", current, office, told, by=by, at=at)
    return decided


@audit.deed
def strike(resolution: Named, command: Strike, *, by: Actor, at: datetime) -> Supplement | None:
    """Strike somebody from the lists that the hosts approved; a reserve may move up.

    The new content is noted as a supplement, which the hosts need not approve (ADR 0021); where
    the edition wants them to, there is none, and the resolution is void until it is put anew.

    Refuses: `approvals.not_passed`, `approvals.void`, `approvals.not_on_list`, and what
    `selections.promote_reserve` refuses.
    """
    current = queries.get(by, resolution.public_id)
    access.require("strike", by)
    if current.state != PASSED:
        raise RuleBroken("approvals.not_passed")
    state = RESOLUTION.after(current.state, "strike")
    before = queries.matter(current.edition)
    if queries.voided_by(current, before):
        raise RuleBroken("approvals.void")
    struck = queries.on_list(before, command.application)
    slate = next(
        one for one in before.slates if any(each.application == struck for each in one.seats)
    )
    changed = audit.checked_update(current, command.version, state=state)
    promote = Promote(command.application, command.reason, slate.version)
    moved = selections.promote_reserve(slate, promote, by=by, at=at)
    supplement = None
    if not queries.signs_again(current.edition):
        found = queries.matter(current.edition)
        supplement = Supplement.objects.create(
            resolution=changed,
            place=changed.supplements.count() + 1,
            struck=struck,
            moved_up=moved.application if moved else None,
            reason=command.reason.strip(),
            content=found.content,
            digest=found.digest,
            noted_at=at,
        )
    audit.record(
        "approvals.applicant.struck",
        by=by,
        at=at,
        subjects=[
            changed.subject,
            struck.subject,
            *([supplement.subject] if supplement else []),
            *([moved.application.subject] if moved else []),
        ],
        said={
            "name": struck.subject_name,
            "reason": command.reason.strip(),
            "digest": supplement.digest if supplement else "",
        },
        anchor=True,
    )
    told = {"name": struck.subject_name, "up": moved.application.subject_name if moved else "—"}
    code = "approvals.struck" if supplement else "approvals.struck_void"
    everybody = [*accounts.recipients_in(OFFICE, beijing_day(at)), *_at_hosts(changed, at)]
    _tell(code, changed, everybody, told, by=by, at=at)
    return supplement


def _ready(found: Matter, command: Submit) -> str:
    """Refuse lists that are not ready or not those that were looked at; return the note."""
    open_checks = queries.checks(found.edition).filter(state=ASKED).count()
    deciding.check_ready(len(found.slates), found.without_list, open_checks, len(found.hosts))
    if found.unknown_hosts:
        raise RuleBroken("approvals.host_unknown", {"names": "、".join(found.unknown_hosts)})
    if command.digest != found.digest:
        raise Stale("approvals.lists_moved")
    note = command.note.strip()
    if len(note) > deciding.NOTE_MOST:
        raise RuleBroken("approvals.note_long", {"most": deciding.NOTE_MOST})
    return note


def _moved_on(resolution: Resolution, at: datetime) -> str:
    """Move a resolution on after a decision: passed, returned, or still before the hosts."""
    states = [one.state for one in queries.decisions(resolution)]
    if deciding.has_passed(states):
        state = RESOLUTION.after(resolution.state, "pass")
        audit.checked_update(resolution, resolution.version, state=state, passed_at=at)
        return state
    if any(one not in {APPROVED, DECISION.first} for one in states):
        state = RESOLUTION.after(resolution.state, "return")
        audit.checked_update(resolution, resolution.version, state=state)
        return state
    return resolution.state


def _at_hosts(resolution: Resolution, at: datetime) -> list[Recipient]:
    found: list[Recipient] = []
    for one in queries.decisions(resolution):
        found += accounts.recipients_in({Role.HOST_APPROVER}, beijing_day(at), one.host.public_id)
    return found


def _tell(
    code: str,
    resolution: Resolution,
    told: Iterable[Recipient],
    params: dict[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell those concerned, but not the one who did it."""
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params={"edition": resolution.edition.name, **params},
        link=reverse("approvals:show", args=[resolution.public_id]),
        at=at,
    )
