"""May a survey be opened so, and may it be taken back?"""

from __future__ import annotations

from datetime import date

from hongbang.kernel.privacy import personal_numbers
from hongbang.kernel.refusal import RuleBroken

AT_ONCE = 200  # slips on one page; more are asked for again
MOST = 5000
LONGEST = 366  # days


def check_period(starts_on: date, ends_on: date, today: date) -> None:
    """Refuse days in the wrong order, over already, or more than a year apart.

    >>> check_period(date(2016, 11, 1), date(2016, 11, 10), date(2016, 11, 1))

    Refuses: `surveys.days_reversed`, `surveys.days_past`, `surveys.days_too_many`.
    """
    if ends_on < starts_on:
        raise RuleBroken("surveys.days_reversed")
    if ends_on < today:
        raise RuleBroken("surveys.days_past")
    if (ends_on - starts_on).days >= LONGEST:
        raise RuleBroken("surveys.days_too_many", {"most": LONGEST})


def check_count(count: int, issued: int) -> None:
    """Refuse a number of invitations that is none, or more than can be looked after.

    >>> check_count(50, issued=0)

    Refuses: `surveys.count_at_once`, `surveys.count_most`.
    """
    if not 1 <= count <= AT_ONCE:
        raise RuleBroken("surveys.count_at_once", {"most": AT_ONCE})
    if issued + count > MOST:
        raise RuleBroken("surveys.count_most", {"most": MOST, "issued": issued})


def check_withdrawal(reason: str, answered: int, *, by_unit: bool) -> str:
    """Return the reason for taking a survey back.

    **Why** a unit may not once customers have answered: it could try until the result pleases.

    >>> check_withdrawal(" 选错了班组 ", 0, by_unit=True)
    '选错了班组'

    Refuses: `surveys.has_answers`, `surveys.no_reason`, `surveys.personal_number`.
    """
    if by_unit and answered:
        raise RuleBroken("surveys.has_answers", {"n": answered})
    kept = reason.strip()
    if len(kept) < 4:
        raise RuleBroken("surveys.no_reason")
    if personal_numbers(kept):
        raise RuleBroken("surveys.personal_number")
    return kept
