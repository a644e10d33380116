"""Is a visitor's address the one our own proxies saw, and nothing a visitor made up?"""

from __future__ import annotations

import pytest

from hongbang.accounts.rules.address import network_of, visitor_address

OURS = ("127.0.0.1", "10.0.0.7")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7 , 10.0.0.7", "198.51.100.7"),
        ("127.0.0.1", " , ,198.51.100.7, ", "198.51.100.7"),
        ("127.0.0.1", "10.0.0.7", "10.0.0.7"),
        ("127.0.0.1", "x" * 99, "x" * 45),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_our_proxies_wrote_it(
    peer: str, forwarded: str, address: str
) -> None:
    assert visitor_address(peer, forwarded, OURS) == address


def test_without_proxies_of_ours_nothing_forwarded_is_believed() -> None:
    assert visitor_address("127.0.0.1", "198.51.100.7", ()) == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no:address", "no:address"),
    ],
)
def test_an_ipv6_visitor_counts_as_their_whole_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_two_ipv4_visitors_of_a_dual_stack_server_are_two() -> None:
    assert network_of("::ffff:203.0.113.9") != network_of("::ffff:198.51.100.7")
