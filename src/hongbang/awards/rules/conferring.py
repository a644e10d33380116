"""When may honours be conferred, by which paper, from which day, under which numbers?

Default (domain.md 4.3 and 7.6): only who came through the notice, by a decision with a number of
its own. Whoever still waits holds up the others only until the head says otherwise; they are
conferred by a further batch, under the next numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hongbang.kernel.refusal import RuleBroken
from hongbang.register.rules.lifecycle import HELD
from hongbang.register.rules.numbering import SHAPE, number

PAPER_LEAST, PAPER_MOST = 4, 80
AHEAD = timedelta(days=90)


def check_paper(text: str) -> str:
    """Let a paper's number pass, trimmed.

    Refuses: `awards.no_paper`.
    """
    said = text.strip()
    if not PAPER_LEAST <= len(said) <= PAPER_MOST:
        raise RuleBroken("awards.no_paper", {"least": PAPER_LEAST, "most": PAPER_MOST})
    return said


def earliest(last_days: Iterable[date]) -> date:
    """Return the first day on which names may be honoured: the day after their notice.

    >>> earliest([date(2026, 12, 10), date(2026, 12, 14)])
    datetime.date(2026, 12, 15)
    """
    return max(last_days) + timedelta(days=1)


def check_day(on: date, not_before: date, today: date) -> None:
    """Refuse a first day before the notice was over, or months ahead.

    Refuses: `awards.day_early`, `awards.day_late`.
    """
    if on < not_before:
        raise RuleBroken("awards.day_early", {"first": not_before.isoformat()})
    if on > today + AHEAD:
        raise RuleBroken("awards.day_late", {"last": (today + AHEAD).isoformat()})


def check_ready(new: int, waiting: int, *, is_partial: bool) -> None:
    """Refuse to confer nothing, or to pass over whoever waits without saying so.

    Refuses: `awards.nothing_new`, `awards.some_wait`.
    """
    if not new:
        raise RuleBroken("awards.nothing_new")
    if waiting and not is_partial:
        raise RuleBroken("awards.some_wait", {"waiting": waiting})


def check_fetched(state: str) -> None:
    """Refuse the certificate of an honour that may not be shown any more.

    Refuses: `awards.not_in_force`.
    """
    if not may_be_shown(state):
        raise RuleBroken("awards.not_in_force")


def may_be_shown(state: str) -> bool:
    """Say whether its holder may show an honour, though it may have lapsed.

    >>> may_be_shown("warned"), may_be_shown("suspended"), may_be_shown("revoked")
    (True, False, False)
    """
    return state in HELD


def numbers(year: int, categories: Iterable[int], taken: Mapping[int, str]) -> list[str]:
    """Return a number for each name, by the place of its category, after those that are taken.

    Worked example: one was honoured in the second category already.

    >>> numbers(2026, [1, 1, 2], {2: "2026-02-0001-2"})
    ['2026-01-0001-8', '2026-01-0002-6', '2026-02-0002-8']
    """
    last = {category: place_of(one) for category, one in taken.items()}
    found = []
    for category in categories:
        last[category] = last.get(category, 0) + 1
        found.append(number(year, category, last[category]))
    return found


def place_of(text: str) -> int:
    """Return which one in its category a number names.

    >>> place_of("2016-01-0007-8")
    7
    """
    found = SHAPE.fullmatch(text)
    if found is None:
        raise RuleBroken("register.number_wrong", {"numbers": text})
    return int(found[3])
