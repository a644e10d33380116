"""Which stories of surveys do tests begin in? Told by operations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests import cast
from tests.cast import SYSTEM, Member, moment
from tests.programmes import stories as editions

from hongbang.kernel.actor import Actor, Role
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Nominee, Organisation, Team
from hongbang.orgs.rules.commands import AddNominee, AddTeam
from hongbang.programmes.models import Edition
from hongbang.surveys import operations as surveys
from hongbang.surveys import queries
from hongbang.surveys.models import Survey
from hongbang.surveys.operations import Given
from hongbang.surveys.rules.commands import NOMINEE, TEAM, Act, Answering, OpenSurvey

VISITOR = Actor.nobody("customer", "203.0.113.7")
SEEN = "manners speed overall recommend has_complained was_pressed more"
GOOD: dict[str, Any] = {
    "manners": "very_satisfied",
    "speed": "satisfied",
    "overall": "8",
    "recommend": "9",
}


def edition() -> Edition:
    """Tell of an edition that is open, with a survey sheet and how it is counted."""
    known = Edition.objects.filter(state="published").first()
    return known or editions.opened(SYSTEM, 2026)


@dataclass(frozen=True)
class House:
    """An open edition; a unit with a team and a nominee; its clerk; a neighbour with the same."""

    edition: Edition
    unit: Organisation
    team: Team
    nominee: Nominee
    clerk: Member
    neighbour: Organisation
    beside: Team
    neighbour_clerk: Member
    organ: Organisation

    def opening(self, **changes: Any) -> OpenSurvey:
        """Return what the clerk fills in."""
        return replace(
            OpenSurvey(
                TEAM,
                self.team.public_id,
                self.edition.code,
                12,
                date(2026, 11, 10),
                date(2026, 11, 20),
                secrets.token_hex(16),
            ),
            **changes,
        )


def house() -> House:
    """Tell of two units below one organ, during an edition."""
    organ = Organisation.objects.filter(kind="organ").first() or cast.organ()
    unit, neighbour = cast.unit("示范百货", organ), cast.unit("示范酒楼", organ)
    team = orgs.add_team(unit, AddTeam(name="前台班组"), by=SYSTEM, at=moment())
    beside = orgs.add_team(neighbour, AddTeam(name="传菜班组"), by=SYSTEM, at=moment())
    nominee = orgs.add_nominee(unit, AddNominee(name="钱一"), by=SYSTEM, at=moment())
    return House(
        edition=edition(),
        unit=unit,
        team=team,
        nominee=nominee,
        clerk=cast.member(Role.UNIT_CLERK, unit, "沈经办"),
        neighbour=neighbour,
        beside=beside,
        neighbour_clerk=cast.member(Role.UNIT_CLERK, neighbour, "许经办"),
        organ=organ,
    )


def given(
    told: House, by: Actor | None = None, at: datetime | None = None, **changes: Any
) -> Given:
    """Tell of a survey that was opened, with the tokens that were given out."""
    command = told.opening(**changes)
    return surveys.open_survey(command, by=by or told.clerk.actor, at=at or moment())


def of_nominee(told: House, **changes: Any) -> Given:
    """Tell of a survey of the nominee."""
    return given(told, kind=NOMINEE, subject=told.nominee.public_id, **changes)


def beside(told: House) -> Given:
    """Tell of a survey of the neighbour's team."""
    command = told.opening(subject=told.beside.public_id)
    return surveys.open_survey(command, by=told.neighbour_clerk.actor, at=moment())


def answered(token: str, at: str = "2026-11-10 11:00", **changes: Any) -> None:
    """Tell of a customer who answered."""
    answers = {key: one for key, one in (GOOD | changes).items() if one is not None}
    surveys.answer(token, Answering(answers), by=VISITOR, at=moment(at))


def with_answers(told: House, count: int, **changes: Any) -> Given:
    """Tell of a survey that so many customers answered."""
    made = given(told, count=max(count, 1) + 2, **changes)
    for token in made.tokens[:count]:
        answered(token)
    return made


def closed(told: House, count: int, by: Actor = SYSTEM) -> Survey:
    """Tell of a survey that ended with so many answers."""
    made = with_answers(told, count)
    survey = fresh(made.survey)
    return surveys.close(survey, Act(survey.version), by=by, at=moment("2026-11-21 00:05"))


def withdrawn(told: House) -> Survey:
    """Tell of a survey that was taken back."""
    survey = given(told).survey
    act = Act(survey.version, "选错了班组")
    return surveys.withdraw(survey, act, by=told.clerk.actor, at=moment("2026-11-10 12:00"))


def told(team: str) -> Survey:
    """Tell of a survey of a team, opened by the platform itself, as addresses name it."""
    known = Survey.objects.filter(team__public_id=team).first()
    days = date(2026, 11, 10), date(2026, 11, 20)
    command = OpenSurvey(TEAM, team, edition().code, 3, *days, secrets.token_hex(16))
    return known or surveys.open_survey(command, by=SYSTEM, at=moment()).survey


def fresh(survey: Survey) -> Survey:
    """Return the survey as it is kept now."""
    return queries.get(SYSTEM, survey.public_id)
