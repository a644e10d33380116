"""Is each condition of the edition met, not met, or not to be judged yet, and why?

Conditions are data (annex 1): indicator, operator, value, window, kind. What an indicator is
worth comes from the form, or from other rooms by `known`. Everything is compared exactly.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hongbang.applications.rules.indicators import expression_for
from hongbang.kernel.refusal import RuleBroken
from hongbang.programmes.rules.catalogue import AMONG, NUMERIC
from hongbang.sheets.rules.expressions import Value
from hongbang.sheets.rules.reading import Reading, month_of, number_of, written
from hongbang.sheets.rules.shape import Field

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"
BINDING = frozenset({"hard", "veto"})
PLACES = 2
_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}

Condition = Mapping[str, Any]
Known = Mapping[str, Value]
Told = Mapping[str, tuple[str, Mapping[str, str]]]  # the code and params that say it plainly


@dataclass(frozen=True, slots=True)
class Judged:
    """What is found of one condition: its key, its kind, the verdict, and the code of why."""

    condition: str
    kind: str
    verdict: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_in_the_way(self) -> bool:
        """Say whether this alone keeps an application from being sent."""
        return self.verdict == NOT_MET and self.kind in BINDING

    def plain(self) -> dict[str, Any]:
        """Return it as it is frozen with a revision."""
        return {
            "condition": self.condition,
            "kind": self.kind,
            "verdict": self.verdict,
            "code": self.code,
            "params": dict(self.params),
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one condition is judged by."""

    condition: Condition
    reading: Reading
    known: Known
    told: Told
    final: bool

    @property
    def indicator(self) -> str:
        return str(self.condition["indicator"])

    @property
    def question(self) -> Field | None:
        fields = self.reading.definition.fields()
        return next((one for one in fields if one.key == self.indicator), None)

    def value(self) -> Value:
        """Return what the indicator is worth; None where nothing says so."""
        if self.indicator in self.known:
            return self.known[self.indicator]
        if self.question is not None:
            return self.reading.value(self.indicator)
        spoken = expression_for(self.indicator, self.reading.definition)
        return spoken.ask(self.reading) if spoken else None

    def is_asked(self) -> bool:
        """Say whether the form or another room can answer at all."""
        return (
            self.indicator in self.known
            or self.question is not None
            or expression_for(self.indicator, self.reading.definition) is not None
        )

    def found(self, verdict: str, code: str, **params: str) -> Judged:
        return Judged(self.condition["id"], self.condition["kind"], verdict, code, params)

    def missing(self) -> Judged:
        """Say that there is no answer: not yet, or, where it must be final, not at all."""
        if not self.is_asked():
            return self.found(UNKNOWN, "elsewhere")
        return self.found(NOT_MET if self.final else UNKNOWN, "missing")


def judge(
    conditions: Iterable[Condition],
    category: str,
    reading: Reading,
    *,
    known: Known | None = None,
    told: Told | None = None,
    final: bool = False,
) -> tuple[Judged, ...]:
    """Judge every condition that applies to a category, in the order of the chapter.

    What another room knows comes by `known`; `told` names how it is said in place of figures.

    Worked example (condition E06, more than 95 % on time): 286 of 300 are 95.33 %; 285 are exactly
    95 %, one too few.

    >>> from hongbang.sheets.rules.shape import Definition, Field, Section, Words
    >>> rate = Field("on_time_rate", "ratio", Words("及时率", "On time"))
    >>> sheet = Definition("application", Words("表", "Form"), sections=(
    ...     Section("one", Words("一", "One"), fields=(rate,)),))
    >>> row = {"id": "E06", "applies": ["team"], "indicator": "on_time_rate", "operator": ">",
    ...     "value": "95", "kind": "hard"}
    >>> for counted in ("286", "285"):
    ...     answers = {"on_time_rate": {"numerator": counted, "denominator": "300"}}
    ...     found = judge([row], "team", Reading(sheet, answers))[0]
    ...     print(found.verdict, found.params["now"], found.params.get("short", "0"))
    met 95.33 0
    not_met 95.00 1
    """
    return tuple(
        _judge(_Asked(row, reading, known or {}, told or {}, final))
        for row in conditions
        if category in row["applies"]
    )


