"""What do units, organs and the office read and send, and is nothing typed ever lost?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.activity import stories
from tests.activity.stories import IN_TIME, LATE, TYPED, House, fresh
from tests.cast import Member

from hongbang.activity.models import Activity, Return
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]
SENT = {
    "kind": "training",
    "title": "微笑服务培训",
    "place": "示范百货六楼",
    "starts_at": "2026-11-05T09:00",
    "ends_at": "2026-11-05T12:00",
    "break_minutes": "30",
    "teams": "3",
    "people": "40",
    "women": "25",
    "under35": "18",
    "key": "k" * 32,
}
FIGURES = {f"{name}-{key}": text for key, one in TYPED.items() for name, text in one.items()}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house's clock stand on the last day."""
    monkeypatch.setattr(clock, "now", lambda: IN_TIME)


def page_of(told: House, of_other: bool = False) -> str:
    organ = told.other if of_other else told.organ
    return f"/returns/{told.edition.code}/{organ.public_id}/"


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def owed(client: Client) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', text(client.get("/desk/")))


# --- what units record


def test_a_unit_records_and_finds_it_in_its_list(told: House, client_for: ClientFor) -> None:
    client = client_for(told.clerk)
    empty, asked = text(client.get("/activities/")), text(client.get("/activities/new/"))
    key = re.findall(r'name="key" value="([^"]+)"', asked)[0]

    sent = client.post("/activities/new/", SENT | {"key": key})
    again = client.post("/activities/new/", SENT | {"key": key})

    kept = Activity.objects.get()
    assert "还没有活动记录" in empty
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/activities/{kept.public_id}/")
    assert again.headers["Location"] == sent.headers["Location"]
    assert f"{kept.hours}" == "2.5"  # as long as it lasted
    shown = text(client.get(sent.headers["Location"]))
    assert "3 个班组，40 人；女职工 25 人，35周岁以下 18 人" in shown
    assert "微笑服务培训" in text(client.get("/activities/?kind=training&month=2026-11"))
    none = text(client.get("/activities/?kind=community"))
    assert "没有符合筛选的活动" in none
    assert "志愿活动：民生社区" in none
    assert client.get("/activities/?month=soon&kind=party").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "还没写活动名称。"),
        ({"women": "41"}, "女职工或35周岁以下的人数多于参加人数 40"),
        ({"hours": "2.3"}, "时数以半小时为单位"),
        ({"hours": "2.34"}, "时数写成 2 或 2.5。"),
        ({"people": "许多"}, "写成整数，如 12。"),
        ({"ends_at": "2026-11-17T12:00", "hours": "1"}, "活动还没结束"),
        ({"starts_at": "上午"}, "时间写成 2026-11-10 09:30 这样。"),
    ],
)
def test_a_record_that_is_not_taken_keeps_what_was_typed(
    changes: dict[str, str], words: str, told: House, client_for: ClientFor
) -> None:
    answer = client_for(told.clerk).post("/activities/new/", SENT | changes)

    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="示范百货六楼"' in text(answer)
    assert not Activity.objects.exists()


def test_a_unit_corrects_and_strikes_with_reasons(told: House, client_for: ClientFor) -> None:
    kept, client = stories.recorded(told.clerk.actor), client_for(told.clerk)
    address = f"/activities/{kept.public_id}/"
    right = SENT | {"people": "42", "hours": "2.5", "reason": "少数了两个人", "version": "1"}

    silent = client.post(f"{address}correct/", right | {"reason": ""})
    wrong = client.post(f"{address}correct/", right | {"women": "43"})
    done = client.post(f"{address}correct/", right)
    stale = client.post(f"{address}correct/", right)
    corrected = text(client.get(address))
    mute = client.post(f"{address}strike/", {"version": "2", "reason": "错"})
    old = client.post(f"{address}strike/", {"version": "1", "reason": "记重了一次"})
    gone = client.post(f"{address}strike/", {"version": "2", "reason": "记重了一次"})

    codes = [one.status_code for one in (silent, wrong, done, stale, mute, old, gone)]
    assert codes == [422, 422, 302, 409, 422, 409, 302]
    assert "还没写理由。" in text(silent)
    assert 'value="43"' in text(wrong)
    assert "42 人" in corrected
    assert "少数了两个人" in corrected
    struck = text(client.get(address))
    assert "这条记录已作废，不算进统计" in struck
    assert "/strike/" not in struck
    assert "已作废" in text(client.get("/activities/"))
    assert client.get(f"{address}strike/").status_code == 302
    assert client.post(f"{address}strike/", {"version": "3", "reason": "再作废"}).status_code == 422


