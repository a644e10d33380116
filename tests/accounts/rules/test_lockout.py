"""Is an attacker stopped, and can nobody be locked out by one?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.accounts.rules.lockout import Limits, Tries, wait

FIVE = Limits(failures=5, failures_per_address=30, minutes=15)
WINDOW = 15 * 60


def spaced(count: int, gap: float = 1.0) -> tuple[float, ...]:
    return tuple(number * gap for number in range(count))


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [
        (Tries(), 0),
        (Tries(here=spaced(4)), 0),
        (Tries(here=spaced(5)), WINDOW - 10),
        (Tries(here=spaced(6)), WINDOW - 9),
        (Tries(network=spaced(9)), 0),
        (Tries(network=spaced(10)), 1),
        (Tries(network=spaced(30)), WINDOW + 19),
        (Tries(name=spaced(9)), 0),
        (Tries(name=spaced(500, 0.01)), 0),
        (Tries(name=spaced(9), here=spaced(1)), 0),
        (Tries(name=spaced(10), here=spaced(1)), WINDOW - 10),
        (Tries(here=spaced(50), network=spaced(50), name=spaced(50), device=()), 0),
        (Tries(device=spaced(4)), 0),
        (Tries(device=spaced(5)), WINDOW - 10),
    ],
)
def test_wait(tries: Tries, seconds: int) -> None:
    assert wait(tries, now=10, limits=FIVE) == seconds


@given(st.lists(st.floats(0, WINDOW), max_size=60), st.lists(st.floats(0, WINDOW), max_size=60))
def test_nothing_that_happens_elsewhere_makes_a_known_device_wait(
    network: list[float], name: list[float]
) -> None:
    tries = Tries(sorted(name), sorted(network), sorted(name + network), device=())

    assert wait(tries, now=WINDOW, limits=FIVE) == 0


@given(st.lists(st.floats(0, WINDOW), max_size=400))
def test_a_network_that_never_failed_may_always_try(name: list[float]) -> None:
    assert wait(Tries(name=sorted(name)), now=WINDOW, limits=FIVE) == 0


@given(st.lists(st.floats(0, WINDOW), max_size=40))
def test_no_wait_is_longer_than_a_window_to_the_second(here: list[float]) -> None:
    failures = sorted(here)
    now = failures[-1] if failures else 0.0

    assert 0 <= wait(Tries(failures, failures, failures), now=now, limits=FIVE) <= WINDOW + 1


def tried_in(seconds: int, *, names: int) -> int:
    """Let one network try as fast as it is let, over so many names; count its tries."""
    made: list[tuple[float, int]] = []
    now = 0.0
    while now < seconds:
        name = len(made) % names
        window = [one for one in made if one[0] > now - WINDOW]
        here = [at for at, whose in window if whose == name]
        held = wait(Tries(here, [at for at, _ in window], here), now=now, limits=FIVE)
        if held:
            now += held
        else:
            made.append((now, name))
            now += 0.1
    return len(made)


def test_one_network_gets_five_tries_at_a_name_in_a_quarter() -> None:
    assert tried_in(WINDOW, names=1) == 5


def test_a_spray_over_fifty_names_is_a_crawl() -> None:
    assert tried_in(60, names=50) < 20
    assert tried_in(WINDOW, names=50) < 30
