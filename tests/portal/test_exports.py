"""Are special signs of a calendar escaped as RFC 5545 says?"""

from __future__ import annotations

from datetime import UTC, date, datetime

from hongbang.portal.exports import icalendar
from hongbang.portal.rules.edition import DatedStep, Edition


def test_a_calendar_escapes_commas_semicolons_and_line_ends() -> None:
    day = date(2026, 12, 31)
    step = DatedStep("甲,乙;丙\\丁", "", "一\n二\r\nEND:VCALENDAR", "", day, day)
    edition = Edition("star-2026", 2026, "星", "", "", "", 0, (), (step,))

    lines = icalendar(edition, datetime(2026, 1, 1, tzinfo=UTC)).split("\r\n")

    assert "SUMMARY:星 甲\\,乙\\;丙\\\\丁" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert lines.count("END:VCALENDAR") == 1
