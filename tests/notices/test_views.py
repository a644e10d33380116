"""Does each page about notices show, take, refuse and keep what was typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from python_calamine import CalamineWorkbook
from tests import worlds
from tests.cast import SYSTEM, Member, moment
from tests.files import samples
from tests.programmes import stories as editions

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.richtext import to_markdown
from hongbang.notices import operations as notices
from hongbang.notices.models import Annex, Notice
from hongbang.notices.rules.commands import Act, Edit

KEY = "0123456789abcdef"
TYPED = {
    "kind": "ruling",
    "title": "释义第 9 号",
    "number": "沪创办〔2026〕9号",
    "author": "活动办公室",
    "body_text": "## 一、问\n\n能不能申报？",
    "body_html": "",
}


@pytest.fixture
def desk(company: dict[Role, Member], client_for: Callable[[Member], Client]) -> Client:
    """Sign the office clerk in."""
    return client_for(company[Role.OFFICE_CLERK])


def page(answer: Any) -> str:
    """Return a page's text as a reader sees it, markup kept."""
    return str(answer.content.decode())


def titles_in(html: str) -> list[str]:
    """Return the notices that a list links to, in order."""
    return [
        unescape(title) for title in re.findall(r'<a href="/notices/\w{14}/"[^>]*>([^<]+)', html)
    ]


def office(notice: Notice, act: str = "") -> str:
    return f"/office/notices/{notice.public_id}/{act}"


def public(notice: Notice, part: str = "") -> str:
    return f"/notices/{notice.public_id}/{part}"


# --- what everybody sees


def test_list_shows_public_notices_newest_first(clerk: Actor, client: Client) -> None:
    worlds.published(clerk, moment("2026-11-01 10:00"), title="早的")
    worlds.published(clerk, moment("2026-11-02 10:00"), title="晚的")
    worlds.drafted(clerk, title="没公布的")

    answer = client.get("/notices/")

    assert answer.status_code == 200
    assert titles_in(page(answer)) == ["晚的", "早的"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=质量", ["服务质量标准"]),
        ("q=zlbz", ["服务质量标准"]),
        ("kind=ruling", ["培训的释义"]),
        ("kind=poem", ["培训的释义", "服务质量标准"]),
        ("q=质量&kind=ruling", []),
        ("page=99", ["培训的释义", "服务质量标准"]),
        ("page=x", ["培训的释义", "服务质量标准"]),
    ],
)
def test_list_narrows_and_bears_nonsense(
    query: str, found: list[str], clerk: Actor, client: Client
) -> None:
    worlds.published(clerk, moment("2026-11-01 10:00"), title="服务质量标准")
    worlds.published(clerk, moment("2026-11-02 10:00"), title="培训的释义", kind="ruling")

    answer = client.get(f"/notices/?{query}")

    assert answer.status_code == 200
    assert titles_in(page(answer)) == found


def test_list_turns_its_pages(clerk: Actor, client: Client) -> None:
    for number in range(21):
        worlds.published(clerk, moment(f"2026-11-01 10:{number:02}"), title=f"第{number}号")

    first, second = (titles_in(page(client.get(f"/notices/?page={n}"))) for n in (1, 2))

    assert first == [f"第{number}号" for number in range(20, 0, -1)]
    assert second == ["第0号"]


def test_show_tells_the_text_its_author_its_day_and_its_address(
    clerk: Actor, client: Client, settings: Any
) -> None:
    settings.HONGBANG_BASE_URL = "https://red.example"
    notice = worlds.published(clerk)

    html = page(client.get(public(notice)))

    assert '<h1 class="paper-title" lang="zh-Hans">关于申报的通知</h1>' in html
    assert '<span lang="zh-Hans">沪创办〔2026〕3号</span>' in html
    assert '<span lang="zh-Hans">活动办公室</span>' in html
    assert '<time datetime="2026-11-10">' in html
    assert '<div class="prose" lang="zh-Hans"><p>十一月十日截止。</p></div>' in html
    assert f'<a href="https://red.example{public(notice)}">' in html


def test_show_offers_the_annexes_of_the_edition_it_names(clerk: Actor, client: Client) -> None:
    edition = editions.opened(SYSTEM, 2026)
    notice = worlds.published(clerk, edition=edition.code)

    html = page(client.get(f"/notices/{notice.public_id}/"))
    docx = client.get(f"/notices/{notice.public_id}/paper.docx")

    assert f'href="/editions/{edition.code}/annexes/2.docx"' in html
    lines = [line.text for line in Document(BytesIO(docx.content)).paragraphs]
    assert "附件：1. 申报条件" in lines
    assert any(line.endswith("2. 班组申报表") for line in lines)


