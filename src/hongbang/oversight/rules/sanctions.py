"""Which sanctions does an edition know, which of them need a hearing, and what must they say?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.register.rules.lifecycle import HONOUR

MOVES = ("warn", "rectify", "suspend", "revoke")  # in the order of their weight
HEARD_FIRST = ("suspend", "revoke")
HEARING_DAYS = 5
REASON_LEAST, REASON_MOST = 5, 500
TEXT_LEAST, TEXT_MOST = 5, 2000
PAPER_MOST = 80
FINE, MINOR, SERIOUS = "fine", "minor", "serious"
VERDICTS = (FINE, MINOR, SERIOUS)


def offered(sanctions: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what an edition's sanctions allow; all where it names none.

    What is not public is a warning or time to mend; public, a suspension; what ends the award, a
    revocation (domain.md 4.5: three grades).

    >>> grades = [{"grade": 1}, {"grade": 3, "is_public": True, "ends_the_award": True}]
    >>> offered(grades), offered([])
    (('warn', 'rectify', 'revoke'), ('warn', 'rectify', 'suspend', 'revoke'))
    """
    if not sanctions:
        return MOVES
    found = {move for row in sanctions for move in _moves_of(row)}
    return tuple(move for move in MOVES if move in found)


def _moves_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    if row.get("ends_the_award"):
        return ("revoke",)
    return ("suspend",) if row.get("is_public") else ("warn", "rectify")


def possible(offers: Sequence[str], state: str) -> tuple[str, ...]:
    """Return which of these sanctions an honour in this state can still take.

    >>> possible(MOVES, "suspended")
    ('revoke',)
    """
    moves = HONOUR.moves_from(state)
    return tuple(move for move in offers if move in moves)


def check_move(move: str, offers: Sequence[str], state: str) -> None:
    """Refuse a sanction that the edition does not know, or that the honour cannot take.

    Refuses: `oversight.not_offered`, `register.honour.no_such_move`.
    """
    if move not in offers:
        raise RuleBroken("oversight.not_offered")
    HONOUR.after(state, move)


def check_due(move: str, due_on: date | None, today: date) -> date | None:
    """Return the last day of a rectification; other sanctions have none.

    >>> check_due("warn", date(2018, 5, 1), date(2018, 4, 1)) is None
    True

    Refuses: `oversight.no_due`.
    """
    if move != "rectify":
        return None
    if due_on is None or due_on <= today:
        raise RuleBroken("oversight.no_due", {"today": today.isoformat()})
    return due_on


def check_hearing(stated: bool, hears_until: date | None, today: date) -> None:  # noqa: FBT001 - read as a fact, never passed by place alone
    """Refuse to decide while the holder may still speak and has not.

    >>> check_hearing(True, date(2018, 4, 9), date(2018, 4, 3))

    Refuses: `oversight.hearing_runs`.
    """
    if hears_until is not None and not stated and today <= hears_until:
        raise RuleBroken("oversight.hearing_runs", {"until": hears_until.isoformat()})


def check_in_time(hears_until: date | None, today: date) -> None:
    """Refuse a statement after its last day.

    Refuses: `oversight.hearing_over`.
    """
    if hears_until is None or today > hears_until:
        until = hears_until.isoformat() if hears_until else ""
        raise RuleBroken("oversight.hearing_over", {"until": until})


def check_reason(text: str) -> str:
    """Let a reason pass, trimmed; holder and public may read it.

    Refuses: `oversight.no_reason`.
    """
    said = text.strip()
    if not REASON_LEAST <= len(said) <= REASON_MOST:
        raise RuleBroken("oversight.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
    return said


def check_text(text: str) -> str:
    """Let what a unit writes pass, trimmed.

    Refuses: `oversight.no_text`.
    """
    said = text.strip()
    if not TEXT_LEAST <= len(said) <= TEXT_MOST:
        raise RuleBroken("oversight.no_text", {"least": TEXT_LEAST, "most": TEXT_MOST})
    return said


def check_paper(text: str) -> str:
    """Let the number of a paper pass; a sanction that ends an honour needs one.

    Refuses: `oversight.no_paper`.
    """
    said = text.strip()
    if not 2 <= len(said) <= PAPER_MOST:
        raise RuleBroken("oversight.no_paper", {"most": PAPER_MOST})
    return said


def check_count(looked_at: int, count: int) -> None:
    """Refuse a batch that is not the one that was looked at, or is empty.

    Refuses: `oversight.nothing_live`, `Stale` (`oversight.batch_moved`).
    """
    if not count:
        raise RuleBroken("oversight.nothing_live")
    if looked_at != count:
        raise Stale("oversight.batch_moved", {"count": count})
