"""How is a department asked, and how is its answer kept?"""

from __future__ import annotations

from datetime import datetime

from hongbang.approvals import access, queries
from hongbang.approvals.models import DepartmentCheck
from hongbang.approvals.queries import Edition
from hongbang.approvals.rules import deciding
from hongbang.approvals.rules.commands import AnswerCheck, Ask
from hongbang.approvals.rules.lifecycle import CHECK
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day


@audit.deed
def ask_department(edition: Edition, command: Ask, *, by: Actor, at: datetime) -> DepartmentCheck:
    """Note that a department was asked, about one applicant or the whole list.

    The same form sent twice asks once.

    Refuses: `approvals.no_department`, `approvals.due_past`, `approvals.due_far`,
    `approvals.not_on_list`.
    """
    current = queries.edition(by, edition.code)
    access.require("check", by)
    body = {
        "department": command.department,
        "application": command.application,
        "due_on": command.due_on.isoformat(),
    }
    earlier = audit.once(command.key, "approvals.ask", body, by=by, at=at)
    if earlier:
        return queries.check(by, earlier)
    today = beijing_day(at)
    name = deciding.check_asking(command.department, command.due_on, today)
    about = None
    if command.application:
        about = queries.on_list(queries.matter(current), command.application)
    asked = DepartmentCheck.objects.create(
        edition=current,
        application=about,
        department=name,
        asked_on=today,
        due_on=command.due_on,
    )
    audit.settle(command.key, "approvals.ask", asked.public_id, by=by)
    audit.record(
        "approvals.check.asked",
        by=by,
        at=at,
        subjects=[asked.subject, current.subject, *([about.subject] if about else [])],
        said={
            "department": name,
            "about": about.subject_name if about else "",
            "until": command.due_on.isoformat(),
        },
    )
    return asked


@audit.deed
def answer_check(
    check: DepartmentCheck, command: AnswerCheck, *, by: Actor, at: datetime
) -> DepartmentCheck:
    """Keep what a department said; a later word replaces it, the ledger has both.

    Refuses: `approvals.result_unknown`, `approvals.no_note`, `approvals.note_long`, `Stale`.
    """
    current = queries.check(by, check.public_id)
    access.require("check", by)
    state = CHECK.after(current.state, "answer")
    note = deciding.check_answer(command.result, command.note)
    answered = audit.checked_update(
        current,
        command.version,
        state=state,
        result=command.result,
        note=note,
        answered_at=at,
    )
    audit.record(
        "approvals.check.answered",
        by=by,
        at=at,
        subjects=[answered.subject, answered.edition.subject],
        said={"department": answered.department, "result": command.result, "note": note},
    )
    return answered
