"""How are days and moments written: 10月19日 周一, Mon 19 Oct?

Beijing time throughout. The year is written when it is not this year's; a deadline at midnight
is written as 24:00 of the day before.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hongbang.kernel.period import BEIJING

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, today: date | None, language: str) -> str:
    """Write a day with its weekday.

    >>> day_words(date(2026, 10, 19), date(2026, 11, 3), "zh-hans")
    '10月19日 周一'
    >>> day_words(date(2025, 12, 18), date(2026, 11, 3), "zh-hans")
    '2025年12月18日 周四'
    >>> day_words(date(2025, 12, 18), date(2026, 11, 3), "en")
    'Thu 18 Dec 2025'
    """
    is_this_year = today is not None and day.year == today.year
    if language.startswith("zh"):
        year = "" if is_this_year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日 周{WEEKDAYS_ZH[day.weekday()]}"
    year = "" if is_this_year else f" {day.year}"
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]}{year}"


def plain_day_words(day: date, language: str) -> str:
    """Write a day in full, as under a paper: year, month, day, no weekday.

    >>> plain_day_words(date(2026, 10, 19), "zh-hans")
    '2026年10月19日'
    >>> plain_day_words(date(2026, 10, 19), "en")
    '19 Oct 2026'
    """
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def moment_words(moment: datetime, today: date | None, language: str) -> str:
    """Write an aware moment: the day, its weekday and the hour.

    >>> nine = datetime(2026, 11, 9, 21, 48, tzinfo=BEIJING)
    >>> moment_words(nine, date(2026, 11, 3), "zh-hans")
    '11月9日 周一 21:48'
    >>> moment_words(nine, date(2026, 11, 3), "en")
    'Mon 9 Nov, 21:48'
    """
    local = moment.astimezone(BEIJING)
    return _joined(local.date(), f"{local:%H:%M}", today, language)


def deadline_words(moment: datetime, today: date | None, language: str) -> str:
    """Write the end of a period; midnight is 24:00 of the day before.

    >>> end = datetime(2026, 11, 11, tzinfo=BEIJING)
    >>> deadline_words(end, date(2026, 11, 3), "zh-hans")
    '11月10日 周二 24:00'
    """
    local = moment.astimezone(BEIJING)
    if local.time() == time.min:
        return _joined(local.date() - timedelta(days=1), "24:00", today, language)
    return _joined(local.date(), f"{local:%H:%M}", today, language)


def _joined(day: date, clock: str, today: date | None, language: str) -> str:
    """Put the hour behind the day as the language does."""
    between = " " if language.startswith("zh") else ", "
    return f"{day_words(day, today, language)}{between}{clock}"
