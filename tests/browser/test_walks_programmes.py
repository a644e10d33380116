"""Can the office set up a whole year without a programmer, in a real browser?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor
from tests.browser.pages import keep_pictures

pytestmark = pytest.mark.browser

THIS, NEXT = "2026", "2027"
HONOUR = "用户满意服务明星"
WHICH = "接待过哪些重大活动"


def shown(page: Page, name: str) -> None:
    """Keep a picture of this step."""
    keep_pictures(page, f"programmes-{name}")


def saved(page: Page, name: str = "保存") -> None:
    """Press a button of the page's own form, and wait for what it says."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status").first).to_be_visible()


def open_chapter(page: Page, edition: str, name: str) -> None:
    """Go to a chapter as the office does, from the edition."""
    page.goto(edition)
    page.locator("main .list").get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1")).to_have_text(name)


def clone(clerk: Page) -> str:
    """Begin next year from the reference, and return its address."""
    clerk.goto("/desk/")
    clerk.locator(".nav").get_by_role("link", name="评选年度").click()
    clerk.locator("main tbody").get_by_role(
        "link", name=re.compile(f"{THIS}.*{HONOUR}")
    ).first.click()
    clerk.get_by_role("link", name="复制到新年度").click()
    expect(clerk.locator("#id_year")).to_have_value(NEXT)
    saved(clerk, "复制")
    expect(clerk.get_by_role("status").first).to_contain_text("批准文号要重新填")
    expect(clerk.locator("main")).to_contain_text("公布前还缺什么")
    shown(clerk, "cloned")
    return clerk.url


def change_quota(clerk: Page, edition: str) -> None:
    """Give the teams twenty places more, and see it told as a change since last year."""
    open_chapter(clerk, edition, "类别与名额")
    clerk.get_by_role("link", name=re.compile("修改 .*班组")).click()
    clerk.locator("#id_quota").fill("120")
    shown(clerk, "quota")
    saved(clerk)
    clerk.goto(edition)
    clerk.get_by_role("link", name="去年以来的变化").click()
    expect(clerk.locator("main")).to_contain_text("120")
    shown(clerk, "changes")


def add_question(clerk: Page) -> None:
    """Begin the form's second version, with a question that only some are asked."""
    clerk.goto("/office/sheets/?q=team_application")
    clerk.locator("main tbody").get_by_role("link").first.click()
    saved(clerk, "起新版")
    clerk.get_by_role("link", name=re.compile("^加一题")).first.click()
    clerk.get_by_role("link", name="单行文字", exact=True).click()
    for name, text in (("label_zh", WHICH), ("label_en", "Major events served")):
        clerk.locator(f"#id_{name}").fill(text)
    clerk.locator("#id_key").fill("major_events")
    clerk.locator("#id_show_if").fill("front_line")
    shown(clerk, "question")
    saved(clerk)


def try_out(clerk: Page) -> None:
    """Fill the form in on a phone: the question comes with the answer that it hangs on."""
    clerk.get_by_role("link", name="试填").click()
    clerk.set_viewport_size({"width": 360, "height": 780})
    question = clerk.get_by_label(WHICH)
    expect(clerk.locator("main form")).to_be_visible()
    expect(question).to_have_count(0)
    clerk.get_by_role("group", name=re.compile("一线岗位")).get_by_label("是", exact=True).check()
    clerk.get_by_role("button", name="按回答更新").last.click()
    expect(question).to_be_visible()
    question.fill("进口博览会")
    shown(clerk, "tried")
    clerk.get_by_role("group", name=re.compile("一线岗位")).get_by_label("否", exact=True).check()
    clerk.get_by_role("button", name="按回答更新").last.click()
    expect(question).to_have_count(0)


def test_the_office_sets_up_next_year_and_finds_it_frozen(page_for: PageFor) -> None:
    clerk, head, stranger = page_for("lin"), page_for("zhou"), page_for()

    edition = clone(clerk)
    change_quota(clerk, edition)
    add_question(clerk)
    sheet = clerk.url.partition("#")[0]
    try_out(clerk)
    clerk.set_viewport_size({"width": 1440, "height": 900})
    clerk.goto(sheet)
    saved(clerk, "发布")
    shown(clerk, "sheet-published")

    open_chapter(clerk, edition, "类别与名额")
    clerk.get_by_role("link", name=re.compile("修改 .*班组")).click()
    clerk.locator("#id_form").select_option("team_application")
    saved(clerk)
    clerk.goto(f"{edition}general/keys/")
    clerk.locator("#id_approval_reference").fill("演示批〔2027〕1号（虚构）")
    clerk.locator("#id_approved_on").fill("2027-01-05")
    saved(clerk)
    clerk.goto(edition)
    expect(clerk.locator("main")).to_contain_text("必须有的都有了，可以公布。")
    assert stranger.request.get("/editions/shanghai-service-star-2027/").status == 404

    head.goto("/desk/")
    head.locator(".nav").get_by_role("link", name="评选年度").click()
    head.locator("main tbody").get_by_role(
        "link", name=re.compile(f"{NEXT}.*{HONOUR}")
    ).first.click()
    head.get_by_role("link", name="预览与公布").click()
    shown(head, "before-publishing")
    saved(head, "公布")
    shown(head, "published")

    open_chapter(clerk, edition, "类别与名额")
    expect(clerk.locator("main")).to_contain_text("这个年度已公布，这一章不能再改。")
    expect(clerk.get_by_role("link", name=re.compile("^修改"))).to_have_count(0)
    shown(clerk, "frozen")
    clerk.goto(f"{sheet}edit/")
    expect(clerk.locator("main")).to_contain_text("这一版已经发布或作废，只能看")
