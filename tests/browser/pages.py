"""Which pages can which person open, and how does one come to those that answer a mistake?"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, Response

from hongbang.ops.demo.people import PASSWORD
from tests.files import samples
from tests.orgs.workbooks import written

if TYPE_CHECKING:
    from tests.browser.conftest import PageFor

Codes = Mapping[str, str]
Steps = Callable[[Page], None]

TITLES = {
    "call": "关于开展创建",
    "training": "关于举办申报填写培训",
    "ruling": "释义第 1 号",
    "draft": "释义第 3 号",
    "result": "上一年度动态管理结果",
}
UNFINISHED = "还没写正文的草稿"
WORKED_AT = "正在更正的通知"
LISTED = "带名单的通知"


@dataclass(frozen=True)
class Place:
    """A page as one person meets it: the address, what is done there, what it answers."""

    name: str
    person: str
    path: str
    status: int = 200
    steps: Steps | None = None
    lines: int = 1

    def open(self, page: Page, codes: Codes) -> None:
        """Go there, and do what brings the page up."""
        answer = page.goto(self.path.format(**codes))
        assert answer is not None
        if self.steps is None:
            assert answer.status == self.status, answer.url
            return
        with page.expect_response(lambda answer: is_page(answer, self.status)):
            self.steps(page)
        page.wait_for_load_state()


def is_page(answer: Response, status: int) -> bool:
    """Say whether this is a page, answered so."""
    return answer.request.resource_type == "document" and answer.status == status


def codes_of(page_for: PageFor) -> dict[str, str]:
    """Read the demonstration's notices from the office's list, and begin two of our own."""
    page = page_for("lin", script=False)
    begin(page, UNFINISHED, "")
    found = {"unfinished": code_in(page.url)}
    begin(page, WORKED_AT, "办公室搬到三楼。")
    found["ahead"] = code_in(page.url)
    page.goto(f"/office/notices/{found['ahead']}/preview/")
    page.get_by_role("button", name="公布", exact=True).click()
    page.goto(f"/office/notices/{found['ahead']}/")
    page.locator("#id_body_text").fill("办公室搬到四楼。")
    page.get_by_role("button", name="保存", exact=True).click()
    found["listed"] = with_annexes(page)
    page.goto("/office/notices/")
    for name, title in TITLES.items():
        link = page.locator("main table a", has_text=title).get_attribute("href")
        found[name] = code_in(link or "")
    found |= bodies_of(page) | editions_of(page) | sheets_of(page)
    clerk = page_for("shen", script=False)
    found |= surveys_of(clerk) | applications_of(clerk) | activities_of(clerk)
    found |= returns_of(page_for("lu", script=False))
    found |= recommendations_of(page_for("lu", script=False), page) | year_of(page)
    found |= past_of(page_for("zhou", script=False), page_for("guan", script=False))
    return found | reviews_of(page, page_for("fang", script=False))


def past_of(head: Page, inspector: Page) -> dict[str, str]:
    """Read what the editions of the years before left: lists, honours, visits and cases."""
    links = (
        ("resolution", "/approvals/", r"/approvals/([0-9A-Z]{14})/$"),
        ("posting", "/postings/", r"/postings/([0-9A-Z]{14})/$"),
        ("honour", "/honours/", r"/honours/([0-9-]+)/$"),
        ("batch", "/office/awards/", r"/office/awards/batches/([0-9A-Z]{14})/$"),
        ("draw", "/office/oversight/", r"/office/draws/([0-9A-Z]{14})/$"),
        ("told_draw", "/office/oversight/", r"^/draws/([0-9A-Z]{14})/$"),
        ("case", "/cases/", r"/cases/([0-9A-Z]{14})/$"),
        ("objection", "/office/objections/?state=upheld", r"/office/objections/([0-9A-Z]{14})/$"),
    )
    found = {name: first_link(head, path, like) for name, path, like in links}
    edition = first_link(head, f"/approvals/{found['resolution']}/", r"/approvals/editions/(.+)/$")
    found["slate"] = first_link(
        head, f"/approvals/editions/{edition}/", r"/selections/runs/([0-9A-Z]{14})/$"
    )
    found["visit"] = first_link(inspector, "/visits/", r"/visits/([0-9A-Z]{14})/$")
    return found


def first_link(page: Page, path: str, like: str) -> str:
    """Return what the first link of this kind on a page names."""
    page.goto(path)
    hrefs = page.locator("main a[href]").evaluate_all("all => all.map(it => it.pathname)")
    found = next((made for href in hrefs if (made := re.search(like, href))), None)
    assert found, f"{path} has no link like {like}: {hrefs}"
    return found[1]


def begin(page: Page, title: str, text: str) -> None:
    """Begin a notice, in the rich editor where script runs."""
    page.goto("/office/notices/new/")
    page.locator("#id_title").fill(title)
    page.locator("#id_author").fill("创建活动工作办公室")
    page.locator("#id_body_text:visible, .editor__surface").fill(text)
    page.get_by_role("button", name="存为草稿").click()
    page.wait_for_url(re.compile(r"/office/notices/(?!new/)"))


def with_annexes(page: Page) -> str:
    """Begin a notice with a list that must not go out as it is, and a scan nobody has read."""
    begin(page, LISTED, "名单见附件。")
    listed = samples.docx(body=samples.paragraph("请打138", "00138000", "，11010519491231002X"))
    for name, content in (("名单.docx", listed), ("盖章页.png", samples.png())):
        upload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.locator("#annexes input[type=file]").set_input_files(upload)  # type: ignore[arg-type]  # a file payload
        page.locator("#annexes form[enctype] button[type=submit]").click()
        page.locator("#annexes .list", has_text=name.partition(".")[0]).wait_for()
    return code_in(page.url)


def code_in(address: str) -> str:
    """Return the public code that an address names."""
    found = re.search(r"/notices/([^/]+)/", address)
    assert found, address
    return found[1]


def wrong_password(page: Page) -> None:
    """Sign in with a password that is not right, under a name that nobody else is locked by."""
    page.locator("#id_login").fill(f"{secrets.token_hex(4)}@hongbang.example")
    page.locator("#id_password").fill("not the password")
    page.locator("main form button").click()


def lost_token(page: Page) -> None:
    """Send a form whose token has gone."""
    page.context.clear_cookies(name="csrf")
    wrong_password(page)


def blank_title(page: Page) -> None:
    """Send a title of blanks only."""
    page.locator("#id_title").fill("　 ")
    page.locator("#id_author").fill("办公室")
    page.locator("form[data-guard] .btn--ink").click()


def make_papers(page: Page) -> None:
    """Have the published notices made into one PDF."""
    page.locator("form[action*='/papers/'] button").click()
    page.wait_for_url("**/batches/**")


def no_reason_for_a_term(page: Page) -> None:
    """Set a term without saying why."""
    page.locator("#id_days").fill("30")
    page.locator("#id_reason").fill("　 ")
    page.locator("main form .btn--ink").click()


def lost_session(page: Page) -> None:
    """Lose the session while writing, and send."""
    page.locator("#id_title").fill("会话断了")
    page.locator("#id_author").fill("办公室")
    page.context.clear_cookies(name="session")
    page.locator("form[data-guard] .btn--ink").click()


def found_again(page: Page) -> None:
    """… and sign in again: what was typed waits there."""
    lost_session(page)
    page.locator("main form button").click()
    page.locator("#id_login").fill("lin@hongbang.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").click()
    page.locator("form[action='/office/notices/new/']").wait_for()


def overtaken(page: Page) -> None:
    """Save after a colleague has saved."""
    colleague = page.context.new_page()
    colleague.goto(page.url)
    number = colleague.locator("#id_number")
    number.fill("甲" if number.input_value() != "甲" else "乙")
    colleague.locator("form[data-guard] .btn--ink").click()
    colleague.wait_for_load_state()
    colleague.close()
    page.locator("#id_number").fill("丙")
    page.locator("form[data-guard] .btn--ink").click()


def overtaken_annex(page: Page) -> None:
    """Take an annex out of a version that is no longer the one."""
    page.locator("#annexes form input[name=version]").first.evaluate("it => { it.value = '1' }")
    page.locator("#annexes .list form button").first.click()


def stray_annex(page: Page) -> None:
    """Take an annex out that is not there."""
    page.locator("#annexes form input[name=annex]").first.evaluate("it => { it.value = 'none' }")
    page.locator("#annexes .list form button").first.click()


def publish_unfinished(page: Page) -> None:
    """Publish what has no text yet."""
    page.locator("main .btn--act").click()


def withdraw_silently(page: Page) -> None:
    """Withdraw without a reason."""
    page.locator("main summary").click()
    page.locator("main details button").click()


def attach_nothing(page: Page) -> None:
    """Attach without choosing a file."""
    page.locator("#annexes form[enctype] button[type=submit]").click()


def word_wrongly(page: Page) -> None:
    """Word a letter with a gap that it does not have."""
    page.locator("#id_body").fill("{titel}")
    page.locator("form[data-guard] .btn--ink").click()


def preview_words(page: Page) -> None:
    """Look at how a letter would read, before it is kept."""
    page.locator("#id_short").fill("请看 {link}" + "长" * 80)
    page.locator("form[data-guard] button[name=preview]").click()


def ask_reset(page: Page) -> None:
    """Ask for a link, for a name that nobody has."""
    page.locator("#id_login").fill(f"{secrets.token_hex(4)}@hongbang.example")
    page.locator("main form button").click()


def register_nothing(page: Page) -> None:
    """Send an empty registration."""
    page.locator("form").last.evaluate("it => { it.noValidate = true }")
    page.get_by_role("button", name=re.compile("下一步|Next")).click()


def register_doubtfully(page: Page) -> None:
    """Send a registration whose code has a wrong last sign."""
    page.locator("#id_credit_code").fill("9131000063159284X0")
    register_nothing(page)


def follow_nothing(page: Page) -> None:
    """Follow a receipt that there is not."""
    page.locator("#id_receipt").fill("00000000000000")
    page.locator("#id_contact").fill("nobody@hongbang.example")
    page.locator("main form button").click()


def change_badly(page: Page) -> None:
    """Change the password to two that differ."""
    page.locator("#id_current").fill("whatever it is")
    page.locator("#id_password").fill("ten or more signs")
    page.locator("#id_again").fill("ten or other signs")
    page.locator("form[action='/me/password/'] button").click()


def open_a_colleague(page: Page) -> None:
    """Open a colleague's seat, with what can be done unfolded."""
    page.locator("main table a", has_text="陆文静").click()