def check_eligible(judged: Sequence[Judged]) -> None:
    """Refuse to send what a binding condition stands in the way of, and name all that do.

    Refuses: `applications.not_eligible`.
    """
    against = [one.condition for one in judged if one.is_in_the_way]
    if against:
        raise RuleBroken("applications.not_eligible", {"conditions": "、".join(against)})


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """Count the verdicts.

    >>> counts([Judged("E01", "hard", "met", "number")])
    {'met': 1, 'not_met': 0, 'unknown': 0}
    """
    verdicts = [one.verdict for one in judged]
    return {verdict: verdicts.count(verdict) for verdict in (MET, NOT_MET, UNKNOWN)}


def _judge(asked: _Asked) -> Judged:
    wanted = asked.condition["operator"]
    if wanted in NUMERIC:
        return _number(asked)
    if wanted in AMONG:
        return _among(asked)
    if wanted in {"is_true", "declared"}:
        return _said_so(asked)
    return _there(asked)


def _number(asked: _Asked) -> Judged:
    value = asked.value()
    if not isinstance(value, Fraction):
        return asked.missing()
    if asked.indicator in asked.told:
        return _told(asked, value)
    condition, raw = asked.condition, asked.reading.answers.get(asked.indicator)
    bound, sign = Fraction(condition["value"]), condition["operator"]
    params = {
        "now": str(written(value, PLACES if value.denominator > 1 or _is_ratio(asked) else 0)),
        "sign": sign,
        "wanted": condition["value"],
        "unit": condition.get("unit", ""),
    }
    covered, window = _months(raw), condition.get("window_months", 0)
    if _is_ratio(asked) and covered and covered < window:
        return asked.found(
            UNKNOWN, "window_short", covered=str(covered), window=str(window), **params
        )
    if _COMPARE[sign](value, bound):
        return asked.found(MET, "number", **params)
    short = _short(raw, sign, bound) if _is_ratio(asked) else 0
    if short:
        code = "cases_short" if sign.startswith(">") else "cases_over"
        return asked.found(NOT_MET, code, short=str(short), **params)
    return asked.found(NOT_MET, "number", **params)


def _told(asked: _Asked, value: Fraction) -> Judged:
    code, params = asked.told[asked.indicator]
    is_met = _COMPARE[asked.condition["operator"]](value, Fraction(asked.condition["value"]))
    return asked.found(MET if is_met else NOT_MET, code, **params)


def _is_ratio(asked: _Asked) -> bool:
    return asked.question is not None and asked.question.kind == "ratio"


def _months(raw: object) -> int:
    """Count the months that a ratio covers, both ends included; 0 where it does not say."""
    if not isinstance(raw, Mapping):
        return 0
    first, last = month_of(raw.get("from")), month_of(raw.get("to"))
    return _between(first, last) if first and last else 0


def _between(first: date, last: date) -> int:
    return max((last.year - first.year) * 12 + last.month - first.month + 1, 0)


def _short(raw: object, sign: str, bound: Fraction) -> int:
    """Count the cases that are missing from a rate, or too many in it; 0 where none can be told."""
    parts = raw if isinstance(raw, Mapping) else {}
    above, below = number_of(parts.get("numerator")), number_of(parts.get("denominator"))
    if above is None or below is None or above.denominator != 1 or below.denominator != 1:
        return 0
    edge = bound * below / 100
    wanted = {
        ">": floor(edge) + 1,
        ">=": ceil(edge),
        "<": ceil(edge) - 1,
        "<=": floor(edge),
    }.get(sign)
    return 0 if wanted is None or not 0 <= wanted <= below else abs(wanted - int(above))


def _among(asked: _Asked) -> Judged:
    value = asked.value()
    chosen = {value} if isinstance(value, str) else value
    if not isinstance(chosen, set | frozenset):
        return asked.missing()
    named = {*asked.condition["among"]}
    is_met = chosen <= named if asked.condition["operator"] == "in" else not chosen & named
    return asked.found(MET if is_met else NOT_MET, "among")


def _said_so(asked: _Asked) -> Judged:
    value = asked.value()
    if not isinstance(value, bool):
        return asked.missing()
    return asked.found(MET if value else NOT_MET, "said_so")


def _there(asked: _Asked) -> Judged:
    """Judge what must be there, or be described: an answer, or an expression that holds."""
    value = asked.value()
    if isinstance(value, bool):
        return asked.found(MET if value else NOT_MET, "there")
    question = asked.question
    is_there = asked.reading.is_answered(question.key) if question else value is not None
    return asked.found(MET, "there") if is_there else asked.missing()
