"""How does a sheet look on paper: a blank form to print, fill in, sign and seal?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hongbang.documents.rules.content import COLUMNS, Box, Form, Part
from hongbang.sheets.rules.shape import Definition, Field, Option, Section, Words

LABEL, HALF = 3, 3  # columns of a label, and of a short answer beside it
A_LINE = 40  # characters in a line of a wide box
SHORT_TEXT = 40  # characters of a text that half a row has room for
MOST_LINES = 26  # fewer than fill a page
BLANK_ROWS = 5  # of a table
OPINION_LINES = 6
SHORT = {"text", "whole", "decimal", "date", "month", "yes_no", "computed"}
Lists = Mapping[str, Sequence[Option]]
Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words around the answers, in one language."""

    pick: Callable[[Words], str]
    required: str = "*"
    to_know: str = "带 * 的必填。□ 处打勾。"
    yes_no: str = "□ 是　　□ 否"
    day: str = "　　　年　月　日"
    month: str = "　　　　年　　月"
    agree: str = "□ 是"
    most: str = "（{most} 字以内）"
    range: str = "（{least} 至 {most} 字）"
    if_so: str = "（如有）"
    attached: str = "另附，最多 {count} 件"
    sign: str = "{signer}签字：　　　　　　（盖章）　　　　　　年　　月　　日"
    sign_only: str = "{signer}签字：　　　　　　　　　　　　年　　月　　日"
    ratio: str = "{numerator}：　　　　　　　{denominator}："
    rate: str = "比率：　　　　%　　统计期间："
    source: str = "数据来源："
    points: str = "满分 {points} 分"
    given: str = "得分"
    box: str = "□"
    gap: str = "　"


