"""How does an application move on: sent, returned, sent again, taken back?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications import access, queries
from hongbang.applications.models import Application, Return, Revision
from hongbang.applications.rules import calling, eligibility, keeping
from hongbang.applications.rules.commands import Act, HandOver
from hongbang.applications.rules.commands import Return as SendBack
from hongbang.applications.rules.eligibility import Judged
from hongbang.applications.rules.lifecycle import APPLICATION, SUBMITTED
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import ORGAN, UNIT
from hongbang.orgs.queries import Organisation
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.shape import BLOCK


@audit.deed
def submit(application: Application, command: Act, *, by: Actor, at: datetime) -> Revision:
    """Send an application to the organ of its unit, within the application step.

    Writes the first revision, its digest and receipt, with the result of the customer survey where
    that has ended: what comes later changes nothing. Tells the unit and the organ.

    Refuses: `applications.no_such_move`, `applications.not_open_yet`, `applications.closed`,
    `applications.unfinished`, `applications.not_eligible`, `applications.no_organ`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("submit", by, current)
    state = APPLICATION.after(current.state, "submit")
    calling.check_open(queries.steps(current.category.edition), at)
    judged = _sound(current, at)
    sent = _send(current, command.version, state, judged, by=by, at=at)
    audit.record(
        "applications.application.submitted",
        by=by,
        at=at,
        subjects=[current.subject, sent.subject, sent.organ.subject],
        said=_said(current, sent),
    )
    _tell_sent("applications.sent", current, sent, by=by, at=at)
    return sent


@audit.deed
def resubmit(application: Application, command: Act, *, by: Actor, at: datetime) -> Revision:
    """Send a corrected application again, until the day that was set: a new revision.

    Refuses: `applications.no_such_move`, `applications.correction_late`, `applications.unfinished`,
    `applications.not_eligible`, `applications.no_organ`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("resubmit", by, current)
    state = APPLICATION.after(current.state, "resubmit")
    back = queries.last_return(current)
    if back is not None:
        calling.check_in_time(back.until_on, at)
    judged = _sound(current, at)
    sent = _send(current, command.version, state, judged, by=by, at=at)
    audit.record(
        "applications.application.resubmitted",
        by=by,
        at=at,
        subjects=[current.subject, sent.subject, sent.organ.subject],
        said=_said(current, sent),
    )
    _tell_sent("applications.sent_again", current, sent, by=by, at=at)
    return sent


@audit.deed
def return_for_correction(
    application: Application, command: SendBack, *, by: Actor, at: datetime
) -> Return:
    """Send an application back to its unit, saying what to mend and until when.

    Refuses: `applications.no_such_move`, `applications.no_reason`, `applications.until_past`,
    `applications.until_far`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("return", by, current)
    state = APPLICATION.after(current.state, "return")
    calling.check_return(command.reason, command.until_on, at)
    reason, organ = command.reason.strip(), current.holder
    revision = queries.latest(current)
    audit.checked_update(current, command.version, state=state, holder=current.unit, changed_at=at)
    back = Return.objects.create(
        revision=revision, organ=organ, reason=reason, until_on=command.until_on, returned_at=at
    )
    audit.record(
        "applications.application.returned",
        by=by,
        at=at,
        subjects=[current.subject, revision.subject, organ.subject],
        said={
            "name": current.subject_name,
            "reason": reason,
            "until": command.until_on.isoformat(),
        },
    )
    params = {
        "name": current.subject_name,
        "organ": organ.name,
        "reason": reason,
        "until": command.until_on.isoformat(),
    }
    _tell("applications.returned", current, _of_unit(current, at), params, by=by, at=at)
    return back