def invite_nobody(page: Page) -> None:
    """Invite somebody without a contact that could be."""
    page.locator("#id_name").fill("某人")
    page.locator("#id_contact").fill("no contact")
    page.locator("main form .btn--ink").click()


def open_a_person(page: Page) -> None:
    """Open somebody's keys and sessions."""
    page.locator("main table a").first.click()


def blank_body(page: Page) -> None:
    """Register a unit with a name of blanks and half a postcode."""
    page.locator("#id_name").fill("　 ")
    for name in ("area", "parent"):
        page.locator(f"#id_{name}").select_option(index=1)
    page.locator("#id_postcode").fill("2000")
    page.locator("form[data-guard] .btn--ink").click()


def near_body(page: Page) -> None:
    """Register a unit whose name is much like another's."""
    page.locator("#id_name").fill("示范百货股份有限公司")
    for name in ("area", "parent"):
        page.locator(f"#id_{name}").select_option(index=1)
    page.locator("form[data-guard] .btn--ink").click()


def overtaken_body(page: Page) -> None:
    """Save a body after a colleague has saved it."""
    colleague = page.context.new_page()
    colleague.goto(page.url)
    address = colleague.locator("#id_address")
    address.fill("甲路 1 号" if address.input_value() != "甲路 1 号" else "乙路 2 号")
    colleague.locator("form[data-guard] .btn--ink").click()
    colleague.wait_for_load_state()
    colleague.close()
    page.locator("#id_address").fill("丙路 3 号")
    page.locator("form[data-guard] .btn--ink").click()


