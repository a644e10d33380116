"""How do other programs read the public site: feed, calendar, sitemap?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from hongbang.portal.queries import Posted
from hongbang.portal.rules.edition import Edition


def atom(entries: Iterable[Posted], title: str, description: str) -> bytes:
    """Write the notices as an Atom feed."""
    feed = Atom1Feed(
        title=title,
        link=settings.HONGBANG_BASE_URL + "/",
        description=description,
        language="zh-Hans",
        feed_url=settings.HONGBANG_BASE_URL + reverse("portal:feed"),
    )
    for notice in entries:
        feed.add_item(
            title=notice.title,
            link=settings.HONGBANG_BASE_URL + reverse("notices:show", args=[notice.code]),
            description="",
            unique_id=f"urn:hongbang:notice:{notice.code}",
            author_name=notice.author,
            pubdate=notice.published_at,
            updateddate=notice.changed_at,
        )
    return feed.writeString("utf-8").encode()


def icalendar(edition: Edition, at: datetime) -> str:
    """Write the timetable as whole-day events (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hongbang//Timetable//ZH"]
    for place, step in enumerate(edition.steps, start=1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{edition.year}-{place}@hongbang",
            f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{step.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{_day_after(step.ends_on):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{edition.name} {step.name}')}",
            f"DESCRIPTION:{_escaped(step.note)}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
