"""Does each page about surveys show, take, refuse and keep what was typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import segno
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import cast
from tests.cast import Member, moment
from tests.surveys import stories
from tests.surveys.stories import GOOD, SEEN, House, fresh

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Role
from hongbang.surveys import operations as surveys
from hongbang.surveys.models import Answer, Invitation, Survey
from hongbang.surveys.rules.commands import Act
from hongbang.ui import clock

KEY = "0123456789abcdef0123456789abcdef"
TYPED = GOOD | {"seen": SEEN}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the clock stand at a moment that a test can move."""
    kept = ["2026-11-12 10:00"]
    monkeypatch.setattr(clock, "now", lambda: moment(kept[0]))
    return kept


@pytest.fixture
def desk(house: House, client_for: Callable[[Member], Client]) -> Client:
    """Sign the unit's clerk in."""
    return client_for(house.clerk)


@pytest.fixture
def office(house: House, client_for: Callable[[Member], Client]) -> Client:
    """Sign the office clerk in."""
    return client_for(cast.member(Role.OFFICE_CLERK, cast.office(), "林办公"))


def page(answer: Any) -> str:
    return str(answer.content.decode())


def opening(house: House, **changes: str) -> dict[str, str]:
    return {
        "subject": f"team:{house.team.public_id}",
        "edition": house.edition.code,
        "count": "3",
        "starts_on": "2026-11-12",
        "ends_on": "2026-11-20",
        "key": KEY,
    } | changes


def tokens_in(html: str) -> list[str]:
    """Return the tokens that a page of invitations gives out as links."""
    area = html.split("<textarea", 1)[1].split("</textarea>", 1)[0]
    return re.findall(r"/s/([\w-]{22})/", area)


# --- the unit opens and gives out


def test_the_form_offers_the_units_own(house: House, desk: Client) -> None:
    html = page(desk.get("/surveys/new/"))

    assert "前台班组" in html
    assert "钱一" in html
    assert "传菜班组" not in html
    assert "2026-11-26" in html  # two weeks from today


def test_opening_gives_the_links_out_once(house: House, desk: Client) -> None:
    answer = desk.post("/surveys/new/", opening(house))

    html, survey = page(answer), Survey.objects.get()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    tokens = tokens_in(html)
    assert len({*tokens}) == 3
    assert html.count('class="qr-dark"') == 3
    assert "不提供大家共用的一张海报码" in html
    assert Client().get(f"/s/{tokens[0]}/").status_code == 200
    later = page(desk.get(f"/surveys/{survey.public_id}/"))
    assert not any(token in later for token in tokens)


def test_a_code_on_a_slip_is_the_code_of_its_link(house: House, desk: Client) -> None:
    html = page(desk.post("/surveys/new/", opening(house, count="1")))

    token = tokens_in(html)[0]
    path = re.search(r'qr-dark" d="([^"]+)"', html)
    assert path
    matrix = [*segno.make(f"http://127.0.0.1:8000/s/{token}/", error="m", micro=False).matrix]
    drawn = {
        (int(x) + n - 4, int(y) - 4)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", path[1])
        for n in range(int(length))
    }
    dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn == dark


def test_opening_sent_twice_leads_to_the_survey(house: House, desk: Client) -> None:
    desk.post("/surveys/new/", opening(house))

    again = desk.post("/surveys/new/", opening(house), follow=True)

    assert again.redirect_chain == [(f"/surveys/{Survey.objects.get().public_id}/", 302)]
    assert "这张表已经送出过" in page(again)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subject": ""}, "还没选班组或人选"),
        ({"subject": "team:00000000000000"}, "这个班组或人选不在本单位"),
        ({"edition": "none"}, "这个年度不能开调查"),
        ({"count": "many"}, "张数写成整数"),
        ({"count": "0"}, "至少一张"),
        ({"count": "201"}, "一次最多 200 张"),
        ({"starts_on": "soon"}, "日期写成"),
        ({"ends_on": "2026-11-11"}, "结束日期早于开始日期"),
        ({"key": "short"}, "没有开始"),
    ],
)
def test_opening_refuses_and_keeps_what_was_typed(
    changes: dict[str, str], told: str, house: House, desk: Client
) -> None:
    typed = opening(house, **changes)

    answer = desk.post("/surveys/new/", typed)

    assert answer.status_code == 422
    assert told in page(answer)
    assert f'value="{typed["ends_on"]}"' in page(answer)
    assert Survey.objects.count() == 0


