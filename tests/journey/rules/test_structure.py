"""Are groups counted by stage, in the order of the edition, with honest shares?"""

from __future__ import annotations

from hongbang.journey.rules.structure import Applicant, Line, structure

ORDER = {"district": ["徐汇区", "黄浦区", "普陀区"]}


def one(district: str, *stages: str, **others: str) -> Applicant:
    return Applicant({"district": district, **others}, frozenset({"applied", *stages}))


def test_nobody_has_no_stages() -> None:
    found = structure([], ORDER)

    assert (found.stages, found.totals, found.parts["district"]) == ((), (), ())


def test_groups_stand_in_their_order_the_unforeseen_and_the_unknown_last() -> None:
    found = structure(
        [
            one("unknown"),
            one("黄浦区", "recommended", "chosen", women="yes"),
            one("外省"),
            one("徐汇区", women="no"),
        ],
        ORDER,
    )

    assert found.stages == ("applied", "recommended", "chosen")
    assert found.totals == (4, 1, 1)
    assert found.parts["district"] == (
        Line("徐汇区", (1, 0, 0), (25, 0, 0)),
        Line("黄浦区", (1, 1, 1), (25, 100, 100)),
        Line("外省", (1, 0, 0), (25, 0, 0)),
        Line("unknown", (1, 0, 0), (25, 0, 0)),
    )
    assert found.parts["shares"][0] == Line("women", (1, 1, 1), (25, 100, 100))
    assert found.parts["industry"] == (Line("unknown", (4, 1, 1), (100, 100, 100)),)
