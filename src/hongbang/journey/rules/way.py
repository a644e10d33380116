"""How far is an application once its organ has sent it on, and who has it until when?

The application's own room tells the beginning (`applications.rules.timeline`); this tells the
rest, from what each later room keeps. What a reader may not see is simply not among the facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, with the code of its words."""

    code: str
    at: datetime
    params: Mapping[str, str] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where it is now: the code of its words, and until which day, where that is known."""

    code: str
    until: date | None = None
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the organ sent and the office ruled."""

    organ: str
    verdict: str
    state: str
    sent_at: datetime
    ruled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Read:
    """When it went to the experts, until when they read, and when they were done."""

    taken_at: datetime
    until: date | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the fixed list has it, since when."""

    kind: str
    settled_at: datetime


@dataclass(frozen=True, slots=True)
class Put:
    """When the list went to the hosts, and when all had approved."""

    put_at: datetime
    passed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """How it stands before the public, until when."""

    state: str
    posted_at: datetime
    last_on: date
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """The honour that came of it, how it stands, and what was done to it: move, moment, reason."""

    number: str
    status: str
    entered_at: datetime
    last_on: date
    turns: Sequence[tuple[str, datetime, str]] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rooms keep of one application, as far as the reader may see it."""

    sent: Sent
    read: Read | None = None
    placed: Placed | None = None
    put: Put | None = None
    shown: Shown | None = None
    listed_at: datetime | None = None  # when the public list of its edition came out
    held: Held | None = None
    visits: Sequence[tuple[datetime, str]] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """What happened, oldest first, and where it is now."""

    steps: tuple[Step, ...]
    stand: Stand


def way(facts: Facts) -> Way:
    """Tell the way of an application from its organ to the honour and after.

    Worked example: accepted, and with the experts until the last day of the review.

    >>> at = datetime.fromisoformat("2016-11-12T09:00:00+08:00")
    >>> sent = Sent("区总工会", "recommended", "accepted", at, at)
    >>> told = way(Facts(sent, read=Read(at, date(2016, 11, 30), None)))
    >>> [one.code for one in told.steps], told.stand.code, told.stand.until.isoformat()
    (['recommended', 'accepted', 'taken'], 'reading', '2016-11-30')
    """
    steps = sorted(_steps(facts), key=lambda one: one.at)
    return Way(tuple(steps), _stand(facts))


def _steps(facts: Facts) -> list[Step]:
    sent, read, put, shown = facts.sent, facts.read, facts.put, facts.shown
    found: list[tuple[str, datetime | None, Mapping[str, str], str]] = [
        (sent.verdict, sent.sent_at, {}, sent.organ),
        (sent.state, sent.ruled_at, {}, ""),
        ("taken", read.taken_at if read else None, {}, ""),
        ("reviewed", read.closed_at if read else None, {}, ""),
    ]
    if facts.placed:
        found.append((f"list_{facts.placed.kind}", facts.placed.settled_at, {}, ""))
    if put:
        found += [("put", put.put_at, {}, ""), ("passed", put.passed_at, {}, "")]
    if shown:
        found.append(("posted", shown.posted_at, {"last": shown.last_on.isoformat()}, ""))
        found.append((shown.state, shown.settled_at, {}, ""))
    elif _is_left_out(facts):
        found.append(("left_out", facts.listed_at, {}, ""))
    return [Step(code, at, told, by) for code, at, told, by in found if at] + _after(facts)


def _after(facts: Facts) -> list[Step]:
    held = facts.held
    if held is None:
        return []
    told = {"number": held.number, "last": held.last_on.isoformat()}
    return [
        Step("honoured", held.entered_at, told),
        *(Step("visited", at, {"verdict": verdict}) for at, verdict in facts.visits),
        *(Step("turned", at, {"move": move, "reason": why}) for move, at, why in held.turns),
    ]


def _is_left_out(facts: Facts) -> bool:
    is_read = facts.read is not None and facts.read.closed_at is not None
    return is_read and facts.listed_at is not None and facts.shown is None


def _stand(facts: Facts) -> Stand:
    if facts.held:
        return Stand("held", facts.held.last_on, {"status": facts.held.status})
    if facts.shown:
        is_open = facts.shown.state == "posted"
        return Stand(facts.shown.state, facts.shown.last_on if is_open else None)
    if _is_left_out(facts):
        return Stand("left_out")
    return _stand_inside(facts)


def _stand_inside(facts: Facts) -> Stand:
    """Say where it is before anything of it is public."""
    if facts.put:
        return Stand("to_post" if facts.put.passed_at else "at_hosts")
    if facts.placed:
        return Stand(f"list_{facts.placed.kind}")
    if facts.read:
        return Stand("reviewed") if facts.read.closed_at else Stand("reading", facts.read.until)
    is_out = facts.sent.verdict == "declined" and facts.sent.state == "forwarded"
    return Stand("declined" if is_out else facts.sent.state)
