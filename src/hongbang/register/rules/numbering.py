"""Which number does an honour carry?

Default (domain.md 7.6, a proposal): year, the category's place in its edition, four digits and one
check digit that finds every single wrong digit and most swaps (ISO/IEC 7064, MOD 11-10).
"""

from __future__ import annotations

import re

SHAPE = re.compile(r"(\d{4})-(\d{2})-(\d{4})-(\d)")


def number(year: int, category: int, place: int) -> str:
    """Return the number of the honour at `place` of a category's list.

    >>> number(2016, 1, 7)
    '2016-01-0007-8'
    """
    digits = f"{year:04d}{category:02d}{place:04d}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}-{check_digit(digits)}"


def is_number(text: str) -> bool:
    """Say whether this can be a number of ours: its shape, and its check digit.

    >>> is_number("2016-01-0007-8"), is_number("2016-01-0008-8")
    (True, False)
    """
    found = SHAPE.fullmatch(text)
    return found is not None and check_digit("".join(found.groups()[:3])) == found[4]


def check_digit(digits: str) -> str:
    """Return the check digit of ISO/IEC 7064, MOD 11-10.

    The standard's own example:

    >>> check_digit("0794")
    '5'
    """
    product = 10
    for digit in digits:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
