"""Does each page about bodies show, take, refuse and keep what was typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests import cast
from tests.cast import moment
from tests.orgs import workbooks
from tests.orgs.conftest import Tree

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs import jobs, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Area, Import, Nominee, Organisation, Sheet, Team
from hongbang.orgs.rules.commands import AddNominee, AddTeam, EditOrganisation, Turn
from hongbang.ui import clock

KEY = "0123456789abcdef0123456789abcdef"
WRONG = "9131OOOO63159284XQ"
ORGAN = "黄浦区总工会"
ClientFor = Callable[[cast.Member], Client]


@pytest.fixture
def desk(tree: Tree, client_for: ClientFor) -> Client:
    """Sign the office clerk in."""
    return client_for(tree.member(Role.OFFICE_CLERK))


@pytest.fixture
def counter(tree: Tree, client_for: ClientFor) -> Client:
    """Sign the unit's clerk in."""
    return client_for(tree.member(Role.UNIT_CLERK))


def page(answer: Any) -> str:
    return unescape(str(answer.content.decode()))


def at(body: Organisation, act: str = "") -> str:
    return f"/bodies/{body.public_id}/{act}"


def named(html: str) -> list[str]:
    """Return the bodies that a list links to, in order."""
    return re.findall(r'<a href="/bodies/\w{14}/" lang="zh-Hans">([^<]+)</a>', html)


def last() -> str:
    return Entry.objects.order_by("-sequence")[0].verb


# --- looking


def test_the_list_shows_hosts_first_and_is_narrowed_by_the_address(
    tree: Tree, desk: Client
) -> None:
    assert named(page(desk.get("/bodies/")))[0] == tree.host.name
    assert named(page(desk.get("/bodies/?q=sfbh"))) == [tree.unit.name]
    assert named(page(desk.get(f"/bodies/?parent={tree.women.public_id}"))) == ["示范医院"]
    area = Area.objects.get().public_id
    assert len(named(page(desk.get(f"/bodies/?area={area}&kind=organ&channel=union")))) == 1
    none = page(desk.get("/bodies/?q=zzzz"))
    assert "没有符合筛选的机构" in none
    assert "停用" in page(desk.get("/bodies/?stand=closed"))
    assert len(named(page(desk.get("/bodies/?stand=all&kind=no-such-kind")))) == 7


def test_the_list_is_paged(tree: Tree, desk: Client) -> None:
    for n in range(50):
        cast.unit(f"示范单位{n:02d}号", tree.organ)

    assert len(named(page(desk.get("/bodies/?page=2")))) == 7
    assert "第 2 页，共 2 页" in page(desk.get("/bodies/?page=99"))


@pytest.mark.parametrize("size", [30, 300])
def test_the_list_asks_the_same_number_of_questions_at_any_size(
    size: int, tree: Tree, keeper: Actor, desk: Client
) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(size, ORGAN)), keeper)
    jobs.run(clock.now())
    asked.refresh_from_db()
    assert asked.added == size
    people = [Nominee(unit=tree.unit, name=f"某{n}") for n in range(size)]
    Nominee.objects.bulk_create(people)

    counted = {}
    for address in ("/bodies/", "/bodies/tree/", at(tree.organ), at(tree.unit)):
        desk.get(address)
        with CaptureQueriesContext(connection) as questions:
            assert desk.get(address).status_code == 200
        counted[address] = len(questions)

    assert [*counted.values()] == [8, 7, 10, 14]
    assert str(size) in page(desk.get(at(tree.unit)))


def test_the_export_leaves_as_filtered_and_is_recorded(tree: Tree, desk: Client) -> None:
    answer = desk.post("/bodies/export/?q=sfbh")

    table = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file answer
    rows = table.get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[2:]] == [tree.unit.name]
    assert "sfbh" in str(rows[0][0])
    assert last() == "orgs.directory.exported"
    assert desk.get("/bodies/export/").headers["Location"] == "/bodies/"


