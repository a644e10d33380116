"""Do lists hold what they should, does a frozen result stand, how many statements are asked?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import SYSTEM, moment
from tests.surveys import stories
from tests.surveys.stories import House, answered, fresh

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove
from hongbang.orgs import operations as orgs
from hongbang.orgs.rules.commands import AddTeam
from hongbang.surveys import operations as surveys
from hongbang.surveys import queries
from hongbang.surveys.models import Answer, Survey
from hongbang.surveys.queries import Filters
from hongbang.surveys.rules.commands import Act

LATER = moment("2026-11-22 10:00")


def test_only_running_editions_with_a_sheet_are_offered(house: House) -> None:
    assert queries.editions() == [house.edition]

    general = house.edition.chapters["general"]
    del general["survey_sheet"]
    type(house.edition).objects.update(chapters=house.edition.chapters)

    assert queries.editions() == []


def test_a_sheet_named_with_its_version_is_taken_so(house: House) -> None:
    house.edition.chapters["general"]["survey_sheet"] = "survey@1"

    assert queries.pinned_sheet(house.edition).number == 1


def test_a_survey_keeps_the_sheet_it_was_opened_with(house: House) -> None:
    survey = stories.given(house).survey

    assert queries.definition(survey).title.zh == "顾客评价"
    assert queries.counting(survey).satisfied_by == "overall"


def test_a_frozen_result_is_the_one_that_was_kept(house: House) -> None:
    survey = stories.closed(house, 10)

    frozen = queries.frozen(survey, LATER)

    assert (frozen.survey, frozen.sheet) == (survey.public_id, "survey@1")
    assert str(frozen.result.measured.index) == "82.64"
    assert frozen.result.issued == 12
    assert frozen.digest == survey.digest
    assert queries.altered() == []


def test_a_survey_that_is_over_is_frozen_before_the_worker_comes(house: House) -> None:
    made = stories.with_answers(house, 10)

    with pytest.raises(IllegalMove, match=r"surveys\.still_open"):
        queries.frozen(made.survey, moment("2026-11-20 23:59"))
    early = queries.frozen(made.survey, moment("2026-11-21 00:00"))
    closed = surveys.close(fresh(made.survey), Act(1), by=SYSTEM, at=LATER)

    assert early.digest == closed.digest


def test_an_altered_result_is_found(house: House) -> None:
    survey = stories.closed(house, 10)
    Survey.objects.filter(pk=survey.pk).update(result=survey.result | {"index": "99.99"})

    assert queries.altered() == [survey]


def test_only_closed_surveys_have_a_result(house: House) -> None:
    assert queries.result_of(stories.of_nominee(house).survey) is None
    assert queries.result_of(stories.withdrawn(house)) is None


def test_answers_of_others_do_not_count(house: House) -> None:
    mine, theirs = stories.given(house), stories.beside(house)
    for token in mine.tokens[:5]:
        answered(token)
    answered(theirs.tokens[0], overall="1")

    found = queries.worked_out(mine.survey).result.measured

    assert (found.given, str(found.index)) == (5, "82.64")


def test_a_unit_has_its_own_surveys_under_way(house: House) -> None:
    mine = stories.given(house).survey
    stories.beside(house)

    assert [*queries.under_way(house.clerk.actor)] == [mine]
    assert [*queries.under_way(SYSTEM)] == []
    assert [one.name for one in queries.teams(house.clerk.actor)] == ["前台班组"]
    assert queries.teams(SYSTEM) == queries.nominees(SYSTEM) == []


@pytest.mark.parametrize("rows", [2, 20])
def test_the_list_asks_the_same_number_of_statements_at_any_size(
    rows: int, house: House, django_assert_num_queries: Any
) -> None:
    by: Actor = house.clerk.actor
    for number in range(rows):
        team = orgs.add_team(house.unit, AddTeam(name=f"第{number}组"), by=SYSTEM, at=moment())
        stories.given(house, subject=team.public_id, count=1)

    with django_assert_num_queries(2):  # the seat's body, the rows
        found = [
            (one.of, one.unit.name, one.edition.code) for one in queries.worklist(by, Filters())
        ]

    assert len(found) == rows


@pytest.mark.parametrize("count", [10, 60])
def test_a_page_of_a_survey_never_reads_the_answers(
    count: int, house: House, django_assert_num_queries: Any
) -> None:
    survey = stories.closed(house, count)

    with django_assert_num_queries(1):
        assert queries.frozen(survey, LATER).result.measured.given == count
    assert Answer.objects.count() == count
