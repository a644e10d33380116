"""How does a statistics return go: filled in, signed twice, sent, accepted or returned?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.activity import access, queries
from hongbang.activity.models import Return
from hongbang.activity.queries import Edition
from hongbang.activity.rules import filling
from hongbang.activity.rules.commands import Act, Fill
from hongbang.activity.rules.lifecycle import EDITABLE, RETURN
from hongbang.activity.rules.recording import check_reason
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import ORGAN
from hongbang.orgs.queries import Organisation
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient


@audit.deed
def save(edition: Edition, command: Fill, *, by: Actor, at: datetime) -> Return:
    """Keep what the organ adds to its records; the first time, the return is begun.

    Refuses: `activity.edition_over`, `activity.no_units`, `activity.not_editable`,
    `activity.too_long`, `Stale`.
    """
    access.require("save", by)
    kept = _kept(edition, command, by=by, at=at)
    audit.record(
        "activity.return.saved",
        by=by,
        at=at,
        subjects=[kept.subject, kept.organ.subject, kept.edition.subject],
        said={"figures": len(kept.typed)},
    )
    return kept


@audit.deed
def prepare(edition: Edition, command: Fill, *, by: Actor, at: datetime) -> Return:
    """Sign a return as the one who filled it in: its figures are frozen; tells the head.

    Refuses: what `save` refuses, `activity.unfinished`.
    """
    access.require("prepare", by)
    kept = _kept(edition, command, by=by, at=at)
    state = RETURN.after(kept.state, "prepare")
    said = queries.lines(kept.edition, kept.organ, kept)
    asked = queries.definition(kept.sheet)
    filling.check_sound(filling.findings(asked, said, final=True))
    form = {"code": kept.sheet.code, "number": kept.sheet.number, "digest": kept.sheet.digest}
    prepared = audit.checked_update(
        kept,
        kept.version,
        state=state,
        lines=[one.plain() for one in said],
        digest=filling.digest(kept.edition.public_id, kept.organ.public_id, form, said),
        prepared_by=by.person,
        prepared_at=at,
        signed_by="",
        sent_at=None,
        answered_at=None,
        reason="",
    )
    audit.record(
        "activity.return.prepared",
        by=by,
        at=at,
        subjects=[prepared.subject, prepared.organ.subject, prepared.edition.subject],
        said={"organ": prepared.organ.name, "digest": prepared.digest},
    )
    heads = accounts.recipients_in([Role.ORGAN_HEAD], beijing_day(at), prepared.organ.public_id)
    _tell("activity.to_sign", prepared, heads, {}, by=by, at=at)
    return prepared


@audit.deed
def reopen(found: Return, command: Act, *, by: Actor, at: datetime) -> Return:
    """Give a prepared return back to be filled in again; the first signature lapses.

    Refuses: `activity.return.no_such_move`, `activity.no_reason`, `Stale`.
    """
    current = queries.get_return(by, found.edition, found.organ)
    access.require("reopen", by, current)
    state = RETURN.after(current.state, "reopen")
    reason = check_reason(command.reason)
    opened = audit.checked_update(
        current,
        command.version,
        state=state,
        lines=[],
        digest="",
        prepared_by="",
        prepared_at=None,
        reason=reason,
        changed_at=at,
    )
    audit.record(
        "activity.return.reopened",
        by=by,
        at=at,
        subjects=[opened.subject, opened.organ.subject],
        said={"organ": opened.organ.name, "reason": reason},
    )
    _tell("activity.reopened", opened, _of_organ(opened, at), {"reason": reason}, by=by, at=at)
    return opened


@audit.deed
def sign(found: Return, command: Act, *, by: Actor, at: datetime) -> Return:
    """Sign a prepared return as the head of the organ, and send it to the office.

    Refuses: `activity.return.no_such_move`, `activity.same_person`, `Stale`.
    """
    current = queries.get_return(by, found.edition, found.organ)
    access.require("sign", by, current)
    state = RETURN.after(current.state, "sign")
    filling.check_second(current.prepared_by, by.person)
    sent = audit.checked_update(
        current, command.version, state=state, signed_by=by.person, sent_at=at
    )
    audit.record(
        "activity.return.sent",
        by=by,
        at=at,
        subjects=[sent.subject, sent.organ.subject, sent.edition.subject],
        said={"organ": sent.organ.name, "digest": sent.digest},
    )
    _tell("activity.sent", sent, accounts.recipients_in(OFFICE, beijing_day(at)), {}, by=by, at=at)
    return sent


@audit.deed
def accept(found: Return, command: Act, *, by: Actor, at: datetime) -> Return:
    """Take a return in.

    Refuses: `activity.return.no_such_move`, `Stale`.
    """
    current = queries.get_return(by, found.edition, found.organ)
    access.require("accept", by, current)
    state = RETURN.after(current.state, "accept")
    taken = audit.checked_update(current, command.version, state=state, answered_at=at)
    audit.record(
        "activity.return.accepted",
        by=by,
        at=at,
        subjects=[taken.subject, taken.organ.subject],
        said={"organ": taken.organ.name, "digest": taken.digest},
    )
    _tell("activity.accepted", taken, _of_organ(taken, at), {}, by=by, at=at)
    return taken


@audit.deed
def send_back(found: Return, command: Act, *, by: Actor, at: datetime) -> Return:
    """Send a return back to its organ, saying what is to be mended.

    Refuses: `activity.return.no_such_move`, `activity.no_reason`, `Stale`.
    """
    current = queries.get_return(by, found.edition, found.organ)
    access.require("return", by, current)
    state = RETURN.after(current.state, "return")
    reason = check_reason(command.reason)
    back = audit.checked_update(
        current, command.version, state=state, reason=reason, answered_at=at, changed_at=at
    )
    audit.record(
        "activity.return.returned",
        by=by,
        at=at,
        subjects=[back.subject, back.organ.subject],
        said={"organ": back.organ.name, "reason": reason},
    )
    _tell("activity.returned", back, _of_organ(back, at), {"reason": reason}, by=by, at=at)
    return back


@audit.deed
def note_export(edition: Edition, *, by: Actor, at: datetime) -> None:
    """Record that the figures of all organs leave the house."""
    access.require("export", by)
    audit.record(
        "activity.sum.exported",
        by=by,
        at=at,
        subjects=[edition.subject],
        said={"edition": edition.code},
    )


def _kept(edition: Edition, command: Fill, *, by: Actor, at: datetime) -> Return:
    """Keep what was typed in the organ's own return."""
    current, own, typed = queries.edition(edition.code), orgs.own(by), command.plain()
    _check_typed(typed)
    found = queries.return_of(current, own)
    if found is None:
        return _begun(current, own, command, by=by, at=at)
    access.require("save", by, found)
    if found.state not in EDITABLE:
        raise IllegalMove("activity.not_editable")
    return audit.checked_update(found, command.version, typed=typed, changed_at=at)


