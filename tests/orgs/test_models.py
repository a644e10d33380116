"""Do the tables refuse what must never be, each constraint broken once?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests import cast
from tests.cast import moment
from tests.orgs.conftest import Tree

from hongbang.kernel.actor import Actor
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Area, Change, Import, Nominee, Organisation, Sheet, Team
from hongbang.orgs.rules.commands import AddNominee, AddTeam, UploadSheet


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "club", "host_rank": None}, "orgs_kind_known"),
        ({"host_rank": None}, "orgs_hosts_are_ranked"),
        ({"kind": "office"}, "orgs_hosts_are_ranked"),
    ],
)
def test_a_body_cannot_be_kept_wrong(changes: dict[str, Any], constraint: str) -> None:
    host = cast.host()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Organisation.objects.filter(pk=host.pk).update(**changes)


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"name": "甲会"}, {"host_rank": 1}])
def test_a_name_and_a_rank_are_held_once(changes: dict[str, Any]) -> None:
    cast.host(1, "甲会")
    other = cast.host(2, "乙会")

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=other.pk).update(**changes)


def broken(rows: models.QuerySet[Any], changes: dict[str, Any], constraint: str = ".") -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**changes)


@pytest.mark.parametrize(
    ("body", "changes", "constraint"),
    [
        ("organ", {"channel": "club"}, "orgs_channel_known"),
        ("unit", {"nature": "club"}, "orgs_nature_known"),
        ("organ", {"channel": ""}, "orgs_stands_in_its_place"),
        ("organ", {"area": None}, "orgs_stands_in_its_place"),
        ("unit", {"parent": None}, "orgs_stands_in_its_place"),
        ("office", {"channel": "union"}, "orgs_stands_in_its_place"),
        ("unit", {"closed_at": moment()}, "orgs_closed_says_why"),
        ("unit", {"closed_reason": "停业"}, "orgs_closed_says_why"),
        ("unit", {"uscc_reason": "证照如此"}, "orgs_reason_is_for_a_code"),
    ],
)
def test_a_body_stands_whole(
    body: str, changes: dict[str, Any], constraint: str, tree: Tree
) -> None:
    broken(Organisation.objects.filter(pk=getattr(tree, body).pk), changes, constraint)


def test_a_body_does_not_succeed_itself(tree: Tree) -> None:
    changes = {"closed_at": moment(), "closed_reason": "合并", "successor": tree.unit}

    broken(Organisation.objects.filter(pk=tree.unit.pk), changes, "orgs_succeeds_another")


def test_a_code_is_held_once_and_no_code_by_many(tree: Tree) -> None:
    code = {"uscc": "9131000063159284XQ"}
    Organisation.objects.filter(pk=tree.unit.pk).update(**code)

    broken(Organisation.objects.filter(pk=tree.stranger.pk), code)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "galaxy", "code": ""}, "orgs_area_kind_known"),
        ({"code": ""}, "orgs_districts_have_codes"),
        ({"kind": "group"}, "orgs_districts_have_codes"),
        ({"name": "浦东新区"}, "."),
        ({"code": "310115"}, "."),
    ],
)
def test_an_area_stands_whole(changes: dict[str, Any], constraint: str, tree: Tree) -> None:
    cast.area("浦东新区", "310115")

    broken(Area.objects.filter(code="310101"), changes, constraint)


def test_a_page_ends_after_it_begins_and_one_has_no_end(tree: Tree) -> None:
    newest = Change.objects.filter(organisation=tree.unit)

    broken(newest, {"until_on": date(2026, 1, 4)}, "orgs_change_ends_after_start")
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(organisation=tree.unit, name="店", from_on=date(2026, 5, 1))


def test_a_sheet_has_rows_and_is_taken_in_once(tree: Tree, keeper: Actor) -> None:
    row = {"kind": "unit", "name": "示范书店", "area": "黄浦区", "parent": "黄浦区总工会"}
    upload = UploadSheet(name="机构.xlsx", sha256="0" * 64, rows=((3, row),), heads={})
    sheet = orgs.upload_sheet(upload, by=keeper, at=moment())
    asked = orgs.request_import(sheet, by=keeper, at=moment())

    broken(Sheet.objects.all(), {"rows_count": 0}, "orgs_sheet_has_rows")
    broken(Import.objects.all(), {"state": "lost"}, "orgs_import_(state_known|ended_is_dated)")
    broken(Import.objects.all(), {"finished_at": moment()}, "orgs_import_ended_is_dated")
    broken(
        Import.objects.all(),
        {"state": "failed", "finished_at": moment()},
        "orgs_import_failed_says_why",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(sheet=sheet, requested_at=moment())
    assert (str(sheet), str(asked)) == ("机构.xlsx", "机构.xlsx requested")


def test_teams_and_nominees_stand_once_and_close_with_a_reason(tree: Tree, keeper: Actor) -> None:
    for name in ("甲", "乙"):
        team = orgs.add_team(tree.unit, AddTeam(name=name), by=keeper, at=moment())
        for place in ("", team.public_id):
            command = AddNominee(name=f"某{name}", team=place)
            orgs.add_nominee(tree.unit, command, by=keeper, at=moment())
    teams, nominees = Team.objects.filter(name="乙"), Nominee.objects.filter(name="某乙")

    broken(teams, {"name": "甲"})
    broken(teams, {"closed_at": moment()}, "orgs_team_closed_says_why")
    broken(nominees, {"closed_reason": "调离"}, "orgs_nominee_closed_says_why")
    broken(nominees.filter(team=None), {"name": "某甲"})
    broken(nominees.exclude(team=None), {"team": Team.objects.get(name="甲"), "name": "某甲"})
    assert str(Change.objects.filter(organisation=tree.unit).get()) == "示范百货有限公司 2026-01-05"
