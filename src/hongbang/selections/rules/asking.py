"""Which rules does an edition's balance chapter make for a category, and who is a candidate?

A rule of the chapter is hard, or soft with a price. One that is soft without a price has
`DEFAULT_PRICE`, unless the office said another one on the brief page before the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from hongbang.kernel.refusal import RuleBroken
from hongbang.reviews.rules.standing import BY_LOT, Place
from hongbang.selections.rules.attributes import ANY, EDITION, YES, Known, attributes
from hongbang.selections.rules.brief import (
    HARD,
    MOST_HUNDREDTHS,
    SOFT,
    Brief,
    Candidate,
    Rule,
    for_each,
)

DEFAULT_PRICE = 100  # hundredths: one point for each seat that is missing or over
MOST_PRICE = Decimal(MOST_HUNDREDTHS) / 100
UNSCORED, BELOW_PASS = "selections.unscored", "selections.below_pass_mark"
WITHDRAWN, STRUCK_BEFORE = "selections.withdrawn", "selections.struck_before"
SEED_LEAST, SEED_MOST, SOURCE_MOST = 4, 200, 200
MOST_RESERVES = 500

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """How the office wants a rule to count: hard, or soft at so many hundredths a seat."""

    severity: str
    price: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for a category: seats, reserves, the rules with their groups, the draw."""

    category: str
    quota: int
    seed: str
    reserves: int
    rows: Sequence[Row] = ()
    groups: Mapping[str, Sequence[str]] | None = None
    choices: Mapping[str, Choice] | None = None
    pass_mark: str = ""


@dataclass(frozen=True)
class Gathered:
    """A brief, and who is no candidate and why."""

    brief: Brief
    left_out: Mapping[str, str]


def reserves_for(quota: int) -> int:
    """Propose how many stand by: one fifth of the quota (domain.md section 4.1).

    >>> reserves_for(100), reserves_for(1)
    (20, 1)
    """
    return ceil(Fraction(quota, 5))


def concerned(rows: Iterable[Row], category: str) -> list[Row]:
    """Return the rules of the chapter that concern a category."""
    return [row for row in rows if row.get("subject", category) == category]


def choice_of(row: Row, *, at_price: bool = False) -> Choice:
    """Return how a rule counts where the office has said nothing; `at_price`, were it soft.

    >>> choice_of({"severity": "soft"}), choice_of({"severity": "price", "price": "1.5"})
    (Choice(severity='soft', price=100), Choice(severity='soft', price=150))
    >>> choice_of({"severity": "hard"}), choice_of({"severity": "hard"}, at_price=True).price
    (Choice(severity='hard', price=0), 100)
    """
    if row["severity"] == HARD and not at_price:
        return Choice(HARD)
    return Choice(SOFT, hundredths(row["price"]) if "price" in row else DEFAULT_PRICE)


def hundredths(points: str | Decimal) -> int:
    """Return points as whole hundredths.

    >>> hundredths("60"), hundredths("1.25")
    (6000, 125)
    """
    return int(Decimal(points) * 100)


def rules_of(asked: Asked) -> tuple[Rule, ...]:
    """Return the rules of a category, one for each district or other group where so scoped.

    Worked example: two fifths women, and at least one for each of two districts.

    >>> women = {"key": "women", "scope": "edition", "attribute": "women", "bound": "least",
    ...          "share": "0.40", "severity": "hard"}
    >>> each = {"key": "each", "scope": "district", "attribute": "any", "bound": "least",
    ...         "seats": 1, "severity": "soft"}
    >>> asked = Asked("team", 9, "2016", 2, [women, each], {"district": ["A", "B"]})
    >>> [(one.key, one.attribute, one.values, str(one.least), one.price) for one in rules_of(asked)]
    [('women', 'women', ('yes',), '2/5', None), ('each:A', 'district', ('A',), '1', 100), \
('each:B', 'district', ('B',), '1', 100)]
    """
    return tuple(rule for row in concerned(asked.rows, asked.category) for rule in _of(row, asked))


