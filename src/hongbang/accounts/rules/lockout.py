"""When must another try at a password wait, and can that be turned against its owner?

Four counts of failures within the last quarter of an hour decide; the clock runs on the server:

- **here**, this name from this network: five, then the rest of the quarter is waited out
  (GB/T 22239 asks for a lock after five).
- **network**, any name from this network: from the tenth failure on each next try waits twice
  as long, and thirty are the end. A spray over many names is a crawl.
- **name**, this name from all networks that do not know it: from the tenth on the name is
  *besieged*, and each network has one try left instead of five. Nothing else happens to the
  name, so that whoever attacks it from everywhere cannot lock its owner out.
- **device**, this name from a browser in which its owner has signed in before (a signed cookie
  bound to the person): only its own five failures count. The owner at the usual desk gets in at
  once, whatever happens elsewhere.

From a new device the owner gets in at once from a network of her own, even besieged; from
the attacker's own network after a quarter of an hour's peace, or at any time by a code
sent to her (the reset page), which makes the device a known one. Names that do not exist are
counted alike, so that a lock tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How many failures within `minutes` are borne, for each of the four counts."""

    failures: int
    failures_per_address: int
    minutes: int
    slow_from: int = 10
    besieged_from: int = 10


@dataclass(frozen=True, slots=True)
class Tries:
    """The moments (seconds) of the failures within the window, oldest first, by what they share."""

    here: Sequence[float] = ()
    network: Sequence[float] = ()
    name: Sequence[float] = ()
    device: Sequence[float] | None = None


def wait(tries: Tries, *, now: float, limits: Limits) -> int:
    """Return for how many seconds another try is refused; 0 lets it in (reliability S13).

    `device` is None where the browser is not known to this name.

    >>> five = Limits(failures=5, failures_per_address=30, minutes=15)
    >>> wait(Tries(here=(0, 1, 2, 3)), now=10, limits=five)
    0
    >>> wait(Tries(here=(0, 1, 2, 3, 4)), now=10, limits=five)
    890
    >>> wait(Tries(here=(0, 1, 2, 3, 4), device=()), now=10, limits=five)
    0
    >>> besieged = tuple(range(10))
    >>> wait(Tries(name=besieged), now=10, limits=five)
    0
    >>> wait(Tries(name=besieged, here=(9,)), now=10, limits=five)
    899
    >>> wait(Tries(network=tuple(range(12))), now=12, limits=five)
    7
    """
    window = limits.minutes * 60
    if tries.device is not None:
        return _until_fewer(tries.device, limits.failures, window, now)
    borne = 1 if len(tries.name) >= limits.besieged_from else limits.failures
    return max(
        _until_fewer(tries.here, borne, window, now),
        _until_fewer(tries.network, limits.failures_per_address, window, now),
        _growing(tries.network, limits, now),
    )


def _until_fewer(failures: Sequence[float], borne: int, window: int, now: float) -> int:
    """Wait until fewer than `borne` failures lie within the window."""
    if len(failures) < borne:
        return 0
    return _seconds(failures[-borne] + window - now)


def _growing(failures: Sequence[float], limits: Limits, now: float) -> int:
    """Wait twice as long after each failure beyond the tenth, a window at most."""
    beyond = len(failures) - limits.slow_from
    if beyond < 0:
        return 0
    return _seconds(failures[-1] + min(2 ** (beyond + 1), limits.minutes * 60) - now)


def _seconds(left: float) -> int:
    return max(0, -int(-left // 1))
