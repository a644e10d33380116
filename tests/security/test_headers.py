"""Does every answer, whatever it is, tell the browser what it must not do (reliability S16)?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from tests import worlds
from tests.cast import Member, moment
from tests.security.oracle import TELLTALE, body_of, header_faults, page_faults
from tests.security.routes import RULES, address

from hongbang.kernel.actor import Actor, Role
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Act
from hongbang.ops.keyring import make_keyring
from hongbang.portal import queries as portal

ClientFor = Callable[[Member], Client]
SANDBOX = {"default-src": "'none'", "sandbox": ""}


@pytest.fixture
def objects(clerk: Actor) -> dict[str, object]:
    """Tell of a notice with an annex, corrected once."""
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())
    return {
        "code": notice.public_id,
        "annex": annex.public_id,
        "place": 1,
        "slug": "about",
        "sequence": 1,
    }


def test_every_page_in_english_is_free_of_inline_code_and_strangers(
    objects: dict[str, object], company: dict[Role, Member], client_for: ClientFor
) -> None:
    clients = [Client(), client_for(company[Role.OFFICE_CLERK]), client_for(company[Role.AUDITOR])]
    found = []
    for client in clients:
        client.cookies["display_lang"] = "en"  # Chinese: test_matrix
        for name, rule in RULES.items():
            if "GET" in rule.methods:
                answer = client.get(address(name, objects))
                found += [f"{name}: {fault}" for fault in page_faults(answer)]

    assert found == []


def broken_answers(
    objects: dict[str, object], expert: Client, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, Any]]:
    """Provoke each kind of answer that is not a page asked for."""
    strict = Client(enforce_csrf_checks=True)
    yield 302, Client().get("/desk/")
    yield 302, Client().get("/?text=xl")
    yield 400, Client().get("/", headers={"host": "evil.example"})
    yield 403, expert.get("/office/notices/")
    yield 403, strict.post("/sign-in/", {"login": "a", "password": "b"})
    yield 404, Client().get("/no-such-page/")
    yield 404, Client().get("/pages/none/")
    yield 405, Client().delete("/")
    sent = {"annex": objects["annex"], "version": 1}
    yield 409, clerk.post(f"/office/notices/{objects['code']}/annexes/drop/", sent)
    yield 422, clerk.post("/office/notices/new/", {})
    monkeypatch.setattr(portal, "news", lambda *_: 1 / 0)
    failing = Client(raise_request_exception=False)
    yield 500, failing.get("/")


def test_refusals_and_breakdowns_carry_the_same_headers(
    objects: dict[str, object],
    company: dict[Role, Member],
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expert, clerk = client_for(company[Role.EXPERT]), client_for(company[Role.OFFICE_CLERK])

    answers = [*broken_answers(objects, expert, clerk, monkeypatch)]

    found = [
        f"{status}: {fault}"
        for status, answer in answers
        for fault in [*header_faults(answer), *page_faults(answer)]
    ]
    assert [answer.status_code for _, answer in answers] == [status for status, _ in answers]
    assert found == []


@pytest.mark.django_db
def test_a_breakdown_tells_its_number_and_nothing_of_the_house(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portal, "news", lambda *_: 1 / 0)

    answer = Client(raise_request_exception=False).get("/")

    html = answer.content.decode()
    assert answer.status_code == 500
    assert f'<span class="hash">{answer.headers["X-Request-Id"]}</span>' in html
    assert re.findall(r"Traceback|ZeroDivision|hongbang/|site-packages|Django", html) == []


def test_a_file_handed_over_can_do_nothing(objects: dict[str, object], client: Client) -> None:
    ticket = client.get(address("notices:annex", objects)).headers["Location"]

    answer = client.get(ticket)

    assert header_faults(answer, SANDBOX) == []
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    body_of(answer)


STATIC = ("ui/hongbang.css", "ui/page.js", "ui/editor.js", "ui/icons.svg", "ui/mark.svg")


@pytest.mark.django_db
@pytest.mark.parametrize("name", STATIC)
def test_static_files_are_not_sniffed(name: str, client: Client) -> None:
    if not (Path(installed.STATIC_ROOT) / name).exists():
        pytest.skip("static files are not collected: make setup")

    answer = client.get(f"/static/{name}")

    body_of(answer)
    answer.close()
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert [told for told in TELLTALE if told in answer.headers] == []


@pytest.mark.django_db
def test_static_files_carry_the_policy_too(client: Client) -> None:
    answer = client.get("/static/ui/mark.svg")

    body_of(answer)
    answer.close()
    assert header_faults(answer) == []


@pytest.mark.parametrize("url", ["/desk/", "/inbox/", "/seats/", "/office/notices/", "/sign-in/"])
def test_pages_of_a_seat_are_kept_by_no_cache(
    url: str, company: dict[Role, Member], client_for: ClientFor
) -> None:
    answer = client_for(company[Role.OFFICE_CLERK]).get(url)

    kept = {part.strip() for part in answer.headers["Cache-Control"].split(",")}
    assert {"no-store", "private", "no-cache"} <= kept
    assert "Cookie" in answer.headers["Vary"]


def run_settings(tmp_path: Path, names: list[str], **environment: str) -> list[str]:
    """Ask a fresh interpreter what some settings are in another environment."""
    code = "from hongbang.config import settings as s\n" + "".join(
        f"print(getattr(s, {name!r}))\n" for name in names
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HONGBANG_")}
    env = kept | {"HONGBANG_VAR": str(tmp_path)} | environment
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


COOKIES = [
    *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"),
    *("SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY"),
    *("CSRF_COOKIE_SAMESITE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
]


def test_cookies_are_bound_to_the_host_where_visitors_come_by_https(tmp_path: Path) -> None:
    make_keyring(tmp_path / "ring")

    told = run_settings(
        tmp_path,
        COOKIES,
        HONGBANG_BASE_URL="https://red.example",
        HONGBANG_ALLOWED_HOSTS="red.example",
        HONGBANG_SECRET_KEY="s" * 50,
        HONGBANG_KEYRING=str(tmp_path / "ring"),
    )

    assert told == [
        *("__Host-session", "True", "True", "Lax", "__Host-csrf", "True", "True", "Lax"),
        *("True", "31536000"),
    ]


def test_cookies_work_on_this_machine_without_https(tmp_path: Path) -> None:
    told = run_settings(tmp_path, COOKIES)

    assert told == [
        *("session", "False", "True", "Lax", "csrf", "False", "True", "Lax", "False", "0")
    ]


def test_cookies_are_set_as_told(company: dict[Role, Member], settings: Any) -> None:
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-session", True
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-csrf", True
    client = Client()
    client.get("/sign-in/", secure=True)
    typed = {"login": company[Role.EXPERT].login, "password": "ten-or-more-signs"}

    client.post("/sign-in/", typed, secure=True)
    client.get("/?text=xl", secure=True)

    for name in ("__Host-session", "__Host-csrf", "display_text"):
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
            *(True, True, "Lax"),
            "/",
        )
        assert cookie["domain"] == ""
