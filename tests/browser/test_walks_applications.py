"""Does a form keep itself while one types, and a colleague's text stay safe, in a real browser?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor, Recorder
from tests.browser.pages import applications_of

pytestmark = pytest.mark.browser


def form(page_for: PageFor) -> Page:
    """Open the application at work as the unit's clerk."""
    page = page_for("shen")
    page.goto(f"/applications/{applications_of(page)['at_work']}/edit/")
    return page


def test_the_form_keeps_itself_while_one_types(page_for: PageFor) -> None:
    page = form(page_for)
    version = page.locator("main form input[name=version]").first
    before = version.input_value()
    ledger = page.locator("[data-ledger] li", has_text=re.compile("达到80|of 80"))
    expect(ledger).to_contain_text(re.compile("还看不出|cannot be judged"))

    page.locator("#a-satisfaction_index").fill("79")

    expect(page.locator("[data-saved]")).to_contain_text("已自动保存", timeout=15_000)
    expect(ledger).to_contain_text("现在是 79")
    assert int(version.input_value()) == int(before) + 1
    page.reload()
    expect(page.locator("#a-satisfaction_index")).to_have_value("79")
    page.locator("#a-satisfaction_index").fill("")
    page.locator(".dock button[name=save]").click()
    expect(page.locator("#a-satisfaction_index")).to_have_value("")


def test_a_button_waits_for_what_is_being_kept(page_for: PageFor) -> None:
    page = form(page_for)
    page.locator("#a-slogan").fill("先问清楚")
    with page.expect_request(lambda sent: "autosave" in (sent.post_data or "")):
        page.wait_for_timeout(0)
    page.locator("#a-slogan").fill("先问清楚，再拿东西")
    page.locator(".dock button[name=save]").click()

    expect(page.locator("#a-slogan")).to_have_value("先问清楚，再拿东西")
    expect(page.locator(".versus")).to_have_count(0)


def test_a_colleague_who_was_faster_is_not_overwritten(
    page_for: PageFor, recorder: Recorder
) -> None:
    page = form(page_for)
    colleague = page.context.new_page()
    colleague.goto(page.url)
    colleague.locator("#a-slogan").fill("同事先写的")
    colleague.locator(".dock button[name=save]").click()
    expect(colleague.locator("#a-slogan")).to_have_value("同事先写的")

    page.locator("#a-slogan").fill("我后写的")
    expect(page.locator("[data-saved]")).to_contain_text("没有", timeout=15_000)
    assert recorder.faults == [f"409: {page.url}"]  # the answer that was wanted
    recorder.faults.clear()
    page.locator(".dock button[name=save]").click()

    expect(page.locator(".versus")).to_contain_text("同事先写的")
    expect(page.locator(".versus ins")).to_contain_text("我后写的")
    expect(page.locator("#a-slogan")).to_have_value("我后写的")
    colleague.close()
