"""How many characters has a text, as Chinese forms count them?"""

from __future__ import annotations

import re

_JOINS = re.compile("[\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")


def characters(text: str) -> int:
    """Count characters as Chinese forms do: every sign counts one, blanks count nothing.

    Signs that only change the one before (tones, variants, joiners) are no signs of their own
    (domain.md section 3.2).

    >>> characters("红榜，2016 年　annex")
    13
    """
    return sum(1 for sign in text if not (sign.isspace() or _joins(sign)))


def _joins(sign: str) -> bool:
    return sign < " " or (sign >= "\u0300" and _JOINS.match(sign) is not None)
