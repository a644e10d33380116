"""What is left of a letter's words when somebody's are taken out?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

GONE = "（已删除）"


def without(params: Mapping[str, object], words: Collection[str]) -> dict[str, object]:
    """Return the words of a letter without those of a person (PIPL article 47).

    >>> without({"name": "林知远", "unit": "云桥站"}, ["林知远"])
    {'name': '（已删除）', 'unit': '云桥站'}
    """
    return {
        name: _without(value, words) if isinstance(value, str) else value
        for name, value in params.items()
    }


def _without(value: str, words: Collection[str]) -> str:
    for word in words:
        value = value.replace(word, GONE) if word else value
    return value
