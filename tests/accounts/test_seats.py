"""Are seats lent, taken back, suspended and handed over, by whom they may, and recorded?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import cast
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.accounts.stories import VISITOR, lending
from tests.cast import Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import Delegation, Seat, Visit
from hongbang.accounts.queries import PeopleFilters, Proven
from hongbang.accounts.rules.commands import Because, HandOver
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken
from hongbang.outbox.models import Message

TODAY = date(2026, 11, 10)
WHY = Because("借调到别处")


def last() -> Entry:
    return Entry.objects.order_by("-sequence")[0]


def codes(where: str = "") -> set[str]:
    return set(Message.objects.values_list("code", flat=True))


def lent(organ: Organ, days: int = 10) -> Delegation:
    giver = organ.head
    return accounts.lend(giver.seat, lending(organ.clerk, days), by=giver.actor, at=moment())


# --- lending
def test_lend_lets_a_colleague_act_for_the_giver(organ: Organ) -> None:
    one = lent(organ)

    places = queries.my_sittings(organ.clerk.actor, TODAY)
    assert [place.public_id for place in places] == [organ.clerk.seat.public_id, one.public_id]
    guest = places[1].actor("r", "")
    assert guest == Actor(
        organ.clerk.person.public_id,
        Role.ORGAN_HEAD,
        organ.body.public_id,
        "r",
        on_behalf_of=organ.head.person.public_id,
    )
    assert last().verb == "accounts.seat.lent"
    assert codes() == {"accounts.lent"}
    assert queries.my_place_count(organ.clerk.actor, TODAY) == 2


def test_a_deed_from_a_lent_seat_names_both(organ: Organ) -> None:
    one = lent(organ)
    place = queries.my_sitting(organ.clerk.actor, one.public_id, TODAY)

    accounts.sign_out(by=place.actor("r", ""), at=moment())

    assert (last().actor, last().on_behalf_of) == (
        organ.clerk.person.public_id,
        organ.head.person.public_id,
    )


def test_a_guest_lends_nothing_further(organ: Organ) -> None:
    one = lent(organ)
    guest = queries.my_sitting(organ.clerk.actor, one.public_id, TODAY).actor("r", "")

    for seat in (organ.head.seat, organ.clerk.seat):
        with pytest.raises(NotAllowed) as refused:
            accounts.lend(seat, lending(organ.head), by=guest, at=moment())
        assert refused.value.code == "accounts.lent_on"


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [(-1, "出差", "lent_ends_early"), (91, "出差", "lent_too_long"), (1, " ", "no_reason")],
)
def test_lend_refuses_what_the_rule_refuses(
    days: int, reason: str, code: str, organ: Organ
) -> None:
    command = lending(organ.clerk, days, reason)

    with pytest.raises(RuleBroken, match=code):
        accounts.lend(organ.head.seat, command, by=organ.head.actor, at=moment())

    assert not Delegation.objects.exists()


def test_lend_refuses_strangers_oneself_and_somebody_elses_seat(organ: Organ) -> None:
    for to in (organ.unit_head, organ.head):
        with pytest.raises(RuleBroken, match="no_colleague"):
            accounts.lend(organ.head.seat, lending(to), by=organ.head.actor, at=moment())
    with pytest.raises(NotAllowed):
        accounts.lend(organ.head.seat, lending(organ.clerk), by=organ.clerk.actor, at=moment())


def test_lend_twice_is_refused_until_the_first_is_over(organ: Organ) -> None:
    lent(organ, days=3)
    with pytest.raises(RuleBroken, match="lent_already"):
        lent(organ)

    later = replace(lending(organ.clerk), ends_on=date(2026, 11, 30))
    accounts.lend(organ.head.seat, later, by=organ.head.actor, at=moment("2026-11-14 09:00"))

    assert Delegation.objects.count() == 2


def test_a_lent_seat_ends_with_its_day_its_seat_and_its_giver(organ: Organ) -> None:
    one = lent(organ, days=3)
    person = organ.clerk.person.public_id

    assert queries.lent_to(person, date(2026, 11, 13)).get() == one
    assert not queries.lent_to(person, date(2026, 11, 14)).exists()
    for change in (
        {"suspended_at": moment(), "suspended_reason": "x"},
        {"ends_on": date(2026, 11, 9)},
    ):
        Seat.objects.filter(pk=organ.head.seat.pk).update(**change)
        assert not queries.lent_to(person, TODAY).exists()
        Seat.objects.filter(pk=organ.head.seat.pk).update(
            suspended_at=None, suspended_reason="", ends_on=None
        )


@pytest.mark.parametrize("who", ["giver", "head", "office"])
def test_unlend_is_for_giver_head_and_office(
    who: str, organ: Organ, company: dict[Role, Member]
) -> None:
    second = stories.another(organ.body, Role.ORGAN_HEAD, "另负责")
    one = lent(organ)
    by = {
        "giver": organ.head.actor,
        "head": second.actor,
        "office": company[Role.OFFICE_HEAD].actor,
    }[who]

    accounts.unlend(one, by=by, at=moment())

    assert not queries.lent_to(organ.clerk.person.public_id, TODAY).exists()
    assert last().verb == "accounts.seat.unlent"
    with pytest.raises(RuleBroken, match="lent_over"):
        accounts.unlend(one, by=by, at=moment())


def test_unlend_refuses_the_guest_and_hides_from_strangers(organ: Organ) -> None:
    one = lent(organ)

    with pytest.raises(NotAllowed):
        accounts.unlend(one, by=organ.clerk.actor, at=moment())
    with pytest.raises(NotFound):
        accounts.unlend(one, by=organ.unit_head.actor, at=moment())


# --- suspending
def test_suspend_ends_sessions_and_reinstate_lets_in_again(organ: Organ) -> None:
    accounts.sign_in(Proven(organ.clerk.person), by=VISITOR, at=moment())

    accounts.suspend(organ.clerk.seat, WHY, by=organ.head.actor, at=moment())

    assert not Visit.objects.filter(ended_at__isnull=True).exists()
    assert not queries.seats_of(organ.clerk.person, TODAY).exists()
    assert last().verb == "accounts.seat.suspended"
    with pytest.raises(RuleBroken, match="no_seat"):
        accounts.sign_in(Proven(organ.clerk.person), by=VISITOR, at=moment())
    with pytest.raises(RuleBroken, match="suspended_already"):
        accounts.suspend(organ.clerk.seat, WHY, by=organ.head.actor, at=moment())

    accounts.reinstate(organ.clerk.seat, WHY, by=organ.head.actor, at=moment())
    assert queries.seats_of(organ.clerk.person, TODAY).get() == organ.clerk.seat
    assert codes() == {"accounts.suspended", "accounts.reinstated"}
    with pytest.raises(RuleBroken, match="not_suspended"):
        accounts.reinstate(organ.clerk.seat, WHY, by=organ.head.actor, at=moment())


def test_suspend_refuses_oneself_no_reason_clerks_and_strangers(organ: Organ) -> None:
    with pytest.raises(RuleBroken, match="yourself"):
        accounts.suspend(organ.head.seat, WHY, by=organ.head.actor, at=moment())
    with pytest.raises(RuleBroken, match="no_reason"):
        accounts.suspend(organ.clerk.seat, Because(" "), by=organ.head.actor, at=moment())
    for by in (organ.clerk.actor, organ.unit_head.actor):
        with pytest.raises(NotFound):
            accounts.suspend(organ.clerk.seat, WHY, by=by, at=moment())
    with pytest.raises(NotFound):  # an organ does not suspend the people of its units
        accounts.suspend(organ.unit_clerk.seat, WHY, by=organ.head.actor, at=moment())

    assert not Seat.objects.filter(suspended_at__isnull=False).exists()


def test_a_guest_cannot_turn_on_the_giver(organ: Organ) -> None:
    one = lent(organ)
    guest = queries.my_sitting(organ.clerk.actor, one.public_id, TODAY).actor("r", "")

    with pytest.raises(RuleBroken, match="yourself"):
        accounts.suspend(organ.head.seat, WHY, by=guest, at=moment())


def test_the_system_administrator_sees_people_but_suspends_nobody(
    organ: Organ, company: dict[Role, Member]
) -> None:
    system = company[Role.SYSTEM_ADMIN].actor

    assert queries.colleague(system, organ.clerk.seat.public_id) == organ.clerk.seat
    with pytest.raises(NotAllowed):
        accounts.suspend(organ.clerk.seat, WHY, by=system, at=moment())


# --- handing over
def test_hand_over_gives_every_seat_here_from_a_day(organ: Organ) -> None:
    also = stories.second_seat(organ.clerk, organ.body, Role.ORGAN_HEAD)
    elsewhere = stories.second_seat(organ.clerk, organ.unit, Role.UNIT_CLERK)
    successor = stories.another(organ.body, Role.ORGAN_CLERK, "接任人")
    from_on = TODAY + timedelta(days=5)
    command = HandOver(successor.person.public_id, from_on, "退休")

    given = accounts.hand_over(organ.clerk.seat, command, by=organ.head.actor, at=moment())

    def held(member: Member, day: date) -> set[str]:
        return set(queries.seats_of(member.person, day).values_list("role", flat=True))

    before = from_on - timedelta(days=1)
    assert held(organ.clerk, before) == {"organ_clerk", "organ_head", "unit_clerk"}
    assert held(organ.clerk, from_on) == {"unit_clerk"}
    assert held(successor, before) == {"organ_clerk"}
    assert held(successor, from_on) == {"organ_clerk", "organ_head"}
    assert [seat.role for seat in given] == ["organ_head"]  # the other one was held already
    assert {also, elsewhere} <= set(Seat.objects.values_list("public_id", flat=True))
    assert last().verb == "accounts.seat.handed_over"
    told = Message.objects.filter(code="accounts.handed_over").values_list("to", flat=True)
    assert set(told) == {organ.clerk.person.public_id, successor.person.public_id}


def test_hand_over_today_works_at_once(organ: Organ) -> None:
    successor = stories.another(organ.body, Role.ORGAN_HEAD, "接任人")
    command = HandOver(successor.person.public_id, TODAY, "退休")

    accounts.hand_over(organ.clerk.seat, command, by=organ.head.actor, at=moment())

    assert not queries.seats_of(organ.clerk.person, TODAY).exists()
    roles = queries.seats_of(successor.person, TODAY).values_list("role", flat=True)
    assert set(roles) == {"organ_head", "organ_clerk"}
    with pytest.raises(RuleBroken, match="nothing_to_hand_over"):
        accounts.hand_over(organ.clerk.seat, command, by=organ.head.actor, at=moment())


def test_a_seat_that_begins_later_is_never_taken(organ: Organ) -> None:
    successor = stories.another(organ.body, Role.ORGAN_HEAD, "接任人")
    starts = TODAY + timedelta(days=30)
    grant = accounts.GrantSeat(organ.clerk.person, organ.body, Role.ORGAN_HEAD, starts)
    accounts.grant_seat(grant, by=cast.SYSTEM, at=moment())
    command = HandOver(successor.person.public_id, TODAY, "退休")

    accounts.hand_over(organ.clerk.seat, command, by=organ.head.actor, at=moment())

    assert not queries.seats_of(organ.clerk.person, starts).exists()


def test_hand_over_refuses_the_past_strangers_and_no_reason(organ: Organ) -> None:
    good = HandOver(organ.head.person.public_id, TODAY, "退休")
    second = stories.another(organ.body, Role.ORGAN_HEAD, "另负责")
    for command, code in (
        (replace(good, from_on=TODAY - timedelta(days=1)), "handed_back"),
        (replace(good, to=organ.unit_head.person.public_id), "no_colleague"),
        (replace(good, to=organ.clerk.person.public_id), "no_colleague"),
        (replace(good, reason=" "), "no_reason"),
    ):
        with pytest.raises(RuleBroken, match=code):
            accounts.hand_over(organ.clerk.seat, command, by=second.actor, at=moment())

    assert queries.seats_of(organ.clerk.person, TODAY).count() == 1


# --- lists
def names(by: Actor, **words: str) -> list[str]:
    found = queries.people(by, PeopleFilters(**words), TODAY)
    return sorted(seat.person.name for seat in found)


def test_heads_see_their_own_people_only(organ: Organ, company: dict[Role, Member]) -> None:
    assert names(organ.head.actor) == ["何经办", "方负责"]
    assert names(organ.unit_head.actor) == ["唐店长", "宋店员"]
    assert names(organ.clerk.actor) == names(company[Role.AUDITOR].actor) == []
    assert names(company[Role.SECURITY_ADMIN].actor) == []
    everybody = Seat.objects.count()
    for role in (Role.OFFICE_HEAD, Role.OFFICE_CLERK, Role.SYSTEM_ADMIN):
        assert len(names(company[role].actor)) == everybody


def test_people_are_found_by_pinyin_role_and_state(organ: Organ) -> None:
    by = organ.head.actor
    accounts.suspend(organ.clerk.seat, WHY, by=by, at=moment())

    assert names(by, query="fangfuze") == ["方负责"]
    assert names(by, query="hpqzgh") == ["方负责"]
    assert names(by, role="organ_head") == ["方负责"]
    assert names(by, state="suspended") == ["何经办"]
    assert names(by, state="all") == ["何经办", "方负责"]
    assert names(by, state="ended") == []


def test_people_are_listed_with_one_statement(
    organ: Organ, company: dict[Role, Member], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        for seat in queries.people(company[Role.OFFICE_HEAD].actor, PeopleFilters(), TODAY):
            assert (seat.person.name, seat.organisation.name) != ("", "")
