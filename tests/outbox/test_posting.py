"""Does a deed reach each person once by each way, as they wish and no more?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction
from tests.cast import moment

from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery, DigestLine, Message, Wishes
from hongbang.outbox.rules.recipients import Recipient

pytestmark = pytest.mark.django_db
LIN = Recipient("LIN", "lin@cast.example")


def post(*to: str | Recipient, code: str = "notices.published") -> list[Message]:
    return outbox.post(
        code, to=to, params={"title": "通知"}, link="/notices/X/", at=moment("2026-11-10 10:00")
    )


def test_post_asks_for_a_mail_where_there_is_an_address() -> None:
    messages = post(LIN, "WU", Recipient(email="guest@cast.example", language="en"))

    kept = [
        (one.to, one.address, one.way, one.language, one.state)
        for one in Delivery.objects.order_by("pk")
    ]
    assert [message.to for message in messages] == ["LIN", "WU"]
    assert kept == [
        ("", "guest@cast.example", "email", "en", "waiting"),
        ("LIN", "lin@cast.example", "email", "zh-hans", "waiting"),
    ]


def test_the_effect_of_a_mail_is_named_after_its_message() -> None:
    messages = post(LIN)

    assert Delivery.objects.get().effect_key == f"{messages[0].public_id}-email"


def test_an_effect_exists_once() -> None:
    post(LIN)
    twin = Delivery.objects.get()
    twin.pk, twin.public_id = None, "OTHER"

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_post_asks_for_no_mail_to_what_is_no_address() -> None:
    post(Recipient("LIN", "lin@cast.example\r\nBcc: all@cast.example"))

    assert (Message.objects.count(), Delivery.objects.count()) == (1, 0)


def test_post_keeps_to_the_wishes_of_each() -> None:
    Wishes.objects.create(person="LIN", choices={"notices": "daily"})
    Wishes.objects.create(person="WU", choices={"notices": "inbox"})

    post(LIN, Recipient("WU", "wu@cast.example"), Recipient("YAN", "yan@cast.example"))

    line = DigestLine.objects.get()
    assert (line.to, line.address, line.due_at) == (
        "LIN",
        "lin@cast.example",
        moment("2026-11-11 08:00"),
    )
    assert [one.to for one in Delivery.objects.all()] == ["YAN"]
    assert Message.objects.count() == 3


def test_post_asks_a_steady_number_of_statements(django_assert_num_queries: Any) -> None:
    # messages, wishes, deliveries
    with django_assert_num_queries(3):
        post(*(Recipient(f"P{number}", f"p{number}@cast.example") for number in range(40)))


def test_send_keeps_its_secret_sealed() -> None:
    with transaction.atomic():
        asked = outbox.send(
            "notices.published",
            to=Recipient("LIN", mobile="13800001234"),
            way="sms",
            params={"title": "验证码"},
            secret={"code": "493027"},
            at=moment(),
        )

    kept = Delivery.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, address FROM outbox_delivery")
        sealed = cursor.fetchone()
    assert (kept.pk, json.loads(kept.secret), kept.had_secret) == (
        asked.pk,
        {"code": "493027"},
        True,
    )
    assert kept.effect_key == f"{kept.public_id}-sms"
    assert (Message.objects.count(), kept.address) == (0, "13800001234")
    assert not any(word in text for text in sealed for word in ("493027", "1380000"))


@pytest.mark.parametrize(
    ("way", "to"),
    [
        ("email", Recipient("LIN", mobile="13800001234")),
        ("email", Recipient("LIN", "not an address")),
        ("sms", Recipient("LIN", "lin@cast.example")),
        ("sms", Recipient(mobile="138 0000;")),
    ],
)
def test_send_refuses_what_it_cannot_reach(way: str, to: Recipient) -> None:
    with pytest.raises(RuleBroken) as refused, transaction.atomic():
        outbox.send("notices.published", to=to, way=way, params={}, secret={}, at=moment())

    assert (refused.value.code, Delivery.objects.count()) == ("outbox.bad_address", 0)


@pytest.mark.django_db(transaction=True)
def test_send_stands_in_the_transaction_of_its_deed() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        outbox.send("notices.published", to=LIN, way="email", params={}, secret={}, at=moment())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("outbox_delivery_state_known", {"state": "lost"}),
        ("outbox_delivery_way_known", {"way": "pigeon"}),
        ("outbox_claimed_is_leased", {"state": "claimed"}),
        ("outbox_claimed_is_leased", {"worker": "w"}),
        ("outbox_ended_is_dated_and_silent", {"state": "sent"}),
        ("outbox_ended_is_dated_and_silent", {"address": ""}),
        (
            "outbox_ended_is_dated_and_silent",
            {"state": "sent", "ended_at": moment("2026-11-11 10:00"), "secret": "{}"},
        ),
        (
            "outbox_dropped_says_why",
            {"state": "dropped", "ended_at": moment("2026-11-11 10:00")},
        ),
    ],
)
def test_a_delivery_stands_as_its_state_demands(name: str, changes: dict[str, Any]) -> None:
    post(LIN)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.update(**changes)


def test_an_address_is_no_way_to_look_a_delivery_up() -> None:
    with pytest.raises(FieldError):
        Delivery.objects.filter(address="lin@cast.example").exists()


def test_rows_are_told_by_their_words() -> None:
    Wishes.objects.create(person="LIN", choices={"notices": "daily"})
    post(LIN, Recipient("WU", "wu@cast.example"))

    due = DigestLine.objects.get().due_at
    told = [str(one) for model in (Delivery, DigestLine, Wishes) for one in model.objects.all()]
    assert told == ["notices.published → email waiting", f"LIN {due:%Y-%m-%d}", "LIN"]
