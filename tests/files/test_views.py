"""Is a file handed over only for a minute, only in its session, and so that it can do no harm?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.core import signing
from django.test import Client
from tests import worlds
from tests.cast import Member, moment

from hongbang.files import queries
from hongbang.files.models import StoredFile
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound

ClientFor = Callable[[Member], Client]


def stored(by: Actor, name: str = "条件.pdf") -> StoredFile:
    upload = Incoming(name, len(worlds.PDF), [worlds.PDF])
    return worlds.stored(upload, by=by, at=moment())


def fetch(client: Client, ticket: str) -> Any:
    return client.get(f"/files/{ticket}/")


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (59, 200), (61, 404), (3600, 404)])
def test_a_ticket_lasts_a_minute(seconds: int, status: int, clerk: Actor) -> None:
    with time_machine.travel(moment(), tick=False) as clock:
        ticket = queries.grant(stored(clerk), "")
        clock.shift(timedelta(seconds=seconds))

        answer = fetch(Client(), ticket)

    answer.close()
    assert answer.status_code == status


def test_a_ticket_of_a_session_is_worth_nothing_in_another(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    mine, other = client_for(company[Role.OFFICE_CLERK]), client_for(company[Role.OFFICE_HEAD])
    ticket = queries.grant(stored(clerk), str(mine.session.session_key))

    answers = [fetch(client, ticket) for client in (mine, other, Client())]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    answers[0].close()


def test_a_ticket_dies_with_its_session(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.OFFICE_CLERK])
    ticket = queries.grant(stored(clerk), str(client.session.session_key))

    client.post("/sign-out/")

    assert fetch(client, ticket).status_code == 404


def test_a_ticket_for_everybody_is_taken_from_everybody(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    ticket = queries.grant(stored(clerk), "")

    answers = [fetch(client, ticket) for client in (Client(), client_for(company[Role.EXPERT]))]

    assert [b"".join(answer.streaming_content) for answer in answers] == [worlds.PDF] * 2


def forgeries(file: StoredFile) -> dict[str, str]:
    """Make tickets that were never granted."""
    good = queries.grant(file, "")
    head, stamp, signature = good.split(":")
    return {
        "no ticket": "x",
        "nothing signed": f"{head}:{stamp}:",
        "another signature": f"{head}:{stamp}:{signature[::-1]}",
        "another moment": f"{head}:1zzzzz:{signature}",
        "another purpose": signing.TimestampSigner(salt="other").sign_object([file.public_id, ""]),
        "another key": signing.TimestampSigner(key="k" * 50, salt=queries.SALT).sign_object(
            [file.public_id, ""]
        ),
        "the bare code": file.public_id,
        "a missing file": signing.TimestampSigner(salt=queries.SALT).sign_object(["NONE", ""]),
    }


def test_a_forged_ticket_looks_like_none(clerk: Actor, client: Client) -> None:
    for ticket in forgeries(stored(clerk)).values():
        with pytest.raises(NotFound) as refused:
            queries.redeem(ticket, "")
        assert refused.value.code == "files.missing"
        assert fetch(client, ticket).status_code == 404


def test_a_file_comes_as_an_attachment_that_can_do_nothing(clerk: Actor, client: Client) -> None:
    answer = fetch(client, queries.grant(stored(clerk), ""))

    assert b"".join(answer.streaming_content) == worlds.PDF
    wanted = {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(worlds.PDF)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plain.pdf", 'attachment; filename="plain.pdf"'),
        ("附件1 申报条件.pdf", "attachment; filename*=utf-8''" + quote("附件1 申报条件.pdf")),
        ('a"b;c.pdf', 'attachment; filename="a\\"b;c.pdf"'),
        ("é.pdf", "attachment; filename*=utf-8''%C3%A9.pdf"),
    ],
)
def test_a_name_is_told_as_rfc_5987_says(
    name: str, told: str, clerk: Actor, client: Client
) -> None:
    answer = fetch(client, queries.grant(stored(clerk, name), ""))

    answer.close()
    assert answer.headers["Content-Disposition"] == told


def test_a_file_is_only_read(clerk: Actor, client: Client) -> None:
    ticket = queries.grant(stored(clerk), "")

    assert client.post(f"/files/{ticket}/").status_code == 405
    head = client.head(f"/files/{ticket}/")
    assert list(head.streaming_content) == []  # read to the end, which closes it
    assert head.headers["Content-Length"] == str(len(worlds.PDF))
