"""When is another try at a password refused, and can that be turned against its owner?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How many failures within `minutes` are borne, by name and address, and by address."""

    failures: int
    failures_per_address: int
    minutes: int


def is_locked(*, from_here: int, from_address: int, limits: Limits) -> bool:
    """Say whether another try is refused.

    `from_here` counts failures for this name from this address, `from_address` those for
    any name. Failures from elsewhere never count against a name, so that nobody can lock
    a colleague out from another machine (reliability S13; GB/T 22239 asks for a lock after
    five failures).

    >>> five = Limits(failures=5, failures_per_address=30, minutes=15)
    >>> is_locked(from_here=4, from_address=4, limits=five)
    False
    >>> is_locked(from_here=5, from_address=5, limits=five)
    True
    """
    return from_here >= limits.failures or from_address >= limits.failures_per_address
