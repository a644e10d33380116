"""When may a resolution be submitted, how does a host decide, and when has it passed?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hongbang.approvals.rules.lifecycle import APPROVED
from hongbang.kernel.refusal import RuleBroken

NONE, OBJECTION, UNKNOWN = "none", "objection", "unknown"
RESULTS = (NONE, OBJECTION, UNKNOWN)
OPINION_LEAST, OPINION_MOST = 2, 1000
NAME_MOST, NOTE_MOST = 80, 500
LONGEST = 60  # days that a department is given at most


def check_opinion(text: str, *, is_return: bool) -> str:
    """Let an opinion pass; whoever returns a resolution says why.

    >>> check_opinion(" ", is_return=False), check_opinion(" 缺一人 ", is_return=True)
    ('', '缺一人')

    Refuses: `approvals.no_opinion`, `approvals.opinion_long`.
    """
    said = text.strip()
    if is_return and len(said) < OPINION_LEAST:
        raise RuleBroken("approvals.no_opinion")
    if len(said) > OPINION_MOST:
        raise RuleBroken("approvals.opinion_long", {"most": OPINION_MOST})
    return said


def has_passed(states: Iterable[str]) -> bool:
    """Say whether every host has approved.

    >>> has_passed(["approved", "approved"]), has_passed(["approved", "owed"]), has_passed([])
    (True, False, False)
    """
    found = [*states]
    return bool(found) and all(one == APPROVED for one in found)


def check_ready(lists: int, without_list: Sequence[str], open_checks: int, hosts: int) -> None:
    """Let a resolution be submitted: each category has a fixed list, every check is answered.

    A category in which nobody stands is not waited for; some list there must be.

    >>> check_ready(2, [], 0, 4)

    Refuses: `approvals.nobody_chosen`, `approvals.no_slate`, `approvals.checks_open`,
    `approvals.no_hosts`.
    """
    if without_list:
        raise RuleBroken("approvals.no_slate", {"categories": "、".join(without_list)})
    if not lists:
        raise RuleBroken("approvals.nobody_chosen")
    if open_checks:
        raise RuleBroken("approvals.checks_open", {"count": open_checks})
    if not hosts:
        raise RuleBroken("approvals.no_hosts")


def check_asking(department: str, due_on: date, today: date) -> str:
    """Let a question to a department pass: a name, a day ahead and not too far.

    >>> check_asking(" 市场监管局 ", date(2026, 12, 1), date(2026, 11, 27))
    '市场监管局'

    Refuses: `approvals.no_department`, `approvals.due_past`, `approvals.due_far`.
    """
    name = department.strip()
    if not 2 <= len(name) <= NAME_MOST:
        raise RuleBroken("approvals.no_department", {"most": NAME_MOST})
    if due_on < today:
        raise RuleBroken("approvals.due_past", {"today": today.isoformat()})
    if (due_on - today).days > LONGEST:
        raise RuleBroken("approvals.due_far", {"days": LONGEST})
    return name


def check_answer(result: str, note: str) -> str:
    """Let an answer pass; an objection, and not knowing, are said in words.

    >>> check_answer("none", "")
    ''

    Refuses: `approvals.result_unknown`, `approvals.no_note`, `approvals.note_long`.
    """
    said = note.strip()
    if result not in RESULTS:
        raise RuleBroken("approvals.result_unknown")
    if result != NONE and len(said) < OPINION_LEAST:
        raise RuleBroken("approvals.no_note")
    if len(said) > NOTE_MOST:
        raise RuleBroken("approvals.note_long", {"most": NOTE_MOST})
    return said
