"""Does each deed on bodies happen, refuse, get recorded, and notice who was here first?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests import cast
from tests.cast import Member, moment
from tests.orgs.conftest import Tree

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import (
    IllegalMove,
    NotAllowed,
    NotFound,
    Refusal,
    RuleBroken,
    Stale,
)
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries
from hongbang.orgs.models import Area, Change, Nominee, Organisation, Team
from hongbang.orgs.rules.commands import (
    AddArea,
    AddNominee,
    AddTeam,
    EditArea,
    EditNominee,
    EditOrganisation,
    EditTeam,
    Merge,
    Move,
    RegisterUnit,
    Turn,
)

HOST = orgs.AddOrganisation(
    kind="host",
    name="上海市质量协会",
    name_en="Association for Quality",
    address="示范路 1 号",
    postcode="200000",
    telephone="021-5555-0110",
    email="quality@hongbang.example",
    host_rank=1,
)


@pytest.mark.django_db
def test_add_registers_a_body_and_is_recorded() -> None:
    added = orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    entry = Entry.objects.order_by("-sequence")[0]
    kept = Organisation.objects.get()
    said = Disclosure.objects.get(sequence=entry.sequence, name="name").value
    assert (kept.name, kept.telephone, kept.host_rank) == (HOST.name, HOST.telephone, 1)
    assert (entry.verb, entry.subjects) == ("orgs.organisation.added", [added.subject.as_list()])
    assert (said, str(kept)) == ("上海市质量协会", "上海市质量协会")


@pytest.mark.django_db
def test_add_refuses_a_name_that_is_taken() -> None:
    orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    with pytest.raises(RuleBroken) as refused:
        orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    assert (refused.value.code, refused.value.params) == ("orgs.name_taken", {"name": HOST.name})
    assert Organisation.objects.count() == 1


def test_add_refuses_other_seats(company: dict[Role, Member]) -> None:
    bodies = Organisation.objects.count()

    with pytest.raises(NotAllowed):
        orgs.add_organisation(HOST, by=company[Role.HOST_APPROVER].actor, at=moment())

    assert Organisation.objects.count() == bodies


@pytest.mark.django_db
def test_add_refuses_a_rank_that_is_taken_and_one_that_is_missing() -> None:
    cast.host(1, "甲会")
    second = replace(HOST, name="乙会")

    with pytest.raises(RuleBroken) as taken:
        orgs.add_organisation(second, by=cast.SYSTEM, at=moment())
    with pytest.raises(RuleBroken) as missing:
        orgs.add_organisation(replace(second, host_rank=None), by=cast.SYSTEM, at=moment())

    assert (taken.value.code, taken.value.params) == (
        "orgs.rank_taken",
        {"rank": 1, "name": "甲会"},
    )
    assert missing.value.code == "orgs.rank_wanted"


KEY = "0123456789abcdef0123456789abcdef"
GOOD, WRONG = "9131000063159284XQ", "91310115MA1H8R7C6D"
LATER = moment("2026-11-12 09:00")


def fresh(body: Organisation) -> Organisation:
    return Organisation.objects.get(pk=body.pk)


def last() -> Entry:
    return Entry.objects.order_by("-sequence")[0]


def said(name: str) -> str:
    return Disclosure.objects.get(sequence=last().sequence, name=name).value


def pages(body: Organisation) -> list[tuple[str, date, date | None, str]]:
    return [(one.name, one.from_on, one.until_on, one.reason) for one in queries.history(body)]


def refused(call: Callable[[], object], kind: type[Refusal] = RuleBroken) -> str:
    """Return the code of a refusal that must leave nothing behind but its own entry."""
    kept = [*Organisation.objects.order_by("pk").values()], Change.objects.count()
    with pytest.raises(kind) as caught:
        call()
    assert ([*Organisation.objects.order_by("pk").values()], Change.objects.count()) == kept
    assert last().verb == "audit.deed.refused"
    return caught.value.code


def changed(body: Organisation, **words: str | int | date | None) -> EditOrganisation:
    return EditOrganisation(**{"name": body.name, "version": body.version} | words)  # type: ignore[arg-type]  # words of the right kinds


def test_the_same_form_sent_twice_adds_one_body(tree: Tree, keeper: Actor) -> None:
    command = orgs.AddOrganisation(
        kind="organ",
        name="黄浦区质量协会",
        channel="quality",
        area=tree.organ.area.public_id if tree.organ.area else "",
        key=KEY,
    )

    first = orgs.add_organisation(command, by=keeper, at=moment())
    second = orgs.add_organisation(command, by=keeper, at=moment())

    assert first == second
    assert Entry.objects.filter(verb="orgs.organisation.added").count() == 5


def test_a_new_organ_stands_below_its_host_with_a_first_page(tree: Tree) -> None:
    assert tree.organ.line == f"{tree.host.public_id}/{tree.organ.public_id}/"
    assert pages(tree.organ) == [("黄浦区总工会", date(2026, 1, 5), None, "")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "club"}, "orgs.no_such_organ"),
        ({"area": ""}, "orgs.organ_place"),
        ({"name": " "}, "orgs.no_name"),
        ({"uscc": WRONG}, "orgs.uscc_unexplained"),
        ({"host_rank": 3}, "orgs.rank_wanted"),
    ],
)
def test_add_refuses_what_the_rules_refuse(
    changes: dict[str, str], code: str, tree: Tree, keeper: Actor
) -> None:
    area = Area.objects.get()
    good = orgs.AddOrganisation(kind="organ", name="某某会", channel="quality", area=area.public_id)

    bad = replace(good, **changes)

    assert refused(lambda: orgs.add_organisation(bad, by=keeper, at=moment())) == code
    assert orgs.add_organisation(good, by=keeper, at=moment()).name == "某某会"


def test_register_takes_a_unit_in_below_its_organ(tree: Tree) -> None:
    clerk, area = tree.seat(Role.ORGAN_CLERK), Area.objects.get()
    command = RegisterUnit(
        name="示范书店", uscc=GOOD, area=area.public_id, organ=tree.organ.public_id, nature="state"
    )

    unit = orgs.register_unit(command, by=clerk, at=moment())

    assert (unit.parent, unit.area, unit.uscc) == (tree.organ, area, GOOD)
    assert unit in queries.below(clerk)
    assert last().verb == "orgs.organisation.registered"
    assert last().subjects == [unit.subject.as_list(), tree.organ.subject.as_list()]
    for twin, code in (
        (replace(command, name="别的书店"), "orgs.uscc_taken"),
        (replace(command, uscc=""), "orgs.name_taken"),
        (replace(command, name="三", uscc=WRONG), "orgs.uscc_unexplained"),
    ):
        assert refused(lambda twin=twin: orgs.register_unit(twin, by=clerk, at=moment())) == code  # type: ignore[misc]  # bound now


def test_register_is_for_the_organ_that_was_chosen(tree: Tree) -> None:
    area = Area.objects.get()
    command = RegisterUnit(name="店", area=area.public_id, organ=tree.women.public_id)
    foreign = tree.seat(Role.ORGAN_CLERK)

    code = refused(lambda: orgs.register_unit(command, by=foreign, at=moment()), NotAllowed)

    assert code == "orgs.organ_own_only"


def test_edit_keeps_the_words_and_says_what_changed(tree: Tree) -> None:
    clerk = tree.seat(Role.ORGAN_CLERK)

    edited = orgs.edit(
        tree.organ, changed(tree.organ, telephone="021-5555-0199"), by=clerk, at=moment()
    )

    assert (fresh(tree.organ).telephone, edited.version) == ("021-5555-0199", 2)
    assert (last().verb, said("changed")) == (
        "orgs.organisation.edited",
        '{"telephone":"021-5555-0199"}',
    )
    assert len(pages(tree.organ)) == 1


def test_a_new_name_turns_a_page_and_past_days_keep_the_old_one(tree: Tree, keeper: Actor) -> None:
    command = changed(tree.unit, name="示范商城有限公司", reason="改制", on=date(2026, 7, 1))

    orgs.edit(tree.unit, command, by=keeper, at=moment())

    assert pages(tree.unit) == [
        ("示范商城有限公司", date(2026, 7, 1), None, "改制"),
        ("示范百货有限公司", date(2026, 1, 5), date(2026, 7, 1), ""),
    ]
    names = {
        day: getattr(queries.as_of(tree.unit, day), "name", None)
        for day in (date(2026, 1, 4), date(2026, 1, 5), date(2026, 6, 30), date(2026, 7, 1))
    }
    assert [*names.values()] == [None, "示范百货有限公司", "示范百货有限公司", "示范商城有限公司"]
    assert [body.pk for body in queries.search("scyxgs")] == []
    assert queries.directory(keeper, queries.Filters("sfscyxgs")).get() == tree.unit


def test_edit_refuses(tree: Tree, keeper: Actor) -> None:
    unit = tree.unit

    def code(at: datetime = LATER, **words: str | int | date | None) -> str:
        command = changed(unit, **words)
        return refused(lambda: orgs.edit(unit, command, by=keeper, at=at), Refusal)

    assert code(name="新名字") == "orgs.no_reason"
    assert code(name="新名字", reason="改名", on=date(2026, 1, 4)) == "orgs.wrong_day"
    assert code(name="新名字", reason="改名", on=date(2026, 11, 13)) == "orgs.wrong_day"
    assert code(name=tree.neighbour.name, reason="改名") == "orgs.name_taken"
    assert code(version=7) == "audit.stale"
    orgs.edit(tree.neighbour, changed(tree.neighbour, uscc=GOOD), by=keeper, at=moment())
    assert code(uscc=GOOD) == "orgs.uscc_taken"
    orgs.close(unit, Turn(version=1, reason="停办"), by=keeper, at=moment())
    assert code() == "orgs.closed"


def test_edit_tells_a_stranger_nothing(tree: Tree) -> None:
    foreign = tree.seat(Role.UNIT_CLERK, tree.stranger)

    code = refused(
        lambda: orgs.edit(tree.unit, changed(tree.unit), by=foreign, at=moment()), NotFound
    )

    assert code == "orgs.missing"


def test_move_takes_the_branch_along_and_turns_a_page(tree: Tree, keeper: Actor) -> None:
    pudong = cast.area("浦东新区", "310115")
    above = cast.organ("浦东新区总工会", "union", pudong, tree.host)
    command = Move(
        version=1,
        reason="区划调整",
        area=pudong.public_id,
        parent=above.public_id,
        channel="union",
    )

    moved = orgs.move(tree.organ, command, by=keeper, at=LATER)

    assert moved.line == f"{above.line}{tree.organ.public_id}/"
    assert fresh(tree.unit).line == f"{moved.line}{tree.unit.public_id}/"
    assert fresh(tree.stranger).line == tree.stranger.line
    assert set(queries.below(tree.seat(Role.ORGAN_CLERK, above))) == {
        tree.organ,
        tree.unit,
        tree.neighbour,
    }
    before, after = (queries.as_of(tree.organ, date(2026, 11, day)) for day in (11, 12))
    assert before
    assert after
    assert (str(before.area), before.parent) == ("黄浦区", tree.host)
    assert (after.area, after.parent, after.reason) == (pudong, above, "区划调整")
    assert (last().verb, said("reason")) == ("orgs.organisation.moved", "区划调整")


def test_move_refuses(tree: Tree, keeper: Actor) -> None:
    area = Area.objects.get().public_id
    group = cast.area("示范集团", kind="group")
    below = cast.organ("南京东路街道总工会", "union", above=tree.organ)
    now = Move(version=1, reason="调整", area=area, parent=tree.host.public_id, channel="union")

    def code(command: Move, body: Organisation = tree.organ) -> str:
        return refused(lambda: orgs.move(body, command, by=keeper, at=moment()), Refusal)

    assert code(now) == "orgs.nothing_changed"
    assert code(replace(now, parent="", reason="")) == "orgs.no_reason"
    assert code(replace(now, parent="", version=9)) == "audit.stale"
    assert code(replace(now, parent="NOBODY")) == "orgs.missing"
    assert code(replace(now, area="NOWHERE")) == "orgs.missing"
    assert code(replace(now, parent=tree.women.public_id)) == "orgs.parent_channel"
    assert code(replace(now, area=group.public_id)) == "orgs.no_such_organ"
    assert code(replace(now, parent=below.public_id)) == "orgs.circle"
    assert code(replace(now, parent=tree.organ.public_id)) == "orgs.circle"
    assert code(replace(now, parent="", channel="quality")) == "orgs.children_channel"
    assert code(replace(now, channel="", parent=""), tree.unit) == "orgs.unit_place"
    orgs.close(below, Turn(version=1, reason="停办"), by=keeper, at=moment())
    assert code(replace(now, parent=below.public_id), below) == "orgs.closed"
    assert code(replace(now, channel="", parent=below.public_id), tree.unit) == "orgs.parent_closed"


def test_merge_hands_over_what_stood_below(tree: Tree, keeper: Actor) -> None:
    into = cast.organ("黄浦区职工服务总工会", above=tree.host)

    found = orgs.merge(
        tree.organ, Merge(version=1, into=into.public_id, reason="合并"), by=keeper, at=LATER
    )

    merged = fresh(tree.organ)
    assert (found, queries.current(merged)) == (into, into)
    assert (merged.closed_reason, merged.closed_at, merged.successor) == ("合并", LATER, into)
    assert fresh(tree.unit).parent == into
    assert fresh(tree.unit).line == f"{into.line}{tree.unit.public_id}/"
    page = queries.as_of(tree.unit, date(2026, 11, 12))
    assert page
    assert (page.parent, page.reason) == (into, "合并")
    gone = queries.as_of(tree.organ, date(2026, 11, 12))
    assert gone
    assert not gone.is_open
    assert last().subjects == [merged.subject.as_list(), into.subject.as_list()]
    assert set(queries.below(tree.seat(Role.ORGAN_CLERK))) == {tree.unit, tree.neighbour}


def test_merged_units_keep_their_teams_and_nominees(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    nominee = orgs.add_nominee(
        tree.unit, AddNominee(name="钱一", team=team.public_id), by=keeper, at=moment()
    )

    orgs.merge(
        tree.unit,
        Merge(version=1, into=tree.neighbour.public_id, reason="两店合一"),
        by=keeper,
        at=LATER,
    )

    assert [*queries.teams(tree.neighbour)] == [team]
    assert [(one, one.team) for one in queries.nominees(tree.neighbour)] == [(nominee, team)]


def test_merge_refuses(tree: Tree, keeper: Actor) -> None:
    def code(body: Organisation, into: Organisation, reason: str = "合并", version: int = 1) -> str:
        command = Merge(version=version, into=into.public_id, reason=reason)
        return refused(lambda: orgs.merge(body, command, by=keeper, at=moment()), Refusal)

    for unit in (tree.unit, tree.neighbour):
        orgs.add_team(unit, AddTeam(name="前台班组"), by=keeper, at=moment())
        orgs.add_nominee(unit, AddNominee(name="钱一"), by=keeper, at=moment())

    assert code(tree.unit, tree.unit) == "orgs.merge_self"
    assert code(tree.organ, tree.women) == "orgs.merge_unlike"
    assert code(tree.unit, tree.organ) == "orgs.merge_unlike"
    assert code(tree.unit, tree.neighbour) == "orgs.merge_clash"
    assert code(tree.unit, tree.stranger, reason="") == "orgs.no_reason"
    assert code(tree.unit, tree.stranger, version=8) == "audit.stale"
    orgs.close(tree.stranger, Turn(version=1, reason="停办"), by=keeper, at=moment())
    assert code(tree.unit, tree.stranger) == "orgs.closed"
    assert code(tree.stranger, tree.unit) == "orgs.closed"


def test_a_body_is_closed_and_opened_again(tree: Tree, keeper: Actor) -> None:
    orgs.close(tree.unit, Turn(version=1, reason="停业"), by=keeper, at=moment())

    closed = fresh(tree.unit)
    assert (closed.closed_reason, last().verb) == ("停业", "orgs.organisation.closed")
    assert tree.unit not in queries.below(tree.seat(Role.ORGAN_CLERK))

    orgs.reopen(tree.unit, Turn(version=2, reason="恢复营业"), by=keeper, at=LATER)

    assert (fresh(tree.unit).closed_at, last().verb) == (None, "orgs.organisation.reopened")
    assert [one.is_open for one in queries.history(tree.unit)] == [True, False, True]


def test_close_refuses(tree: Tree, keeper: Actor) -> None:
    def code(body: Organisation, reason: str = "停办", version: int = 1) -> str:
        turn = Turn(version=version, reason=reason)
        return refused(lambda: orgs.close(body, turn, by=keeper, at=moment()), Refusal)

    assert code(tree.organ) == "orgs.has_children"
    assert code(tree.office) == "orgs.office_stays"
    assert code(tree.unit, reason=" ") == "orgs.no_reason"
    assert code(tree.unit, version=5) == "audit.stale"
    orgs.close(tree.unit, Turn(version=1, reason="停业"), by=keeper, at=moment())
    assert code(tree.unit) == "orgs.closed_already"


def test_reopen_refuses(tree: Tree, keeper: Actor) -> None:
    def code(body: Organisation, version: int = 2, reason: str = "恢复") -> str:
        turn = Turn(version=version, reason=reason)
        return refused(lambda: orgs.reopen(body, turn, by=keeper, at=moment()), Refusal)

    def close(body: Organisation) -> None:
        orgs.close(body, Turn(version=1, reason="停办"), by=keeper, at=moment())

    second = cast.host(2, "乙会")
    assert code(tree.unit) == "orgs.open_already"
    close(second)
    third = cast.host(2, "丙会")
    assert code(second) == "orgs.rank_taken"
    close(third)
    assert orgs.reopen(second, Turn(version=2, reason="恢复"), by=keeper, at=moment()) == second
    close(tree.stranger)
    assert code(tree.stranger, reason="") == "orgs.no_reason"
    assert code(tree.stranger, version=7) == "audit.stale"
    twin = cast.unit(tree.stranger.name, tree.organ)
    assert code(tree.stranger) == "orgs.name_taken"
    close(twin)
    close(tree.women)
    assert code(tree.stranger) == "orgs.parent_closed"
    into = Merge(version=1, into=tree.neighbour.public_id, reason="合并")
    orgs.merge(tree.unit, into, by=keeper, at=moment())
    assert code(tree.unit) == "orgs.merged_away"


def test_areas_are_founded_once_with_their_codes(tree: Tree, keeper: Actor) -> None:
    founded = orgs.found_areas(by=keeper, at=moment())

    assert len(founded) == 15
    assert last().verb == "orgs.area.founded"
    codes = {*Area.objects.values_list("code", flat=True)}
    assert {"310101", "310151"} < codes
    assert len(codes) == 16
    assert orgs.found_areas(by=keeper, at=moment()) == []


def test_an_area_is_added_once_and_renamed(tree: Tree, keeper: Actor) -> None:
    command = AddArea(kind="group", name="示范集团", key=KEY)

    added = orgs.add_area(command, by=keeper, at=moment())
    again = orgs.add_area(command, by=keeper, at=moment())
    renamed = orgs.edit_area(added, EditArea(name="模范集团", version=1), by=keeper, at=moment())

    assert added == again == renamed
    assert (Area.objects.get(kind="group").name, last().verb) == ("模范集团", "orgs.area.edited")


def test_areas_refuse(tree: Tree, keeper: Actor) -> None:
    area = Area.objects.get()
    other = cast.area("浦东新区", "310115")

    def adds(kind: str, name: str, code: str) -> str:
        command = AddArea(kind=kind, name=name, code=code)
        return refused(lambda: orgs.add_area(command, by=keeper, at=moment()))

    def edits(name: str, version: int = 1) -> str:
        command = EditArea(name=name, version=version)
        return refused(lambda: orgs.edit_area(area, command, by=keeper, at=moment()), Refusal)

    assert adds("district", area.name, "310199") == "orgs.area_taken"
    assert adds("district", "新区", area.code) == "orgs.area_taken"
    assert adds("group", "集团", "310199") == "orgs.area_code"
    assert edits(other.name) == "orgs.area_taken"
    assert edits("老区", version=4) == "audit.stale"
    assert edits("") == "orgs.no_name"
    foreign = tree.seat(Role.ORGAN_CLERK)
    add = AddArea(kind="group", name="集团")
    assert refused(lambda: orgs.add_area(add, by=foreign, at=moment()), NotAllowed)
    assert refused(lambda: orgs.found_areas(by=foreign, at=moment()), NotAllowed)


def test_a_unit_keeps_its_teams(tree: Tree) -> None:
    clerk = tree.seat(Role.UNIT_CLERK)

    team = orgs.add_team(tree.unit, AddTeam(name=" 前台班组 ", key=KEY), by=clerk, at=moment())
    again = orgs.add_team(tree.unit, AddTeam(name=" 前台班组 ", key=KEY), by=clerk, at=moment())
    added = last()
    orgs.edit_team(team, EditTeam(name="总台班组", version=1), by=clerk, at=moment())

    assert team == again
    assert added.subjects == [team.subject.as_list(), tree.unit.subject.as_list()]
    assert [str(one) for one in queries.teams(tree.unit)] == ["总台班组"]
    assert (last().verb, said("name")) == ("orgs.team.edited", "总台班组")


def test_a_closed_team_lets_its_people_go_on(tree: Tree) -> None:
    clerk = tree.seat(Role.UNIT_CLERK)
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=clerk, at=moment())
    command = AddNominee(name="钱一", team=team.public_id)
    orgs.add_nominee(tree.unit, command, by=clerk, at=moment())

    orgs.close_team(team, Turn(version=1, reason="班组撤并"), by=clerk, at=moment())

    assert [*queries.teams(tree.unit)] == []
    assert [(str(one), one.team) for one in queries.nominees(tree.unit)] == [("钱一", None)]
    assert last().verb == "orgs.team.closed"


def test_teams_refuse(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    other = orgs.add_team(tree.unit, AddTeam(name="客房班组"), by=keeper, at=moment())

    def code(call: Callable[[], object]) -> str:
        return refused(call, Refusal)

    def adds(unit: Organisation, name: str) -> str:
        return code(lambda: orgs.add_team(unit, AddTeam(name=name), by=keeper, at=moment()))

    def edits(name: str, version: int = 1) -> str:
        command = EditTeam(name=name, version=version)
        return code(lambda: orgs.edit_team(team, command, by=keeper, at=moment()))

    def closes(reason: str, version: int = 1) -> str:
        turn = Turn(version=version, reason=reason)
        return code(lambda: orgs.close_team(team, turn, by=keeper, at=moment()))

    assert adds(tree.organ, "班组") == "orgs.no_teams"
    assert adds(tree.unit, "前台班组") == "orgs.team_taken"
    assert adds(tree.unit, "") == "orgs.no_name"
    assert edits(other.name) == "orgs.team_taken"
    assert edits("新名字", version=6) == "audit.stale"
    assert closes("") == "orgs.no_reason"
    assert closes("撤并", version=6) == "audit.stale"
    for place in ("", team.public_id):
        orgs.add_nominee(tree.unit, AddNominee(name="钱一", team=place), by=keeper, at=moment())
    assert closes("撤并") == "orgs.nominee_taken"
    orgs.close_team(other, Turn(version=1, reason="撤并"), by=keeper, at=moment())
    again = Turn(version=2, reason="撤并")
    assert code(lambda: orgs.close_team(other, again, by=keeper, at=moment())) == "orgs.closed"
    orgs.close(tree.neighbour, Turn(version=1, reason="停业"), by=keeper, at=moment())
    assert adds(tree.neighbour, "班组") == "orgs.closed"


def test_a_unit_keeps_its_nominees(tree: Tree) -> None:
    clerk = tree.seat(Role.UNIT_CLERK)
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=clerk, at=moment())
    command = AddNominee(name="钱一", key=KEY)

    nominee = orgs.add_nominee(tree.unit, command, by=clerk, at=moment())
    again = orgs.add_nominee(tree.unit, command, by=clerk, at=moment())
    edit = EditNominee(name="钱一一", team=team.public_id, version=1)
    orgs.edit_nominee(nominee, edit, by=clerk, at=moment())

    assert nominee == again
    assert [(str(one), one.team) for one in queries.nominees(tree.unit)] == [("钱一一", team)]
    assert last().verb == "orgs.nominee.edited"

    orgs.close_nominee(nominee, Turn(version=2, reason="调离"), by=clerk, at=moment())

    assert [*queries.nominees(tree.unit)] == []
    assert (last().verb, said("reason")) == ("orgs.nominee.closed", "调离")


def test_nominees_refuse(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.stranger, AddTeam(name="护理组"), by=keeper, at=moment())
    nominee = orgs.add_nominee(tree.unit, AddNominee(name="钱一"), by=keeper, at=moment())
    other = orgs.add_nominee(tree.unit, AddNominee(name="孙二"), by=keeper, at=moment())

    def code(call: Callable[[], object]) -> str:
        return refused(call, Refusal)

    def adds(unit: Organisation, name: str, place: str = "") -> str:
        command = AddNominee(name=name, team=place)
        return code(lambda: orgs.add_nominee(unit, command, by=keeper, at=moment()))

    def edits(name: str, version: int = 1) -> str:
        command = EditNominee(name=name, version=version)
        return code(lambda: orgs.edit_nominee(nominee, command, by=keeper, at=moment()))

    def closes(reason: str, version: int = 1) -> str:
        turn = Turn(version=version, reason=reason)
        return code(lambda: orgs.close_nominee(nominee, turn, by=keeper, at=moment()))

    assert adds(tree.organ, "某人") == "orgs.no_teams"
    assert adds(tree.unit, "钱一") == "orgs.nominee_taken"
    assert adds(tree.unit, "钱一 13800138000") == "orgs.personal_number"
    assert adds(tree.unit, "李三", team.public_id) == "orgs.missing"
    assert adds(tree.unit, "李三", "NOTEAM") == "orgs.missing"
    assert edits(other.name) == "orgs.nominee_taken"
    assert edits("新名字", version=3) == "audit.stale"
    assert closes("") == "orgs.no_reason"
    assert closes("调离", version=3) == "audit.stale"
    orgs.close_team(team, Turn(version=1, reason="撤并"), by=keeper, at=moment())
    assert adds(tree.stranger, "李三", team.public_id) == "orgs.closed"
    orgs.close_nominee(nominee, Turn(version=1, reason="调离"), by=keeper, at=moment())
    assert edits("回来") == "orgs.closed"


def test_teams_and_nominees_of_others_are_not_found(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.stranger, AddTeam(name="护理组"), by=keeper, at=moment())
    nominee = orgs.add_nominee(tree.stranger, AddNominee(name="李三"), by=keeper, at=moment())
    turn = Turn(version=1, reason="不是我的")

    for role in (Role.UNIT_CLERK, Role.ORGAN_CLERK):
        by = tree.seat(role)
        for call in (
            lambda by=by: orgs.close_team(team, turn, by=by, at=moment()),
            lambda by=by: orgs.close_nominee(nominee, turn, by=by, at=moment()),
        ):
            assert refused(call, NotFound) == "orgs.missing"
    assert Team.objects.get(pk=team.pk).version == Nominee.objects.get(pk=nominee.pk).version == 1


def test_who_was_here_first_is_told(tree: Tree, keeper: Actor) -> None:
    orgs.edit(tree.unit, changed(tree.unit, address="示范路 9 号"), by=keeper, at=moment())

    with pytest.raises(Stale) as stale:
        orgs.edit(tree.unit, changed(tree.unit), by=keeper, at=LATER)

    assert stale.value.params["verb"] == "orgs.organisation.edited"


def test_a_closed_thing_stays_closed_for_its_moves(tree: Tree, keeper: Actor) -> None:
    orgs.close(tree.unit, Turn(version=1, reason="停业"), by=keeper, at=moment())

    with pytest.raises(IllegalMove):
        orgs.close(tree.unit, Turn(version=2, reason="停业"), by=keeper, at=moment())
