"""What becomes of a letter at each door, and who may still touch it?"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cast import moment
from tests.outbox.relay import FakeRelay, fake_relay

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor
from hongbang.outbox import jobs, queries
from hongbang.outbox import operations as outbox
from hongbang.outbox.jobs import relay as relaying
from hongbang.outbox.jobs.carrying import carry
from hongbang.outbox.models import Delivery, DigestLine, Wishes
from hongbang.outbox.rules.backends import Backend
from hongbang.outbox.rules.lifecycle import CLAIMS_MAX, LEASE, PATIENCE
from hongbang.outbox.rules.outcomes import Lost
from hongbang.outbox.rules.recipients import Recipient

pytestmark = pytest.mark.django_db
AT = moment("2026-11-10 10:00")
SYSTEM = Actor.system("r")
LIN, WU = Recipient("LIN", "lin@cast.example"), Recipient("WU", "wu@cast.example")


def post(*to: Recipient, title: str = "通知", at: datetime = AT) -> None:
    outbox.post("notices.published", to=to, params={"title": title}, link="/notices/X/", at=at)


def secret(at: datetime = AT) -> Delivery:
    with transaction.atomic():
        return outbox.send(
            "notices.published",
            to=Recipient("LIN", mobile="13800001234"),
            way="sms",
            params={},
            secret={"title": "493027"},
            at=at,
        )


def run(at: datetime = AT) -> int:
    return jobs.run(at, lambda: at)


def only() -> Delivery:
    return Delivery.objects.get()


@pytest.fixture
def relay(settings: Any) -> Iterator[FakeRelay]:
    with fake_relay() as listening:
        settings.HONGBANG_MAIL = Backend.read(listening.url, way="email")
        yield listening


def test_a_letter_is_laid_into_the_folder(own_folder: Path) -> None:
    post(LIN)

    assert run() == 1
    kept = only()
    laid = own_folder / "outbox" / "mail" / f"{kept.effect_key}.eml"
    text = laid.read_bytes().decode()
    assert (kept.state, kept.ended_at, kept.answer) == ("sent", AT, laid.name)
    assert f"Message-ID: <{kept.effect_key}@127.0.0.1>" in text
    assert "To: lin@cast.example" in text
    assert "Auto-Submitted: auto-generated" in text
    assert [path.name for path in laid.parent.iterdir()] == [laid.name]


def test_a_second_delivery_of_the_same_key_changes_nothing(own_folder: Path) -> None:
    post(LIN)
    run()
    laid = next((own_folder / "outbox" / "mail").iterdir())
    before = (laid.stat().st_ino, laid.read_bytes())
    Delivery.objects.update(state="waiting", ended_at=None, params={"title": "别的"})

    run()

    assert (laid.stat().st_ino, laid.read_bytes()) == before
    assert only().state == "sent"


def test_a_secret_is_told_once_and_wiped(own_folder: Path) -> None:
    secret()

    run()

    text = next((own_folder / "outbox" / "sms").iterdir()).read_text()
    kept = only()
    assert text == "13800001234\n《493027》已公布\n"
    assert (kept.state, kept.secret, kept.had_secret) == ("sent", "", True)


def test_the_console_tells_a_letter_once(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.HONGBANG_MAIL = Backend("console")
    post(LIN)
    run()
    Delivery.objects.update(state="waiting", ended_at=None)
    run()

    assert capsys.readouterr().out.count("《通知》已公布\n\nhttp://127.0.0.1:8000/notices/X/") == 1


def test_a_full_disk_lets_the_letter_wait(own_folder: Path) -> None:
    (own_folder / "outbox").write_text("no folder")
    post(LIN)

    run()

    kept = only()
    assert (kept.state, kept.tries, kept.due_at) == ("waiting", 1, AT + timedelta(minutes=1))
    assert kept.answer == "NotADirectoryError: Not a directory"


def test_a_letter_that_cannot_be_sent_is_tried_with_growing_pauses_then_given_up(
    own_folder: Path,
) -> None:
    (own_folder / "outbox").write_text("no folder")
    post(LIN)
    at, pauses = AT, []
    while only().state == "waiting":
        run(at)
        if only().state == "waiting":
            pauses.append((only().due_at - at) // timedelta(minutes=1))
            at = only().due_at

    assert pauses == [1, 5, 15, 60, 240]
    assert (only().state, only().tries, only().ended_at) == ("failed", 6, at)


def test_a_letter_not_due_is_left_alone() -> None:
    post(LIN)

    assert run(AT - timedelta(seconds=1)) == 0
    assert only().state == "waiting"


def test_a_relay_takes_a_letter(relay: FakeRelay) -> None:
    post(LIN, title="关于申报的通知\r\nBcc: all@cast.example")

    run()

    (mail,) = relay.taken
    assert only().state == "sent"
    assert only().answer == "250 taken"
    assert mail["Subject"] == "《关于申报的通知 Bcc: all@cast.example》已公布"
    assert (mail["To"], mail["From"], mail["Bcc"]) == (
        "lin@cast.example",
        "office@hongbang.example",
        None,
    )
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == (
        "《关于申报的通知 Bcc: all@cast.example》已公布\n\nhttp://127.0.0.1:8000/notices/X/\n"
    )


def test_a_line_of_one_dot_does_not_end_the_letter(relay: FakeRelay, office_words: Any) -> None:
    office_words("first\n.\n..\nRCPT TO:<evil@cast.example>")
    post(LIN, WU)

    run()

    assert [mail.get_content().replace("\r\n", "\n") for mail in relay.taken] == [
        "first\n.\n..\nRCPT TO:<evil@cast.example>\n"
    ] * 2


@pytest.fixture
def office_words() -> Callable[[str], None]:
    from hongbang.outbox.models import Template, Wording  # noqa: PLC0415 - only here

    def put(body: str) -> None:
        words = {"heading": "题", "body": body, "short": "短"}
        template = Template.objects.create(
            code="notices.published",
            language="zh-hans",
            revision=1,
            in_force=1,
            changed_at=AT,
            **words,
        )
        Wording.objects.create(template=template, place=1, published_at=AT, **words)

    return put


@pytest.mark.parametrize(
    ("reply", "state", "tries"),
    [("550 no such box lin@cast.example", "failed", 0), ("451 come again", "waiting", 1)],
)
def test_a_refused_address_is_no_fault_of_the_next(
    reply: str, state: str, tries: int, relay: FakeRelay
) -> None:
    post(LIN, WU)
    relay.answers_to("lin@cast.example", reply)

    run()

    lin, wu = Delivery.objects.order_by("to")
    assert (lin.state, lin.tries, wu.state) == (state, tries, "sent")
    assert lin.answer == reply.replace("lin@", "l***@")
    assert [mail["To"] for mail in relay.taken] == ["wu@cast.example"]


@pytest.mark.parametrize(("reply", "state"), [("554 spam", "failed"), ("452 full", "waiting")])
def test_a_letter_refused_at_its_end_is_not_sent(reply: str, state: str, relay: FakeRelay) -> None:
    post(LIN)
    relay.answers(end=reply)

    run()

    assert (only().state, only().answer, relay.taken) == (state, reply, [])
    assert (only().handed_over_at is None) == (state == "waiting")


def test_silence_after_the_end_is_a_doubt_and_no_second_letter(relay: FakeRelay) -> None:
    secretless = LIN
    post(secretless)
    relay.answers(end="taken, then silence")

    run()
    relay.answers()
    run(AT + timedelta(hours=5))

    assert (only().state, only().handed_over_at) == ("doubtful", AT)
    assert sum(relay.keys.values()) == 1


def test_a_worker_that_died_after_handing_over_leaves_a_doubt(relay: FakeRelay) -> None:
    post(LIN)
    (claimed,) = outbox.claim(AT, 5)
    outbox.hand_over(claimed, AT)

    run(AT + LEASE + timedelta(seconds=1))

    assert (only().state, relay.taken) == ("doubtful", [])


def test_a_worker_that_died_before_handing_over_leaves_the_letter_to_the_next(
    relay: FakeRelay,
) -> None:
    post(LIN)
    outbox.claim(AT, 5)

    assert run(AT + LEASE) == 0
    run(AT + LEASE + timedelta(seconds=1))

    assert (only().state, only().claims, sum(relay.keys.values())) == ("sent", 2, 1)


def test_a_claim_lost_before_the_end_stops_the_letter(relay: FakeRelay) -> None:
    post(LIN)
    mine = outbox.claim(AT, 5)
    theirs = outbox.claim(AT + LEASE + timedelta(seconds=1), 5)

    assert carry(mine, lambda: AT) == 0
    assert relay.taken == []
    assert carry(theirs, lambda: AT) == 1
    assert sum(relay.keys.values()) == 1


@pytest.mark.parametrize("instrument", ["sent", "fail", "doubt", "wait"])
def test_a_worker_back_from_the_dead_changes_nothing(instrument: str) -> None:
    post(LIN)
    (mine,) = outbox.claim(AT, 5)
    outbox.claim(AT + LEASE + timedelta(seconds=1), 5)
    before = Delivery.objects.values().get()

    with pytest.raises(Lost):
        getattr(outbox, instrument)(mine, "250", AT)

    outbox.release([mine], "nobody there", AT)
    outbox.hold([mine], AT + timedelta(hours=1))
    assert Delivery.objects.values().get() == before


def test_nobody_at_the_relay_lets_all_wait_and_counts_as_no_try(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.HONGBANG_MAIL = Backend("smtp", host="127.0.0.1", port=port, sender="a@b.example")
    post(LIN, WU)
    secret()

    run()

    mails = Delivery.objects.filter(way="email")
    assert [(one.state, one.tries, one.claims, one.due_at) for one in mails] == [
        ("waiting", 0, 0, AT + timedelta(minutes=1))
    ] * 2
    assert Delivery.objects.get(way="sms").state == "sent"
    run(AT + PATIENCE + timedelta(seconds=1))
    assert {one.state for one in mails.all()} == {"failed"}


def test_a_relay_that_hangs_up_in_between_lets_the_letter_wait(relay: FakeRelay) -> None:
    post(LIN)
    relay.answers(hello="554 go away")

    run()

    assert (only().state, relay.taken) == ("waiting", [])


def test_a_relay_that_wants_a_password_and_tls_gets_neither_in_clear(relay: FakeRelay) -> None:
    url = relay.url.replace("smtp://", "smtp://u:p@") + "&tls=yes"
    door = relaying.Relay(Backend.read(url, way="email"))

    with pytest.raises(relaying.Unreachable):
        door._ready()

    assert relay.taken == []


def test_a_letter_that_kills_each_worker_ends_as_failed() -> None:
    post(LIN)
    Delivery.objects.update(claims=CLAIMS_MAX)

    run()

    assert (only().state, only().answer) == (
        "failed",
        "the worker ended each time it tried this letter",
    )


def test_an_address_that_is_none_ends_as_failed() -> None:
    post(LIN)
    Delivery.objects.update(address="no address\r\nBcc: x")

    run()

    assert (only().state, only().answer) == ("failed", "not an address")


def test_a_letter_nobody_declares_any_more_waits_and_says_so() -> None:
    post(LIN)
    Delivery.objects.update(code="notices.gone")

    run()

    assert (only().state, only().answer) == (
        "waiting",
        "the letter could not be written: KeyError",
    )


def test_claims_come_in_batches(django_assert_num_queries: Any) -> None:
    post(*(Recipient(f"P{n:03}", f"p{n}@cast.example") for n in range(100)))

    # savepoint, orphaned, due, claimed, release, rows
    with django_assert_num_queries(6):
        batch = outbox.claim(AT, 20)
    others = outbox.claim(AT, 100)

    assert (len(batch), len(others)) == (20, 80)
    assert not {one.pk for one in batch} & {one.pk for one in others}


def test_a_long_batch_keeps_its_lease(own_folder: Path) -> None:
    post(*(Recipient(f"P{n}", f"p{n}@cast.example") for n in range(6)))
    batch, ticks = outbox.claim(AT, 20), iter(range(1000))

    carry(batch, lambda: AT + timedelta(seconds=15 * next(ticks)))

    assert {one.state for one in Delivery.objects.all()} == {"sent"}


def test_the_daily_mail_takes_all_that_waits_once(own_folder: Path) -> None:
    Wishes.objects.create(person="LIN", choices={"notices": "daily"})
    post(LIN, title="第一份")
    post(LIN, title="第二份\n伪造的一行", at=AT + timedelta(hours=2))
    morning = moment("2026-11-11 08:00")

    assert run(morning - timedelta(seconds=1)) == 0
    assert run(morning) == 2  # gathered, and sent
    assert run(morning + timedelta(minutes=1)) == 0

    kept = only()
    words = queries.written(kept)
    assert (kept.code, kept.state, kept.address) == ("outbox.digest", "sent", "lin@cast.example")
    assert words.heading == "您有 2 条新消息"
    assert (
        "· 《第一份》已公布\n  http://127.0.0.1:8000/notices/X/\n\n· 《第二份 伪造的一行》"
        in words.body
    )
    assert [line.address for line in DigestLine.objects.all()] == ["", ""]


def test_two_workers_make_one_daily_mail() -> None:
    Wishes.objects.create(person="LIN", choices={"notices": "daily"})
    post(LIN)
    morning = moment("2026-11-11 08:00")
    outbox.gather_digests(morning)
    DigestLine.objects.update(
        delivery=None, address="lin@cast.example"
    )  # as the other worker saw it

    assert outbox.gather_digests(morning) == 0
    assert Delivery.objects.count() == 1


def test_a_relay_that_is_down_in_the_middle_lets_the_letter_wait(relay: FakeRelay) -> None:
    post(LIN)
    relay.answers(data="421 closing")

    run()

    assert (only().state, only().answer, relay.taken) == ("waiting", "421 closing", [])


def test_a_sender_that_is_no_address_ends_the_letter(settings: Any) -> None:
    settings.HONGBANG_MAIL = Backend("smtp", host="127.0.0.1", port=9, sender="no address")
    post(LIN)

    run()

    assert only().state == "failed"


def test_a_key_that_is_none_ends_the_letter() -> None:
    post(LIN)
    Delivery.objects.update(effect_key="../../etc/cron")

    run()

    assert (only().state, only().answer) == ("failed", "not an effect key")


def test_the_totals_are_recorded_by_one_of_two_workers(clerk: Any) -> None:
    post(LIN)
    run()
    at = moment("2026-11-11 00:05")

    counted = [outbox.count_day(AT.date(), by=SYSTEM, at=at) for _ in range(2)]

    assert counted == [True, False]


def test_addresses_are_forgotten_after_a_month() -> None:
    post(LIN)
    run()

    assert outbox.forget(AT + timedelta(days=30)) == 0
    assert outbox.forget(AT + timedelta(days=30, seconds=1)) == 1
    assert only().address == ""


def test_the_totals_of_a_day_are_recorded_once(clerk: Any) -> None:
    post(LIN, WU)
    run()
    next_day = moment("2026-11-11 00:05")

    done = [run(next_day), run(next_day + timedelta(minutes=5))]

    (entry,) = Entry.objects.filter(verb="outbox.deliveries.counted")
    assert done == [1, 0]
    assert (entry.at, entry.seat) == (next_day, "system")
