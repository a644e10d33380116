"""Does each question find what it should, at a constant price, and notice what was altered?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.sheets.samples import question, sheet, words
from tests.sheets.stories import discarded, drafted, published, renewed

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.sheets import queries
from hongbang.sheets.models import Sheet
from hongbang.sheets.queries import Filters


def test_published_finds_the_latest_or_the_one_named(clerk: Actor) -> None:
    renewed(clerk)
    discarded(clerk, "old_form")

    assert queries.published("team_form").number == 1
    assert queries.published("team_form", 1).number == 1
    assert queries.latest_numbers() == {"team_form": 1}
    assert queries.published_numbers() == {("team_form", 1)}
    for code, number in [("team_form", 2), ("old_form", None), ("none", None)]:
        with pytest.raises(NotFound):
            queries.published(code, number)


def test_a_draft_of_a_family_is_found(clerk: Actor) -> None:
    second = renewed(clerk)

    assert queries.draft_of("team_form") == second
    assert queries.draft_of("none") is None
    assert [one.number for one in queries.versions(clerk, "team_form")] == [2, 1]
    before = queries.before(clerk, second)
    assert before is not None
    assert before.number == 1
    assert queries.before(clerk, before) is None
    assert [*queries.drafts(clerk)] == [second]


def test_a_definition_is_read_once(clerk: Actor, django_assert_num_queries: Any) -> None:
    one = published(clerk)

    with django_assert_num_queries(0):
        assert queries.definition(one) is queries.definition(one)


def test_only_so_many_definitions_are_remembered(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "REMEMBERED", 1)
    first, second = published(clerk), published(clerk, "b", sheet(question("b", "whole")))

    kept = queries.definition(first)
    queries.definition(second)

    assert queries.definition(first) == kept
    assert queries.definition(first) is not kept


def test_a_faulty_draft_has_no_definition(clerk: Actor) -> None:
    with pytest.raises(RuleBroken, match=r"sheets\.faulty"):
        queries.definition(drafted(clerk, content=sheet(question("a", "choice"))))


def test_an_altered_row_is_noticed_and_not_used(clerk: Actor) -> None:
    one = published(clerk, content=sheet(question("altered", "whole")))
    published(clerk, "other_form", sheet(question("other", "whole")))
    assert queries.altered() == []
    changed = sheet(question("altered", "whole", required=True))
    Sheet.objects.filter(pk=one.pk).update(content=changed)
    one.refresh_from_db()

    assert queries.altered() == [one]
    with pytest.raises(RuleBroken, match=r"sheets\.altered"):
        queries.definition(one)


FOUND = [
    (Filters(), {"team_form", "survey_form", "old_form"}),
    (Filters("team"), {"team_form"}),
    (Filters("调查"), {"survey_form"}),
    (Filters("gkdc"), {"survey_form"}),
    (Filters("customer"), {"survey_form"}),
    (Filters(kind="survey"), {"survey_form"}),
    (Filters(state="discarded"), {"old_form"}),
    (Filters("zzz"), set()),
]


@pytest.mark.parametrize(("filters", "codes"), FOUND)
def test_the_list_is_searched_and_filtered(
    filters: Filters, codes: set[str], clerk: Actor, django_assert_num_queries: Any
) -> None:
    drafted(clerk)
    title = words("顾客调查", "Customer survey")
    drafted(clerk, "survey_form", sheet(kind="survey", title=title))
    discarded(clerk, "old_form")

    with django_assert_num_queries(1):
        rows = [*queries.worklist(clerk, filters)]

    assert {row.code for row in rows} == codes
