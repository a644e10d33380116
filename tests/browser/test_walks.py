"""Can a new user do the office's work from the first page to the last, in a real browser?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Download, Locator, Page, Route, expect

from hongbang.ops.demo.people import PASSWORD
from tests.browser.conftest import PageFor, sign_in
from tests.browser.pages import begin, code_in
from tests.worlds import PDF

pytestmark = pytest.mark.browser

OFFICE = "创建活动工作办公室"
LONG_PDF = PDF.replace(b"startxref", b"%" + b"x" * 3_500_000 + b"\nstartxref")


# --- drafting and publishing


def test_publish_with_the_rich_editor_reaches_everybody(page_for: PageFor) -> None:
    title = "夜班公交开通安排"
    clerk, host, stranger = page_for("lin"), page_for("su"), page_for()
    unread = unread_of(host)
    clerk.goto("/desk/")
    clerk.get_by_role("link", name="通知管理").click()
    clerk.get_by_role("link", name="起草通知").click()
    clerk.get_by_label("种类").select_option("notice")
    clerk.get_by_label("标题", exact=True).fill(title)
    clerk.get_by_label("署名").fill(OFFICE)
    write_richly(clerk)
    clerk.get_by_role("button", name="存为草稿").click()
    expect(clerk.get_by_role("status").first).to_contain_text("草稿已存")

    clerk.get_by_role("link", name="预览与公布").click()
    expect_rich(clerk)
    clerk.get_by_role("button", name="公布", exact=True).click()
    clerk.wait_for_url(re.compile(r"/notices/[^/]+/$"))
    code = code_in(clerk.url)

    stranger.goto("/")
    stranger.get_by_role("link", name=title).click()
    stranger.wait_for_url(f"**/notices/{code}/")
    expect_rich(stranger)
    assert title in stranger.request.get("/feed.atom").text()
    stranger.goto("/")
    stranger.get_by_label("通知、机构、班组或人名，可用拼音").fill("ybgjkt")
    stranger.get_by_role("button", name="查找").click()
    expect(stranger.locator("main").get_by_role("link", name=title)).to_be_visible()
    assert unread_of(host) == unread + 1
    host.goto("/desk/")
    expect(host.get_by_role("heading", name=f"看 {unread + 1} 条新消息")).to_be_visible()
    host.get_by_role("link", name="去看").click()
    expect(host.locator(".unread").get_by_role("link", name=f"《{title}》已公布")).to_be_visible()


def test_publish_without_script_by_markdown_and_an_annex(page_for: PageFor, tmp_path: Path) -> None:
    title = "周末值班表"
    clerk, stranger = page_for("lin", script=False), page_for(script=False)
    text = "## 一、安排\n\n请看**附件**和[首页](https://example.org/)。\n\n- 周六\n- 周日"

    begin(clerk, title, text)
    clerk.get_by_label("文件").set_input_files(
        {"name": "值班表.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    clerk.get_by_label("附件名称").fill("附件1　值班表")
    clerk.get_by_role("button", name="加附件").click()
    expect(clerk.get_by_role("status").first).to_contain_text("附件已收下")
    publish(clerk)

    stranger.goto("/notices/")
    stranger.get_by_role("link", name=title).click()
    paper = stranger.locator(".paper .prose")
    expect(paper.locator("h2")).to_have_text("一、安排")
    expect(paper.locator("strong, b")).to_have_text("附件")
    expect(paper.locator("li")).to_have_text(["周六", "周日"])
    expect(paper.locator("a")).to_have_attribute("href", "https://example.org/")
    with stranger.expect_download() as waited:
        stranger.get_by_role("link", name=re.compile("下载.*值班表")).click()
    assert content_of(waited.value, tmp_path) == PDF


def test_publish_by_keyboard_only(page_for: PageFor) -> None:
    page = page_for()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.reload()

    walk_to(page, page.get_by_role("link", name="登录"))
    walk_to(page, page.get_by_label("手机号或邮箱"), then="")
    page.keyboard.type("lin@hongbang.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    walk_to(page, page.get_by_role("link", name="通知管理"))
    walk_to(page, page.get_by_role("link", name="起草通知"))
    walk_to(page, page.get_by_label("标题", exact=True), then="")
    page.keyboard.type("只用键盘")
    walk_to(page, page.get_by_label("署名"), then="")
    page.keyboard.type(OFFICE)
    walk_to(page, page.get_by_role("button", name="存为草稿"))
    walk_to(page, page.get_by_role("link", name="预览与公布"))
    walk_to(page, page.get_by_role("button", name="公布", exact=True))

    expect(page.locator(".note--stop")).to_be_focused()
    expect(page.locator(".note--stop")).to_contain_text("正文还是空的")
    walk_to(page, page.locator(".crumbs").get_by_role("link", name="修改"))
    walk_to(page, page.locator(".editor__surface"), then="")
    page.keyboard.type("手不离键盘。")
    walk_to(page, page.get_by_role("button", name="保存并预览"))
    walk_to(page, page.get_by_role("button", name="公布", exact=True))
    page.wait_for_url(re.compile(r"/notices/[^/]+/$"))
    expect(page.locator("[data-focus]").first).to_be_focused()
    expect(page.locator(".paper")).to_contain_text("手不离键盘。")


def test_publish_refuses_a_personal_number_and_keeps_what_was_typed(page_for: PageFor) -> None:
    clerk = page_for("lin")
    begin(clerk, "请打这个电话", "")
    write(clerk, "联系人的电话是 13800138000，白天可以打。")
    clerk.get_by_role("button", name="保存并预览").click()
    clerk.get_by_role("button", name="公布", exact=True).click()

    refusal = clerk.get_by_role("alert")
    expect(refusal).to_contain_text("有身份证号或手机号")
    expect(refusal).to_be_focused()
    clerk.locator(".crumbs").get_by_role("link", name="修改").click()
    expect(clerk.locator(".editor__surface")).to_contain_text("13800138000，白天可以打。")
    assert page_for().request.get(f"/notices/{code_in(clerk.url)}/").status == 404


def test_attach_refuses_a_hostile_file_and_keeps_the_name(page_for: PageFor) -> None:
    clerk = page_for("lin")
    begin(clerk, "附件里有毒", "正文。")
    clerk.get_by_label("文件").set_input_files(
        {"name": "报表.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + bytes(500)}
    )
    clerk.get_by_label("附件名称").fill("附件1　报表")
    clerk.get_by_role("button", name="加附件").click()

    refusal = clerk.get_by_role("alert")
    expect(refusal).to_contain_text("“报表.pdf”没有收下")
    expect(refusal).to_be_focused()
    expect(clerk.get_by_label("附件名称")).to_have_value("附件1　报表")
    expect(clerk.locator("#annexes .files")).to_have_count(0)


def a_long_file(page: Page) -> None:
    """Choose a file of several parts, once the page's script has taken the form over."""
    page.locator("[data-upload-ready]").wait_for()
    page.get_by_label("文件").set_input_files(
        {"name": "长表.pdf", "mimeType": "application/pdf", "buffer": LONG_PDF}
    )


