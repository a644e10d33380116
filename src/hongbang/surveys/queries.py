"""Which surveys are there, how do they stand, and what do their answers add up to?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound
from hongbang.kernel.search import search_terms
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Nominee, Organisation, Team
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Edition
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.definition import Definition
from hongbang.surveys import access
from hongbang.surveys.models import Answer, Invitation
from hongbang.surveys.models import Survey as Survey  # views name rows, they hold no tables
from hongbang.surveys.rules.commands import TEAM
from hongbang.surveys.rules.counting import Counting, counting_of
from hongbang.surveys.rules.lifecycle import CLOSED, OPEN, OVER, stage
from hongbang.surveys.rules.measuring import measure
from hongbang.surveys.rules.showing import Frozen, Result, from_plain

TOGETHER = ("edition", "edition__programme", "sheet", "unit", "team", "nominee")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    query: str = ""
    state: str = ""
    edition: str = ""


def visible(by: Actor) -> QuerySet[Survey]:
    """Return the surveys `by` may see."""
    return access.visible_to(by, Survey.objects.all())


def get(by: Actor, code: str) -> Survey:
    """Return one survey; refuses with `NotFound` what is missing or not for this seat."""
    survey = visible(by).select_related(*TOGETHER).filter(public_id=code).first()
    if survey is None:
        raise NotFound("surveys.missing")
    return survey


def worklist(by: Actor, filters: Filters) -> QuerySet[Survey]:
    """Return the surveys as filtered: those under way first, by their end, then the latest."""
    found = Q()
    for term in search_terms(filters.query):
        found &= (
            Q(unit__search_text__contains=term)
            | Q(team__name__contains=term)
            | Q(nominee__name__contains=term)
        )
    if filters.state:
        found &= Q(state=filters.state)
    if filters.edition:
        found &= Q(edition__code=filters.edition)
    rows = visible(by).filter(found).select_related("edition", "unit", "team", "nominee")
    rows = rows.defer("edition__chapters", "edition__pins", "result")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "ends_on", "-pk")


def exported(by: Actor, filters: Filters) -> QuerySet[Survey]:
    """Return the same surveys with their results."""
    return worklist(by, filters).defer(None).defer("edition__chapters", "edition__pins")


def under_way(by: Actor) -> QuerySet[Survey]:
    """Return the surveys of a unit's own that are open, the next to end first."""
    mine = visible(by) if by.role in org_access.UNIT else Survey.objects.none()
    rows = mine.filter(state=OPEN).select_related("team", "nominee", "unit")
    return rows.order_by("ends_on", "pk")


def editions() -> list[Edition]:
    """Return the editions for which a survey can be opened: running, with a sheet to ask."""
    rows = Edition.objects.filter(state="published").select_related("programme")
    found = rows.order_by("-year", "-published_at")
    return [one for one in found if one.chapters.get("general", {}).get("survey_sheet")]


def edition(code: str) -> Edition:
    """Return one of these editions by its code; refuses with `NotFound`."""
    found = next((one for one in editions() if one.code == code), None)
    if found is None:
        raise NotFound("surveys.no_edition")
    return found


def teams(by: Actor) -> list[Team]:
    """Return the teams that a unit could ask its customers about."""
    own = _own_unit(by)
    return [*orgs.teams(own)] if own else []


def nominees(by: Actor) -> list[Nominee]:
    """Return the nominees that a unit could ask its customers about."""
    own = _own_unit(by)
    return [*orgs.nominees(own)] if own else []


def _own_unit(by: Actor) -> Organisation | None:
    own = org_access.home(by) if by.role in org_access.UNIT else None
    return own if own and own.kind == "unit" and own.closed_at is None else None


def subject(by: Actor, kind: str, code: str) -> Team | Nominee:
    """Return the team or nominee that a survey shall be about; refuses with `NotFound`."""
    return orgs.team(by, code) if kind == TEAM else orgs.nominee(by, code)


def standing(edition: Edition, of: Team | Nominee) -> Survey | None:
    """Return the survey of a team or nominee for an edition, unless it was withdrawn."""
    is_same = Q(team=of) if isinstance(of, Team) else Q(nominee=of)
    return Survey.objects.filter(is_same, edition=edition).exclude(state="withdrawn").first()


def pinned_sheet(edition: Edition) -> sheets.Sheet:
    """Return the survey sheet of an edition, in the version it was published with."""
    named, _, number = edition.chapters["general"]["survey_sheet"].partition("@")
    return sheets.published(named, int(number) if number else edition.pins.get(named))