def test_opening_a_second_one_is_refused(house: House, desk: Client) -> None:
    stories.given(house)

    answer = desk.post("/surveys/new/", opening(house))

    assert answer.status_code == 422
    assert "一个年度只做一项" in page(answer)


def test_a_unit_without_teams_is_led_to_register_one(
    house: House, client_for: Callable[[Member], Client]
) -> None:
    bare = cast.unit("示范新店", house.organ)
    client = client_for(cast.member(Role.UNIT_CLERK, bare, "新经办"))

    assert "本单位还没有班组或人选" in page(client.get("/surveys/new/"))


def test_without_an_edition_there_is_nothing_to_open(house: House, desk: Client) -> None:
    type(house.edition).objects.update(state="closed", closed_at=moment("2026-11-11 10:00"))

    assert "现在没有可以开调查的年度" in page(desk.get("/surveys/new/"))


def test_more_invitations_are_given_out_once(house: House, desk: Client) -> None:
    survey = stories.given(house).survey
    url, typed = f"/surveys/{survey.public_id}/invitations/", {"count": "2", "key": KEY}

    first, again = desk.post(url, typed), desk.post(url, typed)

    assert len(tokens_in(page(first))) == 2
    assert again.status_code == 302
    assert fresh(survey).issued == 14


@pytest.mark.parametrize("count", ["", "0", "x", "999"])
def test_more_invitations_refuse_a_wrong_count(count: str, house: House, desk: Client) -> None:
    survey = stories.given(house).survey

    answer = desk.post(f"/surveys/{survey.public_id}/invitations/", {"count": count, "key": KEY})

    assert answer.status_code == 422
    assert 'role="alert"' in page(answer)
    assert fresh(survey).issued == 12


def test_invitations_after_the_end_are_refused(house: House, desk: Client) -> None:
    survey = stories.closed(house, 1)

    answer = desk.post(f"/surveys/{survey.public_id}/invitations/", {"count": "2", "key": KEY})

    assert answer.status_code == 422
    assert "这项调查已经结束" in page(answer)


# --- the customer


def test_a_customer_answers_without_account_or_script(house: House, client: Client) -> None:
    token = stories.given(house).tokens[0]
    shown = client.get(f"/s/{token}/")

    answer = client.post(f"/s/{token}/", TYPED | {"more": "很耐心"})

    assert shown.status_code == 200
    assert "前台班组" in page(shown)
    assert 'name="robots" content="noindex"' in page(shown)
    assert answer.headers["Location"] == "/s/thanks/"
    assert "收到了，谢谢您" in page(client.get("/s/thanks/"))
    assert Answer.objects.get().answers == GOOD | {"more": "很耐心"}


def test_nothing_tells_who_answered_even_when_somebody_is_signed_in(
    house: House, desk: Client
) -> None:
    token = stories.given(house).tokens[0]
    before = Entry.objects.count()

    desk.post(f"/s/{token}/", TYPED | {"overall": "99"})
    desk.post(f"/s/{token}/", TYPED)
    desk.post(f"/s/{token}/", TYPED)

    assert Answer.objects.count() == 1
    assert Entry.objects.count() == before
    assert not Disclosure.objects.filter(value__contains=token).exists()


def plain(answer: Any, token: str) -> str:
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page(answer).replace(token, "TOKEN"))
    return f"{answer.status_code} {text}"


def test_a_used_and_an_unknown_link_look_alike(house: House, client: Client) -> None:
    used, unknown = stories.given(house).tokens[0], "A" * 22
    client.post(f"/s/{used}/", TYPED)

    for method in (client.get, lambda url: client.post(url, TYPED)):
        shown = [plain(method(f"/s/{token}/"), token) for token in (used, unknown)]
        assert shown[0] == shown[1]
        assert shown[0].startswith("404 ")
        assert "一个链接只能用一次" in shown[0]


def test_words_sent_to_a_shut_door_are_given_back(house: House, client: Client) -> None:
    answer = client.post(f"/s/{'A' * 22}/", TYPED | {"more": "写了一大段话"})

    assert answer.status_code == 404
    assert "写了一大段话" in page(answer)
    assert SEEN not in page(answer)


@pytest.mark.parametrize(
    ("at", "status", "told"),
    [
        ("2026-11-09 23:59", 200, "这项调查还没开始"),
        ("2026-11-21 00:00", 410, "这项调查已经结束"),
    ],
)
def test_a_link_before_and_after_its_days(
    at: str, status: int, told: str, house: House, client: Client, now: list[str]
) -> None:
    token = stories.given(house).tokens[0]
    now[0] = at

    for answer in (client.get(f"/s/{token}/"), client.post(f"/s/{token}/", TYPED)):
        assert answer.status_code == status
        assert told in page(answer)
    assert Answer.objects.count() == 0