def offsets_seen(page: Page) -> list[str]:
    """Write down which parts are sent from now on."""
    seen: list[str] = []
    page.on(
        "request",
        lambda request: seen.extend(re.findall(r"/part/\?offset=(\d+)", request.url)),
    )
    return seen


def test_an_upload_goes_on_after_a_broken_line(page_for: PageFor) -> None:
    clerk, broken = page_for("lin"), []
    begin(clerk, "线断了", "正文。")
    seen = offsets_seen(clerk)

    def once(route: Route) -> None:
        if len(seen) == 3 and not broken:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    clerk.route("**/part/**", once)
    a_long_file(clerk)
    clerk.get_by_role("button", name="加附件").click()

    expect(clerk.get_by_role("status").first).to_contain_text("附件已收下")
    expect(clerk.locator("#annexes .files")).to_contain_text("长表")
    assert seen == ["0", "1048576", "2097152", "2097152", "3145728"]


def test_an_upload_goes_on_after_a_reload_and_can_be_cancelled(page_for: PageFor) -> None:
    clerk = page_for("lin", 360)
    begin(clerk, "页面重开了", "正文。")
    clerk.route("**/part/?offset=2*", lambda route: route.abort())
    a_long_file(clerk)
    clerk.get_by_role("button", name="加附件").click()
    expect(clerk.locator("[data-upload-told]")).to_contain_text("线断了")
    expect(clerk.locator("[data-upload] progress")).to_be_visible()
    clerk.unroute_all()

    clerk.reload()
    told = clerk.locator("[data-upload-told]")
    expect(told).to_contain_text("“长表.pdf”上次传到 59%。重新选这个文件，会接着传。")
    seen = offsets_seen(clerk)
    a_long_file(clerk)
    clerk.get_by_role("button", name="加附件").click()
    expect(clerk.get_by_role("status").first).to_contain_text("附件已收下")
    assert seen == ["2097152", "3145728"]

    clerk.route("**/part/?offset=1*", lambda route: route.abort())
    a_long_file(clerk)
    clerk.get_by_role("button", name="加附件").click()
    expect(clerk.locator("[data-upload-told]")).to_contain_text("线断了")
    with clerk.expect_response("**/cancel/"):
        clerk.get_by_role("button", name="取消上传").click()
    expect(clerk.locator("[data-upload-told]")).to_have_text("已取消上传")
    clerk.unroute_all()
    clerk.reload()
    expect(clerk.locator("[data-upload-told]")).to_have_text("")
    a_long_file(clerk)
    clerk.get_by_role("button", name="加附件").click()
    expect(clerk.get_by_role("status").first).to_contain_text("附件已收下")


