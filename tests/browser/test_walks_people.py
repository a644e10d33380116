"""Can a unit come in, its people share the work, and somebody leave, in a real browser?"""

from __future__ import annotations

import email
import email.policy
import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from hongbang.accounts.rules import totp
from hongbang.ui import clock
from tests.browser.conftest import PageFor, sign_in
from tests.browser.house import Site
from tests.browser.pages import keep_pictures

pytestmark = pytest.mark.browser

UNIT = "示范书局有限公司"
WRONG, RIGHT = "9131000063159284X0", "9131000063159284XQ"
PASSWORD = "walks-through-the-house"
FORM = "main form.form"


def shown(page: Page, name: str) -> None:
    """Keep a picture of this step."""
    keep_pictures(page, f"people-{name}")


def letter_to(site: Site, address: str) -> str:
    """Let the worker send what waits, and read the newest letter to an address."""
    site.work()
    found = []
    for path in sorted(
        (site.folder / "outbox" / "mail").glob("*.eml"), key=lambda p: p.stat().st_mtime_ns
    ):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = letter.get_body()
        if address in str(letter["To"]) and body is not None:
            found.append(body.get_content())
    assert found, f"no letter to {address}"
    return str(found[-1])


def code_in(letter: str) -> str:
    found = re.search(r"\b(\d{6})\b", letter)
    assert found, letter
    return found[1]


