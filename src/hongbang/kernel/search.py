"""How is a Chinese name found by its words, its pinyin or its initials?"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from pypinyin import Style, lazy_pinyin

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
# Readings that differ when the character is a surname.
_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "区": "ou",
    "盖": "ge",
    "查": "zha",
    "曾": "zeng",
    "解": "xie",
    "任": "ren",
    "朴": "piao",
    "尉": "yu",
    "翟": "zhai",
}


def plain(text: str) -> str:
    """Fold width, case and spaces so that what looks alike compares alike.

    Control characters go: PostgreSQL refuses to look for a NUL.

    >>> plain("  Ａ班　组 ")
    'a班 组'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", _CONTROL.sub("", text))).strip().casefold()


def pinyin_of(run: str) -> tuple[str, str]:
    """Return the full pinyin and the initials of a run of 汉字.

    >>> pinyin_of("质量")
    ('zhiliang', 'zl')
    """
    full = lazy_pinyin(run, style=Style.NORMAL)
    return "".join(full), "".join(lazy_pinyin(run, style=Style.FIRST_LETTER))


def search_text(*parts: str) -> str:
    """Make the stored text that searches look into: the words, their pinyin, their initials.

    Runs of 汉字 keep their order, so that any two neighbouring characters are found.

    >>> search_text("质量协会")
    '质量协会 zhiliangxiehui zlxh'
    """
    words = plain(" ".join(part for part in parts if part))
    runs = list(dict.fromkeys(_HAN_RUN.findall(words)))
    spelled = chain.from_iterable(pinyin_of(run) for run in runs)
    names = (run for run in runs if run[0] in _SURNAMES and len(run) in {2, 3, 4})
    as_surname = chain.from_iterable(_pinyin_of_name(name) for name in names)
    return " ".join(dict.fromkeys([words, *spelled, *as_surname]))


def _pinyin_of_name(name: str) -> tuple[str, str]:
    """Return the full pinyin and the initials of a name whose surname is read its own way."""
    surname, (full, initials) = _SURNAMES[name[0]], pinyin_of(name[1:])
    return surname + full, surname[0] + initials


def search_terms(query: str) -> tuple[str, ...]:
    """Split what was typed into the terms that must all be found, eight at most.

    >>> search_terms(" 质量  ZLXH ")
    ('质量', 'zlxh')
    """
    return tuple(dict.fromkeys(plain(query).split()))[:8]