def test_draft_survives_a_session_that_ended(page_for: PageFor) -> None:
    clerk = page_for("lin", script=False)
    clerk.goto("/office/notices/new/")
    clerk.locator("#id_title").fill("写到一半")
    clerk.locator("#id_author").fill(OFFICE)
    clerk.locator("#id_body_text").fill("写了半个小时的文字。")
    clerk.context.clear_cookies(name="session")
    clerk.get_by_role("button", name="存为草稿").click()
    clerk.get_by_role("button", name="去登录").click()
    clerk.locator("#id_login").fill("lin@hongbang.example")
    clerk.locator("#id_password").fill(PASSWORD)
    clerk.get_by_role("button", name="登录").click()
    clerk.get_by_role("button", name="接着送出").click()

    expect(clerk.get_by_role("status").first).to_contain_text("草稿已存")
    expect(clerk.locator("#id_body_text")).to_have_value("写了半个小时的文字。")


# --- what happens to a public notice


def test_correct_shows_the_reason_and_the_earlier_text(page_for: PageFor) -> None:
    clerk, stranger = page_for("lin"), page_for()
    begin(clerk, "截止日改期", "申报到11月9日为止。")
    code = publish(clerk)

    clerk.get_by_role("link", name="修改或更正").click()
    write(clerk, "申报到11月10日为止。")
    clerk.get_by_role("button", name="保存", exact=True).click()
    stranger.goto(f"/notices/{code}/")
    expect(stranger.locator(".paper")).to_contain_text("11月9日")
    clerk.get_by_role("link", name="预览与公布").click()
    clerk.get_by_role("button", name="公布更正").click()
    expect(clerk.get_by_role("alert")).to_contain_text("还没写理由")
    clerk.get_by_label("更正的理由").fill("日期写错了")
    clerk.get_by_role("button", name="公布更正").click()
    expect(clerk.get_by_role("status").first).to_contain_text("已更正")

    stranger.reload()
    expect(stranger.locator(".note")).to_contain_text("日期写错了")
    expect(stranger.locator(".paper")).to_contain_text("11月10日")
    stranger.get_by_role("link", name="首次公布的原文").click()
    expect(stranger.locator(".paper")).to_contain_text("11月9日")
    expect(stranger.locator(".changes del")).to_have_text("9")
    expect(stranger.locator(".changes ins")).to_have_text("10")
    expect(stranger.locator(".note")).to_contain_text("已经更正")


def test_withdraw_keeps_the_page_and_tells_why(page_for: PageFor) -> None:
    clerk, stranger = page_for("lin", script=False), page_for(script=False)
    begin(clerk, "取消的参观", "周五参观。")
    code = publish(clerk)

    clerk.goto(f"/office/notices/{code}/preview/")
    clerk.locator("summary").click()
    clerk.get_by_label("撤回的理由").fill("场地不开放")
    clerk.get_by_role("button", name="撤回", exact=True).click()

    stranger.goto("/notices/")
    row = stranger.locator("main li", has_text="取消的参观")
    expect(row).to_contain_text("已撤回")
    row.get_by_role("link").click()
    expect(stranger.locator(".note--stop")).to_contain_text("场地不开放")
    expect(stranger.locator(".paper")).to_contain_text("周五参观。")


def test_edit_by_two_at_once_shows_both_and_loses_nothing(page_for: PageFor) -> None:
    first, second = page_for("lin"), page_for("zhou")
    begin(first, "两个人一起改", "早上开会。")
    second.goto(first.url)
    write(first, "早上九点开会。")
    write(second, "下午三点开会。")
    first.get_by_role("button", name="保存", exact=True).click()
    expect(first.get_by_role("status").first).to_contain_text("已存")
    second.get_by_role("button", name="保存", exact=True).click()

    conflict = second.get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("早上九点开会。")
    expect(conflict).to_contain_text("下午三点开会。")
    expect(second.locator(".editor__surface")).to_have_text("下午三点开会。")
    second.get_by_role("button", name="用我的，覆盖对方的").click()
    expect(second.get_by_role("status").first).to_contain_text("已存")
    expect(second.locator(".editor__surface")).to_have_text("下午三点开会。")


