"""What do office, inspector, unit and everybody see of visits and cases, and send?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from tests.cast import Member
from tests.oversight import stories
from tests.oversight.stories import (
    FOUND_AT,
    HEARD_AT,
    OVER_AT,
    SEED,
    SEEN,
    SENT_AT,
    SOURCE,
    WHY,
    Watch,
    fresh,
)

from hongbang.kernel.actor import Role
from hongbang.oversight.models import Case, Draw, Visit
from hongbang.register.models import Honour
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]
PAPER = "示范发〔2026〕9号"
DRAWING = {"size": "1", "seed": SEED, "source": SOURCE}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house's clock stand on the day of the visits."""
    monkeypatch.setattr(clock, "now", lambda: SENT_AT)


@pytest.fixture
def head(told: Watch, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Sign in the head of the office."""
    return client_for(company[Role.OFFICE_HEAD])


@pytest.fixture
def clerk(told: Watch, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Sign in the clerk of the office."""
    return client_for(company[Role.OFFICE_CLERK])


Later = Callable[..., list[Client]]


@pytest.fixture
def later(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Return a function that moves the clock on, and signs members in anew."""

    def moved(at: datetime, *members: Member) -> list[Client]:
        monkeypatch.setattr(clock, "now", lambda: at)
        return [client_for(member) for member in members]

    return moved


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_head_draws_and_the_clerk_assigns(told: Watch, head: Client, clerk: Client) -> None:
    typed = DRAWING | {"edition": told.house.edition.code}

    wrong = head.post("/office/oversight/draw/", typed | {"size": "9", "seed": "种"})
    unfilled = head.post("/office/oversight/draw/", {"size": "0"})
    refused = clerk.post("/office/oversight/draw/", typed)
    done = head.post("/office/oversight/draw/", typed)

    assert (wrong.status_code, unfilled.status_code, refused.status_code) == (422, 422, 403)
    assert SOURCE in wrong.content.decode()
    draw, visit = Draw.objects.get(), Visit.objects.get()
    assert done.headers["Location"] == f"/office/draws/{draw.public_id}/"
    assert "现在抽取" in text(head, "/office/oversight/")
    assert "现在抽取" not in text(clerk, "/office/oversight/")
    assert "次没有指派检查员" in text(clerk, "/desk/")
    page = text(clerk, f"/office/draws/{draw.public_id}/")
    seat = told.inspector.seat.public_id
    assert f'value="{seat}"' in page
    address = f"/office/visits/{visit.public_id}/assign/"
    past = clerk.post(address, {"version": "1", "seat": seat, "due_on": "2026-11-12"})
    empty = clerk.post(address, {"version": "1", "due_on": "soon"})
    sent = clerk.post(address, {"version": "1", "seat": seat, "due_on": "2026-11-20"})
    stale = clerk.post(address, {"version": "1", "seat": seat, "due_on": "2026-11-20"})
    assert [one.status_code for one in (past, empty, sent, stale)] == [422, 422, 302, 409]
    assert "演员inspector" in text(clerk, f"/office/draws/{draw.public_id}/")


def test_the_inspector_writes_on_the_phone(told: Watch, client_for: ClientFor) -> None:
    stories.drawn(told)
    visit, inspector = stories.assigned(told, told.team), client_for(told.inspector)
    address = f"/visits/{visit.public_id}/"

    empty = text(inspector, address)
    unfinished = inspector.post(address, {"version": "2", "place": "一号", "submit": "1"})
    auto = inspector.post(address, SEEN | {"version": "3", "autosave": "1"})
    stale = inspector.post(address, SEEN | {"version": "2", "place": "二号"})
    stale_auto = inspector.post(address, {"version": "x", "place": "二号", "autosave": "1"})
    undecided = inspector.post(address, SEEN | {"version": "4", "submit": "1"})
    saved = inspector.post(address, SEEN | {"version": "4", "verdict": "minor", "save": "1"})
    sent = inspector.post(address, SEEN | {"version": "5", "verdict": "minor", "submit": "1"})
    again = inspector.post(address, SEEN | {"version": "5", "verdict": "minor", "submit": "1"})

    assert "还没开始记录" in empty
    codes = [unfinished, auto, stale, stale_auto, undecided, saved, sent, again]
    assert [one.status_code for one in codes] == [422, 200, 409, 409, 422, 302, 302, 302]
    assert "一号" in unfinished.content.decode()
    assert 'data-version="4"' in auto.content.decode()
    assert "二号" in stale.content.decode()
    assert "没有提交：还没选结论" in undecided.content.decode()
    assert fresh(visit).state == "submitted"
    assert "一般问题" in text(inspector, address)
    assert "验光班组" in text(inspector, "/visits/")
    assert text(inspector, f"/visits/{stories.visit_to(told.nominee).public_id}/", 404)


def test_an_inspector_without_visits_is_told_so(told: Watch, client_for: ClientFor) -> None:
    assert "现在没有暗访要做" in text(client_for(told.inspector), "/visits/")


def test_the_head_reads_and_confirms(
    told: Watch, company: dict[Role, Member], later: Later
) -> None:
    stories.drawn(told)
    address = f"/visits/{stories.visit_to(told.team).public_id}/"
    [clerk] = later(SENT_AT, company[Role.OFFICE_CLERK])
    unsent = text(clerk, address)
    visit = stories.submitted(told, told.team)
    head, clerk = later(FOUND_AT, company[Role.OFFICE_HEAD], company[Role.OFFICE_CLERK])
    confirm = f"/office{address}confirm/"
    typed = {"version": visit.version, "move": "rectify", "reason": WHY}

    assert "还没有提交" in unsent
    assert "无人值守" in text(clerk, address)
    assert clerk.post(address, {}).status_code == 403
    assert clerk.post(confirm, typed).status_code == 403
    assert "认定“验光班组”的暗访结果" in text(head, "/desk/")
    undated = head.post(confirm, typed)
    past = head.post(confirm, typed | {"due_on": "2026-11-13"})
    stale = head.post(confirm, typed | {"version": 1, "move": "none"})
    done = head.post(confirm, typed | {"due_on": "2026-11-27"})

    assert [one.status_code for one in (undated, past, stale, done)] == [422, 422, 409, 302]
    assert "限期整改要写整改到哪天" in undated.content.decode()
    case = Case.objects.get()
    assert f"/cases/{case.public_id}/" in text(head, address)
    assert "看暗访记录" in text(head, f"/cases/{case.public_id}/")


def test_a_case_goes_from_notice_to_revocation(
    told: Watch, company: dict[Role, Member], later: Later
) -> None:
    number, seated = told.team.number, (company[Role.OFFICE_HEAD], told.unit_clerk)
    head, unit = later(FOUND_AT, *seated)
    found = head.get("/office/oversight/", {"number": number})
    missing = head.get("/office/oversight/", {"number": "2016-01-0001-1"})
    opening = f"/office/honours/{number}/case/"
    typed = {"version": "1", "move": "revoke", "reason": WHY, "paper": PAPER}

    assert found.headers["Location"] == opening
    assert missing.status_code == 404
    assert "撤销称号" in text(head, opening)
    short = head.post(opening, typed | {"reason": "坏"})
    stale = head.post(opening, typed | {"version": "7"})
    opened = head.post(opening, typed)
    assert [one.status_code for one in (short, stale, opened)] == [422, 409, 302]
    case = Case.objects.get()
    address = f"/cases/{case.public_id}/"
    assert "有一件处理还没决定" in text(head, opening)
    assert "作出决定" not in text(head, address)

    head, unit = later(HEARD_AT, *seated)
    assert "决定以前可以陈述申辩" in text(unit, "/desk/")
    assert "检查员" not in text(unit, address)
    said = {"version": "1", "reason": "当天停电检修，已贴通知。"}
    brief = unit.post(f"{address}state/", said | {"reason": "不"})
    spoken = unit.post(f"{address}state/", said)
    twice = unit.post(f"{address}state/", said)
    assert [one.status_code for one in (brief, spoken, twice)] == [422, 302, 422]
    assert said["reason"] in twice.content.decode()

    assert said["reason"] in text(head, address)
    assert "单位已陈述申辩" in text(head, "/desk/")
    decide = {"version": "2", "reason": "停电不能说明承诺没有公示。", "paper": PAPER}
    decided = head.post(f"/office{address}decide/", decide)
    assert decided.status_code == 302
    assert Honour.objects.get(pk=told.team.pk).state == "revoked"
    assert decide["reason"] in text(unit, address)
    assert "现在没有可作的处理" in text(head, opening)
    assert "验光班组" in text(unit, "/cases/")


def test_a_case_is_dropped_or_its_sanction_lifted(
    told: Watch, company: dict[Role, Member], later: Later
) -> None:
    dropped = stories.case(told)
    [head] = later(OVER_AT, company[Role.OFFICE_HEAD])
    typed = {"version": "1", "reason": "复查属实，当天停电。"}

    first = head.post(f"/office/cases/{dropped.public_id}/drop/", typed)
    warned = stories.case(told, "warn")
    assert "解除，恢复称号" in text(head, f"/cases/{warned.public_id}/")
    second = head.post(f"/office/cases/{warned.public_id}/lift/", typed)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (fresh(dropped).state, fresh(warned).state) == ("dropped", "lifted")
    assert "不作处理" in text(head, f"/cases/{dropped.public_id}/")
    assert "已解除" in text(head, f"/cases/{warned.public_id}/")


def test_a_rectification_is_reported_and_settled(
    told: Watch, company: dict[Role, Member], later: Later
) -> None:
    case = stories.case(told, "rectify", date(2026, 11, 20))
    address, seated = f"/cases/{case.public_id}/", (company[Role.OFFICE_HEAD], told.unit_head)
    head, unit = later(HEARD_AT, *seated)

    assert "整改并报告“验光班组”的情况" in text(unit, "/desk/")
    assert unit.post(f"{address}mend/", {"version": "1", "reason": ""}).status_code == 422
    report = {"version": "1", "reason": "已增设一名值守。"}
    assert unit.post(f"{address}mend/", report).status_code == 302
    assert "单位已报告整改" in text(head, "/desk/")
    settle, typed = f"/office{address}settle/", {"version": "2", "reason": "值守仍不在岗。"}
    undated = head.post(settle, typed | {"answer": "return"})
    back = head.post(settle, typed | {"answer": "return", "due_on": "2026-11-27"})
    assert (undated.status_code, back.status_code) == (422, 302)
    assert "值守仍不在岗" in text(unit, address)
    head, unit = later(OVER_AT.replace(month=12), *seated)
    assert "整改到期，单位没有报告" in text(head, "/desk/")
    assert "待整改" in text(head, "/cases/")
    again = report | {"version": "3"}
    assert unit.post(f"{address}mend/", again).status_code == 302
    accepted = head.post(settle, typed | {"version": "4", "answer": "accept"})
    assert accepted.status_code == 302
    assert Honour.objects.get(pk=told.team.pk).state == "valid"


def test_a_unit_sees_its_own_and_its_head_gives_back(told: Watch, client_for: ClientFor) -> None:
    clerk, head = client_for(told.unit_clerk), client_for(told.unit_head)
    address = f"/unit/honours/{told.team.public_id}/surrender/"
    typed = {"version": "1", "reason": "班组已经撤并。"}

    assert "交回称号由单位负责人办理" in text(clerk, "/unit/honours/")
    assert text(head, "/unit/honours/").count("交回这个称号") == 2
    assert clerk.post(address, typed).status_code == 403
    assert "没有处理的案件" in text(clerk, "/cases/")
    short, stale = (
        head.post(address, typed | {"reason": ""}),
        head.post(address, typed | {"version": "0"}),
    )
    assert (short.status_code, stale.status_code) == (422, 409)
    assert "班组已经撤并" in stale.content.decode()
    assert head.post(address, typed).status_code == 302
    assert text(head, "/unit/honours/").count("交回这个称号") == 1


def test_the_head_annuls_a_batch(told: Watch, head: Client) -> None:
    address = f"/office/batches/{told.house.category.public_id}/annul/"
    typed = {"count": "2", "reason": "项目未经批准。", "paper": PAPER}

    shown = text(head, address)
    moved = head.post(address, typed | {"count": "1"})
    unread = head.post(address, typed | {"paper": ""})
    done = head.post(address, typed)

    assert "验光班组" in shown
    assert [one.status_code for one in (moved, unread, done)] == [409, 422, 302]
    assert "项目未经批准" in moved.content.decode()
    assert PAPER in text(head, "/office/oversight/")
    assert "没有有效的称号" in text(head, address)


def test_everybody_draws_again_when_all_is_over(told: Watch, client: Client) -> None:
    draw = stories.drawn(told)
    address = f"/draws/{draw.public_id}/"
    assert client.get(address).status_code == 404
    for honour in (told.team, told.nominee):
        stories.confirmed(told, stories.submitted(told, honour, "fine"))

    page = text(client, address)
    Draw.objects.update(result=["2026-01-0001-1"])
    altered = text(client, address)

    assert "刚刚重抽了一遍，结果一样" in page
    assert draw.digest in page
    assert "演员" not in page
    assert "结果不一样" in altered
