"""Fill an empty installation with the demonstration, by the same operations as the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hongbang.accounts import queries as people
from hongbang.audit import operations as audit
from hongbang.files import operations as files
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day, start_of, weekdays_only
from hongbang.notices import operations as notices
from hongbang.notices import queries
from hongbang.notices.queries import Notice
from hongbang.notices.rules.commands import Act, Attach, Draft, Edit
from hongbang.notices.rules.publishing import Text
from hongbang.ops.demo import past
from hongbang.ops.demo.activity import ACTIVITIES
from hongbang.ops.demo.applications import apply
from hongbang.ops.demo.editions import REFERENCE, open_edition
from hongbang.ops.demo.notices import CORRECTION, NOTICES, DemoNotice, annexes
from hongbang.ops.demo.people import OFFICE
from hongbang.ops.demo.recommendations import recommend
from hongbang.ops.demo.reviews import review
from hongbang.ops.demo.seating import seat_everybody
from hongbang.ops.demo.surveys import CLOSED_DAYS_AGO, SURVEYS, SurveyStory
from hongbang.orgs import queries as bodies
from hongbang.programmes.queries import Edition
from hongbang.surveys import jobs as survey_jobs
from hongbang.ui import clock

Told = tuple[datetime, Callable[[datetime], object]]


class Command(BaseCommand):
    """`hongbang demo`: does nothing where bodies are registered already."""

    help = "bodies, people and notices of the demonstration, into an empty installation"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the years before are told, too."""
        told = "leave out the editions of the years before: quicker"
        parser.add_argument("--this-year", action="store_true", help=told)

    def handle(self, *args: Any, **options: Any) -> None:
        """Play the demonstration's past, day by day."""
        if not settings.HONGBANG_DEMO:
            message = "HONGBANG_DEMO is off. Set HONGBANG_DEMO=true; it works on loopback only."
            raise CommandError(message)
        if bodies.office():
            self.stdout.write("demonstration: already there")
            return
        start = working_hour(60, 9)
        acts: list[Told] = []
        has_past = REFERENCE.is_dir() and not options["this_year"]
        seat_everybody(past.first_day(clock.now()) if has_past else start)
        if has_past:
            finished, living = past.years(clock.now())
            past.play_finished(finished)
            acts += past.Autumn(past.play_living(living)).acts(working_hour)
            past.deliver_letters(clock.now())
        edition = open_edition(REFERENCE, start)
        clerk, code = clerk_of_the_office(start), edition.code if edition else ""
        acts += [act for notice in NOTICES for act in Story(notice, clerk, code).acts()]
        acts += surveys_of(edition) if edition else []
        acts += [(working_hour(one.days_ago, 16), one.record) for one in ACTIVITIES]
        acts += apply(edition, clock.now()) + recommend(edition, clerk, clock.now())
        acts += review(edition, clerk, clock.now())
        for moment, act in sorted(acts, key=lambda one: one[0]):
            act(moment)
        audit.anchor(clock.now())
        self.stdout.write("demonstration: bodies, people and notices are there")


def working_hour(days_ago: int, hour: int) -> datetime:
    """Return an hour of the working day that many days ago, or the last one before it."""
    day = clock.today() - timedelta(days=days_ago)
    while not weekdays_only(day):
        day -= timedelta(days=1)
    return min(start_of(day) + timedelta(hours=hour), clock.now())


def clerk_of_the_office(at: datetime) -> Actor:
    """Return the office clerk as an actor."""
    seat = people.seats_of_role(Role.OFFICE_CLERK, beijing_day(at)).get()
    return Actor(seat.person.public_id, Role.OFFICE_CLERK, seat.organisation.public_id, "demo")


def surveys_of(edition: Edition) -> list[Told]:
    """Return what happens to the surveys of a unit, as (moment, act)."""
    acts: list[Told] = []
    for told in SURVEYS:
        story = SurveyStory(told, edition.code, clock.today())
        acts.append((working_hour(told.opened_days_ago, 9), story.open))
        acts += [
            (working_hour(days_ago, 10 + number % 7), partial(story.answer, number))
            for number, days_ago in story.answers()
        ]
    return [*acts, (working_hour(CLOSED_DAYS_AGO, 8), survey_jobs.run)]


@dataclass
class Story:
    """What becomes of one notice of the demonstration."""

    told: DemoNotice
    by: Actor
    edition: str
    kept: Notice | None = None

    def acts(self) -> list[Told]:
        """Return what happens as (moment, act)."""
        first = self.told.days_ago
        acts: list[Told] = [(working_hour(first, 9), self.begin)]
        acts += [] if self.told.is_draft else [(working_hour(first, 10), self.publish)]
        acts += [(working_hour(first - 1, 14), self.correct)] if self.told.corrected_body else []
        acts += [(working_hour(first - 2, 15), self.withdraw)] if self.told.withdrawn else []
        return acts

    def begin(self, at: datetime) -> None:
        """Begin the notice, with its annexes."""
        key = sha256_hex(self.told.title.encode())
        self.kept = notices.draft(Draft(self.text(self.told.body), key), by=self.by, at=at)
        for title, upload in annexes() if self.told.with_annexes else []:
            with files.holding(upload) as held:
                attach = Attach(title, held, self.now().version)
                notices.attach(self.kept, attach, by=self.by, at=at)

    def publish(self, at: datetime) -> None:
        """Put it on the public wall."""
        notices.publish(self.now(), Act(self.now().version), by=self.by, at=at)

    def correct(self, at: datetime) -> None:
        """Find the mistake, and correct it."""
        text = self.text(self.told.corrected_body)
        notices.edit(self.now(), Edit(text, self.now().version), by=self.by, at=at)
        notices.correct(self.now(), Act(self.now().version, CORRECTION), by=self.by, at=at)

    def withdraw(self, at: datetime) -> None:
        """Take it back."""
        act = Act(self.now().version, self.told.withdrawn)
        notices.withdraw(self.now(), act, by=self.by, at=at)

    def text(self, body: str) -> Text:
        """Return the text with this body."""
        edition = self.edition if self.told.with_annexes else ""
        return Text(self.told.kind, self.told.title, self.told.number, OFFICE, body, edition)

    def now(self) -> Notice:
        """Return the notice as it is kept now."""
        if self.kept is None:
            message = f"{self.told.title} has not been begun"
            raise LookupError(message)
        return queries.get(self.by, self.kept.public_id)