def test_leaving_with_unsaved_changes_asks_first(page_for: PageFor) -> None:
    clerk = page_for("lin")
    clerk.goto("/office/notices/new/")
    clerk.get_by_label("标题", exact=True).press_sequentially("没存")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    clerk.on("dialog", leave)
    clerk.get_by_role("link", name="办公桌").first.click()
    clerk.wait_for_url("**/desk/")

    assert asked == ["beforeunload"]


# --- everybody


def test_size_contrast_and_language_stay_without_account_or_script(page_for: PageFor) -> None:
    page = page_for(script=False)
    page.goto("/")
    page.get_by_role("link", name="大，最大的字").click()
    page.get_by_role("link", name="高对比").click()
    page.get_by_role("link", name="English").click()
    shown = {"lang": "en", "data-text": "xl", "data-contrast": "high"}

    for path in ("/", "/notices/", "/contacts/", "/no-such-page/", "/sign-in/"):
        page.goto(path)
        assert attributes(page, shown) == shown
    kept = page.context.cookies()
    a_year = 360 * 24 * 3600
    # a browser that is closed and opened again keeps what has a date, and nothing else
    lasting = [cookie for cookie in kept if cookie["expires"] > a_year]
    again = page_for(script=False)
    again.context.add_cookies([{**cookie} for cookie in lasting])  # type: ignore[typeddict-item]
    again.goto("/search/?q=zl")
    assert attributes(again, shown) == shown
    again.get_by_role("link", name="中文").click()
    expect(again.locator("html")).to_have_attribute("lang", "zh-Hans")
    again.wait_for_url("**/search/?q=zl")
    assert attributes(again, shown) == shown | {"lang": "zh-Hans"}


def test_seats_are_changed_and_left_for_good(page_for: PageFor) -> None:
    page = page_for()
    sign_in(page, "zhou")
    expect(page.locator(".acct__seat")).to_contain_text("活动办公室")
    page.get_by_role("link", name="换席位").click()
    page.get_by_role("button", name="坐到这里").click()
    page.wait_for_url("**/desk/")
    expect(page.locator(".acct__seat")).to_contain_text("主办单位")
    refused = page.goto("/office/notices/")
    assert refused is not None
    assert refused.status == 403
    expect(page.get_by_role("link", name="换一个席位")).to_be_visible()
    page.get_by_role("link", name="回办公桌").click()

    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="登录", exact=True)).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("body")).not_to_contain_text("周明澈")


def test_worklist_is_found_by_pinyin_filtered_and_exported(
    page_for: PageFor, tmp_path: Path
) -> None:
    clerk = page_for("lin", script=False)
    clerk.goto("/office/notices/")
    clerk.get_by_label("标题、字号、正文，可用拼音").fill("laowupaiqian")
    clerk.get_by_label("种类").select_option("ruling")
    clerk.get_by_role("button", name="筛选", exact=True).click()
    expect(clerk).to_have_url(re.compile("q=laowupaiqian"))
    expect(clerk).to_have_url(re.compile("kind=ruling"))
    expect(clerk.locator("main tbody tr")).to_have_count(1)
    with clerk.expect_download() as waited:
        clerk.get_by_role("button", name="导出").click()
    assert content_of(waited.value, tmp_path).startswith(b"PK")

    clerk.get_by_role("link", name=re.compile("去掉.*释义")).click()
    expect(clerk).not_to_have_url(re.compile("kind="))
    expect(clerk.locator("main tbody tr")).to_have_count(1)
    clerk.get_by_role("link", name="全部清除").click()
    expect(clerk.locator("main tbody tr").nth(3)).to_be_visible()


# --- the ledger


