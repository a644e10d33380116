"""What does everybody read and send, and what does the office do at its desk?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import Member
from tests.publicity import stories
from tests.publicity.stories import DURING, OVER, SAID, Street, fresh

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.publicity import operations as publicity
from hongbang.publicity.models import Name, Objection, Posting
from hongbang.publicity.rules.commands import Act
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]
TYPED = {"name": "赵一", "contact": "021-55550100", "text": SAID}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house's clock stand within the notice."""
    monkeypatch.setattr(clock, "now", lambda: DURING)


def first(told: Street) -> Name:
    return told.posting.names.select_related("posting", "application")[0]


def test_a_posting_shows_names_days_and_how_to_object(client: Client, told: Street) -> None:
    listing = client.get("/postings/").content.decode()
    page = client.get(f"/postings/{told.posting.public_id}/").content.decode()

    assert f"/postings/{told.posting.public_id}/" in listing
    assert "署真名，附证据" in page
    assert "今天以后还有 5 个工作日" in page
    assert page.count("/object/") == 3
    assert told.posting.digest in page
    assert client.get("/postings/0000/").status_code == 404


def test_there_is_nothing_before_the_first_posting(client: Client, db: None) -> None:
    assert "还没有公示" in client.get("/postings/").content.decode()


def test_anybody_objects_and_follows_by_the_receipt(client: Client, told: Street) -> None:
    name = first(told)
    address = f"/postings/{told.posting.public_id}/{name.public_id}/object/"
    asked = client.get(address).content.decode()
    key = re.findall(r'name="key" value="([^"]+)"', asked)[0]

    sent = client.post(address, TYPED | {"key": key})
    again = client.post(address, TYPED | {"key": key})

    receipt = re.findall(r'data-copy="(\w{14})"', sent.content.decode())
    assert sent.status_code == 200
    assert receipt == re.findall(r'data-copy="(\w{14})"', again.content.decode())
    assert Objection.objects.count() == 1
    found = client.post("/objections/", {"receipt": receipt[0].lower()}).content.decode()
    assert "已收到" in found
    assert name.application.subject_name in found
    missing = client.post("/objections/", {"receipt": "nothing"})
    assert missing.status_code == 422
    assert "没有这个回执码" in missing.content.decode()
    assert client.post("/objections/", {}).status_code == 422
    assert client.get("/objections/").status_code == 200