CHINESE = Tongue(lambda words: words.zh)
ENGLISH = Tongue(
    lambda words: words.en,
    to_know="Boxes with * must be filled in. Tick □ where it applies.",
    yes_no="□ Yes    □ No",
    day="Year          Month       Day",
    month="Year          Month",
    agree="□ Yes",
    most="(at most {most} characters)",
    range="({least} to {most} characters)",
    if_so="(if any)",
    attached="Attached, at most {count}",
    sign="{signer}, signature:                     (seal)                Date:",
    sign_only="{signer}, signature:                                     Date:",
    ratio="{numerator}:                 {denominator}:",
    rate="Rate:         %    Period:",
    source="Source:",
    points="out of {points}",
    given="Points",
    gap="  ",
)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws one sheet in one language."""

    tongue: Tongue
    lists: Lists

    def section(self, section: Section) -> Iterator[Part]:
        """Draw a section; a table stands under a head of its own, so that both stay together."""
        title = self.tongue.pick(section.title)
        rows: list[Row] = []
        if section.help:
            rows.append((Box(self.tongue.pick(section.help), COLUMNS),))
        waiting: list[Field] = []
        for asked in section.fields:
            if self.is_short(asked) and waiting:
                rows.append(self.pair([waiting.pop(), asked]))
            elif self.is_short(asked):
                waiting.append(asked)
            else:
                rows += [self.alone(waiting.pop()) for _one in (*waiting,)]
                if asked.kind == "table":
                    yield from self.part(title, rows)
                    yield Part(self.label(asked), tuple(self.table(asked)))
                    title, rows = "", []
                else:
                    rows += self.wide(asked)
        rows += [self.alone(one) for one in waiting]
        yield from self.part(title, rows)

    def part(self, title: str, rows: Sequence[Row]) -> Iterator[Part]:
        if rows:
            yield Part(title, tuple(rows))

    def is_short(self, asked: Field) -> bool:
        return asked.kind in SHORT and asked.max <= SHORT_TEXT and not asked.must_agree

    def label(self, asked: Field) -> str:
        star = self.tongue.required if asked.required else ""
        words = f"{star}{self.tongue.pick(asked.label)}"
        return words + (self.tongue.if_so if asked.show_if else "")

    def pair(self, two: Sequence[Field]) -> Row:
        return tuple(
            box
            for one in two
            for box in (Box(self.label(one), LABEL, is_label=True), Box(self.room(one), HALF))
        )

    def alone(self, asked: Field) -> Row:
        return (
            Box(self.label(asked), LABEL, is_label=True),
            Box(self.room(asked), COLUMNS - LABEL),
        )

    def room(self, asked: Field) -> str:
        """Return what is printed where the answer goes."""
        unit = self.tongue.pick(asked.unit) if asked.unit else ""
        printed = {
            "date": self.tongue.day,
            "month": self.tongue.month,
            "yes_no": self.tongue.agree if asked.must_agree else self.tongue.yes_no,
        }
        return printed.get(asked.kind, f"{self.tongue.gap * 8}{unit}" if unit else "")

    def wide(self, asked: Field) -> Iterator[Row]:
        """Draw what needs the whole width."""
        draw: Mapping[str, Callable[[Field], Iterator[Row]]] = {
            "opinion": self.opinion,
            "ratio": self.ratio,
            "score": self.score,
        }
        if asked.kind in draw:
            yield from draw[asked.kind](asked)
            return
        words, lines = self.open(asked)
        label = Box(f"{self.label(asked)}{self.length(asked)}", LABEL, is_label=True)
        yield (label, Box(words, COLUMNS - LABEL, lines=lines))

    def open(self, asked: Field) -> tuple[str, int]:
        """Return the printed words and the lines of room of a wide answer."""
        match asked.kind:
            case "long_text":
                return "", min(max(math.ceil((asked.max or 300) / A_LINE), 3), MOST_LINES)
            case "choice" | "choices":
                words = self.ticks(asked.options or self.lists.get(asked.options_from, ()))
                return words, max(1, math.ceil(len(words) / A_LINE))
            case "scale":
                return self.scale(asked), 1
            case "file":
                return self.tongue.attached.format(count=asked.max_count), 1
        return self.room(asked), 1

    def length(self, asked: Field) -> str:
        if asked.kind != "long_text" or not asked.max:
            return ""
        shape = self.tongue.range if asked.min else self.tongue.most
        return "\n" + shape.format(least=asked.min, most=asked.max)

    def ticks(self, options: Sequence[Option]) -> str:
        return self.tongue.gap.join(
            f"{self.tongue.box} {self.tongue.pick(option.words)}" for option in options
        )

    def scale(self, asked: Field) -> str:
        if asked.options:
            words = self.ticks(asked.options)
        else:
            ends = [
                self.tongue.pick(one) if one else "" for one in (asked.low_label, asked.high_label)
            ]
            steps = "  ".join(str(step) for step in range(asked.low, asked.high + 1))
            words = f"{ends[0]}  {steps}  {ends[1]}".strip()
        if asked.not_applicable:
            apart = f"{self.tongue.box} {self.tongue.pick(asked.not_applicable)}"
            words = f"{words}{self.tongue.gap}{apart}"
        return words

    def table(self, asked: Field) -> Iterator[Row]:
        spans = spans_of(len(asked.columns))
        heads = [
            Box(self.tongue.pick(one.label), span, is_label=True)
            for one, span in zip(asked.columns, spans, strict=True)
        ]
        yield tuple(heads)
        for _row in range(max(asked.min_rows, min(asked.max_rows or BLANK_ROWS, BLANK_ROWS))):
            yield tuple(Box("", span) for span in spans)

    def opinion(self, asked: Field) -> Iterator[Row]:
        signer = self.tongue.pick(asked.signer) if asked.signer else ""
        shape = self.tongue.sign if asked.seal else self.tongue.sign_only
        yield (
            Box(self.label(asked), LABEL, is_label=True),
            Box(
                "",
                COLUMNS - LABEL,
                lines=OPINION_LINES if asked.max else 3,
                foot=shape.format(signer=signer),
            ),
        )

    def ratio(self, asked: Field) -> Iterator[Row]:
        named = {
            "numerator": self.tongue.pick(asked.numerator) if asked.numerator else "",
            "denominator": self.tongue.pick(asked.denominator) if asked.denominator else "",
        }
        asked_for = self.tongue.ratio.format(**named)
        words = f"{asked_for}\n{self.tongue.rate}\n{self.tongue.source}"
        yield (
            Box(self.label(asked), LABEL, is_label=True),
            Box(words, COLUMNS - LABEL, lines=3),
        )

    def score(self, asked: Field) -> Iterator[Row]:
        said = [f"{one.at}: {self.tongue.pick(one.words)}" for one in asked.anchors]
        words = "\n".join([self.tongue.points.format(points=asked.points), *said])
        yield (
            Box(self.label(asked), LABEL, is_label=True),
            Box(words, 7, lines=1 + len(said)),
            Box(f"{self.tongue.given}：" if self.tongue is CHINESE else f"{self.tongue.given}:", 2),
        )


def spans_of(count: int) -> tuple[int, ...]:
    """Share twelve columns among `count`, the first ones the wider.

    >>> spans_of(5), spans_of(3)
    ((3, 3, 2, 2, 2), (4, 4, 4))
    """
    least, more = divmod(COLUMNS, count)
    return tuple(least + (place < more) for place in range(count))


def blank(
    definition: Definition,
    title: str,
    *,
    lists: Lists,
    mark: str = "",
    subtitle: str = "",
    tongue: Tongue = CHINESE,
) -> Form:
    """Lay a sheet out as a blank form; `lists` holds the options that stand elsewhere.

    A list that is not given, such as that of hundreds of organs, leaves room to write.
    """
    pen = _Pen(tongue, lists)
    told = [tongue.pick(definition.help)] if definition.help else []
    return Form(
        title,
        tuple(part for section in definition.sections for part in pen.section(section)),
        mark=mark,
        subtitle=subtitle,
        notes=(*told, tongue.to_know),
    )