def close_silently(page: Page) -> None:
    """Close a body without a reason."""
    page.locator("main summary", has_text=re.compile("停用|Close")).click()
    page.locator("form[action$='/close/'] [name=reason]").fill("　 ")
    page.locator("form[action$='/close/'] button").click()


def rubbish_workbook(page: Page) -> None:
    """Upload a workbook that is none."""
    page.locator("#id_file").set_input_files(
        {"name": "机构.xlsx", "mimeType": "application/zip", "buffer": b"PK" + bytes(400)}
    )
    page.locator("form[enctype] button").click()


def bodies_of(page: Page) -> dict[str, str]:
    """Read codes of the demonstration's bodies, and upload two workbooks: good and faulty."""
    found = {}
    for name, query in (("organ", "hpqzgh"), ("unit", "sfbhyxgs"), ("host", "shszgh&kind=host")):
        page.goto(f"/bodies/?q={query}")
        link = page.locator("main table a").first.get_attribute("href") or ""
        found[name] = link.split("/")[2]
    page.goto(f"/bodies/{found['unit']}/")
    for name, place in (("team", "teams"), ("nominee", "nominees")):
        link = page.locator(f"#{place} .list a").first.get_attribute("href") or ""
        found[name] = link.split("/")[2]
    page.goto("/bodies/areas/")
    link = page.locator("main .list a").first.get_attribute("href") or ""
    found["area"] = link.split("/")[3]
    for name, district in (("sheet", "黄浦区"), ("faulty", "黄埔区")):
        rows = [{"kind": "unit", "name": f"某{name}店", "area": district, "parent": "黄浦区总工会"}]
        book = written(rows, ("kind", "name", "area", "parent"))
        page.goto("/bodies/import/")
        upload = {"name": f"机构名单{district}.xlsx", "mimeType": "application/zip", "buffer": book}
        page.locator("#id_file").set_input_files(upload)  # type: ignore[arg-type]  # a file payload
        page.locator("form[enctype] button").click()
        page.wait_for_url("**/bodies/import/*/")
        found[name] = page.url.split("/")[5]
    return found


def editions_of(page: Page) -> dict[str, str]:
    """Keep a programme and begin an edition with a step in it, as the office does."""
    page.goto("/office/programmes/new/")
    page.locator("#id_code").fill("sweep")
    page.locator("#id_name").fill("巡检项目")
    page.locator("#id_name_en").fill("Sweep")
    page.locator("form[data-guard] .btn--ink").click()
    page.wait_for_url("**/office/editions/new/")
    page.locator("#id_programme").select_option("sweep")
    page.locator("form[data-guard] .btn--ink").click()
    page.wait_for_url(re.compile(r"/office/editions/(?!new/)"))
    edition = page.url.split("/")[5]
    page.goto(f"/office/editions/{edition}/timetable/milestones/0/")
    filled = {"key": "apply", "name_zh": "申报", "name_en": "Applications"}
    filled |= {"starts_on": "2026-10-19", "ends_on": "2026-11-10"}
    for name, value in filled.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_stage").select_option("application")
    page.locator("form[data-guard] .btn--ink").click()
    page.goto(f"/office/editions/{edition}/clone/")
    page.locator("form[data-guard] .btn--ink").click()
    page.wait_for_url(re.compile(rf"/office/editions/(?!{edition}/)"))
    return {"edition": edition, "copy": page.url.split("/")[5]}


def save_nothing(page: Page) -> None:
    """Save an empty form, past the browser's own check."""
    page.locator("form[data-guard]").evaluate("it => { it.noValidate = true }")
    page.locator("form[data-guard] .btn--ink").click()


def sheets_of(page: Page) -> dict[str, str]:
    """Begin a sheet with a question of most kinds, and one that is not sound."""
    found = {}
    for name, kinds in (("form", SHEET_KINDS), ("unsound", ("choice",))):
        page.goto("/office/sheets/new/")
        page.locator("#id_code").fill(f"{name}_{secrets.token_hex(3)}")
        page.locator("#id_title_zh").fill("示范表单")
        page.locator("#id_title_en").fill("A sample form")
        page.locator("main form .btn--ink").click()
        page.wait_for_url(re.compile(r"/office/sheets/(?!new/)"))
        found[name] = page.url.split("/")[5]
        add_part(page, found[name], "sections", {"key": "main", "title": "主要"})
        for kind in kinds:
            typed = {"key": f"a_{kind}", "label": f"题目 {kind}"}
            typed |= SHEET_TYPED.get(kind, {}) if name == "form" else {}
            add_part(page, found[name], f"sections.0.fields&kind={kind}", typed)
    add_part(page, found["form"], f"{TABLE}.columns&kind=whole", {"key": "n", "label": "人数"})
    add_part(page, found["form"], f"{TABLE}.columns&kind=text", {"key": "who", "label": "姓名"})
    add_part(page, found["form"], "checks", {"key": "few", "test": "a_whole < 9", "say": "太多"})
    return found


def surveys_of(page: Page) -> dict[str, str]:
    """Read the demonstration's surveys from the unit's list, and open one with two invitations."""
    found = {}
    page.goto("/surveys/")
    for name, team in (("survey", "化妆品柜组"), ("survey_over", "总服务台")):
        link = page.locator("main table a", has_text=team).get_attribute("href") or ""
        found[name] = link.split("/")[2]
    page.goto("/surveys/new/")
    page.locator("#id_subject").select_option(label="李晨曦（总服务台）")
    page.locator("#id_count").fill("2")
    page.locator("form[data-guard] .btn--ink").click()
    links = page.locator("#links").input_value().split()
    return found | {"invitation": links[0].split("/")[-2]}


