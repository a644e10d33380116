"""Is nothing changed by a form that did not come from our own page (reliability S05)?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests import worlds
from tests.cast import PASSWORD, Member, moment
from tests.security.routes import RULES, address
from tests.security.test_matrix import Watch, state

from hongbang.kernel.actor import Actor, Role
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Edit

ClientFor = Callable[[Member], Client]
UNSAFE = [name for name, rule in RULES.items() if "POST" in rule.methods]
SENDER = {"audit:export_entries": Role.AUDITOR}
EVERY_TENTH = 10  # one middleware judges them all: a form without a token is tried everywhere
FORGED = {
    "no token": {},
    "a made-up token": {"data": {"csrfmiddlewaretoken": "x" * 64}},
    "a foreign origin": {"headers": {"origin": "https://evil.example"}, "token": True},
    "the null origin": {"headers": {"origin": "null"}, "token": True},
    "a neighbour's origin": {
        "headers": {"origin": "http://testserver.evil.example"},
        "token": True,
    },
    "another port": {"headers": {"origin": "http://testserver:8080"}, "token": True},
}


def signed_in(member: Member) -> Client:
    """Sign in with a browser that has its token checked."""
    client = Client(enforce_csrf_checks=True)
    token = token_of(client, "/sign-in/")
    typed = {"login": member.login, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/sign-in/", typed).status_code == 302
    return client


def token_of(client: Client, page: str) -> str:
    html = client.get(page).content.decode()
    return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[0]


@pytest.fixture
def objects(clerk: Actor) -> dict[str, object]:
    """Tell of a public notice with a change prepared, so that every act could succeed."""
    notice = worlds.published(clerk)
    annex = worlds.annexed(notice, clerk)
    kept = worlds.fresh(notice)
    notices.edit(kept, Edit(worlds.text("改"), kept.version), by=clerk, at=moment())
    return {"code": notice.public_id, "annex": annex.public_id}


def everything(seat: str) -> dict[str, object]:
    """Fill in all that any form of ours asks for."""
    return {
        **worlds_text(),
        "key": "k" * 32,
        "version": 4,
        "reason": "日期写错了",
        "annex": "x",
        "seat": seat,
    }


def worlds_text() -> dict[str, object]:
    text = worlds.text()
    return {
        "kind": text.kind,
        "title": "伪造的",
        "number": text.number,
        "author": text.author,
        "body_text": "伪造的正文",
    }


@pytest.mark.parametrize("step", [EVERY_TENTH, pytest.param(1, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("kind", FORGED)
@pytest.mark.parametrize("role", [Role.OFFICE_CLERK, Role.AUDITOR])
def test_a_forged_form_is_refused_and_changes_nothing(
    role: Role, kind: str, step: int, objects: dict[str, object], company: dict[Role, Member]
) -> None:
    member, forged = company[role], dict[str, Any](FORGED[kind])
    client = signed_in(member)
    names = [name for name in UNSAFE if SENDER.get(name, Role.OFFICE_CLERK) is role]
    names = names[:: 1 if kind == "no token" else step]
    sent = everything(member.seat.public_id) | forged.get("data", {})
    if forged.get("token"):
        sent["csrfmiddlewaretoken"] = token_of(client, "/desk/")
    found, watch = [], Watch()

    with connection.execute_wrapper(watch):
        for name in names:
            answer = client.post(address(name, objects), sent, headers=forged.get("headers"))
            if answer.status_code != 403 or "因此没有受理" not in answer.content.decode():
                found.append(f"{name}: {answer.status_code}")
            if watch.changed():
                found.append(f"{name} writes")

    assert found == []
    assert len(names) >= 1
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "text/xml"])
def test_a_form_in_another_dress_is_refused(
    content_type: str, objects: dict[str, object], company: dict[Role, Member]
) -> None:
    client = signed_in(company[Role.OFFICE_CLERK])
    token = token_of(client, "/desk/")
    body = f"csrfmiddlewaretoken={token}&version=4&reason=x"
    before = state()

    answers = [
        client.post(address(name, objects), body, content_type=content_type).status_code
        for name in UNSAFE
    ]

    assert answers == [403] * len(UNSAFE)
    assert state() == before


@pytest.mark.parametrize("header", ["x-http-method-override", "x-method-override", "x-http-method"])
def test_a_link_cannot_dress_up_as_a_form(
    header: str, objects: dict[str, object], company: dict[Role, Member]
) -> None:
    client = signed_in(company[Role.OFFICE_CLERK])
    before = state()

    for name in UNSAFE:
        client.get(
            address(name, objects), {"_method": "POST", "version": 4}, headers={header: "POST"}
        )

    assert state() == before
    assert client.get("/desk/").status_code == 200


def test_a_form_from_our_own_page_is_taken(
    objects: dict[str, object], company: dict[Role, Member]
) -> None:
    client = signed_in(company[Role.OFFICE_CLERK])
    sent = {"csrfmiddlewaretoken": token_of(client, "/desk/")}

    answer = client.post("/inbox/read/", sent, headers={"origin": "http://testserver"})

    assert answer.status_code == 302


def test_the_token_of_one_browser_is_worth_nothing_in_another(
    company: dict[Role, Member],
) -> None:
    clerk, stranger = signed_in(company[Role.OFFICE_CLERK]), signed_in(company[Role.EXPERT])

    answer = clerk.post("/sign-out/", {"csrfmiddlewaretoken": token_of(stranger, "/desk/")})

    assert answer.status_code == 403
    assert clerk.get("/desk/").status_code == 200