@pytest.mark.parametrize("tell", [worlds.drafted, worlds.discarded])
def test_show_of_what_is_not_public_looks_missing(
    tell: Callable[[Actor], Notice], clerk: Actor, client: Client
) -> None:
    notice = tell(clerk)

    hidden = [client.get(public(notice, part)) for part in ("", "qr.svg", "texts/1/")]
    missing = client.get("/notices/00000000000000/")

    assert [answer.status_code for answer in hidden] == [404, 404, 404]
    assert missing.status_code == 404
    assert "关于申报的通知" not in page(hidden[0])


def test_show_of_a_draft_leads_the_office_to_the_preview(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.get(public(notice))

    assert (answer.status_code, answer.headers["Location"]) == (302, office(notice, "preview/"))


def test_show_never_tells_of_work_that_is_not_public(clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk)
    secret = worlds.text("秘密题目", "<p>秘密正文</p>")
    notices.edit(notice, Edit(secret, notice.version), by=clerk, at=moment())
    worlds.annexed(notice, clerk, title="秘密附件")

    pages = [client.get(url) for url in (public(notice), "/notices/", "/", "/feed.atom")]

    assert [answer.status_code for answer in pages] == [200] * 4
    assert [page(answer).count("秘密") for answer in pages] == [0] * 4


def test_a_correction_shows_its_reason_and_leads_to_the_earlier_text(
    clerk: Actor, client: Client
) -> None:
    notice = worlds.corrected(clerk)

    now, before = page(client.get(public(notice))), page(client.get(public(notice, "texts/1/")))

    assert "这份通知更正过" in now
    assert '<span lang="zh-Hans">日期写错了</span>' in now
    assert '<div class="prose" lang="zh-Hans"><p>十一月十一日截止。</p></div>' in now
    assert f'href="{public(notice, "texts/1/")}"' in now
    assert "这是第 1 次公布的原文，已经更正" in before
    assert '<div class="prose" lang="zh-Hans"><p>十一月十日截止。</p></div>' in before
    assert "<li>十一月十<ins>一</ins>日截止。</li>" in before


def test_the_latest_text_has_an_address_of_its_own(clerk: Actor, client: Client) -> None:
    notice = worlds.corrected(clerk)

    latest, none = client.get(public(notice, "texts/2/")), client.get(public(notice, "texts/3/"))

    assert (latest.status_code, none.status_code) == (200, 404)
    assert "后来改了这些" not in page(latest)


def test_a_withdrawn_notice_is_marked_and_still_readable(clerk: Actor, client: Client) -> None:
    notice = worlds.withdrawn(clerk)

    html = page(client.get(public(notice)))

    assert "这份通知已经撤回，不再执行" in html
    assert '理由：<span lang="zh-Hans">培训改期</span>' in html
    assert "十一月十日截止。" in html
    assert "已撤回" in page(client.get("/notices/"))


def test_the_office_finds_the_way_to_the_desk_and_nobody_else(
    clerk: Actor, desk: Client, client: Client
) -> None:
    notice = worlds.published(clerk)

    assert f'href="{office(notice)}"' in page(desk.get(public(notice)))
    assert f'href="{office(notice)}"' not in page(client.get(public(notice)))


def test_an_annex_is_carried_out_by_a_ticket(clerk: Actor, client: Client) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk, title="附件1　申报条件")
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    assert "附件1　申报条件" in page(client.get(public(notice)))
    ticket = client.get(public(notice, f"annexes/{annex.public_id}/"))
    file: Any = client.get(ticket.headers["Location"])

    assert ticket.status_code == 302
    assert ticket.headers["Location"].startswith("/files/")
    assert b"".join(file.streaming_content) == worlds.PDF
    assert file.headers["Content-Type"] == "application/pdf"


def test_an_annex_at_work_is_carried_out_for_the_office_only(
    clerk: Actor, desk: Client, client: Client
) -> None:
    notice = worlds.published(clerk)
    annex = worlds.annexed(notice, clerk)
    address = public(notice, f"annexes/{annex.public_id}/")

    ticket = desk.get(address).headers["Location"]

    assert client.get(address).status_code == 404
    assert client.get(ticket).status_code == 404
    file: Any = desk.get(ticket)
    assert b"".join(file.streaming_content) == worlds.PDF


def test_the_code_drawn_is_a_picture_with_a_margin(clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk)

    answer = client.get(public(notice, "qr.svg"))

    root = ElementTree.fromstring(answer.content)  # noqa: S314 - drawn by ourselves
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("width") == root.get("height")
    assert [child.tag.rpartition("}")[2] for child in root] == ["path"]


