"""How is a whole batch annulled, and how does a unit give its honour back?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.oversight import access, queries
from hongbang.oversight.models import Annulment, Case
from hongbang.oversight.operations.telling import tell_holder
from hongbang.oversight.queries import Category, Honour
from hongbang.oversight.rules import sanctions
from hongbang.oversight.rules.commands import Act, Annul
from hongbang.oversight.rules.lifecycle import CASE, OPENED, WAITING
from hongbang.register import operations as register
from hongbang.register.rules.commands import Turn


@audit.deed
def annul(category: Category, command: Annul, *, by: Actor, at: datetime) -> Annulment:
    """Annul every live honour of a category for the programme's sake, and tell every holder.

    Nobody is at fault, so nobody is heard; cases that wait against these honours are dropped
    (domain.md 4.5: a batch revoked because the programme itself lacked approval).

    Refuses: `oversight.nothing_live`, `oversight.batch_moved`, `oversight.no_reason`,
    `oversight.no_paper`.
    """
    current, today = queries.category(category.public_id), beijing_day(at)
    access.require("annul", by)
    honours = queries.batch(current, today)
    sanctions.check_count(command.count, len(honours))
    reason, paper = sanctions.check_reason(command.reason), sanctions.check_paper(command.paper)
    Case.objects.filter(honour__in=honours, state__in=WAITING).update(
        state=CASE.after(OPENED, "drop"), decision=reason, decided_at=at, version=F("version") + 1
    )
    annulled = Annulment.objects.create(
        category=current, reason=reason, paper=paper, count=len(honours), annulled_at=at
    )
    for honour in honours:
        register.turn(honour, Turn("annul", honour.version, reason, today, paper), by=by, at=at)
        tell_holder(honour, at)
    audit.record(
        "oversight.batch.annulled",
        by=by,
        at=at,
        subjects=[annulled.subject, current.subject, *(one.subject for one in honours)],
        said={"ground": "programme", "reason": reason, "paper": paper, "count": len(honours)},
        anchor=True,
    )
    return annulled


@audit.deed
def surrender(honour: Honour, command: Act, *, by: Actor, at: datetime) -> Honour:
    """Give an honour back, by the head of its unit; not to get out of a case that waits.

    Refuses: `oversight.case_waits`, `oversight.no_reason`, and what `register.turn` refuses.
    """
    current = queries.honour(honour.public_id)
    access.require("surrender", by, current)
    if queries.waits(current):
        raise RuleBroken("oversight.case_waits")
    reason = sanctions.check_reason(command.reason)
    turn = Turn("surrender", command.version, reason, beijing_day(at))
    register.turn(current, turn, by=by, at=at)
    audit.record(
        "oversight.honour.surrendered",
        by=by,
        at=at,
        subjects=[current.subject],
        said={"number": current.number, "reason": reason},
        anchor=True,
    )
    return queries.honour(current.public_id)
