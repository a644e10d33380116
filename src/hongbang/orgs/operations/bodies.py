"""How does a body come in, and how are its words changed?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.orgs import access, queries
from hongbang.orgs.models import Area, Organisation
from hongbang.orgs.operations import history
from hongbang.orgs.rules import likeness
from hongbang.orgs.rules.bodies import Place, check_line, check_place, check_reason, checked_words
from hongbang.orgs.rules.commands import AddOrganisation, EditOrganisation, RegisterUnit


@audit.deed
def add_organisation(command: AddOrganisation, *, by: Actor, at: datetime) -> Organisation:
    """Register a body.

    Refuses: what `access` and `checked_words` refuse, a place that the rules refuse,
    `orgs.name_taken`, `orgs.uscc_taken`, `orgs.rank_wanted`, `orgs.rank_taken`.
    """
    area = queries.area(command.area) if command.area else None
    parent = queries.get(by, command.parent) if command.parent else None
    access.require("add", by)
    earlier = command.key and audit.once(command.key, "orgs.add", _sent(command), by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    words = checked_words(command)
    refuse_taken(words)
    _refuse_rank(command)
    added = _placed(Organisation(kind=command.kind, channel=command.channel), area, parent)
    added.host_rank = command.host_rank
    _keep(added, words, at)
    if command.key:
        audit.settle(command.key, "orgs.add", added.public_id, by=by)
    audit.record(
        "orgs.organisation.added", by=by, at=at, subjects=[added.subject], said={"name": added.name}
    )
    return added


@audit.deed
def register_unit(command: RegisterUnit, *, by: Actor, at: datetime) -> Organisation:
    """Register a unit below the organ it chose; called where its organ accepts it.

    Refuses: as `add_organisation`.
    """
    organ = queries.get_open(command.organ)
    area = queries.area(command.area)
    access.require("register", by, organ)
    words = checked_words(command)
    refuse_taken(words)
    unit = _placed(Organisation(kind="unit"), area, organ)
    _keep(unit, words, at)
    audit.record(
        "orgs.organisation.registered",
        by=by,
        at=at,
        subjects=[unit.subject, organ.subject],
        said={"name": unit.name, "uscc": unit.uscc, "uscc_reason": unit.uscc_reason},
    )
    return unit


@audit.deed
def edit(body: Organisation, command: EditOrganisation, *, by: Actor, at: datetime) -> Organisation:
    """Change a body's words; a new name turns a page of its history.

    Refuses: what `access` and `checked_words` refuse, `orgs.closed`, `orgs.name_taken`,
    `orgs.uscc_taken`, `orgs.no_reason`, `orgs.wrong_day`, `Stale`.
    """
    current = queries.get(by, body.public_id)
    access.require("edit", by, current)
    refuse_closed(current)
    words = checked_words(command)
    refuse_taken(words, current)
    before = {name: getattr(current, name) for name in words}
    is_renamed = before["name"] != words["name"]
    reason = check_reason(command.reason) if is_renamed else command.reason.strip()
    on = history.day_of(current, command.on if is_renamed else None, beijing_day(at))
    edited = audit.checked_update(current, command.version, **words, **_found_by(words))
    if is_renamed:
        history.turn(edited, on, reason)
    audit.record(
        "orgs.organisation.edited",
        by=by,
        at=at,
        subjects=[edited.subject],
        said={
            "name": edited.name,
            "changed": {key: value for key, value in words.items() if before[key] != value},
            "reason": reason,
        },
    )
    return edited


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list of bodies was taken, as filtered.

    Refuses: what `access` refuses.
    """
    access.require("export", by)
    said = {"form": "xlsx", "filters": filters}
    audit.record("orgs.directory.exported", by=by, at=at, subjects=[], said=said)


def refuse_closed(body: Organisation) -> None:
    """Refuse to change what is closed. Refuses: `orgs.closed`."""
    if body.closed_at is not None:
        raise IllegalMove("orgs.closed", {"name": body.name})


def refuse_taken(words: dict[str, str], but: Organisation | None = None) -> None:
    """Refuse a code or name of another open body. Refuses: `orgs.uscc_taken`, `orgs.name_taken`."""
    holder = queries.code_holder(words["uscc"], but)
    if holder:
        raise RuleBroken("orgs.uscc_taken", {"name": holder.name})
    if queries.name_holder(words["name"], but):
        raise RuleBroken("orgs.name_taken", {"name": words["name"]})


def place_of(kind: str, channel: str, area: Area | None, parent: Organisation | None) -> Place:
    """Say where a body shall stand, as the rules take it. Refuses: `orgs.parent_closed`."""
    if parent and parent.closed_at is not None:
        raise RuleBroken("orgs.parent_closed", {"name": parent.name})
    return Place(
        kind,
        channel,
        area.kind if area else "",
        parent.kind if parent else "",
        parent.channel if parent else "",
    )


def _placed(body: Organisation, area: Area | None, parent: Organisation | None) -> Organisation:
    """Put a new body in its place, checked."""
    check_place(place_of(body.kind, body.channel, area, parent))
    above = parent.line if parent else ""
    body.line = f"{above}{body.public_id}/"
    check_line(body.line, above)
    body.area, body.parent = area, parent
    return body


def _keep(body: Organisation, words: dict[str, str], at: datetime) -> None:
    for name, value in (words | _found_by(words)).items():
        setattr(body, name, value)
    body.save(force_insert=True)
    history.begin([body], beijing_day(at))


def _found_by(words: dict[str, str]) -> dict[str, str]:
    return {
        "sound": likeness.sound(words["name"]),
        "search_text": search_text(words["name"], words["name_en"], words["uscc"]),
    }


def _refuse_rank(command: AddOrganisation) -> None:
    if (command.kind == "host") != (command.host_rank is not None):
        raise RuleBroken("orgs.rank_wanted")
    holder = queries.rank_holder(command.host_rank)
    if holder:
        raise RuleBroken("orgs.rank_taken", {"rank": command.host_rank, "name": holder.name})


def _sent(command: AddOrganisation) -> dict[str, object]:
    return {name: value for name, value in asdict(command).items() if name != "key"}