def activities_of(page: Page) -> dict[str, str]:
    """Read a record of the demonstration from the unit's list."""
    page.goto("/activities/")
    link = page.locator("main table a").first.get_attribute("href") or ""
    return {"activity": link.split("/")[2]}


def returns_of(page: Page) -> dict[str, str]:
    """Read the address of the organ's return from its list."""
    page.goto("/returns/")
    link = page.locator("main table a").first.get_attribute("href") or ""
    return {"return_edition": link.split("/")[2], "return_organ": link.split("/")[3]}


def record_nothing(page: Page) -> None:
    """Record an activity of which nothing was told."""
    page.locator("form[data-guard] .btn--ink").click()


def strike_silently(page: Page) -> None:
    """Strike a record without saying why."""
    page.locator("aside summary").click()
    page.locator("form[action$='/strike/'] button").click()


def sign_an_unfinished_return(page: Page) -> None:
    """Sign a return that differs from its records without a note."""
    page.locator("#id_added-training_sessions").fill("2")
    page.locator("button[name='prepare']").click()


def more_invitations(page: Page) -> None:
    """Have two more invitations made, and look at them."""
    page.locator("#count").fill("2")
    page.locator("form[action$='/invitations/'] button").click()


def open_too_many(page: Page) -> None:
    """Open a survey of nobody, with more invitations than go out at once."""
    page.locator("#id_count").fill("999")
    save_nothing(page)


def withdraw_survey_silently(page: Page) -> None:
    """Withdraw a survey without a reason."""
    page.locator("main summary", has_text=re.compile("撤销这项|Withdraw")).click()
    page.locator("form[action$='/withdraw/'] [name=reason]").fill("　 ")
    page.locator("form[action$='/withdraw/'] button").click()


def applications_of(page: Page) -> dict[str, str]:
    """Read the codes of the application that was sent and of the one at work."""
    found = {}
    for name, state in (("sent", "submitted"), ("at_work", "draft")):
        page.goto(f"/applications/?state={state}")
        link = page.locator("main table a").first.get_attribute("href") or ""
        found[name] = link.split("/")[2]
    return found


def recommendations_of(organ: Page, office: Page) -> dict[str, str]:
    """Read the codes of a list, of what was sent with it, and of what waits to be taken in."""
    organ.goto("/recommendations/")
    link = organ.locator("main aside a").first.get_attribute("href") or ""
    found = {"category": link.split("/")[3]}
    office.goto("/recommendations/intake/?stand=forwarded")
    link = office.locator("main table th a").first.get_attribute("href") or ""
    found["sent_up"] = link.split("/")[2]
    found["pick"] = office.locator("main input[name=pick]").first.get_attribute("value") or ""
    link = office.locator("main table td a").first.get_attribute("href") or ""
    return found | {"transmittal": link.split("/")[3]}


def year_of(office: Page) -> dict[str, str]:
    """Read the code of the open edition from the list of what is put to the hosts."""
    office.goto("/approvals/")
    link = office.locator("main a[href*='/approvals/editions/']").first.get_attribute("href") or ""
    return {"year": link.split("/")[3]}


def follow_no_objection(page: Page) -> None:
    """Follow an objection by a receipt that nobody has."""
    page.locator("#id_receipt").fill("AAAA-BBBB-CCCC")
    page.locator("main form button").click()


def rule_out_silently(page: Page) -> None:
    """Find a recommendation ineligible without a reason."""
    page.locator("main summary", has_text=re.compile("不符合|Not eligible")).click()
    page.locator("form[action$='/rule-out/'] [name=reason]").fill("　 ")
    page.locator("form[action$='/rule-out/'] button").click()


def reviews_of(clerk: Page, expert: Page) -> dict[str, str]:
    """Read the codes of the open round, of its file, and of the expert's score sheet."""
    found = {}
    clerk.goto("/reviews/")
    for name, part in (("round", "/reviews/rounds/"), ("pool", "/experts/")):
        link = clerk.locator(f"main table a[href*='{part}']").first.get_attribute("href") or ""
        found[name] = link.split("/")[3]
    clerk.goto(f"/reviews/editions/{found['pool']}/experts/")
    link = clerk.locator("main table a").first.get_attribute("href") or ""
    found["expert"] = link.split("/")[5]
    clerk.goto(f"/reviews/rounds/{found['round']}/")
    link = clerk.locator("main table a").first.get_attribute("href") or ""
    found["dossier"] = link.split("/")[3]
    clerk.goto("/recommendations/places/")
    forms = clerk.locator("main form[action*='/recommendations/places/']")
    found["other_category"] = (forms.last.get_attribute("action") or "").split("/")[3]
    expert.goto("/reviews/mine/")
    link = expert.locator("main table a").first.get_attribute("href") or ""
    return found | {"score": link.split("/")[3]}


def enrol_nobody_known(page: Page) -> None:
    """Name an employer that is not registered."""
    page.locator("#id_works_for").fill("没有登记的公司")
    page.locator("main form .btn--ink").click()


def replace_silently(page: Page) -> None:
    """Replace a reader without a reason."""
    page.locator("main details summary").first.click()
    page.locator("form[action$='/replace/'] [name=reason]").first.fill("　 ")
    page.locator("form[action$='/replace/'] button").first.click()


def sign_unfinished(page: Page) -> None:
    """Sign a score sheet that lacks points."""
    page.locator(".dock button[name=sign]").click()


def price_in_words(page: Page) -> None:
    """Give a soft rule a price that is no number."""
    page.locator("form[action$='/terms/'] .in-num").first.fill("很多")
    page.locator("form[action$='/terms/'] button").click()


def draw_too_short(page: Page) -> None:
    """Enter a draw that anybody could guess."""
    page.locator("#seed_seed").fill("12")
    page.locator("#seed_source").fill("示范公报")
    page.locator("form[action$='/seed/'] button").click()


def ask_nobody(page: Page) -> None:
    """Ask a department without saying which."""
    page.locator("main details summary").last.click()
    page.locator("#ask_department").fill("　 ")
    page.locator("form[action$='/checks/'] button").click()


