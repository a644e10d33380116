"""From which network address does a visitor come, when proxies stand in between?"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv6Address, IPv6Network


def visitor_address(peer: str, forwarded: str, trusted: Collection[str]) -> str:
    """Return the nearest address that is not one of our own proxies.

    `forwarded` is what stands in X-Forwarded-For; it is believed only as far as trusted
    proxies wrote it, from the right, so that a visitor cannot make up an address.

    >>> visitor_address("127.0.0.1", "203.0.113.9, 198.51.100.7", ["127.0.0.1"])
    '198.51.100.7'
    >>> visitor_address("203.0.113.9", "10.0.0.1", ["127.0.0.1"])
    '203.0.113.9'
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    address = peer
    while address in trusted and hops:
        address = hops.pop()
    return address[:45]


def network_of(address: str) -> str:
    """Return what counts as one place to try passwords from: an IPv6 visitor owns a whole /64.

    >>> network_of("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    >>> network_of("203.0.113.9")
    '203.0.113.9'
    """
    if ":" not in address:
        return address
    try:
        visitor = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if visitor.ipv4_mapped:  # a server that listens on both
        return str(visitor.ipv4_mapped)
    return str(IPv6Network((visitor, 64), strict=False))
