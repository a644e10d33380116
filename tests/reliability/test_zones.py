"""Is a day the Beijing day, wherever the server stands and whatever its clock says (R17)?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from tests import worlds
from tests.cast import SYSTEM, moment
from tests.programmes import stories as editions

from hongbang.kernel.actor import Actor

ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
PROGRAM = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "hongbang.config.settings_test"
import django
django.setup()
import time_machine
from datetime import datetime, timezone
from hongbang.ui import clock
from hongbang.ui.templatetags.ui import cn_date_filter, cn_time_filter
for text in sys.argv[1:]:
    moment = datetime.fromisoformat(text)
    with time_machine.travel(moment, tick=False):
        print(clock.today(), cn_date_filter(moment), cn_time_filter(moment), sep="|")
"""
EDGES = {
    "2026-11-10T15:59:59+00:00": ("2026-11-10", "2026年11月10日 周二", "23:59"),
    "2026-11-10T16:00:00+00:00": ("2026-11-11", "2026年11月11日 周三", "00:00"),
    "2028-02-28T16:00:00+00:00": ("2028-02-29", "2028年2月29日 周二", "00:00"),
    "2026-12-31T15:59:59+00:00": ("2026-12-31", "2026年12月31日 周四", "23:59"),
    "2026-12-31T16:00:00+00:00": ("2027-01-01", "2027年1月1日 周五", "00:00"),
}


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_is_the_beijing_day_whatever_zone_the_host_has(zone: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *EDGES],
        env=os.environ | {"TZ": zone, "PYTHONPATH": os.pathsep.join(["src", "."])},
        capture_output=True,
        text=True,
        check=True,
    )

    lines = [re.sub("<[^>]+>", "", line).split("|") for line in told.stdout.splitlines()]
    assert lines == [[day, words, f"{words} {hour}"] for day, words, hour in EDGES.values()]


@pytest.fixture(params=ZONES)
def host_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Set the zone of the running process, as a careless operator might."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("host_zone")
def test_pages_tell_beijing_days_in_any_zone(clerk: Actor, client: Client) -> None:
    editions.opened(SYSTEM, 2026)
    with time_machine.travel(moment("2026-11-11 00:00"), tick=False):
        notice = worlds.published(clerk, moment("2026-11-10 23:59"), title="末")
        pages = [
            client.get(url).content.decode()
            for url in ("/notices/", f"/notices/{notice.public_id}/", "/")
        ]

    for html in pages:
        assert '<time datetime="2026-11-10">11月10日 周二</time>' in html
    assert "今天 11月11日" in pages[2]


@pytest.mark.usefixtures("host_zone")
def test_the_calendar_tells_whole_beijing_days_in_any_zone(client: Client, db: None) -> None:
    editions.opened(SYSTEM, 2026)
    with time_machine.travel(moment("2026-11-11 00:00"), tick=False):
        lines = client.get("/timetable.ics").content.decode().split("\r\n")

    assert lines[5:8] == [
        "DTSTAMP:20261110T160000Z",
        "DTSTART;VALUE=DATE:20261019",
        "DTEND;VALUE=DATE:20261111",
    ]


def test_an_edition_stands_on_the_site_from_beijing_midnight(clerk: Actor, client: Client) -> None:
    edition = editions.opened(SYSTEM, 2026)
    type(edition).objects.update(published_at=moment("2026-11-11 00:00"))
    years = []
    for text in ("2026-11-10 23:59", "2026-11-11 00:00"):
        with time_machine.travel(moment(text), tick=False):
            html = client.get("/").content.decode()
        years.append(re.findall(r'<p class="kicker">(\d{4})年度', html))

    assert years == [[], ["2026"]]
