"""Do lists hold what they should, at a constant number of statements; what do later rooms get?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.cast import Member, moment
from tests.programmes import stories as edition_stories
from tests.selections import stories
from tests.selections.stories import AT, Review, Scene

from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound
from hongbang.selections import queries
from hongbang.selections.rules.asking import Choice
from hongbang.selections.texts import rule_names

ClientFor = Callable[[Member], Client]


def test_what_is_asked_comes_from_forms_units_and_organs(told: Scene) -> None:
    found = queries.gathered(told.category, queries.terms(told.category, AT))
    brief = found.brief

    assert told.of(one.id for one in brief.candidates) == "ABCDE"
    assert {told.of([name]): code for name, code in found.left_out.items()} == {
        "F": "selections.below_pass_mark",
        "G": "selections.unscored",
    }
    assert (brief.quota, brief.reserves, brief.seed) == (3, 1, "")
    first = brief.candidates[0]
    assert (first.merit, first.attributes) == (
        9500,
        {"women": "no", "front_line": "unknown", "district": "黄浦区", "industry": "unknown"},
    )
    assert [(one.key, str(one.least), str(one.most), one.price) for one in brief.rules] == [
        ("women", "2/5", "None", 100),
        ("front", "1", "None", 10),
        ("each:黄浦区", "1", "None", 100),
        ("retail:retail", "None", "1/2", None),
    ]


def test_equals_of_the_review_are_drawn_again_by_the_seed(told: Scene, review: Review) -> None:
    review.close(told, A="90", B="90", C="90", D="80")
    lots = set()
    for seed in ("第一次抽签", "第二次抽签", "第三次抽签"):
        stories.seeded(told, seed)
        answer = queries.worked_out(told.category, AT)
        lots.add(told.of(one.file for one in answer.seats if one.kind == "chosen"))

    assert len({frozenset(one) for one in lots}) == 1  # women wants D in, so that one is left out
    review.close(told, A="95", E="91", B="90", C="90")
    answer = queries.worked_out(told.category, AT)
    drawn = {told.of([one.file]): (one.kind, one.code) for one in answer.seats if one.is_drawn}
    assert set(drawn) == {"B", "C"}
    assert sorted(kind for kind, _code in drawn.values()) == ["chosen", "reserve"]
    assert ("reserve", "selections.out_by_draw") in drawn.values()


def test_rules_are_said_with_the_group_they_are_about(told: Scene) -> None:
    edition = told.house.edition

    names = rule_names(
        [*queries.rows(told.category), {"key": "bare", "scope": "channel"}],
        queries.groups_of(edition),
        queries.labels_of(edition),
    )

    assert names == {
        "women": "规则women",
        "front": "规则front",
        "each": "规则each",
        "each:黄浦区": "规则each：黄浦区",
        "retail": "规则retail",
        "retail:retail": "规则retail：商业",
        "bare": "bare",
        "bare:union": "bare：工会",
        "bare:quality": "bare：质协",
    }


def test_later_rooms_get_the_fixed_slate_only(told: Scene) -> None:
    run = stories.ran(told)
    before = queries.slate_of(told.category)
    stories.adopted(told, run)

    found = queries.slate_of(told.category)

    assert before is None
    assert found is not None
    assert [(told.of([one.application.public_id]), one.kind) for one in found.seats] == [
        ("A", "chosen"),
        ("B", "chosen"),
        ("D", "chosen"),
        ("C", "reserve"),
        ("E", "reserve"),
        ("F", "below"),
        ("G", "below"),
    ]
    assert found.of("chosen")[2].reasons == ("selections.in_by_rule", "women")
    assert (found.run, found.digest, found.seed) == (run.public_id, run.digest, stories.SEED)
    assert found.neighbours == ()
    assert {one.rule: (one.got, one.missing) for one in found.structure} == {
        "women": (1, 1),
        "front": (0, 1),
        "each:黄浦区": (3, 0),
        "retail:retail": (0, 0),
    }


def test_the_office_owes_a_list_until_it_is_fixed(told: Scene, review: Review) -> None:
    closed = dict(review.places)
    review.places.clear()
    early = queries.owed(told.clerk)
    review.places |= closed
    owed = queries.owed(told.clerk)
    run = stories.ran(told)
    proposed = queries.owed(told.clerk)
    stories.adopted(told, run)

    assert early == []
    assert [(one.category, one.has_seed, one.latest) for one in owed] == [
        (told.category, False, None)
    ]
    assert [(one.has_seed, one.latest, one.has_list) for one in proposed] == [(True, run, True)]
    assert queries.owed(told.clerk) == []


def test_what_is_missing_or_foreign_answers_alike(told: Scene, company: dict[Role, Member]) -> None:
    run = stories.ran(told)

    for role in (Role.UNIT_CLERK, Role.EXPERT, Role.HOST_APPROVER):
        by = company[role].actor
        assert [*queries.categories(by)] == []
        with pytest.raises(NotFound, match=r"selections\.no_run"):
            queries.run(by, run.public_id)
        with pytest.raises(NotFound, match=r"selections\.no_category"):
            queries.category(by, told.category.public_id)
    edition_stories.closed(told.house.edition, told.head)
    assert queries.run(company[Role.AUDITOR].actor, run.public_id) == run
    assert queries.category(told.clerk, told.category.public_id) == told.category
    assert [*queries.categories(told.clerk)] == []


def test_pages_ask_the_same_number_of_statements_at_any_size(
    told: Scene,
    review: Review,
    client_for: ClientFor,
    company: dict[Role, Member],
    django_assert_num_queries: Any,
) -> None:
    review.close(told, A="95", B="90", C="80")
    run = stories.ran(told)
    review.close(told)
    more = stories.ran(told, front=Choice("soft", 20))
    client = client_for(company[Role.OFFICE_HEAD])

    for path in (f"/selections/runs/{run.public_id}/", f"/selections/runs/{more.public_id}/"):
        client.get(path)
        with django_assert_num_queries(14):
            client.get(path)
    for path, count in (("/selections/", 10), (f"/selections/{told.category.public_id}/", 16)):
        client.get(path)
        with django_assert_num_queries(count):
            client.get(path)


def desk(client: Client) -> str:
    return client.get("/desk/").content.decode()


def test_the_desk_says_what_to_do_next(
    told: Scene, client_for: ClientFor, company: dict[Role, Member]
) -> None:
    with time_machine.travel(moment("2026-11-26 10:00"), tick=False):
        head, clerk = client_for(company[Role.OFFICE_HEAD]), client_for(company[Role.OFFICE_CLERK])
        assert "登记“服务明星team”的抽签号" in desk(head)
        assert "登记“服务明星team”的抽签号" not in desk(clerk)
        stories.seeded(told)
        assert "排“服务明星team”的名单" in desk(clerk)
        run = stories.made(told)
        assert "确定“服务明星team”的名单" in desk(head)
        assert "确定“服务明星team”的名单" not in desk(clerk)
        stories.adopted(told, run)
        assert "确定“服务明星team”的名单" not in desk(head)
        assert "把“2026年度服务之星”的名单送审" in desk(head)
