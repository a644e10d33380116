"""How do areas come in, and how are their names changed?"""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db.models import Max, Q

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import Area
from hongbang.orgs.rules.bodies import check_area
from hongbang.orgs.rules.commands import AddArea, EditArea

FOUNDING = Path(__file__).parents[1] / "data" / "areas.toml"


@audit.deed
def add_area(command: AddArea, *, by: Actor, at: datetime) -> Area:
    """Keep an area.

    Refuses: what `access` and `check_area` refuse, `orgs.area_taken`.
    """
    access.require("add_area", by)
    sent = {name: value for name, value in asdict(command).items() if name != "key"}
    earlier = command.key and audit.once(command.key, "orgs.add_area", sent, by=by, at=at)
    if earlier:
        return queries.area(earlier)
    name, code = command.name.strip(), command.code.strip()
    check_area(command.kind, name, code)
    _refuse_taken(command.kind, name, code)
    added = Area.objects.create(
        kind=command.kind,
        code=code,
        name=name,
        name_en=command.name_en.strip(),
        place=_next_place(command.kind),
    )
    if command.key:
        audit.settle(command.key, "orgs.add_area", added.public_id, by=by)
    audit.record("orgs.area.added", by=by, at=at, subjects=[added.subject], said={"name": name})
    return added


@audit.deed
def edit_area(area: Area, command: EditArea, *, by: Actor, at: datetime) -> Area:
    """Change the names of an area.

    Refuses: what `access` and `check_area` refuse, `orgs.area_taken`, `Stale`.
    """
    current = queries.area(area.public_id)
    access.require("edit_area", by)
    name = command.name.strip()
    check_area(current.kind, name, current.code)
    _refuse_taken(current.kind, name, "", current)
    edited = audit.checked_update(
        current, command.version, name=name, name_en=command.name_en.strip()
    )
    audit.record("orgs.area.edited", by=by, at=at, subjects=[edited.subject], said={"name": name})
    return edited


@audit.deed
def found_areas(*, by: Actor, at: datetime) -> list[Area]:
    """Keep the areas that a house begins with, as far as they are missing; returns the new ones.

    Refuses: what `access` refuses.
    """
    access.require("add_area", by)
    known = {*Area.objects.values_list("kind", "name")}
    missing = [
        Area(kind=kind, place=place, **row)
        for kind, rows in tomllib.loads(FOUNDING.read_text(encoding="utf-8")).items()
        for place, row in enumerate(rows, 1)
        if (kind, row["name"]) not in known
    ]
    if missing:
        Area.objects.bulk_create(missing)
        audit.record(
            "orgs.area.founded",
            by=by,
            at=at,
            subjects=[area.subject for area in missing],
            said={"names": [area.name for area in missing]},
        )
    return missing


def _refuse_taken(kind: str, name: str, code: str, but: Area | None = None) -> None:
    same = Q(kind=kind, name=name) | (Q(code=code) if code else Q(pk__in=[]))
    others = Area.objects.exclude(pk=but.pk) if but else Area.objects.all()
    if others.filter(same).exists():
        raise RuleBroken("orgs.area_taken", {"name": name})


def _next_place(kind: str) -> int:
    last = Area.objects.filter(kind=kind).aggregate(last=Max("place"))["last"]
    return int(last or 0) + 1
