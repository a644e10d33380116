"""In which order does a season run, from the edition's first day to the honours and after?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from hongbang.audit.models import codes_drawn_by
from hongbang.kernel.period import start_of
from hongbang.ops.demo.editions import REFERENCE, open_edition
from hongbang.ops.season.applying import apply, correct
from hongbang.ops.season.choosing import approve, choose
from hongbang.ops.season.company import gather
from hongbang.ops.season.honouring import confer, inspect
from hongbang.ops.season.play import Play
from hongbang.ops.season.posting import post
from hongbang.ops.season.recommending import recommend, send, take_in
from hongbang.ops.season.reviewing import review
from hongbang.orgs.queries import Nominee

UNTIL_APPROVED = (gather, apply, correct, recommend, send, take_in, review, choose, approve)
ACTS = (*UNTIL_APPROVED, post, confer, inspect)
LEAST = 24  # entrants: with fewer there is nobody to be late, tied, objected to and revoked
FIRST = (9, 1)  # month and day of the first deed: the edition is published


def beginning(year: int) -> datetime:
    """Return the moment at which the season of a year begins."""
    return start_of(date(year, *FIRST)) + timedelta(hours=9)


def play_season(size: int, seed: int, year: int, guest: Nominee | None = None) -> Play:
    """Play a season of so many entrants; the same seed plays the same one.

    Bodies and the demonstration's people must be there.
    """
    draw = Random(f"{seed} {year}")  # noqa: S311 - dice of a play, not of a secret
    with codes_drawn_by(draw.choice):
        first = beginning(year)
        edition = open_edition(REFERENCE, first, year)
        if edition is None:
            raise LookupError(REFERENCE)
        play = Play(edition, size, draw, first, guest)
        for act in ACTS:
            act(play)
    return play
