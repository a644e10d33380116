"""Where does each step of a timetable stand in its picture, and what do its words say?

Everything is worked out here in whole units of the picture's viewBox; the template only writes
it down. The picture and the list for phones say the same words.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MIN_WIDTH = 480
TOP = 34  # where the calendar begins, under the dates
PITCH = 43  # from one row to the next
BAR_HEIGHT = 28
BAR_DROP = 14  # from the top of a row to its bar
BASELINE = 19  # from the top of a bar to the foot of its letters
GAP = 12  # between a bar and the words beside it, and between heavy and light words
PAD = 10  # between the edge of a bar and the words in it
LINE = 20  # from one line of words to the next
TODAY_HEIGHT = 26
TICK_GAP = 10
WORDS_RISE, WORDS_DROP = 14, 7  # how far words reach above and below their foot
NARROWEST_WEEKEND = 3.0  # days narrower than this are not shaded
WIDE, CAPITAL, NARROW, JOIN = 13.0, 9.8, 7.9, 1.7  # 13-unit type, on the safe side


class Phase(StrEnum):
    """How a step stands to today."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an edition; the last day is part of it."""

    name: str
    note: str
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            message = "a step cannot end before it starts"
            raise ValueError(message)

    def phase(self, today: date) -> Phase:
        """Say whether the step is over, running or to come."""
        if self.ends_on < today:
            return Phase.DONE
        return Phase.NOW if self.starts_on <= today else Phase.NEXT


def _chinese_day(day: date) -> str:
    return f"{day.month}月{day.day}日 周{'一二三四五六日'[day.weekday()]}"


def _chinese_tick(day: date) -> str:
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Speech:
    """The words around names and days, in one language."""

    day: Callable[[date], str] = _chinese_day
    tick: Callable[[date], str] = _chinese_tick
    on: str = "{day}"
    until: str = "至 {day}"
    span: str = "{first} 至 {last}"
    head: str = "{name}　{when}"
    part: str = "{name} {when}"
    comma: str = "，"
    stop: str = "。"
    gap: str = "　"
    today: str = "今天 {day}"


CHINESE = Speech()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Return where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words: heavy ones first, light ones behind."""

    x: int
    y: int
    strong: str
    plain: str
    is_end: bool = False  # x is where the line ends
    is_on_bar: bool = False

    @property
    def width(self) -> int:
        """Return the room the words need, on the safe side."""
        between = GAP if self.strong and self.plain else 0
        return measure(self.strong) + between + measure(self.plain)

    @property
    def left(self) -> int:
        """Return where the words begin."""
        return self.x - self.width if self.is_end else self.x

    @property
    def right(self) -> int:
        """Return where the words end."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the picture."""

    phase: Phase
    bar: Box
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A Monday; without words where they would touch the next."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an upright line."""

    top: int
    foot: int


@dataclass(frozen=True, slots=True)
class Today:
    """The dotted line of today, passing behind words, and its box at the foot."""

    x: int
    runs: tuple[Run, ...]
    box: Box
    text: str

    @property
    def text_x(self) -> int:
        """Return where its words begin."""
        return self.box.x + PAD

    @property
    def text_y(self) -> int:
        """Return the foot of its letters."""
        return self.box.y + 18


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list for phones: a step, or today."""

    day: date
    words: str
    name: str = ""
    note: str = ""
    phase: str = ""
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole timetable, ready to be written down."""

    width: int
    height: int
    top: int
    ticks: tuple[Tick, ...]
    weekends: tuple[Box, ...]
    rows: tuple[Row, ...]
    today: Today | None
    items: tuple[Item, ...]
    sentence: str


def measure(words: str) -> int:
    """Estimate the width of words in 13-unit type, never too small for the fonts we name.

    >>> measure("公示")
    26
    >>> measure("11月") > measure("月")
    True
    """
    total = 0.0
    was_wide: bool | None = None
    for letter in words:
        is_wide = unicodedata.east_asian_width(letter) in "WFA"
        total += WIDE if is_wide else CAPITAL if letter.isupper() or letter in "mw@%" else NARROW
        total += JOIN if was_wide is not None and was_wide != is_wide else 0
        was_wide = is_wide
    return math.ceil(total)


