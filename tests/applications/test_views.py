"""Do the pages work: page, fragment, 404, 403, 409, 422; is nothing typed ever lost?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import worlds
from tests.applications import stories
from tests.applications.stories import House
from tests.cast import Member, moment
from tests.files import samples as file_samples

from hongbang.applications import queries
from hongbang.applications.models import Application, Evidence, Revision
from hongbang.kernel.actor import Role

ClientFor = Callable[[Member], Client]
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[Any]:
    """Let it be within the application step."""
    with time_machine.travel(moment("2026-11-05 10:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def unit(told: House, client_for: ClientFor) -> Client:
    """Return the browser of the unit's clerk."""
    return client_for(told.clerk)


@pytest.fixture
def organ(told: House, client_for: ClientFor) -> Client:
    """Return the browser of the organ's clerk."""
    return client_for(told.organ_clerk)


def at(application: Application, page: str = "") -> str:
    return f"/applications/{application.public_id}/{page}"


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def typed(application: Application, **changed: Any) -> dict[str, Any]:
    """Return what the form would send for answers that may be submitted."""
    sent = {
        "version": stories.fresh(application).version,
        "team_name": "化妆品柜组",
        "mobile": "13800000000",
        "on_time_rate.numerator": "290",
        "on_time_rate.denominator": "300",
        "on_time_rate.from": "2025-10",
        "on_time_rate.to": "2026-09",
        "on_time_rate.source": "服务台账",
        "satisfaction_index": "91.5",
        "lawful_employer": "yes",
        "story": "去年冬天连着下了九天雪。",
    }
    return sent | changed


def png(name: str = "台账.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file_samples.png(), "image/png")


# --- begin


def test_begin_offers_what_is_not_begun_yet(told: House, unit: Client) -> None:
    stories.begun(told, kind="individual")

    html = text(unit.get("/applications/new/"))

    assert f"{told.category().public_id}:team:{told.team.public_id}" in html
    assert f"{told.category('unit').public_id}:unit:{told.unit.public_id}" in html
    assert f":nominee:{told.nominee.public_id}" not in html
    assert "导读组" not in html


def test_begin_leads_to_the_form(told: House, unit: Client) -> None:
    whom = f"{told.category().public_id}:team:{told.team.public_id}"

    answer = unit.post("/applications/new/", {"whom": whom, "key": KEY})

    draft = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at(draft, "edit/"))


def test_begin_says_what_is_wrong_and_can_be_sent_anew(told: House, unit: Client) -> None:
    whom = f"{told.category().public_id}:team:{told.team.public_id}"

    nothing = unit.post("/applications/new/", {"key": KEY})
    strange = unit.post("/applications/new/", {"whom": whom, "key": "short"})

    assert (nothing.status_code, strange.status_code) == (422, 422)
    assert "还没选" in text(nothing)
    assert 'name="key"' in text(strange)
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-11 00:00", "现在没有可以申报的类别"),
        ("2026-11-10 23:59", "没有可以再申报的班组或个人"),
    ],
)
def test_begin_says_why_there_is_nothing_to_choose(
    day: str, words: str, told: House, client_for: ClientFor, in_time: Any
) -> None:
    for kind in ("team", "individual", "unit"):
        stories.begun(told, kind=kind)
    in_time.move_to(moment(day))

    assert words in text(client_for(told.clerk).get("/applications/new/"))


def test_begin_is_for_units(told: House, organ: Client) -> None:
    assert organ.get("/applications/new/").status_code == 403
    assert told.edition.state == "published"


# --- the form


def test_the_form_shows_conditions_and_who_has_it(told: House, unit: Client) -> None:
    draft = stories.filled(told, satisfaction_index="79")

    html = text(unit.get(at(draft, "edit/")))

    assert "现在在你们手里" in html
    assert "11月10日 周二 24:00" in html
    assert "没有达到，不能送出：现在是 79分，要求不低于 80分" in html
    assert "满足：荣誉册里没有还有效的同一荣誉。" in html
    assert "满足 3 条，没有达到 2 条，还看不出 0 条" in html


