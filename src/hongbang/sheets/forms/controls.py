"""How is one input drawn? Many of them stand on a page, so each is made in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hongbang.sheets.rules.answers import LONG_MAX, TEXT_MAX
from hongbang.sheets.rules.shape import Field, Option
from hongbang.sheets.texts import said

_TYPES = {"date": "date", "month": "month"}
_PATTERN_TYPES = {"email": "email", "mobile": "tel", "phone": "tel"}
_MODES = {"whole": "numeric", "decimal": "decimal", "score": "decimal"}
CHOSEN, IN_CHINESE = SafeString(" selected"), SafeString(' lang="zh-Hans"')
AUTOCOMPLETE_OFF = {"autocomplete": "off"}


def id_of(place: str) -> str:
    """Return the id of the input for the answer at a place."""
    return "a-" + place.replace(".", "-")


@lru_cache(maxsize=512)
def _form(before: str, names: tuple[str, ...], after: str) -> str:
    """Return the form of an element: its attributes wait for their values."""
    written = "".join(f' {name}="{{}}"' for name in names)
    return f"{before}{written}{after}"


def element(before: str, pairs: Mapping[str, Any], after: str, *inside: object) -> SafeString:
    """Draw an element in one step; an attribute without a value is left out.

    The names of attributes are ours; every value is escaped.
    """
    present = {name: value for name, value in pairs.items() if value not in ("", None)}
    values = [
        one if isinstance(one, SafeString) else escape(str(one))  # as format_html, at a third
        for one in (*present.values(), *inside)
    ]
    return SafeString(_form(before, (*present,), after).format(*values))


def control(
    one: Field, place: str, value: Any, options: Sequence[Option], more: Mapping[str, Any]
) -> SafeString:
    """Draw the input of a field that has one: a line, a text, or a list to choose from."""
    pairs = {"id": id_of(place), "name": place, **more}
    text = value if isinstance(value, str) else ""
    if one.kind == "long_text":
        return area(text, pairs | _counted(one, LONG_MAX) | {"rows": more.get("rows", 5)})
    if one.kind in {"choice", "yes_no"}:
        return select(text, pairs, options)
    return line(text, pairs | _line(one))


def line(text: str, pairs: Mapping[str, Any]) -> SafeString:
    """Draw an input of one line."""
    return element("<input", pairs, ' value="{}">', text)


def area(text: str, pairs: Mapping[str, Any]) -> SafeString:
    """Draw an input of many lines."""
    return element("<textarea", pairs, ">\n{}</textarea>", text)


def select(text: str, pairs: Mapping[str, Any], options: Sequence[Option]) -> SafeString:
    """Draw a list to choose one from; an answer that is not in it stays to be seen."""
    named = {option.value for option in options if _is_name(option)}
    offered = [(option.value, said(option.words)) for option in options]
    if text and text not in {value for value, _words in offered}:
        offered.append((text, text))
    drawn = format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        (
            (value, CHOSEN if value == text else "", IN_CHINESE if value in named else "", words)
            for value, words in [("", _("请选择")), *offered]
        ),
    )
    return element("<select", pairs, ">{}</select>", drawn)


def _is_name(option: Option) -> bool:
    """Say whether an option is a name without English, which stands in Chinese on every page."""
    return option.words.zh == option.words.en and not option.words.zh.isascii()


def _line(one: Field) -> dict[str, Any]:
    pairs: dict[str, Any] = {
        "type": _TYPES.get(one.kind) or _PATTERN_TYPES.get(one.pattern, "text")
    }
    if one.kind in _MODES:
        return pairs | {"inputmode": _MODES[one.kind], "class": "in-num"} | AUTOCOMPLETE_OFF
    if one.kind == "text" and not one.pattern:
        return pairs | _counted(one, TEXT_MAX)
    return pairs


def _counted(one: Field, usual: int) -> dict[str, Any]:
    return {"data-count-of": one.max or usual, "lang": "zh-Hans"}
