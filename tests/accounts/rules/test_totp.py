"""Is a code of the second factor taken once, in its time, and never another?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.accounts.rules import totp

SECRET = totp.secret_of(b"12345678901234567890")


@pytest.mark.parametrize(  # RFC 6238, appendix B, SHA-1, last six figures
    ("now", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(now: int, code: str) -> None:
    assert totp.code_at(SECRET, totp.step_of(now)) == code


@pytest.mark.parametrize(
    ("drift", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_one_half_minute_of_drift_is_borne(drift: int, taken: bool) -> None:
    now = 1_700_000_000
    code = totp.code_at(SECRET, totp.step_of(now) + drift)

    step = totp.accepted_step(SECRET, code, now=now, last_step=0)

    assert (step is not None) is taken


@given(st.integers(0, 2**31))
def test_a_code_is_taken_once(now: int) -> None:
    code = totp.code_at(SECRET, totp.step_of(now))
    step = totp.accepted_step(SECRET, code, now=now, last_step=-1)

    assert step is not None
    again = totp.accepted_step(SECRET, code, now=now, last_step=step)
    assert again is None or again > step


@pytest.mark.parametrize("typed", ["", "28708", "2870820", "abcdef", "287O82", "\0"])
def test_rubbish_is_not_taken(typed: str) -> None:
    assert totp.accepted_step(SECRET, typed, now=59, last_step=0) is None


@given(st.lists(st.integers(0, 10**9), min_size=100, max_size=100))
def test_recovery_codes_have_their_shape(draws: list[int]) -> None:
    codes = totp.recovery_codes(draws)

    assert len(codes) == totp.RECOVERY_CODES
    assert all(totp.is_recovery(code) for code in codes)


def test_a_recovery_code_is_no_code_of_the_authenticator() -> None:
    assert not totp.is_recovery("287 082")


def test_the_address_for_the_authenticator_names_house_and_account() -> None:
    address = totp.address_of(SECRET, "lin@example.cn", "红榜")

    assert address.startswith("otpauth://totp/")
    assert f"secret={SECRET}" in address