def test_records_are_read_by_organ_and_office_and_touched_by_neither(
    told: House, company: dict[Role, Member], client_for: ClientFor
) -> None:
    kept = stories.recorded(told.clerk.actor)
    address = f"/activities/{kept.public_id}/"

    seen = {
        name: [client_for(member).get(url).status_code for url in ("/activities/", address)]
        for name, member in {
            "organ": told.filler,
            "other": told.other_filler,
            "beside": told.beside_clerk,
            "auditor": company[Role.AUDITOR],
            "expert": company[Role.EXPERT],
        }.items()
    }
    post = client_for(told.filler).post(f"{address}strike/", {"version": "1", "reason": "记重了"})

    assert seen == {
        "organ": [200, 200],
        "other": [200, 404],
        "beside": [200, 404],
        "auditor": [200, 200],
        "expert": [403, 404],
    }
    assert post.status_code == 403
    assert "由开展活动的单位自己记录" in text(post)
    assert client_for(told.office).get("/activities/new/").status_code == 403


# --- what organs report


def test_a_return_walks_from_the_clerk_to_the_head_to_the_office(
    told: House, client_for: ClientFor
) -> None:
    stories.recorded(told.clerk.actor)
    filler, head, office = (client_for(one) for one in (told.filler, told.head, told.office))
    desks = [(owed(filler), owed(head), owed(office))]
    begun = text(filler.get(page_of(told)))

    saved = filler.post(f"{page_of(told)}fill/", FIGURES | {"version": "0", "save": "1"})
    desks.append((owed(filler), owed(head), owed(office)))
    signed = filler.post(f"{page_of(told)}fill/", FIGURES | {"version": "1", "prepare": "1"})
    desks.append((owed(filler), owed(head), owed(office)))
    version = Return.objects.get().version
    sent = head.post(f"{page_of(told)}sign/", {"version": str(version)})
    desks.append((owed(filler), owed(head), owed(office)))
    taken = office.post(f"{page_of(told)}accept/", {"version": str(version + 1)})
    desks.append((owed(filler), owed(head), owed(office)))

    fill, sign = "填“2026年度服务之星”的活动统计表", "签“2026年度服务之星”的活动统计表"
    assert [one.status_code for one in (saved, signed, sent, taken)] == [302] * 4
    assert [
        tuple([title for title in seat if "活动统计表" in title] for seat in seen) for seen in desks
    ] == [
        ([fill], [], []),
        ([fill], [], []),
        ([], [sign], []),
        ([], [], ["收“2026年度服务之星”的 1 份活动统计表"]),
        ([], [], []),
    ]
    assert "1 条记录" in begun
    shown = text(office.get(page_of(told)))
    assert "陆经办" in shown
    assert "顾主席" in shown
    assert "两场没有记在系统里" in shown
    assert Return.objects.get().digest in shown


def test_a_return_with_faults_is_not_signed_and_keeps_what_was_typed(
    told: House, client_for: ClientFor
) -> None:
    client = client_for(told.filler)
    typed = FIGURES | {"note-training_sessions": "", "added-surveys_valid": "101"}

    refused = client.post(f"{page_of(told)}fill/", typed | {"version": "0", "prepare": "1"})
    long = client.post(
        f"{page_of(told)}fill/", typed | {"version": "0", "note-training_sessions": "字" * 101}
    )

    assert (refused.status_code, long.status_code) == (422, 422)
    page = text(refused)
    assert "没有签：还有 2 处要改" in page
    assert "与记录不同，请写明为什么。" in page
    assert "有效份数多于发放份数。" in page
    assert 'value="101"' in page
    assert "写了 101 字，最多 100 字" in text(long)
    assert not Return.objects.exists()


def test_a_draft_is_looked_over_whenever_it_is_saved(told: House, client_for: ClientFor) -> None:
    client = client_for(told.filler)
    typed = {"version": "0", "save": "1", "added-surveys_sent": "1", "added-surveys_valid": "两份"}

    saved = client.post(f"{page_of(told)}fill/", typed)

    page = text(client.get(page_of(told)))
    assert saved.status_code == 302
    assert 'value="两份"' in page
    assert "还没有签字" in page
    assert page.count('class="err"') == 1


def test_two_windows_are_told_apart(told: House, client_for: ClientFor) -> None:
    client = client_for(told.filler)
    stories.saved(told)

    stale = client.post(f"{page_of(told)}fill/", {"version": "0", "added-surveys_sent": "77"})
    prepared = stories.prepared(told, TYPED, 1)
    late = client.post(f"{page_of(told)}fill/", {"version": "1", "added-surveys_sent": "78"})

    assert (stale.status_code, late.status_code) == (409, 422)
    assert 'value="77"' in text(stale)
    assert "已经签字，不能再改" in text(late)
    assert "发放份数 78" in text(late)
    assert fresh(prepared).version == prepared.version


