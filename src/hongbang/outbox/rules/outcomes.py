"""How can handing a letter over end, other than well?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


class Undelivered(Exception):  # noqa: N818 - an answer, not an error
    """The letter was not taken; `answer` is what the back end said."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Later(Undelivered):
    """Not now; another try may do."""


class Never(Undelivered):
    """Not this letter, or not to this address."""


class Unreachable(Undelivered):
    """Nobody is there; the other letters need not be tried either."""


class Doubtful(Undelivered):
    """It was handed over, and no answer came: perhaps it is on its way, perhaps not."""


class Lost(Undelivered):
    """Another worker has this letter now: leave it alone."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as a back end takes it. `hand_over` writes down that it is leaving now."""

    key: str
    way: str
    address: str
    heading: str
    body: str
    short: str
    language: str
    asked_at: datetime
    hand_over: Callable[[], None]
