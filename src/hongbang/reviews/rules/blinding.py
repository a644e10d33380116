"""What of a file would tell a blind reader whose it is, and how is it hidden?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hongbang.sheets.rules.shape import Definition, Field

MASK = "■■"
SHORTEST = 2  # one character would hide half of the text
# Questions of the reference forms (domain.md sections 3.3 and 3.4) that name, place or picture.
TELLING = frozenset(
    {
        *("name", "team_name", "unit_name", "department", "address", "district"),
        *("bureau_or_industry", "channel", "resume", "hotline", "slogan"),
    }
)
OF_PEOPLE = ("contact_", "leader_")
IN_ROWS = frozenset({"unit"})
LISTS = frozenset({"districts", "organs", "channels", "units", "teams", "nominees"})


def is_telling(one: Field, *, in_row: bool = False) -> bool:
    """Say whether a question asks who, where, or for papers that say so.

    Worked example: a mobile number tells, the share of satisfied customers does not.

    >>> from hongbang.sheets.rules.shape import Words
    >>> words = Words("手机", "Mobile")
    >>> is_telling(Field("mobile", "text", words, pattern="mobile"))
    True
    >>> is_telling(Field("satisfied_rate", "ratio", words))
    False
    """
    if one.kind in {"file", "opinion"} or one.pattern or one.options_from in LISTS:
        return True
    if in_row:
        return one.key in IN_ROWS
    return one.key in TELLING or one.key.startswith(OF_PEOPLE)


def names_in(definition: Definition, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what was answered to telling questions, to be hidden wherever else it stands."""
    return tuple(dict.fromkeys(_names_in(definition, answers)))


def masked(text: str, names: Iterable[str]) -> str:
    """Return a text in which no name stands; longer names go first.

    >>> masked("示范百货化妆品柜组在示范百货", ["示范百货", "示范百货化妆品柜组"])
    '■■在■■'
    """
    for name in sorted({*names}, key=lambda one: (-len(one), one)):
        if len(name) >= SHORTEST:
            text = text.replace(name, MASK)
    return text


def _names_in(definition: Definition, answers: Mapping[str, Any]) -> Iterator[str]:
    for one in definition.fields():
        raw = answers.get(one.key)
        if one.kind == "text" and is_telling(one) and isinstance(raw, str):
            yield raw.strip()
        if one.kind != "table" or not isinstance(raw, list):
            continue
        columns = [part.key for part in one.columns if is_telling(part, in_row=True)]
        rows = [row for row in raw if isinstance(row, Mapping)]
        found = [row.get(key) for row in rows for key in columns]
        yield from (text.strip() for text in found if isinstance(text, str))
