"""Do lists hold what they should, at a constant number of statements, and no more is told?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cast import SYSTEM, Member
from tests.reviews import stories
from tests.reviews.stories import READ, World

from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Merge
from hongbang.reviews import queries
from hongbang.reviews.models import Dossier
from hongbang.reviews.queries import Filters, Progress

ClientFor = Callable[[Member], Client]


def statements(client: Client, page: str) -> int:
    client.get(page)  # caches are warm
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


def test_pages_ask_the_same_number_of_statements_at_any_size(
    told: World, company: dict[Role, Member], client_for: ClientFor
) -> None:
    with time_machine.travel(READ, tick=False):
        office, expert = client_for(company[Role.OFFICE_HEAD]), client_for(told.experts[0])
        stories.assigned(told)
        pages = [
            (office, "/reviews/"),
            (office, f"/reviews/rounds/{told.round.public_id}/"),
            (office, f"/reviews/rounds/{told.round.public_id}/assign/"),
            (office, f"/reviews/editions/{told.told.edition.public_id}/experts/"),
            (expert, "/reviews/mine/"),
            (expert, "/desk/"),
        ]
        few = [statements(client, page) for client, page in pages]
        for number in range(7):
            stories.joined(told, f"后来第{number}组")
        for number in range(3):
            stories.enrolled(told, cast.member(Role.EXPERT, _office(), f"新专家{number}"))
        stories.given(told)

        assert [statements(client, page) for client, page in pages] == few


def _office() -> Organisation:
    return Organisation.objects.get(kind="office")


def test_progress_counts_what_stands(told: World) -> None:
    stories.assigned(told)
    stories.signed(told, stories.sheets_of()[0])
    key = told.round.pk

    assert queries.progress([key]) == {key: Progress(3, 9, 1)}
    assert queries.progress([]) == {}
    assert [(one.pk, done.owed) for one, done in queries.under_way()] == [(key, 8)]
    loads = {member.code: (given, signed) for member, given, signed in queries.loads(told.round)}
    assert sum(given for given, _signed in loads.values()) == 9
    assert sum(signed for _given, signed in loads.values()) == 1


def test_files_are_found_by_words_pinyin_and_stand(told: World) -> None:
    stories.assigned(told)
    first = stories.sheets_of(told.files[0])
    for sheet in first:
        stories.signed(told, sheet)

    def found(**by: Any) -> set[str]:
        rows = queries.dossiers(told.round, Filters(**by))
        return {one.application.subject_name for one in rows}

    everything = {one.subject_name for one in told.files}
    assert found() == everything
    assert found(query="diyibanzu") | found(query="第1班组") == {"第1班组"}
    assert found(stand="owed") == everything - {"第1班组"}
    assert found(stand="short") == set()


def test_a_standing_is_empty_until_the_round_is_closed(told: World) -> None:
    stories.all_signed(told)

    assert queries.standing_of(told.category) == ()
    assert queries.closed_round(told.category) is None
    assert queries.standing_of(told.told.category("unit")) == ()


def test_bodies_that_were_merged_still_conflict(told: World) -> None:
    """An expert's employer went into the applicant: that is the same body today."""
    other = Organisation.objects.get(name="示范书城有限公司")
    stories.enrolled(told, told.experts[0], works_for=[other.name])
    for one in told.experts[1:]:
        stories.enrolled(told, one)
    merge = Merge(version=other.version, into=told.told.unit.public_id, reason="并入百货")
    orgs.merge(other, merge, by=SYSTEM, at=READ)
    stories.reviews.open_round(told.category, by=told.head, at=READ)

    plan = queries.plan_of(told.round, READ.date())

    assert plan.found.loads[told.member("甲专家").public_id] == 0


def test_a_group_conflicts_and_the_organ_of_a_district_does_not(told: World) -> None:
    """Two units of one group are one; two units of one district's organ are strangers."""
    near = cast.unit("同区的公司", told.told.organ)
    group = cast.organ("示范集团质协", "quality", cast.area("示范集团", kind="group"))
    mine, theirs = cast.unit("集团甲公司", group), cast.unit("集团乙公司", group)
    stories.enrolled(told, told.experts[0], works_for=[near.name])
    stories.enrolled(told, told.experts[1], works_for=[mine.name])
    opened = stories.reviews.open_round(told.category, by=told.head, at=READ)
    type(told.files[0]).objects.filter(pk=told.files[0].pk).update(unit=theirs)

    barred = queries.plan_of(opened, READ.date()).inputs.barred

    assert {pair: [one.code for one in why] for pair, why in barred.items()} == {
        (told.files[0].public_id, told.member("乙专家").public_id): ["reviews.same_organisation"]
    }


def test_an_expert_who_sits_in_an_organ_speaks_for_it(told: World) -> None:
    sitting = cast.member(Role.EXPERT, told.told.organ, "工会的人")
    stories.enrolled(told, sitting)
    stories.enrolled(told, told.experts[0])
    opened = stories.reviews.open_round(told.category, by=told.head, at=READ)

    loads = queries.plan_of(opened, READ.date()).found.loads

    assert loads == {
        told.member("工会的人").public_id: 0,
        told.member("甲专家").public_id: 3,
    }


def test_what_is_owed_next_goes_round(told: World) -> None:
    stories.assigned(told)
    expert = stories.sheets_of()[0].member
    mine = [one for one in stories.sheets_of() if one.member == expert]
    by = told.actor(mine[0])

    assert queries.next_owed(by, mine[0]) == mine[1]
    assert queries.next_owed(by, mine[-1]) == mine[0]
    for one in mine[1:]:
        stories.signed(told, one)
    assert queries.next_owed(by, mine[0]) is None
    assert queries.next_owed(by, mine[-1]) == mine[0]


def test_seats_that_are_no_experts_are_none(told: World) -> None:
    with pytest.raises(NotFound, match=r"reviews\.no_seat"):
        queries.seat_of(told.told.edition, told.told.clerk.seat.public_id, READ.date())
    names = [one.seat.person.name for one in queries.seats_for(told.told.edition, READ.date())]
    assert {*stories.NAMES} <= {*names}
    assert Dossier.objects.count() == 0
