"""What is asked of a selection: who may be chosen, how many, under which rules, with which seed?

A brief is the whole input of a run. Its canonical JSON is what is digested, published and handed to
the checker, so that anyone can run it again (decision-science: shares are turned into seats once,
as shares of the honours, never of the pool). Merit and prices are whole hundredths of a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.refusal import RuleBroken

UNKNOWN = "unknown"
HARD, SOFT = "hard", "soft"
MOST_HUNDREDTHS = 1_000_000  # 10,000 points: far above any sheet, far below where floats round
FORMAT = 1

Bound = int | Fraction


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody eligible: merit in hundredths, attributes, and marks that go before the lottery.

    What is not known of a candidate is written as `UNKNOWN` and counts in no group. `ties` are the
    declared criteria that break equal merit, higher first; without any the lottery decides.
    """

    id: str
    merit: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How many of a group are wanted: at least, at most, or both; in seats or as a share.

    A group is everyone whose `attribute` is one of `values`. A whole number is seats, a `Fraction`
    is a share of the honours. Without a price the rule is hard; with one, each seat missing or over
    costs so many hundredths of a point.

    Worked example: two fifths of 7 honours are at least 3 seats, one fifth is at most 1.

    >>> Rule("women", "women", ("yes",), least=Fraction(2, 5)).least_seats(7)
    3
    >>> Rule("heads", "post", ("head",), most=Fraction(1, 5)).most_seats(7)
    1
    """

    key: str
    attribute: str
    values: tuple[str, ...]
    least: Bound | None = None
    most: Bound | None = None
    price: int | None = None

    @property
    def severity(self) -> str:
        """Say whether the rule must hold or has a price."""
        return HARD if self.price is None else SOFT

    def holds(self, candidate: Candidate) -> bool:
        """Say whether a candidate belongs to the group."""
        return candidate.attributes[self.attribute] in self.values

    def least_seats(self, seats: int) -> int | None:
        """Return the minimum in whole seats, a share rounded up."""
        return self.least if not isinstance(self.least, Fraction) else ceil(self.least * seats)

    def most_seats(self, seats: int) -> int | None:
        """Return the maximum in whole seats, a share rounded down."""
        return self.most if not isinstance(self.most, Fraction) else floor(self.most * seats)


@dataclass(frozen=True)
class Brief:
    """The whole input of a run.

    `stay` names those who must be on the list, come what may; `reserves` says how many stand by.

    Worked example: a quota of 3 and two candidates make two seats, and one is left unfilled.

    >>> brief = Brief((Candidate("a", 100), Candidate("b", 90)), quota=3, seed="2016")
    >>> brief.seats, brief.unfilled
    (2, 1)
    """

    candidates: tuple[Candidate, ...]
    quota: int
    rules: tuple[Rule, ...] = ()
    seed: str = ""
    stay: tuple[str, ...] = ()
    reserves: int = 0

    @property
    def seats(self) -> int:
        """Return how many honours are given: the quota, or everyone eligible if these are fewer."""
        return min(self.quota, len(self.candidates))

    @property
    def unfilled(self) -> int:
        """Return how many places of the quota stay empty for want of eligible candidates."""
        return self.quota - self.seats

    @cached_property
    def drawn(self) -> tuple[Candidate, ...]:
        """Return the candidates in the order that decides between equally good lists."""
        return tuple(sorted(self.candidates, key=lambda one: precedence(self.seed, one)))

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """Return the candidates by their id."""
        return {one.id: one for one in self.candidates}

    def without_rule(self, key: str) -> Brief:
        """Return the same brief less one rule, to see what that rule moves."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.key != key))


def precedence(seed: str, candidate: Candidate) -> tuple[tuple[int, ...], str]:
    """Return the key to sort by: declared criteria, higher first, then the lottery ascending."""
    marks = tuple(-mark for mark in candidate.ties)
    return marks, lottery_key(seed, candidate.id)


def for_each(rule: Rule, values: Iterable[str]) -> tuple[Rule, ...]:
    """Return one rule per value, so that a group where nobody applied is asked for too.

    >>> some = for_each(Rule("district", "district", (), least=1), ["310101", "310104"])
    >>> [(one.key, one.values) for one in some]
    [('district:310101', ('310101',)), ('district:310104', ('310104',))]
    """
    return tuple(
        Rule(f"{rule.key}:{value}", rule.attribute, (value,), rule.least, rule.most, rule.price)
        for value in values
    )


# --- is it a brief at all?


@dataclass(frozen=True, slots=True)
class Fault:
    """What makes a brief unusable: where, and a code."""

    place: str
    code: str


def faults(brief: Brief) -> tuple[Fault, ...]:
    """Name everything that must be mended before a list can be looked for.

    A rule that cannot be met is no fault: that is an answer, and the clash is named.

    >>> faults(Brief((), quota=-1))
    (Fault(place='quota', code='selections.quota_negative'),)
    """
    return (*_whole(brief), *_candidates(brief), *_rules(brief))


