"""From which network address does a visitor come, when proxies stand in between?"""

from __future__ import annotations

from collections.abc import Collection


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