def test_ledger_is_filtered_read_exported_and_verified_alone(
    page_for: PageFor, tmp_path: Path
) -> None:
    auditor, stranger = page_for("yan", script=False), page_for(script=False)
    auditor.goto("/desk/")
    auditor.locator(".nav").get_by_role("link", name="账本").click()
    auditor.get_by_label("办的事").select_option("notices.notice.published")
    auditor.get_by_role("button", name="筛选", exact=True).click()
    rows = auditor.locator("main tbody tr th[role=rowheader]")
    expect(rows.nth(4)).to_be_visible()
    expect(auditor.locator("footer")).to_be_visible()  # the page has come whole
    assert set(rows.locator(".sub").all_inner_texts()) == {"notices.notice.published"}
    rows.first.get_by_role("link").click()
    expect(auditor.locator(".note--ok")).to_contain_text("与前后相接")
    auditor.go_back()
    files = {
        "ledger.jsonl": download(auditor, auditor.get_by_role("button", name="整本（JSONL）")),
    }
    stranger.goto("/verify-ledger/")
    files["anchors.jsonl"] = download(stranger, stranger.get_by_role("link", name="锚点"))
    files["verify_ledger.py"] = download(stranger, stranger.get_by_role("link", name="核对程序"))
    for name, downloaded in files.items():
        downloaded.save_as(tmp_path / name)

    verdict = verify(tmp_path)

    assert verdict.returncode in {0, 3}, verdict.stdout + verdict.stderr
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_text(ledger.read_text().replace("office_clerk@", "office_head@", 1))
    assert verify(tmp_path).returncode == 1


# --- moves of a walk


def write(page: Page, text: str) -> None:
    """Replace the text in the rich editor by typing."""
    page.locator(".editor__surface").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def tool(page: Page, name: str) -> Locator:
    """Return a button of the editor's bar."""
    return page.get_by_role("toolbar").get_by_role("button", name=name)


def write_richly(page: Page) -> None:
    """Type a heading, bold words, a list and a link."""
    page.locator(".editor__surface").click()
    tool(page, "小标题").click()
    page.keyboard.insert_text("一、线路")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("夜里")
    tool(page, "粗体").click()
    page.keyboard.insert_text("每半小时")
    tool(page, "粗体").click()
    page.keyboard.insert_text("一班。")
    page.keyboard.press("Enter")
    tool(page, "列表").click()
    page.keyboard.insert_text("一〇六路")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("七十一路")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("详见时刻表")
    for _letter in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    tool(page, "链接").click()
    page.get_by_label("链接的地址").fill("时刻表")
    page.keyboard.press("Enter")
    expect(page.locator(".editor__link .err")).to_contain_text("没有加上")
    page.get_by_label("链接的地址").fill("https://example.org/times")
    page.keyboard.press("Enter")


def expect_rich(page: Page) -> None:
    """Expect what `write_richly` typed."""
    paper = page.locator(".paper .prose")
    expect(paper.locator("h2")).to_have_text("一、线路")
    expect(paper.locator("strong, b")).to_have_text("每半小时")
    expect(paper.locator("p").first).to_have_text("夜里每半小时一班。")
    expect(paper.locator("ul > li")).to_have_text(["一〇六路", "七十一路"])
    expect(paper.get_by_role("link", name="时刻表")).to_have_attribute(
        "href", "https://example.org/times"
    )


def publish(page: Page) -> str:
    """Publish the draft that is open, and return its code."""
    page.get_by_role("link", name="预览与公布").click()
    page.get_by_role("button", name="公布", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已公布")
    return code_in(page.url)


def walk_to(page: Page, goal: Locator, then: str = "Enter") -> None:
    """Press Tab until the goal has the focus, then the key that acts."""
    goal.first.wait_for()
    for _step in range(90):
        if goal.first.evaluate("it => it === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(goal.first).to_be_focused()
    if then:
        page.keyboard.press(then)
        page.wait_for_load_state()


def unread_of(page: Page) -> int:
    """Return how many messages the head of the page counts."""
    page.goto("/desk/")
    counted = page.locator(".acct .count")
    return int(counted.inner_text()) if counted.count() else 0


def attributes(page: Page, names: dict[str, str]) -> dict[str, str | None]:
    """Return what the server wrote on the root."""
    return {name: page.locator("html").get_attribute(name) for name in names}


def download(page: Page, goal: Locator) -> Download:
    """Press what downloads a file."""
    with page.expect_download() as waited:
        goal.click()
    return waited.value


def content_of(downloaded: Download, folder: Path) -> bytes:
    """Return what was downloaded."""
    target = folder / "downloaded"
    downloaded.save_as(target)
    return target.read_bytes()


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the downloaded verifier as its page says, with nothing of ours on the path."""
    return subprocess.run(
        [sys.executable, "-I", "verify_ledger.py", "ledger.jsonl", "--anchors", "anchors.jsonl"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
