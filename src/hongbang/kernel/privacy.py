"""Does a text carry numbers that must never be made public?"""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[ \-\u2010-\u2015\u2212]?"  # blanks and every dash that word processors make
_ID_NUMBER = re.compile(
    rf"(?<!\d)\d{{6}}{_GAP}(?:18|19|20)\d{{2}}[01]\d[0-3]\d{_GAP}\d{{3}}[\dXx](?![\dXx])"
)
_MOBILE = re.compile(rf"(?:(?<!\d)|(?<=\+86))1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_numbers(text: str) -> tuple[str, ...]:
    """Name the kinds of personal number in `text`: `id_number`, `mobile`.

    An identity number counts only with a right check character (GB 11643-1999), so that
    document numbers are not taken for one; a mobile number has 11 digits from 13 to 19.

    >>> personal_numbers("证件 11010519491231002X")
    ('id_number',)
    >>> personal_numbers("电话 138-0013-8000")
    ('mobile',)
    >>> personal_numbers("热线 021-5550-0117，沪质办〔2026〕3号")
    ()
    """
    text = unicodedata.normalize("NFKC", text)  # full-width figures are figures too
    text = text.translate(_UNSEEN)
    found = []
    if any(_is_id_number(hit) for hit in _ID_NUMBER.findall(text)):
        found.append("id_number")
    if _MOBILE.search(_ID_NUMBER.sub("", text)):
        found.append("mobile")
    return tuple(found)


def _is_id_number(found: str) -> bool:
    text = re.sub(_GAP, "", found)
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()
