"""Does what is told of an activity make sense? (domain.md section 3.5b)"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from hongbang.activity.rules.commands import Told
from hongbang.kernel.period import beijing_day
from hongbang.kernel.privacy import personal_numbers
from hongbang.kernel.refusal import RuleBroken

STEP, A_DAY = Decimal("0.5"), Decimal(12)
TITLE_MOST, PLACE_MOST = 80, 80
PEOPLE_MOST = 1_000_000
BREAK_MOST = 10_000
REASON_LEAST, REASON_MOST = 4, 300


def check(told: Told, kinds: Collection[str], at: datetime) -> None:
    """Refuse what cannot have been so.

    Worked example: from nine to noon with half an hour's break nobody served three hours.

    >>> from datetime import timedelta
    >>> nine = datetime.fromisoformat("2016-11-05T09:00:00+08:00")
    >>> told = Told("community", "义卖", "外滩", nine, nine + timedelta(hours=3), 30,
    ...             1, 8, 5, 6, Decimal("3"), 40)
    >>> check(told, ["community"], nine + timedelta(days=1))
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: activity.hours_over

    Refuses: `activity.no_kind`, `activity.no_title`, `activity.personal_number`, and what
    `_check_time`, `_check_heads` and `check_hours` refuse.
    """
    if told.kind not in kinds:
        raise RuleBroken("activity.no_kind")
    if not told.title.strip() or not told.place.strip():
        raise RuleBroken("activity.no_title")
    if personal_numbers(told.title) or personal_numbers(told.place):
        raise RuleBroken("activity.personal_number")
    _check_time(told, at)
    _check_heads(told)
    check_hours(told)


def _check_time(told: Told, at: datetime) -> None:
    if told.ends_at <= told.starts_at:
        raise RuleBroken("activity.ends_first")
    if told.ends_at > at:
        raise RuleBroken("activity.not_over")


def _check_heads(told: Told) -> None:
    if max(told.women, told.under35) > told.people:
        raise RuleBroken("activity.part_over", {"people": told.people})


def lasted(told: Told) -> Decimal:
    """Return how many hours an activity took without its break, down to the half hour.

    >>> from datetime import timedelta
    >>> nine = datetime.fromisoformat("2016-11-05T09:00:00+08:00")
    >>> lasted(Told("t", "t", "t", nine, nine + timedelta(minutes=200), 10, 0, 0, 0, 0,
    ...             Decimal(0), 0))
    Decimal('3.0')
    """
    minutes = int((told.ends_at - told.starts_at).total_seconds()) // 60 - told.break_minutes
    return STEP * max(minutes // 30, 0)


def check_hours(told: Told) -> None:
    """Refuse hours that are not halves, more than twelve a day, or longer than it lasted.

    Refuses: `activity.hours_step`, `activity.hours_a_day`, `activity.hours_over`.
    """
    if told.hours % STEP:
        raise RuleBroken("activity.hours_step")
    days = (beijing_day(told.ends_at) - beijing_day(told.starts_at)).days + 1
    if told.hours > A_DAY * days:
        raise RuleBroken("activity.hours_a_day", {"most": int(A_DAY), "days": days})
    longest = lasted(told)
    if told.hours > longest:
        raise RuleBroken("activity.hours_over", {"most": f"{longest:f}"})


def check_reason(reason: str) -> str:
    """Return the reason of an act; refuse one that says nothing, or names somebody by number.

    >>> check_reason(" 人数写错了 ")
    '人数写错了'

    Refuses: `activity.no_reason`, `activity.personal_number`.
    """
    kept = reason.strip()
    if not REASON_LEAST <= len(kept) <= REASON_MOST:
        raise RuleBroken("activity.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
    if personal_numbers(kept):
        raise RuleBroken("activity.personal_number")
    return kept