def test_what_is_typed_is_kept(told: House, unit: Client) -> None:
    draft = stories.begun(told)

    answer = unit.post(at(draft, "edit/"), typed(draft))

    assert (answer.status_code, answer["Location"]) == (302, at(draft, "edit/"))
    assert stories.fresh(draft).typed == stories.answers()


def test_a_wrong_answer_is_kept_too_and_told(told: House, unit: Client) -> None:
    draft = stories.begun(told)

    unit.post(at(draft, "edit/"), typed(draft, satisfaction_index="很高"))
    html = text(unit.get(at(draft, "edit/")))

    assert stories.fresh(draft).typed["satisfaction_index"] == "很高"
    assert "有 1 处要改" in html


def test_check_says_what_is_missing_or_that_all_is_right(told: House, unit: Client) -> None:
    draft = stories.begun(told)

    lacking = unit.post(at(draft, "edit/"), typed(draft, team_name="", check="1"))
    right = unit.post(at(draft, "edit/"), typed(draft, check="1"))

    assert (lacking.status_code, right.status_code) == (422, 200)
    assert "有 1 处要改" in text(lacking)
    assert "填写都对" in text(right)


def test_a_row_is_added_after_what_was_typed_is_kept(told: House, unit: Client) -> None:
    draft = stories.begun(told)
    rows = {"honours.rows": "1", "honours.0.title": "文明岗", "add": "honours"}

    answer = unit.post(at(draft, "edit/"), typed(draft, **rows))

    assert answer.status_code == 200
    assert 'name="honours.1.title"' in text(answer)
    assert stories.fresh(draft).typed["honours"] == [{"title": "文明岗"}]


def test_preview_keeps_first(told: House, unit: Client) -> None:
    draft = stories.begun(told)

    answer = unit.post(at(draft, "edit/"), typed(draft, preview="1"))

    assert answer["Location"] == at(draft, "preview/")
    assert stories.fresh(draft).typed == stories.answers()


def test_an_autosave_answers_with_version_and_conditions(told: House, unit: Client) -> None:
    draft = stories.begun(told)

    answer = unit.post(at(draft, "edit/"), typed(draft, satisfaction_index="60", autosave="1"))

    html = text(answer)
    assert answer.status_code == 200
    assert f'data-version="{stories.fresh(draft).version}"' in html
    assert "已自动保存" in html
    assert "现在是 60分" in html
    assert "<html" not in html


def test_two_colleagues_see_both_texts(told: House, unit: Client, client_for: ClientFor) -> None:
    draft = stories.begun(told)
    mine = typed(draft, story="我写的", **{"honours.rows": "1", "honours.0.title": "文明岗"})
    client_for(told.head).post(at(draft, "edit/"), typed(draft, story="对方写的"))

    quiet = unit.post(at(draft, "edit/"), mine | {"autosave": "1"})
    answer = unit.post(at(draft, "edit/"), mine)
    html = text(answer)
    version = re.search(r'name="version" value="(\d+)"', html)
    over = unit.post(at(draft, "edit/"), mine | {"version": version[1] if version else ""})

    assert (quiet.status_code, answer.status_code, over.status_code) == (409, 409, 302)
    assert "data-live-ledger" not in text(quiet)
    assert "对方写的" in html
    assert "<ins" in html
    assert "我写的" in html
    assert stories.fresh(draft).typed["story"] == "我写的"


def test_the_same_form_sent_twice_is_no_conflict(told: House, unit: Client) -> None:
    draft = stories.begun(told)
    sent = typed(draft)
    unit.post(at(draft, "edit/"), sent)

    again = unit.post(at(draft, "edit/"), sent)
    quiet = unit.post(at(draft, "edit/"), sent | {"autosave": "1"})

    assert (again.status_code, quiet.status_code) == (302, 200)


def test_what_was_sent_cannot_be_typed_over_and_nothing_typed_is_lost(
    told: House, unit: Client
) -> None:
    sent = stories.submitted(told).application

    looked = unit.get(at(sent, "edit/"))
    answer = unit.post(at(sent, "edit/"), typed(sent, story="晚来的字"))
    quiet = unit.post(at(sent, "edit/"), typed(sent, story="晚来的字", autosave="1"))

    assert (looked.status_code, looked["Location"]) == (302, at(sent))
    assert (answer.status_code, quiet.status_code) == (422, 422)
    assert "晚来的字" in text(answer)
    assert "已经送出或撤回" in text(quiet)
    assert stories.fresh(sent).typed == stories.answers()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "٣"])
