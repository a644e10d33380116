"""Are the files beside an edition's chapters sound: which programme, which bodies?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from hongbang.orgs.rules.channels import AreaKind, Channel, channels_in
from hongbang.programmes.rules.checking import Fault, shape_faults
from hongbang.programmes.rules.shapes import Chapter, Part, Plain, rows_of

PROGRAMME_FILE, ORGANS_FILE = "programme.toml", "organs.toml"
CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")

_REACHED = tuple(
    Part(key, "text", most=most)
    for key, most in (
        *(("name_en", 160), ("address", 200), ("address_en", 200)),
        *(("postcode", 6), ("telephone", 40), ("fax", 40), ("email", 120)),
    )
)
_NAME = Part("name", "text", required=True, most=100, is_key=True)
_CHANNEL = Part("channel", "choice", required=True, options=tuple(Channel))

PROGRAMME = Chapter(
    "programme",
    (Part("code", "text", required=True, most=40), Part("name", "words", required=True, most=80)),
)
ORGANS = Chapter(
    "organs",
    (
        Part("hosts", "rows", parts=(_NAME, _CHANNEL, *_REACHED)),
        Part("offices", "rows", parts=(_NAME, *_REACHED)),
        Part(
            "areas",
            "rows",
            parts=(
                Part("kind", "choice", required=True, options=tuple(AreaKind)),
                _NAME,
                Part("name_en", "text", most=200),
                Part("code", "text", most=6),
            ),
        ),
        Part(
            "organs",
            "rows",
            parts=(
                _NAME,
                _CHANNEL,
                Part("area", "text", required=True),
                Part("parent", "text", required=True),
                *_REACHED,
            ),
        ),
    ),
)


def programme_faults(content: Plain) -> tuple[Fault, ...]:
    """Name what is wrong with `programme.toml`.

    >>> [fault.place for fault in programme_faults({"code": "Star"})]
    ['name', 'code']
    """
    found = [*shape_faults(PROGRAMME, content, PROGRAMME_FILE)]
    code = content.get("code")
    if isinstance(code, str) and CODE.fullmatch(code) is None:
        found.append(Fault(PROGRAMME_FILE, "code", "programmes.bad_programme_code"))
    return tuple(found)


def organs_faults(
    content: Plain, areas: Mapping[str, str], bodies: Collection[str]
) -> tuple[Fault, ...]:
    """Name what is wrong with `organs.toml`; `areas` (name and kind) and `bodies` are known.

    >>> organ = {"name": "工会", "channel": "union", "area": "黄浦区", "parent": "总工会"}
    >>> [fault.place for fault in organs_faults({"organs": [organ]}, {"黄浦区": "district"}, ())]
    ['organs.工会.parent']
    """
    shape = shape_faults(ORGANS, content, ORGANS_FILE)
    if shape:
        return shape
    return tuple(
        Fault(ORGANS_FILE, place, f"programmes.{why}", params)
        for place, why, params in _between(content, areas, bodies)
    )


def _between(
    content: Plain, areas: Mapping[str, str], bodies: Collection[str]
) -> Iterator[tuple[str, str, dict[str, object]]]:
    if len(rows_of(content, "offices")) > 1:
        yield "offices", "one_office", {}
    kinds = dict(areas) | {row["name"]: row["kind"] for row in rows_of(content, "areas")}
    above = {row["name"] for row in rows_of(content, "hosts")} | set(bodies)
    for row in rows_of(content, "organs"):
        at = f"organs.{row['name']}"
        if row["area"] not in kinds:
            yield f"{at}.area", "no_such_area", {"area": row["area"]}
        elif row["channel"] not in channels_in(kinds[row["area"]]):
            yield f"{at}.channel", "no_such_organ", {}
        if row["parent"] not in above:
            yield f"{at}.parent", "no_such_parent", {"parent": row["parent"]}
        above.add(row["name"])
