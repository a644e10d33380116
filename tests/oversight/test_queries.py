"""Does everybody find what concerns them, and nobody what does not, in few statements?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import SYSTEM, moment
from tests.oversight import stories
from tests.oversight.stories import DUE, FOUND_AT, OVER_AT, Watch
from tests.register import stories as honour_stories
from tests.sheets import stories as sheet_stories

from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.orgs import operations as orgs
from hongbang.orgs.rules.commands import AddTeam
from hongbang.oversight import operations as oversight
from hongbang.oversight import queries
from hongbang.oversight.models import Visit
from hongbang.oversight.rules.commands import Act, Assign, Settle
from hongbang.oversight.rules.visiting import CHECKLIST
from hongbang.programmes.models import Edition
from hongbang.register.models import Honour

BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 21)
READING = 3  # statements: visits, own honours, cases against them


def test_a_draw_is_told_when_its_visits_are_over(told: Watch) -> None:
    draw = stories.drawn(told)
    stories.confirmed(told, stories.submitted(told, told.team))

    with pytest.raises(NotFound):
        queries.told_draw(draw.public_id)
    stories.confirmed(told, stories.submitted(told, told.nominee))

    assert queries.told_draw(draw.public_id) == draw
    assert [*queries.draws(told.head).values_list("over", "count")] == [(2, 2)]


def test_whose_honour_has_ended_is_not_visited(told: Watch) -> None:
    draw = stories.drawn(told)
    visit = stories.assigned(told, told.team)
    stories.confirmed(told, stories.submitted(told, told.nominee))

    honour_stories.turned(told.team, "surrender", date(2026, 11, 10))

    assert not queries.owed(told.inspector.actor).exists()
    assert [one.honour_id for one in queries.listed_visits(told.inspector.actor)] == [
        told.nominee.pk
    ]
    assert queries.told_draw(draw.public_id) == draw
    assert [*queries.draws(told.head).values_list("over", "count")] == [(2, 2)]
    again = Assign(told.inspector.seat.public_id, DUE, visit.version)
    with pytest.raises(RuleBroken) as refused:
        oversight.assign(visit, again, by=told.clerk, at=FOUND_AT)
    assert refused.value.code == "oversight.honour_turned"


def test_what_is_owed_moves_from_desk_to_desk(told: Watch) -> None:
    stories.drawn(told)
    inspector = told.inspector.actor

    assert queries.to_assign(told.clerk).count() == 2
    visit = stories.drafted(told, told.team)
    assert queries.to_assign(told.clerk).count() == 1
    assert [*queries.owed(inspector)] == [visit]
    oversight.submit_visit(visit, Act(visit.version), by=inspector, at=FOUND_AT)
    assert not queries.owed(inspector).exists()
    assert [*queries.to_confirm(told.head)] == [visit]


def test_a_case_is_owed_by_the_unit_then_by_the_office(told: Watch) -> None:
    case, unit = stories.case(told), told.unit_clerk.actor

    assert [*queries.to_state(unit, BEFORE)] == [case]
    assert not queries.to_state(unit, AFTER).exists()
    assert not queries.to_decide(told.head, BEFORE).exists()
    assert [*queries.to_decide(told.head, AFTER)] == [case]
    stories.stated(told, case)
    assert not queries.to_state(unit, BEFORE).exists()
    assert [*queries.to_decide(told.head, BEFORE)] == [case]
    assert queries.case_of(told.team) == case
    assert queries.case_of(told.nominee) is None


def test_a_rectification_is_owed_reported_and_overdue(told: Watch) -> None:
    case, unit = stories.case(told, "rectify", DUE), told.unit_clerk.actor

    assert [*queries.to_mend(unit)] == [case]
    assert not queries.mending_due(told.head, DUE).exists()
    assert [*queries.mending_due(told.head, AFTER)] == [case]
    case = stories.mended(told, case)
    assert not queries.to_mend(unit).exists()
    assert [*queries.mending_due(told.head, DUE)] == [case]
    oversight.settle(case, Settle(True, "复查属实。", 2), by=told.head, at=OVER_AT)
    assert not queries.mending_due(told.head, AFTER).exists()


def test_a_batch_holds_what_is_live(told: Watch) -> None:
    honour_stories.turned(told.nominee, "revoke")

    assert queries.batch(told.house.category, DUE) == [told.team]
    assert [*queries.batches(DUE).values_list("pk", "count")] == [(told.house.category.pk, 1)]
    assert queries.batch(told.house.category, date(2030, 1, 1)) == []
    assert not queries.batches(date(2026, 11, 1)).exists()


def test_a_unit_reads_its_own_honours(told: Watch) -> None:
    stories.case(told)

    own = {one.pk: is_free for one, is_free in queries.own(told.unit_clerk.actor, DUE)}

    assert own == {told.team.pk: False, told.nominee.pk: True}


def test_a_visit_asks_what_its_edition_names(told: Watch) -> None:
    edition = told.house.edition
    sheet_stories.published(SYSTEM, "visit_record")
    assert queries.sheet_of(edition) is None
    chapters = edition.chapters
    chapters["general"]["inspection_sheet"] = "visit_record@1"
    Edition.objects.filter(pk=edition.pk).update(chapters=chapters)

    stories.drawn(told, 1)

    visit = Visit.objects.select_related("sheet").get()
    assert queries.named_sheet(visit) == "visit_record@1"
    assert queries.definition(visit) != CHECKLIST
    assert {one.kind for one in queries.definition(visit).fields()}.isdisjoint({"file"})


def test_nothing_is_found_under_a_wrong_code(told: Watch) -> None:
    asked: list[Callable[[], object]] = [
        lambda: queries.edition("none"),
        lambda: queries.draw("none"),
        lambda: queries.visit(told.head, "none"),
        lambda: queries.case(told.head, "none"),
        lambda: queries.honour("none"),
        lambda: queries.category("none"),
    ]
    for ask in asked:
        with pytest.raises(NotFound):
            ask()


def test_drawing_and_lists_cost_the_same_for_many(told: Watch) -> None:
    def costs(size: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as drawing:
            stories.drawn(told, size)
        with CaptureQueriesContext(connection) as reading:
            rows = [(one.honour.holder_name, str(one.seat)) for one in queries.visits(told.head)]
            own = queries.own(told.unit_clerk.actor, DUE)
        assert len(rows) == len(own) == Honour.objects.count()
        return len(drawing), len(reading)

    few = costs(2)
    teams = [
        orgs.add_team(told.house.unit, AddTeam(name=f"第{place}班"), by=SYSTEM, at=moment())
        for place in range(20)
    ]
    new = [
        honour_stories.new(told.house, place, team=team.public_id)
        for place, team in enumerate(teams, start=3)
    ]
    honour_stories.enter(*new)

    assert costs(20) == few
    assert few[1] == READING