def check_form(page: Page) -> None:
    """Check an application that is not finished."""
    page.locator(".dock button[name=check]").click()


def overtaken_form(page: Page) -> None:
    """Save an application after a colleague has saved it."""
    page.locator("main form input[name=version]").first.evaluate("it => { it.value = '1' }")
    page.locator("#a-slogan").fill("先问清楚再拿东西")
    page.locator(".dock button[name=save]").click()


def withdraw_application_silently(page: Page) -> None:
    """Withdraw an application without a reason."""
    page.locator("main summary", has_text=re.compile("撤回|Withdraw")).click()
    page.locator("form[action$='/withdraw/'] [name=reason]").fill("　 ")
    page.locator("form[action$='/withdraw/'] button").click()


def answer_nothing(page: Page) -> None:
    """Send a survey without an answer."""
    page.locator("main form .btn--ink").click()


def answer_of_a_complaint(page: Page) -> None:
    """Say that there was a complaint, which brings a question up."""
    page.locator("[name=has_complained][value=yes]").check()
    page.locator("main form .btn--ink").click()


def return_too_soon(page: Page) -> None:
    """Return an application with a day that has gone."""
    page.locator("form[action$='/return/'] [name=reason]").fill("请附九月的台账")
    page.locator("form[action$='/return/'] [name=until_on]").fill("2026-01-05")
    page.locator("form[action$='/return/'] button").click()


SHEET_KINDS = (
    *("table", "text", "long_text", "whole", "date", "month", "yes_no", "choice", "choices"),
    *("ratio", "file", "opinion", "scale", "score", "computed"),
)
TABLE = "sections.0.fields.0"
SHEET_TYPED = {
    "choice": {"options": "a | 甲 | A"},
    "choices": {"options": "a | 甲 | A\nb | 乙 | B"},
    "ratio": {"numerator": "及时办结", "denominator": "全部"},
    "opinion": {"signer": "单位负责人"},
    "scale": {"high": "10"},
    "score": {"points": "15"},
    "computed": {"formula": "a_whole * 2"},
}


def add_part(page: Page, code: str, where: str, typed: dict[str, str]) -> None:
    """Add a part to a sheet; words are given in both languages."""
    page.goto(f"/office/sheets/{code}/add/?to={where}")
    for name, text in typed.items():
        if page.locator(f"#id_{name}_zh").count():
            page.locator(f"#id_{name}_zh").fill(text)
            page.locator(f"#id_{name}_en").fill(f"The {name}")
        else:
            page.locator(f"#id_{name}").fill(text)
    page.locator("main .dock .btn--ink").click()
    page.wait_for_load_state()


def check_sheet(page: Page) -> None:
    """Check answers of which some are wrong."""
    page.locator("#a-a_whole").fill("99 people")
    page.locator("#a-a_table-0-n").fill("many")
    page.locator("main .dock button[name=check]").click()


def begin_sheet_badly(page: Page) -> None:
    """Begin a sheet with a code that will not do."""
    page.locator("#id_code").fill("Big Code")
    page.locator("#id_title_zh").fill("表")
    page.locator("main form .btn--ink").click()


def publish_unsound(page: Page) -> None:
    """Publish a sheet that has a fault."""
    page.locator("main aside .btn--act").click()


