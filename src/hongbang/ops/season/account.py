"""What happened in a season, on one page?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hongbang.ops.season.play import Play

WIDTH = 30


def page(play: Play, seconds: float) -> Iterator[str]:
    """Write the account line by line: what was counted, in the order in which it happened."""
    edition = play.edition
    yield f"{edition.code}: {play.size} entrants, {play.now:%Y-%m-%d} reached, {seconds:.0f} s"
    yield "─" * (WIDTH + 8)
    for told, count in play.counts.items():
        if count:
            yield f"{told}{' ' * (WIDTH - _width(told))}{count:>8}"


def _width(text: str) -> int:
    """Count the columns of a text; Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
