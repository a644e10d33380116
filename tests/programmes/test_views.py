"""Does each page about editions show, take, refuse and keep what was typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import worlds
from tests.cast import SYSTEM, Member, moment
from tests.programmes import sample, stories

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes import operations as programmes
from hongbang.programmes.models import Edition, EditionRevision, Override, Programme
from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.commands import CloneEdition, EditChapter

SignIn = Callable[[Member], Client]
KEY = "0123456789abcdef"


@pytest.fixture
def desk(company: dict[Role, Member], client_for: SignIn) -> Client:
    """Sign the office clerk in."""
    return client_for(company[Role.OFFICE_CLERK])


@pytest.fixture
def chief(company: dict[Role, Member], client_for: SignIn) -> Client:
    """Sign the head of the office in."""
    return client_for(company[Role.OFFICE_HEAD])


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def sent(client: Client, url: str, status: int, **fields: Any) -> str:
    answer = client.post(url, fields)
    assert answer.status_code == status, re.findall(
        r"<h1>[^<]*|class=.err.*?<span>(.*?)</span>|<h2>(.*?)</h2>", answer.content.decode()
    )
    return unescape(answer.content.decode())


def at(edition: Edition, *steps: str | int) -> str:
    return "/".join(["/office/editions", edition.public_id, *map(str, steps), ""])


def step_fields(**changes: Any) -> dict[str, Any]:
    return {
        "key": "award",
        "name_zh": "表彰",
        "name_en": "Award",
        "note_zh": "",
        "note_en": "",
        "stage": "award",
        "starts_on": "2026-12-20",
        "ends_on": "2026-12-21",
        "concerns": ["everybody"],
        "is_public": "on",
        "version": 1,
    } | changes


# --- the list


def test_the_list_shows_filters_and_leaves_as_a_workbook(desk: Client, clerk: Actor) -> None:
    stories.opened(SYSTEM, 2025)
    stories.drafted(clerk)

    html = page(desk, "/office/editions/")
    assert re.findall(r'<span class="sub">(service-star-\d+)', html) == [
        "service-star-2026",
        "service-star-2025",
    ]
    assert "service-star-2025" not in page(desk, "/office/editions/?state=draft&q=fwzx")
    assert "没有符合筛选的年度" in page(desk, "/office/editions/?q=zzzz&programme=service-star")

    answer = desk.post("/office/editions/export/?state=draft")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "service-star-2026" in cells
    assert "service-star-2025" not in cells
    assert Entry.objects.order_by("-sequence")[0].verb == "programmes.directory.exported"


def test_an_empty_house_says_where_to_begin(desk: Client) -> None:
    assert "还没有年度" in page(desk, "/office/editions/")
    assert "先设立一个" in page(desk, "/office/editions/new/")


def test_a_programme_and_its_first_edition_are_begun_on_screen(desk: Client) -> None:
    fields = {"code": "star", "name": "明星", "name_en": "Stars", "key": KEY}
    sent(desk, "/office/programmes/new/", 302, **fields)
    assert Programme.objects.get().name == "明星"
    again = sent(desk, "/office/programmes/new/", 422, **(fields | {"key": KEY[::-1]}))
    assert "代号“star”已经用了" in again
    assert "还没写。" in sent(desk, "/office/programmes/new/", 422, code="x")

    answer = desk.post("/office/editions/new/", {"programme": "star", "year": 2026, "key": KEY})
    edition = Edition.objects.get()
    assert answer.headers["Location"] == at(edition)
    twice = {"programme": "star", "year": 2026, "key": KEY[::-1]}
    assert "2026 年度已经有了" in sent(desk, "/office/editions/new/", 422, **twice)


# --- an edition


def test_a_draft_shows_what_is_missing(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk, sample.without_sheets())

    html = page(desk, at(edition))

    assert "还缺 2 项，补齐才能公布。" in html
    assert html.count("还缺：服务明星班组") == 2
    assert "公布、调整和结束年度由活动办公室负责人办" in html
    assert "截止日逢休息日" not in html
    assert [html.count(f'/{name}/"') > 0 for name in CHAPTERS] == [True] * 18
    rested = sample.without_sheets()
    rested["timetable"]["milestones"][0]["ends_on"] = "2026-11-14"  # a Saturday
    edit = EditChapter(name="timetable", content=rested["timetable"], version=edition.version)
    programmes.edit_chapter(edition, edit, by=clerk, at=moment())
    assert "截止日逢休息日：第apply步" in page(desk, at(edition))
    empty = stories.drafted(clerk, {}, 2030)
    assert "还缺：申报、评审、公示" in page(desk, at(empty))
    card = page(desk, "/desk/")
    assert "公布前还缺 2 项" in card
    assert "准备2030年度“服务之星”" in card


def test_a_ready_draft_says_so_on_the_desk(desk: Client, clerk: Actor) -> None:
    stories.with_sheets()
    stories.drafted(clerk)

    assert "必须有的都有了，可以公布。" in page(desk, "/desk/")


def test_the_head_publishes_after_seeing_what_everybody_will_see(
    desk: Client, chief: Client, clerk: Actor
) -> None:
    stories.with_sheets()
    edition = stories.drafted(clerk)
    assert desk.get(at(edition, "publish")).status_code == 403

    html = page(chief, at(edition, "publish"))
    assert "服务及时率超过 95%" in html
    assert "on_time_rate" not in html
    assert "条件、名额、评审办法从此不变" in html

    sent(chief, at(edition, "publish"), 302, version=1)
    assert stories.fresh(edition).state == "published"
    assert "公众看到的" in page(chief, at(edition))
    assert "这个年度已经公布或不再是草稿" in page(chief, at(edition, "publish"))
    assert "没有办成" in sent(chief, at(edition, "publish"), 422, version=2)


def test_an_edition_that_lacks_something_is_not_published(chief: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk, sample.without_sheets())

    assert "还缺 2 项" in page(chief, at(edition, "publish"))
    html = sent(chief, at(edition, "publish"), 422, version=1)

    assert "没有公布：服务明星班组还没有指定申报表。" in html
    assert stories.fresh(edition).state == "draft"


def test_a_clone_opens_with_the_year_after(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    assert 'value="2027"' in page(desk, at(edition, "clone"))
    sent(desk, at(edition, "clone"), 302, year=2027, key=KEY)
    assert Edition.objects.filter(year=2027).exists()
    taken = sent(desk, at(edition, "clone"), 422, year=2027, key=KEY[::-1])
    assert "2027 年度已经有了" in taken


def test_changes_since_last_year_are_told_in_sentences(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)
    assert "没有更早的年度可比" in page(desk, at(edition, "changes"))
    begun = programmes.clone_edition(edition, CloneEdition(year=2027), by=clerk, at=moment())
    assert "没有变化" in page(desk, at(begun, "changes"))

    made = begun.chapters
    hosts = made["hosts"] | {"hosts": made["hosts"]["hosts"][::-1]}
    categories = made["categories"]
    categories["categories"][0] |= {"quota": 80}
    general = made["general"] | {"approval_reference": "示范批〔2027〕2号"}
    del general["theme"]
    steps = made["timetable"]
    steps["milestones"] = [
        *steps["milestones"][1:],
        sample.milestone("award", "award", "2027-12-20", "2027-12-21"),
    ]
    for version, (name, content) in enumerate(
        [("hosts", hosts), ("categories", categories), ("general", general), ("timetable", steps)],
        start=1,
    ):
        edit = EditChapter(name=name, content=content, version=version)
        programmes.edit_chapter(begun, edit, by=clerk, at=moment())

    html = page(desk, at(begun, "changes"))

    for sentence in (
        "新写了“批准文号”：示范批〔2027〕2号",
        "不再写“主题”，原来是：满意引领服务",
        "服务明星班组：“名额”由 100 改为 80",
        "“主办单位”的先后改了：union、quality",
        "“步骤”加了一行：第award步",
        "“步骤”去掉一行：第apply步",
    ):
        assert sentence in html
    assert "开始日期" not in html


def test_a_draft_is_discarded_and_an_open_edition_closed(
    desk: Client, chief: Client, clerk: Actor
) -> None:
    draft, public = stories.drafted(clerk), stories.opened(SYSTEM)

    sent(desk, at(draft, "discard"), 302, version=1)
    assert stories.fresh(draft).state == "discarded"
    assert "没有可办的事了" in page(desk, at(draft))
    sent(desk, at(public, "close"), 403, version=2)
    sent(chief, at(public, "close"), 409, version=1)
    sent(chief, at(public, "close"), 302, version=2)
    assert stories.fresh(public).state == "closed"
    assert "只能看" in page(chief, at(public, "timetable"))
    sent(chief, at(public, "close"), 422)


# --- chapters


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_chapter_is_read_and_written(name: str, desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    assert "加一行" in page(desk, at(edition, name)) or not CHAPTERS[name].tables
    if CHAPTERS[name].fields:
        assert "保存" in page(desk, at(edition, name, "keys"))
    for table in CHAPTERS[name].tables:
        for place in (0, 1):
            assert "保存" in page(desk, at(edition, name, table.key, place))


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_is_shown_can_be_sent_back_unchanged(name: str, desk: Client, clerk: Actor) -> None:
    stories.with_sheets()
    edition = stories.drafted(clerk)
    spots = [(at(edition, name, "keys"))] if CHAPTERS[name].fields else []
    spots += [at(edition, name, table.key, 1) for table in CHAPTERS[name].tables]

    for url in spots:
        form = desk.get(url).context["form"]
        fields = {one: value for one, value in form.initial.items() if value}
        sent(desk, url, 302, **(fields | {"version": stories.fresh(edition).version}))

    assert stories.fresh(edition).chapters == sample.chapters()


def test_a_row_is_added_changed_moved_and_taken_out(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    def keys() -> list[str]:
        return [row["key"] for row in stories.fresh(edition).chapters["timetable"]["milestones"]]

    sent(desk, at(edition, "timetable", "milestones", 0), 302, **step_fields())
    assert keys() == ["apply", "recommend", "review", "post", "award"]

    changed = step_fields(name_zh="颁奖", version=2, note_zh="颁发证书", note_en="Certificates")
    sent(desk, at(edition, "timetable", "milestones", 5), 302, **changed)
    assert "颁发证书" in page(desk, at(edition, "timetable"))

    acts = {"table": "milestones", "place": 5}
    sent(desk, at(edition, "timetable", "rows"), 302, **acts, act="up", version=3)
    assert keys()[-2:] == ["award", "post"]
    acts["place"] = 1
    sent(desk, at(edition, "timetable", "rows"), 302, **acts, act="down", version=4)
    assert keys()[:2] == ["recommend", "apply"]
    sent(desk, at(edition, "timetable", "rows"), 302, **acts, act="remove", version=5)
    assert keys() == ["apply", "review", "award", "post"]
    sent(desk, at(edition, "timetable", "milestones", 3), 302, remove="1", **step_fields(version=6))
    assert keys() == ["apply", "review", "post"]
    acts["place"] = 99
    sent(desk, at(edition, "timetable", "rows"), 302, **acts, act="up", version=7)
    assert keys() == ["apply", "review", "post"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name_en": ""}, "还没写。"),
        ({"ends_on": "2026-12-19"}, "结束日期早于开始日期。"),
        ({"ends_on": "soon"}, "日期写得不对"),
        ({"key": "apply"}, "“apply”用了两次"),
        ({"key": "颁奖"}, "代号用字母"),
        ({"stage": "party"}, "只能从这些里选"),
        ({"note_zh": "只有中文"}, "还没写英文。"),
        ({"note_zh": "手机 13800138000", "note_en": "x"}, "身份证号或手机号"),
    ],
)
def test_a_wrong_row_is_told_at_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], words: str, desk: Client, clerk: Actor
) -> None:
    edition = stories.drafted(clerk)

    html = sent(desk, at(edition, "timetable", "milestones", 0), 422, **step_fields(**changes))

    assert words in html
    assert 'value="表彰"' in html
    assert stories.fresh(edition).chapters == sample.chapters()


def test_a_number_that_is_none_is_told(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    html = sent(desk, at(edition, "review", "keys"), 422, readings="五", version=1)

    assert "这里要写整数。" in html
    assert 'value="五"' in html


def test_who_saves_second_keeps_what_was_typed(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)
    sent(desk, at(edition, "timetable", "milestones", 0), 302, **step_fields())

    html = sent(
        desk,
        at(edition, "timetable", "milestones", 1),
        409,
        **step_fields(name_zh="我的", key="apply"),
    )

    assert "别人刚改过这个年度" in html
    assert 'value="我的"' in html
    assert 'name="version" value="2"' in html
    acts = {"table": "milestones", "place": 1, "act": "down", "version": 1}
    sent(desk, at(edition, "timetable", "rows"), 409, **acts)
    assert "请从表格里的按钮来办" in sent(desk, at(edition, "timetable", "rows"), 422, act="fly")


def test_faults_between_chapters_stand_where_they_are(desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    html = page(desk, at(edition, "categories"))

    assert "公布前有 1 处要改" in html
    assert "类别 › team › 申报表：没有公布的表单“team_form”" in html


@pytest.mark.parametrize(
    "path", ["colours", "timetable/colours/1", "timetable/milestones/9", "general/name/1"]
)
def test_there_is_no_other_chapter_table_or_row(path: str, desk: Client, clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    page(desk, at(edition, *path.split("/")), 404)


def test_an_open_edition_is_amended_with_a_reason(
    desk: Client, chief: Client, client: Client
) -> None:
    edition = stories.opened(SYSTEM, 2026)
    url = at(edition, "timetable", "milestones", 0)
    assert "公众已经看到这一章" in page(chief, at(edition, "timetable"))
    assert "这一章不能再改" in page(chief, at(edition, "conditions"))

    assert "还没写理由。" in sent(chief, url, 422, **step_fields(version=2))
    sent(desk, url, 403, **step_fields(version=2, reason="加表彰"))
    sent(chief, url, 302, **step_fields(version=2, reason="加表彰"))

    assert EditionRevision.objects.get().reason == "加表彰"
    assert "加表彰" in page(client, f"/editions/{edition.code}/")
    assert "加表彰" in page(chief, at(edition))
    unlike = step_fields(version=3, reason="推后", key="late", ends_on="2027-01-05")
    assert "日期不在年度之内" in sent(chief, url, 422, **unlike)
    conditions = at(edition, "quotas", "keys")
    assert "只能调整日程和联系方式" in sent(chief, conditions, 422, nominate_share="1.5", version=3)


# --- days


def test_days_are_set_counted_and_taken_back(desk: Client) -> None:
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        html = page(desk, "/office/workdays/?after=2026-12-25&days=12")
        assert "国务院办公厅尚未公布 2027 年放假安排，暂按周一至周五计算。" in html
        assert "2027年1月12日" in re.sub(r"<[^>]+>", "", html)

        fields = {"day": "2026-12-26", "is_worked": "yes", "reason": "补班"}
        sent(desk, "/office/workdays/", 302, **fields)
        assert Override.objects.get().is_worked
        assert "补班" in page(desk, "/office/workdays/")
        assert "还没写理由。" in sent(desk, "/office/workdays/", 422, day="2026-12-27")
        sent(desk, "/office/workdays/unset/", 302, day="2026-12-26")
        assert not Override.objects.exists()
        assert "本来就按公布的安排" in sent(desk, "/office/workdays/unset/", 422, day="x")


def test_the_office_sees_the_public_site_on_another_day(
    desk: Client, client: Client, clerk: Actor
) -> None:
    stories.opened(SYSTEM, 2026)
    worlds.published(clerk, at=moment("2026-11-20 10:00"), title="后来的通知")
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        sent(desk, "/office/site-day/", 422, day="someday")
        sent(desk, "/office/site-day/", 302, day="2026-11-12")

        html = page(desk, "/")
        assert "您看的是这一天的公众页面" in html
        assert "今天 11月12日" in html
        assert "后来的通知" not in html
        assert "现在看的是" in page(desk, "/office/site-day/")
        assert "您看的是" not in page(desk, "/desk/")
        assert "今天 11月24日" in page(client, "/")

        sent(desk, "/office/site-day/", 302, end="1")
        assert "今天 11月24日" in page(desk, "/")


def test_a_day_before_any_edition_shows_none(desk: Client) -> None:
    stories.opened(SYSTEM, 2026)
    sent(desk, "/office/site-day/", 302, day="2026-01-01")

    assert "年度还没有开始。" in page(desk, "/")


def test_another_seat_cannot_look_at_another_day(
    company: dict[Role, Member], client_for: SignIn
) -> None:
    auditor = client_for(company[Role.AUDITOR])
    auditor.post("/office/site-day/", {"day": "2026-01-01"})
    session = auditor.session
    session["site_day"] = "2026-01-01"
    session.save()

    assert auditor.get("/office/site-day/").status_code == 403
    assert "您看的是" not in page(auditor, "/")


@pytest.mark.parametrize("path", ["/office/editions/", "/office/workdays/"])
def test_the_auditor_reads_and_is_told_why_nothing_more(
    path: str, company: dict[Role, Member], client_for: SignIn, clerk: Actor
) -> None:
    edition = stories.drafted(clerk)
    auditor = client_for(company[Role.AUDITOR])

    assert "纪检监督席位只看不改" in page(auditor, path)
    assert "纪检监督席位只看不改" in page(auditor, at(edition, "timetable"))
    assert "纪检监督席位只看不改" in page(auditor, at(edition, "timetable", "milestones", 1))
    sent(auditor, at(edition, "timetable", "milestones", 1), 403, **step_fields())
