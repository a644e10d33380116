"""Which seat may do which verb: one matrix, and the three administrators apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.cast import Member

from hongbang.accounts import access
from hongbang.accounts.models import Invitation, Person, Registration, Seat
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Refused
from hongbang.kernel.refusal import NotAllowed

HEADS = {Role.OFFICE_HEAD, Role.ORGAN_HEAD, Role.UNIT_HEAD}
OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}
SEATED = set(Role) - {Role.NOBODY, Role.SYSTEM}
WHO: dict[str, tuple[set[Role], str]] = {
    **dict.fromkeys(access.OPEN, (set(Role), "")),
    **dict.fromkeys(access.OWN, (SEATED, "accounts.not_yours")),
    **dict.fromkeys(access.GUARD, ({Role.SECURITY_ADMIN}, "accounts.security_only")),
    **dict.fromkeys(access.PEOPLE, (HEADS, "accounts.heads_only")),
    **dict.fromkeys(access.DECIDE, ({Role.ORGAN_CLERK, Role.ORGAN_HEAD}, "accounts.organ_decides")),
    **dict.fromkeys(("add", "grant"), ({Role.SYSTEM_ADMIN}, "accounts.not_yours")),
    "forget": (set(), "accounts.not_yours"),
    "see_registrations": (
        OFFICE | {Role.ORGAN_CLERK, Role.ORGAN_HEAD},
        "accounts.organ_decides",
    ),
    "see_people": (HEADS | OFFICE | {Role.SYSTEM_ADMIN}, "accounts.heads_only"),
    "invite": (HEADS | {Role.SYSTEM_ADMIN}, "accounts.heads_only"),
    "lend": (SEATED, "accounts.not_your_seat"),
    "unlend": (SEATED, "accounts.not_your_seat"),
}


def actor(role: Role, body: str = "ORG") -> Actor:
    return Actor("" if role is Role.NOBODY else "P", role, body, "r")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", sorted(WHO))
def test_the_matrix(verb: str, role: Role) -> None:
    allowed, code = WHO[verb]

    expected = ALLOWED if role in allowed | {Role.SYSTEM} else Refused(code)

    assert access.may(verb, actor(role)) == expected


@pytest.mark.parametrize("verb", sorted(access.PEOPLE))
def test_a_head_acts_in_the_own_body_only_and_the_office_head_everywhere(
    verb: str, organ: Organ, company: dict[Role, Member]
) -> None:
    here, there = organ.clerk.seat, organ.unit_clerk.seat

    assert access.may(verb, organ.head.actor, here).ok
    assert not access.may(verb, organ.head.actor, there).ok
    assert access.may(verb, company[Role.OFFICE_HEAD].actor, there).ok


@pytest.mark.parametrize("verb", sorted(access.DECIDE))
def test_an_organ_decides_on_what_was_sent_to_it(verb: str, organ: Organ) -> None:
    one = stories.registered(organ.body)
    women = cast.organ("黄浦区妇女联合会", "women")

    assert access.may(verb, organ.clerk.actor, one).ok
    assert not access.may(verb, actor(Role.ORGAN_CLERK, women.public_id), one).ok


def test_require_refuses_with_the_reason() -> None:
    with pytest.raises(NotAllowed) as refused:
        access.require("guard", actor(Role.SYSTEM_ADMIN))

    assert refused.value.code == "accounts.security_only"


def test_what_each_seat_may_see_of_people(organ: Organ, company: dict[Role, Member]) -> None:
    stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    stories.registered(organ.body)

    def seen(by: Actor) -> tuple[int, int, int, int]:
        return (
            access.people_visible_to(by, Seat.objects.all()).count(),
            access.invitations_visible_to(by, Invitation.objects.all()).count(),
            access.registrations_visible_to(by, Registration.objects.all()).count(),
            access.guarded_by(by, Person.objects.all()).count(),
        )

    seats, people = Seat.objects.count(), Person.objects.count()
    assert seen(organ.head.actor) == (2, 1, 1, 0)
    assert seen(organ.clerk.actor) == (0, 0, 1, 0)
    assert seen(organ.unit_head.actor) == (2, 0, 0, 0)
    assert seen(company[Role.OFFICE_HEAD].actor) == (seats, 1, 1, 0)
    assert seen(company[Role.OFFICE_CLERK].actor) == (seats, 0, 1, 0)
    assert seen(company[Role.SYSTEM_ADMIN].actor) == (seats, 1, 0, 0)
    assert seen(company[Role.SECURITY_ADMIN].actor) == (0, 0, 0, people)
    for role in (Role.AUDITOR, Role.EXPERT, Role.INSPECTOR, Role.HOST_APPROVER):
        assert seen(company[role].actor) == (0, 0, 0, 0)
    nobody = Actor.nobody("r")
    assert seen(nobody) == (0, 0, 0, 0)
    assert not access.visible_to(nobody, Seat.objects.all()).exists()


FIELDS = {
    Role.SYSTEM_ADMIN: ("/people/", "/people/invitations/", "/people/invitations/new/"),
    Role.SECURITY_ADMIN: ("/security/", "/security/locks/", "/security/people/{person}/"),
    Role.AUDITOR: ("/ledger/", "/ledger/1/"),
}


@pytest.mark.parametrize("role", FIELDS)
def test_the_three_administrators_see_their_own_field_and_no_other(
    role: Role, company: dict[Role, Member], client_for: Callable[[Member], Client]
) -> None:
    client, person = client_for(company[role]), company[Role.EXPERT].person.public_id

    answers = {
        url: client.get(url.format(person=person)).status_code
        for urls in FIELDS.values()
        for url in urls
    }

    own = dict.fromkeys(FIELDS[role], 200)
    assert {url: status for url, status in answers.items() if status == 200} == own
    assert {status for url, status in answers.items() if url not in own} <= {403, 404}
