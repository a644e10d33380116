"""Who stands by, and in which order, while everyone on the list stays?"""

from __future__ import annotations

from collections.abc import Collection

from hongbang.selections.rules.brief import Brief, Candidate, Rule


def reserves(brief: Brief, chosen: Collection[str], count: int) -> tuple[str, ...]:
    """Return the next best, one after the other, each as if there were one more seat.

    Everyone before stays. Minima stay as many seats as they were; a maximum that is a share is
    taken of the seats and those standing by. So the list may end early: where maxima leave no room
    for anybody, nobody stands by.

    Worked example: b is better than c, but one from the south is all there may be.

    >>> south, north = {"side": "south"}, {"side": "north"}
    >>> merits = {"a": (900, south), "b": (800, south), "c": (700, north)}
    >>> people = tuple(Candidate(name, *merit) for name, merit in merits.items())
    >>> reserves(Brief(people, 1, (Rule("s", "side", ("south",), most=1),)), ["a"], 2)
    ('c',)
    """
    listed = list(chosen)
    for _ in range(count):
        fitting = [one for one in brief.drawn if one.id not in listed and _fits(brief, listed, one)]
        if not fitting:
            break
        listed.append(max(fitting, key=lambda one: one.merit - _cost(brief, listed, one)).id)
    return tuple(listed[len(chosen) :])


def _fits(brief: Brief, listed: list[str], one: Candidate) -> bool:
    return not any(
        rule.price is None and rule.holds(one) and _is_full(brief, rule, listed)
        for rule in brief.rules
    )


def _is_full(brief: Brief, rule: Rule, listed: list[str]) -> bool:
    """Say whether one more of a group would be above its maximum."""
    most = rule.most_seats(len(listed) + 1)
    return most is not None and most <= _count(brief, rule, listed)


def _count(brief: Brief, rule: Rule, listed: list[str]) -> int:
    return sum(rule.holds(brief.by_id[name]) for name in listed)


def _cost(brief: Brief, listed: list[str], one: Candidate) -> int:
    """Return what one more adds to the price of shortfalls, or takes off it."""
    total = 0
    for rule in brief.rules:
        if rule.price and rule.holds(one):
            least = rule.least_seats(brief.seats)
            is_short = least is not None and _count(brief, rule, listed) < least
            total += rule.price * (_is_full(brief, rule, listed) - is_short)
    return total
