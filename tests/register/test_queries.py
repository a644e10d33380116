"""Does the register find what it should, on the day that is asked for, in few statements?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cast import SYSTEM, moment
from tests.register import stories
from tests.register.stories import FIRST, LAST, House

from hongbang.orgs import operations as orgs
from hongbang.orgs.rules.commands import AddTeam
from hongbang.register import queries
from hongbang.register.models import Honour
from hongbang.register.queries import Filters

TODAY = date(2026, 11, 10)


def numbers(filters: Filters, day: date = TODAY) -> list[str]:
    return [one.number for one in queries.listed(filters, day)]


def test_the_list_is_narrowed_by_each_filter(house: House) -> None:
    team, person = stories.enter(stories.new(house), stories.of_nominee(house))
    stories.turned(person, "revoke")
    both = [team.number, person.number]

    assert numbers(Filters()) == both
    assert numbers(Filters(query="yanguang")) == [team.number]
    assert numbers(Filters(query="戴一")) == [person.number]
    assert numbers(Filters(query="示范眼镜")) == both
    assert numbers(Filters(edition=house.edition.public_id)) == both
    assert numbers(Filters(edition="NONE")) == []
    assert numbers(Filters(category=house.category.public_id)) == both
    assert numbers(Filters(category="NONE")) == []
    assert numbers(Filters(status="valid")) == [team.number]
    assert numbers(Filters(status="revoked")) == [person.number]
    assert numbers(Filters(status="lapsed")) == []
    assert numbers(Filters(status="lapsed"), date(2029, 11, 2)) == [team.number]
    assert numbers(Filters(status="valid"), date(2029, 11, 2)) == []
    assert numbers(Filters(status="revoked"), date(2029, 11, 2)) == [person.number]


def test_the_row_says_the_same_as_the_turns(house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "suspend", date(2026, 11, 5))
    kept = queries.get(honour.number)

    days = [date(2026, 11, 1), TODAY, LAST, date(2029, 11, 2)]
    by_turns = [queries.status(kept, day, queries.turns(kept)) for day in days]

    assert by_turns == ["not_yet", "suspended", "suspended", "lapsed"]
    assert [queries.status_now(kept, day) for day in days] == by_turns


def test_what_is_held_is_asked_with_the_day(house: House) -> None:
    team, person = stories.enter(stories.new(house), stories.of_nominee(house))

    def held(day: date) -> list[list[Honour]]:
        unit = house.unit
        return [
            queries.held_by(unit, house.team, None, day),
            queries.held_by(unit, None, house.nominee, day),
            queries.held_by(unit, None, None, day),
        ]

    assert held(FIRST) == held(LAST) == [[team], [person], []]
    assert held(date(2026, 11, 1)) == held(date(2029, 11, 2)) == [[], [], []]
    stories.turned(team, "suspend")
    stories.turned(person, "surrender")
    assert held(TODAY) == [[team], [], []]


def test_an_honour_of_the_unit_itself_is_found(house: House) -> None:
    [own] = stories.enter(stories.new(house, team=""))

    assert queries.held_by(house.unit, None, None, TODAY) == [own]
    assert [*queries.of_unit(house.unit)] == [own]
    assert queries.of_source("A0001") == own
    assert queries.of_source("A0002") is None


def test_the_honour_is_called_as_its_certificate_calls_it(house: House) -> None:
    named = queries.title_of(house.category)

    assert named["zh"]
    assert [one["zh"] for one in queries.hosts_of(house.edition)]
    house.category.edition.chapters["categories"]["categories"][0].pop("certificate", None)
    fallback = queries.title_of(house.category)
    assert fallback == {"zh": house.category.name, "en": house.category.name_en}


def test_filters_offer_only_what_has_honours(house: House) -> None:
    assert [*queries.editions_listed()] == [*queries.categories_listed()] == []

    stories.honoured(house)

    assert [*queries.editions_listed()] == [house.edition]
    assert [*queries.categories_listed()] == [house.category]


@pytest.mark.parametrize("count", [2, 30])
def test_lists_and_entering_cost_the_same_for_many(count: int, house: House) -> None:
    unit = cast.unit("示范车站", house.organ)
    teams = [
        orgs.add_team(unit, AddTeam(name=f"第{place}班"), by=SYSTEM, at=moment())
        for place in range(count)
    ]
    stories.enter(
        *(
            stories.new(house, place, unit=unit.public_id, team=team.public_id)
            for place, team in enumerate(teams, start=1)
        )
    )
    more = [stories.new(house, place, source=f"B{place}") for place in range(50, 50 + count)]

    with CaptureQueriesContext(connection) as asked:
        assert len(queries.entered_among(more)) == 0
        assert len(queries.things_of(more).teams) == 1
        rows = [(one.holder_name, one.unit.name) for one in queries.listed(Filters(), TODAY)]

    assert len(rows) == count
    assert len(asked) == 6