def test_the_tree_shows_organs_and_gaps(tree: Tree, desk: Client) -> None:
    cast.area("示范集团", kind="group")

    html = page(desk.get("/bodies/tree/"))

    assert "还缺 3 家推荐单位" in html
    assert named(html) == ["黄浦区总工会", "黄浦区妇女联合会"]
    assert html.count("缺</span>") == 3


def test_an_empty_house_says_what_will_appear(db: None, client_for: ClientFor) -> None:
    desk = client_for(cast.member(Role.OFFICE_CLERK, cast.office()))

    assert "还没有登记区" in page(desk.get("/bodies/tree/"))
    assert "还没有片区" in page(desk.get("/bodies/areas/"))


def test_a_body_shows_its_past(tree: Tree, keeper: Actor, desk: Client) -> None:
    rename = EditOrganisation(name="示范商城", version=1, reason="改制")
    orgs.edit(tree.unit, rename, by=keeper, at=moment())

    html = page(desk.get(at(tree.unit) + "?on=2026-11-09"))

    assert "2026年11月9日" in re.sub(r"<[^>]+>", "", html).replace(" ", "")
    assert html.count("示范百货有限公司") == 2
    assert "那一天还没有登记" in page(desk.get(at(tree.unit) + "?on=2025-01-01"))
    assert "那一天" in page(desk.get(at(tree.unit) + "?on=gibberish"))


def test_each_seat_finds_its_own_body_and_no_other(
    tree: Tree, counter: Client, client_for: ClientFor
) -> None:
    organ = client_for(tree.member(Role.ORGAN_CLERK))

    for client, own in ((counter, tree.unit), (organ, tree.organ)):
        answer = client.get("/bodies/own/")
        assert answer.headers["Location"] == at(own)
        assert own.name in page(client.get(at(own)))
        assert client.get(at(tree.stranger)).status_code == 404
    assert organ.get(at(tree.unit)).status_code == 200
    assert counter.get("/bodies/").status_code == 403
    assert named(page(organ.get("/bodies/"))) == [ORGAN, "示范百货有限公司", "示范酒店有限公司"]


# --- keeping


def typed(**more: str) -> dict[str, str]:
    return {"name": "示范书店", "key": KEY, **more}


def test_a_unit_is_registered_once_however_often_it_is_sent(tree: Tree, desk: Client) -> None:
    area = Area.objects.get().public_id
    form = typed(area=area, parent=tree.organ.public_id, nature="private", postcode="200001")

    answers = [desk.post("/bodies/new/unit/", form) for _ in range(2)]

    unit = Organisation.objects.get(name="示范书店")
    assert [answer.headers["Location"] for answer in answers] == [at(unit)] * 2
    assert (unit.parent, unit.nature) == (tree.organ, "private")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("unit", {"area", "parent", "nature"}),
        ("organ", {"channel", "area", "parent"}),
        ("host", {"host_rank"}),
        ("office", set()),
        ("leading_group", set()),
    ],
)
def test_each_kind_is_asked_what_it_has(kind: str, fields: set[str], desk: Client) -> None:
    html = page(desk.get(f"/bodies/new/{kind}/"))

    asked = {"area", "parent", "nature", "channel", "host_rank"}
    assert {name for name in asked if f'name="{name}"' in html} == fields
    assert desk.get("/bodies/new/club/").status_code == 404


def test_a_host_is_registered_with_its_rank(desk: Client) -> None:
    taken = desk.post("/bodies/new/host/", typed(host_rank="1"))
    good = desk.post("/bodies/new/host/", typed(host_rank="2", key=KEY[::-1]))

    assert taken.status_code == 422
    assert "第 1 位主办单位已经是“上海市总工会”" in page(taken)
    assert good.status_code == 302


