"""Can a small season be played by its people, each from their own desk, in a real browser?

A unit comes in and applies; organs recommend, experts score, the office chooses, hosts sign, a
citizen objects, a certificate is fetched and verified by a stranger; a visit ends in a revocation.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from hongbang.ops.demo.people import PASSWORD
from tests.browser import moved
from tests.browser.conftest import Recorder, sign_in, window
from tests.browser.house import HONGBANG, ROOT, Site, end, free_port, surroundings, wait_for
from tests.browser.pages import keep_pictures
from tests.browser.test_walks_people import PASSWORD as OWN
from tests.browser.test_walks_people import UNIT, accept, press, register
from tests.cast import moment
from tests.worlds import PDF

pytestmark = pytest.mark.browser

BEST, NEXT = "童书导读组", "化妆品柜组"
STORE_CLERK, UNIT_HEAD = "shen", "qiao"
CATEGORY, EDITION = "服务明星班组", "2026年度服务之星"
STORIES = {BEST: "孩子读不懂的，先读给他听。", NEXT: "试用以前，先问清楚。"}
RATE = {
    "numerator": "980",
    "denominator": "1000",
    "from": "2025-11",
    "to": "2026-10",
    "source": "服务台账",
}
EXPERTS = {"fang": "方若谷", "wen": "温静言", "shao": "邵一鸣"}


@contextmanager
def living(folder: Path) -> Iterator[Site]:
    """Serve a house whose clock the walk moves; there are its people and an edition."""
    folder.mkdir(parents=True)
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder, folder / "server.log", by_file(port))
    moved.set_to(folder, moment("2026-11-10 10:30"))
    environment = surroundings(folder) | {"PYTHONPATH": str(ROOT)}
    begin = "from tests.browser import small_season; small_season.begin()"
    for command in ([str(HONGBANG), "install"], [str(HONGBANG), "shell", "-c", begin]):
        subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True)
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-access-log"),
        *("--log-level", "warning", "--factory", "tests.browser.moved:application"),
    ]
    with site.log.open("wb") as out:
        server = subprocess.Popen(
            granian,
            env=environment | {"HONGBANG_BASE_URL": site.url},
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(site, server)
            yield site
        finally:
            end(server)


def by_file(port: int) -> tuple[str, ...]:
    """Return the command line of a house whose clock is kept in a file."""
    told = (f"PYTHONPATH={ROOT}", f"HONGBANG_BASE_URL=http://127.0.0.1:{port}")
    return ("env", *told, sys.executable, "-m", "tests.browser.moved")


@dataclass
class Town:
    """The house, and everybody's window in it."""

    site: Site
    browser: Browser
    recorder: Recorder
    windows: dict[str, Page] = field(default_factory=dict)

    def of(self, person: str) -> Page:
        """Return somebody's window; "" is a stranger."""
        if person not in self.windows:
            context = window(self.site, self.browser, None, 1440, "zh-hans")
            self.recorder.watch(context)
            self.windows[person] = context.new_page()
        return self.windows[person]

    def at(self, day: str) -> None:
        """Let time pass."""
        moved.set_to(self.site.folder, moment(day))

    def desk(self, person: str) -> Page:
        """Open somebody's desk; who sat too long, signs in again."""
        page = self.of(person)
        page.goto("/desk/")
        if "/sign-in/" in page.url:
            sign_in(page, person, OWN if person == UNIT_HEAD else PASSWORD)
        return page

    def take(self, person: str, card: str) -> Page:
        """Take what lies on somebody's desk: a card of this title, and follow it."""
        page = self.desk(person)
        page.get_by_role("heading", name=card, exact=True).get_by_role("link").click()
        return page

    def told(self, person: str, words: str, *, is_said: bool = True) -> None:
        """Look at what somebody's desk says, or no longer says."""
        main = self.desk(person).locator("main")
        if is_said:
            expect(main).to_contain_text(words)
        else:
            expect(main).not_to_contain_text(words)


