"""What happens when a demonstration lets days pass?"""

from __future__ import annotations

import logging
from datetime import date

from hongbang.accounts import operations as accounts
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import Refusal
from hongbang.ops.rounds import BY_TIME
from hongbang.ui import clock

log = logging.getLogger(__name__)


def pass_until(day: date, *, by: Actor) -> None:
    """Move on to `day`, keep everybody signed in, and do at once what those days bring.

    The sessions go first: one that is used in between is ahead of the clock, which harms nobody.
    """
    days = (day - clock.today()).days
    accounts.carry_visits(days, by=by, at=clock.now())
    clock.let_pass(days)
    for job in BY_TIME:
        try:
            job(clock.now())
        except Refusal:
            log.warning("a job could not be done; the worker tries it again", exc_info=True)
