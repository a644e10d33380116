"""Who may do what with awards and certificates?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.awards import stories
from tests.awards.stories import AT, Through
from tests.cast import SEATS, SYSTEM, Member, moment

from hongbang.awards import access
from hongbang.awards.models import Award
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Merge

pytestmark = pytest.mark.once
VERBS = ("work", "confer", "hold", "fetch", "certificate")
OF_UNIT = dict.fromkeys(("hold", "fetch"), "awards.unit_fetches")
EXPECTED = {
    Role.OFFICE_HEAD: OF_UNIT,
    Role.OFFICE_CLERK: OF_UNIT | {"confer": "awards.head_confers"},
    Role.AUDITOR: dict.fromkeys(("confer", "hold", "fetch"), "awards.auditor_reads"),
    Role.UNIT_CLERK: dict.fromkeys(("work", "confer"), "awards.not_yours"),
}
STRANGER = dict.fromkeys(VERBS, "awards.not_yours")


def codes(by: Actor, award: Award | None = None) -> dict[str, str]:
    return {verb: getattr(access.may(verb, by, award), "code", "") for verb in VERBS}


@pytest.mark.parametrize("role", [Role.NOBODY, *SEATS])
def test_a_seat_may(role: Role, company: dict[Role, Member]) -> None:
    by = Actor.nobody("visit") if role is Role.NOBODY else company[role].actor

    assert codes(by) == dict.fromkeys(VERBS, "") | EXPECTED.get(role, STRANGER)
    assert codes(SYSTEM) == dict.fromkeys(VERBS, "")


def test_a_unit_has_its_own_and_fetches_before_it_reads(told: Through) -> None:
    stories.conferred(told)
    award = Award.objects.select_related("application__unit")[0]
    house = told.street.table.scene.house

    own, head, other = (
        codes(one.actor, award) for one in (house.clerk, house.head, house.other_clerk)
    )
    stories.fetched(told, award)
    fetched = Award.objects.select_related("application__unit").get(pk=award.pk)

    refused = EXPECTED[Role.UNIT_CLERK]
    assert own == head == dict.fromkeys(VERBS, "") | refused | {"certificate": "awards.fetch_first"}
    assert other == dict.fromkeys(VERBS, "awards.other_unit") | refused
    assert codes(house.clerk.actor, fetched)["certificate"] == ""


def test_everybody_sees_only_what_is_theirs(told: Through, company: dict[Role, Member]) -> None:
    stories.conferred(told)
    house = told.street.table.scene.house
    everything = Award.objects.all()

    def count(by: Actor) -> int:
        return access.visible_to(by, everything).count()

    readers = {Role.OFFICE_HEAD, Role.OFFICE_CLERK, Role.AUDITOR}
    seen = {role: count(one.actor) for role, one in company.items()}
    assert seen == {role: 3 if role in readers else 0 for role in company}
    assert [count(one.actor) for one in (house.clerk, house.other_clerk, house.organ_clerk)] == [
        *(3, 0, 0)
    ]
    lost = replace(house.clerk.actor, organisation="NOBODY")
    assert count(lost) == 0


def test_a_unit_that_took_another_over_has_its_awards(told: Through) -> None:
    stories.conferred(told)
    house = told.street.table.scene.house
    into = Organisation.objects.get(public_id=house.other_clerk.actor.organisation)
    unit = Organisation.objects.get(pk=house.unit.pk)

    orgs.merge(
        unit, Merge(version=unit.version, into=into.public_id, reason="合并"), by=SYSTEM, at=AT
    )

    award = Award.objects.select_related("application__unit__successor")[0]
    assert access.visible_to(house.other_clerk.actor, Award.objects.all()).count() == 3
    assert access.may("fetch", house.other_clerk.actor, award).ok
    assert moment() < AT
