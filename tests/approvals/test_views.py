"""Do the pages work: page, 404, 403, 409, 422; is nothing typed ever lost?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.approvals import stories
from tests.approvals.stories import AT, Table
from tests.cast import Member
from tests.selections import stories as selection_stories
from tests.selections.stories import Review

from hongbang.approvals import queries
from hongbang.approvals.models import DepartmentCheck, Resolution
from hongbang.kernel.actor import Role

ClientFor = Callable[[Member], Client]
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[Any]:
    """Let it be the days of approval."""
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def head(told: Table, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Return the browser of the office's head."""
    return client_for(company[Role.OFFICE_HEAD])


@pytest.fixture
def clerk(told: Table, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Return the browser of the office's clerk."""
    return client_for(company[Role.OFFICE_CLERK])


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def at(told: Table, act: str = "") -> str:
    return f"/approvals/editions/{told.scene.house.edition.code}/{act}"


def digest(told: Table) -> str:
    return queries.matter(told.scene.house.edition).digest


def test_from_departments_to_an_approval(
    told: Table, clerk: Client, head: Client, client_for: ClientFor
) -> None:
    about = told.scene.files["A"].public_id
    ask = {"department": "示范区税务局", "application": about, "due_on": "2026-12-04", "key": KEY}
    clerk.post(at(told, "checks/"), ask)
    waiting = text(head.get(at(told)))
    check = DepartmentCheck.objects.get()
    reply = {"result": "objection", "note": "有一笔欠税", "version": "1"}
    clerk.post(f"/approvals/checks/{check.public_id}/answer/", reply)
    sent = head.post(at(told, "submit/"), {"digest": digest(told), "note": "请审定"}, follow=True)
    put = Resolution.objects.get()
    first, second = client_for(told.quality), client_for(told.union)
    page = f"/approvals/{put.public_id}/"
    looked = text(first.get(page))
    said = {"digest": put.digest, "version": "1", "opinion": "", "decision": "approve"}
    first.post(f"{page}decide/", said)
    silent = text(head.get(page))
    second.post(f"{page}decide/", said)

    assert "还有 1 条部门意见没有记下答复" in waiting
    assert "已送主办单位" in text(sent)
    for words in ("现在在你们手里", "A组", "有一笔欠税", "同意这份名单", "规则women", "请审定"):
        assert words in looked
    assert "还没表态的：" in silent
    assert "同意这份名单" not in silent
    assert Resolution.objects.get().state == "passed"
    assert "已审定" in text(first.get("/approvals/"))
    assert "2 / 2 家" in text(head.get("/approvals/"))


def test_a_page_shows_what_lies_behind_the_list(
    told: Table, review: Review, client_for: ClientFor
) -> None:
    review.close(told.scene, A="95", B="90", C="90", E="90", D="70", F="65")
    selection_stories.adopted(told.scene, selection_stories.ran(told.scene))
    put = stories.submitted(told)

    looked = text(client_for(told.union).get(f"/approvals/{put.public_id}/"))

    assert "同分，由抽签定的" in looked
    assert selection_stories.SEED in looked
    assert "线下最近的几名" in looked
    assert "F组" in looked
    assert "达到的 " in looked


def test_what_changed_since_is_named(told: Table, head: Client, client_for: ClientFor) -> None:
    put = stories.submitted(told)
    stories.changed_list(told)

    looked, prepared = text(head.get(f"/approvals/{put.public_id}/")), text(head.get(at(told)))
    host = client_for(told.quality)
    said = {"digest": put.digest, "version": "1", "opinion": "妥当", "decision": "approve"}
    tried = host.post(f"/approvals/{put.public_id}/decide/", said)

    for page in (looked, prepared):
        assert "服务明星team：少了“B组”" in page
        assert "服务明星team：多了“E组”" in page
    assert tried.status_code == 422
    assert "这份审定件已经作废" in text(tried)
    assert "妥当</textarea>" in text(tried)


def test_a_strike_is_told_below_the_list(told: Table, head: Client) -> None:
    put = stories.passed(told)
    stories.struck(told, put, "B")
    stories.struck(told, put, "E")

    looked = text(head.get(f"/approvals/{put.public_id}/"))

    assert "取消：B组；递补：C组" in looked
    assert "取消：E组；没有人递补，名额空着" in looked
    assert "变动以后" in looked


def test_nothing_typed_is_lost(told: Table, head: Client, clerk: Client) -> None:
    check = stories.asked(told)
    answer = f"/approvals/checks/{check.public_id}/answer/"

    bare = clerk.post(at(told, "checks/"), {"department": "税务局", "key": KEY})
    past = clerk.post(
        at(told, "checks/"), {"department": "税务局", "due_on": "2026-01-01", "key": KEY}
    )
    blank = clerk.post(answer, {"result": "unknown", "note": " ", "version": "1"})
    stale = clerk.post(answer, {"result": "objection", "note": "在查", "version": "9"})
    early = head.post(at(told, "submit/"), {"digest": digest(told), "note": "先送"})
    moved = head.post(at(told, "submit/"), {"note": "先送"})

    assert [one.status_code for one in (bare, past, blank, stale, early, moved)] == [
        *(422, 422, 422, 409, 422, 422)
    ]
    assert 'value="税务局"' in text(bare)
    assert "还没选答复期限" in text(bare)
    assert "答复期限不能早于今天" in text(past)
    assert "请写一句说明" in text(blank)
    assert "在查</textarea>" in text(stale)
    assert "先送</textarea>" in text(early)
    assert clerk.get(answer)["Location"] == "/approvals/"


def test_a_decision_without_a_button_is_asked_again(told: Table, client_for: ClientFor) -> None:
    put = stories.submitted(told)
    host, page = client_for(told.quality), f"/approvals/{put.public_id}/decide/"

    pressed = host.post(page, {"digest": put.digest, "version": "1", "opinion": "我看过了"})
    returned = host.post(
        page, {"digest": put.digest, "version": "1", "opinion": " ", "decision": "return"}
    )

    assert (pressed.status_code, returned.status_code) == (422, 422)
    assert "请按“同意”或“退回”" in text(pressed)
    assert "我看过了</textarea>" in text(pressed)
    assert "请写明为什么退回" in text(returned)
    assert host.get(page)["Location"] == f"/approvals/{put.public_id}/"


def test_each_seat_sees_and_does_only_its_own(
    told: Table,
    head: Client,
    clerk: Client,
    company: dict[Role, Member],
    client_for: ClientFor,
) -> None:
    put = stories.submitted(told)
    page = f"/approvals/{put.public_id}/"
    said = {"digest": put.digest, "version": "1", "opinion": "", "decision": "approve"}
    auditor, stray = client_for(company[Role.AUDITOR]), client_for(company[Role.HOST_APPROVER])

    assert head.post(f"{page}decide/", said).status_code == 403
    assert clerk.post(at(told, "submit/"), {"digest": digest(told)}).status_code == 403
    assert auditor.post(at(told, "checks/"), {}).status_code == 403
    assert "纪检监督席位只看不改" in text(auditor.get(at(told)))
    assert auditor.get(page).status_code == 200
    assert stray.get(page).status_code == stray.post(f"{page}decide/", said).status_code == 404
    assert client_for(told.quality).get(at(told)).status_code == 404
    assert client_for(company[Role.EXPERT]).get("/approvals/").status_code == 403
    assert "还没有送审的名单" in text(stray.get("/approvals/"))