def test_a_misread_code_is_refused_in_the_form_with_what_may_be_meant(
    tree: Tree, desk: Client
) -> None:
    area = Area.objects.get().public_id
    form = typed(area=area, parent=tree.organ.public_id, uscc=WRONG)

    answer = desk.post("/bodies/new/unit/", form)
    html = page(answer)
    given = desk.post("/bodies/new/unit/", {**form, "uscc_reason": "证照上就是这样"})

    assert answer.status_code == 422
    assert "是不是 9131000063159284XQ？" in html
    assert 'value="示范书店"' in html
    assert given.status_code == 302


def test_a_near_name_is_asked_about_first(tree: Tree, desk: Client) -> None:
    area = Area.objects.get().public_id
    form = typed(name="示范百货股份有限公司", area=area, parent=tree.organ.public_id)

    asked = desk.post("/bodies/new/unit/", form)
    sure = desk.post("/bodies/new/unit/", {**form, "sure": "on"})

    assert asked.status_code == 422
    assert "可能已经登记过" in page(asked)
    assert at(tree.unit) in page(asked)
    assert sure.status_code == 302


def test_a_taken_name_and_a_blank_form_are_refused(tree: Tree, desk: Client) -> None:
    area = Area.objects.get().public_id
    form = typed(name=tree.unit.name, area=area, parent=tree.organ.public_id)

    taken = desk.post("/bodies/new/unit/", form)
    blank = desk.post("/bodies/new/organ/", {"key": KEY, "postcode": "abc", "email": "x"})

    assert taken.status_code == blank.status_code == 422
    assert "已经登记过" in page(taken)
    assert "有 5 处要改" in page(blank)


def test_words_are_changed_and_a_new_name_wants_a_reason(tree: Tree, desk: Client) -> None:
    form = {"name": "示范商城", "version": "1", "telephone": "021-5555-0101"}

    shown = desk.get(at(tree.unit, "edit/"))
    silent = desk.post(at(tree.unit, "edit/"), form)
    wrong = desk.post(at(tree.unit, "edit/"), {**form, "name": "", "on": "gestern"})
    good = desk.post(at(tree.unit, "edit/"), {**form, "reason": "改制", "on": "2026-06-01"})

    assert 'value="示范百货有限公司"' in page(shown)
    assert (silent.status_code, wrong.status_code) == (422, 422)
    assert "还没写理由" in page(silent)
    assert 'value="021-5555-0101"' in page(silent)
    assert "日期写得不对" in page(wrong)
    assert good.headers["Location"] == at(tree.unit)
    assert Organisation.objects.get(pk=tree.unit.pk).name == "示范商城"


def test_both_versions_are_shown_to_whoever_comes_second(
    tree: Tree, keeper: Actor, desk: Client
) -> None:
    first = EditOrganisation(name=tree.unit.name, version=1, address="甲路 1 号")
    orgs.edit(tree.unit, first, by=keeper, at=moment())

    answer = desk.post(
        at(tree.unit, "edit/"), {"name": tree.unit.name, "version": "1", "address": "乙路 2 号"}
    )
    html = page(answer)

    assert answer.status_code == 409
    assert "甲路 1 号" in html
    assert "乙路 2 号" in html
    assert 'name="version" value="2"' in html
    again = {"name": tree.unit.name, "version": "2", "address": "乙路 2 号"}
    assert desk.post(at(tree.unit, "edit/"), again).status_code == 302


def test_an_organ_changes_its_own_words_only(tree: Tree, client_for: ClientFor) -> None:
    organ = client_for(tree.member(Role.ORGAN_CLERK))

    good = organ.post(
        at(tree.organ, "edit/"), {"name": ORGAN, "version": "1", "telephone": "021-5555-0102"}
    )

    assert good.status_code == 302
    assert organ.get(at(tree.unit, "edit/")).status_code == 403
    assert organ.get(at(tree.women, "edit/")).status_code == 404
    assert organ.get("/bodies/new/unit/").status_code == 403