PLACES = (
    Place("home", "", "/"),
    Place("notices", "", "/notices/"),
    Place("notices-found", "", "/notices/?q=peixun&kind=notice"),
    Place("notices-none", "", "/notices/?q=zzzz"),
    Place("notice", "", "/notices/{ruling}/"),
    Place("notice-corrected", "", "/notices/{call}/"),
    Place("notice-earlier-text", "", "/notices/{call}/texts/1/"),
    Place("notice-withdrawn", "", "/notices/{training}/"),
    Place("contacts", "", "/contacts/"),
    Place("postings", "", "/postings/"),
    Place("objection-unknown", "", "/objections/", 422, follow_no_objection),
    Place("honours", "", "/honours/"),
    Place("honours-none", "", "/honours/?q=zzzz&status=valid"),
    Place("posting", "", "/postings/{posting}/"),
    Place("honour", "", "/honours/{honour}/"),
    Place("draw-told", "", "/draws/{told_draw}/"),
    Place("verify", "", "/verify/"),
    Place("verify-missing", "", "/verify/?number=2016-01-0001-1", 404),
    Place("search", "", "/search/"),
    Place("search-found", "", "/search/?q=zl"),
    Place("search-none", "", "/search/?q=zzzzzz"),
    Place("about", "", "/pages/about/"),
    Place("accessibility", "", "/pages/accessibility/"),
    Place("privacy", "", "/pages/privacy/"),
    Place("security", "", "/pages/security/"),
    Place("verify-ledger", "", "/verify-ledger/"),
    Place("gallery", "", "/gallery/", lines=9),
    Place("survey-answer", "", "/s/{invitation}/"),
    Place("survey-answer-refused", "", "/s/{invitation}/", 422, answer_nothing),
    Place("survey-answer-more", "", "/s/{invitation}/", 200, answer_of_a_complaint),
    Place("survey-thanks", "", "/s/thanks/"),
    Place("survey-shut", "", "/s/no-such-link/", 404),
    Place("sign-in", "", "/sign-in/"),
    Place("sign-in-refused", "", "/sign-in/", 422, wrong_password),
    Place("token-lost", "", "/sign-in/", 403, lost_token),
    Place("not-found", "", "/no-such-page/", 404),
    Place("reset", "", "/reset/"),
    Place("reset-sent", "", "/reset/", 200, ask_reset),
    Place("reset-by-text", "", "/reset/code/"),
    Place("reset-over", "", "/reset/no-such-link/", 404),
    Place("invitation-over", "", "/join/no-such-link/", 404),
    Place("register", "", "/register/"),
    Place("register-refused", "", "/register/", 422, register_nothing),
    Place("register-warned", "", "/register/", 422, register_doubtfully),
    Place("follow", "", "/register/follow/"),
    Place("follow-refused", "", "/register/follow/", 422, follow_nothing),
    Place("profile", "lin", "/me/"),
    Place("profile-refused", "lin", "/me/", 422, change_badly),
    Place("enrol", "lin", "/me/second-factor/"),
    Place("prove", "lin", "/prove/"),
    Place("office-people", "lin", "/people/"),
    Place("office-people-none", "lin", "/people/?q=zzzz"),
    Place("office-registrations", "lin", "/registrations/"),
    Place("head-people", "he", "/people/?state=all"),
    Place("head-seat", "he", "/people/", 200, open_a_colleague),
    Place("head-invitations", "he", "/people/invitations/"),
    Place("head-invite", "he", "/people/invitations/new/"),
    Place("head-invite-refused", "he", "/people/invitations/new/", 422, invite_nobody),
    Place("organ-registrations", "lu", "/registrations/?state=all"),
    Place("guard-list", "pan", "/security/"),
    Place("guard-locks", "pan", "/security/locks/"),
    Place("guard-person", "pan", "/security/?q=lzy", 200, open_a_person),
    Place("clerk-desk", "lin", "/desk/"),
    Place("clerk-application-sent-on", "lin", "/applications/{sent_up}/"),
    Place("clerk-structure", "lin", "/structure/"),
    Place("clerk-worklist", "lin", "/office/notices/"),
    Place("clerk-worklist-filtered", "lin", "/office/notices/?state=published&kind=ruling"),
    Place("clerk-worklist-none", "lin", "/office/notices/?q=zzzz"),
    Place("clerk-new", "lin", "/office/notices/new/"),
    Place("clerk-new-refused", "lin", "/office/notices/new/", 422, blank_title),
    Place("clerk-session-lost", "lin", "/office/notices/new/", 401, lost_session),
    Place("clerk-session-found", "lin", "/office/notices/new/", 200, found_again),
    Place("clerk-edit-draft", "lin", "/office/notices/{draft}/"),
    Place("clerk-edit-published", "lin", "/office/notices/{call}/"),
    Place("clerk-edit-ahead", "lin", "/office/notices/{ahead}/"),
    Place("clerk-edit-withdrawn", "lin", "/office/notices/{training}/"),
    Place("clerk-edit-overtaken", "lin", "/office/notices/{draft}/", 409, overtaken),
    Place("clerk-annex-refused", "lin", "/office/notices/{draft}/", 422, attach_nothing),
    Place("clerk-annex-overtaken", "lin", "/office/notices/{call}/", 409, overtaken_annex),
    Place("clerk-annex-missing", "lin", "/office/notices/{call}/", 404, stray_annex),
    Place("clerk-preview-draft", "lin", "/office/notices/{draft}/preview/"),
    Place(
        "clerk-preview-refused",
        "lin",
        "/office/notices/{unfinished}/preview/",
        422,
        publish_unfinished,
    ),
    Place("clerk-edit-listed", "lin", "/office/notices/{listed}/"),
    Place("clerk-preview-listed", "lin", "/office/notices/{listed}/preview/"),
    Place(
        "clerk-publish-listed",
        "lin",
        "/office/notices/{listed}/preview/",
        422,
        publish_unfinished,
    ),
    Place("clerk-preview-published", "lin", "/office/notices/{ruling}/preview/"),
    Place("clerk-preview-ahead", "lin", "/office/notices/{ahead}/preview/"),
    Place(
        "clerk-withdraw-refused",
        "lin",
        "/office/notices/{ruling}/preview/",
        422,
        withdraw_silently,
    ),
    Place("clerk-reads-notice", "lin", "/notices/{call}/"),
    Place("clerk-editions", "lin", "/office/editions/"),
    Place("clerk-editions-none", "lin", "/office/editions/?q=zzzz"),
    Place("clerk-programme-refused", "lin", "/office/programmes/new/", 422, save_nothing),
    Place("clerk-edition-new", "lin", "/office/editions/new/"),
    Place("clerk-edition", "lin", "/office/editions/{edition}/"),
    Place("clerk-edition-changes", "lin", "/office/editions/{copy}/changes/"),
    Place("clerk-edition-clone", "lin", "/office/editions/{edition}/clone/"),
    Place("clerk-chapter", "lin", "/office/editions/{edition}/timetable/"),
    Place("clerk-chapter-empty", "lin", "/office/editions/{edition}/review/"),
    Place("clerk-chapter-keys", "lin", "/office/editions/{edition}/general/keys/"),
    Place("clerk-row", "lin", "/office/editions/{edition}/timetable/milestones/1/"),
    Place(
        "clerk-row-refused",
        "lin",
        "/office/editions/{edition}/conditions/conditions/0/",
        422,
        save_nothing,
    ),
    Place("clerk-workdays", "lin", "/office/workdays/?after=2026-12-25&days=12"),
    Place("clerk-site-day", "lin", "/office/site-day/"),
    Place("clerk-sheets", "lin", "/office/sheets/"),
    Place("clerk-sheets-none", "lin", "/office/sheets/?q=zzzz"),
    Place("clerk-sheet-new", "lin", "/office/sheets/new/"),
    Place("clerk-sheet-new-refused", "lin", "/office/sheets/new/", 422, begin_sheet_badly),
    Place("clerk-form", "lin", "/office/sheets/{form}/"),
    Place("clerk-form-refused", "lin", "/office/sheets/{unsound}/", 422, publish_unsound),
    Place("clerk-form-head", "lin", "/office/sheets/{form}/edit/"),
    Place("clerk-form-part", "lin", "/office/sheets/{unsound}/edit/?part=sections.0.fields.0"),
    Place("clerk-form-kinds", "lin", "/office/sheets/{form}/add/?to=sections.0.fields"),
    Place("clerk-form-add", "lin", "/office/sheets/{form}/add/?to=sections.0.fields&kind=score"),
    Place("clerk-form-tried", "lin", "/office/sheets/{form}/preview/"),
    Place("clerk-form-checked", "lin", "/office/sheets/{form}/preview/", 422, check_sheet),
    Place("clerk-form-not-tried", "lin", "/office/sheets/{unsound}/preview/"),
    Place("auditor-form", "yan", "/office/sheets/{form}/"),
    Place("clerk-bodies", "lin", "/bodies/"),
    Place("clerk-bodies-filtered", "lin", "/bodies/?kind=organ&channel=women&stand=all"),
    Place("clerk-bodies-none", "lin", "/bodies/?q=zzzz"),
    Place("clerk-tree", "lin", "/bodies/tree/"),
    Place("clerk-organ", "lin", "/bodies/{organ}/?on=2026-11-01"),
    Place("clerk-unit", "lin", "/bodies/{unit}/"),
    Place("clerk-close-refused", "lin", "/bodies/{unit}/", 422, close_silently),
    Place("clerk-body-new", "lin", "/bodies/new/organ/"),
    Place("clerk-body-refused", "lin", "/bodies/new/unit/", 422, blank_body),
    Place("clerk-body-near", "lin", "/bodies/new/unit/", 422, near_body),
    Place("clerk-body-edit", "lin", "/bodies/{host}/edit/"),
    Place("clerk-body-overtaken", "lin", "/bodies/{unit}/edit/", 409, overtaken_body),
    Place("clerk-body-move", "lin", "/bodies/{organ}/move/"),
    Place("clerk-body-merge", "lin", "/bodies/{unit}/merge/"),
    Place("clerk-areas", "lin", "/bodies/areas/"),
    Place("clerk-area-new", "lin", "/bodies/areas/new/"),
    Place("clerk-area-edit", "lin", "/bodies/areas/{area}/"),
    Place("clerk-upload", "lin", "/bodies/import/"),
    Place("clerk-upload-refused", "lin", "/bodies/import/", 422, rubbish_workbook),
    Place("clerk-sheet", "lin", "/bodies/import/{sheet}/"),
    Place("clerk-sheet-faulty", "lin", "/bodies/import/{faulty}/"),
    Place("organ-desk", "lu", "/desk/"),
    Place("organ-bodies", "lu", "/bodies/"),
    Place("organ-own", "lu", "/bodies/{organ}/"),
    Place("unit-desk", "shen", "/desk/"),
    Place("unit-own", "shen", "/bodies/{unit}/"),
    Place("unit-team", "shen", "/teams/{team}/"),
    Place("unit-nominee", "shen", "/nominees/{nominee}/"),
    Place("unit-refused", "shen", "/bodies/", 403),
    Place("unit-honours", "shen", "/awards/"),
    Place("unit-surveys", "shen", "/surveys/"),
    Place("unit-survey-new", "shen", "/surveys/new/"),
    Place("unit-survey-new-refused", "shen", "/surveys/new/", 422, open_too_many),
    Place("unit-survey", "shen", "/surveys/{survey}/"),
    Place("unit-survey-over", "shen", "/surveys/{survey_over}/"),
    Place("unit-invitations", "shen", "/surveys/{survey}/", 200, more_invitations),
    Place("organ-survey", "lu", "/surveys/{survey}/"),
    Place("unit-activities", "shen", "/activities/"),
    Place("unit-activities-none", "shen", "/activities/?kind=exchange"),
    Place("unit-activity-new", "shen", "/activities/new/"),
    Place("unit-activity-new-refused", "shen", "/activities/new/", 422, record_nothing),
    Place("unit-activity", "shen", "/activities/{activity}/"),
    Place("unit-activity-refused", "shen", "/activities/{activity}/", 422, strike_silently),
    Place("organ-statistics-list", "lu", "/returns/"),
    Place("organ-statistics", "lu", "/returns/{return_edition}/{return_organ}/"),
    Place(
        "organ-statistics-refused",
        "lu",
        "/returns/{return_edition}/{return_organ}/",
        422,
        sign_an_unfinished_return,
    ),
    Place("clerk-statistics", "lin", "/returns/"),
    Place("clerk-statistics-sum", "lin", "/returns/{return_edition}/"),
    Place("clerk-statistics-organ", "lin", "/returns/{return_edition}/{return_organ}/"),
    Place("clerk-surveys", "lin", "/surveys/?state=closed"),
    Place("clerk-surveys-none", "lin", "/surveys/?q=zzzz"),
    Place("clerk-survey", "lin", "/surveys/{survey_over}/"),
    Place(
        "clerk-survey-refused",
        "lin",
        "/surveys/{survey_over}/",
        422,
        withdraw_survey_silently,
    ),
    Place("head-slate", "zhou", "/selections/runs/{slate}/"),
    Place("head-resolution", "zhou", "/approvals/{resolution}/"),
    Place("head-batch", "zhou", "/office/awards/batches/{batch}/"),
    Place("head-draw", "zhou", "/office/draws/{draw}/"),
    Place("head-case", "zhou", "/cases/{case}/"),
    Place("head-objection", "zhou", "/office/objections/{objection}/"),
    Place("inspector-desk", "guan", "/desk/"),
    Place("inspector-visit", "guan", "/visits/{visit}/"),
    Place("office-oversight", "lin", "/office/oversight/"),
    Place("office-cases", "lin", "/cases/"),
    Place("unit-honours-own", "gu", "/unit/honours/"),
    Place("unit-applications", "shen", "/applications/"),
    Place("unit-applications-none", "shen", "/applications/?q=zzzz"),
    Place("unit-application-begin", "shen", "/applications/new/"),
    Place("unit-application-form", "shen", "/applications/{at_work}/edit/"),
    Place("unit-application-checked", "shen", "/applications/{at_work}/edit/", 422, check_form),
    Place(
        "unit-application-overtaken", "shen", "/applications/{at_work}/edit/", 409, overtaken_form
    ),
    Place("unit-application-preview", "shen", "/applications/{at_work}/preview/"),
    Place("unit-application-sent", "shen", "/applications/{sent}/"),
    Place(
        "unit-withdraw-refused",
        "shen",
        "/applications/{sent}/",
        422,
        withdraw_application_silently,
    ),
    Place("unit-receipt", "shen", "/applications/{sent}/receipts/1/"),
    Place("organ-applications", "lu", "/applications/received/"),
    Place("organ-applications-none", "lu", "/applications/received/?q=zzzz"),
    Place("organ-application", "lu", "/applications/{sent}/"),
    Place("organ-return-refused", "lu", "/applications/{sent}/", 422, return_too_soon),
    Place("auditor-application", "yan", "/applications/{sent}/"),
    Place("organ-recommendations", "lu", "/recommendations/"),
    Place("organ-list", "he", "/recommendations/lists/{category}/"),
    Place("organ-opinion", "lu", "/recommendations/{sent}/"),
    Place("organ-transmittal", "he", "/recommendations/sent/{transmittal}/"),
    Place("clerk-intake", "lin", "/recommendations/intake/"),
    Place("clerk-intake-preview", "lin", "/recommendations/intake/preview/?pick={pick}"),
    Place("clerk-rule-out-refused", "lin", "/recommendations/{sent_up}/", 422, rule_out_silently),
    Place("clerk-places", "lin", "/recommendations/places/?total=5"),
    Place("clerk-reviews", "lin", "/reviews/"),
    Place("clerk-experts", "lin", "/reviews/editions/{pool}/experts/"),
    Place(
        "clerk-expert-refused",
        "lin",
        "/reviews/editions/{pool}/experts/{expert}/",
        422,
        enrol_nobody_known,
    ),
    Place("head-review-open", "zhou", "/reviews/categories/{other_category}/open/"),
    Place("clerk-round", "lin", "/reviews/rounds/{round}/"),
    Place("clerk-assign", "lin", "/reviews/rounds/{round}/assign/"),
    Place("auditor-standing", "yan", "/reviews/rounds/{round}/standing/"),
    Place("clerk-replace-refused", "lin", "/reviews/files/{dossier}/", 422, replace_silently),
    Place("expert-files", "fang", "/reviews/mine/"),
    Place("expert-score", "fang", "/reviews/sheets/{score}/"),
    Place("expert-sign-refused", "fang", "/reviews/sheets/{score}/", 422, sign_unfinished),
    Place("clerk-selections", "lin", "/selections/"),
    Place("clerk-brief", "lin", "/selections/{other_category}/"),
    Place("clerk-terms-refused", "lin", "/selections/{other_category}/", 422, price_in_words),
    Place("head-seed-refused", "zhou", "/selections/{other_category}/", 422, draw_too_short),
    Place("clerk-prepare", "lin", "/approvals/editions/{year}/"),
    Place("clerk-ask-refused", "lin", "/approvals/editions/{year}/", 422, ask_nobody),
    Place("host-approvals", "wu", "/approvals/"),
    Place("clerk-postings", "lin", "/office/postings/"),
    Place("clerk-objections", "lin", "/office/objections/"),
    Place("clerk-awards", "lin", "/office/awards/"),
    Place("clerk-inbox", "lin", "/inbox/"),
    Place("clerk-inbox-none", "lin", "/inbox/?q=zzzz"),
    Place("clerk-wishes", "lin", "/inbox/wishes/"),
    Place("clerk-letters", "lin", "/office/letters/"),
    Place("clerk-letters-none", "lin", "/office/letters/?q=zzzz"),
    Place("clerk-letter", "lin", "/office/letters/notices.corrected/zh-hans/"),
    Place(
        "clerk-letter-previewed",
        "lin",
        "/office/letters/notices.corrected/en/",
        200,
        preview_words,
    ),
    Place(
        "clerk-letter-refused",
        "lin",
        "/office/letters/notices.published/zh-hans/",
        422,
        word_wrongly,
    ),
    Place("clerk-seats", "lin", "/seats/"),
    Place("two-seats", "zhou", "/seats/"),
    Place("auditor-desk", "yan", "/desk/"),
    Place("auditor-worklist", "yan", "/office/notices/"),
    Place("auditor-reads-draft", "yan", "/office/notices/{draft}/"),
    Place("auditor-preview", "yan", "/office/notices/{draft}/preview/"),
    Place("auditor-ledger", "yan", "/ledger/"),
    Place("clerk-batch", "lin", "/office/notices/", 200, make_papers),
    Place("auditor-personal-data", "yan", "/personal-data/"),
    Place("guard-personal-data", "pan", "/personal-data/"),
    Place("guard-term", "pan", "/personal-data/terms/contact/"),
    Place("guard-term-refused", "pan", "/personal-data/terms/contact/", 422, no_reason_for_a_term),
    Place("auditor-ledger-filtered", "yan", "/ledger/?room=notices&verb=notices.notice.published"),
    Place("auditor-ledger-wrong-filter", "yan", "/ledger/?room=no-such-room"),
    Place("auditor-ledger-none", "yan", "/ledger/?subject=zzzz"),
    Place("auditor-entry", "yan", "/ledger/12/"),
    Place("auditor-inbox", "yan", "/inbox/"),
    Place("host-desk", "wu", "/desk/"),
    Place("host-structure", "wu", "/structure/"),
    Place("host-inbox", "wu", "/inbox/"),
    Place("host-refused", "wu", "/office/notices/", 403),
    Place("host-not-found", "wu", "/notices/no-such-notice/", 404),
    Place("administrator-desk", "cheng", "/desk/"),
    Place("administrator-deliveries", "cheng", "/system/deliveries/"),
    Place("administrator-deliveries-none", "cheng", "/system/deliveries/?state=failed"),
    Place("administrator-refused", "cheng", "/ledger/", 403),
)


def pictured(name: str) -> Path:
    """Return where a picture is put."""
    return Path(__file__).resolve().parents[2] / "var" / "pictures" / name


def keep_pictures(page: Page, name: str) -> None:
    """Keep a picture of a step, on a desk and on a phone; nothing may stick out."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        path = pictured(f"{name}-{width}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide at {width}"
