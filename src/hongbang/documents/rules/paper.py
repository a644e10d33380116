"""What does the layout of formal papers measure, and how are its words written?

GB/T 9704-2012: A4, top margin 37 mm and binding margin 28 mm (5.2.1), type area 156 × 225 mm,
22 lines of 28 characters of size 3 (5.2.3). Lengths in millimetres unless said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import rjieba

PAGE = (210, 297)
TOP = 37
LEFT = 28
AREA = (156, 225)
LINES = 22
CHARACTERS = 28
SIZE_2_PT = 22  # 2 号, titles
TITLE_CHARACTERS = 19  # that many of size 2 fill a line, with air at both ends
SIZE_3_PT = 16  # 3 号, text
SIZE_4_PT = 14  # 4 号, page numbers and the imprint
POINT = Fraction(254, 720)  # millimetres in a point
PITCH = Fraction(AREA[1], LINES)  # one line
ADVANCE = Fraction(AREA[0], CHARACTERS)  # one character
RED = "#c7000b"
_CHINESE = "〇一二三四五六七八九"


def pitch_pt() -> float:
    """Return the distance of lines in points.

    >>> round(pitch_pt(), 2)
    28.99
    """
    return float(PITCH / POINT)


def tracking_pt() -> float:
    """Return by how many points each character of size 3 stands closer, so that 28 fill a line.

    >>> round(tracking_pt(), 3)
    -0.207
    """
    return float(ADVANCE / POINT) - SIZE_3_PT


def day_words(day: date) -> str:
    """Write the date under a paper: Arabic figures without leading zeros (7.3.5.4).

    >>> day_words(date(2016, 11, 5))
    '2016年11月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def formal_day_words(day: date) -> str:
    """Write a date in Chinese figures, as certificates carry it.

    >>> formal_day_words(date(2026, 12, 18)), formal_day_words(date(2030, 10, 20))
    ('二〇二六年十二月十八日', '二〇三〇年十月二十日')
    """
    year = "".join(_CHINESE[int(figure)] for figure in str(day.year))
    return f"{year}年{_tens(day.month)}月{_tens(day.day)}日"


def title_lines(title: str) -> list[str]:
    """Break a title into lines of nearly one length, never within a word (7.3.1).

    >>> title_lines("关于开展2016年创建上海市“用户满意服务明星”活动的通知")
    ['关于开展2016年创建上海市', '“用户满意服务明星”活动的通知']
    >>> title_lines("关于培训的通知")
    ['关于培训的通知']
    """
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    count = math.ceil(_width(title) / TITLE_CHARACTERS)
    wanted = [_width(title) * n / count for n in range(1, count)]
    ends = _ends_of_words(title)
    cuts = sorted({min(ends, key=lambda end: abs(_width(title[:end]) - at)) for at in wanted})
    return [title[start:end] for start, end in pairwise([0, *cuts, len(title)])]


def _width(words: str) -> float:
    """Count full-width characters; a Latin letter or figure takes half."""
    return sum(0.5 if sign.isascii() else 1 for sign in words)


def _ends_of_words(title: str) -> list[int]:
    """Find where a line may end: after a word, but not before a closing sign."""
    ends, at = [], 0
    for word in rjieba.cut(title):
        at += len(word)
        is_open = word.endswith(tuple("“‘（《〈〔"))
        if at < len(title) and title[at] not in "”’）》〉〕，、。；：？" and not is_open:
            ends.append(at)
    return ends or [max(len(title) // 2, 1)]


def attachment_lines(attachments: Sequence[str]) -> list[tuple[str, str]]:
    """Write the note of attachments (7.3.4): one without a number, several numbered.

    >>> attachment_lines(["名单"]), attachment_lines(["条件", "格式"])
    ([('附件：', '名单')], [('附件：', '1. 条件'), ('', '2. 格式')])
    """
    if len(attachments) == 1:
        return [("附件：", attachments[0])]
    return [
        ("附件：" if place == 1 else "", f"{place}. {title}")
        for place, title in enumerate(attachments, start=1)
    ]


def seal_rows(issuers: Sequence[str]) -> list[list[str]]:
    """Set the signatures of bodies that issue together, at most three in a row (7.3.5.1).

    >>> seal_rows(["甲", "乙", "丙", "丁"])
    [['甲', '乙'], ['丙', '丁']]
    """
    across = 2 if len(issuers) in {2, 4} else min(len(issuers), 3)
    return [[*issuers[n : n + across]] for n in range(0, len(issuers), across or 1)]


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    lead = "" if tens == 1 else _CHINESE[tens]
    return f"{lead}十{_CHINESE[ones] if ones else ''}"