def test_pages_in_english_keep_the_notice_chinese(clerk: Actor, client: Client) -> None:
    notice = worlds.corrected(clerk)
    client.cookies["display_lang"] = "en"

    pages = {
        url: page(client.get(url))
        for url in ("/notices/", public(notice), public(notice, "texts/1/"))
    }

    for html in pages.values():
        assert '<html lang="en"' in html
    assert '<div class="prose" lang="zh-Hans">' in pages[public(notice)]
    assert re.search(r'<a href="/notices/\w+/" lang="zh-Hans">', pages["/notices/"])
    assert "Tue 10 Nov" in pages[public(notice)]


# --- what the office works with


def test_worklist_shows_drafts_and_the_way_to_begin(clerk: Actor, desk: Client) -> None:
    worlds.drafted(clerk, title="草稿一")
    worlds.published(clerk, title="公开一")

    html = page(desk.get("/office/notices/"))

    assert re.findall(r'<a href="/office/notices/\w{14}/"[^>]*>([^<]+)', html) == [
        "公开一",
        "草稿一",
    ]
    assert 'href="/office/notices/new/"' in html


def test_worklist_tells_the_auditor_why_nothing_can_be_begun(
    clerk: Actor, company: dict[Role, Member], client_for: Callable[[Member], Client]
) -> None:
    worlds.drafted(clerk, title="草稿一")

    html = page(client_for(company[Role.AUDITOR]).get("/office/notices/"))

    assert "草稿一" in html
    assert "纪检监督席位只看不改" in html
    assert 'href="/office/notices/new/"' not in html


def test_worklist_is_not_for_other_seats(
    company: dict[Role, Member], client_for: Callable[[Member], Client]
) -> None:
    answer = client_for(company[Role.EXPERT]).get("/office/notices/")

    assert answer.status_code == 403
    assert "通知由活动办公室起草和公布" in page(answer)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", ["公开一", "草稿一"]),
        ("state=draft", ["草稿一"]),
        ("q=gongkai", ["公开一"]),
        ("kind=ruling", []),
        ("state=lost&q=草稿", ["草稿一"]),
    ],
)
def test_worklist_and_its_table_hold_the_same_rows(
    query: str, rows: list[str], clerk: Actor, desk: Client
) -> None:
    worlds.drafted(clerk, title="草稿一")
    worlds.published(clerk, title="公开一")

    shown = page(desk.get(f"/office/notices/?{query}"))
    table: Any = desk.post(f"/office/notices/export/?{query}")

    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(table.streaming_content)))
    lines = sheet.get_sheet_by_index(0).to_python()
    assert re.findall(r'<a href="/office/notices/\w{14}/"[^>]*>([^<]+)', shown) == rows
    assert [line[2] for line in lines[2:]] == rows
    assert lines[1][:3] == ["编号", "种类", "标题"]
    assert table.headers["Content-Disposition"] == 'attachment; filename="notices.xlsx"'
    assert Entry.objects.order_by("-sequence")[0].verb == "notices.worklist.exported"


def test_export_says_who_took_it_and_how_it_was_filtered(clerk: Actor, desk: Client) -> None:
    worlds.drafted(clerk)

    table: Any = desk.post("/office/notices/export/?state=draft")

    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(table.streaming_content)))
    note = sheet.get_sheet_by_index(0).to_python()[0][0]
    assert re.fullmatch(
        r"演员office_clerk 于 \d{4}-\d\d-\d\d \d\d:\d\d 导出。筛选：状态 草稿", str(note)
    )


def test_export_is_no_link(desk: Client) -> None:
    answer = desk.get("/office/notices/export/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/office/notices/")


def test_draft_begins_a_notice_without_the_editor(desk: Client) -> None:
    answer = desk.post("/office/notices/new/", TYPED | {"key": KEY})

    kept = Notice.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, office(kept))
    assert (kept.kind, kept.title, kept.number) == ("ruling", "释义第 9 号", "沪创办〔2026〕9号")
    assert kept.body_html == "<h2>一、问</h2><p>能不能申报？</p>"
    assert "草稿已存。" in page(desk.get(office(kept)))


def test_draft_takes_the_editors_text_before_the_plain_one(desk: Client) -> None:
    written = "<p onclick=x()>编辑器写的</p><script>alert(1)</script>"

    desk.post("/office/notices/new/", TYPED | {"key": KEY, "body_html": written})

    assert Notice.objects.get().body_html == "<p>编辑器写的</p>"


def test_draft_form_carries_a_fresh_key_each_time(desk: Client) -> None:
    keys = {
        re.findall(r'name="key" value="([0-9a-f]{32})"', page(desk.get("/office/notices/new/")))[0]
        for _ in range(3)
    }

    assert len(keys) == 3


