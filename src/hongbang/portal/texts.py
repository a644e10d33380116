"""Which words does the public site say around names and days?"""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hongbang.portal.rules.timetable import Speech
from hongbang.ui.dates import MONTHS_EN, day_words


def speech(today: date) -> Speech:
    """Return how a timetable speaks in the visitor's language."""
    language = get_language() or "zh-hans"

    def day(value: date) -> str:
        return day_words(value, today, language)

    def tick(value: date) -> str:
        if language.startswith("zh"):
            return f"{value.month}月{value.day}日"
        return f"{value.day} {MONTHS_EN[value.month - 1]}"

    return Speech(
        day=day,
        tick=tick,
        on=_("{day}"),
        until=_("至 {day}"),
        span=_("{first} 至 {last}"),
        head=_("{name}　{when}"),
        part=_("{name} {when}"),
        comma=_("，"),
        stop=_("。"),
        gap=_("　"),
        today=_("今天 {day}"),
    )
