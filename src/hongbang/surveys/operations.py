"""What can be done with surveys? The only writer of this room."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F
from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken
from hongbang.orgs import access as orgs
from hongbang.outbox import operations as outbox
from hongbang.programmes import queries as programmes
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.reading import Reading
from hongbang.sheets.rules.shape import BLOCK
from hongbang.surveys import access, queries
from hongbang.surveys.models import Answer, Invitation, Survey
from hongbang.surveys.rules import opening
from hongbang.surveys.rules.commands import TEAM, Act, Answering, Issue, OpenSurvey
from hongbang.surveys.rules.counting import counting_of
from hongbang.surveys.rules.lifecycle import COMING, OPEN, OVER, SURVEY, stage
from hongbang.surveys.rules.showing import as_plain

TOKEN_BYTES = 16  # 128 bits


@dataclass(frozen=True, slots=True)
class Given:
    """A survey with the tokens of its new invitations, which are given out now and never again.

    Without tokens where the same form was sent before.
    """

    survey: Survey
    tokens: tuple[str, ...] = field(default=(), repr=False)


@audit.deed
def open_survey(command: OpenSurvey, *, by: Actor, at: datetime) -> Given:
    """Open a survey of a team or nominee, with its first invitations.

    Refuses: what `access` refuses, `orgs.missing`, `surveys.no_edition`, `surveys.subject_closed`,
    `surveys.already`, and what `opening` and `counting_of` refuse.
    """
    of = queries.subject(by, command.kind, command.subject)
    access.require("open", by, of.unit)
    days = [command.starts_on.isoformat(), command.ends_on.isoformat()]
    sent = [command.kind, command.subject, command.edition, command.count, *days]
    earlier = audit.once(command.key, "surveys.open_survey", sent, by=by, at=at)
    if earlier:
        return Given(queries.get(by, earlier))
    edition = queries.edition(command.edition)
    opening.check_period(command.starts_on, command.ends_on, beijing_day(at))
    opening.check_count(command.count, issued=0)
    if of.closed_at is not None:
        raise RuleBroken("surveys.subject_closed", {"of": str(of)})
    if queries.standing(edition, of):
        raise RuleBroken("surveys.already", {"of": str(of)})
    sheet = queries.pinned_sheet(edition)
    counting_of(programmes.chapter(edition, "survey"), sheets.definition(sheet))
    opened = Survey.objects.create(
        edition=edition,
        sheet=sheet,
        unit=of.unit,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        issued=command.count,
        opened_at=at,
        **({"team": of} if command.kind == TEAM else {"nominee": of}),
    )
    tokens = _draw(opened, command.count)
    audit.settle(command.key, "surveys.open_survey", opened.public_id, by=by)
    audit.record(
        "surveys.survey.opened",
        by=by,
        at=at,
        subjects=[opened.subject, of.subject, edition.subject],
        said={
            "count": command.count,
            "starts_on": command.starts_on.isoformat(),
            "ends_on": command.ends_on.isoformat(),
        },
    )
    return Given(opened, tokens)


@audit.deed
def issue(survey: Survey, command: Issue, *, by: Actor, at: datetime) -> Given:
    """Give out more invitations to a survey that still takes answers.

    Refuses: what `access` refuses, `surveys.over`, and what `opening.check_count` refuses.
    """
    current = queries.get(by, survey.public_id)
    access.require("issue", by, current)
    sent = [current.public_id, command.count]
    if audit.once(command.key, "surveys.issue", sent, by=by, at=at):
        return Given(current)
    if _stage(current, at) == OVER:
        raise IllegalMove("surveys.over")
    opening.check_count(command.count, current.issued)
    changed = audit.checked_update(current, current.version, issued=current.issued + command.count)
    tokens = _draw(changed, command.count)
    audit.settle(command.key, "surveys.issue", changed.public_id, by=by)
    audit.record(
        "surveys.invitations.issued",
        by=by,
        at=at,
        subjects=[changed.subject],
        said={"count": command.count},
    )
    return Given(changed, tokens)


@audit.deed
@audit.unrecorded("survey answers")
def answer(token: str, command: Answering, *, by: Actor, at: datetime) -> None:
    """Use an invitation up and keep the answers, both or neither.

    **Why** nothing is recorded: a sequence of entries would tie a token to an answer. The worker
    records the totals of each finished day. For the same reason the invitation is removed rather
    than marked, and the answer holds a day and nothing of who sent it.

    Refuses: `surveys.no_such_link`, `surveys.not_begun`, `surveys.over`, `surveys.answers_wrong`.
    """
    access.require("answer", by)
    survey = queries.invited(token)
    now = _stage(survey, at)
    if now == OVER:
        raise IllegalMove("surveys.over")
    if now == COMING:
        raise IllegalMove("surveys.not_begun", {"on": survey.starts_on.isoformat()})
    definition = queries.definition(survey)
    found = check(definition, command.answers, final=True)
    if any(one.severity == BLOCK for one in found):
        raise RuleBroken("surveys.answers_wrong")
    reading = Reading(definition, command.answers)
    asked = {key: one for key, one in command.answers.items() if reading.is_shown(key)}
    if Survey.objects.filter(pk=survey.pk, state=OPEN).update(answered=F("answered") + 1) != 1:
        raise IllegalMove("surveys.over")  # closed while this was on its way
    used, _ = Invitation.objects.filter(digest=queries.digest_of(token)).delete()
    if used != 1:
        raise NotFound("surveys.no_such_link")
    Answer.objects.create(survey=survey, day=beijing_day(at), answers=asked)


@audit.deed
def close(survey: Survey, command: Act, *, by: Actor, at: datetime) -> Survey:
    """End a survey and keep its result: by hand, or by the worker when its last day has passed.

    Invitations that were not used stay: who holds one is told that the survey has ended.

    Refuses: what `access` refuses, `surveys.no_such_move`, `Stale`.
    """
    current = queries.get(by, survey.public_id)
    access.require("close", by, current)
    state = SURVEY.after(current.state, "close")
    # the row is held from here, so that no answer comes in that the result does not count
    Survey.objects.filter(pk=current.pk).update(answered=F("answered"))
    frozen = queries.worked_out(current)
    closed = audit.checked_update(
        current,
        command.version,
        state=state,
        closed_at=at,
        result=as_plain(frozen.result),
        digest=frozen.digest,
    )
    audit.record(
        "surveys.survey.closed",
        by=by,
        at=at,
        subjects=[closed.subject],
        said={
            "issued": closed.issued,
            "answered": frozen.result.measured.given,
            "digest": frozen.digest,
        },
    )
    _tell("surveys.closed", closed, by, at, {"count": str(frozen.result.measured.given)})
    return closed


@audit.deed
def withdraw(survey: Survey, command: Act, *, by: Actor, at: datetime) -> Survey:
    """Take a survey back, with a reason; what was answered stays, and counts nowhere.

    Refuses: what `access` refuses, `surveys.no_such_move`, what `opening.check_withdrawal`
    refuses, `Stale`.
    """
    current = queries.get(by, survey.public_id)
    access.require("withdraw", by, current)
    state = SURVEY.after(current.state, "withdraw")
    is_unit = by.role in orgs.UNIT
    reason = opening.check_withdrawal(command.reason, current.answered, by_unit=is_unit)
    withdrawn = audit.checked_update(
        current, command.version, state=state, withdrawn_at=at, withdrawn_reason=reason
    )
    audit.record(
        "surveys.survey.withdrawn",
        by=by,
        at=at,
        subjects=[withdrawn.subject],
        said={"reason": reason, "answered": withdrawn.answered},
    )
    _tell("surveys.withdrawn", withdrawn, by, at, {"reason": reason})
    return withdrawn


@audit.deed
def tell_days(survey: Survey, *, by: Actor, at: datetime) -> Survey:
    """Record how many answers came on each finished day; nothing where all is told.

    Refuses: what `access` refuses, `surveys.nothing_to_tell`.
    """
    current = queries.get(by, survey.public_id)
    access.require("tell", by, current)
    today = beijing_day(at)
    days = queries.untold_days(current, today)
    if not days:
        raise IllegalMove("surveys.nothing_to_tell")
    Survey.objects.filter(pk=current.pk).update(told_until=today - timedelta(days=1))
    audit.record(
        "surveys.answers.counted",
        by=by,
        at=at,
        subjects=[current.subject],
        said={"days": {day.isoformat(): count for day, count in days.items()}},
    )
    return current


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list leaves the house, and how it was filtered.

    Refuses: `surveys.not_yours`.
    """
    access.require("export", by)
    audit.record("surveys.list.exported", by=by, at=at, subjects=[], said={"filters": filters})


def _draw(survey: Survey, count: int) -> tuple[str, ...]:
    """Draw tokens and keep their digests."""
    tokens = tuple(secrets.token_urlsafe(TOKEN_BYTES) for _ in range(count))
    digests = sorted(queries.digest_of(token) for token in tokens)
    Invitation.objects.bulk_create(
        [Invitation(survey=survey, digest=digest) for digest in digests], batch_size=200
    )
    return tokens


def _stage(survey: Survey, at: datetime) -> str:
    return stage(survey.state, survey.starts_on, survey.ends_on, beijing_day(at))


def _tell(code: str, survey: Survey, by: Actor, at: datetime, params: dict[str, str]) -> None:
    """Tell the unit's own people, but not the one who did it."""
    told = accounts.recipients_in(orgs.UNIT, beijing_day(at), survey.unit.public_id)
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params={"of": survey.of, **params},
        link=reverse("surveys:show", args=[survey.public_id]),
        at=at,
    )
