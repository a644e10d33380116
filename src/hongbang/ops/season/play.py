"""What does a season hold while it is played: its clock, its dice, who is there, what happened?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries as people
from hongbang.applications import queries as applications
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day, start_of
from hongbang.kernel.refusal import Refusal
from hongbang.ops.demo.people import PASSWORD
from hongbang.ops.season.words import person
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Nominee, Organisation
from hongbang.programmes.queries import Category, Edition

A_WHILE = timedelta(seconds=20)  # between one deed and the next
WAY_IN = "season"  # what the ledger names instead of a request


@dataclass
class Entrant:
    """A team or person of a unit that takes part: who applies, how good it is, what it is called.

    `merit` is drawn from 0 to 1 and known to nobody; experts see it with an error.
    """

    clerk: Actor
    organ: Organisation
    category: Category
    subject: str
    name: str
    unit: str
    service: str
    industry: str
    merit: float
    application: str = ""

    @property
    def is_team(self) -> bool:
        """Say whether it is a team."""
        return self.category.kind == "team"


@dataclass
class Play:
    """A season at work: an edition, a clock that only moves on, dice of its own."""

    edition: Edition
    size: int
    draw: Random
    now: datetime
    guest: Nominee | None = None  # somebody of the house who takes part as well, and does well
    entrants: list[Entrant] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seats: dict[tuple[Role, int], Actor] = field(default_factory=dict)

    def tick(self) -> datetime:
        """Let a little time pass; returns the moment of the next deed."""
        self.now += A_WHILE
        return self.now

    def wait_until(self, moment: datetime) -> None:
        """Let time pass until a moment, unless it is over already."""
        self.now = max(self.now, moment)

    def wait_for(self, stage: str, days: int = 0, hour: int = 9) -> None:
        """Let time pass until an hour of a stage, so many days after its first."""
        [period] = applications.steps(self.edition, stage)[:1]
        first = start_of(beijing_day(period.starts_at) + timedelta(days=days))
        self.wait_until(first + timedelta(hours=hour))

    def over(self, stage: str) -> datetime:
        """Return the moment at which a stage ends, itself not in it."""
        [period] = applications.steps(self.edition, stage)[-1:]
        if period.ends_at is None:
            raise LookupError(stage)
        return period.ends_at

    def some(self, share: float, found: Iterable[Entrant]) -> list[Entrant]:
        """Draw a share of those found, at least one where there are any."""
        those = list(found)
        return self.draw.sample(those, k=min(len(those), max(1, round(share * len(those)))))

    def categories(self) -> Iterator[Category]:
        """Return the edition's categories in their order."""
        yield from self.edition.categories.order_by("place").select_related("edition")

    def seat(self, role: Role, body: Organisation) -> Actor:
        """Return whoever sits in a body's seat; somebody new where nobody does."""
        kept = self.seats.get((role, body.pk))
        if kept is None:
            taken = people.seats_of_role(role, beijing_day(self.now))
            found = taken.filter(organisation=body).first()
            kept = self.seats[role, body.pk] = (
                Actor(found.person.public_id, role, body.public_id, WAY_IN)
                if found
                else self.newcomer(role, body)
            )
        return kept

    def office(self, role: Role) -> Actor:
        """Return whoever sits in a seat of the programme's office."""
        body = orgs.office()
        if body is None:
            message = "no office is registered"
            raise LookupError(message)
        return self.seat(role, body)

    def newcomer(self, role: Role, body: Organisation) -> Actor:
        """Register somebody with a seat in a body."""
        by = Actor.system(WAY_IN)
        self.counts["newcomers"] += 1
        login = f"p{self.counts['newcomers']:05d}-{self.edition.year}@season.example"
        added = accounts.AddPerson(person(self.draw), login, PASSWORD)
        someone = accounts.add_person(added, by=by, at=self.tick())
        seat = accounts.GrantSeat(someone, body, role, beijing_day(self.now))
        accounts.grant_seat(seat, by=by, at=self.now)
        return Actor(someone.public_id, role, body.public_id, WAY_IN)

    def refused(self, said: Refusal, code: str, called: str) -> None:
        """Count a refusal that was to come; any other one ends the season."""
        if said.code != code:
            raise said
        self.counts[called] += 1
