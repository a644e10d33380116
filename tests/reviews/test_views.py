"""Do the pages work: page, fragment, 404, 403, 409, 422; is nothing typed ever lost?"""

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
from tests.reviews import stories
from tests.reviews.stories import READ, World
from tests.surveys import samples as survey_samples

from hongbang.applications import operations as applications
from hongbang.applications.models import Revision
from hongbang.applications.rules import freezing
from hongbang.applications.rules.commands import Act as ApplicationAct
from hongbang.kernel.actor import Role
from hongbang.reviews import operations as reviews
from hongbang.reviews.models import Dossier, Round, ScoreSheet
from hongbang.reviews.models import Member as Enrolled
from hongbang.reviews.rules.commands import Act
from hongbang.surveys.rules.measuring import measure
from hongbang.surveys.rules.showing import Frozen, Result

ClientFor = Callable[[Member], Client]
WHY = "与申报班组班长是亲属"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[Any]:
    """Let it be within the review."""
    with time_machine.travel(READ, tick=False) as clock:
        yield clock


@pytest.fixture
def head(company: dict[Role, Member], told: World, client_for: ClientFor) -> Client:
    """Return the browser of the head of the office."""
    return client_for(company[Role.OFFICE_HEAD])


@pytest.fixture
def clerk(company: dict[Role, Member], told: World, client_for: ClientFor) -> Client:
    """Return the browser of the office clerk."""
    return client_for(company[Role.OFFICE_CLERK])


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def plainly(html: str) -> str:
    """Return a page without what differs from one answer to the next."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)
    return re.sub(r'nonce="[^"]+"', "", html)


def reader(told: World, sheet: ScoreSheet, client_for: ClientFor) -> Client:
    return client_for(next(one for one in told.experts if one.seat == sheet.member.seat))


def at(sheet: ScoreSheet, page: str = "") -> str:
    return f"/reviews/sheets/{sheet.public_id}/{page}"


def typed(sheet: ScoreSheet, **more: str) -> dict[str, Any]:
    return stories.marks() | {"version": str(stories.fresh(sheet).version)} | more


# --- the office before a round


def test_the_rounds_show_what_is_to_be_done(told: World, head: Client, clerk: Client) -> None:
    ready = text(head.get("/reviews/"))
    opening = f"/reviews/categories/{told.category.public_id}/open/"

    assert "已接收 3 份" in ready
    assert opening in ready
    assert opening not in text(clerk.get("/reviews/"))
    stories.assigned(told)
    assert "0 / 9" in text(head.get("/reviews/"))


def test_an_expert_is_enrolled_and_nothing_typed_is_lost(told: World, clerk: Client) -> None:
    pool = f"/reviews/editions/{told.told.edition.public_id}/experts/"
    page = f"{pool}{told.experts[0].seat.public_id}/"
    sent = {
        "categories": ["team"],
        "works_for": "示范百货有限公司\n没有的公司",
        "speaks_for": "",
        "version": "0",
    }

    wrong = clerk.post(page, sent)
    right = clerk.post(page, sent | {"works_for": "示范百货有限公司\r\n"})
    again = clerk.post(page, sent | {"works_for": ""})

    assert (wrong.status_code, right.status_code, again.status_code) == (422, 302, 409)
    assert "本系统里没有“没有的公司”" in text(wrong)
    assert "示范百货有限公司\n没有的公司" in text(wrong)
    listed = text(clerk.get(pool))
    assert "E-01" in listed
    assert "示范百货有限公司" in listed
    assert "checked" in text(clerk.get(page))
    assert Enrolled.objects.get().categories == ["team"]


def test_a_round_is_opened_by_the_head(told: World, head: Client, clerk: Client) -> None:
    page = f"/reviews/categories/{told.category.public_id}/open/"

    assert clerk.get(page).status_code == 403
    assert "3 人，至少 2 人签名才有得分" in text(head.get(page))
    answer = head.post(page)
    opened = Round.objects.get()
    assert answer["Location"] == f"/reviews/rounds/{opened.public_id}/assign/"
    assert head.post(page)["Location"] == f"/reviews/rounds/{opened.public_id}/"
    assert head.get("/reviews/categories/nothing/open/").status_code == 404


def test_a_round_that_cannot_open_says_why(told: World, head: Client) -> None:
    page = f"/reviews/categories/{told.told.category('unit').public_id}/open/"
    edition = told.told.edition
    refused = head.post(page)
    type(edition).objects.filter(pk=edition.pk).update(
        chapters=edition.chapters | {"review": {"readings": 3}}
    )
    lacking = text(head.get(page))

    assert refused.status_code == 422
    assert "还没有接收的申报" in text(refused)
    assert "没有给这个类别指定评分表" in lacking


# --- the office in a round


def test_assigning_is_previewed_then_done(told: World, clerk: Client) -> None:
    opened = stories.opened(told)
    page = f"/reviews/rounds/{opened.public_id}/assign/"
    preview = text(clerk.get(page))
    sent = dict(re.findall(r'name="(version|digest)" value="([^"]+)"', preview))

    done = clerk.post(page, sent)
    late = clerk.post(page, sent)
    odd = clerk.post(page, {})

    assert "9 份次" in preview
    assert (done.status_code, late.status_code, odd.status_code) == (302, 409, 409)
    assert "现在没有能再分的" in text(late)
    assert ScoreSheet.objects.count() == 9
    shown = text(clerk.get(f"/reviews/rounds/{opened.public_id}/"))
    assert "已签 0／9" in shown
    assert "E-04" in shown


def test_assigning_names_shortfalls_and_conflicts(told: World, clerk: Client) -> None:
    for one in told.experts[:2]:
        stories.enrolled(told, one, works_for=["示范百货有限公司"])
    empty = reviews.open_round(told.category, by=told.head, at=READ)
    page = f"/reviews/rounds/{empty.public_id}/assign/"
    short = text(clerk.get(page))

    assert "3 份材料读的人不够" in short
    assert "与申报单位同属一个单位或集团" in short
    assert "还差 3 人，2 人回避" in short


def test_the_files_of_a_round_are_filtered(told: World, clerk: Client) -> None:
    stories.assigned(told)
    page = f"/reviews/rounds/{told.round.public_id}/"

    found = text(clerk.get(page + "?q=第2班组"))
    none = text(clerk.get(page + "?q=zzzz"))
    owed = text(clerk.get(page + "?stand=owed"))
    short = text(clerk.get(page + "?stand=short"))

    assert "第2班组" in found
    assert "第1班组" not in found
    assert "没有符合筛选的材料" in none
    assert "第1班组" in owed
    assert "没有符合筛选的材料" in short


def test_a_round_is_closed_read_and_reopened(
    told: World, head: Client, clerk: Client, company: dict[Role, Member], client_for: ClientFor
) -> None:
    stories.all_signed(told)
    page = f"/reviews/rounds/{told.round.public_id}/"
    before = text(head.get(page + "standing/"))

    closed = head.post(page + "close/", {"version": told.round.version, "reason": ""})
    standing = text(client_for(company[Role.AUDITOR]).get(page + "standing/"))
    silent = head.post(page + "reopen/", {"version": told.round.version, "reason": ""})
    reopened = head.post(page + "reopen/", {"version": told.round.version, "reason": "打错一份"})

    assert "还没有名次" in before
    assert (closed.status_code, closed["Location"]) == (302, page + "standing/")
    assert "24.00" in standing
    assert "24—24" in standing
    assert (silent.status_code, reopened.status_code) == (422, 302)
    assert "评审已经重新开放" in text(clerk.get(page + "standing/"))
    assert "材料分给专家以后" not in text(head.get(page))


def test_closing_too_early_says_why_and_keeps_the_reason(told: World, head: Client) -> None:
    stories.assigned(told)
    page = f"/reviews/rounds/{told.round.public_id}/"
    version = told.round.version

    owed = head.post(page + "close/", {"version": version, "reason": ""})
    stale = head.post(page + "close/", {"version": version + 7, "reason": "时间已到，先结束"})

    assert (owed.status_code, stale.status_code) == (422, 409)
    assert "还有 9 份评分表没有签名" in text(owed)
    assert "时间已到，先结束" in text(stale)


def test_a_file_shows_its_readers_and_takes_an_opinion(
    told: World, head: Client, clerk: Client
) -> None:
    stories.assigned(told)
    sheet = stories.signed(told, stories.sheets_of(told.files[0])[0])
    page = f"/reviews/files/{sheet.dossier.public_id}/"

    shown = text(head.get(page))
    kept = clerk.post(page + "opinion/", {"version": "1", "reason": "服务数据扎实"})
    stale = clerk.post(page + "opinion/", {"version": "1", "reason": "另一句话"})
    long = clerk.post(page + "opinion/", {"version": "2", "reason": "长" * 1001})

    assert "29.5" in shown
    assert "顾客结果 20.5 · 用心 9" in shown
    assert (kept.status_code, stale.status_code, long.status_code) == (302, 409, 422)
    assert "另一句话" in text(stale)
    assert Dossier.objects.get(pk=sheet.dossier_id).opinion == "服务数据扎实"


def test_a_reader_is_replaced_and_a_sheet_given_back(
    told: World, head: Client, clerk: Client
) -> None:
    stories.assigned(told)
    first, second = stories.sheets_of(told.files[0])[:2]
    sheet = stories.signed(told, first)
    code = sheet.dossier.public_id

    silent = head.post(at(sheet, "unlock/"), {"version": sheet.version, "reason": ""})
    given = head.post(at(sheet, "unlock/"), {"version": sheet.version, "reason": "漏看第二页"})
    stale = clerk.post(at(second, "replace/"), {"version": 9, "reason": "联系不上本人"})
    gone = clerk.post(at(second, "replace/"), {"version": 1, "reason": "联系不上本人"})

    assert (silent.status_code, given.status_code) == (422, 302)
    assert "还没写理由" in text(silent)
    assert (stale.status_code, gone.status_code) == (409, 302)
    assert "联系不上本人" in text(stale)
    shown = text(head.get(f"/reviews/files/{code}/"))
    assert "联系不上本人" in shown
    assert "已回避" in shown
    assert head.get(at(sheet, "unlock/"))["Location"] == "/reviews/"


# --- experts


def test_an_expert_reads_what_customers_said_as_it_was_frozen(
    told: World, client_for: ClientFor
) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    measured = measure(survey_samples.COUNTING, [survey_samples.TOP] * 12)
    frozen = Frozen("S1", "survey@1", {}, Result(20, measured))
    kept = freezing.as_kept(frozen, READ)
    Revision.objects.filter(pk=sheet.dossier.revision_id).update(survey=kept)

    page = text(reader(told, sheet, client_for).get(at(sheet)))

    assert "真实的指数有 95% 的把握" in page
    assert f"<dd>{measured.index}</dd>" in page
    assert frozen.digest in page


def test_an_expert_reads_blind_scores_and_signs(told: World, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    client = reader(told, sheet, client_for)

    page = text(client.get(at(sheet)))
    kept = client.post(at(sheet), typed(sheet, save="1"))
    after = text(client.get(at(sheet)))
    signed = client.post(at(sheet), typed(sheet, sign="1"))

    for name in ("示范百货", "班组在", "13800000000"):
        assert name not in page.replace("■■，", "")
    assert "■■在■■，做了第" in page
    assert 'name="index"' in page
    assert "还有 3 项没打分" in page
    assert (kept.status_code, kept["Location"]) == (302, at(sheet))
    assert "29.5" in after
    assert "没打分" not in after
    assert signed.status_code == 302
    assert stories.fresh(sheet).state == "signed"
    listed = text(client.get("/reviews/mine/"))
    assert re.search(r"已签 1／[23]", listed)
    done, begun = (text(client.get(f"/reviews/mine/?state={one}")) for one in ("signed", "drafted"))
    assert at(sheet) in done
    assert "没有符合筛选的材料" in begun
    assert "已签名" in text(client.get(at(sheet)))


def test_signing_leads_to_the_next_file_and_twice_is_once(
    told: World, client_for: ClientFor
) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    mine = [one for one in stories.sheets_of() if one.member == sheet.member]
    client = reader(told, sheet, client_for)
    sent = typed(sheet, sign="1")

    first = client.post(at(mine[0]), sent)
    second = client.post(at(mine[0]), sent)
    for one in mine[1:]:
        last = client.post(at(one), typed(one, sign="1"))

    assert (first["Location"], second["Location"]) == (at(mine[1]), at(mine[0]))
    assert last["Location"] == "/reviews/mine/"


def test_an_unfinished_sheet_is_kept_and_says_what_is_missing(
    told: World, client_for: ClientFor
) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    client = reader(told, sheet, client_for)

    answer = client.post(at(sheet), {"index": "12.5", "version": "1", "sign": "1"})

    assert answer.status_code == 422
    assert 'value="12.5"' in text(answer)
    assert stories.fresh(sheet).typed == {"index": "12.5"}
    assert stories.fresh(sheet).state == "drafted"


def test_an_autosave_answers_with_version_and_sum(told: World, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    client = reader(told, sheet, client_for)

    live = text(client.post(at(sheet), {"index": "12.5", "version": "1", "autosave": "1"}))
    late = client.post(at(sheet), {"index": "9", "version": "1", "autosave": "1"})

    assert 'data-version="2"' in live
    assert "还有 2 项没打分" in live
    assert "12.5" in live
    assert late.status_code == 409
    assert "data-live-ledger" not in text(late)


def test_what_two_windows_typed_is_not_lost(told: World, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    client = reader(told, sheet, client_for)
    stories.drafted(told, sheet)

    stale = client.post(at(sheet), stories.marks(index="40") | {"version": "1", "save": "1"})
    odd = client.post(at(sheet), stories.marks(index="41") | {"version": "x", "save": "1"})
    stories.signed(told, sheet)
    late = client.post(at(sheet), stories.marks(index="39") | {"version": "9", "save": "1"})

    assert (stale.status_code, odd.status_code, late.status_code) == (409, 409, 422)
    assert 'value="40"' in text(stale)
    assert "另一个窗口里改过" in text(stale)
    assert stories.fresh(sheet).typed["index"] == "12.5"


def test_standing_aside_takes_one_sentence(told: World, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    client = reader(told, sheet, client_for)

    short = client.post(at(sheet, "recuse/"), {"version": "1", "reason": "亲"})
    silent = client.post(at(sheet, "recuse/"), {"version": "1", "reason": ""})
    gone = client.post(at(sheet, "recuse/"), {"version": "1", "reason": WHY})
    after = text(client.get(at(sheet)))

    assert (short.status_code, silent.status_code, gone.status_code) == (422, 422, 302)
    assert "理由要写 4 到 500 字" in text(short)
    assert "您已回避" in after
    assert "做了第" not in after
    assert at(sheet) not in text(client.get("/reviews/mine/"))


def test_an_open_round_shows_names_and_evidence(told: World, client_for: ClientFor) -> None:
    code = stories.with_proof(told)
    stories.assigned(told)
    Round.objects.update(is_blind=False)
    sheet = stories.sheets_of(told.files[-1])[0]
    client = reader(told, sheet, client_for)

    page = text(client.get(at(sheet)))
    ticket = client.post(at(sheet, f"evidence/{code}/"))
    missing = client.post(at(sheet, "evidence/nothing/"))

    assert "示范百货有限公司" in page
    assert "台账.png" in page
    assert ticket["Location"].startswith("/files/")
    assert missing.status_code == 404


def test_a_closed_round_is_read_only(told: World, clerk: Client, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.drafted(told, stories.sheets_of()[0])
    client = reader(told, sheet, client_for)
    act = Act(told.round.version, "时间已到，先结束")
    reviews.close_round(told.round, act, by=told.head, at=READ)

    page = text(client.get(at(sheet)))
    late = client.post(at(sheet), stories.marks(index="40") | {"version": "2", "save": "1"})
    base = f"/reviews/rounds/{told.round.public_id}/"
    standing = text(clerk.get(base + "standing/"))

    assert clerk.get(base + "assign/")["Location"] == base
    assert "结束时还有 9 份评分表没有签名" in standing
    assert "评分不足，没有得分" in standing
    assert "评审已经结束" in page
    assert 'name="sign"' not in page
    assert late.status_code == 422


def test_what_was_withdrawn_is_owed_no_more(told: World, client_for: ClientFor) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of(told.files[0])[0]
    client = reader(told, sheet, client_for)
    one = application_stories.fresh(told.files[0])
    act = ApplicationAct(one.version, "不再申报了")
    applications.withdraw(one, act, by=told.told.clerk.actor, at=READ)

    assert at(sheet) not in text(client.get("/reviews/mine/"))
    assert 'name="sign"' not in text(client.get(at(sheet)))


def test_others_are_kept_out(
    told: World, company: dict[Role, Member], client_for: ClientFor
) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    other = next(one for one in told.experts if one.seat != sheet.member.seat)
    pages = ("/reviews/", f"/reviews/rounds/{told.round.public_id}/standing/")

    for member in (company[Role.SYSTEM_ADMIN], told.told.organ_clerk, told.told.clerk, other):
        client = client_for(member)
        assert client.get(at(sheet)).status_code == 404
        assert {client.get(page).status_code for page in pages} <= {403, 404}
    assert client_for(company[Role.OFFICE_HEAD]).get(at(sheet)).status_code == 403


def test_an_experts_pages_hang_on_nobody_elses_scores(told: World, client_for: ClientFor) -> None:
    """Two worlds that differ in another expert's scores look the same to an expert."""
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    mine = [one for one in stories.sheets_of() if one.member == sheet.member]
    client = reader(told, sheet, client_for)
    pages = ["/desk/", "/inbox/", "/reviews/mine/", *(at(one) for one in mine)]
    before = [plainly(text(client.get(page))) for page in pages]

    others = [one for one in stories.sheets_of() if one.member != sheet.member]
    for place, one in enumerate(others):
        stories.signed(told, one, index=str(1 + place), remark="别人写的话")
    again = stories.fresh(others[0])
    reviews.unlock(again, Act(again.version, "漏看第二页"), by=told.head, at=READ)

    assert [plainly(text(client.get(page))) for page in pages] == before


# --- desks


def test_desks_say_what_is_owed(
    told: World, head: Client, clerk: Client, client_for: ClientFor
) -> None:
    def desk(client: Client) -> str:
        return text(client.get("/desk/"))

    ready = desk(head), desk(clerk)
    stories.opened(told)
    unassigned = desk(clerk)
    stories.given(told)
    sheets = stories.sheets_of()
    expert = reader(told, sheets[0], client_for)
    owed, waiting = desk(expert), desk(clerk)
    for sheet in sheets:
        stories.signed(told, sheet)

    name = told.category.name
    assert [f"开始评审“{name}”" in one for one in ready] == [True, False]
    assert f"给“{name}”分配材料" in unassigned
    assert re.search(f"评“{name}”，还有 [23] 份要签", owed)
    assert "在专家手里，已签 0／9" in waiting
    assert f"结束“{name}”的评审" in desk(head)
    assert "份要签" not in desk(expert)