def test_draft_sent_twice_makes_one_and_both_answers_lead_to_it(desk: Client) -> None:
    answers = [desk.post("/office/notices/new/", TYPED | {"key": KEY}) for _ in range(20)]

    kept = Notice.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {office(kept)}


def test_draft_with_a_used_key_and_other_words_is_refused_and_keeps_them(desk: Client) -> None:
    desk.post("/office/notices/new/", TYPED | {"key": KEY})

    answer = desk.post("/office/notices/new/", TYPED | {"key": KEY, "title": "别的题目"})

    assert answer.status_code == 422
    assert 'value="别的题目"' in page(answer)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "还没写标题。先起个题目才能存，以后可以改。"),
        ({"title": "长" * 81}, "标题写了 81 字，最多 80 字。请写短一些。"),
        ({"author": ""}, "还没写署名。"),
        ({"kind": "poem"}, "poem"),
        ({"key": ""}, "没有"),
    ],
)
def test_draft_refuses_and_keeps_what_was_typed(
    changes: dict[str, str], words: str, desk: Client
) -> None:
    answer = desk.post("/office/notices/new/", TYPED | {"key": KEY} | changes)

    assert answer.status_code == 422
    assert words in page(answer)
    assert "能不能申报？" in page(answer)
    assert Notice.objects.count() == 0


def test_edit_shows_the_text_as_kept(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk, body="<h2>一</h2><p>二 &lt;b&gt;</p>")

    html = page(desk.get(office(notice)))

    assert unescape(re.findall(r"<textarea name=\"body_text\"[^>]*>\s*([^<]*)", html)[0]) == (
        to_markdown(notice.body_html)
    )
    assert f'name="version" value="{notice.version}"' in html


@pytest.mark.parametrize(("more", "onward"), [({}, ""), ({"preview": "1"}, "preview/")])
def test_edit_keeps_the_text_and_leads_on(
    more: dict[str, str], onward: str, clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice), TYPED | {"version": notice.version} | more)

    kept = worlds.fresh(notice)
    assert answer.headers["Location"] == office(notice, onward)
    assert (kept.title, kept.version) == ("释义第 9 号", notice.version + 1)


def test_edit_that_changes_nothing_leaves_the_public_text_the_same(
    clerk: Actor, desk: Client
) -> None:
    notice = worlds.published(clerk, body="<h2>一</h2><ol><li>二</li></ol><p>1. 三</p>")
    unchanged = {
        "kind": notice.kind,
        "title": notice.title,
        "number": notice.number,
        "author": notice.author,
        "version": notice.version,
        "body_text": to_markdown(notice.body_html),
    }

    desk.post(office(notice), unchanged)

    assert worlds.fresh(notice).body_html == notice.body_html
    assert "公众现在看到的就是这样。" in page(desk.get(office(notice, "preview/")))


def test_edit_without_a_title_is_refused_and_keeps_the_rest(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice), TYPED | {"version": notice.version, "title": " "})

    assert answer.status_code == 422
    assert "还没写标题。" in page(answer)
    assert "能不能申报？" in page(answer)
    assert worlds.fresh(notice).title == "关于申报的通知"