def test_a_body_is_moved_with_a_reason(tree: Tree, desk: Client) -> None:
    area = Area.objects.get().public_id
    form = {"area": area, "parent": tree.women.public_id, "version": "1", "reason": "调整"}

    shown = page(desk.get(at(tree.unit, "move/")))
    blank = desk.post(at(tree.unit, "move/"), {**form, "reason": ""})
    idle = desk.post(at(tree.unit, "move/"), {**form, "parent": tree.organ.public_id})
    good = desk.post(at(tree.unit, "move/"), form)
    stale = desk.post(at(tree.unit, "move/"), {**form, "parent": tree.organ.public_id})

    assert re.search(rf'<option value="{tree.organ.public_id}"[^>]* selected\b', shown)
    assert (blank.status_code, idle.status_code) == (422, 422)
    assert "归属和原来一样" in page(idle)
    assert good.headers["Location"] == at(tree.unit)
    assert stale.status_code == 409
    assert Organisation.objects.get(pk=tree.unit.pk).parent == tree.women
    assert desk.get(at(tree.organ, "move/")).status_code == 200


def test_a_merger_is_looked_at_first(tree: Tree, keeper: Actor, desk: Client) -> None:
    orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    address, into = at(tree.unit, "merge/"), tree.neighbour.public_id

    choose = page(desk.get(address))
    found = page(desk.get(f"{address}?q=sfjd"))
    looked = page(desk.get(f"{address}?into={into}&q=zzzz"))
    nobody = page(desk.get(at(tree.women, "merge/")))
    silent = desk.post(address, {"into": into, "version": "1", "reason": ""})
    nowhere = desk.post(address, {"into": "NOWHERE", "version": "1", "reason": "两店合一"})
    good = desk.post(address, {"into": into, "version": "1", "reason": "两店合一"})

    assert "示范医院" in choose
    assert "示范医院" not in found
    assert "会这样办" in looked
    assert "前台班组" in looked
    assert "没有可以并入的机构" in nobody
    assert (silent.status_code, nowhere.status_code) == (422, 404)
    assert good.headers["Location"] == at(tree.neighbour)
    assert "已并入" in page(desk.get(at(tree.unit)))
    assert Team.objects.get().unit == tree.neighbour


def test_a_merger_that_clashes_keeps_what_was_typed(
    tree: Tree, keeper: Actor, desk: Client
) -> None:
    for unit in (tree.unit, tree.neighbour):
        orgs.add_team(unit, AddTeam(name="前台班组"), by=keeper, at=moment())

    answer = desk.post(
        at(tree.unit, "merge/"),
        {"into": tree.neighbour.public_id, "version": "1", "reason": "两店合一"},
    )

    assert answer.status_code == 422
    assert "两边都有“前台班组”" in page(answer)
    assert 'value="两店合一"' in page(answer)


def test_a_body_is_closed_and_opened_on_its_page(tree: Tree, desk: Client) -> None:
    silent = desk.post(at(tree.unit, "close/"), {"version": "1", "reason": ""})
    full = desk.post(at(tree.organ, "close/"), {"version": "1", "reason": "停办"})
    closed = desk.post(at(tree.unit, "close/"), {"version": "1", "reason": "停业"})
    shown = page(desk.get(at(tree.unit)))
    opened = desk.post(at(tree.unit, "reopen/"), {"version": "2", "reason": "复业"})

    assert (silent.status_code, full.status_code) == (422, 422)
    assert "名下还有 2 个在用的机构" in page(full)
    assert closed.status_code == opened.status_code == 302
    assert "停业" in shown
    assert Organisation.objects.get(pk=tree.unit.pk).closed_at is None
    assert desk.get(at(tree.unit, "close/")).headers["Location"] == at(tree.unit)
    stale = desk.post(at(tree.unit, "close/"), {"version": "1", "reason": "停业"})
    assert stale.status_code == 409


# --- areas


