"""What does a chapter ask for, what may the office say before a run, and who is a candidate?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hongbang.reviews.rules.standing import BY_LOT, BY_SCORE, Place
from hongbang.selections.rules.answering import Held
from hongbang.selections.rules.asking import Asked, Choice, gathered, rules_of
from hongbang.selections.rules.attributes import Known
from hongbang.selections.rules.brief import faults
from hongbang.selections.texts import repair_words, shortfall, wanted


def row(key: str, **more: Any) -> dict[str, Any]:
    found = {"key": key, "scope": "edition", "attribute": "women", "bound": "least"}
    return found | {"share": "0.40", "severity": "soft"} | more


def test_rules_of_other_categories_are_left_out_and_choices_go_first() -> None:
    rows = [row("a"), row("b", subject="individual"), row("c", bound="most", scope="channel")]
    groups = {"channel": ["union", "league"]}
    asked = Asked("team", 5, "2026", 1, rows, groups, {"a": Choice("hard"), "c": Choice("soft", 7)})

    found = rules_of(asked)

    assert [(one.key, one.attribute, one.values, one.price) for one in found] == [
        ("a", "women", ("yes",), None),
        ("c:union", "channel.women", ("union",), 7),
        ("c:league", "channel.women", ("league",), 7),
    ]
    assert (found[0].least, found[1].most) == (Fraction(2, 5), Fraction(2, 5))


def test_only_the_lot_of_the_review_is_drawn_again() -> None:
    scores = (("A", BY_SCORE), ("B", BY_LOT), ("C", "criterion:results"), ("D", BY_LOT))
    places = [
        Place(name, at, 5, None, Decimal("90.00"), decided)
        for at, (name, decided) in enumerate(scores, start=1)
    ]
    asked = Asked("team", 2, "2026", 0, [row("women")])

    made = gathered(asked, places, dict.fromkeys("ABCD", Known("team")), {"D": "selections.gone"})

    assert [(one.id, one.ties) for one in made.brief.candidates] == [
        ("A", (3,)),
        ("B", (3,)),
        ("C", (1,)),
    ]
    assert made.left_out == {"D": "selections.gone"}
    assert faults(made.brief) == ()


def test_rules_are_said_in_words() -> None:
    both, over = Held("x", 1, 3, 4, 0, 1, 50, False), Held("x", None, 3, 4, 0, 1, 0, True)

    assert (wanted(both), shortfall(both)) == ("1 到 3 名", "多 1 名，相当于让 0.50 分")
    assert (wanted(over), shortfall(over)) == ("至多 3 名", "多 1 名")
    repair = {"rule": "x", "side": "most", "seats": 2}
    assert repair_words(repair, {"x": "每区"}) == "“每区”放宽 2 名"