def test_a_version_that_is_none_is_an_old_one(version: str, told: House, unit: Client) -> None:
    draft = stories.filled(told)

    answer = unit.post(at(draft, "edit/"), typed(draft, story="别的", version=version))

    assert answer.status_code == 409


# --- files


def test_a_file_comes_with_the_form_and_goes_out_again(
    told: House, unit: Client, organ: Client
) -> None:
    draft = stories.begun(told)
    more = {"proof.new": png(), "proof.new.caption": "九月台账"}

    unit.post(at(draft, "edit/"), typed(draft, **more))

    file = Evidence.objects.get()
    [part] = stories.fresh(draft).typed["proof"]
    assert (part["file"], part["caption"]) == (file.public_id, "九月台账")
    ticket = unit.get(at(draft, f"evidence/{file.public_id}/"))
    assert ticket.status_code == 302
    assert b"".join(unit.get(ticket["Location"]).streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]  # a stream
    assert organ.get(at(draft, f"evidence/{file.public_id}/")).status_code == 404


def test_a_file_that_came_in_parts_is_taken_once(told: House, unit: Client) -> None:
    draft = stories.begun(told)
    code = worlds.uploaded(unit, "台账.png", file_samples.png())
    more = {"proof.new.upload": code}

    unit.post(at(draft, "edit/"), typed(draft, **more))
    unit.post(at(draft, "edit/"), typed(draft, story="再存", **more))

    assert Evidence.objects.count() == 1
    assert len(stories.fresh(draft).typed["proof"]) == 1


def test_a_file_is_kept_beside_others_and_taken_out(told: House, unit: Client) -> None:
    draft = stories.begun(told)
    unit.post(at(draft, "edit/"), typed(draft, **{"proof.new": png()}))
    [part] = stories.fresh(draft).typed["proof"]
    shown = {"proof.rows": "1", "proof.0.file": part["file"], "proof.0.caption": "补写的"}

    unit.post(at(draft, "edit/"), typed(draft, **shown))
    captioned = stories.fresh(draft).typed["proof"]
    unit.post(at(draft, "edit/"), typed(draft, **shown, **{"proof.0.gone": "yes"}))

    assert captioned == [part | {"caption": "补写的"}]
    assert "proof" not in stories.fresh(draft).typed
    assert Evidence.objects.count() == 1


def test_files_that_are_not_kept_are_named_and_the_words_stay(told: House, unit: Client) -> None:
    draft = stories.begun(told)
    broken = SimpleUploadedFile("坏.png", b"no picture", "image/png")
    book = SimpleUploadedFile("表.xlsx", file_samples.xlsx())
    more = {"proof.new": broken, "seen": "yes", "photo.new": book}

    answer = unit.post(at(draft, "edit/"), typed(draft, story="写的字", **more))

    assert answer.status_code == 422
    assert "有几件没有收下" in text(answer)
    assert "只收 PNG" in text(answer)
    assert stories.fresh(draft).typed["story"] == "写的字"
    assert Evidence.objects.count() == 0


# --- preview, submit, receipt


def test_the_preview_shows_answers_in_words(told: House, unit: Client) -> None:
    draft = stories.filled(
        told,
        level="team_leader",
        honours=[{"title": "文明岗", "on": "2025-05-01"}],
    )

    html = text(unit.get(at(draft, "preview/")))

    assert "96.67%（及时办结 290，全部 300；2025-10 到 2026-09；出自 服务台账）" in html
    for words in ("班组长", "文明岗", "没有填", "送出申报"):
        assert words in html
    assert "btn--act" in html


