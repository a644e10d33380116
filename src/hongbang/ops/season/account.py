"""What happened in a season, on one page?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hongbang.awards import queries as awards
from hongbang.kernel.canon import canonical_json, sha256_hex
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
    yield f"honours, by number and name: sha256 {honours_digest(play)}"


def honours_digest(play: Play) -> str:
    """Return what stands for who was honoured in which order; the same seed gives the same."""
    batches = awards.batches().filter(edition=play.edition).order_by("place")
    rows = [
        [one.honour.number, one.name, one.unit_name]
        for batch in batches
        for one in awards.awards_of(batch)
    ]
    return sha256_hex(canonical_json(rows))


def _width(text: str) -> int:
    """Count the columns of a text; Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
