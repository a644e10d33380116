"""Has every file its readers, nobody a conflict, and could loads be any more even?"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from random import Random

import pytest

from hongbang.reviews.rules.assignment import Assignment, Pair, Shortfall, assign

FILES = [f"A-{number}" for number in range(12)]
EXPERTS = [f"E-{number}" for number in range(6)]


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - cases to try, no secrets


def drawn(seed: int) -> tuple[list[str], list[str], int, frozenset[Pair]]:
    rng = dice(seed)
    files, experts = FILES[: rng.randint(0, 6)], EXPERTS[: rng.randint(0, 5)]
    share = rng.choice([0.0, 0.2, 0.5, 0.8])
    barred = frozenset((f, e) for f in files for e in experts if rng.random() < share)
    return files, experts, rng.randint(1, 4), barred


def best_loads(
    files: list[str], experts: list[str], readings: int, barred: frozenset[Pair]
) -> tuple[int, ...]:
    """Find the most even loads by trying all: the least sum of squares, told as sorted loads."""

    @cache
    def reached(at: int) -> frozenset[tuple[int, ...]]:
        if at == 0:
            return frozenset({(0,) * len(experts)})
        file = files[at - 1]
        may = [place for place, one in enumerate(experts) if (file, one) not in barred]
        some = list(combinations(may, min(readings, len(may))))
        return frozenset(
            tuple(load + (place in chosen) for place, load in enumerate(loads))
            for loads in reached(at - 1)
            for chosen in some
        )

    return min(
        (tuple(sorted(loads)) for loads in reached(len(files))),
        key=lambda loads: (sum(load**2 for load in loads), loads),
    )


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 300, 20))
def test_it_is_as_full_and_as_even_as_a_search_through_all_finds(start: int) -> None:
    for seed in range(start, start + 20):
        files, experts, readings, barred = drawn(seed)

        found = assign(files, experts, readings, barred=barred, seed=str(seed))

        assert not set(found.pairs) & barred
        assert len(set(found.pairs)) == len(found.pairs)
        for file in files:
            may = [one for one in experts if (file, one) not in barred]
            assert len(found.readers(file)) == min(readings, len(may))
        even = best_loads(files, experts, readings, barred)
        loads = sorted(found.loads.values())
        assert sum(load**2 for load in loads) == sum(load**2 for load in even), seed
        assert found.spread == (even[-1] - even[0] if even else 0), seed
        assert bool(found.bound) == (found.spread > 1)
        check_bound(found, experts, barred)


def check_bound(found: Assignment, experts: list[str], barred: frozenset[Pair]) -> None:
    """See for ourselves: what these read, nobody else may read or reads not yet."""
    outside = set(experts) - set(found.bound)
    for file, expert in found.pairs:
        if expert in found.bound:
            free = {one for one in outside if (file, one) not in barred}
            assert free <= set(found.readers(file))


def test_the_drawn_cases_are_of_every_kind() -> None:
    found = [assign(f, e, k, barred=b, seed="s") for f, e, k, b in map(drawn, range(300))]

    assert sum(bool(one.shortfalls) for one in found) > 50
    assert sum(bool(one.bound) for one in found) > 20
    assert sum(one.spread == 1 for one in found) > 50


@pytest.mark.parametrize(("files", "experts", "readings"), [(12, 5, 3), (7, 6, 5), (12, 6, 2)])
def test_without_conflicts_loads_differ_by_one_at_most(
    files: int, experts: int, readings: int
) -> None:
    found = assign(FILES[:files], EXPERTS[:experts], readings, seed="2016")

    assert found.spread == (1 if files * readings % experts else 0)
    assert found.shortfalls == ()


def test_the_same_seed_is_the_same_draw_whatever_the_order() -> None:
    barred = {("A-1", "E-1"), ("A-2", "E-3")}

    one = assign(FILES, EXPERTS, 3, barred=barred, seed="2016")
    other = assign(FILES[::-1], EXPERTS[::-1], 3, barred=sorted(barred), seed="2016")

    assert one == other


def test_another_seed_is_another_draw_and_no_less_even() -> None:
    found = [assign(FILES, EXPERTS, 3, seed=str(seed)) for seed in range(10)]

    assert len({one.pairs for one in found}) == 10
    assert {one.spread for one in found} == {0}


def test_no_expert_is_favoured_by_the_draw() -> None:
    extra: Counter[str] = Counter()
    for seed in range(200):
        found = assign(FILES[:4], EXPERTS[:3], 1, seed=str(seed))
        extra.update(one for one, load in found.loads.items() if load == 2)

    assert sum(extra.values()) == 200
    assert min(extra[one] for one in EXPERTS[:3]) > 40


def test_who_falls_out_is_replaced_and_all_others_keep_what_they_have() -> None:
    first = assign(FILES, EXPERTS, 3, seed="2016")
    kept = [pair for pair in first.pairs if pair[1] != "E-2"]

    again = assign(FILES, EXPERTS[:2] + EXPERTS[3:], 3, seed="2016", kept=kept)

    assert set(kept) <= set(again.pairs)
    assert again.shortfalls == ()
    assert again.spread <= 1


def test_what_was_given_before_is_not_taken_away_to_even_loads() -> None:
    kept = [(file, "E-0") for file in FILES[:4]]

    found = assign(FILES[:5], EXPERTS[:3], 1, seed="s", kept=kept)

    assert set(kept) <= set(found.pairs)
    assert found.loads["E-0"] == 4
    assert found.bound == ("E-0",)


def test_what_was_kept_against_a_conflict_or_of_nobody_is_dropped() -> None:
    kept = [("A-0", "E-0"), ("A-0", "gone"), ("gone", "E-1")]

    found = assign(FILES[:1], EXPERTS[:2], 1, barred={("A-0", "E-0")}, seed="s", kept=kept)

    assert found.pairs == (("A-0", "E-1"),)


def test_shortfalls_are_named_with_how_many_were_barred() -> None:
    barred = {("A-0", one) for one in EXPERTS[:3]} | {("A-1", "E-0")}

    found = assign(FILES[:2], EXPERTS[:3], 3, barred=barred, seed="s")

    assert found.shortfalls == (Shortfall("A-0", 3, 3), Shortfall("A-1", 1, 1))


def test_no_experts_leave_every_file_short_and_no_files_everybody_idle() -> None:
    nobody = assign(FILES[:1], [], 2, seed="s")
    nothing = assign([], EXPERTS[:2], 2, seed="s")

    assert (nobody.shortfalls, nobody.spread) == ((Shortfall("A-0", 2, 0),), 0)
    assert (nothing.loads, nothing.bound) == ({"E-0": 0, "E-1": 0}, ())


def test_uneven_loads_name_those_whom_nobody_can_relieve() -> None:
    barred = {(file, "E-1") for file in FILES[:4]} | {(file, "E-2") for file in FILES[:4]}

    found = assign(FILES[:4], EXPERTS[:3], 1, barred=barred, seed="s")

    assert (found.spread, found.bound) == (4, ("E-0",))


def test_a_season_of_files_is_assigned_evenly() -> None:
    rng = dice(7)
    files = [f"A-{number:04}" for number in range(240)]
    experts = [f"E-{number:02}" for number in range(15)]
    barred = {(file, one) for file in files for one in experts if rng.random() < 0.12}

    found = assign(files, experts, 5, barred=barred, seed="2016")

    assert found.spread <= 1
    assert set(found.loads.values()) == {80}
    assert found.shortfalls == ()
