"""Does each seat find at its desk what it owes, and no more?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests import worlds
from tests.cast import SEATS, Member, moment

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Edit

ClientFor = Callable[[Member], Client]
OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}
TOLD = {Role.OFFICE_HEAD, Role.HOST_APPROVER, Role.AUDITOR}  # not the clerk who did it


def owed(client: Client) -> list[tuple[str, str]]:
    """Return what the desk asks for, with the way in."""
    html = client.get("/desk/").content.decode()
    found = re.findall(r'<h3><a href="([^"]+)">([^<]+)</a></h3>', html)
    return [(link, unescape(title)) for link, title in found]


@pytest.mark.parametrize("role", SEATS)
def test_each_seat_finds_its_own_work(
    role: Role, clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        audit.anchor(moment("2026-11-24 09:30"))
        draft = worlds.drafted(clerk, title="草稿")
        public = worlds.published(clerk, title="公开")
        changed = Edit(worlds.text("改过"), public.version)
        notices.edit(public, changed, by=clerk, at=moment("2026-11-10 11:00"))

        found = owed(client_for(company[role]))

    office = [
        (f"/office/notices/{draft.public_id}/", "把《草稿》写完，公布"),
        (f"/office/notices/{public.public_id}/preview/", "更正《公开》"),
    ]
    assert sorted(found) == sorted(
        (office if role in OFFICE else [])
        + ([("/inbox/", "看 1 条新消息")] if role in TOLD else [])
    )


def test_an_empty_desk_says_so(company: dict[Role, Member], client_for: ClientFor) -> None:
    html = client_for(company[Role.EXPERT]).get("/desk/").content.decode()

    assert "现在没有要办的事" in html
    assert "演员expert的办公桌" in html
    assert '<span lang="zh-Hans">活动办公室</span>' in html


@pytest.mark.parametrize(("minutes", "warned"), [(119, False), (121, True)])
def test_the_auditor_is_told_when_the_ledger_is_not_anchored(
    minutes: int,
    warned: bool,
    clerk: Actor,
    company: dict[Role, Member],
    client_for: ClientFor,
) -> None:
    with time_machine.travel(moment(), tick=False) as clock:
        worlds.drafted(clerk)
        audit.anchor(moment())
        clock.shift(timedelta(minutes=minutes))
        desks = {role: owed(client_for(company[role])) for role in (Role.AUDITOR, Role.OFFICE_HEAD)}

    assert (("/ledger/", "账本两小时没有锚定") in desks[Role.AUDITOR]) is warned
    assert [title for _, title in desks[Role.OFFICE_HEAD] if "锚定" in title] == []


def test_the_auditor_is_told_when_the_ledger_was_never_anchored(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    assert owed(client_for(company[Role.AUDITOR])) == [("/ledger/", "账本两小时没有锚定")]


def test_the_desk_tells_what_was_published_last(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    for number in range(5):
        worlds.published(clerk, moment(f"2026-11-10 10:0{number}"), title=f"第{number}号")

    html = client_for(company[Role.EXPERT]).get("/desk/").content.decode()

    news = re.findall(r'<li><a href="/notices/\w+/" lang="zh-Hans">([^<]+)', html)
    assert news == ["第4号", "第3号", "第2号", "第1号"]


SECTIONS = {
    Role.OFFICE_CLERK: [
        *("/desk/", "/office/notices/", "/applications/received/"),
        *(
            "/recommendations/intake/",
            "/reviews/",
            "/selections/",
            "/approvals/",
            "/office/postings/",
            "/office/awards/",
            "/office/oversight/",
        ),
        "/office/editions/",
        *("/office/sheets/", "/surveys/", "/activities/", "/returns/"),
        *("/registrations/", "/people/", "/bodies/"),
        *("/office/letters/", "/personal-data/", "/inbox/", "/", "/notices/"),
    ],
    Role.SYSTEM_ADMIN: [
        *("/desk/", "/people/", "/bodies/", "/system/deliveries/", "/inbox/", "/", "/notices/"),
    ],
    Role.ORGAN_CLERK: [
        *("/desk/", "/applications/received/", "/recommendations/", "/surveys/"),
        *("/activities/", "/returns/", "/registrations/"),
        *("/bodies/", "/bodies/own/", "/inbox/", "/", "/notices/"),
    ],
    Role.UNIT_CLERK: [
        *("/desk/", "/applications/", "/awards/", "/unit/honours/", "/surveys/", "/activities/"),
        "/bodies/own/",
        *("/inbox/", "/", "/notices/"),
    ],
    Role.SECURITY_ADMIN: ["/desk/", "/security/", "/personal-data/", "/inbox/", "/", "/notices/"],
    Role.AUDITOR: [
        *("/desk/", "/office/notices/", "/applications/received/"),
        *(
            "/recommendations/intake/",
            "/reviews/",
            "/selections/",
            "/approvals/",
            "/office/postings/",
            "/office/awards/",
            "/office/oversight/",
        ),
        "/office/editions/",
        *("/office/sheets/", "/surveys/", "/activities/", "/returns/", "/bodies/"),
        *("/ledger/", "/personal-data/"),
        *("/inbox/", "/", "/notices/"),
    ],
    Role.INSPECTOR: ["/desk/", "/visits/", "/inbox/", "/", "/notices/"],
    Role.EXPERT: ["/desk/", "/reviews/mine/", "/inbox/", "/", "/notices/"],
}


@pytest.mark.parametrize("role", SECTIONS)
def test_the_shell_offers_only_doors_that_open(
    role: Role, company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[role])

    html = client.get("/desk/").content.decode()

    nav = html.partition('<nav class="nav"')[2].partition("</nav>")[0]
    links = re.findall(r'href="([^"]+)"', nav)
    assert links == SECTIONS[role]
    assert re.findall(r'href="([^"]+)" aria-current="page"', nav) == ["/desk/"]
    assert {client.get(link, follow=True).status_code for link in links} == {200}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "current"),
    [("/", ["/"]), ("/notices/", ["/notices/"]), ("/search/", ["/search/"]), ("/sign-in/", [])],
)
def test_the_shell_says_where_one_is(url: str, current: list[str], client: Client) -> None:
    html = client.get(url).content.decode()

    nav = html.partition('<nav class="nav"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="page"', nav) == current


@pytest.mark.django_db
def test_nobody_is_led_to_sign_in(client: Client) -> None:
    answer = client.get("/desk/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=%2Fdesk%2F")


@pytest.mark.parametrize("drafts", [3, 30])
def test_the_desk_asks_the_same_number_of_statements_at_any_size(
    drafts: int,
    clerk: Actor,
    company: dict[Role, Member],
    client_for: ClientFor,
    django_assert_num_queries: Any,
) -> None:
    for number in range(drafts):
        worlds.drafted(clerk, title=f"第{number}号")
    client = client_for(company[Role.OFFICE_CLERK])

    client.get("/desk/")
    # session, seat, unread (desk, shell), drafts, prepared corrections, news, hosts, my seats,
    # organs without a clerk, imports that failed, are at work, were done, draft editions and
    # sheets, categories without places, lists that came, categories to review, open rounds,
    # categories to select in, editions to approve, resolutions before the hosts, passed,
    # visits to assign
    # returns that wait for the office
    with django_assert_num_queries(26):
        assert client.get("/desk/").status_code == 200