def picture(
    steps: Sequence[Step],
    today: date,
    width: int = 1180,
    *,
    speech: Speech = CHINESE,
    today_note: str = "",
) -> Picture:
    """Lay out a timetable.

    Worked example: two steps in November 2026, seen on the third.

    >>> steps = [
    ...     Step("申报", "随填随检查", date(2026, 10, 19), date(2026, 11, 10)),
    ...     Step("公示", "五个工作日", date(2026, 12, 7), date(2026, 12, 11)),
    ... ]
    >>> drawn = picture(steps, date(2026, 11, 3), 1180)
    >>> drawn.rows[0].bar                     # 23 of 54 days, from the left edge
    Box(x=0, y=48, width=503, height=28)
    >>> [label.strong for label in drawn.rows[0].labels]   # running: the words stand in the bar
    ['申报　至 11月10日 周二', '']
    >>> drawn.rows[1].labels[0].is_end        # no room to the right: the words stand to the left
    True
    >>> drawn.today.x                         # the middle of the sixteenth day
    339
    >>> [item.words for item in drawn.items]
    ['今天 11月3日 周二', '至 11月10日 周二', '12月7日 周一 至 12月11日 周五']
    >>> drawn.sentence
    '申报 至 11月10日 周二，公示 12月7日 周一 至 12月11日 周五。今天 11月3日 周二。'
    """
    if not steps:
        message = "a timetable needs a step"
        raise ValueError(message)
    if width < MIN_WIDTH:
        message = f"a timetable needs a width of {MIN_WIDTH}"
        raise ValueError(message)
    ordered = sorted(steps, key=lambda step: (step.starts_on, step.ends_on))
    scale = _Scale.over(ordered, width)
    rows = _rows(ordered, today, scale, speech)
    foot = rows[-1].bar.y + BAR_HEIGHT + (PITCH - BAR_HEIGHT - BAR_DROP)
    now = _today(today, scale, rows, foot, _spoken(today, speech, today_note))
    return Picture(
        width=width,
        height=now.box.y + now.box.height if now else foot,
        top=TOP,
        ticks=_ticks(scale, speech),
        weekends=_weekends(scale, now.box.y + now.box.height if now else foot),
        rows=rows,
        today=now,
        items=_items(ordered, today, speech, today_note),
        sentence=_sentence(ordered, today, speech, today_note),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days on the left, units on the right."""

    first: date
    days: int
    width: int

    @classmethod
    def over(cls, steps: Sequence[Step], width: int) -> _Scale:
        """Begin on the Monday before the first step, end with the last one."""
        first = min(step.starts_on for step in steps)
        first -= timedelta(days=first.weekday())
        days = (max(step.ends_on for step in steps) - first).days + 1
        return cls(first, max(days, 7), width)

    @property
    def day_width(self) -> float:
        return self.width / self.days

    def x(self, day: date, *, add: float = 0) -> int:
        """Return where a day begins."""
        return round(((day - self.first).days + add) * self.day_width)

    def holds(self, day: date) -> bool:
        return 0 <= (day - self.first).days < self.days


def when(step: Step, today: date, speech: Speech) -> str:
    """Say when a step is: its day, its end once it runs, both ends while it is to come."""
    if step.starts_on == step.ends_on:
        return speech.on.format(day=speech.day(step.ends_on))
    if step.phase(today) is Phase.NEXT:
        first, last = speech.day(step.starts_on), speech.day(step.ends_on)
        return speech.span.format(first=first, last=last)
    return speech.until.format(day=speech.day(step.ends_on))


def _rows(steps: Sequence[Step], today: date, scale: _Scale, speech: Speech) -> tuple[Row, ...]:
    """Set the rows under one another; words that need lines of their own push the bar down."""
    rows: list[Row] = []
    y = TOP
    for step in steps:
        left = scale.x(step.starts_on)
        bar = Box(left, y + BAR_DROP, max(scale.x(step.ends_on, add=1) - left, 4), BAR_HEIGHT)
        head = speech.head.format(name=step.name, when=when(step, today, speech))
        phase = step.phase(today)
        bar, labels = _placed(head, step.note, bar, scale.width, is_next=phase is Phase.NEXT)
        rows.append(Row(phase, bar, labels))
        y = bar.y - BAR_DROP + PITCH
    return tuple(rows)


def _placed(
    head: str, note: str, bar: Box, width: int, *, is_next: bool
) -> tuple[Box, tuple[Label, ...]]:
    """Find room for the words: in the bar, right of it, left of it, or on lines above it."""
    y = bar.y + BASELINE
    inside = _inside(head, note, bar, width)
    beside = _beside(head, note, bar, width, y)
    chosen = (beside or inside) if is_next else (inside or beside)
    if chosen:
        return bar, chosen
    lines = [*((line, "") for line in _wrapped(head, width))]
    lines += [("", line) for line in _wrapped(note, width)]
    labels = []
    for n, (strong, plain) in enumerate(lines):
        line = Label(0, bar.y + 8 + n * LINE, strong, plain)
        x = max(min(bar.x, width - line.width), 0)
        labels.append(Label(x, line.y, strong, plain))
    return Box(bar.x, bar.y + len(lines) * LINE, bar.width, bar.height), tuple(labels)


def _inside(head: str, note: str, bar: Box, width: int) -> tuple[Label, ...]:
    """Put the head in the bar and the note beside it, if both find room."""
    if measure(head) + 2 * PAD > bar.width:
        return ()
    y = bar.y + BASELINE
    label = Label(bar.x + PAD, y, head, "", is_on_bar=True)
    if not note:
        return (label,)
    if label.width + GAP + measure(note) + 2 * PAD <= bar.width and bar.right + GAP > width / 2:
        return (Label(bar.x + PAD, y, head, note, is_on_bar=True),)
    rest = _beside("", note, bar, width, y)
    return (label, *rest) if rest else ()


def _beside(head: str, note: str, bar: Box, width: int, y: int) -> tuple[Label, ...]:
    """Put the words right of the bar, else left of it, if they find room there."""
    right = Label(bar.right + GAP, y, head, note)
    if right.right <= width:
        return (right,)
    left = Label(bar.x - GAP, y, head, note, is_end=True)
    return (left,) if left.left >= 0 else ()


def _wrapped(words: str, width: int) -> list[str]:
    """Break words into lines that fit the width, at a space where there is one."""
    lines: list[str] = []
    rest = words.strip()
    while measure(rest) > width:
        end = next(n for n in range(len(rest), 0, -1) if measure(rest[:n]) <= width)
        space = rest.rfind(" ", 1, end + 1)
        cut = space if space > end // 2 else end
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*lines, rest] if rest else lines


def _ticks(scale: _Scale, speech: Speech) -> tuple[Tick, ...]:
    """Draw a line on Mondays, with words on as many of them as have room."""
    weeks = [scale.first + timedelta(days=n) for n in range(0, scale.days, 7)]
    widest = max(measure(speech.tick(day)) for day in weeks) + TICK_GAP
    stride = math.ceil(widest / (7 * scale.day_width))
    return tuple(
        Tick(x, text if x + 4 + measure(text) <= scale.width else "")
        for day in weeks[::stride]
        for x, text in [(scale.x(day), speech.tick(day))]
    )


def _weekends(scale: _Scale, foot: int) -> tuple[Box, ...]:
    """Shade Saturday and Sunday together, unless days are too narrow to tell."""
    if scale.day_width < NARROWEST_WEEKEND:
        return ()
    saturdays = (scale.first + timedelta(days=n) for n in range(5, scale.days, 7))
    edges = ((scale.x(day), min(scale.x(day, add=2), scale.width)) for day in saturdays)
    return tuple(Box(left, TOP, right - left, foot - TOP) for left, right in edges)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What the box of today says: all of it, or only the day where all has no room."""

    short: str
    long: str


def _spoken(today: date, speech: Speech, note: str) -> _Spoken:
    short = speech.today.format(day=speech.day(today))
    return _Spoken(short, short + speech.gap + note if note else short)


def _today(
    today: date, scale: _Scale, rows: Sequence[Row], foot: int, spoken: _Spoken
) -> Today | None:
    """Draw today where it lies in the picture; its box turns left where the right is too short."""
    if not scale.holds(today):
        return None
    x = scale.x(today, add=0.5)
    text = spoken.long if measure(spoken.long) + 2 * PAD <= scale.width else spoken.short
    length = measure(text) + 2 * PAD
    left = x if x + length <= scale.width else max(x - length, 0)
    left = max(min(left, scale.width - length), 0)
    return Today(x, _runs(x, rows, foot), Box(left, foot + 4, length, TODAY_HEIGHT), text)


def _runs(x: int, rows: Sequence[Row], foot: int) -> tuple[Run, ...]:
    """Cut the line of today where words stand on it."""
    crossed = [
        label
        for row in rows
        for label in row.labels
        if not label.is_on_bar and label.left - 4 <= x <= label.right + 4
    ]
    runs, top = [], TOP
    for label in crossed:
        runs.append(Run(top, max(label.y - WORDS_RISE, top)))
        top = label.y + WORDS_DROP
    return (*runs, Run(top, foot + 4))


def _items(steps: Sequence[Step], today: date, speech: Speech, note: str) -> tuple[Item, ...]:
    """List the steps, with today before the first that is not over."""
    words = speech.today.format(day=speech.day(today))
    bar = Item(today, words + (speech.comma + note if note else ""), is_today=True)
    items = [
        Item(step.ends_on, when(step, today, speech), step.name, step.note, step.phase(today))
        for step in steps
    ]
    over = sum(step.phase(today) is Phase.DONE for step in steps)
    items.sort(key=lambda item: item.phase != Phase.DONE)
    return (*items[:over], bar, *items[over:])


def _sentence(steps: Sequence[Step], today: date, speech: Speech, note: str) -> str:
    """Say in one sentence what the picture shows."""
    parts = [speech.part.format(name=step.name, when=when(step, today, speech)) for step in steps]
    now = speech.today.format(day=speech.day(today)) + (speech.comma + note if note else "")
    return f"{speech.comma.join(parts)}{speech.stop}{now}{speech.stop}".strip()
