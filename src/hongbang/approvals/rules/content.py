"""What exactly do the hosts approve, by which digest is it named, and what changed since?

The content is plain data: the edition, the hosts, and for each category the run behind its list,
the chosen in their order and who stands by. A word that differs gives another digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex

FORMAT = 1
CHOSEN, RESERVE = "chosen", "reserves"

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a list: the application's code, the name, the unit."""

    application: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of a category as it is fixed: the run behind it, the chosen, who stands by."""

    key: str
    name: str
    quota: int
    run: str
    brief: str
    seed: str
    chosen: Sequence[Named]
    reserves: Sequence[Named]


def content(
    edition: str, name: str, hosts: Iterable[tuple[str, str]], lists: Iterable[Listed]
) -> dict[str, Any]:
    """Write what is approved as plain data.

    >>> people = (Named("A1", "一组", "示范公司"),)
    >>> listed = Listed("t", "班组", 1, "R", "d", "s", people, ())
    >>> made = content("E1", "2026", [("quality", "质协")], [listed])
    >>> made["categories"][0]["chosen"]
    [{'application': 'A1', 'name': '一组', 'unit': '示范公司'}]
    """
    return {
        "format": FORMAT,
        "edition": edition,
        "name": name,
        "hosts": [{"key": key, "name": host} for key, host in hosts],
        "categories": [
            {
                "key": one.key,
                "name": one.name,
                "quota": one.quota,
                "run": one.run,
                "brief": one.brief,
                "seed": one.seed,
                CHOSEN: [_plain(each) for each in one.chosen],
                RESERVE: [_plain(each) for each in one.reserves],
            }
            for one in lists
        ],
    }


def _plain(one: Named) -> dict[str, str]:
    return {"application": one.application, "name": one.name, "unit": one.unit}


def digest(found: Plain) -> str:
    """Return the SHA-256 of the canonical JSON of a content.

    >>> digest({"format": 1}) == digest({"format": 1}), len(digest({}))
    (True, 64)
    """
    return sha256_hex(canonical_json(found))


# --- what changed since


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: a code, the category concerned, whose name."""

    code: str
    category: str = ""
    name: str = ""


def changes(before: Plain, after: Plain) -> tuple[Change, ...]:
    """Name what differs between two contents; empty where nothing does.

    Worked example: B took the place of A.

    >>> def one(name):
    ...     return content("E", "2026", [], [Listed("t", "班组", 1, "R", "d", "s",
    ...                    (Named(name, name, "公司"),), ())])
    >>> [(each.code, each.name) for each in changes(one("A"), one("B"))]
    [('approvals.left', 'A'), ('approvals.joined', 'B')]
    """
    found = (*_hosts(before, after), *_categories(before, after))
    if found or digest(before) == digest(after):
        return found
    return (Change("approvals.words"),)


def _hosts(before: Plain, after: Plain) -> Iterator[Change]:
    if before.get("hosts") != after.get("hosts"):
        yield Change("approvals.hosts")


def _categories(before: Plain, after: Plain) -> Iterator[Change]:
    old = {one["key"]: one for one in before.get("categories", ())}
    new = {one["key"]: one for one in after.get("categories", ())}
    for key in dict.fromkeys((*old, *new)):
        if key not in new:
            yield Change("approvals.no_list_now", old[key]["name"])
        elif key not in old:
            yield Change("approvals.new_list", new[key]["name"])
        else:
            yield from _lists(old[key], new[key])


def _lists(old: Plain, new: Plain) -> Iterator[Change]:
    found = [*_people(old, new)]
    yield from found
    if not found and old != new:
        yield Change("approvals.run_differs", new["name"])


def _people(old: Plain, new: Plain) -> Iterator[Change]:
    category = new["name"]
    was, now = ({each["application"]: each for each in one[CHOSEN]} for one in (old, new))
    for code in was:
        if code not in now:
            yield Change("approvals.left", category, was[code]["name"])
    for code in now:
        if code not in was:
            yield Change("approvals.joined", category, now[code]["name"])
        elif was[code] != now[code]:
            yield Change("approvals.renamed", category, now[code]["name"])
    if [*was] != [*now] and {*was} == {*now}:
        yield Change("approvals.order", category)
    if old[RESERVE] != new[RESERVE]:
        yield Change("approvals.reserves", category)