def test_what_is_wrong_is_marked_and_kept(house: House, client: Client) -> None:
    token = stories.given(house).tokens[0]

    answer = client.post(f"/s/{token}/", TYPED | {"manners": "", "more": "留着这句"})

    assert answer.status_code == 422
    assert "field--wrong" in page(answer)
    assert "留着这句" in page(answer)
    assert Invitation.objects.count() == 12


def test_a_question_that_comes_up_is_asked_before_it_is_taken(house: House, client: Client) -> None:
    token = stories.given(house).tokens[0]
    complained = TYPED | {"has_complained": "yes"}
    assert "处理得满意吗" not in page(client.get(f"/s/{token}/"))

    first = client.post(f"/s/{token}/", complained)

    assert first.status_code == 200
    assert "多了一题" in page(first)
    assert "处理得满意吗" in page(first)
    assert Answer.objects.count() == 0
    seen = re.search(r'name="seen" value="([^"]+)"', page(first))
    assert seen
    again = client.post(f"/s/{token}/", complained | {"seen": seen[1]})
    assert again.status_code == 302


@pytest.mark.parametrize(("fault", "status"), [("used", 404), ("over", 410)])
def test_a_race_at_the_door_ends_at_the_door(
    fault: str, status: int, house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stories.given(house)
    taken = surveys.answer

    def late(token: str, *args: Any, **kwargs: Any) -> None:
        if fault == "used":
            taken(token, *args, **kwargs)
        else:
            surveys.close(made.survey, Act(1), by=cast.SYSTEM, at=moment())
        taken(token, *args, **kwargs)

    monkeypatch.setattr(surveys, "answer", late)

    answer = client.post(f"/s/{made.tokens[0]}/", TYPED)

    assert answer.status_code == status
    assert Answer.objects.count() == (fault == "used")


# --- one survey and the list


def test_a_survey_under_way_shows_progress_and_no_result(house: House, desk: Client) -> None:
    survey = stories.with_answers(house, 10).survey

    html = page(desk.get(f"/surveys/{survey.public_id}/"))

    assert "10 份 / 12 张请柬" in html
    assert "最多的一天收到 10 份" in html
    assert "结束以前谁也看不到" in html
    assert "满意度指数" not in html


def test_a_survey_without_answers_says_what_will_come(house: House, desk: Client) -> None:
    survey = stories.given(house).survey

    assert "还没有评价" in page(desk.get(f"/surveys/{survey.public_id}/"))


@pytest.mark.parametrize(
    ("count", "to_unit", "to_office"), [(4, False, False), (9, False, True), (10, True, True)]
)
def test_a_result_is_shown_by_how_much_it_carries(
    count: int, to_unit: bool, to_office: bool, house: House, desk: Client, office: Client
) -> None:
    url = f"/surveys/{stories.closed(house, count).public_id}/"

    shown = [page(client.get(url)) for client in (desk, office)]

    assert ["满意度指数" in html for html in shown] == [to_unit, to_office]
    assert ["有效评价太少" in html for html in shown] == [not to_unit, not to_office]
    assert ("不足 10 份" in shown[1]) is (count == 9)


def test_a_result_in_figures(house: House, desk: Client) -> None:
    html = page(desk.get(f"/surveys/{stories.closed(house, 12).public_id}/"))

    # (100 + 75 + 2·700/9) / 4
    assert "<dd>82.64</dd>" in html
    assert "12 人表态，12 人满意" in html
    assert "75.75% 到 100.00%" in html
    assert "<dd>100.00</dd>" in html  # 9 promotes
    assert "文明用语" in html
    assert "100.00 分，12 人答" in html


def test_pressing_is_told_to_the_office_only(house: House, desk: Client, office: Client) -> None:
    made = stories.with_answers(house, 9)
    stories.answered(made.tokens[9], was_pressed=True)
    survey = fresh(made.survey)
    surveys.close(survey, Act(survey.version), by=cast.SYSTEM, at=moment())
    url = f"/surveys/{survey.public_id}/"

    assert ["说有人要求填满意" in page(client.get(url)) for client in (desk, office)] == [
        False,
        True,
    ]


def test_closing_by_hand_shows_the_result(house: House, desk: Client) -> None:
    survey = fresh(stories.with_answers(house, 10).survey)

    answer = desk.post(
        f"/surveys/{survey.public_id}/close/", {"version": survey.version}, follow=True
    )

    assert "调查已结束" in page(answer)
    assert fresh(survey).state == "closed"


def test_withdrawing_asks_for_a_reason_and_keeps_the_words(house: House, desk: Client) -> None:
    survey = stories.given(house).survey
    url = f"/surveys/{survey.public_id}/withdraw/"

    short = desk.post(url, {"version": "1", "reason": "错"})
    long = desk.post(url, {"version": "1", "reason": "错" * 301})
    stale = desk.post(url, {"version": "7", "reason": "选错了班组"})
    done = desk.post(url, {"version": "1", "reason": "选错了班组"}, follow=True)

    assert (short.status_code, long.status_code, stale.status_code) == (422, 422, 409)
    assert ">错</textarea>" in page(short)
    assert "理由写了 301 字" in page(long)
    assert "这项调查已经撤销" in page(done)
    assert "选错了班组" in page(done)


def test_the_office_does_not_give_out_invitations(house: House, office: Client) -> None:
    survey = stories.given(house).survey

    answer = office.post(f"/surveys/{survey.public_id}/invitations/", {"count": "2", "key": KEY})

    assert answer.status_code == 403
    assert "调查由申报单位自己开" in page(answer)
    assert "调查由申报单位自己开" in page(office.get(f"/surveys/{survey.public_id}/"))
    assert office.get("/surveys/new/").status_code == 403


def names_in(html: str) -> list[str]:
    return re.findall(r'<a href="/surveys/\w{14}/"[^>]*>([^<]+)', html)


def test_the_list_holds_what_a_seat_may_see(
    house: House, desk: Client, office: Client, client_for: Callable[[Member], Client]
) -> None:
    stories.of_nominee(house)
    stories.closed(house, 1)
    stories.beside(house)
    organ = client_for(cast.member(Role.ORGAN_CLERK, house.organ, "陆经办"))

    assert sorted(names_in(page(desk.get("/surveys/")))) == ["前台班组", "钱一"]
    for client in (office, organ):
        assert sorted(names_in(page(client.get("/surveys/")))) == ["传菜班组", "前台班组", "钱一"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=前台", ["前台班组"]),
        ("q=sfbh", ["前台班组", "钱一"]),
        ("q=钱", ["钱一"]),
        ("state=closed", ["前台班组"]),
        ("state=odd", ["前台班组", "钱一"]),
        ("edition=service-star-2026&q=钱", ["钱一"]),
        ("q=zzzz", []),
        ("page=99", ["前台班组", "钱一"]),
    ],
)
def test_the_list_narrows(query: str, found: list[str], house: House, desk: Client) -> None:
    stories.of_nominee(house)
    stories.closed(house, 1)

    assert sorted(names_in(page(desk.get(f"/surveys/?{query}")))) == sorted(found)


