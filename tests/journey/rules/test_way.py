"""Does the way of an application tell each turn once, and where it is by now?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hongbang.journey.rules.way import Facts, Held, Placed, Put, Read, Sent, Shown, Stand, way

START = datetime.fromisoformat("2026-11-12T09:00:00+08:00")
LAST = date(2026, 12, 7)


def day(count: int) -> datetime:
    return START + timedelta(days=count)


SENT = Sent("黄浦区总工会", "recommended", "accepted", day(0), day(1))
READ = Read(day(2), date(2026, 11, 30), day(3))
PUT = Facts(SENT, READ, Placed("chosen", day(4)), Put(day(5), day(6)))
POSTED = replace(PUT, shown=Shown("posted", day(7), LAST, None), listed_at=day(7))
CLEARED = replace(POSTED, shown=Shown("cleared", day(7), LAST, day(8)))
HELD = replace(
    CLEARED,
    held=Held("A1", "revoked", day(9), date(2029, 12, 31), [("revoke", day(11), "材料不实")]),
    visits=[(day(10), "serious")],
)


def test_a_way_to_the_end_tells_every_turn_in_order() -> None:
    told = way(HELD)

    assert [one.code for one in told.steps] == [
        *("recommended", "accepted", "taken", "reviewed", "list_chosen", "put", "passed"),
        *("posted", "cleared", "honoured", "visited", "turned"),
    ]
    assert [one.at for one in told.steps] == [day(n) for n in range(12)]
    assert told.stand == Stand("held", date(2029, 12, 31), {"status": "revoked"})


STANDS = [
    (Facts(replace(SENT, state="forwarded", ruled_at=None)), "forwarded", None),
    (Facts(replace(SENT, verdict="declined", state="forwarded")), "declined", None),
    (Facts(replace(SENT, state="ineligible")), "ineligible", None),
    (Facts(SENT), "accepted", None),
    (Facts(SENT, replace(READ, closed_at=None)), "reading", date(2026, 11, 30)),
    (Facts(SENT, READ), "reviewed", None),
    (replace(PUT, put=None), "list_chosen", None),
    (Facts(SENT, READ, Placed("reserve", day(4))), "list_reserve", None),
    (replace(PUT, put=Put(day(5), None)), "at_hosts", None),
    (PUT, "to_post", None),
    (POSTED, "posted", LAST),
    (CLEARED, "cleared", None),
    (replace(POSTED, shown=Shown("struck", day(7), LAST, day(8))), "struck", None),
    (Facts(SENT, READ, listed_at=day(7)), "left_out", None),
    (Facts(SENT, replace(READ, closed_at=None), listed_at=day(7)), "reading", READ.until),
]


@pytest.mark.parametrize(("facts", "code", "until"), STANDS)
def test_where_it_is(facts: Facts, code: str, until: date | None) -> None:
    told = way(facts).stand

    assert (told.code, told.until) == (code, until)


def test_what_was_left_out_says_when_the_list_came_out() -> None:
    last = way(Facts(SENT, READ, listed_at=day(7))).steps[-1]

    assert (last.code, last.at) == ("left_out", day(7))
