"""Does the inbox page tell my messages, mark them as read, and know no others?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests import worlds
from tests.cast import Member, moment

from hongbang.kernel.actor import Actor, Role
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Message

ClientFor = Callable[[Member], Client]


def rows(client: Client, page: str = "") -> list[tuple[str, str]]:
    """Return what the inbox links to, in order."""
    html = client.get(f"/inbox/{page}").content.decode()
    return [
        (link, unescape(words))
        for link, words in re.findall(r'<h2><a href="([^"]+)">([^<]+)</a></h2>', html)
    ]


def post(to: str, title: str, minute: int = 0) -> None:
    outbox.post(
        "notices.published",
        to=[to],
        params={"title": title},
        link="/notices/",
        at=moment(f"2026-11-10 10:{minute:02}"),
    )


def test_inbox_tells_what_happened_to_notices(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    notice = worlds.withdrawn(clerk, title="关于<b>培训</b>的通知")
    client = client_for(company[Role.HOST_APPROVER])

    assert rows(client) == [
        (f"/notices/{notice.public_id}/", "《关于<b>培训</b>的通知》已撤回：培训改期"),
        (f"/notices/{notice.public_id}/", "《关于<b>培训</b>的通知》已公布"),
    ]


def test_inbox_knows_no_messages_of_others(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    post(company[Role.EXPERT].person.public_id, "我的")
    post(company[Role.AUDITOR].person.public_id, "别人的")

    assert rows(client_for(company[Role.EXPERT])) == [("/notices/", "《我的》已公布")]


def test_inbox_says_so_when_there_is_nothing(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    html = client_for(company[Role.EXPERT]).get("/inbox/").content.decode()

    assert "还没有消息" in html
    assert "全部标为已读" not in html


def test_read_marks_mine_and_leaves_the_others(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    post(company[Role.EXPERT].person.public_id, "我的")
    post(company[Role.AUDITOR].person.public_id, "别人的")
    client = client_for(company[Role.EXPERT])
    before = client.get("/inbox/").content.decode()

    answer = client.post("/inbox/read/")

    after = client.get("/inbox/").content.decode()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inbox/")
    assert (before.count("<strong>未读</strong>"), after.count("<strong>未读</strong>")) == (1, 0)
    assert ('<span class="count"' in before, '<span class="count"' in after) == (True, False)
    assert Message.objects.filter(read_at__isnull=True).count() == 1


def test_read_is_no_link(company: dict[Role, Member], client_for: ClientFor) -> None:
    assert client_for(company[Role.EXPERT]).get("/inbox/read/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", ["/inbox/", "/inbox/read/"])
def test_nobody_is_led_to_sign_in(url: str, method: str, client: Client) -> None:
    answer = getattr(client, method)(url)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_inbox_turns_its_pages(company: dict[Role, Member], client_for: ClientFor) -> None:
    for number in range(51):
        post(company[Role.EXPERT].person.public_id, f"第{number}号", number)
    client = client_for(company[Role.EXPERT])

    first, second = rows(client), rows(client, "?page=2")

    assert (len(first), first[0][1]) == (50, "《第50号》已公布")
    assert second == [("/notices/", "《第0号》已公布")]


@pytest.mark.parametrize("messages", [3, 30])
def test_inbox_asks_the_same_number_of_statements_at_any_size(
    messages: int,
    company: dict[Role, Member],
    client_for: ClientFor,
    django_assert_num_queries: Any,
) -> None:
    for number in range(messages):
        post(company[Role.EXPERT].person.public_id, f"第{number}号")
    client = client_for(company[Role.EXPERT])

    client.get("/inbox/")
    # session, seat, count, page, unread, hosts of the foot, my seats
    with django_assert_num_queries(7):
        assert client.get("/inbox/").status_code == 200
