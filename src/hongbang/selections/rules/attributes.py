"""Where is each attribute of a candidate read: in the form, of the unit, of the organ?

What cannot be read stays `UNKNOWN`; an attribute that is not in the table is the question of that
key in the form. A rule for each district (or channel …) that asks for one attribute more is read
as both at once, `district.women`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hongbang.selections.rules.brief import UNKNOWN

YES, NO, ANY = "yes", "no", "any"
EDITION, DISTRICT, INDUSTRY, CHANNEL, ORGAN = "edition", "district", "industry", "channel", "organ"
YOUNG = 35
PUBLIC = frozenset({"state", "state_held", "institution", "authority"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an applicant on the day its edition begins."""

    kind: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    nature: str = ""
    district: str = ""
    channel: str = ""
    organ: str = ""
    on: date | None = None


def attribute(name: str, known: Known) -> str:
    """Return one attribute of an applicant.

    Worked example: a woman, born in November 1981, whose district nobody knows; at the end of
    2016 she is 35, and whoever is 35 counts (Civil Code, article 1259).

    >>> answers = {"sex": "female", "birth_month": "1981-11"}
    >>> known = Known("individual", answers, on=date(2016, 12, 31))
    >>> [attribute(name, known) for name in ("women", "under35", "district", "district.women")]
    ['yes', 'yes', 'unknown', 'unknown']
    """
    scope, _dot, rest = name.partition(".")
    if rest:
        place, holds = attribute(scope, known), attribute(rest, known)
        return place if holds == YES else holds
    if name in _READ:
        return _READ[name](known) or UNKNOWN
    return _said(known.answers.get(name)) or UNKNOWN


def attributes(names: Iterable[str], known: Known) -> dict[str, str]:
    """Return the attributes that are asked for."""
    return {name: attribute(name, known) for name in names}


def _said(answer: object) -> str:
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer if isinstance(answer, str) else ""


def _women(known: Known) -> str:
    """Say whether a person is a woman, or a team has any."""
    if known.kind == "team":
        count = _whole(known.answers.get("female_count"))
        return "" if count is None else _said(count > 0)
    sex = known.answers.get("sex")
    return _said(sex == "female") if sex else ""


def _under35(known: Known) -> str:
    """Say whether a person is at most 35 whole years old, or half a team or more are."""
    if known.kind == "team":
        young, all_told = (_whole(known.answers.get(key)) for key in ("under35_count", "headcount"))
        return "" if young is None or not all_told else _said(2 * young >= all_told)
    years = _years(known.answers.get("birth_month"), known.on)
    return "" if years is None else _said(years <= YOUNG)


def _years(born: object, on: date | None) -> int | None:
    year, _dash, month = str(born or "").partition("-")
    if on is None or not (year.isdecimal() and month[:2].isdecimal()):
        return None
    return on.year - int(year) - (on.month < int(month[:2]))


def _whole(answer: object) -> int | None:
    text = str(answer if answer is not None else "")
    return int(text) if text.isdecimal() else None


def _non_public(known: Known) -> str:
    is_told = known.nature and known.nature != "other"
    return _said(known.nature not in PUBLIC) if is_told else ""


_READ: Mapping[str, Callable[[Known], str]] = {
    ANY: lambda _known: YES,
    "women": _women,
    "under35": _under35,
    "non_public": _non_public,
    DISTRICT: lambda known: known.district or _said(known.answers.get("district")),
    INDUSTRY: lambda known: _said(known.answers.get("window_industry")),
    CHANNEL: lambda known: known.channel,
    ORGAN: lambda known: known.organ,
}
