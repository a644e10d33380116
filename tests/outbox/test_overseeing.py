"""Can the system administrator help on a letter, and everybody say how to be told?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import SEATS, moment

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox import access, queries
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery, Wishes
from hongbang.outbox.queries import Filters
from hongbang.outbox.rules.commands import Act, Wish
from hongbang.outbox.rules.recipients import Recipient

pytestmark = pytest.mark.django_db
ADMIN = Actor("CHENG", Role.SYSTEM_ADMIN, "O", "r")
LIN = Actor("LIN", Role.EXPERT, "O", "r")
NOBODY, SYSTEM = Actor.nobody("r"), Actor.system("r")
AT, LATER = moment("2026-11-10 10:00"), moment("2026-11-10 11:00")


@pytest.fixture
def letter() -> Delivery:
    outbox.post(
        "notices.published",
        to=[Recipient("LIN", "lin@cast.example")],
        params={"title": "通知"},
        link="/notices/",
        at=AT,
    )
    return Delivery.objects.get()


def ended(letter: Delivery, state: str, **more: Any) -> Delivery:
    Delivery.objects.filter(pk=letter.pk).update(state=state, ended_at=AT, tries=6, **more)
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize("state", ["failed", "doubtful"])
def test_retry_puts_a_letter_back(state: str, letter: Delivery) -> None:
    stuck = ended(letter, state, handed_over_at=AT)

    outbox.retry(stuck, Act(stuck.version), by=ADMIN, at=LATER)

    kept = Delivery.objects.get()
    assert (kept.state, kept.due_at, kept.tries, kept.ended_at, kept.handed_over_at) == (
        *("waiting", LATER, 0),
        *(None, None),
    )
    assert Entry.objects.filter(verb="outbox.delivery.retried").count() == 1


@pytest.mark.parametrize("state", ["waiting", "failed", "doubtful"])
def test_drop_gives_a_letter_up_with_the_reason(state: str, letter: Delivery) -> None:
    if state != "waiting":
        ended(letter, state)

    outbox.drop(letter, Act(letter.version, " 地址不对 "), by=ADMIN, at=LATER)

    kept = Delivery.objects.get()
    assert (kept.state, kept.reason, kept.ended_at) == ("dropped", "地址不对", LATER)
    assert Entry.objects.filter(verb="outbox.delivery.dropped").count() == 1


@pytest.mark.parametrize(
    ("verb", "state", "more", "code"),
    [
        ("retry", "sent", {}, "outbox.no_such_move"),
        ("retry", "failed", {"had_secret": True}, "outbox.secret_gone"),
        ("retry", "failed", {"address": ""}, "outbox.address_gone"),
        ("drop", "sent", {}, "outbox.no_such_move"),
        ("drop", "failed", {}, "outbox.no_reason"),
    ],
)
def test_what_cannot_be_helped_is_refused(
    verb: str, state: str, more: dict[str, Any], code: str, letter: Delivery
) -> None:
    stuck = ended(letter, state, **more)

    with pytest.raises((RuleBroken, IllegalMove)) as refused:
        getattr(outbox, verb)(stuck, Act(stuck.version), by=ADMIN, at=LATER)

    assert (refused.value.code, Delivery.objects.get().state) == (code, state)


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_a_letter_helped_on_meanwhile_is_stale(verb: str, letter: Delivery) -> None:
    stuck = ended(letter, "failed")
    Delivery.objects.update(version=5)

    with pytest.raises(Stale):
        getattr(outbox, verb)(stuck, Act(stuck.version, "理由"), by=ADMIN, at=LATER)


def test_a_letter_claimed_meanwhile_is_not_dropped(letter: Delivery) -> None:
    outbox.claim(AT, 5)

    with pytest.raises(IllegalMove):
        outbox.drop(letter, Act(letter.version, "理由"), by=ADMIN, at=LATER)


def test_nobody_else_touches_or_sees_a_letter(letter: Delivery) -> None:
    stuck = ended(letter, "failed")
    for verb in ("retry", "drop"):
        with pytest.raises(NotAllowed) as refused:
            getattr(outbox, verb)(stuck, Act(stuck.version, "理由"), by=LIN, at=LATER)
        assert refused.value.code == "outbox.administrator_only"
    with pytest.raises(NotFound):
        queries.delivery(LIN, stuck.public_id)
    assert queries.needs_a_look(LIN) == 0
    assert queries.needs_a_look(ADMIN) == 1


def test_the_list_is_narrowed_by_state_way_and_words(letter: Delivery) -> None:
    def found(**asked: str) -> int:
        return queries.deliveries(ADMIN, Filters(**asked)).count()

    assert found() == found(state="waiting") == found(way="email") == 1
    assert found(query="published") == found(query="lin") == found(query=letter.effect_key) == 1
    assert found(state="sent") == found(way="sms") == found(query="lin@cast.example") == 0
    assert queries.counts(ADMIN)["waiting"] == 1
    assert queries.deliveries(LIN, Filters()).count() == 0


@pytest.mark.parametrize("role", [*SEATS, Role.NOBODY, Role.SYSTEM])
def test_each_seat_may_what_it_may(role: Role) -> None:
    by = Actor("" if role in {Role.NOBODY, Role.SYSTEM} else "P", role, "O", "r")
    office = by.is_office or role is Role.SYSTEM
    admin = role in {Role.SYSTEM_ADMIN, Role.SYSTEM}

    assert {verb: access.may(verb, by).ok for verb in ("read", "wish", *access.WORD)} == {
        verb: bool(by.person) for verb in ("read", "wish")
    } | dict.fromkeys(access.WORD, office)
    assert {access.may(verb, by).ok for verb in access.OVERSEE} == {admin}
    assert access.may("eat", by) == Refused("outbox.not_yours")


def test_export_is_recorded_and_only_for_the_administrator() -> None:
    outbox.note_export("全部", by=ADMIN, at=AT)
    with pytest.raises(NotAllowed):
        outbox.note_export("全部", by=LIN, at=AT)

    assert Entry.objects.filter(verb="outbox.deliveries.exported").count() == 1


def test_wish_keeps_how_i_am_told() -> None:
    first = outbox.wish(Wish({"notices": "daily"}, 0), by=LIN, at=AT)
    second = outbox.wish(Wish({"notices": "inbox"}, first.version), by=LIN, at=LATER)

    assert (first.version, second.version, Wishes.objects.get().choices) == (
        *(1, 2),
        {"notices": "inbox"},
    )
    assert queries.choices_of(["LIN", "WU"]) == {"LIN": {"notices": "inbox"}}
    assert Entry.objects.filter(verb="outbox.wishes.kept").count() == 2


@pytest.mark.parametrize("choices", [{"notices": "never"}, {"weather": "daily"}])
def test_wish_refuses_what_is_not_offered(choices: dict[str, str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        outbox.wish(Wish(choices, 0), by=LIN, at=AT)

    assert (refused.value.code, Wishes.objects.count()) == ("outbox.no_such_wish", 0)


def test_wish_is_stale_and_only_for_a_person() -> None:
    outbox.wish(Wish({"notices": "daily"}, 0), by=LIN, at=AT)

    with pytest.raises(Stale):
        outbox.wish(Wish({"notices": "inbox"}, 0), by=LIN, at=LATER)
    with pytest.raises(NotAllowed):
        outbox.wish(Wish({}, 0), by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError, match="outbox_wishes_of_somebody"), transaction.atomic():
        Wishes.objects.update(person="")


def test_mark_read_marks_one_of_mine_once(letter: Delivery) -> None:
    (message,) = queries.inbox(LIN)

    outbox.mark_read(message, by=LIN, at=LATER)
    outbox.mark_read(message, by=LIN, at=moment("2026-11-10 12:00"))

    assert queries.inbox(LIN).get().read_at == LATER
    with pytest.raises(NotFound):
        outbox.mark_read(message, by=ADMIN, at=LATER)
    with pytest.raises(NotAllowed):
        outbox.mark_read(message, by=NOBODY, at=LATER)
