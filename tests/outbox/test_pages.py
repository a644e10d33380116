"""Do the pages about wishes, letters and deliveries do what they say, and refuse in words?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.cast import Member, moment
from tests.security.oracle import faults
from tests.security.payloads import PAYLOADS

from hongbang.kernel.actor import Role
from hongbang.outbox import operations as outbox
from hongbang.outbox import queries
from hongbang.outbox.models import Delivery, Message, Template, Wishes
from hongbang.outbox.rules.recipients import Recipient

ClientFor = Callable[[Member], Client]
LETTER = "/office/letters/notices.published/zh-hans/"

KINDS = {"kind_accounts": "inbox", "kind_programmes": "inbox"}


@pytest.fixture
def desk(company: dict[Role, Member], client_for: ClientFor) -> Client:
    return client_for(company[Role.OFFICE_CLERK])


@pytest.fixture
def admin(company: dict[Role, Member], client_for: ClientFor) -> Client:
    return client_for(company[Role.SYSTEM_ADMIN])


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def typed(version: int, **more: str) -> dict[str, str]:
    kept = {"heading": "新题 {title}", "body": "正文\n{link}", "short": "{title} 已公布"}
    return kept | {"version": str(version)} | more


def post(person: str = "LIN", title: str = "通知") -> Delivery:
    outbox.post(
        "notices.published",
        to=[Recipient(person, f"{person.lower()}@cast.example")],
        params={"title": title},
        link="/notices/",
        at=moment("2026-11-10 10:00"),
    )
    return Delivery.objects.latest("pk")


def test_wishes_are_kept_and_told(desk: Client, company: dict[Role, Member]) -> None:
    page = words(desk.get("/inbox/wishes/"))

    answer = desk.post(
        "/inbox/wishes/",
        {
            "version": "0",
            "kind_accounts": "inbox",
            "kind_applications": "inbox",
            "kind_recommendations": "inbox",
            "kind_reviews": "inbox",
            "kind_selections": "inbox",
            "kind_approvals": "inbox",
            "kind_publicity": "inbox",
            "kind_awards": "inbox",
            "kind_oversight": "inbox",
            "kind_activity": "inbox",
            "kind_surveys": "inbox",
            "kind_programmes": "inbox",
            "kind_notices": "daily",
        },
    )

    assert "北京时间早上 8 点发出" in page
    assert re.search(r'value="at_once"[^>]*checked', page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inbox/wishes/")
    assert Wishes.objects.get().person == company[Role.OFFICE_CLERK].person.public_id
    assert re.search(r'value="daily"[^>]*checked', words(desk.get("/inbox/wishes/")))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"version": "0"}, 422),
        (
            {
                "version": "0",
                "kind_accounts": "inbox",
                "kind_applications": "inbox",
                "kind_recommendations": "inbox",
                "kind_reviews": "inbox",
                "kind_selections": "inbox",
                "kind_approvals": "inbox",
                "kind_publicity": "inbox",
                "kind_awards": "inbox",
                "kind_oversight": "inbox",
                "kind_activity": "inbox",
                "kind_surveys": "inbox",
                "kind_programmes": "inbox",
                "kind_notices": "never",
            },
            422,
        ),
        (
            {
                "version": "7",
                "kind_accounts": "inbox",
                "kind_applications": "inbox",
                "kind_recommendations": "inbox",
                "kind_reviews": "inbox",
                "kind_selections": "inbox",
                "kind_approvals": "inbox",
                "kind_publicity": "inbox",
                "kind_awards": "inbox",
                "kind_oversight": "inbox",
                "kind_activity": "inbox",
                "kind_surveys": "inbox",
                "kind_programmes": "inbox",
                "kind_notices": "inbox",
            },
            409,
        ),
    ],
)
def test_wishes_that_cannot_be_kept_stay_on_the_page(
    sent: dict[str, str], status: int, desk: Client
) -> None:
    answer = desk.post("/inbox/wishes/", sent)

    assert answer.status_code == status
    assert 'role="alert"' in words(answer)


def test_inbox_is_narrowed_and_marks_one(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    member = company[Role.EXPERT]
    post(member.person.public_id, "关于培训的通知")
    post(member.person.public_id, "关于申报的通知")
    client = client_for(member)
    trained = Message.objects.get(params__title="关于培训的通知")

    marked = client.post(f"/inbox/{trained.public_id}/read/?q=tongzhi")
    unread, found, none = (
        words(client.get(f"/inbox/?{query}")) for query in ("read=unread", "q=peixun", "q=zzz")
    )

    assert marked.headers["Location"] == "/inbox/?q=tongzhi"
    assert ("关于培训" in unread, "关于申报" in unread) == (False, True)
    assert ("关于培训" in found, "关于申报" in found) == (True, False)
    assert "没有符合筛选的消息" in none
    assert client.get(f"/inbox/{trained.public_id}/read/").headers["Location"] == "/inbox/"


def test_a_letter_is_previewed_drafted_and_put_in_force(desk: Client) -> None:
    preview = desk.post(LETTER, typed(0, preview="1", short="{title}" + "字" * 64))
    nothing_kept = Template.objects.count()
    drafted = desk.post(LETTER, typed(0))
    published = desk.post(f"{LETTER}publish/", {"version": "1"})

    assert (preview.status_code, nothing_kept) == (200, 0)
    assert "新题 关于申报的通知" in words(preview)
    assert "71 字，2 条" in words(preview)
    assert (drafted.status_code, published.status_code) == (302, 302)
    assert queries.words_in_force("notices.published", "zh-hans").heading == "新题 {title}"
    page = words(desk.get(LETTER))
    assert "办公室用语，第 1 版" in page
    reverted = desk.post(f"{LETTER}revert/", {"version": str(Template.objects.get().version)})
    assert reverted.status_code == 302
    assert "默认用语" in words(desk.get("/office/letters/"))


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (
            typed(0, body="{titel}"),
            422,
            "没有 {titel} 这一项。这封信可用的有 {title}、{site}、{link}",
        ),
        (typed(0, heading=""), 422, "标题还空着"),
        (typed(9), 409, ""),
    ],
)
def test_words_that_cannot_be_kept_stay_on_the_page(
    sent: dict[str, str], status: int, said: str, desk: Client
) -> None:
    answer = desk.post(LETTER, sent)

    assert answer.status_code == status
    assert said in words(answer)
    assert sent["short"] in words(answer)
    assert Template.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "sent", "status"),
    [
        ("publish", {"version": "1"}, 422),
        ("revert", {"version": "1"}, 422),
        ("publish", {}, 422),
    ],
)
def test_acts_on_words_are_refused_on_the_page(
    act: str, sent: dict[str, str], status: int, desk: Client
) -> None:
    answer = desk.post(f"{LETTER}{act}/", sent)

    assert answer.status_code == status
    assert 'role="alert"' in words(answer)
    assert desk.get(f"{LETTER}{act}/").headers["Location"] == LETTER


def test_letters_are_for_the_office(
    company: dict[Role, Member], client_for: ClientFor, desk: Client
) -> None:
    auditor = client_for(company[Role.AUDITOR])

    assert [auditor.get(url).status_code for url in ("/office/letters/", LETTER)] == [403, 403]
    assert auditor.post(f"{LETTER}publish/", {"version": "1"}).status_code == 403
    assert auditor.post(f"{LETTER}publish/", {}).status_code == 403
    assert desk.get("/office/letters/no.letter/en/").status_code == 404
    assert "没有符合筛选的信件" in words(desk.get("/office/letters/?q=zzz"))


def test_deliveries_show_the_masked_address_and_never_the_text(admin: Client) -> None:
    letter = post("LIN", "金丝雀")

    pages = [
        words(admin.get(url))
        for url in ("/system/deliveries/", f"/system/deliveries/{letter.public_id}/")
    ]

    for page in pages:
        assert "l***@cast.example" in page
        assert "lin@cast.example" not in page
        assert "金丝雀" not in page
    assert "没有符合筛选的信" in words(admin.get("/system/deliveries/?state=sent"))


def test_a_letter_is_retried_and_dropped_from_its_page(admin: Client) -> None:
    letter = post()
    Delivery.objects.update(state="failed", ended_at=moment("2026-11-10 11:00"))
    url = f"/system/deliveries/{letter.public_id}/"

    card = words(admin.get("/desk/"))
    retried = admin.post(f"{url}retry/", {"version": "1"})
    unreasoned = admin.post(f"{url}drop/", {"version": "2", "reason": " "})
    long = admin.post(f"{url}drop/", {"version": "2", "reason": "字" * 301})
    stale = admin.post(f"{url}drop/", {"version": "1", "reason": "地址不对"})
    dropped = admin.post(f"{url}drop/", {"version": "2", "reason": "地址不对"})

    assert "看 1 封没有发出或去向不明的信" in card
    assert [one.status_code for one in (retried, unreasoned, long, stale, dropped)] == [
        *(302, 422, 422, 409, 302)
    ]
    assert "还没写理由" in words(unreasoned)
    assert "地址不对" in words(stale)
    assert Delivery.objects.get().state == "dropped"
    assert admin.get(f"{url}drop/").headers["Location"] == url


def test_the_export_holds_what_is_filtered_masked(admin: Client) -> None:
    post("LIN")
    post("WU")
    Delivery.objects.filter(to="WU").update(state="sent", ended_at=moment("2026-11-10 11:00"))

    answer: Any = admin.post("/system/deliveries/export/?state=sent")

    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "w***@cast.example" in cells
    assert not any("l***" in cell or cell.endswith("wu@cast.example") for cell in cells)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_into_a_letter_or_a_filter_becomes_script(
    payload: str, desk: Client, admin: Client
) -> None:
    sent = typed(0, heading=payload[:100] + "x", body=payload, short=payload[:100] + "x")
    letter = post("LIN", payload)
    Delivery.objects.update(state="failed", ended_at=moment("2026-11-10 11:00"), answer=payload)

    answers = [
        desk.post(LETTER, sent | {"preview": "1"}),
        desk.post(LETTER, sent),
        desk.get(LETTER),
        desk.get("/office/letters/", {"q": payload, "state": payload, "page": payload}),
        desk.get("/inbox/", {"q": payload, "read": payload, "page": payload}),
        admin.get("/system/deliveries/"),
        admin.get("/system/deliveries/", {"q": payload, "way": payload, "page": payload}),
        admin.post(
            f"/system/deliveries/{letter.public_id}/drop/", {"version": "9", "reason": payload}
        ),
    ]

    assert [faults(words_of) for words_of in (a.content.decode() for a in answers)] == [[]] * 8
    assert {answer.status_code for answer in answers} <= {200, 302, 409, 422}


SQL = ("' OR 1=1 --", '"; DROP TABLE outbox_delivery; --', "%", "_", "\\", "address__startswith")


@pytest.mark.parametrize("payload", SQL)
def test_no_filter_is_a_query_of_the_visitors_own(payload: str, admin: Client) -> None:
    post("LIN")
    for name in ("q", "state", "way", "page", "sort", "address", "secret__startswith", "to__in"):
        answer = admin.get("/system/deliveries/", {name: payload})
        assert answer.status_code == 200
        assert ("l***@" in words(answer)) == (name != "q")
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("letters", [3, 30])
def test_the_list_asks_the_same_number_of_statements_at_any_size(
    letters: int, admin: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(letters):
        post()

    admin.get("/system/deliveries/")
    # session, seat, count, page, counts, hosts, my seats, unread
    with django_assert_num_queries(8):
        assert admin.get("/system/deliveries/").status_code == 200
