"""Is everybody told once, and can only the reader mark a message as read?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import worlds
from tests.cast import SEATS, moment

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Act
from hongbang.outbox import access, queries
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Message

MINE, YOURS = Actor("MINE", Role.EXPERT, "O", "r"), Actor("YOURS", Role.EXPERT, "O", "r")
NOBODY, SYSTEM = Actor.nobody("r"), Actor.system("r")


def post(to: Iterable[str], title: str = "通知", at: str = "2026-11-10 10:00") -> list[Message]:
    return outbox.post(
        "notices.published", to=to, params={"title": title}, link="/notices/", at=moment(at)
    )


@pytest.mark.django_db
def test_post_tells_each_person_once() -> None:
    posted = post(["MINE", "YOURS", "MINE"])

    kept = Message.objects.order_by("pk")
    assert [message.to for message in kept] == ["MINE", "YOURS"]
    assert len({message.public_id for message in posted}) == 2
    assert [str(message) for message in kept] == [
        "notices.published → MINE",
        "notices.published → YOURS",
    ]


@pytest.mark.django_db
def test_post_to_nobody_tells_nobody() -> None:
    assert post([]) == []


def test_a_message_exists_exactly_when_the_deed_does(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    with transaction.atomic():
        notices.publish(notice, Act(notice.version), by=clerk, at=moment())
        told = Message.objects.count()
        transaction.set_rollback(True)

    assert (told, Message.objects.count()) == (3, 0)  # not the one who did it


@pytest.mark.django_db
def test_mark_all_read_touches_only_my_messages_posted_before() -> None:
    post(["MINE", "YOURS"], at="2026-11-10 10:00")
    post(["MINE"], at="2026-11-10 12:00")
    entries = Entry.objects.count()

    marked = outbox.mark_all_read(by=MINE, at=moment("2026-11-10 11:00"))

    assert marked == 1
    assert (queries.unread_count(MINE), queries.unread_count(YOURS)) == (1, 1)
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_mark_all_read_again_changes_nothing() -> None:
    post(["MINE"])
    outbox.mark_all_read(by=MINE, at=moment("2026-11-10 11:00"))

    assert outbox.mark_all_read(by=MINE, at=moment("2026-11-10 12:00")) == 0
    assert Message.objects.get().read_at == moment("2026-11-10 11:00")


@pytest.mark.django_db
def test_mark_all_read_refuses_who_is_no_person() -> None:
    with pytest.raises(NotAllowed) as refused:
        outbox.mark_all_read(by=NOBODY, at=moment())

    assert refused.value.code == "outbox.not_yours"


@pytest.mark.django_db
def test_the_inbox_is_mine_newest_first() -> None:
    post(["MINE"], "早的", "2026-11-10 10:00")
    post(["MINE"], "晚的", "2026-11-10 11:00")
    post(["YOURS"], "别人的", "2026-11-10 12:00")

    seen = {by: [message.params["title"] for message in queries.inbox(by)] for by in (MINE, YOURS)}

    assert seen == {MINE: ["晚的", "早的"], YOURS: ["别人的"]}


@pytest.mark.django_db
@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_who_is_no_person_has_no_inbox(by: Actor) -> None:
    post(["MINE", ""])

    assert [*queries.inbox(by)] == []
    assert queries.unread_count(by) == 0


@pytest.mark.parametrize("role", SEATS)
def test_every_seat_reads_its_own_inbox_and_nothing_else(role: Role) -> None:
    by = Actor("P", role, "O", "r")

    assert access.may("read", by).ok
    access.require("read", by)
    assert access.may("erase", by) == Refused("outbox.not_yours")
    with pytest.raises(NotAllowed):
        access.require("erase", by)


@pytest.mark.django_db
def test_a_message_cannot_be_read_before_it_is_posted() -> None:
    post(["MINE"])
    changes: dict[str, Any] = {"read_at": moment("2026-11-10 09:59")}

    with pytest.raises(IntegrityError, match="outbox_read_after_posted"), transaction.atomic():
        Message.objects.update(**changes)
