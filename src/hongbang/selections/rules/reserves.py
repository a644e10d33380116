"""Who stands by, and in which order, while everyone on the list stays?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hongbang.selections.rules.brief import Brief, Candidate, Rule
from hongbang.selections.rules.tally import Table


def reserves(table: Table, chosen: Collection[str], count: int) -> tuple[str, ...]:
    """Return the next best, one after the other, each as if there were one more seat.

    Everyone before stays. Minima stay as many seats as they were; a maximum that is a share is
    taken of the seats and those standing by. So the list may end early: where maxima leave no room
    for anybody, nobody stands by.

    Worked example: b is better than c, but one from the south is all there may be.

    >>> south, north = {"side": "south"}, {"side": "north"}
    >>> merits = {"a": (900, south), "b": (800, south), "c": (700, north)}
    >>> people = tuple(Candidate(name, *merit) for name, merit in merits.items())
    >>> brief = Brief(people, 1, (Rule("s", "side", ("south",), most=1),))
    >>> reserves(Table(brief), ["a"], 2)
    ('c',)
    """
    listed = list(chosen)
    for _ in range(count):
        found = _next(table, listed)
        if found is None:
            break
        listed.append(found.id)
    return tuple(listed[len(chosen) :])


def _next(table: Table, listed: Sequence[str]) -> Candidate | None:
    """Return whoever adds most; of a cell only the best can be, as rules see all of it alike."""
    taken = set(listed)
    costs = [_cost(table.brief, rule, listed) for rule in table.brief.rules]
    best: tuple[int, int] | None = None
    found = None
    for cell, ranked in table.ranked.items():
        one = next((one for one in ranked if one.id not in taken), None)
        paid = [cost for cost, is_in in zip(costs, cell[1:], strict=True) if is_in]
        if one is not None and None not in paid:
            worth = one.merit - sum(cost or 0 for cost in paid)
            if best is None or (worth, -table.place[one.id]) > best:
                best, found = (worth, -table.place[one.id]), one
    return found


def _cost(brief: Brief, rule: Rule, listed: Sequence[str]) -> int | None:
    """Return what one more of a group costs, or saves; None where a hard maximum is reached."""
    count = sum(rule.holds(brief.by_id[name]) for name in listed)
    least, most = rule.least_seats(brief.seats), rule.most_seats(len(listed) + 1)
    is_full, is_short = most is not None and most <= count, least is not None and count < least
    if rule.price is None:
        return None if is_full else 0
    return rule.price * (is_full - is_short)