def test_the_frozen_survey_stands_beside_what_was_sent(
    told: House, unit: Client, organ: Client
) -> None:
    stories.surveyed(told, 12)
    draft = stories.filled(told)

    preview = text(unit.get(at(draft, "preview/")))
    unit.post(at(draft, "submit/"), {"version": draft.version})
    pages = [text(client.get(at(draft))) for client in (unit, organ)]

    frozen = Revision.objects.get().survey
    assert "真实的指数有 95% 的把握" in preview
    assert "送出时这个结果随申报冻结" in preview
    for page in pages:
        assert frozen["result"]["index"] in page
        assert frozen["digest"] in page
        assert "以后不再变" in page


def test_a_survey_under_way_is_told_of_before_sending(told: House, unit: Client) -> None:
    given = stories.surveyed(told, 12, date(2026, 11, 9))

    html = text(unit.get(at(stories.filled(told), "preview/")))

    assert "现在送出，就不带调查结果" in html
    assert f"/surveys/{given.survey.public_id}/" in html
    assert "真实的指数有 95% 的把握" not in html


def test_few_answers_are_shown_to_the_office_alone(
    told: House, unit: Client, company: dict[Role, Member], client_for: ClientFor
) -> None:
    stories.surveyed(told, 7)
    sent = stories.submitted(told)

    own = text(unit.get(at(sent.application)))
    office = text(client_for(company[Role.OFFICE_CLERK]).get(at(sent.application)))

    assert "有效评价 7 份，太少，不显示结果。" in own
    assert sent.survey["result"]["index"] in office


@pytest.mark.parametrize(
    ("day", "changed", "words"),
    [
        ("2026-11-11 00:00", {}, "申报已于 2026-11-10 24:00 截止"),
        ("2026-10-18 10:00", {}, "申报从 2026-10-19 开始"),
        ("2026-11-10 23:59", {"team_name": None}, "申报表还有 1 处要改"),
        ("2026-11-10 23:59", {"lawful_employer": False}, "有必须达到的条件没有达到"),
    ],
)
def test_the_preview_says_why_it_cannot_be_sent(
    day: str, changed: dict[str, Any], words: str, told: House, client_for: ClientFor, in_time: Any
) -> None:
    draft = stories.filled(told, **changed)
    in_time.move_to(moment(day))
    unit = client_for(told.clerk)

    html = text(unit.get(at(draft, "preview/")))
    answer = unit.post(at(draft, "submit/"), {"version": draft.version})

    assert words in html
    assert ("截止，填的都还在" in html) is (day == "2026-11-11 00:00")
    assert "btn--act" not in html
    assert answer.status_code == 422
    assert "没有" in text(answer)
    assert Revision.objects.count() == 0


def test_submitting_leads_to_the_receipt_and_twice_is_once(told: House, unit: Client) -> None:
    draft = stories.filled(told)
    sent = {"version": draft.version}

    first, second = (unit.post(at(draft, "submit/"), sent) for _time in range(2))
    receipt = text(unit.get(at(draft, "receipts/1/")))

    assert first["Location"] == second["Location"] == at(draft, "receipts/1/")
    revision = Revision.objects.get()
    assert revision.public_id in receipt
    assert revision.digest in receipt
    assert "team_form@1" in receipt
    qr = unit.get(at(draft, "receipts/1/qr.svg"))
    assert qr["Content-Type"] == "image/svg+xml"
    assert unit.get(at(draft, "receipts/2/")).status_code == 404


def test_submitting_an_old_version_or_none_says_so(told: House, unit: Client) -> None:
    draft = stories.filled(told)

    stale = unit.post(at(draft, "submit/"), {"version": draft.version - 1})
    empty = unit.post(at(draft, "submit/"), {})
    looked = unit.get(at(draft, "submit/"))

    assert (stale.status_code, empty.status_code) == (409, 422)
    assert looked["Location"] == at(draft, "preview/")
    assert Revision.objects.count() == 0


def test_a_correction_is_sent_again_from_the_preview(
    told: House, client_for: ClientFor, in_time: Any
) -> None:
    back = stories.returned(told).revision.application
    in_time.move_to(moment("2026-11-14 23:59"))
    unit = client_for(told.clerk)

    form = text(unit.get(at(back, "edit/")))
    html = text(unit.get(at(back, "preview/")))
    answer = unit.post(at(back, "submit/"), {"version": stories.fresh(back).version})

    assert "第 6 条请附台账" in form
    assert "改好了，再送出" in html
    assert answer["Location"] == at(back, "receipts/2/")
    assert unit.get(at(back, "preview/"))["Location"] == at(back)


