"""What can be done with applications? The only writer of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications import access, queries
from hongbang.applications.models import Application, Evidence, Return, Revision
from hongbang.applications.rules import calling, eligibility, keeping
from hongbang.applications.rules.commands import Act, Attach, Begin, Save
from hongbang.applications.rules.commands import Return as SendBack
from hongbang.applications.rules.eligibility import Judged
from hongbang.applications.rules.lifecycle import APPLICATION, EDITABLE
from hongbang.applications.rules.prefill import prefilled
from hongbang.audit import operations as audit
from hongbang.files import operations as files
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import ORGAN, UNIT
from hongbang.orgs.queries import Nominee, Organisation, Team
from hongbang.outbox import operations as outbox
from hongbang.programmes.queries import Category
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.definition import Definition
from hongbang.sheets.rules.shape import BLOCK, FILES, Field

_MEGABYTE = 1024 * 1024
WITH_TEAM, WITH_NOMINEE = frozenset({"team"}), frozenset({"individual", "manager"})


@audit.deed
def begin(command: Begin, *, by: Actor, at: datetime) -> Application:
    """Begin an application for a team, a nominee or the unit itself; what is known is filled in.

    The same form sent twice begins one.

    Refuses: `applications.no_category`, `applications.closed`, `applications.no_step`,
    `applications.no_form`, `applications.no_subject`, `applications.begun_already`,
    `applications.no_organ`.
    """
    category = queries.category(command.category)
    access.require("begin", by)
    body = {"category": command.category, "team": command.team, "nominee": command.nominee}
    earlier = audit.once(command.key, "applications.begin", body, by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    calling.check_not_over(queries.steps(category.edition), at)
    subject = _subject(command, category, by)
    begun = _begun(category, subject, at)
    _prefill(begun, at)
    audit.settle(command.key, "applications.begin", begun.public_id, by=by)
    audit.record(
        "applications.application.begun",
        by=by,
        at=at,
        subjects=[begun.subject, category.subject, subject.unit.subject],
        said={"name": begun.subject_name, "category": category.name},
    )
    return begun


@audit.deed
@audit.unrecorded("autosave")
def save(application: Application, command: Save, *, by: Actor, at: datetime) -> Application:
    """Keep the answers at work; what was submitted stays as it is.

    Refuses: `applications.not_editable`, `Stale`, what `keeping.as_text` refuses.
    """
    current = queries.get(by, application.public_id)
    access.require("save", by, current)
    _refuse_closed(current)
    answers = _with_own_files(current, command.answers)
    text = keeping.as_text(answers)
    if text == current.answers and command.version == current.version:
        return current
    return audit.checked_update(current, command.version, answers=text, changed_at=at)


@audit.deed
def attach(application: Application, command: Attach, *, by: Actor, at: datetime) -> Evidence:
    """Keep a file that answers a question; the same file for the same question is kept once.

    Refuses: `applications.not_editable`, `applications.no_file_asked`, `applications.file_kind`,
    `applications.file_large`, and what `files.store` refuses.
    """
    current = queries.get(by, application.public_id)
    access.require("attach", by, current)
    _refuse_closed(current)
    _refuse_file(sheets.definition(current.sheet), command)
    held = command.upload
    kept = current.evidence.filter(field=command.field, file__sha256=held.sha256).first()
    if kept is not None:
        return kept
    file = files.store(held, by=by, at=at)
    attached = Evidence.objects.create(
        application=current, file=file, field=command.field, attached_at=at
    )
    audit.record(
        "applications.evidence.attached",
        by=by,
        at=at,
        subjects=[current.subject, attached.subject, file.subject],
        said={"name": file.name, "question": command.field},
    )
    return attached


@audit.deed
def submit(application: Application, command: Act, *, by: Actor, at: datetime) -> Revision:
    """Send an application to the organ of its unit, within the application step.

    Writes the first revision, its digest and receipt; tells the unit and the organ.

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
    _tell_sent("applications.sent", current, sent, by, at)
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
    _tell_sent("applications.sent_again", current, sent, by, at)
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
    _tell("applications.returned", current, _of_unit(current, at), params, by, at)
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
        _tell("applications.withdrawn", current, _at_body(before, at), params, by, at)
    return withdrawn


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list leaves the house, and how it was filtered."""
    access.require("receive", by)
    audit.record("applications.list.exported", by=by, at=at, subjects=[], said={"filters": filters})


# --- beginning


@dataclass(frozen=True, slots=True)
class _Subject:
    """For whom one applies."""

    unit: Organisation
    team: Team | None = None
    nominee: Nominee | None = None


def _subject(command: Begin, category: Category, by: Actor) -> _Subject:
    """Find for whom one applies: of the kind the category asks for, and of the own unit.

    Refuses: `applications.no_subject`, `applications.begun_already`.
    """
    unit = orgs.own(by)
    try:
        team = orgs.team(by, command.team) if command.team else None
        nominee = orgs.nominee(by, command.nominee) if command.nominee else None
    except NotFound:
        raise RuleBroken("applications.no_subject") from None
    given = (team is not None, nominee is not None)
    wanted = (category.kind in WITH_TEAM, category.kind in WITH_NOMINEE)
    if given != wanted or any(one and one.closed_at for one in (team, nominee)):
        raise RuleBroken("applications.no_subject")
    found = _Subject((team or nominee or _Subject(unit)).unit, team, nominee)
    if queries.standing(category, found.unit, team, nominee):
        name = str(team or nominee or unit)
        raise RuleBroken("applications.begun_already", {"name": name})
    return found


def _begun(category: Category, subject: _Subject, at: datetime) -> Application:
    unit = subject.unit
    if queries.organ_of(unit) is None:
        raise RuleBroken("applications.no_organ", {"unit": unit.name})
    named = [str(one) for one in (subject.team, subject.nominee, unit, category) if one]
    return Application.objects.create(
        category=category,
        sheet=queries.form_of(category),
        unit=unit,
        team=subject.team,
        nominee=subject.nominee,
        holder=unit,
        begun_at=at,
        changed_at=at,
        search_text=search_text(*named),
    )


def _prefill(begun: Application, at: datetime) -> None:
    definition = sheets.definition(begun.sheet)
    lists = queries.lists_for(definition, begun.category.edition, begun.unit)
    answers = prefilled(definition, queries.known_of(begun), lists)
    begun.answers = keeping.as_text(answers)
    Application.objects.filter(pk=begun.pk).update(answers=begun.answers)


# --- answers and files


def _refuse_closed(application: Application) -> None:
    if application.state not in EDITABLE:
        raise IllegalMove("applications.not_editable", {"state": application.state})


def _files_asked(definition: Definition) -> dict[str, Field]:
    return {one.key: one for one in definition.fields() if one.kind == "file"}


def _refuse_file(definition: Definition, command: Attach) -> None:
    one, held = _files_asked(definition).get(command.field), command.upload
    if one is None:
        raise RuleBroken("applications.no_file_asked", {"name": held.name})
    kinds = one.kinds or FILES
    if held.kind not in kinds:
        of = "、".join(kinds).upper()
        raise RuleBroken("applications.file_kind", {"name": held.name, "of": of})
    if held.size > one.max_mb * _MEGABYTE:
        raise RuleBroken("applications.file_large", {"name": held.name, "most": one.max_mb})


def _with_own_files(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers that name only files of this application, each for its own question."""
    asked = [*_files_asked(sheets.definition(application.sheet))]
    found = dict(answers)
    evidence = queries.evidence(application).values() if asked else []
    for key in asked:
        kept = {
            one.public_id: {
                "name": one.file.name,
                "kind": one.file.kind,
                "size": str(one.file.size),
            }
            for one in evidence
            if one.field == key
        }
        found = keeping.own_files(found, [key], kept)
    return found


# --- sending


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
    digest = keeping.digest(application.public_id, place, form, application.typed, findings)
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


# --- telling


def _of_unit(application: Application, at: datetime) -> list[Any]:
    return accounts.recipients_in(UNIT, beijing_day(at), application.unit.public_id)


def _at_body(body: Organisation, at: datetime) -> list[Any]:
    return accounts.recipients_in(ORGAN, beijing_day(at), body.public_id)


def _tell_sent(
    code: str, application: Application, sent: Revision, by: Actor, at: datetime
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
    _tell(code, application, _at_body(sent.organ, at), params, by, at)


def _tell(
    code: str,
    application: Application,
    told: Iterable[Any],
    params: Mapping[str, str],
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
