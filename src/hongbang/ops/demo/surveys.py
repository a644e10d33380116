"""Which customer surveys has the demonstration? One under way, one that has ended with a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hongbang.accounts import queries as people
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.ops.demo.bodies import STORE
from hongbang.orgs import queries as bodies
from hongbang.surveys import operations as surveys
from hongbang.surveys.rules.commands import TEAM, Answering, OpenSurvey

WORDS = ("very_satisfied", "satisfied", "fairly", "dissatisfied")
BY_WORD = (
    *("environment", "manners", "information", "competence", "attitude", "speed"),
    *("settlement", "reliability", "special_needs"),
)
BY_FIGURE = ("overall", "expectation", "ideal", "recommend")


@dataclass(frozen=True, slots=True)
class DemoSurvey:
    """One invented survey: of which team, from when to when, how many invited and answering."""

    team: str
    opened_days_ago: int
    ends_in_days: int
    invited: int
    answered: int


SURVEYS = (
    DemoSurvey("总服务台", 34, -12, 40, 29),
    DemoSurvey("化妆品柜组", 15, 9, 50, 17),
)
CLOSED_DAYS_AGO = 7  # when the worker comes by, in the telling


@dataclass
class SurveyStory:
    """What becomes of one survey of the demonstration."""

    told: DemoSurvey
    edition: str
    today: date
    tokens: tuple[str, ...] = field(default=(), repr=False)

    def open(self, at: datetime) -> None:
        """Open it, as the unit's clerk does."""
        by = _clerk_of_the_store(at)
        team = next(one for one in bodies.teams(bodies.own(by)) if one.name == self.told.team)
        command = OpenSurvey(
            kind=TEAM,
            subject=team.public_id,
            edition=self.edition,
            count=self.told.invited,
            starts_on=beijing_day(at),
            ends_on=self.today + timedelta(days=self.told.ends_in_days),
            key=sha256_hex(self.told.team.encode()),
        )
        self.tokens = surveys.open_survey(command, by=by, at=at).tokens

    def answers(self) -> Iterator[tuple[int, int]]:
        """Say which customer answers how many days ago, all within the survey's days."""
        newest = max(-self.told.ends_in_days, 1)
        reach = self.told.opened_days_ago - newest - 2
        for number in range(self.told.answered):
            yield number, newest + (number * number + 3 * number) % reach

    def answer(self, number: int, at: datetime) -> None:
        """Have one customer answer."""
        visitor = Actor.nobody("demo")
        surveys.answer(self.tokens[number], Answering(_answers(number)), by=visitor, at=at)


def _answers(number: int) -> Mapping[str, object]:
    """Invent what a customer thinks: mostly well, now and then not."""
    words = {
        key: WORDS[0 if (number + place) % 3 else 1 + (number * place) % 7 // 3]
        for place, key in enumerate(BY_WORD)
    }
    if number % 4:
        words["settlement"] = "na"
    figures = {
        key: str(10 - (number * (place + 2) + number // 3) % 5)
        for place, key in enumerate(BY_FIGURE)
    }
    return words | figures | ({"was_pressed": True} if number == 11 else {})


def _clerk_of_the_store(at: datetime) -> Actor:
    seats = people.seats_of_role(Role.UNIT_CLERK, beijing_day(at))
    seat = seats.get(organisation__name=STORE)
    return Actor(seat.person.public_id, Role.UNIT_CLERK, seat.organisation.public_id, "demo")