def test_a_correction_that_is_late_says_so(
    told: House, client_for: ClientFor, in_time: Any
) -> None:
    back = stories.returned(told).revision.application
    in_time.move_to(moment("2026-11-15 00:00"))

    html = text(client_for(told.clerk).get(at(back, "preview/")))

    assert "补正已于 2026-11-14 24:00 到期" in html


# --- where it stands


def test_a_unit_sees_the_trail_and_each_revision(told: House, unit: Client) -> None:
    application = stories.resubmitted(told).application

    latest = text(unit.get(at(application)))
    first = text(unit.get(at(application, "?revision=1")))

    for words in ("开始填写", "送到黄浦区总工会", "退回补正：第 6 条请附台账", "改好，再送到"):
        assert words in latest
    assert "现在在黄浦区总工会手里" in latest
    assert "92" in latest
    assert "91.5" in first
    assert "下面是第 1 版" in first


def test_a_draft_shows_nothing_that_was_not_sent(told: House, unit: Client) -> None:
    draft = stories.filled(told)

    html = text(unit.get(at(draft)))

    assert "还没有送出过" in html
    assert "接着填" in html


def test_a_unit_withdraws_with_a_reason(told: House, unit: Client) -> None:
    sent = stories.fresh(stories.submitted(told).application)
    act = {"version": sent.version}

    silent = unit.post(at(sent, "withdraw/"), act | {"reason": " "})
    short = unit.post(at(sent, "withdraw/"), act | {"reason": "不"})
    old = unit.post(at(sent, "withdraw/"), {"version": 1, "reason": "换班组申报"})
    done = unit.post(at(sent, "withdraw/"), act | {"reason": "换班组申报"})

    assert [one.status_code for one in (silent, short, old, done)] == [422, 422, 409, 302]
    assert "<details open>" in text(silent)
    assert "换班组申报" in text(old)
    html = text(unit.get(at(sent)))
    assert "已经撤回，不在任何人手里" in html
    assert "撤回：换班组申报" in html
    assert "撤回这份申报" not in html


def test_lists_show_who_has_each(told: House, unit: Client, organ: Client) -> None:
    stories.begun(told)
    stories.submitted(told, whom={"kind": "individual"})
    stories.withdrawn(told, whom={"kind": "unit"})

    mine, received = (
        text(client.get(path))
        for client, path in ((unit, "/applications/"), (organ, "/applications/received/"))
    )

    assert "3 件" in mine
    assert "化妆品柜组" in mine
    assert "2 件" in received
    assert "化妆品柜组" not in received


def test_empty_lists_say_what_will_be_there(told: House, unit: Client, organ: Client) -> None:
    assert told.edition.pk
    assert "还没有申报" in text(unit.get("/applications/"))
    assert "没有符合筛选的申报" in text(unit.get("/applications/?q=zzzz&state=draft"))
    assert "还没有收到申报" in text(organ.get("/applications/received/"))
    assert "没有符合筛选的申报" in text(organ.get("/applications/received/?q=zzzz"))


def test_lists_are_for_their_seats(told: House, unit: Client, organ: Client) -> None:
    assert told.edition.pk
    assert unit.get("/applications/received/").status_code == 403
    assert organ.get("/applications/").status_code == 403


# --- the organ


def test_an_organ_reads_and_returns(told: House, organ: Client) -> None:
    sent = stories.fresh(stories.submitted(told).application)
    html = text(organ.get(at(sent)))
    back = {"version": sent.version, "reason": "请附九月台账", "until_on": "2026-11-14"}

    answer = organ.post(at(sent, "return/"), back)

    assert "13800000000" in html
    assert "退回补正" in html
    assert "撤回这份申报" not in html
    assert answer["Location"] == at(sent)
    assert stories.fresh(sent).state == "returned"
    assert "请附九月台账" in text(organ.get(at(sent)))