def test_areas_are_kept_on_their_pages(tree: Tree, desk: Client) -> None:
    form = {"kind": "group", "name": "示范集团", "key": KEY}

    blank = desk.post("/bodies/areas/new/", {**form, "name": ""})
    taken = desk.post(
        "/bodies/areas/new/", {**form, "kind": "district", "name": "黄浦区", "code": "310101"}
    )
    good = desk.post("/bodies/areas/new/", form)
    area = Area.objects.get(kind="group")
    address = f"/bodies/areas/{area.public_id}/"
    renamed = desk.post(address, {"name": "模范集团", "version": "1"})
    stale = desk.post(address, {"name": "又一个", "version": "1"})

    assert (blank.status_code, taken.status_code) == (422, 422)
    assert good.headers["Location"] == renamed.headers["Location"] == "/bodies/areas/"
    assert "模范集团" in page(desk.get("/bodies/areas/"))
    assert stale.status_code == 409
    assert 'value="模范集团"' in page(desk.get(address))
    assert desk.get("/bodies/areas/NOWHERE/").status_code == 404
    assert desk.get("/bodies/areas/new/").status_code == 200


# --- teams and nominees


def test_a_unit_keeps_teams_and_nominees_on_its_page(tree: Tree, counter: Client) -> None:
    team = counter.post(at(tree.unit, "teams/"), {"name": "前台班组", "key": KEY})
    kept = Team.objects.get()
    form = {"name": "钱一", "team": kept.public_id, "key": KEY}
    nominee = counter.post(at(tree.unit, "nominees/"), form)

    html = page(counter.get(at(tree.unit)))

    assert team.headers["Location"] == at(tree.unit) + "#teams"
    assert nominee.headers["Location"] == at(tree.unit) + "#nominees"
    assert "前台班组" in html
    assert "钱一" in html
    assert Nominee.objects.get().team == kept
    taken = counter.post(at(tree.unit, "teams/"), {"name": "前台班组", "key": KEY[::-1]})
    numbered = counter.post(at(tree.unit, "nominees/"), {"name": "13800138000", "key": KEY[::-1]})
    blank = counter.post(at(tree.unit, "teams/"), {"name": "", "key": KEY})
    nobody = counter.post(at(tree.unit, "nominees/"), {"name": "", "key": KEY})
    assert [one.status_code for one in (taken, numbered, blank, nobody)] == [422] * 4
    assert "已经有“前台班组”" in page(taken)
    assert "身份证号或手机号" in page(numbered)


def test_a_team_is_renamed_and_closed(tree: Tree, keeper: Actor, counter: Client) -> None:
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    command = AddNominee(name="钱一", team=team.public_id)
    orgs.add_nominee(tree.unit, command, by=keeper, at=moment())
    address = f"/teams/{team.public_id}/"

    shown = page(counter.get(address))
    blank = counter.post(address, {"name": "", "version": "1"})
    good = counter.post(address, {"name": "总台班组", "version": "1"})
    stale = counter.post(address, {"name": "又一个", "version": "1"})
    silent = counter.post(address + "close/", {"version": "2", "reason": ""})
    late = counter.post(address + "close/", {"version": "1", "reason": "撤并"})
    closed = counter.post(address + "close/", {"version": "2", "reason": "撤并"})

    assert "钱一" in shown
    assert (blank.status_code, good.status_code, stale.status_code) == (422, 302, 409)
    assert (silent.status_code, late.status_code, closed.status_code) == (422, 409, 302)
    assert "已停用" in page(counter.get(address))
    assert counter.post(address, {"name": "x", "version": "3"}).status_code == 422
    assert counter.get(address + "close/").headers["Location"] == address


