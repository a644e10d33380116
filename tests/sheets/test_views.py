"""Does each page about sheets show, take, refuse and keep what was typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.cast import Member, moment
from tests.sheets.samples import SCORES, SURVEY, TEAM, must, question, sheet, team, words
from tests.sheets.stories import discarded, drafted, published, renewed

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.sheets import operations as sheets
from hongbang.sheets.models import Sheet
from hongbang.sheets.rules.commands import EditSheet

ClientFor = Callable[[Member], Client]
WRONG = sheet(question("a", "choice", "渠道"))


@pytest.fixture
def desk(company: dict[Role, Member], client_for: ClientFor) -> Client:
    return client_for(company[Role.OFFICE_CLERK])


def page(answer: Any) -> str:
    return unescape(answer.content.decode())


def at(one: Sheet, rest: str = "") -> str:
    return f"/office/sheets/{one.public_id}/{rest}"


def fresh(one: Sheet) -> Sheet:
    return Sheet.objects.get(pk=one.pk)


# --- the list


def test_the_list_shows_and_filters(desk: Client, clerk: Actor) -> None:
    published(clerk)
    drafted(clerk, "customers", sheet(kind="survey", title=words("顾客调查")))

    assert "customers" in page(desk.get("/office/sheets/"))
    found = page(desk.get("/office/sheets/?q=gkdc&kind=survey&state=draft"))
    assert "顾客调查" in found
    assert "team_form" not in found
    assert "没有符合筛选的表单" in page(desk.get("/office/sheets/?q=zzzz"))


def test_an_empty_list_says_how_to_begin(desk: Client) -> None:
    assert "还没有表单" in page(desk.get("/office/sheets/"))


def test_the_list_costs_the_same_however_long(
    desk: Client, clerk: Actor, django_assert_num_queries: Any
) -> None:
    desk.get("/office/sheets/")
    counts = []
    for size in (3, 30):
        for number in range(Sheet.objects.count(), size):
            drafted(clerk, f"form_{number}")
        with django_assert_num_queries(7) as counted:
            desk.get("/office/sheets/")
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_the_export_holds_what_the_filter_shows_and_is_recorded(desk: Client, clerk: Actor) -> None:
    published(clerk)
    discarded(clerk, "old_form")

    answer = desk.post("/office/sheets/export/?state=published")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.getvalue()))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if "_form" in str(row[0])] == ["team_form"]
    assert Entry.objects.filter(verb="sheets.list.exported").count() == 1


# --- beginning, reading, moving on


def test_a_sheet_is_begun(desk: Client) -> None:
    assert desk.get("/office/sheets/new/").status_code == 200

    typed = {"kind": "survey", "code": "customers", "title_zh": "调查", "title_en": "Survey"}
    answer = desk.post("/office/sheets/new/", typed)

    begun = Sheet.objects.get()
    assert answer["Location"] == at(begun)
    assert begun.content == {"kind": "survey", "title": {"zh": "调查", "en": "Survey"}}


@pytest.mark.parametrize("code", ["", "Big", "team_form"])
def test_a_bad_code_keeps_what_was_typed(code: str, desk: Client, clerk: Actor) -> None:
    drafted(clerk)

    answer = desk.post(
        "/office/sheets/new/", {"kind": "survey", "code": code, "title_zh": "我的调查"}
    )

    assert answer.status_code == 422
    assert "我的调查" in page(answer)
    assert Sheet.objects.count() == 1


def test_a_sheet_is_shown_with_its_parts(desk: Client, clerk: Actor) -> None:
    shown = page(desk.get(at(drafted(clerk, content=TEAM))))

    assert "班组名称" in shown
    assert "自动计算" in shown
    assert "加一列" in shown
    assert "发布之前" not in shown


def test_faults_are_told_where_they_stand(desk: Client, clerk: Actor) -> None:
    shown = page(desk.get(at(drafted(clerk, content=WRONG))))

    assert "sections.main.fields.a.options" in shown
    assert "1 处要改" in shown


def test_the_most_unfinished_draft_is_shown(desk: Client, clerk: Actor) -> None:
    odd = {"kind": "survey", "sections": [4, {"title": {"en": "Only"}, "fields": [7, {"kind": 3}]}]}
    begun = drafted(clerk, content=odd)
    worse = drafted(clerk, "worse", {"kind": "survey", "sections": "x", "checks": [{"say": {}}]})

    assert "Only" in page(desk.get(at(begun)))
    assert desk.get(at(worse)).status_code == 200


def test_publish_moves_on_and_a_new_version_begins(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk)

    desk.post(at(begun, "publish/"), {"version": begun.version})
    assert fresh(begun).state == "published"
    shown = page(desk.get(at(begun)))
    assert "起新版" in shown
    assert "加一题" not in shown

    answer = desk.post(at(begun, "renew/"))
    second = Sheet.objects.get(number=2)
    assert answer["Location"] == at(second)

    again = desk.post(at(begun, "renew/"))
    assert again.status_code == 422
    assert "已有一份草稿" in page(again)


def test_publish_refuses_a_fault_in_words(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=WRONG)

    answer = desk.post(at(begun, "publish/"), {"version": begun.version})

    assert answer.status_code == 422
    assert "没有发布：sections.main.fields.a.options 选项要么自己写" in page(answer)


@pytest.mark.parametrize(("version", "status"), [("", 422), ("9", 409)])
def test_an_act_on_another_version_is_refused(
    version: str, status: int, desk: Client, clerk: Actor
) -> None:
    begun = drafted(clerk)

    assert desk.post(at(begun, "publish/"), {"version": version}).status_code == status
    assert fresh(begun).state == "draft"


def test_discard_lays_aside(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk)

    desk.post(at(begun, "discard/"), {"version": begun.version})

    assert fresh(begun).state == "discarded"
    assert "已作废" in page(desk.get(at(begun)))


def test_two_versions_are_compared(desk: Client, clerk: Actor) -> None:
    second = renewed(clerk)
    content = sheet(question("team_name", "text", "班组全名", required=True))
    sheets.edit(second, EditSheet(content, second.version), by=clerk, at=moment())
    first = Sheet.objects.get(number=1)

    shown = page(desk.get(at(second)))
    assert "与第 1 版不同之处" in shown
    assert "<del>班组名称</del> → <ins>班组全名</ins>" in shown
    assert "<ins>班组名称</ins>" in page(desk.get(at(first) + "?against=2"))
    assert "不同之处" not in page(desk.get(at(first) + "?against=99"))


def test_a_faulty_version_is_not_compared(desk: Client, clerk: Actor) -> None:
    second = renewed(clerk)
    sheets.edit(second, EditSheet(WRONG, second.version), by=clerk, at=moment())
    first = Sheet.objects.get(number=1)

    assert "把要改的改完，就能比较" in page(desk.get(at(second)))
    assert "完全一样" in page(desk.get(at(first) + "?against=2"))


def test_an_auditor_reads_and_sees_no_way_to_write(
    company: dict[Role, Member], client_for: ClientFor, clerk: Actor
) -> None:
    begun = drafted(clerk, content=TEAM)
    client = client_for(company[Role.AUDITOR])

    shown = page(client.get(at(begun)))
    assert "纪检监督席位只看不改" in shown
    assert "加一题" not in shown
    assert client.get(at(begun, "edit/")).status_code == 403
    assert client.get(at(begun, "preview/")).status_code == 200


# --- building, one part at a time


def inputs(answer: Any) -> dict[str, Any]:
    """Return what the form of a part holds."""
    form = answer.context["form"]
    held = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in held.items() if value is not None and value is not False}


def test_every_part_is_saved_as_it_was_shown(desk: Client, clerk: Actor) -> None:
    """The way in is the inverse of the way out, for every kind of part there is."""
    for code, content in (("team", TEAM), ("survey", SURVEY), ("scores", SCORES)):
        begun = drafted(clerk, code, content)
        for path in ["", *paths(content)]:
            address = at(begun, "edit/") + (f"?part={path}" if path else "")
            typed = inputs(desk.get(address))
            assert desk.post(address, typed).status_code == 302
        assert fresh(begun).content == content


def paths(content: dict[str, Any]) -> list[str]:
    """Return the path of every part."""
    found = [f"checks.{n}" for n, _one in enumerate(content.get("checks", []))]
    for s, section in enumerate(content["sections"]):
        found.append(f"sections.{s}")
        for f, one in enumerate(section["fields"]):
            found.append(f"sections.{s}.fields.{f}")
            for name in ("columns", "checks"):
                many = one.get(name, [])
                found += [f"sections.{s}.fields.{f}.{name}.{n}" for n, _part in enumerate(many)]
    return found


def test_a_question_is_added_with_its_options(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk)
    where = at(begun, "add/") + "?to=sections.0.fields"

    assert "先选种类" in page(desk.get(where))
    assert desk.get(where + "&kind=choice").status_code == 200
    answer = desk.post(
        where + "&kind=choice",
        {
            "version": begun.version,
            "key": "channel",
            "label_zh": "渠道",
            "label_en": "Channel",
            "required": "on",
            "options": "union | 工会 | Union\n\nwomen｜妇联｜Women",
        },
    )

    assert answer["Location"] == at(begun) + "#p-sections-0-fields-1"
    assert fresh(begun).content["sections"][0]["fields"][1] == {
        "key": "channel",
        "kind": "choice",
        "label": {"zh": "渠道", "en": "Channel"},
        "required": True,
        "options": [
            {"value": "union", "words": {"zh": "工会", "en": "Union"}},
            {"value": "women", "words": {"zh": "妇联", "en": "Women"}},
        ],
    }


def test_an_unfinished_part_is_kept_and_its_faults_stand_beside_the_inputs(
    desk: Client, clerk: Actor
) -> None:
    begun = drafted(clerk)
    where = at(begun, "add/") + "?to=sections.0.fields&kind=whole"

    answer = desk.post(where, {"version": 1, "key": "N", "label_zh": "数", "least": "many"})

    assert answer["Location"] == at(begun, "edit/") + "?part=sections.0.fields.1"
    shown = page(desk.get(answer["Location"]))
    assert "代号“N”不合写法" in shown
    assert "还缺 en 的文字" in shown
    assert "“many”不是可用的数" in shown
    assert 'value="many"' in shown


@pytest.mark.parametrize(
    ("to", "typed", "expected"),
    [
        (
            "sections",
            {"key": "more", "title_zh": "更多", "title_en": "More", "show_if": "True"},
            {"key": "more", "title": {"zh": "更多", "en": "More"}, "show_if": "True"},
        ),
        (
            "checks",
            {"key": "c", "test": "1 < 2", "say_zh": "错", "say_en": "No", "severity": "warn"},
            {"key": "c", "test": "1 < 2", "say": {"zh": "错", "en": "No"}, "severity": "warn"},
        ),
        (
            "sections.1.fields.1.columns&kind=date",
            {"key": "d", "label_zh": "日", "label_en": "Day", "earliest": "2016-01-01"},
            {
                "key": "d",
                "kind": "date",
                "label": {"zh": "日", "en": "Day"},
                "earliest": "2016-01-01",
            },
        ),
        (
            "sections.1.fields.1.checks",
            {"key": "e", "test": "people > 0", "say_zh": "错", "say_en": "No", "severity": "block"},
            {"key": "e", "test": "people > 0", "say": {"zh": "错", "en": "No"}},
        ),
        (
            "sections.0.fields&kind=file",
            {"key": "f", "label_zh": "证", "label_en": "Proof", "kinds": ["pdf", "jpg"]},
            {
                "key": "f",
                "kind": "file",
                "label": {"zh": "证", "en": "Proof"},
                "kinds": ["pdf", "jpg"],
            },
        ),
        (
            "sections.0.fields&kind=score",
            {
                "key": "s",
                "label_zh": "分",
                "label_en": "Score",
                "points": "15",
                "anchors": "9|好|Good",
            },
            {
                "key": "s",
                "kind": "score",
                "label": {"zh": "分", "en": "Score"},
                "points": 15,
                "anchors": [{"at": 9, "words": {"zh": "好", "en": "Good"}}],
            },
        ),
    ],
)
def test_parts_of_every_list_are_added(
    to: str, typed: dict[str, Any], expected: dict[str, Any], desk: Client, clerk: Actor
) -> None:
    begun = drafted(clerk, content=TEAM)

    desk.post(at(begun, "add/") + f"?to={to}", {"version": 1, **typed})

    found: Any = fresh(begun).content
    for step in to.partition("&")[0].split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert found[-1] == expected


@pytest.mark.parametrize(
    ("way", "query"),
    [
        ("add/", "?to=colours"),
        ("add/", "?to=sections.9.fields&kind=whole"),
        ("add/", "?to=sections.0.fields.0.label"),
        ("edit/", "?part=sections.9"),
        ("edit/", "?part=sections.0.title"),
        ("edit/", "?part=__class__"),
    ],
)
def test_a_part_that_is_not_there_is_refused(
    way: str, query: str, desk: Client, clerk: Actor
) -> None:
    answer = desk.get(at(drafted(clerk), way) + query)

    assert answer.status_code == 422
    assert "要改的那一处已经不在了" in page(answer)


def test_a_colleague_was_faster_and_nothing_typed_is_lost(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    where = at(begun, "edit/") + "?part=sections.0.fields.0"
    typed = inputs(desk.get(where)) | {"label_zh": "我写的名称"}
    changed = team(title=words("同事改的"))
    changed["sections"][0]["fields"].insert(0, question("new", "whole"))
    sheets.edit(begun, EditSheet(changed, 1), by=clerk, at=moment())

    answer = desk.post(where, typed)

    assert answer.status_code == 409
    assert "我写的名称" in page(answer)
    again = desk.post(
        where, {**typed, "version": re.search(r'name="version" value="(\d+)"', page(answer))[1]}
    )  # type: ignore[index]  # it is there
    assert again.status_code == 302
    kept = fresh(begun).content
    assert kept["title"]["zh"] == "同事改的"
    assert kept["sections"][0]["fields"][0]["key"] == "new"
    assert kept["sections"][0]["fields"][1]["label"]["zh"] == "我写的名称"


def test_ticks_are_not_lost_when_a_colleague_was_faster(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    sheets.edit(begun, EditSheet(TEAM, 1), by=clerk, at=moment())

    answer = desk.post(
        at(begun, "add/") + "?to=sections.0.fields&kind=file",
        {"version": 1, "key": "f", "kinds": ["pdf", "jpg"]},
    )

    assert answer.status_code == 409
    assert inputs(answer)["kinds"] == ["pdf", "jpg"]


def test_a_part_that_a_colleague_removed_is_told(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    where = at(begun, "edit/") + "?part=sections.0.fields.0"
    typed = inputs(desk.get(where))
    changed = team()
    changed["sections"][0]["fields"].pop(0)
    sheets.edit(begun, EditSheet(changed, 1), by=clerk, at=moment())

    answer = desk.post(where, typed)

    assert answer.status_code == 422
    assert "要改的那一处已经不在了" in page(answer)


def test_a_published_part_is_shown_but_not_changed(desk: Client, clerk: Actor) -> None:
    done = published(clerk)
    where = at(done, "edit/") + "?part=sections.0.fields.0"
    shown = desk.get(where)

    answer = desk.post(where, inputs(shown))

    assert "只能看" in page(shown)
    assert answer.status_code == 422
    assert "已经发布或作废" in page(answer)


def test_a_part_whose_form_is_broken_is_shown_again(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk)
    for where in ("edit/?part=sections.0", "add/?to=sections"):
        answer = desk.post(at(begun, where), {"key": "typed_key", "version": ""})
        assert answer.status_code == 422
        assert "typed_key" in page(answer)


@pytest.mark.parametrize(
    ("do", "keys"), [("up", ["b", "a", "c"]), ("down", ["a", "c", "b"]), ("remove", ["a", "c"])]
)
def test_a_part_is_moved_or_taken_out(do: str, keys: list[str], desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=sheet(*(question(key, "whole") for key in "abc")))

    answer = desk.post(
        at(begun, "move/"),
        {"part": "sections.0.fields.1", "was": "b", "do": do, "version": 1},
    )

    assert answer["Location"] == at(begun) + "#p-sections-0"
    fields = fresh(begun).content["sections"][0]["fields"]
    assert [one["key"] for one in fields] == keys


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"version": 4}, 409),
        ({"do": "fly"}, 422),
        ({"was": "z"}, 422),
        ({"part": "sections.0.fields"}, 422),
        ({"part": "nothing.0"}, 422),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    typed: dict[str, Any], status: int, desk: Client, clerk: Actor
) -> None:
    begun = drafted(clerk, content=sheet(question("a", "whole"), question("b", "whole")))
    right = {"part": "sections.0.fields.1", "was": "b", "do": "up", "version": 1}

    answer = desk.post(at(begun, "move/"), right | typed)

    assert answer.status_code == status
    assert fresh(begun).version == 1


# --- trying it out


def test_the_preview_checks_and_keeps_nothing(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    before = Entry.objects.count()
    assert "班组名称" in page(desk.get(at(begun, "preview/")))

    answer = desk.post(at(begun, "preview/"), {"check": "1", "headcount": "2", "channel": "union"})

    shown = page(answer)
    assert answer.status_code == 422
    assert '<a href="#a-team_name">班组名称</a>' in shown
    assert "不能小于 3。" in shown
    assert 'value="2"' in shown
    assert Entry.objects.count() == before


def test_right_answers_are_told_so(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=SURVEY)

    answer = desk.post(at(begun, "preview/"), {"check": "1", "q1": "v5", "q2": "10", "q3": "na"})

    assert answer.status_code == 200
    assert "都对，可以提交了" in page(answer)


def test_rows_are_added_and_taken_out_without_script(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    rows = {
        "education.rows": "2",
        "education.0.people": "11",
        "education.0.level": "m",
        "education.1.people": "22",
    }

    more = page(desk.post(at(begun, "preview/"), {**rows, "add": "education"}))
    fewer = page(desk.post(at(begun, "preview/"), {**rows, "drop": "education.0"}))

    assert 'name="education.2.people"' in more
    assert 'value="11"' in more
    assert 'name="education.1.people"' not in fewer
    assert 'value="22"' in fewer
    assert "11" not in re.findall(r'name="education.0.people"[^>]*value="(\d+)"', fewer)


def test_a_condition_shows_a_question_and_what_is_hidden_is_not_lost(
    desk: Client, clerk: Actor
) -> None:
    begun = drafted(clerk, content=TEAM)
    typed = {"was_punished": "yes", "punishment": "写过的话", "refresh": "1"}

    assert 'textarea id="a-punishment"' in page(desk.post(at(begun, "preview/"), typed))
    hidden = page(desk.post(at(begun, "preview/"), typed | {"was_punished": "no"}))
    assert 'textarea id="a-punishment"' not in hidden
    assert '<input type="hidden" name="punishment" value="写过的话">' in hidden


def test_a_file_is_judged_by_what_came_along(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)
    upload = SimpleUploadedFile("证书.exe", b"MZ")

    answer = desk.post(at(begun, "preview/"), {"check": "1", "photo.new": upload})

    shown = page(answer)
    assert "证书.exe" in shown
    assert "文件种类不对，请传 JPG、PNG。" in shown
    assert "请给这件文件写一句说明" in shown


def test_a_faulty_draft_cannot_be_tried(desk: Client, clerk: Actor) -> None:
    assert "改好这几处，才能试填" in page(desk.get(at(drafted(clerk, content=WRONG), "preview/")))


def test_a_list_of_an_edition_is_tried_with_samples(desk: Client, clerk: Actor) -> None:
    begun = drafted(clerk, content=TEAM)

    assert "各区 1" in page(desk.get(at(begun, "preview/")))


def test_a_score_sheet_shows_points_and_anchors(desk: Client, clerk: Actor) -> None:
    shown = page(desk.get(at(drafted(clerk, content=SCORES), "preview/")))

    assert "满分 60 分，0.5 分一档" in shown
    assert "30 分：良好" in shown


def test_the_pages_speak_english(desk: Client, clerk: Actor) -> None:
    second = renewed(clerk)
    content = sheet(question("a", "whole", "人数"), checks=[must("c", "a < 3", at="a")])
    sheets.edit(second, EditSheet(content, second.version), by=clerk, at=moment())
    desk.cookies["display_lang"] = "en"

    shown = page(desk.get(at(second)))
    tried = page(desk.post(at(second, "preview/"), {"check": "1", "a": "5"}))

    assert "人数 in English" in shown
    assert "c不对 in English" in tried


def test_a_draft_waits_on_the_desk(desk: Client, clerk: Actor) -> None:
    drafted(clerk)

    assert "第 1 版做完，发布" in page(desk.get("/desk/"))
