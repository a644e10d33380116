"""Do pages find what they should, in few statements, and no other unit's?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.awards import stories
from tests.awards.stories import AT, FIRST, LAST, Through

from hongbang.awards import queries
from hongbang.awards.models import Award
from hongbang.kernel.refusal import NotFound


def test_what_can_be_conferred_is_for_the_head(told: Through) -> None:
    [found] = queries.to_confer(told.head)

    assert [one.public_id for _number, one in found.rows] == [
        one.application.public_id for one in found.names
    ]
    assert found.numbers == ("2026-01-0001-8", "2026-01-0002-6", "2026-01-0003-4")
    assert (found.waiting_count, found.not_before.isoformat()) == (0, "2026-12-11")
    assert queries.to_confer(told.unit_clerk) == []


def test_batches_count_what_was_fetched(told: Through) -> None:
    made = stories.conferred(told)
    stories.fetched(told, made.awards.get(place=1))

    [row] = queries.batches()
    found = queries.batch(row.public_id)

    assert (row, found, row.count, row.fetched) == (made, made, 3, 1)  # type: ignore[attr-defined]  # counted by the query
    assert [one.place for one in queries.awards_of(found)] == [1, 2, 3]
    with pytest.raises(NotFound):
        queries.batch("nothing")


def test_a_unit_fetches_while_its_honours_are_in_force(told: Through) -> None:
    made = stories.conferred(told)
    first, second, third = made.awards.order_by("place")
    stories.fetched(told, first)
    stories.suspended(second)
    by = told.unit_clerk

    assert [*queries.to_fetch(by, FIRST)] == [third]
    assert [*queries.to_fetch(by, LAST)] == [third]
    assert [*queries.to_fetch(by, LAST.replace(year=2030))] == []
    assert [*queries.to_fetch(told.head, FIRST)] == []
    other = told.street.table.scene.house.other_clerk.actor
    assert [*queries.to_fetch(other, FIRST)] == []
    with pytest.raises(NotFound):
        queries.get(other, first.public_id)


def test_lists_cost_the_same_for_more(told: Through) -> None:
    made = stories.conferred(told)

    def asked(count: int) -> int:
        Award.objects.exclude(place__lte=count).update(fetched_at=AT)
        with CaptureQueriesContext(connection) as seen:
            rows = queries.to_fetch(told.unit_clerk, FIRST)
            named = [(one.name, one.honour.number, one.honour.category.name) for one in rows]
            units = [one.application.unit.name for one in queries.awards_of(made)]
        assert (len(named), len(units)) == (count, 3)
        return len(seen)

    assert asked(3) == asked(1) == 3


def test_nobody_waits_for_what_was_conferred(told: Through) -> None:
    found = told.matter()
    those = [one.application for one in found.names]

    assert queries.settled(those) == set()
    stories.conferred(told)
    assert queries.settled(those) == {one.pk for one in those}
