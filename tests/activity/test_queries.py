"""What is owed, what came in, what adds up, and with how many statements?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests import cast
from tests.activity import stories
from tests.activity.stories import TYPED, House
from tests.cast import SYSTEM, moment
from tests.programmes import stories as editions

from hongbang.activity import operations as activities
from hongbang.activity import queries
from hongbang.activity.queries import Filters
from hongbang.activity.rules.commands import Act
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import operations as bodies
from hongbang.orgs import queries as orgs
from hongbang.orgs.rules.commands import Merge
from hongbang.programmes.models import Edition

EVE, DURING = date(2026, 11, 10), date(2026, 11, 12)


def owed(by: Actor, day: date = DURING) -> list[str]:
    return [one.state for one in queries.owed(by, day)]


def test_each_return_waits_for_one_seat(told: House) -> None:
    clerk, head, office = told.filler.actor, told.head.actor, told.office.actor
    seen = [(owed(clerk, EVE), owed(clerk), owed(head))]
    found = stories.prepared(told)
    seen.append((owed(clerk), owed(head), queries.arrived(office)))
    activities.sign(found, Act(found.version), by=head, at=stories.IN_TIME)
    [arrived] = queries.arrived(office)
    seen.append((owed(clerk), owed(head), (arrived.waiting, arrived.inside, arrived.whole)))

    assert seen == [
        ([], [""], []),
        ([], ["prepared"], []),
        ([], [], (1, 1, 2)),
    ]
    assert queries.arrived(clerk) == []
    assert owed(told.clerk.actor) == []


def test_a_returned_one_waits_for_its_clerk_until_the_edition_ends(told: House) -> None:
    stories.returned(told)
    before = owed(told.filler.actor)

    editions.closed(told.edition, SYSTEM)

    assert (before, owed(told.filler.actor)) == (["returned"], [])


def test_records_count_in_their_edition_and_their_organ_only(told: House) -> None:
    by = told.clerk.actor
    stories.recorded(by)
    stories.recorded(by, starts_at=moment("2026-10-18 09:00"), ends_at=moment("2026-10-18 12:00"))
    stories.recorded(told.beside_clerk.actor)
    stories.recorded(told.other_clerk.actor)

    found = queries.sums(told.edition, told.organ)

    assert (found["training_people"].value, found["training_people"].count) == (80, 2)
    assert found["units_taking_part"].value == 2


def test_the_sum_over_all_organs_leaves_out_what_is_not_in(told: House) -> None:
    stories.recorded(told.clerk.actor)
    stories.recorded(told.other_clerk.actor, people=60)
    stories.sent(told)
    more = {"surveys_sent": {"added": "300"}, "surveys_valid": {"added": "210"}}
    stories.sent_by_other(told, {**TYPED, **more, "survey_mean": {"added": "90"}})

    whole = {one.key: (one.total, one.organs) for one in queries.roll(told.edition).figures()}
    by = told.office.actor
    back = queries.get_return(by, told.edition, told.other)
    activities.send_back(back, Act(back.version, "请再核对"), by=by, at=stories.IN_TIME)
    left = {one.key: (one.total, one.organs) for one in queries.roll(told.edition).figures()}

    assert whole["training_people"] == ("100", 2)
    assert whole["training_sessions"] == ("6", 2)
    assert whole["survey_mean"] == ("88.95", 2)  # (86.5 x 90 + 90 x 210) / 300
    assert left["training_people"] == ("40", 1)
    assert [one.state for one in queries.roll(told.edition).places] == ["sent", "returned"]


def test_what_an_organ_sent_before_it_was_merged_still_counts(told: House) -> None:
    stories.recorded(told.clerk.actor)
    stories.accepted(told)
    union = cast.organ("黄浦区第二工会")

    organ = orgs.get(SYSTEM, told.organ.public_id)
    command = Merge(version=organ.version, into=union.public_id, reason="机构改革")
    bodies.merge(organ, command, by=SYSTEM, at=stories.LATE)

    roll = queries.roll(told.edition)
    assert {one.organ.name: one.state for one in roll.places} == {
        "黄浦区总工会": "accepted",
        "黄浦区第二工会": "",
        "黄浦区妇女联合会": "",
    }
    assert {one.key: one.total for one in roll.figures()}["training_people"] == "40"


def test_an_organ_is_offered_what_it_owes_and_no_more(told: House) -> None:
    empty = cast.organ("黄浦区团委", "league")
    clerk = cast.member(Role.ORGAN_CLERK, empty, "钱经办")
    lost = Actor("P", Role.ORGAN_CLERK, "0000000000000", "r")

    assert queries.overview(clerk.actor) == []
    assert queries.overview(lost) == []
    assert queries.overview(told.filler.actor) == [(told.edition, None, told.organ)]


def test_the_list_is_narrowed_by_kind_and_month(told: House) -> None:
    by = told.clerk.actor
    one = stories.recorded(by)
    two = stories.recorded(
        by,
        kind="community",
        starts_at=moment("2026-10-20 09:00"),
        ends_at=moment("2026-10-20 12:00"),
    )

    assert [*queries.listed(by, Filters())] == [one, two]
    assert [*queries.listed(by, Filters(kind="community"))] == [two]
    assert [*queries.listed(by, Filters(month="2026-11"))] == [one]
    assert [*queries.listed(by, Filters(month="2025-11"))] == []


def test_an_edition_that_asks_for_no_return_is_not_there(told: House) -> None:
    chapters = told.edition.chapters
    del chapters["general"]["return_sheet"]
    Edition.objects.filter(pk=told.edition.pk).update(chapters=chapters)

    assert queries.editions() == []
    with pytest.raises(NotFound):
        queries.edition(told.edition.code)


def test_an_edition_without_the_step_puts_nothing_on_a_desk(told: House) -> None:
    chapters = told.edition.chapters
    chapters["timetable"]["milestones"].pop()
    Edition.objects.filter(pk=told.edition.pk).update(chapters=chapters)
    edition = queries.edition(told.edition.code)

    assert (queries.step(edition), queries.due_on(edition)) == (None, None)
    assert owed(told.filler.actor) == []


def test_a_sheet_may_be_named_with_its_version(told: House) -> None:
    chapters = told.edition.chapters
    chapters["general"]["return_sheet"] = "activity_return@1"
    Edition.objects.filter(pk=told.edition.pk).update(chapters=chapters)

    assert queries.pinned_sheet(queries.edition(told.edition.code)).number == 1


def test_who_signed_is_named(told: House) -> None:
    assert queries.signers(None) == {}
    assert queries.signers(stories.prepared(told)) == {"prepared": "陆经办"}


@pytest.mark.parametrize("records", [1, 8])
def test_statements_do_not_grow(records: int, told: House, django_assert_num_queries: Any) -> None:
    for _ in range(records):
        stories.recorded(told.clerk.actor)
    stories.sent(told)

    with django_assert_num_queries(2):  # the seat's body, the rows of its branch
        assert len([*queries.listed(told.clerk.actor, Filters())]) == records
    with django_assert_num_queries(1):
        queries.sums(told.edition, told.organ)
    with django_assert_num_queries(3):  # returns, the sheet, the organs
        queries.roll(told.edition).figures()
