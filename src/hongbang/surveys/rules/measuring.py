"""What do answers add up to: index, satisfied share, recommendation? Exact sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hongbang.kernel.number import half_up
from hongbang.sheets.rules.reading import NOT_APPLICABLE
from hongbang.surveys.rules import intervals
from hongbang.surveys.rules.counting import Counting

Answers = Mapping[str, object]
Interval = tuple[Decimal, Decimal]
PROMOTERS, DETRACTORS = range(9, 11), range(7)


@dataclass(frozen=True, slots=True)
class PerQuestion:
    """How one question of the index was answered: how often, and its mean on 0 to 100."""

    key: str
    count: int
    mean: Decimal


@dataclass(frozen=True, slots=True)
class Measured:
    """What the answers of a survey add up to; `None` where there is nothing to say.

    `given` are all answers, `valid` those that count.
    """

    given: int
    valid: int
    index: Decimal | None
    index_interval: Interval | None
    satisfied: int
    rated: int
    share: Decimal | None
    share_interval: Interval | None
    promoters: int
    detractors: int
    asked: int
    nps: Decimal | None
    pressed: int
    questions: tuple[PerQuestion, ...]


def index_of(counting: Counting, answers: Answers) -> Fraction | None:
    """Return the index of one answer: the weighted mean of its items on 0 to 100.

    Source: decision science, section 4, y = 100 Σ λ (x - 1) / (K - 1) with Σ λ = 1. What does not
    apply or was left out gives its weight to the rest (domain.md section 6).

    Worked example: very satisfied (100, weight 1) and 8 of 1 to 10 (700/9, weight 3) give
    (100 + 3 · 700/9) / 4 = 250/3.

    >>> from hongbang.surveys.rules.counting import Item
    >>> words, figures = {"v": Fraction(100)}, {"8": Fraction(700, 9)}
    >>> items = (Item("manners", 1, words), Item("overall", 3, figures))
    >>> counting = Counting(items, "", frozenset(), frozenset(), "", "", Fraction(1))
    >>> index_of(counting, {"manners": "v", "overall": "8"})
    Fraction(250, 3)
    """
    worth = [
        (item.weight, item.points[value])
        for item in counting.items
        if isinstance(value := answers.get(item.key), str) and value in item.points
    ]
    weight = sum(one for one, _points in worth)
    if not weight:
        return None
    return sum((one * points for one, points in worth), Fraction(0)) / weight


def is_valid(counting: Counting, answers: Answers) -> bool:
    """Say whether so much was answered that the answer counts.

    Source: domain.md section 6, valid from four fifths of the scored items; the edition says how
    much. "Did not arise" is an answer; one without any rating has no index and does not count.
    """
    answered = sum(
        answers.get(item.key) == NOT_APPLICABLE or answers.get(item.key) in item.points
        for item in counting.items
    )
    is_enough = answered >= counting.least_answered * len(counting.items)
    return is_enough and index_of(counting, answers) is not None


def measure(counting: Counting, given: Iterable[Answers]) -> Measured:
    """Add the answers of a survey up; their order does not matter.

    The satisfied share is taken of those who rated (domain.md section 6); the net promoter score
    is the share of 9 and 10 less the share of 0 to 6, from -100 to 100.
    """
    every = [*given]
    valid = [one for one in every if is_valid(counting, one)]
    indices = [index for one in valid if (index := index_of(counting, one)) is not None]
    ratings = [one.get(counting.satisfied_by) for one in valid]
    rated = sum(one in counting.rated for one in ratings)
    satisfied = sum(one in counting.satisfied for one in ratings)
    figures = [_figure(one.get(counting.recommend_by)) for one in valid]
    asked = sum(one is not None for one in figures)
    promoters = sum(one in PROMOTERS for one in figures)
    detractors = sum(one in DETRACTORS for one in figures)
    return Measured(
        given=len(every),
        valid=len(valid),
        index=_mean(indices),
        index_interval=intervals.of_mean(indices),
        satisfied=satisfied,
        rated=rated,
        share=half_up(Fraction(100 * satisfied, rated)) if rated else None,
        share_interval=intervals.wilson(satisfied, rated),
        promoters=promoters,
        detractors=detractors,
        asked=asked,
        nps=half_up(Fraction(100 * (promoters - detractors), asked)) if asked else None,
        pressed=sum(one.get(counting.pressed_by) is True for one in every),
        questions=tuple(_per_question(counting, valid)),
    )


def _per_question(counting: Counting, valid: list[Answers]) -> Iterable[PerQuestion]:
    for item in counting.items:
        values = [
            item.points[value]
            for one in valid
            if isinstance(value := one.get(item.key), str) and value in item.points
        ]
        mean = _mean(values)
        if mean is not None:
            yield PerQuestion(item.key, len(values), mean)


def _mean(values: list[Fraction]) -> Decimal | None:
    return half_up(sum(values, Fraction(0)) / len(values)) if values else None


def _figure(raw: object) -> int | None:
    return int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() else None
