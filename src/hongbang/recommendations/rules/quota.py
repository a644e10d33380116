"""How many may an organ put forward, and how are places handed out fairly?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken

REASON_LEAST, REASON_MOST = 4, 300


def share_of(written: object) -> Fraction:
    """Return how many an organ may put forward for each place; one where nothing is written.

    >>> share_of("1.20"), share_of(None)
    (Fraction(6, 5), Fraction(1, 1))
    """
    try:
        found = Fraction(Decimal(str(written)))
    except (InvalidOperation, ValueError):
        return Fraction(1)
    return max(found, Fraction(1))


def reserves_for(places: int, share: Fraction) -> int:
    """Return how many reserves go with so many places: what is rounded up beyond them.

    Worked example (Shanghai 2018: 120 % of the quota): for 3 places four may be put forward,
    three recommended and one in reserve.

    >>> [reserves_for(places, Fraction(6, 5)) for places in (3, 10, 0)]
    [1, 2, 0]
    """
    return ceil(share * places) - places


@dataclass(frozen=True, slots=True)
class Portion:
    """What one organ is to get: places, for so many applications that were sent to it."""

    organ: str
    submitted: int
    places: int
    is_fixed: bool = False


def hand_out(
    total: int, submitted: Mapping[str, int], fixed: Mapping[str, int]
) -> tuple[Portion, ...]:
    """Hand out places: first what the edition fixes, the rest by largest remainder.

    Each other organ gets the whole part of its exact share by submitted applications; what is left
    goes one by one to the largest remainders, then to more applications, then by code. Nobody gets
    more places than it has applications.

    Worked example: ten places for 20, 8 and 5 applications are 6.06, 2.42 and 1.52: the
    tenth place goes to the third.

    >>> [one.places for one in hand_out(10, {"A": 20, "B": 8, "C": 5}, {})]
    [6, 2, 2]
    >>> [one.places for one in hand_out(10, {"A": 20, "B": 8, "C": 5}, {"C": 4})]
    [4, 2, 4]
    """
    free = {organ: count for organ, count in submitted.items() if organ not in fixed and count}
    everybody = sum(free.values())
    left = max(0, min(total - sum(fixed.values()), everybody))
    exact = {organ: Fraction(left * count, everybody) for organ, count in free.items()}
    given = {organ: int(value) for organ, value in exact.items()}
    order = sorted(free, key=lambda organ: (given[organ] - exact[organ], -free[organ], organ))
    for organ in order[: left - sum(given.values())]:
        given[organ] += 1
    portions = [Portion(organ, free[organ], given[organ]) for organ in free]
    portions += [
        Portion(organ, submitted.get(organ, 0), places, is_fixed=True)
        for organ, places in fixed.items()
    ]
    return tuple(sorted(portions, key=lambda one: one.organ))


def digest_of(portions: tuple[Portion, ...]) -> str:
    """Return what stands for a preview, so that only what was looked at is done.

    >>> digest_of((Portion("A", 3, 2),)) == digest_of((Portion("A", 3, 1),))
    False
    """
    rows = [[one.organ, one.submitted, one.places] for one in portions]
    return sha256_hex(canonical_json(rows))


def check_total(given: int, more: int, quota: int) -> None:
    """Refuse to hand out more places than the category has.

    >>> check_total(98, 3, 100)
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: recommendations.above_quota

    Refuses: `recommendations.above_quota`.
    """
    if given + more > quota:
        raise RuleBroken("recommendations.above_quota", {"left": quota - given, "quota": quota})


def check_change(seats: int, reason: str) -> None:
    """Refuse a change of places that changes nothing or does not say why.

    Refuses: `recommendations.no_seats`, `recommendations.no_reason`.
    """
    if seats == 0:
        raise RuleBroken("recommendations.no_seats")
    check_reason(reason)


def check_reason(reason: str) -> None:
    """Refuse an act that others must understand without a word of why.

    Refuses: `recommendations.no_reason`.
    """
    if not REASON_LEAST <= len(reason.strip()) <= REASON_MOST:
        raise RuleBroken("recommendations.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
