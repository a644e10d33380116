"""Which editions has the demonstration behind it? One whose honours have run out, one that lives.

Both are played seasons of this house. The latter has visits under way, so that the inspector, the
office and a unit have something to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hongbang.kernel.actor import Actor
from hongbang.ops.demo.bodies import STORE
from hongbang.ops.season.honouring import confirm_visit, send_out, visit
from hongbang.ops.season.play import Play
from hongbang.ops.season.whole import LEAST, beginning, play_season
from hongbang.orgs import queries as orgs
from hongbang.outbox import jobs
from hongbang.oversight import queries as oversight
from hongbang.oversight.rules.sanctions import FINE, MINOR, SERIOUS
from hongbang.programmes import operations as programmes
from hongbang.programmes import queries
from hongbang.programmes.rules.commands import Act

Told = tuple[datetime, Callable[[datetime], None]]
GUEST = "李晨曦"  # of the store's enquiry desk: holds an honour of the year before
VALID_YEARS = 3  # of the reference programme: so much earlier is the edition that has run out
OVER = 5  # the month in which the visits of an edition of the year before are over


def years(now: datetime) -> tuple[int, int]:
    """Return the years of the edition that has run out and of the one that lives.

    >>> from datetime import UTC
    >>> years(datetime(2026, 11, 24, tzinfo=UTC)), years(datetime(2026, 2, 1, tzinfo=UTC))
    ((2022, 2025), (2021, 2024))
    """
    living = now.year - (1 if now.month >= OVER else 2)
    return living - VALID_YEARS, living


def play_finished(year: int) -> None:
    """Play the edition whose honours have run out, and end it."""
    play = play_season(LEAST, year, year)
    edition = queries.by_code(Actor.system("demo"), play.edition.code)
    by = Actor.system("demo")
    programmes.close_edition(edition, Act(version=edition.version), by=by, at=play.tick())


def play_living(year: int) -> Play:
    """Play the edition whose honours live; somebody of the store has one."""
    unit = orgs.visible(Actor.system("demo")).get(name=STORE)
    guest = orgs.nominees(unit).get(name=GUEST)
    return play_season(LEAST, year, year, guest)


@dataclass
class Autumn:
    """What happens this autumn to the honours of the year before."""

    play: Play

    def acts(self, at: Callable[[int, int], datetime]) -> list[Told]:
        """Return what happens, as (moment, act); `at` gives an hour so many days ago."""
        return [
            (at(18, 9), self.draw),
            (at(12, 14), self.see),
            (at(3, 10), self.find),
            (at(2, 15), self.see_again),
        ]

    def draw(self, at: datetime) -> None:
        """Draw visits, and send the inspector out."""
        self.play.wait_until(at)
        send_out(self.play)

    def see(self, at: datetime) -> None:
        """Make two visits: one finds grave faults."""
        self.play.wait_until(at)
        visit(self.play, SERIOUS)
        visit(self.play, FINE)

    def find(self, at: datetime) -> None:
        """Confirm them; the holder is asked to speak before its honour is revoked."""
        self.play.wait_until(at)
        for made in [*oversight.to_confirm(Actor.system("demo"))]:
            confirm_visit(self.play, made)

    def see_again(self, at: datetime) -> None:
        """Make one more visit, which waits for the head; one is still owed."""
        self.play.wait_until(at)
        visit(self.play, MINOR)


def deliver_letters(now: datetime) -> None:
    """Let the letters of those years leave the house, so that today's do not wait behind them."""
    while jobs.run(now):
        pass


def first_day(now: datetime) -> datetime:
    """Return the moment at which the demonstration's past begins."""
    return beginning(years(now)[0])
