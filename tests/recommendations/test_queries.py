"""Do lists hold what they should, at a constant number of statements, and no more is told?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.applications import stories as application_stories
from tests.applications.stories import fresh
from tests.cast import Member
from tests.recommendations import stories
from tests.recommendations.stories import IN_TIME, OVER, House

from hongbang.applications import operations as applications
from hongbang.applications.rules.commands import Act as Withdraw
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations import queries
from hongbang.recommendations.models import Recommendation
from hongbang.recommendations.queries import Filters
from hongbang.recommendations.rules.commands import Accept

ClientFor = Callable[[Member], Client]


def names(by: Actor, **filters: str) -> list[str]:
    return [one.subject_name for one in queries.worklist(by, Filters(**filters))]


def test_the_worklist_of_an_organ_and_of_the_one_beside_it(told: House) -> None:
    stories.granted(told)
    stories.listed(told, "一组")
    two = stories.application(told, "二组")
    stories.said(two, told.clerk)
    own, beside = told.clerk.actor, told.women_clerk.actor

    assert names(own) == names(beside) == ["一组", "二组"]
    assert names(own, stand="own") == ["一组", "二组"]
    assert names(beside, stand="own") == []
    assert names(own, stand="opinion") == []
    assert names(beside, stand="opinion") == ["二组"]
    assert names(own, stand="decide") == ["二组"]
    assert names(beside, stand="decide") == []
    assert names(own, stand="listed") == ["一组"]
    assert names(own, stand="sent") == []
    assert names(own, query="erzu") == names(own, stand="nonsense", query="二组") == ["二组"]
    assert names(own, category="NONE") == []
    assert [one.key for one in queries.categories_listed(own)] == ["team"]
    assert [one.count for one in queries.opinions_owed(beside)] == [1]
    [due] = queries.to_decide(own)
    assert (due.category, due.count, due.last) == (told.category, 1, date(2026, 11, 16))
    assert [one.count for one in queries.to_send(own)] == [1]
    assert queries.opinions_owed(own) == []
    same = cast.organ("黄浦区第二工会", "union")
    near = cast.member(Role.ORGAN_CLERK, same, "近").actor
    assert names(near, stand="opinion") == []


def test_opinions_are_told_with_the_silent_and_earlier_ones_are_kept(told: House) -> None:
    one = stories.application(told)
    stories.said(one, told.women_clerk, "abstain", "等台账补齐再说")
    [owner, women] = queries.voices(told.women_clerk.actor, one)
    assert (owner.organ, owner.opinion, owner.is_owner) == (told.organ, None, True)
    assert (women.is_own, women.opinion and women.opinion.stand) == (True, "abstain")
    assert queries.joint_of(one, IN_TIME).is_complete is False
    assert queries.joint_of(one, OVER).is_complete is True

    application_stories.sent_back(told.base, one)
    assert queries.voices(told.women_clerk.actor, fresh(one)) == []
    assert queries.earlier_opinion(fresh(one), told.women) is None


def test_lists_ask_the_same_number_of_statements_at_any_size(
    told: House, client_for: ClientFor
) -> None:
    stories.granted(told, 10)
    organ, office = client_for(told.clerk), client_for(told.office_clerk)
    base = f"/recommendations/lists/{told.category.public_id}/"

    with time_machine.travel(IN_TIME, tick=False):
        for rows in (2, 9):
            for number in range(Recommendation.objects.count(), rows):
                stories.listed(told, f"第{number:02}组")
            assert ask(organ, "/recommendations/", rows) == 17
            assert ask(organ, base, rows) == 20
        stories.forward(told)
        assert ask(office, "/recommendations/intake/?q=第00组", 1) == 8
        assert ask(office, "/recommendations/intake/", 9) == 8


def ask(client: Client, path: str, rows: int) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.content.decode().count("<tr ") == rows + 1
    return len(asked)


def test_what_later_rooms_ask(told: House) -> None:
    stories.granted(told)
    made = [stories.listed(told, name) for name in ("一组", "二组", "三组")]
    assert queries.standing_of(made[0].application) is None  # nothing before it was sent
    stories.forward(told)
    found = [stories.decided(one.application) for one in made]
    assert list(queries.accepted(told.category)) == []
    [arrived] = queries.arrivals(told.office_clerk.actor)
    assert (arrived.organ, arrived.count, arrived.sent_at) == (told.organ.name, 3, IN_TIME)

    command = Accept(tuple((one.public_id, one.version) for one in found[:2]))
    recommendations.accept(command, by=told.office_clerk.actor, at=OVER)
    gone = fresh(found[1].application)
    act = Withdraw(gone.version, "换一个班组申报")
    applications.withdraw(gone, act, by=told.base.clerk.actor, at=OVER)

    [file] = queries.files_of(told.category)
    assert [one.pk for one in queries.accepted(told.category)] == [file.application.pk]
    assert (file.owner, set(file.organs)) == (told.organ, {told.organ, told.women})
    standing = queries.standing_of(file.application)
    assert standing is not None
    assert (standing.verdict, standing.state, standing.organ) == (
        "recommended",
        "accepted",
        told.organ.name,
    )
    assert (standing.sent_at, standing.ruled_at) == (IN_TIME, OVER)
    by = told.office_clerk.actor
    assert [one.pk for one in queries.intake(by, Filters(stand="accepted"))] == [
        found[0].pk,
        found[1].pk,
    ]
    assert [one.pk for one in queries.chosen(by, [one.public_id for one in found])] == [found[2].pk]


def test_the_intake_is_narrowed(told: House) -> None:
    stories.granted(told)
    stories.listed(told, "一组")
    stories.listed(told, "二组", "declined")
    stories.forward(told)
    by = told.office_clerk.actor

    def found(**filters: str) -> list[str]:
        rows = queries.intake(by, Filters(**filters))
        return [one.application.subject_name for one in rows]

    assert found(stand="declined") == found(query="二组") == ["二组"]
    assert found(stand="forwarded") == ["一组"]
    assert found(category=told.category.public_id) == ["二组", "一组"]
    assert queries.intake(told.base.clerk.actor, Filters()).count() == 0


def test_lists_and_places_that_are_missing(told: House) -> None:
    assert queries.lists_of(told.organ) == queries.lists_of(None) == []
    assert [*queries.worklist(told.office_clerk.actor, Filters())] == []
    stories.application(told)
    assert queries.lists_of(told.organ) == [(told.category, None)]
    assert [*queries.without_places()] == [told.category]
    line = stories.granted(told)
    assert queries.lists_of(told.organ) == [(told.category, line)]
    assert [*queries.without_places()] == []
    assert [*queries.allotments(told.category)] == [line]
    for call in (
        lambda: queries.loan(told.category, "NONE"),
        lambda: queries.category(told.base.clerk.actor, told.category.public_id),
        lambda: queries.category(told.clerk.actor, "NONE"),
    ):
        with pytest.raises(NotFound):
            call()


def test_rows_of_the_edition_fix_the_places_of_organs(told: House) -> None:
    stories.application(told)
    category = told.category
    rows = [
        {"scope": "organ", "of": told.women.name, "subject": "team", "seats": 4},
        {"scope": "organ", "of": "没有这家", "subject": "team", "seats": 4},
        {"scope": "district", "of": "黄浦区", "subject": "team", "seats": 9},
    ]
    category.edition.chapters["quotas"] = {"nominate_share": "1.5", "quotas": rows}

    found = {one.organ: one.places for one in queries.proposal(category, 9)}

    assert found == {told.women.public_id: 4, told.organ.public_id: 1}
    assert queries.share_of(category) == 1.5
