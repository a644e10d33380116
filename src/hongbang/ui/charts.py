"""Which lengths do the small charts draw? Pure sums; templates only write them down.

Lengths are whole units of each picture's viewBox. Ink is what is, sand the rest, hatch what is
missing; a plain tick is "at least", a bracket is "at most"; red is the line only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEAT_WIDTH = 300
BARS_HEIGHT = 96
BARS_FLOOR = 80
SPREAD_HEIGHT = 184
SPREAD_TOP = 54
SPREAD_FLOOR = 158


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar."""

    x: int
    y: int
    width: int
    height: int
    is_strong: bool


@dataclass(frozen=True, slots=True)
class SeatBar:
    """A share held against what is asked: so many of so many, at least or at most."""

    width: int
    filled: int
    missing: int
    mark: int | None
    bracket: int | None

    @property
    def hatches(self) -> range:
        """Return where the slanted lines of the missing part begin."""
        return range(self.filled, self.filled + self.missing - 5, 6)


@dataclass(frozen=True, slots=True)
class DailyBars:
    """Counts day by day; the last ones in ink."""

    width: int
    height: int
    floor: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis and its figure."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How scores are spread, with the line and the band in which chance decides."""

    width: int
    height: int
    top: int
    floor: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    line: int
    band: int
    band_width: int


def seat_bar(
    value: int, *, of: int, at_least: int | None = None, at_most: int | None = None
) -> SeatBar:
    """Draw `value` on a scale of `of`, with what is asked of it.

    >>> bar = seat_bar(3, of=12, at_least=5)
    >>> bar.filled, bar.missing, bar.mark
    (75, 50, 125)
    """

    def length(count: int) -> int:
        return round(SEAT_WIDTH * min(max(count, 0), of) / of) if of else 0

    filled = length(value)
    return SeatBar(
        width=SEAT_WIDTH,
        filled=filled,
        missing=max(length(at_least or 0) - filled, 0),
        mark=None if at_least is None else length(at_least),
        bracket=None if at_most is None else length(at_most),
    )


def daily_bars(counts: Sequence[int], *, width: int = 320, strong: int = 2) -> DailyBars:
    """Draw one bar a day, the last `strong` of them in ink.

    >>> picture = daily_bars([0, 5, 10], width=60, strong=1)
    >>> [(bar.x, bar.height, bar.is_strong) for bar in picture.bars]
    [(0, 0, False), (20, 37, False), (40, 74, True)]
    """
    pitch = width / max(len(counts), 1)
    tallest = max([*counts, 1])
    bars = tuple(
        Bar(
            x=round(n * pitch),
            y=BARS_FLOOR - (height := round((BARS_FLOOR - 6) * count / tallest)),
            width=max(round(pitch * 0.7), 1),
            height=height,
            is_strong=n >= len(counts) - strong,
        )
        for n, count in enumerate(counts)
    )
    return DailyBars(width, BARS_HEIGHT, BARS_FLOOR, bars)


def spread(
    counts: Sequence[int],
    *,
    lowest: float,
    step: float,
    line: float,
    band: tuple[float, float],
    ticks: Sequence[int],
    width: int = 760,
) -> Spread:
    """Draw counts per class of `step` points from `lowest` up, cut by `line`."""
    pitch = width / max(len(counts), 1)
    tallest = max([*counts, 1])

    def place(score: float) -> int:
        return round(min(max((score - lowest) / step * pitch, 0), width))

    bars = tuple(
        Bar(
            x=round(n * pitch),
            y=SPREAD_FLOOR - (height := round((SPREAD_FLOOR - SPREAD_TOP) * count / tallest)),
            width=max(round(pitch) - 2, 1),
            height=height,
            is_strong=lowest + (n + 0.5) * step >= line,
        )
        for n, count in enumerate(counts)
    )
    return Spread(
        width=width,
        height=SPREAD_HEIGHT,
        top=24,
        floor=SPREAD_FLOOR,
        bars=bars,
        ticks=tuple(Tick(place(tick), str(tick)) for tick in ticks),
        line=place(line),
        band=place(band[0]),
        band_width=place(band[1]) - place(band[0]),
    )
