"""Can whoever is signed in let a demonstration's days pass, and does everybody stay in?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.cast import PASSWORD, Member, moment
from tests.programmes import stories as editions

from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken
from hongbang.ops import passing, rounds
from hongbang.programmes import queries as programmes
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]
pytestmark = pytest.mark.django_db
DAY = "2026-11-24"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(moment(f"{DAY} 12:00"), tick=False) as travel:
        yield travel


def move(client: Client, **typed: str) -> str:
    answer = client.post("/demo/clock/", {"day": DAY, "to": "tomorrow", **typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_tomorrow_comes_and_the_page_says_so(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])

    html = move(client, next="/inbox/")

    assert clock.today().isoformat() == "2026-11-25"
    assert "现在是 2026年11月25日 周三。" in html
    assert '<time datetime="2026-11-25">2026年11月25日 周三</time>' in html
    assert '<input type="hidden" name="next" value="/inbox/">' in html


def test_the_next_turn_of_the_public_timetable_is_named(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    assert programmes.next_turn(clock.today()) is None
    editions.opened(company[Role.OFFICE_HEAD].actor, 2026)
    client = client_for(company[Role.UNIT_CLERK])

    last = move(client, to="turn")
    first = move(client, to="turn", day="2026-11-25")
    client.get("/?lang=en")
    move(client, to="turn", day="2026-12-07")
    after = move(client, to="turn", day="2026-12-15")

    assert "现在是 2026年11月25日 周三。今天是“第review步”的最后一天。" in last
    assert "现在是 2026年12月7日 周一。“第post步”今天开始。" in first
    assert "no step begins or ends" in after
    assert clock.today().isoformat() == "2026-12-15"


@pytest.mark.parametrize("day", ["", "2026-11-23", "rubbish"])
def test_a_button_pressed_twice_moves_once(
    day: str, company: dict[Role, Member], client_for: ClientFor
) -> None:
    html = move(client_for(company[Role.EXPERT]), day=day, next="https://elsewhere.example/")

    assert clock.today().isoformat() == DAY
    assert "时间没有再动：已经是 2026年11月24日 周二。" in html


def test_sessions_and_proofs_survive(
    company: dict[Role, Member], noon: time_machine.Coordinates
) -> None:
    clients = [Client(), Client()]
    for client, role in zip(clients, (Role.OFFICE_HEAD, Role.UNIT_CLERK), strict=True):
        client.post("/sign-in/", {"login": company[role].person.contact, "password": PASSWORD})
        assert client.get("/desk/").status_code == 200

    for n in range(24, 30):
        move(clients[0], day=f"2026-11-{n}")

    assert [one.get("/desk/").status_code for one in clients] == [200, 200]
    assert clients[0].get("/desk/").wsgi_request.is_proven
    noon.shift(31 * 60)
    assert [one.get("/desk/").status_code for one in clients] == [302, 302]


def test_what_time_brings_is_done_at_once_and_a_refusal_waits_for_the_worker(
    company: dict[Role, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def refusing(_at: Any) -> int:
        raise RuleBroken("notices.missing")

    monkeypatch.setattr(passing, "BY_TIME", (refusing, lambda at: seen.append(at) or 1))

    passing.pass_until(moment("2026-12-01 00:00").date(), by=company[Role.EXPERT].actor)

    assert seen == [moment("2026-12-01 12:00")]
    assert set(rounds.BY_TIME) < set(rounds.JOBS)


def test_outside_a_demonstration_there_is_no_such_page(
    settings: Any, company: dict[Role, Member], client_for: ClientFor, own_folder: Path
) -> None:
    client = client_for(company[Role.OFFICE_HEAD])
    settings.HONGBANG_DEMO = False

    assert client.post("/demo/clock/", {"day": DAY, "to": "tomorrow"}).status_code == 404
    assert Client().post("/demo/clock/").status_code == 404
    assert 'class="demo' not in client.get("/desk/").content.decode()
    assert not (own_folder / clock.FILE).exists()


def test_strangers_read_the_day_and_cannot_move_it() -> None:
    html = Client().get("/").content.decode()

    assert "登录后可以让时间往前走" in html
    assert "/demo/clock/" not in html
    assert Client().post("/demo/clock/", {"day": DAY, "to": "tomorrow"}).status_code == 401
    assert clock.today().isoformat() == DAY


def test_a_move_without_its_token_is_refused(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])
    client.handler.enforce_csrf_checks = True

    assert client.post("/demo/clock/", {"day": DAY, "to": "tomorrow"}).status_code == 403
    assert client.get("/demo/clock/").status_code == 405
    assert clock.today().isoformat() == DAY


def test_a_page_that_is_not_there_does_not_repeat_its_address(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    answer = client_for(company[Role.OFFICE_CLERK]).get("/applications/SECRET/")
    html = answer.content.decode()

    assert answer.status_code == 404
    assert "到明天" in html
    assert "SECRET" not in html.partition('class="demo')[2].partition("</form>")[0]
