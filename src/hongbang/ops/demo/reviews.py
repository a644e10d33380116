"""Who reviews in the demonstration? Three experts, one file; the first has begun to score it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hongbang.accounts import queries as people
from hongbang.accounts.queries import Seat
from hongbang.applications import queries as applications
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day, start_of
from hongbang.ops.demo.bodies import BOOKSHOP
from hongbang.ops.demo.people import PEOPLE
from hongbang.programmes.queries import Category, Edition
from hongbang.reviews import operations as reviews
from hongbang.reviews import queries
from hongbang.reviews.rules.commands import Assign, Enrol, Save
from hongbang.sheets import queries as sheets

Told = tuple[datetime, Callable[[datetime], None]]
HALF = 2  # one of so many score questions is answered


def review(edition: Edition | None, office: Actor, now: datetime) -> list[Told]:
    """Return how a review begins over what the office accepted, as (moment, act).

    Nothing where no edition is open, or before the office accepted anything.
    """
    periods = applications.steps(edition) if edition else ()
    if edition is None or not periods:
        return []
    first = start_of(beijing_day(periods[0].starts_at) + timedelta(days=14)) + timedelta(hours=9)
    if first + timedelta(hours=4) > now:
        return []
    panel = _Panel(edition, office)
    acts = (panel.enrol, panel.open, panel.assign, panel.begin)
    return [(first + timedelta(hours=hour), act) for hour, act in enumerate(acts)]


@dataclass
class _Panel:
    """What the office does until the experts read, and the first of them after that."""

    edition: Edition
    office: Actor

    @property
    def category(self) -> Category:
        """Return the category that is reviewed."""
        found: Category = self.edition.categories.get(kind="team")
        return found

    def enrol(self, at: datetime) -> None:
        """Seat every expert; the last works for the bookshop, and so never reads its file."""
        seats = self.seats(at)
        for seat in seats:
            works = (BOOKSHOP,) if seat == seats[-1] else ()
            keys = tuple(one.key for one in self.edition.categories.all())
            reviews.enrol(
                self.edition, Enrol(seat.public_id, keys, works, ()), by=self.office, at=at
            )

    def open(self, at: datetime) -> None:
        """Open the round, as the head of the office does."""
        head = people.seats_of_role(Role.OFFICE_HEAD, beijing_day(at))[0]
        if queries.accepted(self.category).exists():
            reviews.open_round(self.category, by=_actor(head), at=at)

    def assign(self, at: datetime) -> None:
        """Give the files to the experts."""
        opened = queries.round_of(self.category)
        if opened is not None:
            digest = queries.plan_of(opened, beijing_day(at)).inputs.digest
            reviews.assign(opened, Assign(opened.version, digest), by=self.office, at=at)

    def begin(self, at: datetime) -> None:
        """Let the first expert score some of the questions."""
        by = _actor(self.seats(at)[0])
        for sheet in queries.worklist(by):
            definition = sheets.definition(queries.get(by, sheet.public_id).dossier.round.sheet)
            asked = [one for one in definition.fields() if one.kind == "score"]
            marks = {one.key: str(one.points - 1) for one in asked[::HALF]}
            reviews.save(sheet, Save(marks, sheet.version), by=by, at=at)

    def seats(self, at: datetime) -> list[Seat]:
        """Return the seats of this year's experts, as they were granted."""
        named = [one.name for one in PEOPLE if any(role is Role.EXPERT for role, _ in one.seats)]
        found = people.seats_of_role(Role.EXPERT, beijing_day(at))
        return [*found.filter(person__name__in=named).order_by("pk")]


def _actor(seat: Seat) -> Actor:
    role, body = Role(seat.role), seat.organisation.public_id
    return Actor(seat.person.public_id, role, body, "demo")