def definition(survey: Survey) -> Definition:
    """Return what the survey asks."""
    return sheets.definition(survey.sheet)


def counting(survey: Survey) -> Counting:
    """Return how the survey is counted; what an edition says of it never changes."""
    return counting_of(programmes.chapter(survey.edition, "survey"), definition(survey))


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256_hex(token.encode())


def invited(token: str) -> Survey:
    """Return the survey that an invitation not used yet leads to.

    An unknown token and a used one are refused alike, with `NotFound`: neither is kept.
    """
    held = Invitation.objects.filter(digest=digest_of(token)).select_related(
        *(f"survey__{name}" for name in TOGETHER)
    )
    found = held.first()
    if found is None:
        raise NotFound("surveys.no_such_link")
    return found.survey


def by_day(survey: Survey) -> dict[date, int]:
    """Return how many answers came on each day that had any, from the first on."""
    rows = Answer.objects.filter(survey=survey).values_list("day").annotate(Count("pk"))
    return dict(rows.order_by("day"))


def untold_days(survey: Survey, today: date) -> dict[date, int]:
    """Return the totals of finished days that do not stand in the ledger yet."""
    told = survey.told_until
    return {
        day: count
        for day, count in by_day(survey).items()
        if day < today and (told is None or day > told)
    }


def to_tell(today: date) -> list[Survey]:
    """Return the surveys with answers on finished days that do not stand in the ledger yet."""
    untold = Q(told_until__isnull=True) | Q(answers__day__gt=F("told_until"))
    rows = Survey.objects.filter(untold, answers__day__lt=today).distinct()
    return [*rows.order_by("pk")]


def to_close(today: date) -> list[Survey]:
    """Return the open surveys whose last day has passed."""
    return [*Survey.objects.filter(state=OPEN, ends_on__lt=today).order_by("ends_on", "pk")]


def result_of(survey: Survey) -> Result | None:
    """Return the result of a survey that was closed, as it was kept."""
    return from_plain(survey.result) if survey.state == CLOSED else None


def worked_out(survey: Survey) -> Frozen:
    """Add the answers of a survey up as they are now, with how they were asked and counted."""
    given = Answer.objects.filter(survey=survey).values_list("answers", flat=True)
    measured = measure(counting(survey), given.iterator(chunk_size=500))
    return _frozen(survey, Result(survey.issued, measured))


def frozen(survey: Survey, at: datetime) -> Frozen:
    """Return what an application freezes of a survey at its submission.

    Where the last day has passed and the worker has not closed the survey yet, the answers are
    added up here: nothing can be answered any more, so the result is the same.

    Refuses: `surveys.still_open`, `surveys.was_withdrawn`.
    """
    current = Survey.objects.select_related(*TOGETHER).get(pk=survey.pk)
    if current.state == CLOSED:
        return _frozen(current, from_plain(current.result))
    if current.state != OPEN:
        raise IllegalMove("surveys.was_withdrawn")
    if is_running(current, at):
        raise IllegalMove("surveys.still_open", {"until": current.ends_on.isoformat()})
    return worked_out(current)


def frozen_for(edition: Edition, of: Team | Nominee, at: datetime) -> Frozen | None:
    """Return what an application for a team or nominee freezes of its survey, if it has ended.

    None where there is no survey, or it still takes answers: before its end nobody sees a result,
    and what is frozen can never change.
    """
    survey = standing(edition, of)
    if survey is None or is_running(survey, at):
        return None
    return frozen(survey, at)


def is_running(survey: Survey, at: datetime) -> bool:
    """Say whether a survey has not ended yet."""
    return stage(survey.state, survey.starts_on, survey.ends_on, beijing_day(at)) != OVER


def altered() -> list[Survey]:
    """Return the closed surveys whose result is not what its digest says.

    One of the invariants: it is empty in a sound house.
    """
    rows = Survey.objects.filter(state=CLOSED).select_related(*TOGETHER).order_by("pk")
    return [
        one
        for one in rows.iterator(chunk_size=200)
        if _frozen(one, from_plain(one.result)).digest != one.digest
    ]


def _frozen(survey: Survey, result: Result) -> Frozen:
    return Frozen(
        survey=survey.public_id,
        sheet=f"{survey.sheet.code}@{survey.sheet.number}",
        counting=programmes.chapter(survey.edition, "survey"),
        result=result,
    )