@audit.deed
def withdraw(application: Application, command: Act, *, by: Actor, at: datetime) -> Application:
    """Take an application back for good; what was submitted stays readable.

    Refuses: `applications.no_such_move`, `applications.no_reason`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("withdraw", by, current)
    state, before = APPLICATION.after(current.state, "withdraw"), current.holder
    calling.check_reason(command.reason)
    reason = command.reason.strip()
    withdrawn = audit.checked_update(
        current,
        command.version,
        state=state,
        holder=current.unit,
        withdrawn_at=at,
        withdrawn_reason=reason,
        changed_at=at,
    )
    audit.record(
        "applications.application.withdrawn",
        by=by,
        at=at,
        subjects=[withdrawn.subject, withdrawn.unit.subject],
        said={"name": withdrawn.subject_name, "reason": reason},
    )
    if before != current.unit:
        params = {"name": current.subject_name, "unit": current.unit.name, "reason": reason}
        _tell("applications.withdrawn", current, _at_body(before, at), params, by=by, at=at)
    return withdrawn


@audit.deed
def hand_over(
    application: Application, command: HandOver, *, by: Actor, at: datetime
) -> Application:
    """Give a submitted application on to the body that decides next; its answers stay as they are.

    Called by the room that sends it up; whoever it leaves cannot return it any more.

    Refuses: `applications.not_submitted`, `Stale`, and what `orgs.get_open` refuses.
    """
    current = queries.get(by, application.public_id)
    access.require("hand_over", by, current)
    if current.state != SUBMITTED:
        raise IllegalMove("applications.not_submitted", {"state": current.state})
    before, holder = current.holder, orgs.get_open(command.to)
    given = audit.checked_update(current, command.version, holder=holder)
    audit.record(
        "applications.application.handed_over",
        by=by,
        at=at,
        subjects=[given.subject, before.subject, holder.subject],
        said={"name": given.subject_name, "to": holder.name},
    )
    return given


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list leaves the house, and how it was filtered."""
    access.require("receive", by)
    audit.record("applications.list.exported", by=by, at=at, subjects=[], said={"filters": filters})


def _sound(application: Application, at: datetime) -> tuple[Judged, ...]:
    """Return the conditions as judged, where the answers may be sent.

    Refuses: `applications.unfinished`, `applications.not_eligible`.
    """
    definition, edition = sheets.definition(application.sheet), application.category.edition
    lists = queries.lists_for(definition, edition, application.unit)
    facts = queries.facts_of(edition, at)
    found = check(definition, application.typed, facts=facts, lists=lists, final=True)
    blocking = [one for one in found if one.severity == BLOCK]
    if blocking:
        raise RuleBroken("applications.unfinished", {"count": len(blocking)})
    judged = queries.judged(application, application.typed, at, final=True)
    eligibility.check_eligible(judged)
    return judged


def _send(
    application: Application,
    version: int,
    state: str,
    judged: Iterable[Judged],
    *,
    by: Actor,
    at: datetime,
) -> Revision:
    """Write the answers at work as the next revision, and hand the application over."""
    organ, sheet = queries.organ_of(application.unit), application.sheet
    if organ is None:
        raise RuleBroken("applications.no_organ", {"unit": application.unit.name})
    place, findings = application.revision + 1, [one.plain() for one in judged]
    form = {"code": sheet.code, "number": sheet.number, "digest": sheet.digest}
    survey = queries.survey_of(application, at)
    digest = keeping.digest(
        application.public_id, place, form, application.typed, findings, survey=survey
    )
    audit.checked_update(
        application,
        version,
        state=state,
        revision=place,
        holder=organ,
        submitted_at=at,
        changed_at=at,
    )
    return Revision.objects.create(
        application=application,
        place=place,
        sheet=sheet,
        organ=organ,
        answers=application.answers,
        findings=findings,
        survey=survey,
        digest=digest,
        submitted_at=at,
        submitted_by=by.person,
    )


def _said(application: Application, sent: Revision) -> dict[str, str]:
    return {
        "name": application.subject_name,
        "digest": sent.digest,
        "form": f"{sent.sheet.code}@{sent.sheet.number}",
    }


def _of_unit(application: Application, at: datetime) -> list[Recipient]:
    return accounts.recipients_in(UNIT, beijing_day(at), application.unit.public_id)


def _at_body(body: Organisation, at: datetime) -> list[Recipient]:
    roles = OFFICE if body.kind == "office" else ORGAN
    return accounts.recipients_in(roles, beijing_day(at), body.public_id)


def _tell_sent(
    code: str, application: Application, sent: Revision, *, by: Actor, at: datetime
) -> None:
    """Tell the unit that it has arrived, with the receipt, and the organ that it is there."""
    params = {
        "name": application.subject_name,
        "unit": application.unit.name,
        "organ": sent.organ.name,
        "receipt": sent.public_id,
    }
    outbox.post(
        "applications.arrived",
        to=_of_unit(application, at),
        params=params,
        link=reverse("applications:receipt", args=[application.public_id, sent.place]),
        at=at,
    )
    _tell(code, application, _at_body(sent.organ, at), params, by=by, at=at)


def _tell(
    code: str,
    application: Application,
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
        params=params,
        link=reverse("applications:show", args=[application.public_id]),
        at=at,
    )