def _begun(
    edition: Edition, own: Organisation, command: Fill, *, by: Actor, at: datetime
) -> Return:
    access.require("save", by, own)
    if edition.state != "published":
        raise IllegalMove("activity.edition_over")
    if not queries.reporting(edition, own.pk).exists():
        raise RuleBroken("activity.no_units", {"organ": own.name})
    if command.version:
        raise Stale("audit.stale_untold")
    return Return.objects.create(
        edition=edition,
        organ=own,
        sheet=queries.pinned_sheet(edition),
        typed=command.plain(),
        changed_at=at,
    )


def _check_typed(typed: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse what no form of ours can have sent."""
    most = {"added": filling.ADDED_MOST, "note": filling.NOTE_MOST}
    if any(len(text) > most[name] for one in typed.values() for name, text in one.items()):
        raise RuleBroken("activity.too_long", {"most": filling.NOTE_MOST})


def _of_organ(found: Return, at: datetime) -> list[Recipient]:
    return accounts.recipients_in(ORGAN, beijing_day(at), found.organ.public_id)


def _tell(
    code: str,
    found: Return,
    told: Iterable[Recipient],
    params: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell those concerned, but not the one who did it."""
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params={"organ": found.organ.name, "edition": found.edition.name, **params},
        link=reverse("activity:return", args=[found.edition.code, found.organ.public_id]),
        at=at,
    )
