"""Do sign-in, sign-out and the seats page work, and do sessions end when they should?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from tests import cast
from tests.cast import PASSWORD, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts.models import Person, Seat, Visit
from hongbang.kernel.actor import Role

ClientFor = Callable[[Member], Client]


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def test_sign_in_leads_to_the_desk(company: dict[Role, Member]) -> None:
    client = Client()

    answer = sign_in(client, company[Role.EXPERT].login.upper())

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200


def test_sign_in_leads_back_to_where_one_was(company: dict[Role, Member]) -> None:
    client = Client()
    asked = client.get("/inbox/?page=2")

    answer = sign_in(client, company[Role.EXPERT].login, next="/inbox/?page=2")

    assert asked.headers["Location"] == "/sign-in/?next=%2Finbox%2F%3Fpage%3D2"
    assert answer.headers["Location"] == "/inbox/?page=2"


@pytest.mark.parametrize("login", ["expert@cast.example", "unknown@cast.example"])
def test_a_wrong_password_says_the_same_of_known_and_unknown_names(
    login: str, company: dict[Role, Member]
) -> None:
    answer = sign_in(Client(), login, "wrong-password")

    assert answer.status_code == 422
    assert "账号或密码不对" in answer.content.decode()
    assert f'value="{login}"' in answer.content.decode()


@pytest.mark.django_db
def test_an_empty_form_is_refused_field_by_field() -> None:
    answer = sign_in(Client(), "", "")

    assert answer.status_code == 422
    assert "还没写手机号或邮箱。" in answer.content.decode()
    assert "还没写密码。" in answer.content.decode()


def test_the_session_key_changes_at_sign_in_and_at_each_seat(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    head = company[Role.OFFICE_HEAD]
    grant = accounts.GrantSeat(head.person, head.seat.organisation, Role.EXPERT, date(2026, 2, 1))
    second = accounts.grant_seat(grant, by=cast.SYSTEM, at=moment())
    client = client_for(head)
    before = client.session.session_key

    page = client.get("/seats/")
    answer = client.post("/seats/", {"seat": second.public_id})

    assert "坐到这里" in page.content.decode()
    assert answer.headers["Location"] == "/desk/"
    assert client.session.session_key != before
    assert "评审专家" in client.get("/desk/").content.decode()


def test_a_seat_that_is_not_mine_looks_missing(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])

    foreign = client.post("/seats/", {"seat": company[Role.AUDITOR].seat.public_id})
    missing = client.post("/seats/", {"seat": "NOSUCHSEAT000"})

    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_sign_out_kills_the_session_on_the_server(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])
    stolen = client.cookies["session"].value

    client.post("/sign-out/")

    thief = Client()
    thief.cookies["session"] = stolen
    assert Session.objects.count() == 0
    assert thief.get("/desk/").status_code == 302


def test_sign_out_is_not_a_link(company: dict[Role, Member], client_for: ClientFor) -> None:
    client = client_for(company[Role.EXPERT])

    assert client.get("/sign-out/").status_code == 405
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("minutes", "every", "alive"),
    [(29, 29, True), (31, 31, False), (719, 20, True), (721, 20, False)],
)
def test_sessions_end_when_idle_or_old(
    minutes: int, every: int, alive: bool, company: dict[Role, Member]
) -> None:
    client = Client()
    with time_machine.travel(moment(), tick=False) as clock:
        sign_in(client, company[Role.EXPERT].login)
        passed = 0
        while passed < minutes:
            step = min(every, minutes - passed)
            passed += step
            clock.shift(timedelta(minutes=step))
            answer = client.get("/desk/")

    assert (answer.status_code == 200) is alive


@pytest.mark.parametrize("ending", ["password", "inactive", "seat"])
def test_sessions_end_with_what_they_stand_on(
    ending: str, company: dict[Role, Member], client_for: ClientFor
) -> None:
    expert = company[Role.EXPERT]
    client = client_for(expert)

    if ending == "password":
        Person.objects.filter(pk=expert.person.pk).update(password="changed")
    elif ending == "inactive":
        Person.objects.filter(pk=expert.person.pk).update(is_active=False)
    else:
        Seat.objects.filter(pk=expert.seat.pk).update(ends_on=date(2026, 1, 6))

    assert client.get("/desk/").status_code == 302


def test_last_seen_is_written_at_most_once_a_minute(
    company: dict[Role, Member], django_assert_num_queries: Any
) -> None:
    client = Client()
    with time_machine.travel(moment(), tick=False) as clock:
        sign_in(client, company[Role.EXPERT].login)
        client.get("/desk/")
        clock.shift(timedelta(seconds=30))
        seen = Visit.objects.get().seen_at
        client.get("/desk/")
        assert Visit.objects.get().seen_at == seen
        clock.shift(timedelta(seconds=31))
        client.get("/desk/")
        assert Visit.objects.get().seen_at > seen


def test_nothing_typed_is_lost_when_the_session_has_ended(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    clerk = company[Role.OFFICE_CLERK]
    client = client_for(clerk)
    key = client.get("/office/notices/new/").context["form"]["key"].value()
    typed = {
        "kind": "notice",
        "title": "半夜写的",
        "author": "办公室",
        "body_text": "第一段\n\n第二段",
        "key": key,
    }
    client.session.flush()

    lost = client.post("/office/notices/new/", typed)
    asked = client.post("/sign-in/", {"kept": lost.context["kept"], "resume": "1"})
    wrong = sign_in(client, clerk.login, "wrong-password", kept=lost.context["kept"])
    right = sign_in(client, clerk.login, kept=lost.context["kept"])
    resumed = dict(right.context["kept"].fields)
    sent = client.post(right.context["kept"].path, resumed)

    assert (lost.status_code, asked.status_code, wrong.status_code) == (401, 200, 422)
    assert wrong.context["kept"] == lost.context["kept"]
    assert resumed == typed
    assert sent.status_code == 302
    assert "第二段" in client.get(sent.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_a_forged_keepsake_is_taken_for_none(company: dict[Role, Member]) -> None:
    answer = sign_in(Client(), company[Role.EXPERT].login, kept="forged")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
