"""How are visits drawn, assigned, written down, sent and confirmed?"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.oversight import access, queries
from hongbang.oversight.models import Draw, Visit
from hongbang.oversight.operations.cases import open_case
from hongbang.oversight.queries import Edition
from hongbang.oversight.rules import draw as drawing
from hongbang.oversight.rules import visiting
from hongbang.oversight.rules.commands import Act, Assign, Confirm, OpenCase, Save
from hongbang.oversight.rules.commands import Draw as DrawIt
from hongbang.oversight.rules.lifecycle import VISIT
from hongbang.oversight.rules.sanctions import check_reason
from hongbang.register.rules.lifecycle import ENDED


@audit.deed
def draw(edition: Edition, command: DrawIt, *, by: Actor, at: datetime) -> Draw:
    """Draw which of an edition's live honours are visited; what went in is kept for all time.

    Refuses: `oversight.seed_unplain`, `oversight.no_source`, `oversight.draw_size`.
    """
    current = queries.edition(edition.code)
    access.require("draw", by)
    seed, source = drawing.check_seed(command.seed, command.source)
    drum = queries.drum(current, beijing_day(at))
    lots = [lot for _honour, lot in drum]
    result = drawing.drawn(seed, lots, command.size)
    content = drawing.content(current.code, seed, source, command.size, lots)
    drawn = Draw.objects.create(
        edition=current,
        place=Draw.objects.filter(edition=current).count() + 1,
        content=content,
        digest=drawing.digest(content),
        result=[*result],
        drawn_at=at,
    )
    honours = {one.number: one for one, _lot in drum}
    sheet = queries.sheet_of(current)
    Visit.objects.bulk_create(
        [
            Visit(draw=drawn, honour=honours[number], place=place, sheet=sheet, changed_at=at)
            for place, number in enumerate(result, start=1)
        ]
    )
    audit.record(
        "oversight.draw.drawn",
        by=by,
        at=at,
        subjects=[drawn.subject, current.subject],
        said={"digest": drawn.digest, "seed": seed, "source": source, "count": len(result)},
        anchor=True,
    )
    return drawn


@audit.deed
def assign(visit: Visit, command: Assign, *, by: Actor, at: datetime) -> Visit:
    """Give a visit to an inspector who has no tie to the holder; only that one is told.

    **Why** the entry does not name the honour: the last deed of an honour is told to whoever
    finds it changed, its unit as well.

    Refuses: `oversight.visit.no_such_move`, `oversight.honour_turned`,
    `oversight.no_inspector`, `oversight.tied`, `oversight.no_due`, `Stale`.
    """
    current = queries.visit(by, visit.public_id)
    access.require("assign", by, current)
    state = VISIT.after(current.state, "assign")
    if current.honour.state in ENDED:
        raise RuleBroken("oversight.honour_turned")
    seat, lines = queries.inspector(command.seat, beijing_day(at))
    visiting.check_tie(lines, queries.lines_of(current.honour))
    due_on = visiting.check_due(command.due_on, beijing_day(at))
    assigned = audit.checked_update(
        current, command.version, state=state, seat=seat, due_on=due_on, changed_at=at
    )
    audit.record(
        "oversight.visit.assigned",
        by=by,
        at=at,
        subjects=[assigned.subject, seat.subject],
        said={"due": due_on.isoformat()},
    )
    outbox.post(
        "oversight.assigned",
        to=[accounts.recipient(seat.person)],
        params={"due": due_on.isoformat()},
        link=reverse("oversight:visit", args=[assigned.public_id]),
        at=at,
    )
    return assigned


@audit.deed
@audit.unrecorded("autosave")
def save_visit(visit: Visit, command: Save, *, by: Actor, at: datetime) -> Visit:
    """Keep what the inspector writes; nothing counts before it is sent.

    Refuses: `oversight.visit.no_such_move`, `oversight.verdict_unknown`, `oversight.not_plain`,
    `oversight.too_large`, `Stale`.
    """
    current = queries.visit(by, visit.public_id)
    access.require("visit", by, current)
    state = VISIT.after(current.state, "draft")
    verdict = visiting.check_verdict(command.verdict)
    text = visiting.as_text(command.answers)
    kept = (current.answers, current.verdict, current.state, current.version)
    if (text, verdict, state, command.version) == kept:
        return current
    return audit.checked_update(
        current, command.version, state=state, answers=text, verdict=verdict, changed_at=at
    )


@audit.deed
def submit_visit(visit: Visit, command: Act, *, by: Actor, at: datetime) -> Visit:
    """Send what was seen: from now on it is locked, and the office is told.

    Refuses: `oversight.visit.no_such_move`, `oversight.visit_unfinished`,
    `oversight.no_verdict`, `Stale`.
    """
    current = queries.visit(by, visit.public_id)
    access.require("visit", by, current)
    state = VISIT.after(current.state, "submit")
    visiting.check_whole(queries.definition(current), current.typed, current.verdict)
    sent = audit.checked_update(
        current, command.version, state=state, submitted_at=at, changed_at=at
    )
    audit.record(
        "oversight.visit.submitted",
        by=by,
        at=at,
        subjects=[sent.subject],
        said={
            "verdict": sent.verdict,
            "digest": visiting.digest(queries.named_sheet(sent), sent.answers, sent.verdict),
        },
    )
    outbox.post(
        "oversight.submitted",
        to=accounts.recipients_in({Role.OFFICE_HEAD}, beijing_day(at)),
        params={"name": sent.honour.holder_name},
        link=reverse("oversight:visit", args=[sent.public_id]),
        at=at,
    )
    return sent


@audit.deed
def confirm(visit: Visit, command: Confirm, *, by: Actor, at: datetime) -> Visit:
    """Find what a submitted visit means: all is well, or a case is opened with its sanction.

    Refuses: `oversight.visit.no_such_move`, `oversight.no_reason`, `Stale`, and what `open_case`
    refuses.
    """
    current = queries.visit(by, visit.public_id)
    access.require("confirm", by, current)
    state = VISIT.after(current.state, "confirm")
    finding = check_reason(command.finding)
    confirmed = audit.checked_update(
        current, command.version, state=state, finding=finding, confirmed_at=at, changed_at=at
    )
    if command.move:
        opened = OpenCase(
            command.move,
            finding,
            current.honour.version,
            command.due_on,
            command.paper,
            confirmed.public_id,
        )
        open_case(current.honour, opened, by=by, at=at)
    audit.record(
        "oversight.visit.confirmed",
        by=by,
        at=at,
        subjects=[confirmed.subject, current.honour.subject],
        said={"verdict": confirmed.verdict, "move": command.move, "finding": finding},
    )
    return confirmed