def path_in(letter: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", letter)
    assert found, letter
    return found[1]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def enter(page: Page, login: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in/")
    page.locator("#id_login").fill(login)
    page.locator("#id_password").fill(password)
    press(page, "登录")


def register(page: Page, site: Site, login: str) -> str:
    """Register a unit with a wrong digit, be warned, take what is meant; return the receipt."""
    page.goto("/register/")
    page.locator("#id_credit_code").fill(WRONG)
    page.locator("#id_unit_name").fill(UNIT)
    page.locator("#id_nature").select_option("private")
    page.locator("#id_area").select_option(label="黄浦区")
    press(page, "列出这里的推荐单位")
    page.locator("#id_organ").select_option(label="黄浦区总工会")
    page.locator("#id_applicant").fill("乔新知")
    page.locator("#id_email").fill(login)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.locator("#id_consent").check()
    press(page, "下一步：证实联系方式")
    expect(page.get_by_role("alert")).to_contain_text("最后一位对不上")
    shown(page, "register-warned")
    press(page, RIGHT)
    expect(page.locator("#id_credit_code")).to_have_value(RIGHT)
    expect(page.locator("#id_unit_name")).to_have_value(UNIT)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.locator("#id_consent").check()
    press(page, "下一步：证实联系方式")
    page.locator("#id_code").fill(code_in(letter_to(site, login)))
    shown(page, "register-proof")
    press(page, "继续")
    expect(page.locator("main")).to_contain_text("现在在黄浦区总工会手里")
    shown(page, "register-followed")
    return page.locator(".kicker .hash").inner_text()


def accept(clerk: Page) -> None:
    """Find the registration on the desk of the organ's clerk, and let the unit in."""
    sign_in(clerk, "lu")
    clerk.get_by_role("heading", name=f"答复“{UNIT}”的登记").get_by_role("link").click()
    shown(clerk, "registration")
    press(clerk, "同意登记")
    expect(clerk.get_by_role("status").first).to_contain_text("单位已登记")
    shown(clerk, "registrations")


def invite(head: Page, guest: Page, site: Site, login: str) -> None:
    """Invite a colleague, who sets a password and agrees."""
    head.goto("/people/")
    shown(head, "people")
    head.get_by_role("link", name="邀请", exact=True).click()
    head.locator("#id_role").select_option(label="申报单位经办人")
    head.locator("#id_name").fill("钱帮手")
    head.locator("#id_contact").fill(login)
    shown(head, "invite")
    press(head, "发出邀请")
    expect(head.get_by_role("status").first).to_contain_text("邀请已发出")
    shown(head, "invitations")
    guest.goto(path_in(letter_to(site, login)))
    guest.locator("#id_password").fill(PASSWORD)
    guest.locator("#id_again").fill(PASSWORD)
    guest.locator("#id_consent").check()
    shown(guest, "join")
    press(guest, "设好密码，接受席位")
    enter(guest, login)
    expect(guest.locator("h1")).to_have_text("钱帮手的办公桌")


def enrol(page: Page, login: str) -> None:
    """Set an authenticator up, sign out, and sign in with its next code."""
    page.goto("/me/")
    shown(page, "profile")
    page.get_by_role("link", name="设置验证器").click()
    secret = page.locator(".hash").first.inner_text()
    shown(page, "enrol")
    step = totp.step_of(time.time())
    page.locator("#id_code").fill(totp.code_at(secret, step))
    press(page, "启用验证器")
    expect(page.locator(".codes li")).to_have_count(10)
    spare = page.locator(".codes li").first.inner_text()
    shown(page, "recovery-codes")
    page.get_by_role("link", name="收好了，继续").click()
    press(page, "退出")
    enter(page, login)
    shown(page, "second-step")
    page.locator("#id_code").fill(totp.code_at(secret, step))
    press(page, "登录")  # used already: refused
    expect(page.locator("main")).to_contain_text("验证码不对，或已经用过")
    page.locator("#id_code").fill(spare)
    press(page, "登录")
    page.wait_for_url(re.compile("/desk/$"))


def lend(head: Page, guest: Page) -> None:
    """Lend the head's seat to the colleague, who sits down in it."""
    head.goto("/seats/")
    head.get_by_role("link", name=re.compile("^委托同事代办")).first.click()
    head.locator("#id_to").select_option(label="钱帮手")
    head.locator("#id_ends_on").fill((clock.today() + timedelta(days=7)).isoformat())
    head.locator("#id_reason").fill("出差一周")
    shown(head, "lend")
    press(head, "委托")
    shown(head, "seats")
    guest.goto("/desk/")
    guest.get_by_role("link", name="换席位").click()
    guest.locator("li", has_text="代乔新知办").get_by_role("button").click()
    expect(guest.locator(".acct__seat")).to_contain_text("代乔新知办")
    shown(guest, "desk-lent")


def leave(office: Page, guest: Page) -> None:
    """Hand the head's seats over to the colleague; then suspend the colleague."""
    sign_in(office, "zhou")
    office.goto("/people/?q=qiaoxinzhi")
    office.get_by_role("link", name="乔新知").click()
    office.get_by_text("移交给接任人").click()
    office.locator("#hand_to").select_option(label="钱帮手")
    office.locator("#hand_reason").fill("退休")
    shown(office, "hand-over")
    press(office, "移交席位")
    expect(office.get_by_role("status").first).to_contain_text("席位已移交")
    office.goto("/people/?q=qianbangshou&role=unit_head")
    office.get_by_role("link", name="钱帮手").click()
    office.get_by_text("停用这个席位").click()
    office.locator("#because_reason").fill("正在核实")
    shown(office, "suspend")
    press(office, "停用席位")
    expect(office.get_by_role("status").first).to_contain_text("席位已停用")
    guest.goto("/desk/")
    guest.wait_for_url(re.compile("/sign-in/"))


def test_a_unit_comes_in_shares_its_work_and_lets_somebody_go(
    page_for: PageFor, site: Site
) -> None:
    first, second = "qiao@shuju.example", "qian@shuju.example"
    head, clerk, guest, office = page_for(), page_for(), page_for(), page_for()

    receipt = register(head, site, first)
    accept(clerk)
    head.goto("/register/follow/")
    head.locator("#id_receipt").fill(receipt)
    head.locator("#id_contact").fill(first)
    shown(head, "follow")
    press(head, "看进度")
    head.locator("#id_code").fill(code_in(letter_to(site, first)))
    press(head, "继续")
    expect(head.locator("main")).to_contain_text("已登记，可以登录了")
    enter(head, first)
    expect(head.locator("h1")).to_have_text("乔新知的办公桌")
    invite(head, guest, site, second)
    enrol(head, first)
    lend(head, guest)
    leave(office, guest)


def test_the_seat_one_sits_in_is_always_in_sight(page_for: PageFor) -> None:
    page = page_for()
    sign_in(page, "zhou")
    expect(page.locator(".acct__seat")).to_contain_text("活动办公室主任")

    page.get_by_role("link", name="换席位").click()
    page.get_by_role("button", name=re.compile("^坐到这里")).click()
    page.wait_for_url(re.compile("/desk/$"))

    expect(page.locator(".acct__seat")).to_contain_text("主办单位审定人")
    expect(page.locator(".acct__seat")).to_contain_text("上海市质量协会")


def test_a_forgotten_password_is_won_back_by_letter(page_for: PageFor, site: Site) -> None:
    page = page_for(script=False)
    page.goto("/sign-in/")
    page.get_by_role("link", name="忘记密码").click()
    page.locator("#id_login").fill("shen@hongbang.example")
    press(page, "发给我")
    expect(page.locator("h1")).to_have_text("请看邮箱")

    link = path_in(letter_to(site, "shen@hongbang.example"))
    page.goto(link)
    page.locator("#id_password").fill("hongbang-demo")
    page.locator("#id_again").fill("hongbang-demo")
    press(page, "存新密码")
    sign_in(page, "shen")

    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 404