@pytest.fixture
def town(tmp_path: Path, browser: Browser) -> Iterator[Town]:
    """Give the town of the small season; nothing in it may break."""
    with living(tmp_path / "house") as site:
        recorder = Recorder(site)
        made = Town(site, browser, recorder)
        yield made
        for page in made.windows.values():
            page.context.close()
        assert recorder.faults == []
        assert site.faults() == []


def shown(page: Page, name: str) -> None:
    """Keep a picture of this step where they are asked for; taking them all takes half a minute."""
    if os.environ.get("WALK_PICTURES"):
        keep_pictures(page, f"whole-{name}")


def done(page: Page, words: str) -> None:
    """Wait until the page says what was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


def test_a_season_is_played_from_desk_to_desk(town: Town) -> None:
    come_in(town)
    apply(town)
    recommend(town)
    review(town)
    choose(town)
    approve(town)
    post(town)
    number = confer(town)
    inspect(town)
    revoke(town, number)


# --- a unit comes in and applies


def come_in(town: Town) -> None:
    """Register, be let in by the organ, and write down a team."""
    head = town.of(UNIT_HEAD)
    register(head, town.site, f"{UNIT_HEAD}@hongbang.example")
    town.told("lu", f"答复“{UNIT}”的登记")
    accept(town.of("lu"))
    page = town.take(UNIT_HEAD, "登记班组")
    page.get_by_label("班组名称").first.fill(BEST)
    page.locator("#teams").get_by_role("button", name="登记班组").click()
    done(page, "班组已登记")


def apply(town: Town) -> None:
    """Fill the form in, attach a file, look it over, send it."""
    for person, team in ((UNIT_HEAD, BEST), (STORE_CLERK, NEXT)):
        page = town.take(person, "申报“2026年度服务之星”")
        page.get_by_label(team).check()
        press(page, "开始填写")
        for name, typed in RATE.items():
            page.locator(f"#a-on_time_rate-{name}").fill(typed)
        page.locator("#a-story").fill(STORIES[team])
        proof = {"name": "台账.pdf", "mimeType": "application/pdf", "buffer": PDF}
        page.locator("[id='a-proof.new']").set_input_files([proof])
        page.locator("#a-proof-new-caption").fill("服务台账")
        page.locator(".dock button[name=save]").click()
        expect(page.locator("#a-proof-0-caption")).to_have_value("服务台账")
        shown(page, f"applying-{person}")
        press(page, "预览并送出")
        expect(page.locator("main")).to_contain_text("现在是 98.00%，要求超过 95%")
        shown(page, f"preview-{person}")
        press(page, "送出申报")
        expect(page.locator("main")).to_contain_text("已送到黄浦区总工会")
        town.told(person, "现在在黄浦区总工会手里")
    shown(page, "desk-of-who-waits")
    town.told("lu", f"给“{CATEGORY}”的 2 件申报表态")


# --- organs recommend, the office takes in


def recommend(town: Town) -> None:
    """Hand out a place, give opinions, decide, send the list up, take it in."""
    town.at("2026-11-12 10:00")
    page = town.take("lin", f"给“{CATEGORY}”分推荐名额")
    page.locator("#grant_organ").select_option(label="黄浦区总工会")
    page.locator("#grant_seats").fill("1")
    page.locator("#grant_reason").fill("本届只设一名")
    press(page, "改名额")
    done(page, "名额已改")
    shown(page, "places")
    for organ in ("mei", "lu"):
        for left, team in ((2, BEST), (1, NEXT)):
            page = town.take(organ, f"给“{CATEGORY}”的 {left} 件申报表态")
            page.get_by_role("link", name=team).click()
            page.get_by_role("radio", name="同意", exact=True).check()
            press(page, "提出意见")
            done(page, "意见已收下")
    shown(page, "opinions")
    for left, (team, verdict) in zip((2, 1), ((BEST, "推荐"), (NEXT, "备选")), strict=True):
        page = town.take("lu", f"定“{CATEGORY}”的 {left} 件申报")
        page.get_by_role("link", name=team).click()
        page.get_by_role("radio", name=verdict, exact=True).check()
        press(page, "列入名单")
        done(page, "已列入名单")
    page = town.take("he", f"把“{CATEGORY}”的推荐名单报活动办公室")
    page.get_by_label("名单和名次我已核对").check()
    shown(page, "list")
    press(page, "报出名单")
    done(page, "已报活动办公室")
    town.at("2026-11-17 09:00")
    page = town.take("lin", "收黄浦区总工会报来的推荐")
    for team in (BEST, NEXT):
        page.get_by_role("checkbox", name=f"选中{team}").check()
    press(page, "收下…")
    shown(page, "intake")
    press(page, "收下这 2 件")
    done(page, "已收下 2 件")
    town.told(STORE_CLERK, "等评审开始")
    town.told("zhou", f"开始评审“{CATEGORY}”")


# --- experts read and score


def review(town: Town) -> None:
    """Seat the experts, open the round, give files out; score, sign, close."""
    for name in EXPERTS.values():
        page = town.desk("lin")
        page.get_by_role("link", name="专家评审").first.click()
        page.get_by_role("link", name="专家库", exact=True).click()
        page.get_by_role("link", name=name).click()
        page.get_by_label(CATEGORY).check()
        press(page, "保存")
        done(page, "已保存，代号")
    page = town.take("zhou", f"开始评审“{CATEGORY}”")
    press(page, "开始评审")
    done(page, "评审开始了")
    page = town.take("lin", f"给“{CATEGORY}”分配材料")
    shown(page, "assign")
    press(page, "照此分配")
    done(page, "已分配")
    town.at("2026-11-18 10:00")
    for person in EXPERTS:
        score(town, person)
    town.at("2026-11-26 09:00")
    page = town.take("zhou", f"结束“{CATEGORY}”的评审")
    press(page, "结束评审，排名次")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text(re.compile(f"{BEST}[\\s\\S]*93.00"))
    expect(rows.nth(1)).to_contain_text(re.compile(f"{NEXT}[\\s\\S]*83.00"))
    shown(page, "standing")
    town.told("zhou", f"登记“{CATEGORY}”的抽签号")


def score(town: Town, person: str) -> None:
    """Score both files, each by its team, and sign."""
    for left in (2, 1):
        page = town.take(person, f"评“{CATEGORY}”，还有 {left} 份要签")
        page.locator("tbody tr", has_text="待评").first.get_by_role("link").click()
        head = page.locator("main .head")
        expect(head).to_contain_text(re.compile(f"{BEST}|{NEXT}"))
        is_best = BEST in head.inner_text()
        page.locator("#a-index").fill("56" if is_best else "50")
        page.locator("#a-care").fill("37" if is_best else "33")
        if (person, left) == ("fang", 2):
            shown(page, "scoring")
        press(page, "签名")
        done(page, "已签名")
    town.told(person, "份要签", is_said=False)


# --- the office chooses, hosts sign


def choose(town: Town) -> None:
    """Enter the lots, make the list, fix it."""
    page = town.take("zhou", f"登记“{CATEGORY}”的抽签号")
    page.locator("#seed_seed").fill("0512171926")
    page.locator("#seed_source").fill("公开摇奖 2026130 期")
    press(page, "登记")
    done(page, "抽签号登记好了")
    page = town.take("lin", f"排“{CATEGORY}”的名单")
    press(page, "排出名单")
    done(page, "名单排出来了")
    shown(page, "slate")
    page = town.take("zhou", f"确定“{CATEGORY}”的名单")
    press(page, "确定这份名单")
    done(page, "名单已确定")
    town.told("lin", f"把“{EDITION}”的名单送审")


def approve(town: Town) -> None:
    """Ask a department, put the list to the hosts, have each of them sign."""
    page = town.take("lin", f"把“{EDITION}”的名单送审")
    page.locator("summary", has_text="征求一个部门的意见").click()
    page.locator("#ask_department").fill("示范市场监督管理局")
    page.locator("#ask_due_on").fill("2026-12-01")
    page.locator("form", has=page.locator("#ask_department")).locator("button").click()
    done(page, "记下了")
    town.at("2026-11-30 10:00")
    town.told("lin", "还有 1 条部门意见等答复")
    page = town.take("lin", f"把“{EDITION}”的名单送审")
    page.locator("summary", has_text="记下答复").click()
    answer = page.locator("select[id^=answer_]")
    answer.select_option("none")
    page.locator("form", has=answer).locator("button").click()
    done(page, "答复记下了")
    page = town.take("zhou", f"把“{EDITION}”的名单送审")
    shown(page, "putting")
    press(page, "送主办单位审定")
    done(page, "已送主办单位")
    town.told("lin", "还没表态：示范质量协会、示范总工会")
    for host in ("wu", "ye"):
        page = town.take(host, f"审定“{EDITION}”的名单")
        shown(page, f"approving-{host}")
        press(page, "同意这份名单")
        done(page, "您代表本单位的决定已记入账本")
    town.told("zhou", f"公示“{EDITION}”的名单")


# --- the public looks and objects


def post(town: Town) -> None:
    """Post the name, object to it as a citizen, rule, let the time run out."""
    town.at("2026-12-07 09:00")
    page = town.take("zhou", f"公示“{EDITION}”的名单")
    shown(page, "posting")
    press(page, "现在公示")
    done(page, "名单已公示")
    town.at("2026-12-08 09:00")
    citizen = town.of("")
    citizen.goto("/")
    citizen.get_by_role("link", name="公示", exact=True).first.click()
    citizen.locator("main").get_by_role("link", name=EDITION).click()
    shown(citizen, "posted")
    citizen.get_by_role("link", name="提异议").click()
    citizen.locator("#id_text").fill("所填及时率与公司公告不符，公告贴在书店一楼。")
    citizen.locator("#id_name").fill("赵一")
    citizen.locator("#id_contact").fill("021-55550100")
    press(citizen, "提交异议")
    receipt = citizen.locator("main .hash").first.inner_text()
    shown(citizen, "objected")
    page = town.take("lin", f"答复对“{BEST}”的异议是否受理")
    press(page, "受理")
    done(page, "已受理")
    page = town.take("zhou", f"核实对“{BEST}”的异议，下结论")
    shown(page, "ruling")
    page.get_by_label("异议不成立，保留在名单上").check()
    page.get_by_label("核实的情况和理由").fill("核对了台账和公告，所填属实。")
    press(page, "定下结论")
    done(page, "结论已定")
    citizen.get_by_role("link", name="凭回执码查进展").click()
    citizen.locator("#id_receipt").fill(receipt)
    press(citizen, "查进展")
    expect(citizen.locator("main")).to_contain_text("核对了台账和公告，所填属实。")
    shown(citizen, "followed")
    town.at("2026-12-17 00:05")
    town.site.work()
    citizen.goto("/postings/")
    expect(citizen.locator("main")).to_contain_text("公示结束")


# --- honours, their certificates, and who verifies them


def confer(town: Town) -> str:
    """Confer the honour, fetch its certificate, verify it as a stranger; return its number."""
    town.at("2026-12-21 09:00")
    page = town.take("zhou", f"授予“{EDITION}”的称号")
    page.locator("#id_paper").fill("示范发〔2026〕12号")
    shown(page, "conferring")
    press(page, "授予这 1 个称号")
    done(page, "称号已授予")
    town.told(STORE_CLERK, "等评审", is_said=False)
    page = town.take(UNIT_HEAD, f"领取“{BEST}”的证书")
    page.get_by_role("button", name="领取证书").click()
    done(page, "证书已领取")
    shown(page, "fetched")
    with page.expect_download() as begun:
        page.get_by_role("link", name="下载证书").click()
    certificate = pypdf.PdfReader(io.BytesIO(begun.value.path().read_bytes()))
    [sheet] = certificate.pages
    told = sheet.extract_text()
    assert BEST in told
    assert UNIT in told
    address = re.search(rf"{re.escape(town.site.url)}(/honours/([0-9-]+)/)", told)
    assert address, told
    town.told(UNIT_HEAD, "领取“", is_said=False)
    verify(town, address[2], "称号有效")
    return address[2]


def verify(town: Town, number: str, verdict: str) -> Page:
    """Follow the address of a certificate's code, as a stranger does."""
    stranger = town.of("")
    stranger.goto(f"/honours/{number}/")
    expect(stranger.locator(".verdict")).to_contain_text(verdict)
    expect(stranger.locator("main")).to_contain_text(BEST)
    shown(stranger, f"verified-{'valid' if verdict == '称号有效' else 'revoked'}")
    return stranger


