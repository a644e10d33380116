"""Do lists hold what they should, at a constant number of statements, and no more is told?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests import cast
from tests.approvals import stories
from tests.approvals.stories import Table
from tests.cast import Member, moment

from hongbang.approvals import queries
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs.models import Organisation

ClientFor = Callable[[Member], Client]


def test_hosts_are_found_by_name_and_else_by_channel(told: Table) -> None:
    named = queries.matter(told.scene.house.edition)
    Organisation.objects.filter(name="示范总工会").update(name="改了名的总工会", channel="union")

    found = queries.matter(told.scene.house.edition)

    assert [one.name for one in named.hosts] == ["示范质量协会", "示范总工会"]
    assert [one.name for one in found.hosts] == ["示范质量协会", "改了名的总工会"]
    assert found.unknown_hosts == ()
    assert found.digest == named.digest  # the edition names them, not the register


def test_a_name_that_changes_voids(told: Table) -> None:
    put = stories.submitted(told)
    team = told.scene.files["A"].team
    assert team is not None
    type(team).objects.filter(pk=team.pk).update(name="甲班")

    changes = queries.voided_by(stories.fresh(put))

    assert [(one.code, one.category, one.name) for one in changes] == [
        ("approvals.renamed", "服务明星team", "甲班")
    ]


def test_what_is_missing_or_foreign_answers_alike(told: Table, company: dict[Role, Member]) -> None:
    put, check = stories.submitted(told), stories.asked(told)
    edition = told.scene.house.edition

    for role in (Role.UNIT_CLERK, Role.EXPERT, Role.HOST_APPROVER):
        by = company[role].actor
        with pytest.raises(NotFound, match=r"approvals\.missing"):
            queries.get(by, put.public_id)
        with pytest.raises(NotFound, match=r"approvals\.no_edition"):
            queries.edition(by, edition.code)
        with pytest.raises(NotFound, match=r"approvals\.no_check"):
            queries.check(by, check.public_id)
        assert [*queries.editions(by)] == queries.owed(by) == queries.awaited(by) == []
    assert queries.to_decide(company[Role.HOST_APPROVER].actor) == []
    assert queries.to_decide(company[Role.EXPERT].actor) == []
    assert queries.get(told.quality.actor, put.public_id) == put
    assert queries.standing(edition) == put


def test_pages_ask_the_same_number_of_statements_at_any_size(
    told: Table,
    client_for: ClientFor,
    company: dict[Role, Member],
    django_assert_num_queries: Any,
) -> None:
    head = client_for(company[Role.OFFICE_HEAD])
    edition, clerks = told.scene.house.edition, {"list": 8, "prepare": 14, "show": 21}
    put = stories.submitted(told)
    paths = {
        "list": "/approvals/",
        "prepare": f"/approvals/editions/{edition.code}/",
        "show": f"/approvals/{put.public_id}/",
    }
    for more in (1, 3):
        for _ in range(more):
            stories.answered(stories.asked(told, "A"), told)
        for name, path in paths.items():
            head.get(path)
            with django_assert_num_queries(clerks[name]):
                head.get(path)


def desk(client: Client) -> str:
    return client.get("/desk/").content.decode()


def test_the_desk_says_what_to_do_next(
    told: Table, client_for: ClientFor, company: dict[Role, Member]
) -> None:
    with time_machine.travel(moment("2026-11-28 10:00"), tick=False):
        head, host = client_for(company[Role.OFFICE_HEAD]), client_for(told.quality)
        stories.asked(told)
        assert "还有 1 条部门意见等答复" in desk(head)
        stories.answered(queries.checks(told.scene.house.edition)[0], told)
        assert "各类别的名单都确定了，可以送主办单位" in desk(head)
        put = stories.submitted(told)
        assert "审定“2026年度服务之星”的名单" in desk(host)
        assert "还没表态：示范质量协会、示范总工会" in desk(head)
        assert "送审</a>" not in desk(head)
        stories.decided(put, told.quality)
        assert "审定“2026年度服务之星”的名单" not in desk(host)
        assert "还没表态：示范总工会" in desk(head)
        stories.changed_list(told)
        assert "送出的那一份已经作废" in desk(head)
        assert queries.to_decide(told.union.actor) == []
        again = stories.submitted(told)
        stories.decided(again, told.union, "请再看女职工比例", is_approved=False)
        assert "有主办单位退回" in desk(head)


def test_an_edition_owes_nothing_before_all_lists_are_fixed(
    told: Table, company: dict[Role, Member]
) -> None:
    by = company[Role.OFFICE_CLERK].actor
    before = [one.edition for one in queries.owed(by)]
    type(told.scene.category).objects.filter(pk=told.scene.category.pk).update(key="team")
    slate = queries.selections.adopted(told.scene.category)
    assert slate is not None
    type(slate).objects.filter(pk=slate.pk).update(state="superseded")

    assert before == [told.scene.house.edition]
    assert queries.owed(by) == []
    assert queries.passed(told.scene.house.edition) is None
    assert cast.moment() is not None
