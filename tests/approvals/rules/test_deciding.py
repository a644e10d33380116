"""What is let pass before and at a decision, and what is refused with which reason?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hongbang.approvals.rules.deciding import (
    check_answer,
    check_asking,
    check_opinion,
    check_ready,
    has_passed,
)
from hongbang.kernel.refusal import RuleBroken

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: check_opinion("", is_return=True), "no_opinion"),
        (lambda: check_opinion("字" * 1001, is_return=False), "opinion_long"),
        (lambda: check_ready(1, ["班组", "个人"], 0, 4), "no_slate"),
        (lambda: check_ready(0, [], 0, 4), "nobody_chosen"),
        (lambda: check_ready(1, [], 1, 4), "checks_open"),
        (lambda: check_ready(1, [], 0, 0), "no_hosts"),
        (lambda: check_asking(" 局 ", TODAY, TODAY), "no_department"),
        (lambda: check_asking("字" * 81, TODAY, TODAY), "no_department"),
        (lambda: check_asking("税务局", date(2026, 11, 27), TODAY), "due_past"),
        (lambda: check_asking("税务局", date(2027, 1, 28), TODAY), "due_far"),
        (lambda: check_answer("perhaps", ""), "result_unknown"),
        (lambda: check_answer("objection", " "), "no_note"),
        (lambda: check_answer("unknown", ""), "no_note"),
        (lambda: check_answer("none", "字" * 501), "note_long"),
    ],
)
def test_what_is_refused(ask: Callable[[], object], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask()

    assert refused.value.code == f"approvals.{code}"


def test_the_edges_pass() -> None:
    assert check_asking("税务局", date(2027, 1, 27), TODAY) == "税务局"
    assert check_asking("税务局", TODAY, TODAY) == "税务局"
    assert check_answer("objection", " 欠税 ") == "欠税"
    assert check_opinion("字" * 1000, is_return=True) == "字" * 1000
    assert not has_passed(["approved", "sent_back"])
