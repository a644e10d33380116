"""What does a run say, who has which place and why, and does the checker agree?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.selections.rules.brief import Brief, digest, plain, read
from hongbang.selections.rules.engine import SOLVER
from hongbang.selections.rules.reasons import (
    OUT_BELOW,
    OUT_BY_DRAW,
    Explanation,
    explain,
)
from hongbang.selections.rules.solve import Selection, solve
from hongbang.selections.rules.tally import Table
from hongbang.selections.rules.verify import Verdict, verify

CHOSEN, RESERVE, BELOW, STRUCK = "chosen", "reserve", "below", "struck"
KINDS = (CHOSEN, RESERVE, BELOW, STRUCK)
IN_PROMOTED = "selections.in_promoted"

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Seat:
    """Where a file is on a slate, and why: a code and the rules concerned.

    `is_drawn` says that only the lot parts it from somebody on the other side of the line.
    """

    file: str
    kind: str
    place: int
    merit: int | None
    code: str
    rules: tuple[str, ...] = ()
    is_drawn: bool = False


@dataclass(frozen=True)
class Answer:
    """What was worked out for a brief: a list with its proof and seats, or a clash."""

    brief: Plain
    digest: str
    solver: str
    claim: Plain | None
    clash: Plain | None
    prices: tuple[Plain, ...] = ()
    points: int = 0
    seats: tuple[Seat, ...] = ()
    verdict: Verdict = field(default_factory=lambda: Verdict(()))

    @property
    def is_found(self) -> bool:
        """Say whether there is a list."""
        return self.claim is not None


def answer(brief: Brief, left_out: Mapping[str, str] | None = None) -> Answer:
    """Work out the list of a brief, explain it, and have the checker judge it.

    Worked example: two seats of three, and one who has no score.

    >>> from hongbang.selections.rules.brief import Candidate
    >>> people = (Candidate("a", 900), Candidate("b", 800), Candidate("c", 700))
    >>> said = answer(Brief(people, 2, seed="2016", reserves=1), {"d": "selections.unscored"})
    >>> [(one.file, one.kind, one.code.partition(".")[2]) for one in said.seats]
    [('a', 'chosen', 'in_by_merit'), ('b', 'chosen', 'in_by_merit'), \
('c', 'reserve', 'out_below_line'), ('d', 'below', 'unscored')]
    >>> said.verdict.is_best, said.verdict.is_unique
    (True, True)

    Refuses: `selections.faulty`.
    """
    found = solve(brief)
    if not isinstance(found, Selection):
        return Answer(plain(brief), digest(brief), found.solver, None, found.plain())
    told = explain(brief, found)
    return Answer(
        plain(brief),
        digest(brief),
        found.solver,
        found.plain(),
        None,
        tuple(_price(one) for one in told.prices),
        told.points,
        _seats(brief, found, told, left_out or {}),
        verify(plain(brief), found.plain()),
    )


def _price(one: Any) -> Plain:
    return {
        "rule": one.rule,
        "points": one.points,
        "lets_in": [*one.lets_in],
        "keeps_out": [*one.keeps_out],
    }


def _seats(
    brief: Brief, found: Selection, told: Explanation, left_out: Mapping[str, str]
) -> tuple[Seat, ...]:
    placed = {*found.chosen, *found.reserves}
    below = sorted((one for one in brief.drawn if one.id not in placed), key=lambda one: -one.merit)
    drawn = drawn_of(brief, found.chosen)
    kinds = [(name, CHOSEN) for name in found.chosen]
    kinds += [(name, RESERVE) for name in found.reserves] + [(one.id, BELOW) for one in below]
    seats = []
    for place, (name, kind) in enumerate(kinds, start=1):
        why = told.reasons[name]
        is_by_lot = kind != CHOSEN and name in drawn and why.code == OUT_BELOW
        code = OUT_BY_DRAW if is_by_lot else why.code
        merit = brief.by_id[name].merit
        seats.append(Seat(name, kind, place, merit, code, why.rules, name in drawn))
    after = len(seats) + 1
    rest = (Seat(*one) for one in _left(left_out, after))
    return (*seats, *rest)


def _left(left_out: Mapping[str, str], after: int) -> list[tuple[str, str, int, None, str]]:
    return [(name, BELOW, after + n, None, code) for n, (name, code) in enumerate(left_out.items())]


def drawn_of(brief: Brief, chosen: Collection[str]) -> frozenset[str]:
    """Name those on either side of the line whom nothing but the lot parts.

    They have the same merit and criteria, and all rules see them alike.

    >>> from hongbang.selections.rules.brief import Candidate
    >>> people = (Candidate("a", 900), Candidate("b", 800), Candidate("c", 800))
    >>> sorted(drawn_of(Brief(people, 2), ["a", "b"]))
    ['b', 'c']
    """
    cells = Table(brief).cells
    alike: dict[object, list[str]] = {}
    for one in brief.candidates:
        alike.setdefault((cells[one.id], one.merit, one.ties), []).append(one.id)
    listed = frozenset(chosen)
    return frozenset(
        name
        for names in alike.values()
        if 0 < len(listed & {*names}) < len(names)
        for name in names
    )


# --- is it an answer to what is asked now, and is it right?


def check(said: Answer, brief: Brief) -> None:
    """Let an answer pass that is about this brief and that the checker finds nothing wrong with.

    Refuses: `selections.brief_moved` (stale), `selections.unsound`.
    """
    if said.digest != digest(brief):
        raise Stale("selections.brief_moved")
    if said.claim is not None:
        faults = verify(plain(brief), said.claim).faults
        if faults:
            raise RuleBroken("selections.unsound", {"fault": faults[0].code})


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of doing a run again from its stored brief."""

    verdict: Verdict
    is_same: bool
    solver: str