# --- a visit, and what comes of it


def inspect(town: Town) -> None:
    """Draw a visit, assign it, write down what was seen, find it serious."""
    town.at("2027-04-07 09:00")
    page = town.desk("zhou")
    page.get_by_role("link", name="暗访与处理", exact=True).first.click()
    page.locator("#id_size").fill("1")
    page.locator("#id_seed").fill("0102030405")
    page.locator("#id_source").fill("公开摇奖 2027040 期")
    shown(page, "drawing")
    press(page, "现在抽取")
    done(page, "名单已抽出")
    page = town.take("lin", "指派暗访")
    page.get_by_label("检查员").select_option(label="董巡之")
    page.get_by_label("最迟哪天提交").fill("2027-04-20")
    page.get_by_role("button", name=f"指派 {BEST}").click()
    done(page, "已指派")
    town.at("2027-04-09 15:00")
    page = town.take("dong", f"暗访“{BEST}”")
    page.locator("#a-visited_on").fill("2027-04-09")
    page.locator("#a-place").fill("书店一楼童书区")
    page.locator("#a-remarks").fill("申报的服务时间内窗口关闭，与申报材料不符。")
    page.get_by_label("严重问题").check()
    shown(page, "visit")
    press(page, "提交")
    done(page, "暗访记录已提交")
    town.at("2027-04-12 09:00")
    page = town.take("zhou", f"认定“{BEST}”的暗访结果")
    page.get_by_label("撤销称号").check()
    page.get_by_label("事实和理由").fill("申报的服务时间内窗口关闭。")
    shown(page, "finding")
    press(page, "认定")
    done(page, "暗访结果已认定")


def revoke(town: Town, number: str) -> None:
    """Hear the unit, revoke, and look as a stranger again."""
    town.at("2027-04-14 09:00")
    verify(town, number, "称号有效")
    page = town.take(UNIT_HEAD, f"对“{BEST}”的称号拟作处理")
    page.get_by_role("textbox", name="陈述和申辩").fill("当天停电，没有及时公告。")
    shown(page, "hearing")
    press(page, "交陈述申辩")
    done(page, "陈述申辩已交")
    page = town.take("zhou", f"决定怎样处理“{BEST}”的称号")
    expect(page.locator("main")).to_contain_text("当天停电，没有及时公告。")
    page.locator("#decideform-reason").fill("停电不是关窗的理由，服务时间内应有人值守。")
    page.locator("#decideform-paper").fill("示范发〔2027〕3号")
    shown(page, "deciding")
    press(page, "撤销称号")
    done(page, "决定")
    stranger = verify(town, number, "称号已撤销")
    expect(stranger.locator("main")).to_contain_text("示范发〔2027〕3号")
