"""Do the public pages show what is public, in both languages, to people and to programs?"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from tests import cast, worlds
from tests.cast import moment
from tests.programmes import stories as editions
from tests.register import stories as honour_stories

from hongbang.kernel.actor import Actor
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Edit
from hongbang.notices.rules.publishing import Text
from hongbang.orgs import operations as orgs

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def based(settings: Any) -> str:
    """Stand under an address of our own."""
    settings.HONGBANG_BASE_URL = "https://red.example"
    return "https://red.example"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def parsed(client: Client, url: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(url).content)  # noqa: S314 - written by ourselves


# --- home


def test_home_shows_the_red_list_the_timetable_and_the_news(clerk: Actor, client: Client) -> None:
    worlds.published(clerk, title="公开一")
    worlds.drafted(clerk, title="草稿一")
    editions.opened(cast.SYSTEM, 2026)
    told = honour_stories.house()
    honour_stories.enter(honour_stories.new(told), honour_stories.of_nominee(told))
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        html = page(client, "/")

    assert "2026年度服务之星" in html
    assert "2026年度评多少" in html
    assert 'href="/editions/service-star-2026/"' in html
    assert "<b>验光班组</b><span>示范眼镜公司</span>" in html
    assert "2026年度红榜：班组 1 个，个人 1 名" in html
    assert '<a href="/honours/">看历年红榜</a>' in html
    assert html.count('role="img" aria-label="年度日程：') == 2
    assert "今天 11月24日" in html
    assert "公开一" in html
    assert "草稿一" not in html
    assert "这里是演示" in html


def test_home_without_an_edition_says_what_will_stand_there(
    client: Client, db: None, settings: Any
) -> None:
    settings.HONGBANG_DEMO = False

    html = page(client, "/")

    assert "红榜还没有发布" in html
    assert "年度还没有开始。" in html
    assert "还没有通知。" in html
    assert 'role="img"' not in html
    assert "演示" not in html


def test_home_counts_honours_that_ran_out_and_leads_to_them(client: Client, db: None) -> None:
    honour_stories.honoured(honour_stories.house())

    with time_machine.travel(moment("2031-01-10 10:00"), tick=False):
        html = page(client, "/")

    assert "荣誉册里有 1 个称号" in html
    assert '<a href="/honours/">看历年红榜</a>' in html


@pytest.mark.django_db
def test_home_in_english_says_so_and_marks_chinese_words(client: Client) -> None:
    editions.opened(cast.SYSTEM, 2026)
    client.cookies["display_lang"] = "en"

    html = page(client, "/")

    assert '<html lang="en"' in html
    assert "Service Stars 2026" in html
    assert 'href="?lang=zh-hans" lang="zh-Hans" hreflang="zh-Hans"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2024-02-29", "2026-12-31", "2027-01-01"])
def test_home_stands_on_any_day(day: str, client: Client) -> None:
    editions.opened(cast.SYSTEM, 2026)
    with time_machine.travel(moment(f"{day} 23:59"), tick=False):
        html = page(client, "/")

    assert ("2026年度服务之星" in html) == (day > "2026-11-10")


@pytest.mark.parametrize("rows", [3, 30])
def test_home_asks_the_same_number_of_statements_at_any_size(
    rows: int, clerk: Actor, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        worlds.published(clerk, title=f"第{number}号")

    with django_assert_num_queries(5):  # edition, red list, honours, news, hosts of the foot
        page(client, "/")


def test_the_foot_names_hosts_and_filing_numbers(client: Client, db: None, settings: Any) -> None:
    cast.host(2, "乙会")
    cast.host(1, "甲会")
    settings.HONGBANG_ICP_FILING, settings.HONGBANG_POLICE_FILING = "沪ICP备1号", "沪公网安备2号"

    foot = page(client, "/").partition('<footer class="foot"')[2]

    assert re.findall(r'<span class="keep" lang="zh-Hans">([^<]+)', foot) == ["甲会", "乙会"]
    assert "<span>沪ICP备1号</span><span>沪公网安备2号</span>" in foot


# --- contacts


def registered(
    kind: str, name: str, rank: int | None = None, telephone: str = "021-5555-0100"
) -> None:
    command = orgs.AddOrganisation(
        kind=kind,
        name=name,
        name_en=f"{name} in English",
        address="示范路 1 号",
        address_en="1 Shifan Road",
        postcode="200000",
        telephone=telephone,
        fax="021-5555-0109",
        email="a@hongbang.example",
        host_rank=rank,
    )
    orgs.add_organisation(command, by=cast.SYSTEM, at=cast.LONG_AGO)


@pytest.mark.django_db
def test_contacts_show_the_office_and_the_hosts_in_order(client: Client) -> None:
    registered("host", "乙会", 2)
    registered("host", "甲会", 1)
    registered("office", "活动办公室")

    html = page(client, "/contacts/")

    assert re.findall(r'<h3><span lang="zh-Hans">([^<]+)', html) == ["活动办公室", "甲会", "乙会"]
    for part in ("示范路 1 号", "200000", "021-5555-0109", 'href="mailto:a@hongbang.example"'):
        assert html.count(part) == 3
    assert 'href="tel:02155550100"' in html


@pytest.mark.django_db
def test_contacts_never_show_a_mobile_number(client: Client) -> None:
    registered("host", "甲会", 1, telephone="138-0013-8000")

    html = page(client, "/contacts/")

    assert "8000" not in html
    assert "021-5555-0109" in html


@pytest.mark.django_db
def test_contacts_in_english_keep_the_chinese_name_beside(client: Client) -> None:
    registered("office", "活动办公室")
    client.cookies["display_lang"] = "en"

    html = page(client, "/contacts/")

    assert '活动办公室 in English<span class="sub" lang="zh-Hans"> 活动办公室</span>' in html
    assert "1 Shifan Road" in html
    assert "示范路" not in html


@pytest.mark.django_db
def test_contacts_without_hosts_say_what_will_stand_there(client: Client) -> None:
    assert "主办单位还没有登记" in page(client, "/contacts/")


@pytest.mark.django_db
@pytest.mark.parametrize("hosts", [1, 4])
def test_contacts_ask_the_same_number_of_statements_at_any_size(
    hosts: int, client: Client, django_assert_num_queries: Any
) -> None:
    for rank in range(1, hosts + 1):
        registered("host", f"第{rank}会", rank)

    with django_assert_num_queries(3):  # the office, the hosts, the hosts of the foot
        page(client, "/contacts/")


# --- search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("质量", {"质量协会", "质量月通知"}),
        ("zhiliang", {"质量协会", "质量月通知"}),
        ("zlyt", {"质量月通知"}),
        ("ＺＬＸＨ", {"质量协会"}),
        ("质量 xiehui", {"质量协会"}),
        ("戴一", {"戴一"}),
        ("daiyi", {"戴一"}),
        ("没有这个", set()),
        ("%", set()),
    ],
)
def test_search_finds_notices_bodies_and_names(
    query: str, found: set[str], clerk: Actor, client: Client
) -> None:
    worlds.published(clerk, title="质量月通知", body="<p>全文</p>")
    worlds.drafted(clerk, title="质量草稿")
    told = honour_stories.house()
    honour_stories.enter(honour_stories.of_nominee(told))

    html = client.get("/search/", {"q": query}).content.decode()

    results = html.partition('<div class="stack-l mt-l">')[2].partition("</main>")[0]
    names = re.findall(r'(?:lang="zh-Hans">|/">)([^<]+)</(?:a|strong)>', results)
    assert {unescape(name) for name in names} == found
    assert ("没有找到" in results) is (not found)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", " ", "\x00", "　"])
def test_search_for_nothing_explains_itself(query: str, client: Client) -> None:
    html = client.get("/search/", {"q": query}).content.decode()

    assert "找到" not in html.partition("<main")[2].partition("</main>")[0].replace("没有找到", "")


@pytest.mark.django_db
def test_search_keeps_what_was_typed_and_stays_out_of_other_searches(client: Client) -> None:
    html = client.get("/search/", {"q": '"><b>一</b>' + "长" * 99}).content.decode()

    assert 'value="&quot;&gt;&lt;b&gt;一&lt;/b&gt;' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("rows", [3, 30])
def test_search_asks_the_same_number_of_statements_at_any_size(
    rows: int, clerk: Actor, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        worlds.published(clerk, title=f"质量第{number}号")

    with django_assert_num_queries(4):  # notices, bodies, honours, the hosts of the foot
        client.get("/search/", {"q": "质量"})


# --- standing pages


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("slug", ["about", "accessibility", "privacy", "security"])
def test_standing_pages_stand_in_both_languages(slug: str, language: str, client: Client) -> None:
    client.cookies["display_lang"] = language

    html = page(client, f"/pages/{slug}/")

    assert html.count("<h1") == 1
    words = re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])
    chinese = len(re.findall("[\u4e00-\u9fff]", words))
    assert (chinese > 40) is (language == "zh-hans")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/pages/none/", "/pages/About/", "/no-such-page/", "/notices", "/pages/"]
)
def test_what_is_not_there_is_answered_with_ways_on(url: str, client: Client) -> None:
    answer = client.get(url, follow=True)

    html = answer.content.decode()
    if url == "/notices":
        assert answer.redirect_chain == [("/notices/", 301)]
    else:
        assert answer.status_code == 404
        assert "没有这一页" in html
        assert 'action="/search/"' in html


# --- for programs


def test_feed_is_atom_and_holds_only_what_is_public(
    based: str, clerk: Actor, client: Client
) -> None:
    early = worlds.published(clerk, moment("2026-11-01 10:00"), title="早的 <&> 题")
    late = worlds.corrected(clerk, title="晚的")
    worlds.drafted(clerk, title="草稿")

    answer = client.get("/feed.atom")

    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - written by ourselves
    entries = feed.findall(f"{ATOM}entry")
    links = [entry.find(f"{ATOM}link") for entry in entries]
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["晚的", "早的 <&> 题"]
    assert [link.get("href") for link in links if link is not None] == [
        f"{based}/notices/{late.public_id}/",
        f"{based}/notices/{early.public_id}/",
    ]
    assert entries[0].findtext(f"{ATOM}id") == f"urn:hongbang:notice:{late.public_id}"
    assert entries[0].findtext(f"{ATOM}published") == "2026-11-10T02:00:00+00:00"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-11-10T03:05:00+00:00"


def test_feed_tells_nothing_of_work_that_is_not_public(clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk)
    secret = Text("notice", "秘密题目", "", "秘密署名", "<p>秘密</p>")
    notices.edit(notice, Edit(secret, notice.version), by=clerk, at=moment("2026-11-12 10:00"))

    feed, sitemap = (client.get(url).content.decode() for url in ("/feed.atom", "/sitemap.xml"))

    assert (feed.count("秘密"), feed.count("2026-11-12"), sitemap.count("2026-11-12")) == (0, 0, 0)
    assert "<name>活动办公室</name>" in feed


def test_feed_marks_a_withdrawal_as_a_change(clerk: Actor, client: Client) -> None:
    worlds.withdrawn(clerk)

    entry = parsed(client, "/feed.atom").find(f"{ATOM}entry")

    assert entry is not None
    assert entry.findtext(f"{ATOM}updated") == "2026-11-10T04:00:00+00:00"


@pytest.mark.django_db
def test_feed_without_notices_is_still_a_feed(client: Client) -> None:
    feed = parsed(client, "/feed.atom")

    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") is not None


@pytest.mark.parametrize("rows", [3, 40])
def test_feed_asks_one_statement_and_gives_thirty_at_most(
    rows: int, clerk: Actor, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        worlds.published(clerk, title=f"第{number}号")

    with django_assert_num_queries(1):
        feed = parsed(client, "/feed.atom")

    assert len(feed.findall(f"{ATOM}entry")) == min(rows, 30)


def test_sitemap_lists_pages_that_open(based: str, clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk)
    worlds.drafted(clerk, title="草稿")

    root = parsed(client, "/sitemap.xml")

    places = [str(each.text) for each in root.iter(f"{SITEMAP}loc")]
    assert root.tag == f"{SITEMAP}urlset"
    assert places[-1] == f"{based}/notices/{notice.public_id}/"
    assert [place for place in places if not place.startswith(f"{based}/")] == []
    assert [client.get(place.removeprefix(based)).status_code for place in places] == [200] * 9
    assert [each.text for each in root.iter(f"{SITEMAP}lastmod")] == ["2026-11-10"]


@pytest.mark.django_db
def test_robots_are_told_what_is_public(based: str, client: Client) -> None:
    lines = page(client, "/robots.txt").split("\n")

    assert lines[0] == "User-agent: *"
    assert [line for line in lines if line][-1] == f"Sitemap: {based}/sitemap.xml"
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    assert closed == ["/office/", "/desk/", "/files/", "/search/"]


@pytest.mark.django_db
def test_the_timetable_is_a_calendar_of_whole_days(client: Client) -> None:
    editions.opened(cast.SYSTEM, 2026)
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        answer = client.get("/timetable.ics")

    lines = answer.content.decode().split("\r\n")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (lines[0], lines[1], lines[-2:]) == (
        *("BEGIN:VCALENDAR", "VERSION:2.0"),
        ["END:VCALENDAR", ""],
    )
    assert lines[3:11] == [
        "BEGIN:VEVENT",
        "UID:2026-1@hongbang",
        "DTSTAMP:20261124T020000Z",
        "DTSTART;VALUE=DATE:20261019",
        "DTEND;VALUE=DATE:20261111",
        "SUMMARY:2026年度服务之星 第apply步",
        "DESCRIPTION:",
        "END:VEVENT",
    ]
    assert (lines.count("BEGIN:VEVENT"), lines.count("END:VEVENT")) == (4, 4)
    assert [line for line in lines if len(line.encode()) > 75] == []


def test_there_is_no_calendar_without_an_edition(client: Client, db: None, settings: Any) -> None:
    settings.HONGBANG_DEMO = False

    assert client.get("/timetable.ics").status_code == 404


# --- editions


def test_an_edition_says_everything_to_everybody(client: Client, db: None) -> None:
    edition = editions.opened(cast.SYSTEM, 2026)

    html = page(client, f"/editions/{edition.code}/")

    for words in ("2026年度服务之星", "满意引领服务", "服务明星班组", "服务及时率超过 95%"):
        assert words in html
    assert "示范评比表彰办公室批准，示范批〔2026〕1号" in html
    assert html.count('role="img" aria-label="年度日程：') == 2
    assert "附件1　申报条件" in unescape(html)
    assert "021-5555-0100" in html
    assert "on_time_rate" not in html


def test_an_edition_in_english_speaks_english(client: Client, db: None) -> None:
    edition = editions.opened(cast.SYSTEM, 2026)
    client.cookies["display_lang"] = "en"

    html = page(client, f"/editions/{edition.code}/")

    assert "Service Stars 2026" in html
    assert "English of 服务及时率超过 95%" in html


def test_a_draft_is_no_page_and_a_closed_edition_stays_one(client: Client, db: None) -> None:
    draft = editions.drafted(cast.SYSTEM, year=2026)
    assert client.get(f"/editions/{draft.code}/").status_code == 404

    closed = editions.opened(cast.SYSTEM, 2025)
    editions.closed(closed, cast.SYSTEM)

    assert "这个年度已经结束" in page(client, f"/editions/{closed.code}/")
    assert f"/editions/{closed.code}/" in page(client, "/sitemap.xml")


@pytest.mark.parametrize(("place", "word"), [(1, "申报条件"), (2, "班组申报表")])
def test_an_annex_can_be_taken_as_pdf_and_docx(
    place: int, word: str, client: Client, db: None
) -> None:
    edition = editions.opened(cast.SYSTEM, 2026)
    html = page(client, f"/editions/{edition.code}/")
    address = f"/editions/{edition.code}/annexes/{place}"

    pdf, docx = client.get(f"{address}.pdf"), client.get(f"{address}.docx")

    assert f'href="{address}.pdf"' in html
    assert pdf.content.startswith(b"%PDF")
    assert docx.content.startswith(b"PK")
    assert quote(word) in pdf.headers["Content-Disposition"]


@pytest.mark.parametrize("annex", ["3.pdf", "1.exe"])
def test_an_annex_that_is_none_is_not_found(annex: str, client: Client, db: None) -> None:
    edition = editions.opened(cast.SYSTEM, 2026)

    assert client.get(f"/editions/{edition.code}/annexes/{annex}").status_code == 404


def test_a_draft_hands_out_no_annex(client: Client, db: None) -> None:
    draft = editions.drafted(cast.SYSTEM)

    assert client.get(f"/editions/{draft.code}/annexes/1.pdf").status_code == 404