def test_the_head_gives_it_back_with_a_reason(told: House, client_for: ClientFor) -> None:
    found, client = stories.prepared(told), client_for(told.head)
    address = f"{page_of(told)}reopen/"

    silent = client.post(address, {"version": str(found.version), "reason": "错"})
    done = client.post(address, {"version": str(found.version), "reason": "漏了一场培训"})

    assert (silent.status_code, done.status_code) == (422, 302)
    assert "至少 4 字" in text(silent)
    assert "漏了一场培训" in text(client_for(told.filler).get(page_of(told)))
    gone = client.post(address, {"version": str(found.version), "reason": "漏了一场培训"})
    assert gone.status_code == 422


def test_the_office_sends_it_back_and_reads_it_late(
    told: House, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, office = stories.sent(told, LATE), client_for(told.office)
    late = text(office.get(page_of(told)))

    done = office.post(
        f"{page_of(told)}return/", {"version": str(found.version), "reason": "培训人次请核对"}
    )
    monkeypatch.setattr(clock, "now", lambda: LATE)
    page = text(client_for(told.filler).get(page_of(told)))

    assert "迟报" in late
    assert done.status_code == 302
    assert "培训人次请核对" in page
    assert "仍可报送，会标明迟报" in page
    assert "改好“2026年度服务之星”的活动统计表" in owed(client_for(told.filler))


def test_returns_are_hidden_from_those_they_do_not_concern(
    told: House, company: dict[Role, Member], client_for: ClientFor
) -> None:
    stories.sent(told)
    urls = ("/returns/", f"/returns/{told.edition.code}/", page_of(told))

    seen = {
        name: [client_for(member).get(url).status_code for url in urls]
        for name, member in {
            "own": told.filler,
            "other": told.other_head,
            "unit": told.clerk,
            "office": told.office,
            "auditor": company[Role.AUDITOR],
            "expert": company[Role.EXPERT],
        }.items()
    }
    auditor = client_for(company[Role.AUDITOR])

    assert seen == {
        "own": [200, 403, 200],
        "other": [200, 403, 404],
        "unit": [403, 403, 404],
        "office": [200, 200, 200],
        "auditor": [200, 200, 200],
        "expert": [403, 403, 404],
    }
    assert auditor.post(f"{page_of(told)}accept/", {"version": "2"}).status_code == 403
    assert "/accept/" not in text(auditor.get(page_of(told)))
    assert client_for(told.filler).get(page_of(told, of_other=True)).status_code == 404
    assert client_for(told.office).get("/returns/none/").status_code == 404
    nothing = client_for(told.office).post(f"{page_of(told, of_other=True)}accept/")
    assert nothing.status_code == 404
    assert "还没有开始填" in text(client_for(told.office).get(page_of(told, of_other=True)))


# --- over all organs


def test_the_office_adds_up_and_sees_what_is_missing(told: House, client_for: ClientFor) -> None:
    stories.recorded(told.clerk.actor)
    stories.sent(told)
    client = client_for(told.office)

    page = text(client.get(f"/returns/{told.edition.code}/?figure=training_people"))
    listing = text(client.get("/returns/"))
    odd = client.get(f"/returns/{told.edition.code}/?figure=nothing&page=9")

    assert "2 份里到了 1 份" in page
    assert "没开始" in page
    assert re.search(r'<option value="training_people" selected>', page)
    assert 'data-l="培训人次" class="n">40<' in page
    assert "1 份等您收下" in listing
    assert odd.status_code == 200
    assert "已报送" in text(client_for(told.head).get("/returns/"))


def test_the_table_leaves_with_every_figure_of_every_organ(
    told: House, client_for: ClientFor
) -> None:
    stories.recorded(told.clerk.actor)
    stories.sent(told, LATE)
    client = client_for(told.office)

    answer = client.post(f"/returns/{told.edition.code}/export/")

    book = BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a FileResponse
    rows = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()[1:]
    assert rows[0][:6] == ["推荐单位", "状态", "报送", "迟报", "参与单位", "参与人数"]
    assert rows[1][:6] == ["黄浦区总工会", "已报送", "2026-11-17 00:00:00", "迟", 1, 40]
    assert rows[2][:2] == ["黄浦区妇女联合会", "没开始"]
    assert rows[3][:6] == ["合计", "1／2 份", "", "", 1, 40]
    assert rows[3][-1] == "86.50"
    assert Entry.objects.filter(verb="activity.sum.exported").count() == 1
    assert client.get(f"/returns/{told.edition.code}/export/").status_code == 302


def test_pages_speak_english(told: House, client_for: ClientFor) -> None:
    stories.recorded(told.clerk.actor)
    client = client_for(told.filler)
    client.cookies["display_lang"] = "en"

    listing, page = text(client.get("/activities/")), text(client.get(page_of(told)))

    assert "Training" in listing
    assert "培训人次 in English" in page


def test_nothing_is_asked_where_no_edition_asks(
    told: House, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hongbang.activity.queries.editions", list)

    assert "现在没有要统计的年度" in text(client_for(told.office).get("/returns/"))