def test_edit_shows_both_texts_to_whoever_came_second(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    first = worlds.text("先存的<i>题目</i>", "<p>先存的正文</p>")
    notices.edit(notice, Edit(first, notice.version), by=clerk, at=moment("2026-11-10 11:00"))
    mine = {"title": "后写的<b>题目</b>", "body_text": "后写的正文", "version": notice.version}

    answer = desk.post(office(notice), TYPED | mine)

    html = page(answer)
    kept = worlds.fresh(notice)
    assert answer.status_code == 409
    assert "先存的&lt;" in html.replace("<ins>", "").replace("</ins>", "")
    assert "后写的&lt;b&gt;题目&lt;/b&gt;" in html
    assert "<b>题目</b>" not in html
    assert "2026-11-10 11:00" in html
    assert f'name="version" value="{kept.version}"' in html
    assert kept.title == "先存的<i>题目</i>"


def test_edit_shows_both_numbers_where_only_they_differ(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    mine = {"kind": "notice", "title": notice.title, "body_text": "十一月十日截止。"}
    theirs = Edit(worlds.text(notice.title), notice.version)
    notices.edit(notice, theirs, by=clerk, at=moment())

    answer = desk.post(office(notice), TYPED | mine | {"version": notice.version})

    html = re.sub(r"</?(ins|del)>", "", page(answer))
    versus = html.partition('<div class="versus"')[2].partition("<form")[0]
    assert answer.status_code == 409
    assert ("沪创办〔2026〕3号" in versus, "沪创办〔2026〕9号" in versus) == (True, True)


def test_edit_again_after_seeing_both_texts_is_kept(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    notices.edit(notice, Edit(worlds.text("先存的"), notice.version), by=clerk, at=moment())
    mine = TYPED | {"title": "后写的"}
    refused = desk.post(office(notice), mine | {"version": notice.version})
    shown = re.findall(r'name="version" value="(\d+)"', page(refused))[0]

    answer = desk.post(office(notice), mine | {"version": shown})

    assert answer.status_code == 302
    assert worlds.fresh(notice).title == "后写的"


@pytest.mark.parametrize("version", ["", "0", "x"])
def test_edit_without_a_version_never_overwrites(version: str, clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice), TYPED | {"version": version})

    assert answer.status_code in {409, 422}
    assert worlds.fresh(notice).title == "关于申报的通知"


def test_edit_of_a_closed_notice_is_refused_and_keeps_what_was_typed(
    clerk: Actor, desk: Client
) -> None:
    notice = worlds.withdrawn(clerk)

    answer = desk.post(office(notice), TYPED | {"version": notice.version})

    assert answer.status_code == 422
    assert "这份通知已经撤回或作废，不能再改" in page(answer)
    assert "能不能申报？" in page(answer)


def test_edit_by_the_auditor_is_refused_and_the_page_says_why(
    clerk: Actor, company: dict[Role, Member], client_for: Callable[[Member], Client]
) -> None:
    notice = worlds.drafted(clerk)
    auditor = client_for(company[Role.AUDITOR])

    shown, answer = (
        auditor.get(office(notice)),
        auditor.post(office(notice), TYPED | {"version": 1}),
    )

    assert 'aria-describedby="why-edit"' in page(shown)
    assert answer.status_code == 403
    assert worlds.fresh(notice).version == 1


def upload(content: bytes = worlds.PDF, name: str = "条件.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attaching(version: int) -> dict[str, Any]:
    return {"file": upload(), "version": version, "key": "k" * 32}


def test_attach_puts_a_file_to_the_notice(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    sent = {"file": upload(), "title": "附件1", "version": notice.version, "key": "k" * 32}

    answer = desk.post(office(notice, "annexes/"), sent)

    assert answer.headers["Location"] == office(notice) + "#annexes"
    html = page(desk.get(office(notice)))
    assert '<span lang="zh-Hans">附件1</span>' in html
    assert "附件已收下，下次公布或更正时一起公开。" in html
    assert "未查毒" in html
    assert "还没公开" in html


BOTH = "请打138", "00138000", "，证件", "11010519491231002X"


@pytest.mark.parametrize(
    ("content", "said", "beside"),
    [
        (
            samples.docx(body=samples.paragraph(*BOTH)),
            "附件已收下，但里面有身份证号或手机号，这样不能公布。请换成删去号码的文件。",
            ["有身份证号，不能公布", "有手机号，不能公布"],
        ),
        (
            samples.png(),
            "附件里有图片、扫描页，或太长，没有逐页查过。请人工核对有没有身份证号和手机号。",
            ["没有逐页查过（图片或扫描件，或太长），请人工核对"],
        ),
    ],
    ids=["numbers", "unread"],
)
def test_attach_says_at_once_what_stands_in_the_way(
    content: bytes, said: str, beside: list[str], clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)
    sent = attaching(notice.version) | {"file": upload(content)}

    desk.post(office(notice, "annexes/"), sent)

    html, before = page(desk.get(office(notice))), page(desk.get(office(notice, "preview/")))
    assert said in html
    assert all(words in html and words in before for words in beside)


def test_a_clean_annex_is_left_without_remarks(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    desk.post(office(notice, "annexes/"), attaching(notice.version))

    html = page(desk.get(office(notice)))
    assert "不能公布" not in html
    assert "请人工核对" not in html


def test_publish_refuses_an_annex_with_a_number_and_says_what_to_do(
    clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)
    worlds.annexed(notice, clerk, "名单", samples.docx(body=samples.paragraph("138", "00138000")))

    answer = desk.post(office(notice, "publish/"), {"version": worlds.fresh(notice).version})

    assert answer.status_code == 422
    assert "没有公布：附件“名单”里有手机号。请在原文件里删去或改成座机" in page(answer)
    assert worlds.fresh(notice).state == "draft"


def test_attach_without_a_title_takes_the_files_name(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    desk.post(office(notice, "annexes/"), attaching(notice.version))

    assert Annex.objects.get().title == "条件"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "还没选文件。"),
        (upload(b""), "这是空文件，没有收下。请打开看看内容，另存后再传。"),
        (upload(b"MZ\x90\x00"), "“条件.pdf”没有收下：只收 PDF、DOCX、XLSX、JPG、PNG。"),
        (
            upload(worlds.PDF.replace(b"/Page/", b"/Page/JavaScript 1/")),
            "“条件.pdf”没有收下：这份 PDF 里带有脚本、动作或附件。",
        ),
    ],
)
def test_attach_refuses_and_keeps_the_title(
    file: Any, words: str, clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)
    sent = {"title": "附件1　条件", "version": notice.version, "key": "k" * 32} | (
        {"file": file} if file else {}
    )

    answer = desk.post(office(notice, "annexes/"), sent)

    assert answer.status_code == 422
    assert words in page(answer)
    assert 'value="附件1　条件"' in page(answer)
    assert Annex.objects.count() == 0


def test_attach_yields_to_who_was_first(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice, "annexes/"), attaching(notice.version + 1))

    assert answer.status_code == 409
    assert Annex.objects.count() == 0


def test_attach_sent_twice_puts_one_annex(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answers = [desk.post(office(notice, "annexes/"), attaching(notice.version)) for _ in range(2)]
    keyless = desk.post(office(notice, "annexes/"), attaching(2) | {"key": ""})

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Annex.objects.count() == 1
    assert (keyless.status_code, Annex.objects.count()) == (422, 1)


def test_attach_takes_what_came_part_by_part(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    sent = {"version": notice.version, "key": "k" * 32, "title": "附件1"}
    code = worlds.uploaded(desk, "条件.pdf", worlds.PDF)

    gone = desk.post(office(notice, "annexes/"), sent | {"upload": "0" * 14})
    answers = [desk.post(office(notice, "annexes/"), sent | {"upload": code}) for _ in range(2)]

    assert (gone.status_code, "没有这次上传" in page(gone)) == (404, True)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Annex.objects.get().file.name == "条件.pdf"


def test_a_dropped_annex_is_put_back(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    desk.post(
        office(notice, "annexes/drop/"),
        {"annex": annex.public_id, "version": worlds.fresh(notice).version},
    )
    dropped = page(desk.get(office(notice)))
    version = worlds.fresh(notice).version

    empty = desk.post(office(notice, "annexes/restore/"), {"version": version})
    answer = desk.post(
        office(notice, "annexes/restore/"), {"annex": annex.public_id, "version": version}
    )
    restored = page(desk.get(office(notice)))
    again = desk.post(
        office(notice, "annexes/restore/"), {"annex": annex.public_id, "version": version + 1}
    )

    assert "撤下的" in dropped
    assert answer.headers["Location"] == office(notice) + "#annexes"
    assert "附件已恢复。" in restored
    assert (empty.status_code, again.status_code) == (422, 422)
    assert not Annex.objects.get().is_dropped


def test_drop_takes_an_annex_out(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    sent = {"annex": annex.public_id, "version": worlds.fresh(notice).version}

    answer = desk.post(office(notice, "annexes/drop/"), sent)

    assert answer.headers["Location"] == office(notice) + "#annexes"
    html = page(desk.get(office(notice)))
    assert "附件已撤下。" in html
    assert "还没有附件。" in html


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"annex": "00000000000000", "version": 2}, 404),
        ({"annex": "", "version": 2}, 422),
        ({"annex": None, "version": 1}, 409),
    ],
)
def test_drop_refuses_what_is_not_there_or_stale(
    sent: dict[str, Any], status: int, clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    sent = sent | ({"annex": annex.public_id} if sent["annex"] is None else {})

    answer = desk.post(office(notice, "annexes/drop/"), sent)

    assert answer.status_code == status
    assert not Annex.objects.get().is_dropped


def test_preview_offers_what_can_follow(clerk: Actor, desk: Client) -> None:
    stories = {
        worlds.drafted(clerk, title="一"): ["publish", "discard"],
        worlds.published(clerk, title="二"): ["withdraw"],
        worlds.corrected(clerk, title="三"): ["withdraw"],
        worlds.withdrawn(clerk, title="四"): [],
        worlds.discarded(clerk, title="五"): [],
    }

    offered = {
        notice: re.findall(
            rf'action="{office(notice)}(\w+)/"', page(desk.get(office(notice, "preview/")))
        )
        for notice in stories
    }

    assert offered == stories


def test_preview_offers_a_correction_once_something_changed(clerk: Actor, desk: Client) -> None:
    notice = worlds.published(clerk)
    notices.edit(notice, Edit(worlds.text("改"), notice.version), by=clerk, at=moment())

    html = page(desk.get(office(notice, "preview/")))

    assert f'action="{office(notice, "correct/")}"' in html
    assert "现在公众看到的还是原文" in html


def test_publish_puts_the_notice_on_the_wall(clerk: Actor, desk: Client, client: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice, "publish/"), {"version": notice.version})

    assert answer.headers["Location"] == public(notice)
    assert "已公布，所有人都能看到。" in page(desk.get(public(notice)))
    assert client.get(public(notice)).status_code == 200


def test_publish_refuses_an_empty_body_and_says_how_to_go_on(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk, body="")

    answer = desk.post(office(notice, "publish/"), {"version": notice.version})

    assert answer.status_code == 422
    assert "没有公布：正文还是空的。草稿已存，写好正文再公布。" in page(answer)
    assert worlds.fresh(notice).state == "draft"


@pytest.mark.parametrize("act", ["publish", "correct", "withdraw", "discard"])
@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_every_act_without_a_version_is_refused(
    version: str, act: str, clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice, f"{act}/"), {"version": version, "reason": "日期写错了"})

    assert answer.status_code == 422
    assert worlds.fresh(notice).version == notice.version


@pytest.mark.parametrize(
    ("act", "tell"),
    [("publish", worlds.drafted), ("discard", worlds.drafted), ("withdraw", worlds.published)],
)
def test_every_act_yields_to_who_was_first(
    act: str, tell: Callable[[Actor], Notice], clerk: Actor, desk: Client
) -> None:
    notice = tell(clerk)
    sent = {"version": notice.version + 1, "reason": "培训改期了"}

    answer = desk.post(office(notice, f"{act}/"), sent)

    assert answer.status_code == 409
    assert worlds.fresh(notice).state == notice.state


def test_correct_makes_the_change_public(clerk: Actor, desk: Client, client: Client) -> None:
    notice = worlds.published(clerk)
    changed = worlds.text(notice.title, "<p>十一月十一日截止。</p>")
    notices.edit(notice, Edit(changed, notice.version), by=clerk, at=moment())
    sent = {"version": worlds.fresh(notice).version, "reason": "日期写错了"}

    answer = desk.post(office(notice, "correct/"), sent)

    assert answer.headers["Location"] == public(notice)
    assert "十一月十一日截止。" in page(client.get(public(notice)))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("改", "没有办成：还没写理由。"),
        ("请打 13800138000 问我", "里有身份证号或手机号"),
    ],
)
def test_withdraw_refuses_a_bad_reason_and_keeps_it(
    reason: str, words: str, clerk: Actor, desk: Client
) -> None:
    notice = worlds.published(clerk)

    answer = desk.post(office(notice, "withdraw/"), {"version": notice.version, "reason": reason})

    html = page(answer)
    assert answer.status_code == 422
    assert words in html
    assert f">{reason}</textarea>" in html
    assert '<details class="mt" open>' in html
    assert worlds.fresh(notice).state == "published"


