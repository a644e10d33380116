"""Do the pages work: page, 404, 403, 409, 422; is nothing typed ever lost?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.applications import stories as application_stories
from tests.cast import Member
from tests.recommendations import stories
from tests.recommendations.stories import IN_TIME, House

from hongbang.applications.models import Application
from hongbang.recommendations import queries
from hongbang.recommendations.models import (
    Allotment,
    Opinion,
    QuotaEntry,
    Recommendation,
    Transmittal,
)

pytestmark = pytest.mark.once  # engines are tried by operations and queries
ClientFor = Callable[[Member], Client]
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[Any]:
    """Let it be within the recommendation stage."""
    with time_machine.travel(IN_TIME, tick=False) as clock:
        yield clock


def at(application: Application, page: str = "") -> str:
    return f"/recommendations/{application.public_id}/{page}"


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def hidden(answer: Any, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, name
    return found.group(1)


def test_an_organ_of_the_area_reads_without_contacts_and_gives_its_opinion(
    told: House, client_for: ClientFor
) -> None:
    proof = application_stories.filled(told.base)
    file = application_stories.attached(told.base, proof)
    answers = application_stories.answers(proof=[{"file": file.public_id, "caption": "台账"}])
    kept = application_stories.applications.save(
        application_stories.fresh(proof),
        application_stories.Save(answers, proof.version),
        by=told.base.clerk.actor,
        at=application_stories.IN_TIME,
    )
    application_stories.applications.submit(
        kept,
        application_stories.Act(kept.version),
        by=told.base.clerk.actor,
        at=application_stories.IN_TIME,
    )
    one = application_stories.fresh(proof)
    beside = client_for(told.women_clerk)

    page = text(beside.get(at(one)))

    assert "去年冬天连着下了九天雪" in page
    assert "台账.png" in page
    assert "13800000000" not in page
    assert f"/evidence/{file.public_id}/" not in page
    assert beside.get(f"/applications/{one.public_id}/").status_code == 404
    own = text(client_for(told.clerk).get(at(one)))
    assert f"/evidence/{file.public_id}/" in own
    assert "13800000000" not in own

    typed = {"stand": "disagree", "words": "", "revision": 1, "version": 0}
    wrong = beside.post(at(one, "opinion/"), typed)
    none = beside.post(at(one, "opinion/"), {"words": "还没想好", "revision": 1, "version": 0})
    right = beside.post(at(one, "opinion/"), typed | {"words": "及时率没有台账"})
    again = beside.post(at(one, "opinion/"), typed | {"words": "改一改这句话"})

    assert (wrong.status_code, none.status_code, right.status_code) == (422, 422, 302)
    assert "没有收下意见" in text(wrong)
    assert "还没想好" in text(none)
    assert again.status_code == 409
    assert "改一改这句话" in text(again)
    assert Opinion.objects.get().words == "及时率没有台账"
    assert "及时率没有台账" in text(beside.get(at(one)))


def test_the_owner_decides_ranks_and_the_head_sends(told: House, client_for: ClientFor) -> None:
    stories.granted(told)
    first = stories.listed(told, "一组")
    two = stories.application(told, "二组")
    for member in (told.clerk, told.women_clerk):
        stories.said(two, member)
    clerk, head = client_for(told.clerk), client_for(told.head)
    base = f"/recommendations/lists/{told.category.public_id}/"

    silent = clerk.post(at(two, "verdict/"), {"verdict": "declined", "reason": "", "version": 0})
    good = clerk.post(at(two, "verdict/"), {"verdict": "recommended", "reason": "", "version": 0})
    assert (silent.status_code, good.status_code) == (422, 302)
    assert "没有列入" in text(silent)
    second = stories.decided(two)
    assert "已推荐" in text(clerk.get("/recommendations/"))
    assert "2／3 名" in text(clerk.get("/recommendations/"))

    page = clerk.get(base)
    numbers = {first.public_id: 2, second.public_id: 1, "seen": hidden(page, "seen")}
    assert "负责人报出" in text(page)
    assert clerk.post(f"{base}rank/", numbers | {first.public_id: "x"}).status_code == 422
    assert clerk.post(f"{base}rank/", numbers).status_code == 302
    assert clerk.post(f"{base}rank/", numbers).status_code == 409
    order = [one.application.subject_name for one in queries.listed(told.category, told.organ)]
    assert order == ["二组", "一组"]

    seen = hidden(head.get(base), "seen")
    assert clerk.post(f"{base}forward/", {"seen": seen, "is_checked": "on"}).status_code == 403
    assert head.post(f"{base}forward/", {"seen": seen}).status_code == 422
    assert head.post(f"{base}forward/", {"seen": "old", "is_checked": "on"}).status_code == 409
    sent = head.post(f"{base}forward/", {"seen": seen, "is_checked": "on"}, follow=True)
    assert sent.status_code == 200
    assert Transmittal.objects.get().digest in text(sent)
    again = head.post(f"{base}forward/", {"seen": seen, "is_checked": "on"})
    assert (again.status_code, Transmittal.objects.count()) == (302, 1)
    assert "第 1 次" in text(head.get(base))
    assert head.get(f"{base}forward/").status_code == 302
    closed = clerk.post(at(two, "take-back/"), {"version": second.version})
    assert closed.status_code == 422


def test_a_listed_one_is_taken_back(told: House, client_for: ClientFor) -> None:
    stories.granted(told)
    made = stories.listed(told)
    clerk = client_for(told.clerk)

    done = clerk.post(at(made.application, "take-back/"), {"version": made.version}, follow=True)

    assert done.status_code == 200
    assert "名额空出来了" in text(done)
    assert "/take-back/" not in text(done)
    one = stories.application(told, "二组")
    assert clerk.post(at(one, "take-back/"), {"version": 1}).status_code == 404


def test_the_list_says_what_is_in_the_way(told: House, client_for: ClientFor) -> None:
    head = client_for(told.head)
    base = f"/recommendations/lists/{told.category.public_id}/"
    assert "名单里还没有申报" in text(head.get(base))
    stories.application(told)

    assert "还有 1 件没有定" in text(head.get(base))
    assert "还没有名额" in text(head.get(base))
    assert head.get("/recommendations/lists/NONE/").status_code == 404


def test_the_office_previews_accepts_and_rules_out(told: House, client_for: ClientFor) -> None:
    stories.granted(told)
    made = [stories.listed(told, name) for name in ("一组", "二组", "三组")]
    stories.listed(told, "四组", "declined")
    stories.forward(told)
    office = client_for(told.office_clerk)
    one, two, three = (stories.decided(row.application) for row in made)

    intake = text(office.get("/recommendations/intake/?stand=forwarded"))
    assert [name in intake for name in ("一组", "二组", "三组", "四组")] == [True] * 3 + [False]
    preview = office.get(
        "/recommendations/intake/preview/", {"pick": [one.public_id, two.public_id, "NONE"]}
    )
    assert "收下这 2 件" in text(preview)
    assert "有 1 件不能收" in text(preview)
    chosen = hidden(preview, "chosen")
    accept = "/recommendations/intake/accept/"
    assert office.post(accept, {"chosen": chosen}).status_code == 302
    assert stories.decided(one.application).state == "accepted"
    assert office.post(accept, {"chosen": chosen}).status_code == 422
    assert office.post(accept, {"chosen": ""}).status_code == 422
    assert office.post(accept, {"chosen": "x:99999 y:z"}).status_code == 404
    assert office.post(accept, {"chosen": "长" * 9999}).status_code == 422
    assert office.post(accept, {"chosen": f"{three.public_id}:99"}).status_code == 409

    page = at(three.application, "rule-out/")
    assert office.post(page, {"reason": "", "version": three.version}).status_code == 422
    typed = {"reason": "不满足条件 E06", "version": three.version}
    assert office.post(page, typed).status_code == 302
    assert "不满足条件 E06" in text(client_for(told.clerk).get(at(three.application)))
    assert client_for(told.clerk).post(page, typed).status_code == 403
    sent = Transmittal.objects.get()
    assert "四组" in text(office.get(f"/recommendations/sent/{sent.public_id}/"))


def test_units_and_strangers_are_kept_out(told: House, client_for: ClientFor) -> None:
    one = stories.application(told)
    unit = client_for(told.base.clerk)

    for page in ("", "intake/", "places/"):
        assert unit.get(f"/recommendations/{page}").status_code == 403
    assert unit.get(at(one)).status_code == 404
    assert unit.post(at(one, "opinion/"), {"stand": "agree"}).status_code == 404
    assert client_for(told.office_clerk).get("/recommendations/").status_code == 403
    assert client_for(told.clerk).get("/recommendations/intake/").status_code == 403


def test_places_are_previewed_handed_out_changed_lent_and_returned(
    told: House, client_for: ClientFor
) -> None:
    office, category = client_for(told.office_clerk), told.category
    home = "/recommendations/places/"
    base = f"{home}{category.public_id}/"
    assert "还没有分" in text(office.get(home))
    assert "没有等着分名额" in text(office.get(f"{home}?total=3"))
    assert office.get(f"{home}?total=x").status_code == 200
    for name in ("一组", "二组"):
        stories.application(told, name)

    preview = office.get(f"{home}?category={category.public_id}&total=9")
    assert "共 2 个" in text(preview)
    typed = {"total": "9", "seen": hidden(preview, "seen")}
    assert office.post(f"{base}hand-out/", typed | {"seen": "old"}).status_code == 409
    assert office.post(f"{base}hand-out/", typed).status_code == 302
    assert Allotment.objects.get().places == 2

    grant = {"organ": told.organ.public_id, "seats": "1", "reason": "多收了几件", "key": KEY}
    wrong = office.post(f"{base}grant/", grant | {"seats": "500"})
    assert wrong.status_code == 422
    assert "多收了几件" in text(wrong)
    assert office.post(f"{base}grant/", grant).status_code == 302
    lend = {
        "lender": told.organ.public_id,
        "borrower": told.women.public_id,
        "seats": "1",
        "reason": "妇联件数多",
        "key": KEY,
    }
    assert office.post(f"{base}lend/", lend | {"borrower": ""}).status_code == 422
    assert office.post(f"{base}lend/", lend).status_code == 302
    loan = QuotaEntry.objects.get(kind="lent", seats=-1)
    page = text(office.get(home))
    assert "还有 1 个没还" in page
    back = f"{base}loans/{loan.public_id}/"
    assert office.post(back, {"seats": "2", "key": KEY}).status_code == 422
    assert office.post(back, {"seats": "1", "key": KEY}).status_code == 302
    assert office.post(back, {"seats": "1", "key": KEY}).status_code == 302  # a second click
    assert office.post(back, {"seats": "1", "key": KEY * 2}).status_code == 404
    assert office.post(f"{base}loans/NONE/", {"seats": "1", "key": KEY}).status_code == 404
    assert "借用" not in text(office.get(home))
    assert client_for(told.clerk).post(f"{base}grant/", grant).status_code == 403
    assert client_for(told.clerk).post(f"{base}grant/", {}).status_code == 403


def test_desks_tell_who_owes_what(told: House, client_for: ClientFor) -> None:
    one = stories.application(told)
    office, unit = client_for(told.office_clerk), client_for(told.base.clerk)
    assert "给“服务明星team”分推荐名额" in text(office.get("/desk/"))
    owner, head = text(client_for(told.clerk).get("/desk/")), client_for(told.head)
    assert "的 1 件申报表态" in owner
    assert "定“服务明星team”的 1 件申报" in owner
    stories.granted(told)
    for member in (told.clerk, told.women_clerk):
        stories.said(one, member)
    stories.recommend(told, one)
    assert "的推荐名单报活动办公室" in text(head.get("/desk/"))
    assert "核对推荐" not in text(unit.get("/desk/"))
    stories.forward(told)

    assert "收黄浦区总工会报来的推荐" in text(office.get("/desk/"))
    assert "在活动办公室手里，正在核对推荐" in text(unit.get("/desk/"))
    made = Recommendation.objects.get()
    assert "提出推荐意见" not in text(unit.get(f"/applications/{made.application.public_id}/"))
