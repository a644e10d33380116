"""Does nothing that anybody typed become script on any page that shows it (reliability S06)?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest
from django.test import Client
from tests import cast, worlds
from tests.cast import Member, moment
from tests.security.oracle import faults
from tests.security.payloads import PAYLOADS

from hongbang.files import operations as files
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor, Role
from hongbang.notices import operations as notices
from hongbang.notices.models import Annex, Notice
from hongbang.notices.rules.commands import Act, Attach, Edit
from hongbang.notices.rules.publishing import Text
from hongbang.orgs import operations as orgs

# Every second payload with every change, all of them by `make nightly`.
SOME = [
    pytest.param(one, marks=[pytest.mark.nightly] if place % 2 else [])
    for place, one in enumerate(PAYLOADS)
]
ClientFor = Callable[[Member], Client]
PAGES = ("/", "/notices/", "/contacts/", "/feed.atom", "/sitemap.xml", "/desk/", "/inbox/")


def poisoned(payload: str, more: str = "") -> Text:
    """Put the payload into every field of a notice, into its body as text and as markup."""
    body = f"<p>正文{more}</p><p>{escape(payload)}</p><p>{payload}</p>"
    return Text("notice", payload[:80], payload[:40], payload[:100], body)


def attach(notice: Notice, name: str, title: str, by: Actor) -> Annex:
    """Put a file of this name to a notice, under this title."""
    with files.holding(Incoming(name, len(worlds.PDF), [worlds.PDF])) as held:
        command = Attach(title, held, worlds.fresh(notice).version)
        return notices.attach(notice, command, by=by, at=moment())


def story(payload: str, by: Actor) -> list[Notice]:
    """Tell of poisoned notices in every state, with poisoned annexes and reasons."""
    begun = [worlds.drafted(by, title=f"第{number}号") for number in range(3)]
    for notice in begun:
        notices.edit(notice, Edit(poisoned(payload), notice.version), by=by, at=moment())
        attach(notice, f"{payload[:60]}.pdf", payload[:120], by)
    for notice in begun[1:]:
        notices.publish(notice, Act(worlds.fresh(notice).version), by=by, at=moment())
        kept = worlds.fresh(notice)
        edit = Edit(poisoned(payload, "改"), kept.version)
        notices.edit(kept, edit, by=by, at=moment())
        act = Act(worlds.fresh(notice).version, f"因为{payload}")
        notices.correct(notice, act, by=by, at=moment("2026-11-10 11:00"))
    act = Act(worlds.fresh(begun[2]).version, f"因为{payload}")
    notices.withdraw(begun[2], act, by=by, at=moment("2026-11-10 12:00"))
    return begun


def addresses(told: list[Notice], payload: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Name every page that could show a notice, with the payload as parameters too."""
    for url in PAGES:
        yield url, {}
    for url in ("/search/", "/notices/", "/office/notices/", "/ledger/"):
        yield url, {"q": payload, "page": payload, "kind": payload, "state": payload}
    for notice in told:
        public, office = f"/notices/{notice.public_id}/", f"/office/notices/{notice.public_id}/"
        yield from ((url, {}) for url in (public, f"{public}texts/1/", office, f"{office}preview/"))
    yield "/sign-in/", {"next": payload}
    yield f"/no/{payload}".split("?", 1)[0].split("#", 1)[0], {}
    yield f"/pages/{payload.replace('/', '')}/".split("?", 1)[0].split("#", 1)[0], {}


def stops(answer: Any) -> list[str]:
    """Judge one answer: a page is parsed, and no header may have been split."""
    found = faults(answer.content.decode()) if "html" in answer.headers["Content-Type"] else []
    return [*found, *(f"cookie {name}" for name in answer.cookies if name == "evil")]


@pytest.mark.parametrize(
    "seats",
    [
        (Role.OFFICE_CLERK,),
        pytest.param((Role.OFFICE_CLERK, Role.AUDITOR), marks=pytest.mark.nightly),
    ],
    ids=["clerk", "auditor"],
)
@pytest.mark.parametrize("payload", SOME)
def test_nothing_typed_becomes_script_on_any_page(
    payload: str,
    seats: tuple[Role, ...],
    company: dict[Role, Member],
    client_for: ClientFor,
    clerk: Actor,
) -> None:
    body = orgs.AddOrganisation("host", payload[:100], payload[:160], payload[:200], host_rank=2)
    orgs.add_organisation(body, by=cast.SYSTEM, at=cast.LONG_AGO)
    told = story(payload, clerk)
    clients = {"nobody": Client()} | {role: client_for(company[role]) for role in seats}

    found, pages = [], 0
    for who, client in clients.items():
        for url, parameters in addresses(told, payload):
            answer = client.get(url, parameters)
            pages += 1
            assert answer.status_code < 500
            found += [f"{who} {url}: {fault}" for fault in stops(answer)]

    assert found == []
    assert pages > 20 * len(clients)


@pytest.mark.parametrize("payload", SOME)
def test_nothing_typed_becomes_script_on_a_refusal(
    payload: str, company: dict[Role, Member], client_for: ClientFor, clerk: Actor
) -> None:
    desk = client_for(company[Role.OFFICE_CLERK])
    notice = worlds.drafted(clerk)
    notices.edit(notice, Edit(poisoned(payload), notice.version), by=clerk, at=moment())
    office = f"/office/notices/{notice.public_id}/"
    typed = {
        "kind": payload,
        "title": payload,
        "number": payload,
        "author": payload,
        "body_text": payload,
        "body_html": payload,
        "key": payload,
        "version": payload,
    }
    mine = typed | {"kind": "notice", "title": payload[:80], "number": "", "author": payload[:100]}
    public = worlds.published(clerk, title="公开")
    withdraw = f"/office/notices/{public.public_id}/withdraw/"

    answers = [
        desk.post("/office/notices/new/", typed),
        desk.post(office, typed),
        desk.post(office, mine | {"version": "1"}),
        desk.post(f"{office}annexes/", {"title": payload, "version": "2"}),
        desk.post(withdraw, {"version": payload, "reason": payload}),
        desk.post(withdraw, {"version": "9", "reason": payload}),
        Client().post("/sign-in/", {"login": payload, "password": payload, "next": payload}),
        desk.post("/seats/", {"seat": payload}),
    ]

    assert [stops(answer) for answer in answers] == [[]] * len(answers)
    assert {answer.status_code for answer in answers} <= {302, 404, 409, 422}


def test_a_poisoned_name_stays_in_its_header(clerk: Actor, client: Client) -> None:
    notice = worlds.drafted(clerk)
    name = '附件"; filename=evil.exe\r\nSet-Cookie: evil=1\r\n\r\n<script>.pdf'
    annex = attach(notice, name, "附件", clerk)
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    ticket = client.get(f"/notices/{notice.public_id}/annexes/{annex.public_id}/")
    answer: Any = client.get(ticket.headers["Location"])

    assert "evil" not in answer.cookies
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert b"".join(answer.streaming_content) == worlds.PDF
