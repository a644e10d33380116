"""Which words does a certificate carry beside the names?"""

from __future__ import annotations

_CHINESE = "〇一二三四五六七八九"
_PLACES = 3


def edition_words(year: int) -> str:
    """Write the year of the red list as it hangs on the certificate.

    >>> edition_words(2016)
    '二〇一六年度红榜'
    """
    return f"{_figures(str(year))}年度红榜"


def place_words(place: int) -> str:
    """Write which one it is, in figures of at least three places.

    >>> place_words(7), place_words(1058)
    ('第〇〇七号', '第一〇五八号')
    """
    return f"第{_figures(str(place).zfill(_PLACES))}号"


def _figures(digits: str) -> str:
    return "".join(_CHINESE[int(one)] for one in digits)
