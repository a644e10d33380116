"""How is a survey counted: which questions make the index, which answers count as satisfied?

Said by the edition's chapter `survey`, never here; this module only brings it together with the
sheet that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.reading import NOT_APPLICABLE
from hongbang.sheets.rules.shape import Definition, Field

UNFIT = frozenset({"file", "opinion", "table"})  # a customer has no papers and no seal


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the index: its weight, and what each answer is worth on 0 to 100."""

    key: str
    weight: int
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Counting:
    """How answers are counted.

    `satisfied` are the answers to `satisfied_by` that count as satisfied, `rated` all of them.
    """

    items: tuple[Item, ...]
    satisfied_by: str
    satisfied: frozenset[str]
    rated: frozenset[str]
    recommend_by: str
    pressed_by: str
    least_answered: Fraction


def counting_of(chapter: Mapping[str, Any], sheet: Definition) -> Counting:
    """Bring the chapter and the sheet together.

    A question on figures is spread evenly from its lowest to its highest (decision-science,
    index: (x - 1) / (K - 1)); a question in words is worth what the chapter says.

    Refuses: `surveys.counting_missing` without a chapter, `surveys.sheet_unfit` for a sheet that
    asks a customer for papers or to choose from the register, `surveys.counting_unfit` with the
    question where chapter and sheet do not agree.
    """
    if not chapter:
        raise RuleBroken("surveys.counting_missing")
    fields = {one.key: one for one in sheet.fields()}
    for one in fields.values():
        if one.kind in UNFIT or one.options_from:
            raise RuleBroken("surveys.sheet_unfit", {"question": one.key})
    worth = {row["key"]: Fraction(row["points"]) for row in chapter.get("answers", ())}
    items = tuple(
        Item(row["key"], row["weight"], _points(row["key"], fields, worth))
        for row in chapter["questions"]
    )
    rated, satisfied = _satisfied(chapter, fields)
    for key, is_fit in (("recommend_by", _is_recommend), ("pressed_by", _is_pressed)):
        if key in chapter and not is_fit(fields.get(chapter[key])):
            raise RuleBroken("surveys.counting_unfit", {"question": chapter[key]})
    return Counting(
        items=items,
        satisfied_by=chapter["satisfied_by"],
        satisfied=satisfied,
        rated=rated,
        recommend_by=chapter.get("recommend_by", ""),
        pressed_by=chapter.get("pressed_by", ""),
        least_answered=Fraction(chapter["least_answered"]),
    )


def answers_to(one: Field) -> tuple[str, ...]:
    """List what can be answered to a question on a scale, without "not applicable".

    >>> from hongbang.sheets.rules.shape import Words
    >>> answers_to(Field("q", "scale", Words("问", "Q"), low=1, high=3))
    ('1', '2', '3')
    """
    if one.high:
        return tuple(str(figure) for figure in range(one.low, one.high + 1))
    return tuple(option.value for option in one.options if option.value != NOT_APPLICABLE)


def _points(
    key: str, fields: Mapping[str, Field], worth: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    one = fields.get(key)
    offered = answers_to(one) if one is not None and one.kind == "scale" else ()
    if one is None or not offered:
        raise RuleBroken("surveys.counting_unfit", {"question": key})
    if one.high:
        reach = one.high - one.low
        return {value: Fraction(100 * (int(value) - one.low), reach) for value in offered}
    if not {*offered} <= worth.keys():
        raise RuleBroken("surveys.counting_unfit", {"question": key})
    return {value: worth[value] for value in offered}


def _satisfied(
    chapter: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return every answer to the question of satisfaction, and those that count."""
    key = chapter["satisfied_by"]
    one = fields.get(key)
    rated = frozenset(answers_to(one)) if one is not None and one.kind == "scale" else frozenset()
    good = {row["key"] for row in chapter.get("answers", ()) if row.get("is_satisfied")}
    if one is not None and one.high:
        least = chapter.get("satisfied_from")
        good = {value for value in rated if least is not None and int(value) >= least}
    satisfied = rated & good
    if not satisfied:
        raise RuleBroken("surveys.counting_unfit", {"question": key})
    return rated, satisfied


def _is_recommend(one: Field | None) -> bool:
    """Say whether a question can be the one of recommending: figures from 0 to 10."""
    return one is not None and one.kind == "scale" and (one.low, one.high) == (0, 10)


def _is_pressed(one: Field | None) -> bool:
    return one is not None and one.kind == "yes_no"