def test_a_nominee_is_changed_and_closed(tree: Tree, keeper: Actor, counter: Client) -> None:
    nominee = orgs.add_nominee(tree.unit, AddNominee(name="钱一"), by=keeper, at=moment())
    address = f"/nominees/{nominee.public_id}/"

    shown = counter.get(address)
    blank = counter.post(address, {"name": "", "version": "1"})
    good = counter.post(address, {"name": "钱一一", "version": "1"})
    stale = counter.post(address, {"name": "又一个", "version": "1"})
    silent = counter.post(address + "close/", {"version": "2", "reason": ""})
    closed = counter.post(address + "close/", {"version": "2", "reason": "调离"})

    assert (shown.status_code, blank.status_code, good.status_code) == (200, 422, 302)
    assert (stale.status_code, silent.status_code, closed.status_code) == (409, 422, 302)


def test_people_of_other_units_are_not_found(
    tree: Tree, keeper: Actor, counter: Client, client_for: ClientFor
) -> None:
    team = orgs.add_team(tree.neighbour, AddTeam(name="前台班组"), by=keeper, at=moment())
    nominee = orgs.add_nominee(tree.neighbour, AddNominee(name="钱一"), by=keeper, at=moment())
    organ = client_for(tree.member(Role.ORGAN_CLERK))
    addresses = [f"/teams/{team.public_id}/", f"/nominees/{nominee.public_id}/"]

    for address in addresses:
        assert counter.get(address).status_code == 404
        assert (
            counter.post(address + "close/", {"version": "1", "reason": "不是"}).status_code == 404
        )
        assert organ.get(address).status_code == 403
        assert organ.post(address + "close/", {"version": "1", "reason": ""}).status_code == 403
    answer = counter.post(at(tree.neighbour, "teams/"), {"name": "别家", "key": KEY})
    assert answer.status_code == 404


# --- workbooks


def file(content: bytes, name: str = "机构.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_workbook_is_previewed_then_taken_in_and_followed(tree: Tree, desk: Client) -> None:
    content = workbooks.written(workbooks.units(30, ORGAN))

    first, second = (
        desk.post("/bodies/import/", {"file": file(content), "key": KEY}) for _ in range(2)
    )
    address = first.headers["Location"]
    preview = page(desk.get(address))
    started = desk.post(address + "start/")
    waiting = page(desk.get(address))
    fragment = desk.get(address, headers={"HX-Request": "true"})
    again = desk.post(address + "start/")
    jobs.run(clock.now())
    done = page(desk.get(address))

    assert second.headers["Location"] == address
    assert "30 家" in preview
    assert "示范服务000a单位" in preview
    assert started.headers["Location"] == address
    assert "排队中" in waiting
    assert "htmx" in waiting
    assert "刷新进度" in waiting
    assert "<html" not in page(fragment)
    assert again.status_code == 422
    assert "已经在导入或导入过了" in page(again)
    assert "新登记 30 家，改动 0 家，没有变 0 家" in done
    assert "htmx" not in done


def test_each_fault_of_a_workbook_is_named_by_row_column_and_reason(
    tree: Tree, desk: Client
) -> None:
    rows = workbooks.units(3, ORGAN)
    rows[1] |= {"area": "黄埔区", "postcode": "1"}
    rows[2]["parent"] = "没有这家"
    address = desk.post(
        "/bodies/import/", {"file": file(workbooks.written(rows)), "key": KEY}
    ).headers["Location"]

    html = page(desk.get(address))
    started = desk.post(address + "start/")

    told = re.findall(r"第 (\d+) 行</th><td[^>]*>([^<]+)</td><td[^>]*>([^<]+)</td>", html)
    assert "不能导入：有 3 处要改" in html
    assert told == [
        ("4", "G　片区", "没有“黄埔区”这个区。请写全称，如“黄浦区”。"),
        ("4", "N　邮编", "邮编是六位数字。"),
        ("5", "H　上级", "没有叫“没有这家”的上级，表里也没有。请写它的全称。"),
    ]
    assert "start/" not in html
    assert started.status_code == 422
    assert Import.objects.count() == 0


def test_a_workbook_that_changes_nothing_needs_no_import(
    tree: Tree, keeper: Actor, desk: Client
) -> None:
    rows = [{"kind": "unit", "name": tree.unit.name}]
    sheet = workbooks.uploaded(workbooks.written(rows, ("kind", "name")), keeper)

    html = page(desk.get(f"/bodies/import/{sheet.public_id}/"))

    assert "不用导入" in html
    assert "start/" not in html


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "这是空文件"),
        (b"name;kind", "只收"),
        (workbooks.written([], ("name",)), "表头缺“种类”"),
        (workbooks.written([]), "表里没有机构"),
    ],
)
def test_what_is_no_table_of_bodies_is_refused(content: bytes, told: str, desk: Client) -> None:
    answer = desk.post("/bodies/import/", {"file": file(content), "key": KEY})

    assert answer.status_code == 422
    assert told in page(answer)
    assert Sheet.objects.count() == 0


