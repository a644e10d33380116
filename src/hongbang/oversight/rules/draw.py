"""Which honours are visited, so that anyone can draw them again?

Drawn by weight (domain.md 5 and 9: unannounced visits, no favour): an honour has as many lots as
its weight, each lot is a lottery key, its smallest lot counts, and the smallest of all are visited.
The smallest of `w` equal lots is what an exponential clock of rate `w` would give, without a
rounded number anywhere.

**Why** only suspensions raise a weight, and not warnings: the input is published once the visits
are over, and a warning stays between office and holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.refusal import RuleBroken

RULE = "smallest-of-weight-lots-1"
MOST_SUSPENSIONS = 2
YEAR = 365
MOST = 500
SEED = re.compile(r"[0-9A-Za-z-]{4,80}")
SOURCE_LEAST, SOURCE_MOST = 4, 200


@dataclass(frozen=True, slots=True)
class Lot:
    """An honour in the drum: its number, and how many lots it has."""

    number: str
    weight: int


def weight(suspensions: int, visited_on: date | None, today: date) -> int:
    """Return how many lots an honour has: 1, one for each suspension, more the longer unseen.

    Worked example: suspended once and never visited, 1 + 1 + 2; fine and visited in spring, 1.

    >>> weight(1, None, date(2018, 6, 1)), weight(0, date(2018, 4, 1), date(2018, 6, 1))
    (4, 1)
    >>> weight(7, date(2017, 1, 1), date(2018, 6, 1))
    4
    """
    unseen = 2 if visited_on is None else min(2, (today - visited_on).days // YEAR)
    return 1 + min(MOST_SUSPENSIONS, suspensions) + unseen


def key(seed: str, lot: Lot) -> str:
    """Return the smallest of an honour's lots.

    >>> lots = [lottery_key("2016", f"H-1|{place}") for place in (1, 2, 3)]
    >>> key("2016", Lot("H-1", 3)) == min(lots)
    True
    """
    return min(lottery_key(seed, f"{lot.number}|{place}") for place in range(1, lot.weight + 1))


def drawn(seed: str, lots: Iterable[Lot], size: int) -> tuple[str, ...]:
    """Return the numbers that are visited, in the order drawn.

    Worked example: with one lot each H-1 and H-2 are visited; with four lots H-3 comes first.

    >>> single = [Lot("H-1", 1), Lot("H-2", 1), Lot("H-3", 1)]
    >>> drawn("2016", single, 2)
    ('H-1', 'H-2')
    >>> drawn("2016", [*single[:2], Lot("H-3", 4)], 2)
    ('H-3', 'H-1')

    Refuses: `oversight.draw_size`.
    """
    found = sorted(lots, key=lambda one: (key(seed, one), one.number))
    if not 1 <= size <= min(len(found), MOST):
        raise RuleBroken("oversight.draw_size", {"most": min(len(found), MOST)})
    return tuple(one.number for one in found[:size])


def check_seed(seed: str, source: str) -> tuple[str, str]:
    """Let a seed and its source pass, trimmed: what anyone can look up again.

    >>> check_seed(" 0512171926 ", "福利彩票双色球 2026130 期")
    ('0512171926', '福利彩票双色球 2026130 期')

    Refuses: `oversight.seed_unplain`, `oversight.no_source`.
    """
    number, said = seed.strip(), source.strip()
    if not SEED.fullmatch(number):
        raise RuleBroken("oversight.seed_unplain")
    if not SOURCE_LEAST <= len(said) <= SOURCE_MOST:
        raise RuleBroken("oversight.no_source", {"least": SOURCE_LEAST, "most": SOURCE_MOST})
    return number, said


def content(edition: str, seed: str, source: str, size: int, lots: Sequence[Lot]) -> dict[str, Any]:
    """Return everything that a draw hangs on, as it is kept, digested and published."""
    return {
        "rule": RULE,
        "edition": edition,
        "seed": seed,
        "source": source,
        "size": size,
        "lots": [[one.number, one.weight] for one in lots],
    }


def digest(kept: Mapping[str, Any]) -> str:
    """Return what stands for a draw's input.

    >>> digest(content("2016", "2016", "lottery", 1, [Lot("H-1", 1)]))[:8]
    '6da7ec06'
    """
    return sha256_hex(canonical_json(dict(kept)))


def replayed(kept: Mapping[str, Any]) -> tuple[str, ...]:
    """Draw again from what was kept.

    >>> replayed(content("2016", "2016", "lottery", 1, [Lot("H-1", 1), Lot("H-2", 1)]))
    ('H-1',)
    """
    lots = [Lot(number, lots_of) for number, lots_of in kept["lots"]]
    return drawn(kept["seed"], lots, kept["size"])
