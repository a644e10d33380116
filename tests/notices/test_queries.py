"""Do lists hold what they should, in order, at a constant number of statements?"""

from __future__ import annotations

from typing import Any

import pytest
from tests import worlds
from tests.cast import moment

from hongbang.kernel.actor import Actor
from hongbang.notices import operations as notices
from hongbang.notices import queries
from hongbang.notices.queries import Filters
from hongbang.notices.rules.commands import Edit

NOBODY = Actor.nobody("r")


def titles(found: Any) -> list[str]:
    return [notice.title for notice in found]


def test_public_list_is_newest_first_and_without_drafts(clerk: Actor) -> None:
    worlds.published(clerk, moment("2026-11-01 10:00"), title="早的")
    worlds.published(clerk, moment("2026-11-02 10:00"), title="晚的")
    worlds.drafted(clerk, title="没公布的")
    worlds.discarded(clerk, title="作废的")

    assert titles(queries.public_list()) == ["晚的", "早的"]


@pytest.mark.parametrize("query", ["质量", "zhiliang", "zl", "ＺＬ", "沪创办 质量", "量标"])
def test_public_list_is_found_by_words_pinyin_and_initials(query: str, clerk: Actor) -> None:
    worlds.published(clerk, title="服务质量标准")
    worlds.published(clerk, title="培训安排", body="<p>无关</p>")

    assert titles(queries.public_list(query)) == ["服务质量标准"]


def test_public_search_never_finds_a_text_that_is_not_public_yet(clerk: Actor) -> None:
    notice = worlds.published(clerk)
    edited = worlds.text(notice.title, "<p>未公开的秘密词</p>")
    notices.edit(notice, Edit(edited, notice.version), by=clerk, at=moment())

    assert titles(queries.public_list("秘密词")) == []
    assert titles(queries.worklist(clerk, Filters(query="秘密词"))) == [notice.title]


def test_worklist_narrows_by_state_and_kind(clerk: Actor) -> None:
    worlds.drafted(clerk, title="草稿")
    worlds.published(clerk, title="通知")
    worlds.published(clerk, title="释义", kind="ruling")

    assert titles(queries.worklist(clerk, Filters(state="draft"))) == ["草稿"]
    assert titles(queries.worklist(clerk, Filters(kind="ruling"))) == ["释义"]


def test_prepared_corrections_are_those_changed_since(clerk: Actor) -> None:
    quiet = worlds.published(clerk, title="没动的")
    moved = worlds.published(clerk, title="动过的")
    edit = Edit(worlds.text("动过的", "<p>新</p>"), moved.version)
    notices.edit(moved, edit, by=clerk, at=moment("2026-11-10 11:00"))

    assert [*queries.prepared_corrections(clerk)] == [worlds.fresh(moved)]
    assert [*queries.drafts(clerk)] == []
    assert quiet.version == 2


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_ask_the_same_number_of_statements_at_any_size(
    rows: int, clerk: Actor, client: Any, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        worlds.published(clerk, title=f"第{number}号")

    client.get("/notices/")
    with django_assert_num_queries(3):  # hosts of the foot, the count, the page
        assert client.get("/notices/").status_code == 200
