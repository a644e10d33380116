"""What does this seat owe today, and what does it wait for?"""

from __future__ import annotations

from datetime import datetime

from hongbang.journey.queries import (
    applying,
    counting,
    honouring,
    judging,
    keeping,
    overseeing,
    preparing,
    waiting,
)
from hongbang.journey.rules.desk import Desk, lay_out
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice


def desk(by: Actor, at: datetime) -> Desk:
    """Gather the desk of the seat that acts."""
    cards = [
        *keeping.people(by, at),
        *preparing.cards(by),
        *applying.cards(by, at),
        *counting.cards(by, at),
        *judging.cards(by),
        *honouring.cards(by, at),
        *overseeing.cards(by, beijing_day(at)),
        *keeping.cards(by, at),
    ]
    return lay_out(cards, waiting.waits(by, at), beijing_day(at))


def news(how_many: int = 4) -> list[Notice]:
    """Return what was published last, for the side of the desk."""
    return [*notices.public_list()[:how_many]]
