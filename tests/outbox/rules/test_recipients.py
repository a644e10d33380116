"""Is everybody named once, and is only an address taken for one?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.outbox.rules.recipients import Recipient, gathered, is_address


def test_an_address_wins_over_a_bare_id_in_any_order() -> None:
    known = Recipient("P1", "a@b.example")

    assert gathered(["P1", known]) == gathered([known, "P1"]) == [known]


def test_nobody_is_nobody() -> None:
    assert gathered(["", Recipient(), Recipient(mobile="13800000000")]) == []


def test_guests_are_told_apart_by_their_address() -> None:
    guests = [Recipient(email="b@b.example"), Recipient(email="a@b.example")] * 2

    assert [one.email for one in gathered(guests)] == ["a@b.example", "b@b.example"]


@given(st.text())
def test_no_header_hides_in_an_address(text: str) -> None:
    for way in ("email", "sms"):
        if is_address(way, text):
            assert not set(text) & set('\r\n\0 <>,;:"')


@pytest.mark.parametrize("address", ["a" * 65 + "@b.example", "a@", "@b", "a b@c.example", ""])
def test_what_is_no_mail_address(address: str) -> None:
    assert not is_address("email", address)


def test_addresses_are_not_shown() -> None:
    assert "13800000000" not in repr(Recipient("P", "a@b.example", "13800000000"))