def check(brief: Brief) -> None:
    """Let a sound brief pass.

    Refuses: `selections.faulty`, with the first fault.
    """
    found = faults(brief)
    if found:
        raise RuleBroken("selections.faulty", {"place": found[0].place, "fault": found[0].code})


def _whole(brief: Brief) -> Iterator[Fault]:
    if brief.quota < 0:
        yield Fault("quota", "selections.quota_negative")
    if brief.reserves < 0:
        yield Fault("reserves", "selections.reserves_negative")
    unknown = set(brief.stay) - {one.id for one in brief.candidates}
    for name in sorted(unknown):
        yield Fault(name, "selections.stay_unknown")
    if len(set(brief.stay)) > max(brief.seats, 0):
        yield Fault("stay", "selections.stay_over_seats")
    for name, count in sorted(Counter(brief.stay).items()):
        if count > 1:
            yield Fault(name, "selections.named_twice")


def _candidates(brief: Brief) -> Iterator[Fault]:
    asked = {rule.attribute for rule in brief.rules}
    lengths = {len(one.ties) for one in brief.candidates}
    counted = Counter(one.id for one in brief.candidates)
    for one in brief.candidates:
        if not one.id or counted[one.id] > 1:
            yield Fault(one.id, "selections.named_twice" if one.id else "selections.unnamed")
        if abs(one.merit) > MOST_HUNDREDTHS:
            yield Fault(one.id, "selections.merit_out_of_range")
        if asked - one.attributes.keys():
            yield Fault(one.id, "selections.attribute_unstated")
    if len(lengths) > 1:
        yield Fault("ties", "selections.ties_uneven")


def _rules(brief: Brief) -> Iterator[Fault]:
    counted = Counter(rule.key for rule in brief.rules)
    for rule in brief.rules:
        if not rule.key or counted[rule.key] > 1:
            yield Fault(rule.key, "selections.named_twice" if rule.key else "selections.unnamed")
        if rule.least is None and rule.most is None:
            yield Fault(rule.key, "selections.rule_without_bound")
        if not rule.values or UNKNOWN in rule.values:
            yield Fault(rule.key, "selections.rule_without_group")
        if not all(map(_is_bound, (rule.least, rule.most))):
            yield Fault(rule.key, "selections.bound_out_of_range")
        if rule.price is not None and not 0 <= rule.price <= MOST_HUNDREDTHS:
            yield Fault(rule.key, "selections.price_out_of_range")


def _is_bound(bound: Bound | None) -> bool:
    return bound is None or (0 <= bound <= 1 if isinstance(bound, Fraction) else bound >= 0)


# --- canonical form


def plain(brief: Brief) -> dict[str, Any]:
    """Write a brief as plain values, the same whatever order it was gathered in.

    >>> plain(Brief((), 1, (Rule("w", "sex", ("f",), least=Fraction(2, 4)),)))["rules"]
    [{'attribute': 'sex', 'key': 'w', 'least': '1/2', 'most': None, 'price': None, 'values': ['f']}]
    """
    return {
        "format": FORMAT,
        "quota": brief.quota,
        "seed": brief.seed,
        "stay": sorted(brief.stay),
        "reserves": brief.reserves,
        "candidates": [
            {
                "id": one.id,
                "merit": one.merit,
                "attributes": dict(sorted(one.attributes.items())),
                "ties": list(one.ties),
            }
            for one in sorted(brief.candidates, key=lambda one: one.id)
        ],
        "rules": [
            {
                "attribute": rule.attribute,
                "key": rule.key,
                "least": _written(rule.least),
                "most": _written(rule.most),
                "price": rule.price,
                "values": sorted(rule.values),
            }
            for rule in sorted(brief.rules, key=lambda rule: rule.key)
        ],
    }


def read(document: Mapping[str, Any]) -> Brief:
    """Read a brief from its plain form, for a run that is repeated; the inverse of `plain`."""
    return Brief(
        tuple(
            Candidate(one["id"], one["merit"], one["attributes"], tuple(one["ties"]))
            for one in document["candidates"]
        ),
        document["quota"],
        tuple(
            Rule(
                one["key"],
                one["attribute"],
                tuple(one["values"]),
                _bound(one["least"]),
                _bound(one["most"]),
                one["price"],
            )
            for one in document["rules"]
        ),
        document["seed"],
        tuple(document["stay"]),
        document["reserves"],
    )


def digest(brief: Brief) -> str:
    """Return the SHA-256 of the canonical JSON of a brief.

    >>> digest(Brief((), 0)) == digest(Brief((), 0, (), ""))
    True
    """
    return sha256_hex(canonical_json(plain(brief)))


def _written(bound: Bound | None) -> int | str | None:
    if isinstance(bound, Fraction):
        return f"{bound.numerator}/{bound.denominator}"
    return bound


def _bound(written: int | str | None) -> Bound | None:
    return Fraction(written) if isinstance(written, str) else written
