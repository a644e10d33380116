"""Why is a candidate on the list or not, by how much, and what does each rule move?

Codes and figures only; the words stand in texts.py. Nothing is estimated: each rule that plays a
part is taken away and the list is found again. Prices do not add up: two rules may each move the
same seat, and often one alone moves nothing because the other still holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hongbang.selections.rules.brief import Brief
from hongbang.selections.rules.proof import Tree
from hongbang.selections.rules.seating import Seating
from hongbang.selections.rules.solve import Selection, listed, worth
from hongbang.selections.rules.tally import Table

IN_STAYING, IN_BY_MERIT = "selections.in_staying", "selections.in_by_merit"
IN_BY_RULE, IN_BY_RULES = "selections.in_by_rule", "selections.in_by_rules_together"
OUT_BY_DRAW, OUT_BY_RULE = "selections.out_by_draw", "selections.out_by_rule"
OUT_BY_RULES, OUT_BELOW = "selections.out_by_rules_together", "selections.out_below_line"


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What a rule costs, and whom it moves: without it the list would be worth `points` more.

    `lets_in` are on the list and would not be without the rule; `keeps_out` the other way round.
    """

    rule: str
    points: int
    lets_in: tuple[str, ...]
    keeps_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate is in or out: a code, the rules concerned, and the margin if asked for.

    The margin of one who is out is how many hundredths were missing to draw level; of one who is
    in, how many could be lost before drawing level. None: not asked for, or no list without.
    """

    candidate: str
    is_in: bool
    code: str
    rules: tuple[str, ...] = ()
    margin: int | None = None


@dataclass(frozen=True)
class Explanation:
    """A list explained: the price of all rules together, of each alone, and a reason for each."""

    points: int
    prices: tuple[RulePrice, ...]
    reasons: Mapping[str, Reason]


def explain(brief: Brief, selection: Selection, margins_of: Collection[str] = ()) -> Explanation:
    """Explain a list that `solve` found for this brief.

    Worked example: c has a seat because one is kept for the north; b would have it otherwise. The
    other seat went to a, whom b would have met with a point more.

    >>> from hongbang.selections.rules.brief import Candidate, Rule
    >>> from hongbang.selections.rules.solve import solve
    >>> south, north = {"side": "south"}, {"side": "north"}
    >>> merits = {"a": (900, south), "b": (800, south), "c": (700, north)}
    >>> people = tuple(Candidate(name, *merit) for name, merit in merits.items())
    >>> brief = Brief(people, 2, (Rule("north", "side", ("north",), least=1),))
    >>> told = explain(brief, solve(brief), ["b"])
    >>> told.points, told.reasons["b"].code, told.reasons["b"].rules, told.reasons["b"].margin
    (100, 'selections.out_by_rule', ('north',), 100)
    """
    table = Table(brief)
    chosen = frozenset(selection.chosen)
    prices = tuple(_prices(brief, selection))
    unruled = replace(brief, rules=())
    free = listed(unruled) or frozenset()
    margins = _margins(table, selection, frozenset(margins_of))
    lists = _Lists(chosen, free, frozenset(brief.stay), prices)
    reasons = {one.id: lists.reason(one.id, margins.get(one.id)) for one in brief.candidates}
    return Explanation(Table(unruled).objective(free) - selection.objective, prices, reasons)


def _prices(brief: Brief, selection: Selection) -> Iterator[RulePrice]:
    """Take away each rule in turn.

    A rule that no bound of the proof charges anything for plays no part: the same bounds show the
    same list to be the best without it, so that it need not be looked for again.
    """
    chosen = frozenset(selection.chosen)
    charged = _charged(selection)
    for rule in brief.rules:
        if charged is not None and rule.key not in charged:
            yield RulePrice(rule.key, 0, (), ())
            continue
        without = brief.without_rule(rule.key)
        other = listed(without) or frozenset()
        points = Table(without).objective(other) - selection.objective
        yield RulePrice(rule.key, points, (*sorted(chosen - other),), (*sorted(other - chosen),))


def _charged(selection: Selection) -> frozenset[str] | None:
    """Name the rules that the proof charges anything for; None where the proof has a gap."""
    if selection.proof is None or selection.bound is None or selection.draws is None:
        return None
    trees = (selection.proof, selection.bound, *selection.draws.values())
    return frozenset(rule for tree in trees for rule in _named(tree))


def _named(tree: Tree) -> Iterator[str]:
    ahead: list[Any] = [tree]
    while ahead:
        branch = ahead.pop()
        if "split" in branch:
            ahead += [branch["in"], branch["out"]]
        else:
            yield from (*branch["least"], *branch["most"])


def _margins(table: Table, selection: Selection, asked: frozenset[str]) -> dict[str, int | None]:
    seating = Seating(table, asked)
    chosen = set(selection.chosen)
    found: dict[str, int | None] = {}
    for name in sorted(asked - set(table.brief.stay)):
        other = worth(seating, {name: name not in chosen})
        found[name] = None if other is None else selection.objective - other
    return found


@dataclass(frozen=True)
class _Lists:
    """The list, the one that merit alone would make, and what each rule moves."""

    chosen: frozenset[str]
    free: frozenset[str]
    stay: frozenset[str]
    prices: tuple[RulePrice, ...]

    def reason(self, name: str, margin: int | None) -> Reason:
        is_in = name in self.chosen
        rules, code = self._in(name) if is_in else self._out(name)
        if not is_in and margin == 0:
            code = OUT_BY_DRAW
        return Reason(name, is_in, code, rules, margin)

    def _in(self, name: str) -> tuple[tuple[str, ...], str]:
        rules = tuple(one.rule for one in self.prices if name in one.lets_in)
        if name in self.stay:
            return (), IN_STAYING
        if name in self.free:
            return (), IN_BY_MERIT
        return rules, IN_BY_RULE if rules else IN_BY_RULES

    def _out(self, name: str) -> tuple[tuple[str, ...], str]:
        rules = tuple(one.rule for one in self.prices if name in one.keeps_out)
        if rules:
            return rules, OUT_BY_RULE
        return (), OUT_BY_RULES if name in self.free else OUT_BELOW
