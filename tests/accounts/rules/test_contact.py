"""Are names that people type brought into one form, and shown with care?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.accounts.rules.contact import email_of, login_of, mobile_of
from hongbang.outbox.rules.recipients import is_address


@pytest.mark.parametrize(
    ("typed", "mobile"),
    [
        ("13800138000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("0086 138 0013 8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("12800138000", ""),
        ("1380013800", ""),
        ("138001380000", ""),
        ("", ""),
    ],
)
def test_mobile_of(typed: str, mobile: str) -> None:
    assert mobile_of(typed) == mobile


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        ("Lin@Example.CN", "lin@example.cn"),
        ("a.b+c@mail.example.com", "a.b+c@mail.example.com"),
        ("ｌｉｎ＠example.cn", "lin@example.cn"),
        ("lin", ""),
        ("lin@", ""),
        ("lin@localhost", ""),
        ("a..b@example.cn", ""),
        ("a b@example.cn", ""),
        ("a@b@example.cn", ""),
        ("林@example.cn", ""),
        ("a@example..cn", ""),
        ("a" * 120 + "@example.cn", ""),
    ],
)
def test_email_of(typed: str, email: str) -> None:
    assert email_of(typed) == email


@given(st.emails())
def test_every_address_we_keep_can_be_written_to(address: str) -> None:
    kept = email_of(address)

    assert not kept or is_address("email", kept)


@given(st.text(max_size=40))
def test_login_of_is_stable(typed: str) -> None:
    column, word = login_of(typed)

    assert login_of(word) == (column, word)