def test_an_import_is_stopped(tree: Tree, desk: Client) -> None:
    content = workbooks.written(workbooks.units(3, ORGAN))
    address = desk.post("/bodies/import/", {"file": file(content), "key": KEY}).headers["Location"]

    early = desk.post(address + "stop/")
    desk.post(address + "start/")
    stopped = desk.post(address + "stop/")
    html = page(desk.get(address))
    late = desk.post(address + "stop/")

    assert early.status_code == stopped.status_code == 302
    assert "导入已停下" in html
    assert "3 家" in html
    assert late.status_code == 422
    assert desk.post(address + "start/").status_code == 302


def test_a_failed_import_says_why(tree: Tree, keeper: Actor, desk: Client) -> None:
    content = workbooks.written(workbooks.units(3, ORGAN))
    address = desk.post("/bodies/import/", {"file": file(content), "key": KEY}).headers["Location"]
    desk.post(address + "start/")
    rename = EditOrganisation(name="黄浦工会", version=1, reason="改名")
    orgs.edit(tree.organ, rename, by=keeper, at=moment())
    jobs.run(clock.now())

    html = page(desk.get(address))

    assert "第 3 行现在不能用" in html
    assert "没有叫“黄浦区总工会”的上级" in html
    assert "没有导入，改好再传" in page(desk.get("/desk/"))


def test_the_template_is_given_out(desk: Client) -> None:
    answer = desk.get("/bodies/import/template/")

    table = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file answer
    rows = table.get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["编号", "种类", "名称"]


def test_imports_are_for_the_office(tree: Tree, keeper: Actor, client_for: ClientFor) -> None:
    sheet = workbooks.uploaded(workbooks.written(workbooks.units(1, ORGAN)), keeper)
    organ = client_for(tree.member(Role.ORGAN_CLERK))

    assert organ.get("/bodies/import/").status_code == 403
    assert organ.get("/bodies/import/template/").status_code == 403
    assert organ.get(f"/bodies/import/{sheet.public_id}/").status_code == 403
    assert organ.post(f"/bodies/import/{sheet.public_id}/start/").status_code == 404


# --- desks


def test_desks_show_what_is_missing(
    tree: Tree, keeper: Actor, desk: Client, counter: Client
) -> None:
    assert "给 2 家推荐单位安排经办人" in page(desk.get("/desk/"))
    assert "登记班组" in page(counter.get("/desk/"))
    tree.member(Role.ORGAN_CLERK)
    orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())

    assert "给 1 家推荐单位安排经办人" in page(desk.get("/desk/"))
    assert "登记班组" not in page(counter.get("/desk/"))


def test_a_closed_unit_owes_nothing(tree: Tree, keeper: Actor, counter: Client) -> None:
    orgs.close(tree.unit, Turn(version=1, reason="停业"), by=keeper, at=moment())

    assert "登记班组" not in page(counter.get("/desk/"))
    assert [*queries.teams(tree.unit)] == []
