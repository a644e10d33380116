"""Are bodies found by those who may, in order, and counted as they are?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cast import moment
from tests.orgs.conftest import Tree

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries
from hongbang.orgs.queries import Filters
from hongbang.orgs.rules.commands import AddNominee, AddTeam, EditOrganisation, Turn

HOST = orgs.AddOrganisation(
    kind="host",
    name="上海市质量协会",
    name_en="Association for Quality",
    host_rank=1,
)


@pytest.mark.django_db
def test_hosts_stand_in_their_order_and_the_office_apart() -> None:
    second, first, office = cast.host(2, "乙会"), cast.host(1, "甲会"), cast.office()

    assert [*queries.hosts()] == [first, second]
    assert queries.office() == office


@pytest.mark.django_db
def test_a_body_is_named_in_the_readers_language_where_it_has_a_name_in_it() -> None:
    office, host = cast.office(), cast.host()

    assert office.said_in("en") == ("Office", "en")
    assert office.said_in("zh-hans") == ("活动办公室", "zh-Hans")
    assert host.said_in("en") == ("质量协会", "zh-Hans")
    assert host.said_in(None) == ("质量协会", "zh-Hans")


@pytest.mark.django_db
def test_where_nothing_is_registered_nothing_is_found() -> None:
    assert [*queries.hosts()] == []
    assert queries.office() is None
    assert queries.is_name_taken("质量协会") is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("质量", ["上海市质量协会"]),
        ("shanghai", ["上海市质量协会"]),
        ("zlxh", ["上海市质量协会"]),
        ("Quality ASSOCIATION", ["上海市质量协会"]),
        ("量协 shs", ["上海市质量协会"]),
        ("工会", []),
        ("%", []),
        ("_", []),
    ],
)
def test_search_finds_by_words_pinyin_and_initials(query: str, found: list[str]) -> None:
    orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())
    cast.office()

    assert [body.name for body in queries.search(query)] == found


def test_the_public_search_tells_nothing_of_units_and_closed_bodies(
    tree: Tree, keeper: Actor
) -> None:
    assert [*queries.search("示范")] == []
    assert [*queries.search("黄浦区妇女")] == [tree.women]

    orgs.close(tree.stranger, Turn(version=1, reason="停业"), by=keeper, at=moment())
    orgs.close(tree.women, Turn(version=1, reason="停办"), by=keeper, at=moment())

    assert [*queries.search("黄浦区妇女")] == []
    with pytest.raises(NotFound):
        queries.get_open(tree.women.public_id)
    with pytest.raises(NotFound):
        queries.get_open(tree.unit.public_id)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(kind="organ"), {"黄浦区总工会", "黄浦区妇女联合会"}),
        (Filters(channel="women"), {"黄浦区妇女联合会"}),
        (Filters(query="sfbh"), {"示范百货有限公司"}),
        (Filters(query="示范 yiyuan"), {"示范医院"}),
        (Filters(area_kind="group"), set()),
        (Filters(stand="closed"), set()),
        (Filters(kind="unit", stand=""), {"示范百货有限公司", "示范酒店有限公司", "示范医院"}),
    ],
)
def test_the_list_is_narrowed(filters: Filters, found: set[str], tree: Tree, keeper: Actor) -> None:
    assert {body.name for body in queries.directory(keeper, filters)} == found


def test_the_list_keeps_to_the_branch(tree: Tree) -> None:
    everything = Filters(stand="")
    clerk = tree.seat(Role.ORGAN_CLERK)

    assert {*queries.directory(clerk, everything)} == {tree.organ, tree.unit, tree.neighbour}
    assert {*queries.below(clerk)} == {tree.unit, tree.neighbour}
    assert [*queries.below(tree.seat(Role.UNIT_CLERK))] == []
    assert [*queries.directory(tree.seat(Role.EXPERT), everything)] == []


def test_an_area_narrows_the_list(tree: Tree, keeper: Actor) -> None:
    pudong = cast.area("浦东新区", "310115")
    there = cast.organ("浦东新区总工会", "union", pudong)

    assert [*queries.directory(keeper, Filters(area=pudong.public_id))] == [there]
    assert [*queries.organs_for(pudong)] == [there]
    assert {*queries.organs("union", "district")} == {tree.organ, there}
    assert {*queries.organs()} == {tree.organ, tree.women, there}
    assert [one.name for one in queries.areas("district")] == ["黄浦区", "浦东新区"]
    assert [*queries.areas("group")] == []
    assert queries.area(pudong.public_id) == pudong


def test_likely_twins_are_found_by_code_and_by_name(tree: Tree, keeper: Actor) -> None:
    edit = EditOrganisation(name=tree.stranger.name, uscc="9131000063159284XQ", version=1)
    orgs.edit(tree.stranger, edit, by=keeper, at=moment())

    found = queries.similar("示范百货股份有限公司", "9131000063159284xq")

    assert [(one.organisation, one.why) for one in found] == [
        (tree.stranger, "code"),
        (tree.unit, "name"),
    ]
    assert [one.organisation for one in queries.similar("示范百或", "")] == [tree.unit]
    assert queries.similar("示范百货有限公司", "", but=tree.unit) == []
    assert queries.similar("完全不同的单位", "") == []
    orgs.close(tree.unit, Turn(version=1, reason="停业"), by=keeper, at=moment())
    assert queries.similar("示范百货有限公司", "") == []


def test_twins_are_looked_for_with_few_questions(tree: Tree) -> None:
    for n in range(30):
        cast.unit(f"示范百货{n}店", tree.organ)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.similar("示范百货有限公司", "9131000063159284XQ")

    assert len(asked) == 2


def test_a_body_without_pages_says_nothing_of_the_past(tree: Tree) -> None:
    tree.unit.changes.all().delete()

    assert queries.as_of(tree.unit, date(2026, 5, 1)) is None


def test_teams_and_nominees_are_found_by_those_who_see_the_unit(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    nominee = orgs.add_nominee(tree.unit, AddNominee(name="钱一"), by=keeper, at=moment())

    for role in (Role.UNIT_CLERK, Role.ORGAN_CLERK, Role.AUDITOR):
        assert queries.team(tree.seat(role), team.public_id) == team
        assert queries.nominee(tree.seat(role), nominee.public_id) == nominee
    stranger = tree.seat(Role.UNIT_CLERK, tree.stranger)
    for look, code in ((queries.team, team.public_id), (queries.nominee, nominee.public_id)):
        with pytest.raises(NotFound):
            look(stranger, code)


@pytest.mark.parametrize("size", [3, 30])
def test_lists_ask_the_same_number_of_questions_whatever_their_length(
    size: int, tree: Tree, keeper: Actor, django_assert_num_queries: object
) -> None:
    for n in range(size):
        cast.unit(f"示范单位{n}号", tree.organ)
    clerk = tree.seat(Role.ORGAN_CLERK)

    for asked, rows in (
        (1, lambda: queries.directory(keeper, Filters())),
        (3, lambda: queries.below(clerk)),
    ):
        with CaptureQueriesContext(connection) as counted:
            for body in rows():
                assert body.name
                assert str(body.area)
                assert str(body.parent)
        assert len(counted) == asked
