"""Does the engine answer exactly, and never with half an answer?"""

from __future__ import annotations

import pytest

from hongbang.selections.rules.engine import OPTIONS, SOLVER, Column, Engine, Row


def test_it_is_asked_again_with_others_fixed_or_left_out() -> None:
    engine = Engine(
        [Column(3), Column(2), Column(1)],
        [Row([(0, 1), (1, 1), (2, 1)], 2, 2), Row([(0, 1), (1, 1)], most=1)],
    )

    def best(answer: object) -> tuple[int, ...]:
        return tuple(map(round, getattr(answer, "numbers", ())))

    assert best(engine.ask()) == (1, 0, 1)
    assert best(engine.ask({0: 0})) == (0, 1, 1)
    assert best(engine.ask({0: 1, 2: 0})) == ()
    assert best(engine.ask(without=frozenset({1}))) == (1, 1, 0)
    assert best(engine.ask()) == (1, 0, 1)


def test_no_columns_are_an_answer_too() -> None:
    assert Engine([], [Row([], 0, 0)]).ask() is not None
    assert Engine([], [Row([], 1, 1)]).ask() is None


def test_what_has_no_end_is_an_error_and_no_answer() -> None:
    with pytest.raises(RuntimeError, match="gave up"):
        Engine([Column(1, float("inf"), whole=False)], []).ask()


def test_no_gap_is_allowed_and_one_thread_works() -> None:
    assert (OPTIONS["mip_rel_gap"], OPTIONS["mip_abs_gap"], OPTIONS["threads"]) == (0.0, 0.0, 1)
    assert SOLVER.startswith("HiGHS 1.")


def test_a_list_a_hundredth_better_is_not_missed() -> None:
    """The usual gap of one in ten thousand would call either list the best."""
    merits = [9000] * 99 + [9001, 9000]
    engine = Engine(
        list(map(Column, merits)), [Row([(place, 1) for place in range(101)], 100, 100)]
    )

    answer = engine.ask()

    assert answer is not None
    assert round(answer.numbers[99]) == 1