def _of(row: Row, asked: Asked) -> tuple[Rule, ...]:
    choice = (asked.choices or {}).get(row["key"]) or choice_of(row)
    bound = Fraction(row["share"]) if "share" in row else int(row.get("seats", 0))
    is_least = row["bound"] == "least"
    scope, attribute = row["scope"], row["attribute"]
    named = attribute
    if scope != EDITION:
        named = scope if attribute == ANY else f"{scope}.{attribute}"
    rule = Rule(
        row["key"],
        named,
        (YES,),
        bound if is_least else None,
        None if is_least else bound,
        None if choice.severity == HARD else choice.price,
    )
    return (rule,) if scope == EDITION else for_each(rule, (asked.groups or {}).get(scope, ()))


def gathered(
    asked: Asked,
    places: Sequence[Place],
    known: Mapping[str, Known],
    gone: Mapping[str, str] | None = None,
) -> Gathered:
    """Make the brief of a category out of the standing of its review.

    Who has no score or is below the pass mark is no candidate, nor who is `gone` since, by reason.

    >>> from decimal import Decimal
    >>> def place(name, at, score):
    ...     return Place(name, at, 5, None, Decimal(score), "reviews.by_score")
    >>> places = [place("A", 1, "90.00"), place("B", 2, "59.99")]
    >>> made = gathered(Asked("team", 3, "2016", 0, pass_mark="60"), places, {"A": Known("team")})
    >>> [(one.id, one.merit) for one in made.brief.candidates], made.left_out
    ([('A', 9000)], {'B': 'selections.below_pass_mark'})
    """
    rules = rules_of(asked)
    names = {rule.attribute for rule in rules}
    out = {one.file: code for one in places if (code := _left_out(one, asked, gone or {}))}
    ranks = _ranks(places)
    candidates = tuple(
        Candidate(
            one.file,
            one.hundredths,
            attributes(names, known[one.file]),
            (len(places) - ranks[one.file],),
        )
        for one in places
        if one.file not in out and one.hundredths is not None
    )
    brief = Brief(candidates, asked.quota, rules, asked.seed, (), asked.reserves)
    return Gathered(brief, out)


def _left_out(one: Place, asked: Asked, gone: Mapping[str, str]) -> str:
    if one.file in gone:
        return gone[one.file]
    if one.hundredths is None:
        return UNSCORED
    is_below = asked.pass_mark and one.hundredths < hundredths(asked.pass_mark)
    return BELOW_PASS if is_below else ""


def _ranks(places: Sequence[Place]) -> dict[str, int]:
    """Return where each stands by score and declared criteria; those parted by lot only, alike.

    The lot is drawn again here, by the seed of the selection.
    """
    ranks: dict[str, int] = {}
    rank = 0
    for one in places:
        rank = rank if one.decided_by == BY_LOT else one.place
        ranks[one.file] = rank
    return ranks


# --- what the office says before a run


def check_seed(seed: str, source: str) -> None:
    """Let a seed pass that can be read aloud, with the place where anybody can look it up.

    >>> check_seed("2016-11-26 福利彩票 8 4 1", "福彩公报")

    Refuses: `selections.seed_short`, `selections.source_missing`, `selections.seed_lines`.
    """
    if not SEED_LEAST <= len(seed.strip()) <= SEED_MOST:
        raise RuleBroken("selections.seed_short", {"least": SEED_LEAST, "most": SEED_MOST})
    if not seed.isprintable():
        raise RuleBroken("selections.seed_lines")
    if not 2 <= len(source.strip()) <= SOURCE_MOST:
        raise RuleBroken("selections.source_missing", {"most": SOURCE_MOST})


def check_choices(
    choices: Mapping[str, Choice], rows: Iterable[Row], category: str, reserves: int
) -> None:
    """Let choices pass that are about rules there are, each hard or at a possible price.

    Refuses: `selections.rule_unknown`, `selections.price_wrong`, `selections.reserves_wrong`.
    """
    known = {row["key"] for row in concerned(rows, category)}
    for key, choice in choices.items():
        if key not in known or choice.severity not in {HARD, SOFT}:
            raise RuleBroken("selections.rule_unknown", {"rule": key})
        if not 0 <= choice.price <= MOST_HUNDREDTHS:
            raise RuleBroken("selections.price_wrong", {"most": str(MOST_PRICE)})
    if not 0 <= reserves <= MOST_RESERVES:
        raise RuleBroken("selections.reserves_wrong", {"most": MOST_RESERVES})