def test_an_empty_list_says_what_will_come(house: House, desk: Client, office: Client) -> None:
    assert "开一项调查，把请柬发给顾客" in page(desk.get("/surveys/"))
    assert "申报单位开了调查，就会列在这里" in page(office.get("/surveys/"))


def test_the_list_leaves_as_filtered_and_hides_what_the_page_hides(
    house: House, desk: Client, office: Client
) -> None:
    stories.closed(house, 9)
    stories.of_nominee(house)
    found = {}
    for name, client in (("unit", desk), ("office", office)):
        answer = client.post("/surveys/export/?state=closed")
        content = BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a file
        found[name] = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()

    assert [row[2] for row in found["unit"][2:]] == ["前台班组"]
    assert found["unit"][2][-2:] == ["", ""]
    assert found["office"][2][-2:] == ["82.64", "100.00"]
    assert Entry.objects.filter(verb="surveys.list.exported").count() == 2


@pytest.mark.parametrize("act", ["", "invitations/", "close/", "withdraw/"])
def test_another_units_survey_is_not_there(act: str, house: House, desk: Client) -> None:
    url = f"/surveys/{stories.beside(house).survey.public_id}/{act}"

    answer = desk.post(url, {"version": "1", "count": "1"}) if act else desk.get(url)

    assert answer.status_code == 404


def test_the_desk_says_until_when(house: House, desk: Client, office: Client) -> None:
    stories.with_answers(house, 2)

    html = page(desk.get("/desk/"))

    assert "请顾客评“前台班组”" in html
    assert "已收到 2 份，发了 4 张请柬" in html
    assert "请顾客评" not in page(office.get("/desk/"))
