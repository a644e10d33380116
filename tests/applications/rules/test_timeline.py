"""Does an application always say who has it, and until when?"""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import moment

from hongbang.applications.rules.lifecycle import APPLICATION, way_of_sending
from hongbang.applications.rules.timeline import Facts, Holder, Step, timeline

CLOSES, ANSWERS, MENDED = (moment(f"2026-11-{day} 00:00") for day in (11, 17, 15))


def facts(state: str, *steps: Step) -> Facts:
    return Facts(state, "示范百货", "区总工会", CLOSES, ANSWERS, MENDED, steps)


@pytest.mark.parametrize(
    ("state", "holder"),
    [
        ("draft", Holder("示范百货", is_unit=True, until=CLOSES)),
        ("submitted", Holder("区总工会", is_unit=False, until=ANSWERS)),
        ("returned", Holder("示范百货", is_unit=True, until=MENDED)),
        ("withdrawn", None),
    ],
)
def test_who_has_it_until_when(state: str, holder: Holder | None) -> None:
    assert timeline(facts(state)).holder == holder


def test_every_state_has_an_answer() -> None:
    assert [timeline(facts(state)).steps for state in APPLICATION.states] == [()] * 4


def test_steps_stand_in_order() -> None:
    def step(code: str, at: datetime) -> Step:
        return Step(code, at)

    late, early = step("submitted", CLOSES), step("begun", moment("2026-10-20 00:00"))

    assert timeline(facts("submitted", late, early)).steps == (early, late)


def test_sending_from_a_return_is_another_move() -> None:
    assert (way_of_sending("draft"), way_of_sending("returned")) == ("submit", "resubmit")
