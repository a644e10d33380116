"""May a body be called so and stand there?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hongbang.kernel.privacy import personal_numbers
from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.rules import uscc
from hongbang.orgs.rules.channels import check_organ
from hongbang.orgs.rules.commands import AddOrganisation, Words

DEEPEST = 8
CODE = 15  # a public code and the stroke behind it, in a line
MERGES = frozenset({"organ", "unit"})
WORDS = (
    *("name", "name_en", "uscc", "uscc_reason", "nature", "address", "address_en"),
    *("postcode", "telephone", "fax", "email"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands or shall stand, as far as the rules ask."""

    kind: str
    channel: str = ""
    area_kind: str = ""
    parent_kind: str = ""
    parent_channel: str = ""


def checked_words(words: Words | AddOrganisation) -> dict[str, str]:
    """Return a body's words as they are kept.

    A code that fails GB 32100-2015 may stand where its reason is given: such codes are in use
    (domain.md section 7.1). A reason without need is dropped.

    >>> checked_words(Words(name=" 示范店 ", uscc="9131000063159284xq"))["uscc"]
    '9131000063159284XQ'

    Refuses: `orgs.no_name`, `orgs.personal_number`, `orgs.uscc_unexplained`.
    """
    kept = {name: str(getattr(words, name)).strip() for name in WORDS}
    check_name(kept["name"])
    kept["uscc"] = uscc.normal(kept["uscc"])
    if not kept["uscc"] or uscc.check(kept["uscc"]).is_valid:
        kept["uscc_reason"] = ""
    elif len(kept["uscc"]) > uscc.LENGTH or len(kept["uscc_reason"]) < 2:
        raise RuleBroken("orgs.uscc_unexplained")
    return kept


def check_name(name: str) -> str:
    """Return a name of a body, team or nominee without outer blanks.

    >>> check_name(" 前台班组 ")
    '前台班组'

    Refuses: `orgs.no_name`, `orgs.personal_number`.
    """
    if not name.strip():
        raise RuleBroken("orgs.no_name")
    if personal_numbers(name):
        raise RuleBroken("orgs.personal_number")
    return name.strip()


def check_place(place: Place) -> None:
    """Refuse a place where such a body does not stand (the notice's addressees; product.md N2).

    >>> check_place(Place("unit", area_kind="district", parent_kind="organ"))

    Refuses: `orgs.no_place`, `orgs.organ_place`, `orgs.no_such_organ`, `orgs.unit_place`,
    `orgs.unit_district`, `orgs.parent_kind`, `orgs.parent_channel`.
    """
    if place.kind == "organ":
        _check_organ(place)
    elif place.kind == "unit":
        _check_unit(place)
    elif place.area_kind or place.parent_kind or (place.channel and place.kind != "host"):
        raise RuleBroken("orgs.no_place")


def _check_organ(place: Place) -> None:
    if not place.channel or not place.area_kind:
        raise RuleBroken("orgs.organ_place")
    check_organ(place.channel, place.area_kind)
    if place.parent_kind not in {"", "host", "organ"}:
        raise RuleBroken("orgs.parent_kind")
    if place.parent_channel not in {"", place.channel}:
        raise RuleBroken("orgs.parent_channel")


def _check_unit(place: Place) -> None:
    if not place.area_kind or not place.parent_kind:
        raise RuleBroken("orgs.unit_place")
    if place.area_kind != "district":
        raise RuleBroken("orgs.unit_district")
    if place.parent_kind != "organ":
        raise RuleBroken("orgs.parent_kind")
    if place.channel:
        raise RuleBroken("orgs.no_place")


def check_line(line: str, above: str, longest: int = 0) -> None:
    """Refuse to hang a body below itself, or too deep; `longest` is its deepest line's length.

    >>> check_line("AAAAAAAAAAAAAA/", "BBBBBBBBBBBBBB/")

    Refuses: `orgs.circle`, `orgs.too_deep`.
    """
    if above.startswith(line):
        raise RuleBroken("orgs.circle")
    below = max(longest - len(line), 0)
    if len(above) + CODE + below > DEEPEST * CODE:
        raise RuleBroken("orgs.too_deep")


def check_merge(one: Place, other: Place, line: str, into: str) -> None:
    """Refuse to merge what is not alike, or a body into itself or its own branch.

    >>> check_merge(Place("unit"), Place("unit"), "A/", "B/")

    Refuses: `orgs.merge_unlike`, `orgs.merge_self`.
    """
    if one.kind not in MERGES or (one.kind, one.channel) != (other.kind, other.channel):
        raise RuleBroken("orgs.merge_unlike")
    if into.startswith(line):
        raise RuleBroken("orgs.merge_self")


def check_reason(reason: str) -> str:
    """Return a reason fit to stand in the history.

    >>> check_reason(" 机构改革 ")
    '机构改革'

    Refuses: `orgs.no_reason`.
    """
    if len(reason.strip()) < 2:
        raise RuleBroken("orgs.no_reason")
    return reason.strip()


def check_day(on: date | None, newest: date, today: date) -> date:
    """Return the day a change holds from: today, or an earlier one after the change before.

    >>> check_day(None, date(2016, 1, 1), date(2016, 11, 10))
    datetime.date(2016, 11, 10)

    Refuses: `orgs.wrong_day`.
    """
    day = on or max(today, newest)
    if on is not None and not newest <= on <= today:
        raise RuleBroken("orgs.wrong_day", {"from_on": newest.isoformat()})
    return day


def check_area(kind: str, name: str, code: str) -> None:
    """Refuse an area without a name, and a code where it does not belong (GB/T 2260).

    >>> check_area("district", "黄浦区", "310101")

    Refuses: `orgs.no_name`, `orgs.area_code`.
    """
    check_name(name)
    is_code = len(code) == 6 and code.isascii() and code.isdigit()
    if (kind == "district") != is_code or (kind != "district" and code):
        raise RuleBroken("orgs.area_code")