def test_a_return_that_is_not_made_keeps_the_words(told: House, organ: Client) -> None:
    sent = stories.fresh(stories.submitted(told).application)
    back = {"version": sent.version, "reason": "请附九月台账", "until_on": "2026-11-14"}

    late = organ.post(at(sent, "return/"), back | {"until_on": "2026-11-05"})
    odd = organ.post(at(sent, "return/"), back | {"until_on": "soon"})
    stale = organ.post(at(sent, "return/"), back | {"version": 1})

    assert [one.status_code for one in (late, odd, stale)] == [422, 422, 409]
    for answer in (late, odd, stale):
        assert "请附九月台账" in text(answer)
    assert organ.get(at(sent, "return/"))["Location"] == at(sent)


def test_an_organ_never_sees_a_correction_at_work(told: House, unit: Client, organ: Client) -> None:
    back = stories.returned(told).revision.application
    unit.post(at(back, "edit/"), typed(back, story="还没改好的字"))

    html = text(organ.get(at(back)))

    assert "还没改好的字" not in html
    assert "去年冬天" in html
    assert organ.get(at(back, "edit/")).status_code == 403
    assert organ.get(at(back, "preview/")).status_code == 403
    assert organ.post(at(back, "return/"), {}).status_code == 403


def test_other_units_and_organs_find_nothing(told: House, client_for: ClientFor) -> None:
    sent = stories.submitted(told).application

    for member in (told.other_clerk, told.other_organ_clerk):
        client = client_for(member)
        for page in ("", "edit/", "preview/", "receipts/1/", "receipts/1/qr.svg"):
            assert client.get(at(sent, page)).status_code == 404
        for page in ("edit/", "submit/", "withdraw/", "return/"):
            assert client.post(at(sent, page), {}).status_code == 404


def test_a_unit_cannot_return_nor_an_organ_withdraw(
    told: House, unit: Client, organ: Client
) -> None:
    sent = stories.submitted(told).application

    assert unit.post(at(sent, "return/"), {}).status_code == 403
    assert organ.post(at(sent, "withdraw/"), {}).status_code == 403


def test_an_organ_is_told_that_its_day_is_past(
    told: House, client_for: ClientFor, in_time: Any
) -> None:
    sent = stories.submitted(told).application
    in_time.move_to(moment("2026-11-17 00:00"))
    organ = client_for(told.organ_clerk)

    assert "应在 11月16日 周一 24:00 前提出推荐意见，已过期" in re.sub(
        "<[^>]+>", "", text(organ.get(at(sent)))
    )
    assert "收到的申报</a>" in text(organ.get(at(sent, "receipts/1/")))


def test_office_and_auditor_read_what_was_sent(
    told: House, company: dict[Role, Member], client_for: ClientFor
) -> None:
    sent, draft = stories.submitted(told).application, stories.begun(told, kind="unit")

    for role in (Role.OFFICE_CLERK, Role.AUDITOR):
        client = client_for(company[role])
        html = text(client.get(at(sent)))
        assert "现在在黄浦区总工会手里" in html
        assert 'action="' + at(sent, "return/") not in html
        assert client.get(at(draft)).status_code == 404
        assert "1 件" in text(client.get("/applications/received/"))
    assert queries.visible(company[Role.HOST_APPROVER].actor).count() == 0


def test_the_list_leaves_as_a_table(told: House, organ: Client) -> None:
    stories.submitted(told)

    answer = organ.post("/applications/received/export/?state=submitted")

    content = BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a stream
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    assert any("化妆品柜组" in row and "示范百货有限公司" in row for row in rows)
    assert organ.get("/applications/received/export/").status_code == 302


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_are_drawn_in_both_languages(language: str, told: House, unit: Client) -> None:
    draft, sent = stories.filled(told), stories.submitted(told, whom={"kind": "unit"}).application
    unit.get(f"/applications/?lang={language}")

    for path in ("/applications/", "/applications/new/", at(draft, "edit/"), at(draft, "preview/")):
        assert unit.get(path).status_code == 200
    for page in ("", "receipts/1/"):
        assert unit.get(at(sent, page)).status_code == 200
