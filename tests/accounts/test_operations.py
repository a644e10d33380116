"""Does each deed with people, seats and sign-in happen, refuse and leave its entry?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import cast
from tests.cast import PASSWORD, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import FailedTry, Person, Seat
from hongbang.accounts.queries import Proven, SignIn
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken

HERE = "203.0.113.9"
VISITOR = Actor.nobody("r", HERE)


def verbs() -> list[str]:
    return [*Entry.objects.order_by("sequence").values_list("verb", flat=True)]


def fail(login: str, times: int, by: Actor = VISITOR) -> None:
    for _ in range(times):
        command = SignIn(login, "wrong")
        accounts.note_failed_sign_in(command, by=by, at=moment())


@pytest.mark.django_db
def test_add_person_keeps_no_readable_password() -> None:
    command = accounts.AddPerson("林", "lin@cast.example", PASSWORD)

    person = accounts.add_person(command, by=cast.SYSTEM, at=moment())

    assert PASSWORD not in person.password
    assert verbs()[-1] == "accounts.person.added"
    assert str(person) == "林"


def test_add_person_refuses_a_taken_name(company: dict[Role, Member]) -> None:
    command = accounts.AddPerson("另一人", company[Role.EXPERT].login, PASSWORD)

    with pytest.raises(RuleBroken) as refused:
        accounts.add_person(command, by=cast.SYSTEM, at=moment())

    assert refused.value.code == "accounts.login_taken"


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.AUDITOR, Role.SECURITY_ADMIN])
def test_people_and_seats_are_registered_by_the_system_administrator_only(
    role: Role, company: dict[Role, Member]
) -> None:
    by = company[role].actor
    seat = company[Role.EXPERT].seat
    people, seats = Person.objects.count(), Seat.objects.count()

    with pytest.raises(NotAllowed):
        accounts.add_person(accounts.AddPerson("甲", "a@b.example", PASSWORD), by=by, at=moment())
    grant = accounts.GrantSeat(seat.person, seat.organisation, role, date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        accounts.grant_seat(grant, by=by, at=moment())

    assert (Person.objects.count(), Seat.objects.count()) == (people, seats)


def test_sign_in_takes_the_seat_held_longest(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]

    entered = accounts.sign_in(Proven(expert.person), by=VISITOR, at=moment())

    assert entered.sitting.seat == expert.seat
    assert entered.visit.person == expert.person
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.verb, entry.actor) == ("accounts.person.signed_in", expert.person.public_id)


def test_sign_in_refuses_who_holds_no_seat_today(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]
    Seat.objects.filter(pk=expert.seat.pk).update(ends_on=date(2026, 11, 9))

    with pytest.raises(RuleBroken) as refused:
        accounts.sign_in(Proven(expert.person), by=VISITOR, at=moment())

    assert refused.value.code == "accounts.no_seat"


def test_prove_knows_the_password(company: dict[Role, Member]) -> None:
    login = company[Role.EXPERT].login

    assert queries.prove(SignIn(login, PASSWORD), HERE, moment()) == Proven(
        company[Role.EXPERT].person
    )
    assert queries.prove(SignIn(login, "wrong"), HERE, moment()) is None
    assert queries.prove(SignIn("nobody@x", PASSWORD), HERE, moment()) is None


def test_prove_refuses_somebody_inactive(company: dict[Role, Member]) -> None:
    person = company[Role.EXPERT].person
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert queries.prove(SignIn(person.contact, PASSWORD), HERE, moment()) is None


def test_five_failures_lock_this_name_from_this_address_only(
    company: dict[Role, Member],
) -> None:
    login = company[Role.EXPERT].login
    fail(login, 5)

    for try_again in (
        lambda: queries.prove(SignIn(login, PASSWORD), HERE, moment()),
        lambda: accounts.note_failed_sign_in(SignIn(login, "x"), by=VISITOR, at=moment()),
    ):
        with pytest.raises(RuleBroken) as refused:
            try_again()
        assert refused.value.code == "accounts.locked"

    assert FailedTry.objects.count() == 5
    assert queries.prove(SignIn(login, PASSWORD), "198.51.100.7", moment()) is not None
    later = moment() + timedelta(minutes=15)
    assert queries.prove(SignIn(login, PASSWORD), HERE, later) is not None


def test_thirty_failures_lock_an_address_that_tries_many_names(
    company: dict[Role, Member],
) -> None:
    at = moment()
    for number in range(30):
        tried = SignIn(f"name{number}@x.example", "wrong")
        failed = accounts.note_failed_sign_in(
            tried, by=Actor.nobody("r", f"198.51.100.{number}"), at=at
        )
        FailedTry.objects.filter(pk=failed.pk).update(address=HERE)

    with pytest.raises(RuleBroken) as refused:
        queries.prove(SignIn(company[Role.EXPERT].login, PASSWORD), HERE, at)

    assert refused.value.code == "accounts.locked"


def test_sign_out_is_recorded(company: dict[Role, Member]) -> None:
    accounts.sign_out(by=company[Role.EXPERT].actor, at=moment())

    assert verbs()[-1] == "accounts.person.signed_out"


def test_sign_out_refuses_nobody(company: dict[Role, Member]) -> None:
    with pytest.raises(NotAllowed):
        accounts.sign_out(by=VISITOR, at=moment())


def test_take_seat_moves_to_another_seat_of_mine(company: dict[Role, Member]) -> None:
    head = company[Role.OFFICE_HEAD]
    grant = accounts.GrantSeat(head.person, head.seat.organisation, Role.EXPERT, date(2026, 2, 1))
    second = accounts.grant_seat(grant, by=cast.SYSTEM, at=moment("2026-02-01 09:00"))

    taken = accounts.take_seat(second.public_id, by=head.actor, at=moment())

    assert taken.seat == second
    assert verbs()[-1] == "accounts.seat.taken"


def test_take_seat_refuses_somebody_elses(company: dict[Role, Member]) -> None:
    with pytest.raises(NotFound) as refused:
        accounts.take_seat(
            company[Role.EXPERT].seat.public_id, by=company[Role.OFFICE_HEAD].actor, at=moment()
        )

    assert refused.value.code == "accounts.not_your_seat"


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["lin", "12345", "lin@", ""])
def test_add_person_refuses_what_cannot_be_reached(login: str) -> None:
    with pytest.raises(RuleBroken, match="bad_contact"):
        accounts.add_person(accounts.AddPerson("林", login, PASSWORD), by=cast.SYSTEM, at=moment())


def test_grant_seat_refuses_the_same_twice_and_two_administrations(
    company: dict[Role, Member],
) -> None:
    system = company[Role.SYSTEM_ADMIN]
    same = accounts.GrantSeat(
        system.person, system.seat.organisation, Role.SYSTEM_ADMIN, system.seat.starts_on
    )
    other = accounts.GrantSeat(
        system.person, system.seat.organisation, Role.AUDITOR, date(2026, 11, 10)
    )

    with pytest.raises(RuleBroken, match="seat_held"):
        accounts.grant_seat(same, by=cast.SYSTEM, at=moment())
    with pytest.raises(RuleBroken, match="admins_apart"):
        accounts.grant_seat(other, by=cast.SYSTEM, at=moment())