def test_withdraw_says_why_a_long_reason_was_refused(clerk: Actor, desk: Client) -> None:
    notice = worlds.published(clerk)
    sent = {"version": notice.version, "reason": "长" * 301}

    answer = desk.post(office(notice, "withdraw/"), sent)

    assert answer.status_code == 422
    assert "300" in re.sub(r'maxlength="300"', "", page(answer))


def test_withdraw_marks_the_page(clerk: Actor, desk: Client) -> None:
    notice = worlds.published(clerk)

    answer = desk.post(
        office(notice, "withdraw/"), {"version": notice.version, "reason": "培训改期了"}
    )

    assert answer.headers["Location"] == public(notice)
    assert "已撤回，页面保留并注明理由。" in page(desk.get(public(notice)))


def test_discard_leads_back_to_the_worklist(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)

    answer = desk.post(office(notice, "discard/"), {"version": notice.version})

    assert answer.headers["Location"] == "/office/notices/"
    assert "草稿已作废。" in page(desk.get("/office/notices/"))


@pytest.mark.parametrize("rows", [3, 30])
def test_worklist_asks_the_same_number_of_statements_at_any_size(
    rows: int, clerk: Actor, desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        worlds.drafted(clerk, title=f"第{number}号")

    desk.get("/office/notices/")
    # session, seat, count, page, hosts of the foot, seats, unread messages
    with django_assert_num_queries(7):
        assert desk.get("/office/notices/").status_code == 200


@pytest.mark.parametrize("corrections", [1, 5])
def test_a_notice_asks_the_same_number_of_statements_however_often_corrected(
    corrections: int, clerk: Actor, client: Client, django_assert_num_queries: Any
) -> None:
    notice = worlds.published(clerk)
    for number in range(corrections):
        changed = worlds.text(notice.title, f"<p>第{number}次改</p>")
        kept = worlds.fresh(notice)
        notices.edit(kept, Edit(changed, kept.version), by=clerk, at=moment())
        act = Act(worlds.fresh(notice).version, "日期写错了")
        notices.correct(notice, act, by=clerk, at=moment("2026-11-10 11:00"))

    with django_assert_num_queries(4):  # the notice, its texts, its annexes, hosts of the foot
        assert client.get(public(notice)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>1</td><td>13800138000</td></tr></table>",
        "<ul><li>13800138000<ul><li>1</li></ul></li></ul>",
        '<p><a href="tel:13800138000">电话</a></p>',
    ],
)
def test_publish_finds_a_mobile_number_wherever_it_hides(
    body: str, clerk: Actor, desk: Client
) -> None:
    notice = worlds.drafted(clerk, body=body)

    answer = desk.post(office(notice, "publish/"), {"version": notice.version})

    assert answer.status_code == 422
    assert worlds.fresh(notice).state == "draft"


