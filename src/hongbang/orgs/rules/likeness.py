"""Are two names so alike that they may be one body, written twice?"""

from __future__ import annotations

import re

from hongbang.kernel.search import pinyin_of, plain

_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团股份|集团公司|集团|总公司|公司|企业|中心)$"
)
_CITY = re.compile(r"^([\u4e00-\u9fff]{2})市")
_SIGNS = re.compile(r"[^0-9a-z\u3400-\u9fff]")
_PLACES = re.compile(r"([\u4e00-\u9fff]{2,3})[区县]")
_FIGURES = re.compile(r"[0-9一二三四五六七八九十百]")


def core(name: str) -> str:
    """Return what is left of a name without its legal form, signs and spaces.

    >>> core("上海市示范酒店管理（集团）有限公司"), core("上海示范酒店管理集团")
    ('上海示范酒店管理', '上海示范酒店管理')
    """
    left = _CITY.sub(r"\1", _SIGNS.sub("", plain(name)))
    while len(shorter := _FORMS.sub("", left)) >= 4 and shorter != left:
        left = shorter
    return left


def sound(name: str) -> str:
    """Return the core's pinyin without tones, by which near names are found.

    >>> sound("示范酒店有限公司")
    'shifanjiudian'
    """
    return pinyin_of(core(name))[0]


def are_near(one: str, other: str) -> bool:
    """Say whether two names may be one: they sound alike, and name no two places or numbers.

    Our own choice, no norm: at most one letter of pinyin apart, two in long names.

    >>> are_near("上海锦江饭店有限公司", "上海金江饭店")
    True
    >>> are_near("黄浦区总工会", "杨浦区总工会"), are_near("第一人民医院", "第七人民医院")
    (False, False)
    """
    return sound_near(sound(one), sound(other)) and not told_apart(one, other)


def sound_near(one: str, other: str) -> bool:
    """Say whether two sounds are so alike that one may be the other, written wrongly.

    >>> sound_near("shifanjiudian", "shifangjiudian"), sound_near("shifan", "sifan")
    (True, False)
    """
    return is_within(one, other, slips(min(len(one), len(other))))


def slips(length: int) -> int:
    """Return how many letters of that many may differ.

    >>> slips(7), slips(8), slips(24)
    (0, 1, 2)
    """
    return 0 if length < 8 else 1 if length < 24 else 2


def told_apart(one: str, other: str) -> bool:
    """Say whether a figure or a district tells two names apart.

    >>> told_apart("浦东新区示范店", "示范店"), told_apart("示范一店", "示范二店")
    (False, True)
    """
    one, other = core(one), core(other)
    if _FIGURES.findall(one) != _FIGURES.findall(other):
        return True
    first, second = set(_PLACES.findall(one)), set(_PLACES.findall(other))
    return bool(first - second and second - first)


def is_within(one: str, other: str, limit: int) -> bool:
    """Say whether at most `limit` letters must be added, left out or changed.

    >>> is_within("shifan", "shifang", 1), is_within("shifan", "sifang", 1)
    (True, False)
    """
    if abs(len(one) - len(other)) > limit:
        return False
    before = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        now = [place]
        for across, against in enumerate(other, 1):
            change = before[across - 1] + (letter != against)
            now.append(min(change, before[across] + 1, now[-1] + 1))
        if min(now) > limit:
            return False
        before = now
    return before[-1] <= limit