def test_an_objection_that_is_not_taken_keeps_what_was_typed(
    client: Client, told: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/postings/{told.posting.public_id}/{first(told).public_id}/object/"

    short = client.post(address, TYPED | {"key": "k" * 32, "name": ""})
    monkeypatch.setattr(clock, "now", lambda: OVER)
    late = client.post(address, TYPED | {"key": "k" * 32})

    assert (short.status_code, late.status_code) == (422, 422)
    assert SAID in short.content.decode()
    assert "匿名的不作异议受理" in short.content.decode()
    assert SAID in late.content.decode()
    assert "现在不收异议" in late.content.decode()
    assert Objection.objects.count() == 0
    assert client.get(f"/postings/{told.posting.public_id}/x/object/").status_code == 404


def test_the_head_posts_what_the_hosts_approved(
    table: Table, company: dict[Role, Member], client_for: ClientFor
) -> None:
    approval_stories.passed(table)
    head, edition = client_for(company[Role.OFFICE_HEAD]), table.scene.house.edition
    work = head.get("/office/postings/").content.decode()
    digest = re.findall(r'name="digest" value="(\w{64})"', work)[0]
    address = f"/office/postings/{edition.code}/post/"

    old = head.post(address, {"digest": "0" * 64})
    empty = head.post(address, {})
    sent = head.post(address, {"digest": digest})

    assert (old.status_code, empty.status_code) == (409, 422)
    assert "您看过以后名单变了" in old.content.decode()
    posting = Posting.objects.get()
    assert sent.headers["Location"] == f"/postings/{posting.public_id}/"
    assert "现在公示" not in head.get("/office/postings/").content.decode()
    assert "公示“" in work


def test_every_field_of_an_act_has_its_label(
    client_for: ClientFor, company: dict[Role, Member], told: Street
) -> None:
    taken = stories.objected(first(told))[0]
    pages = [client_for(company[Role.OFFICE_CLERK]).get(f"/office/objections/{taken.public_id}/")]
    publicity.accept(taken, Act(taken.version), by=told.table.scene.clerk, at=DURING)
    pages.append(
        client_for(company[Role.OFFICE_HEAD]).get(f"/office/objections/{taken.public_id}/")
    )

    for page, how_many in zip(pages, (1, 3), strict=True):
        html = page.content.decode()
        named = re.findall(r'<(?:textarea|input type="radio")[^>]* id="([^"]+)"', html)
        assert len(named) == how_many
        assert all(f'for="{one}"' in html for one in named)


def test_the_office_takes_up_and_rules(
    told: Street, company: dict[Role, Member], client_for: ClientFor
) -> None:
    taken, _receipt = stories.objected(first(told))
    clerk, head = client_for(company[Role.OFFICE_CLERK]), client_for(company[Role.OFFICE_HEAD])
    address = f"/office/objections/{taken.public_id}/"

    shown = clerk.get(address).content.decode()
    accepted = clerk.post(f"{address}accept/", {"version": 1})
    no_reason = head.post(f"{address}rule/", {"version": 2, "ruling": "reject", "reason": ""})
    typed = {"version": 1, "ruling": "reject", "reason": "核对了公告，所填属实。"}
    stale = head.post(f"{address}rule/", typed)
    by_clerk = clerk.post(f"{address}rule/", typed | {"version": 2})
    ruled = head.post(f"{address}rule/", typed | {"version": 2})

    assert SAID in shown
    assert "赵一" not in shown
    assert (accepted.status_code, no_reason.status_code, stale.status_code) == (302, 422, 409)
    assert by_clerk.status_code == 403
    assert "核对了公告，所填属实。" in stale.content.decode()
    assert ruled.status_code == 302
    assert fresh(taken).state == "rejected"
    assert "核对了公告，所填属实。" in clerk.get(address).content.decode()
    assert taken.public_id in clerk.get("/office/objections/").content.decode()


def test_the_office_declines_with_a_reason(
    told: Street, company: dict[Role, Member], client_for: ClientFor
) -> None:
    taken, _receipt = stories.objected(first(told))
    clerk = client_for(company[Role.OFFICE_CLERK])
    address = f"/office/objections/{taken.public_id}/refuse/"

    short = clerk.post(address, {"version": 1, "reason": "不行"})
    done = clerk.post(address, {"version": 1, "reason": "没有写明事实，也没有线索。"})
    again = clerk.post(address, {"version": 2, "reason": "没有写明事实，也没有线索。"})

    assert (short.status_code, done.status_code, again.status_code) == (422, 302, 422)
    assert "现在不能这样办" in again.content.decode()


def test_the_objector_is_shown_on_request_only(
    told: Street, company: dict[Role, Member], client_for: ClientFor
) -> None:
    taken, _receipt = stories.objected(first(told))
    clerk, auditor = client_for(company[Role.OFFICE_CLERK]), client_for(company[Role.AUDITOR])
    address = f"/office/objections/{taken.public_id}/objector/"

    shown, refused = clerk.post(address), auditor.post(address)

    assert "赵一" in shown.content.decode()
    assert refused.status_code == 403
    assert Entry.objects.filter(verb="publicity.objection.revealed").count() == 1
    unit = client_for(told.table.scene.house.clerk)
    assert unit.get(f"/office/objections/{taken.public_id}/").status_code in {403, 404}


def test_desks_tell_what_is_owed(
    told: Street, company: dict[Role, Member], client_for: ClientFor
) -> None:
    one, two = told.posting.names.select_related("posting", "application")[:2]
    stories.objected(one)
    second, _receipt = stories.objected(two)
    publicity.accept(second, Act(1), by=told.head, at=DURING)

    clerk = client_for(company[Role.OFFICE_CLERK]).get("/desk/").content.decode()
    head = client_for(company[Role.OFFICE_HEAD]).get("/desk/").content.decode()

    assert f"答复对“{one.application.subject_name}”的异议是否受理" in clerk
    assert "下结论" not in clerk
    assert f"核实对“{two.application.subject_name}”的异议，下结论" in head


def test_pages_cost_the_same_for_more(told: Street, client: Client) -> None:
    name = first(told)
    stories.objected(name)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    address = f"/postings/{told.posting.public_id}/"
    before = asked(address)
    for other in told.posting.names.select_related("posting", "application")[1:]:
        stories.objected(other)
    assert asked(address) == before
