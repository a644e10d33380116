"""How is a claimed batch carried out, letter by letter?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from hongbang.outbox import operations as outbox
from hongbang.outbox import queries
from hongbang.outbox.jobs.backends import Door, doors
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.letters import one_line
from hongbang.outbox.rules.lifecycle import CLAIMS_MAX, LEASE
from hongbang.outbox.rules.outcomes import (
    Doubtful,
    Later,
    Lost,
    Never,
    Parcel,
    Undelivered,
    Unreachable,
)
from hongbang.outbox.rules.recipients import is_address
from hongbang.privacy.rules.masking import masked_contact

log = logging.getLogger(__name__)
Now = Callable[[], datetime]


def carry(batch: list[Delivery], now: Now) -> int:
    """Carry each letter of a batch; returns how many were dealt with.

    Where nobody answers at the relay, all that is left by this way goes back at once.
    """
    done, left, held_at = 0, [*batch], now()
    with doors() as open_doors:
        while left:
            if now() - held_at > LEASE / 3:
                outbox.hold(left, held_at := now())
            delivery = left.pop(0)
            try:
                _carry(delivery, open_doors[delivery.way], now)
                done += 1
            except Unreachable as told:
                same = [delivery, *(one for one in left if one.way == delivery.way)]
                outbox.release(same, _told(delivery, told.answer), now())
                left = [one for one in left if one.way != delivery.way]
            except Lost:
                log.info("delivery %s is another worker's now", delivery.public_id)
    return done


def _carry(delivery: Delivery, door: Door, now: Now) -> None:
    """Carry one letter and write down how it ended."""
    try:
        answer = door.deliver(_parcel(delivery, now))
    except (Unreachable, Lost):
        raise
    except Undelivered as told:
        _settle(delivery, told, now)
    else:
        outbox.sent(delivery, _told(delivery, answer), now())


def _settle(delivery: Delivery, told: Undelivered, now: Now) -> None:
    end = {Doubtful: outbox.doubt, Never: outbox.fail}.get(type(told), outbox.wait)
    end(delivery, _told(delivery, told.answer), now())


def _parcel(delivery: Delivery, now: Now) -> Parcel:
    """Write the letter, or say why it cannot leave."""
    if delivery.handed_over_at is not None:
        raise Doubtful("the worker ended between handing over and the answer")
    if delivery.claims > CLAIMS_MAX:
        raise Never("the worker ended each time it tried this letter")
    if not is_address(delivery.way, delivery.address):
        raise Never("not an address")
    try:
        words = queries.written(delivery)
    except (LookupError, ValueError) as fault:
        raise Later(f"the letter could not be written: {type(fault).__name__}") from fault
    return Parcel(
        key=delivery.effect_key,
        way=delivery.way,
        address=delivery.address,
        heading=words.heading,
        body=words.body,
        short=words.short,
        language=delivery.language,
        asked_at=delivery.asked_at,
        hand_over=lambda: outbox.hand_over(delivery, now()),
    )


def _told(delivery: Delivery, answer: str) -> str:
    """Keep an answer as one line, the address masked: relays repeat it."""
    hidden = masked_contact(delivery.address)
    return one_line(answer).replace(delivery.address, hidden) if delivery.address else answer
