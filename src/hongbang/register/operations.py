"""How do honours come into the register, and how do they turn? Called by later rooms, too."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import search_text
from hongbang.register import access, queries
from hongbang.register.models import Honour
from hongbang.register.models import Turn as Turned
from hongbang.register.queries import Things
from hongbang.register.rules.commands import Enter, NewHonour, Turn
from hongbang.register.rules.lifecycle import ENDED, HONOUR
from hongbang.register.rules.numbering import is_number
from hongbang.register.rules.standing import check_turn

MOST_NAMED = 5


@audit.deed
def enter(command: Enter, *, by: Actor, at: datetime) -> list[Honour]:
    """Enter honours that were conferred together, all or none.

    Refuses: `register.nothing_to_enter`, `register.number_wrong`, `register.entered_already` where
    a number, an application or a holder stands in the register already, `register.unknown` where
    a category, body, team or nominee is not there.
    """
    access.require("enter", by)
    _check_new(command.honours)
    things = queries.things_of(command.honours)
    rows = [_row(one, things, command, at) for one in command.honours]
    entered = Honour.objects.bulk_create(rows)
    audit.record(
        "register.honour.entered",
        by=by,
        at=at,
        subjects=[one.subject for one in entered],
        said={
            "count": len(entered),
            "paper": command.paper,
            "first": command.first_on.isoformat(),
            "last": command.last_on.isoformat(),
        },
    )
    return entered


@audit.deed
def turn(honour: Honour, command: Turn, *, by: Actor, at: datetime) -> Turned:
    """Move an honour on: warn, rectify, suspend, restore, revoke, surrender or annul it.

    Refuses: `register.honour.no_such_move`, `register.no_reason`, `register.turn_ahead`,
    `register.turn_early`, `register.lapsed_already`, `Stale`.
    """
    current = queries.get(honour.public_id)
    access.require("surrender" if command.move == "surrender" else "turn", by, current)
    state = HONOUR.after(current.state, command.move)
    since = max([current.first_on, *(one.from_on for one in queries.turns(current))])
    check_turn(command.reason, command.from_on, beijing_day(at), since, current.last_on)
    ended_on = command.from_on if state in ENDED else None
    audit.checked_update(current, command.version, state=state, ended_on=ended_on)
    turned = Turned.objects.create(
        honour=current,
        move=command.move,
        state=state,
        from_on=command.from_on,
        reason=command.reason.strip(),
        paper=command.paper.strip(),
        turned_at=at,
    )
    audit.record(
        f"register.honour.{DEEDS[command.move]}",
        by=by,
        at=at,
        subjects=[current.subject, turned.subject],
        said={"number": current.number, "reason": turned.reason, "paper": turned.paper},
    )
    return turned


DEEDS = {
    "warn": "warned",
    "rectify": "under_rectification",
    "suspend": "suspended",
    "restore": "restored",
    "revoke": "revoked",
    "surrender": "surrendered",
    "annul": "annulled",
}


def _check_new(honours: tuple[NewHonour, ...]) -> None:
    """Refuse what has no number of ours, stands in the register, or twice in the list."""
    if not honours:
        raise RuleBroken("register.nothing_to_enter")
    wrong = [one.number for one in honours if not is_number(one.number)]
    if wrong:
        raise RuleBroken("register.number_wrong", {"numbers": "、".join(wrong[:MOST_NAMED])})
    twice = {
        name
        for part in ("number", "source")
        for name, count in Counter(getattr(one, part) for one in honours).items()
        if count > 1
    }
    known = twice | queries.entered_among(honours)
    if known:
        raise RuleBroken(
            "register.entered_already", {"names": "、".join(sorted(known)[:MOST_NAMED])}
        )


def _row(new: NewHonour, things: Things, command: Enter, at: datetime) -> Honour:
    unit = things.organisations[new.unit]
    team = things.teams[new.team] if new.team else None
    nominee = things.nominees[new.nominee] if new.nominee else None
    named = [new.number, str(team or nominee or unit), unit.name]
    return Honour(
        number=new.number,
        category=things.categories[new.category],
        unit=unit,
        team=team,
        nominee=nominee,
        organ=things.organisations[new.organ],
        source=new.source,
        paper=command.paper,
        first_on=command.first_on,
        last_on=command.last_on,
        entered_at=at,
        search_text=search_text(*named),
    )