def replayed(brief: Plain, claim: Plain) -> Replayed:
    """Check a stored list anew, work it out again, and say whether it is the same list.

    >>> said = answer(Brief((), 0))
    >>> replayed(said.brief, said.claim).is_same
    True
    """
    again = solve(read(brief))
    chosen = again.chosen if isinstance(again, Selection) else None
    is_same = chosen is not None and [*chosen] == [*claim["chosen"]]
    return Replayed(verify(brief, claim), is_same, SOLVER)


# --- what the rules make of a list


@dataclass(frozen=True, slots=True)
class Held:
    """What a rule wants in seats, what the list has, what was given up for it."""

    rule: str
    least: int | None
    most: int | None
    got: int
    missing: int
    over: int
    cost: int
    is_hard: bool

    @property
    def is_met(self) -> bool:
        """Say whether the list keeps the rule in full."""
        return not (self.missing or self.over)


def structure(brief: Brief, chosen: Collection[str]) -> tuple[Held, ...]:
    """Return every rule beside what a list has of its group.

    >>> from hongbang.selections.rules.brief import Candidate, Rule
    >>> people = (Candidate("a", 900, {"women": "no"}), Candidate("b", 800, {"women": "yes"}))
    >>> rule = Rule("women", "women", ("yes",), least=2, price=100)
    >>> held = structure(Brief(people, 2, (rule,)), ["a", "b"])[0]
    >>> held.least, held.got, held.missing, held.cost, held.is_met
    (2, 1, 1, 100, False)
    """
    seats = brief.seats
    found = []
    for rule in brief.rules:
        least, most = rule.least_seats(seats), rule.most_seats(seats)
        got = sum(rule.holds(brief.by_id[name]) for name in chosen)
        missing = max(0, least - got) if least is not None else 0
        over = max(0, got - most) if most is not None else 0
        cost = (rule.price or 0) * (missing + over)
        found.append(Held(rule.key, least, most, got, missing, over, cost, rule.price is None))
    return tuple(found)


def next_up(
    brief: Brief, chosen: Sequence[str], reserves: Sequence[str], struck: str
) -> str | None:
    """Name the first who stands by with whom all hard rules hold, once somebody is struck.

    Worked example: one of the north must be there; b is first in line, but c is of the north.

    >>> from hongbang.selections.rules.brief import Candidate, Rule
    >>> north, south = {"side": "north"}, {"side": "south"}
    >>> people = (Candidate("a", 900, north), Candidate("b", 800, south), Candidate("c", 1, north))
    >>> brief = Brief(people, 1, (Rule("n", "side", ("north",), least=1),))
    >>> next_up(brief, ["a"], ["b", "c"], "a")
    'c'
    """
    staying = [name for name in chosen if name != struck]
    for name in reserves:
        held = structure(brief, [*staying, name])
        if name != struck and all(one.is_met for one in held if one.is_hard):
            return name
    return None