def test_publish_finds_a_mobile_number_in_the_name_of_an_annex(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    worlds.annexed(notice, clerk, title="名单13800138000")

    answer = desk.post(office(notice, "publish/"), {"version": worlds.fresh(notice).version})

    assert answer.status_code == 422


def test_publish_again_after_a_conflict_goes_through(clerk: Actor, desk: Client) -> None:
    notice = worlds.published(clerk)
    sent = {"version": notice.version - 1, "reason": "培训改期了"}

    refused = desk.post(office(notice, "withdraw/"), sent)
    drawn = re.findall(r'name="version" value="(\d+)"', page(refused))
    again = desk.post(office(notice, "withdraw/"), {"version": drawn[-1], "reason": "培训改期了"})

    assert refused.status_code == 409
    assert set(drawn) == {str(notice.version)}
    assert again.status_code == 302


def test_edit_sent_twice_with_the_same_text_is_saved_once(clerk: Actor, desk: Client) -> None:
    notice = worlds.drafted(clerk)
    sent = TYPED | {"version": notice.version}

    first = desk.post(office(notice), sent)
    again = desk.post(office(notice), sent)

    assert (first.status_code, again.status_code) == (302, 302)
    assert worlds.fresh(notice).version == notice.version + 1


def test_edit_without_the_editor_changes_nothing_that_was_not_touched(
    clerk: Actor, desk: Client
) -> None:
    body = '<table><tbody><tr><td colspan="2"><strong>一、</strong>二</td></tr></tbody></table>'
    notice = worlds.drafted(clerk, body=body)
    shown = desk.get(office(notice)).context["form"]["body_text"].value()

    desk.post(office(notice), TYPED | {"body_text": shown, "version": notice.version})

    assert worlds.fresh(notice).body_html == notice.body_html


def test_a_kind_changed_at_work_moves_nothing_in_public(clerk: Actor, desk: Client) -> None:
    notice = worlds.published(clerk)

    desk.post(office(notice), TYPED | {"kind": "ruling", "version": notice.version})

    assert titles_in(page(Client().get("/notices/?kind=ruling"))) == []
    assert titles_in(page(Client().get("/notices/?kind=notice"))) == [notice.title]


def test_a_refused_seat_leaves_its_entry(
    company: dict[Role, Member], clerk: Actor, client_for: Callable[[Member], Client]
) -> None:
    notice = worlds.published(clerk)
    auditor = client_for(company[Role.AUDITOR])
    entries = Entry.objects.filter(verb="audit.deed.refused")

    answer = auditor.post(office(notice, "withdraw/"), {"version": 1, "reason": "不该由我"})

    assert answer.status_code == 403
    assert entries.count() == 1


def test_withdraw_bears_a_clock_that_stepped_back(clerk: Actor) -> None:
    notice = worlds.published(clerk)

    notices.withdraw(
        notice, Act(notice.version, "培训改期"), by=clerk, at=moment("2026-11-10 09:59")
    )

    assert worlds.fresh(notice).withdrawn_at == notice.published_at


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/notices/%00/", "/notices/?q=%00", "/search/?q=a%00b"])
def test_a_nul_is_turned_away(url: str, client: Client) -> None:
    assert client.get(url).status_code == 400


@pytest.mark.django_db
def test_a_body_too_large_is_turned_away_unread(client: Client) -> None:
    answer = client.post("/sign-in/", {}, headers={"Content-Length": str(60 * 2**20)})

    assert answer.status_code == 413
    assert "20 MB" in page(answer)
