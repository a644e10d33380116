"""In which order do files stand after a round, and what decided each place?

The score of a file is the plain mean of its signed sheets, worked out exactly and rounded once, by
a named rule. Equal scores are parted by the declared criteria in their order, then by lot. The
severity of readers is not corrected here: what is published can be added up by anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.number import half_up
from hongbang.kernel.refusal import RuleBroken

HALF_UP, PLACES = "half_up", 2
CRITERION = "criterion:"
BY_SCORE, BY_LOT = "reviews.by_score", "reviews.by_lot"
UNSCORED = "reviews.too_few_readings"
TRIMMED_FROM = 5  # domain.md section 5: highest and lowest fall away only from five readings up


@dataclass(frozen=True, slots=True)
class Marks:
    """One signed sheet: its total, and its points by section."""

    total: Decimal
    sections: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """How a round is reckoned: as published before it began.

    `ties` are named: `criterion:<section>`, `untrimmed_median`, `unrounded_mean`, or `ballot`,
    which counts where one was held. The lot always comes last. From `TRIMMED_FROM` readings up the
    highest and lowest `trim` totals fall away.
    """

    seed: str
    ties: tuple[str, ...] = ()
    least_readings: int = 1
    trim: int = 0
    rounding: str = HALF_UP


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands. `decided_by` says what parts it from the file before it.

    `mean` is exact, `score` is rounded, `hundredths` is the score as a whole number. `tied` counts
    all with this score. What has too few readings has a place after all others, and no score.
    """

    file: str
    place: int
    readings: int
    mean: Fraction | None
    score: Decimal | None
    decided_by: str
    tied: int = 1

    @property
    def hundredths(self) -> int | None:
        """Return the score in hundredths, as a selection takes it."""
        return None if self.score is None else int(self.score.scaleb(PLACES))


def standing(
    files: Mapping[str, Sequence[Marks]],
    method: Method,
    ballots: Mapping[str, int] | None = None,
) -> tuple[Place, ...]:
    """Put every file in its place.

    Worked example: 90.005 is rounded up and meets 90.01; the criterion parts them.

    >>> def marks(total, results):
    ...     return Marks(Decimal(total), {"results": Decimal(results)})
    >>> files = {"A-1": [marks("90", 30), marks("90.01", 31)], "A-2": [marks("90.01", 33)]}
    >>> found = standing(files, Method("2016", ties=("criterion:results",)))
    >>> [(one.file, str(one.score), one.decided_by) for one in found]
    [('A-2', '90.01', 'reviews.by_score'), ('A-1', '90.01', 'criterion:results')]

    Refuses: `reviews.tie_rule_unknown`, `reviews.rounding_unknown`.
    """
    _check(method)
    reckoned = [
        _Reckoned(name, tuple(marks), method, ballots or {}) for name, marks in files.items()
    ]
    ordered = sorted(reckoned, key=lambda one: one.key)
    scores = [one.score for one in ordered]
    return tuple(
        Place(
            one.file,
            place,
            len(one.marks),
            one.mean,
            one.score,
            _decided_by(ordered, place - 1, method),
            1 if one.score is None else scores.count(one.score),
        )
        for place, one in enumerate(ordered, start=1)
    )


def mean(totals: Iterable[Decimal], trim: int = 0) -> Fraction:
    """Return the mean exactly, without the highest and lowest where there are enough.

    >>> mean([Decimal("80"), Decimal("85.5"), Decimal("90")])
    Fraction(511, 6)
    >>> mean(map(Decimal, [10, 80, 82, 84, 100]), trim=1)
    Fraction(82, 1)
    """
    ranked = sorted(map(Fraction, totals))
    if trim and len(ranked) >= max(TRIMMED_FROM, 2 * trim + 1):
        ranked = ranked[trim:-trim]
    return sum(ranked, Fraction(0)) / len(ranked)


def median(totals: Iterable[Decimal]) -> Fraction:
    """Return the median exactly.

    >>> median([Decimal(90), Decimal(80), Decimal(85), Decimal(70)])
    Fraction(165, 2)
    """
    ranked = sorted(map(Fraction, totals))
    return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


_ROUNDINGS: Mapping[str, Callable[[Fraction], Decimal]] = {
    HALF_UP: lambda value: half_up(value, PLACES)
}
_NAMED = ("untrimmed_median", "unrounded_mean", "ballot")


@dataclass(frozen=True)
class _Reckoned:
    """A file with what it is ordered by."""

    file: str
    marks: tuple[Marks, ...]
    method: Method
    ballots: Mapping[str, int]

    @property
    def mean(self) -> Fraction | None:
        if not self.marks or len(self.marks) < self.method.least_readings:
            return None
        return mean((one.total for one in self.marks), self.method.trim)

    @property
    def score(self) -> Decimal | None:
        return None if self.mean is None else _ROUNDINGS[self.method.rounding](self.mean)

    @property
    def key(self) -> tuple[bool, tuple[Fraction, ...], str]:
        """Sort by: scored first, then what is higher in each criterion, then the lot."""
        lot = lottery_key(self.method.seed, self.file)
        return self.score is None, tuple(-mark for mark in self.criteria), lot

    @property
    def criteria(self) -> tuple[Fraction, ...]:
        """Return the score and each tie rule's figure, in their order."""
        if self.score is None:
            return ()
        return (Fraction(self.score), *(self._figure(rule) for rule in self.method.ties))

    def _figure(self, rule: str) -> Fraction:
        if rule.startswith(CRITERION):
            section = rule.removeprefix(CRITERION)
            return mean(one.sections.get(section, Decimal(0)) for one in self.marks)
        if rule == "ballot":
            return Fraction(self.ballots.get(self.file, 0))
        totals = [one.total for one in self.marks]
        return median(totals) if rule == "untrimmed_median" else mean(totals, self.method.trim)


def _decided_by(ordered: Sequence[_Reckoned], at: int, method: Method) -> str:
    """Name what parts a file from the one before it; the first stands there by its score."""
    one = ordered[at]
    if one.score is None:
        return UNSCORED
    if at == 0:
        return BY_SCORE
    for name, here, before in zip(
        (BY_SCORE, *method.ties), one.criteria, ordered[at - 1].criteria, strict=True
    ):
        if here != before:
            return name
    return BY_LOT


def _check(method: Method) -> None:
    for rule in method.ties:
        is_criterion = rule.startswith(CRITERION) and rule != CRITERION
        if rule not in _NAMED and not is_criterion:
            raise RuleBroken("reviews.tie_rule_unknown", {"rule": rule})
    if method.rounding not in _ROUNDINGS:
        raise RuleBroken("reviews.rounding_unknown", {"rounding": method.rounding})
