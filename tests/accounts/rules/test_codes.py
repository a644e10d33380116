"""Do one-time codes, devices and deadlines come out as they must?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.accounts.rules import codes
from hongbang.accounts.rules.lifecycle import OPEN, REGISTRATION
from hongbang.accounts.rules.registering import due_on
from hongbang.accounts.rules.sessions import Limits, device_words, is_fresh, is_over


@given(st.integers(0, 10**9))
def test_a_drawn_code_has_the_shape_that_is_asked_for(draw: int) -> None:
    assert codes.is_code(codes.code_from(draw))


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "", "一二三四五六"])
def test_other_shapes_are_none(typed: str) -> None:
    assert not codes.is_code(typed)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile MicroMessenger/8", "微信 · Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605", "Safari · macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) CriOS/120 Safari/604", "Chrome · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120) Firefox/120", "Firefox · Linux"),
        ("", ""),
    ],
)
def test_device_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_a_proof_is_fresh_for_ten_minutes() -> None:
    assert [is_fresh(now=now, proven=100) for now in (99, 100, 700, 701)] == [
        *(False, True, True, False)
    ]


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_an_organ_has_five_working_days(day: date) -> None:
    due = due_on(day)

    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(one.weekday() < 5 for one in between) == 5
    assert due.weekday() < 5


def test_a_decided_registration_moves_no_more() -> None:
    ended = set(REGISTRATION.states) - OPEN

    assert ended == {"accepted", "refused"}
    assert [REGISTRATION.moves_from(state) for state in ended] == [(), ()]


@pytest.mark.parametrize(
    ("now", "seen", "since", "over"),
    [
        (1800, 0, 0, False),
        (1801, 0, 0, True),
        (43200, 43000, 0, False),
        (43201, 43200, 0, True),
    ],
)
def test_is_over(now: int, seen: int, since: int, over: bool) -> None:
    limits = Limits(idle_minutes=30, absolute_hours=12)

    assert is_over(now=now, seen=seen, since=since, limits=limits) is over
