"""Do lists hold what they should, at a constant number of statements, and no more is told?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.applications import stories
from tests.applications.stories import IN_TIME, House
from tests.cast import Member, moment
from tests.programmes import stories as edition_stories
from tests.register import stories as honour_stories
from tests.register.stories import House as HonourHouse
from tests.sheets.samples import question, sheet

from hongbang.applications import operations as applications
from hongbang.applications import queries
from hongbang.applications.queries import Filters
from hongbang.applications.rules.commands import Save
from hongbang.applications.texts import frozen, ledger
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.register.models import Honour
from hongbang.sheets import operations as sheet_operations
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.commands import Act, EditSheet
from hongbang.sheets.rules.definition import read

ClientFor = Callable[[Member], Client]


def names(found: Any) -> list[str]:
    return [one.subject_name for one in found]


def several(told: House, count: int) -> None:
    """Tell of applications that were sent by as many teams."""
    for number in range(count):
        stories.submitted(told, whom={"team": stories.team(told.unit, f"第{number:02}组")})


@pytest.mark.parametrize("query", ["化妆品", "huazhuangpin", "hzp", "示范百货 team", "zgz"])
def test_a_list_is_found_by_words_pinyin_and_initials(query: str, told: House) -> None:
    stories.begun(told)
    stories.begun(told, kind="individual")

    found = names(queries.listed(told.clerk.actor, Filters(query=query)))

    assert found == ([] if query == "zgz" else ["化妆品柜组"])


def test_a_list_narrows_by_state_and_category(told: House) -> None:
    stories.begun(told)
    stories.submitted(told, whom={"kind": "individual"})
    by, team = told.clerk.actor, told.category("team")

    assert names(queries.listed(by, Filters(state="submitted"))) == ["钱亦舒"]
    assert names(queries.listed(by, Filters(category=team.public_id))) == ["化妆品柜组"]
    assert [one.key for one in queries.categories_listed(by)] == ["team", "individual"]
    assert [*queries.categories_listed(told.other_clerk.actor)] == []


def test_the_list_of_an_organ_does_not_move_when_a_unit_works_on_a_correction(told: House) -> None:
    first = stories.returned(told).revision.application
    second = stories.submitted(told, moment("2026-11-04 09:00"), whom={"kind": "unit"})
    by = told.organ_clerk.actor
    before = names(queries.listed(by, Filters()))

    current = stories.fresh(first)
    save = Save(stories.answers(story="改"), current.version)
    applications.save(current, save, by=told.clerk.actor, at=moment("2026-11-05 10:00"))

    assert names(queries.listed(by, Filters())) == before
    assert before == [second.application.subject_name, "化妆品柜组"]
    assert names(queries.listed(told.clerk.actor, Filters())) == [*reversed(before)]


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_ask_the_same_number_of_statements_at_any_size(
    rows: int, told: House, client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    several(told, rows)
    for path, member in (
        ("/applications/", told.clerk),
        ("/applications/received/", told.organ_clerk),
    ):
        client = client_for(member)
        client.get(path)
        with django_assert_num_queries(10):
            answer = client.get(path)
        assert answer.content.decode().count("<tr ") == rows + 1


@pytest.mark.parametrize("rows", [3, 15])
def test_the_desk_asks_the_same_number_of_statements(
    rows: int, told: House, django_assert_num_queries: Any
) -> None:
    several(told, rows)
    by = told.clerk.actor

    with django_assert_num_queries(3):  # the body, the rows, the editions
        found = [*queries.sent_ones(by)[:20]]
        editions = {one.category.edition_id for one in found}
        assert len(queries.last_days(editions, "recommendation")) == 1
    assert len(found) == rows


def test_a_unit_still_owes_drafts_and_corrections(told: House) -> None:
    draft = stories.begun(told, kind="unit")
    back = stories.returned(told).revision.application
    stories.submitted(told, whom={"kind": "individual"})
    by = told.clerk.actor
    found = [*queries.open_ones(by)]

    assert found == [draft, back]
    assert queries.corrected_by(found) == {back.pk: date(2026, 11, 14)}
    assert queries.corrected_by([draft]) == {}
    assert names(queries.sent_ones(by)) == ["钱亦舒"]
    assert queries.last_days({told.edition.pk}, "application") == {
        told.edition.pk: date(2026, 11, 10)
    }
    assert queries.last_days(set(), "application") == {}


def test_what_is_open_depends_on_the_day(told: House, company: dict[Role, Member]) -> None:
    assert len(queries.open_categories(moment("2026-11-10 23:59"))) == 3
    assert queries.open_categories(moment("2026-11-11 00:00")) == []
    edition_stories.closed(told.edition, company[Role.OFFICE_HEAD].actor)
    assert queries.open_categories(IN_TIME) == []


def test_the_form_is_the_version_that_the_edition_has_pinned(told: House) -> None:
    first = sheets.published("team_form")
    renewed = sheet_operations.new_version(first, by=stories.SYSTEM, at=moment())
    edit = EditSheet(sheet(question("team_name", "text")), renewed.version)
    renewed = sheet_operations.edit(renewed, edit, by=stories.SYSTEM, at=moment())
    sheet_operations.publish(renewed, Act(renewed.version), by=stories.SYSTEM, at=moment())

    assert queries.form_of(told.category()) == first
    told.edition.pins = {}
    with pytest.raises(NotFound, match=r"applications\.no_form"):
        queries.form_of(_of(told, {}))
    chapter = {"categories": [stories.category("team", "team") | {"form": "team_form@2"}]}
    assert queries.form_of(_of(told, chapter)).number == 2


def _of(told: House, chapter: dict[str, Any]) -> Any:
    """Return the category as another edition would have it."""
    category = told.category()
    category.edition.chapters["categories"] = chapter
    return category


def test_a_form_gets_the_lists_it_asks_for_and_no_others(told: House) -> None:
    named = (
        *("districts", "industries", "organs", "channels", "categories", "conditions"),
        *("units", "teams", "nominees", "panels"),
    )
    form = read(sheet(*(question(f"a_{one}", "choice", options_from=one) for one in named)))

    lists = queries.lists_for(form, told.edition, told.unit)

    found = {name: [one.value for one in options] for name, options in lists.items()}
    assert found == {
        "districts": ["黄浦区"],
        "industries": ["retail"],
        "organs": [told.organ.public_id, told.other_organ_clerk.seat.organisation.public_id],
        "channels": ["union", "quality"],
        "categories": ["team", "individual", "unit"],
        "conditions": ["E06", "E05", "E15", "E19", "E20"],
        "units": [told.unit.public_id],
        "teams": [told.team.public_id],
        "nominees": [told.nominee.public_id],
    }
    assert [(one.words.zh, one.words.en) for one in lists["channels"]] == [
        ("工会", "Trade union"),
        ("质协", "Quality association"),
    ]
    assert queries.lists_for(read(sheet()), told.edition, told.unit) == {}


def test_what_was_sent_reads_as_it_was_frozen(told: House) -> None:
    sent = stories.submitted(told)

    lines = ledger(frozen(sent.findings), queries.conditions_of(told.category()))

    assert [(one.condition, one.verdict, one.is_in_the_way) for one in lines] == [
        ("E15", "not_met", False),
        ("E06", "met", False),
        ("E05", "met", False),
        ("E19", "met", False),
        ("E20", "met", False),
    ]
    assert lines[0].why == "现在是 0项，要求不低于 1项。数字若有误请改正。"
    assert lines[4].why == "荣誉册里没有还有效的同一荣誉。"
    assert (lines[1].evidence, lines[1].kind) == ("服务台账", "必须达到")


def test_the_same_honour_still_valid_stands_in_the_way(told: House) -> None:
    application = stories.filled(told)
    at, given = moment("2026-10-20 10:00"), stories.answers()

    def judged() -> tuple[str, Mapping[str, str]]:
        found = queries.judged(application, given, at, final=True)
        [same] = [one for one in found if one.condition == "E20"]
        return same.verdict, same.params

    before = judged()
    house = HonourHouse(
        told.edition, told.category("team"), told.organ, told.unit, told.team, told.nominee
    )
    first, last = date(2023, 11, 1), date(2026, 10, 19)  # the day the edition starts
    [held] = honour_stories.enter(honour_stories.new(house), first=first, last=last)

    assert before == ("met", {})
    assert judged() == ("not_met", {"number": held.number, "last": "2026-10-19"})
    other = told.category("individual")
    Honour.objects.filter(pk=held.pk).update(category=other)  # another honour is no hindrance
    assert judged() == before
    Honour.objects.filter(pk=held.pk).update(category=house.category, last_on=date(2026, 10, 18))
    assert judged() == before
    Honour.objects.filter(pk=held.pk).update(last_on=last, source=application.public_id)
    assert judged() == before


def test_evidence_goes_out_only_once_it_was_sent(told: House) -> None:
    draft = stories.begun(told)
    file, spare = stories.attached(told, draft), stories.attached(told, draft, "photo")
    parts = [{"file": file.public_id, "caption": "台账"}]
    save = Save(stories.answers(proof=parts), draft.version)
    kept = applications.save(draft, save, by=told.clerk.actor, at=IN_TIME)
    applications.submit(kept, stories.Act(kept.version), by=told.clerk.actor, at=IN_TIME)
    organ: Actor = told.organ_clerk.actor
    sent = queries.get(organ, draft.public_id)

    assert queries.evidence_for(organ, sent, file.public_id) == file
    assert queries.evidence_for(told.clerk.actor, sent, spare.public_id) == spare
    for code in (spare.public_id, "no-such-file"):
        with pytest.raises(NotFound, match=r"applications\.evidence_missing"):
            queries.evidence_for(organ, sent, code)


def test_the_timeline_tells_every_turn(told: House) -> None:
    stories.resubmitted(told, moment("2026-11-05 09:00"))
    application = queries.get(told.clerk.actor, stories.Application.objects.get().public_id)

    found = queries.timeline_of(application)

    assert [(one.code, one.body) for one in found.steps] == [
        ("begun", "示范百货有限公司"),
        ("submitted", "示范百货有限公司"),
        ("returned", "黄浦区总工会"),
        ("resubmitted", "示范百货有限公司"),
    ]
    assert found.steps[2].params == {"reason": "第 6 条请附台账", "until": "2026-11-14"}
    assert found.holder is not None
    assert (found.holder.body, found.holder.until) == ("黄浦区总工会", moment("2026-11-17 00:00"))


def test_the_timeline_of_what_is_over_and_of_what_came_back(told: House) -> None:
    back = stories.returned(told).revision.application
    gone = stories.withdrawn(told, whom={"kind": "unit"})
    by = told.clerk.actor

    holder = queries.timeline_of(queries.get(by, back.public_id)).holder
    over = queries.timeline_of(queries.get(by, gone.public_id))

    assert holder is not None
    assert (holder.is_unit, holder.until) == (True, moment("2026-11-15 00:00"))
    assert (over.holder, over.steps[-1].code) == (None, "withdrawn")
    with pytest.raises(NotFound):
        queries.latest(queries.get(by, stories.begun(told, kind="individual").public_id))
    assert queries.last_return(queries.get(by, gone.public_id)) is None


def owed(client: Client) -> list[str]:
    return [line for line in client.get("/desk/").content.decode().split("\n") if "申报" in line]


def test_each_desk_has_what_it_owes_and_waits_for(told: House, client_for: ClientFor) -> None:
    stories.returned(told)
    stories.begun(told, kind="unit")
    stories.submitted(told, whom={"kind": "individual"})
    with time_machine.travel(moment("2026-11-05 10:00"), tick=False):
        unit = "\n".join(owed(client_for(told.clerk)))
        organ = "\n".join(owed(client_for(told.organ_clerk)))
        others = "\n".join(owed(client_for(told.other_organ_clerk)))

    assert "改好“化妆品柜组”的申报，再送" in unit
    assert "填好“示范百货有限公司”的申报，送出" in unit
    assert "“钱亦舒”的申报" in unit
    assert "给“服务明星individual”的 1 件申报表态" in organ
    assert "服务明星team" not in organ
    assert "给“服务明星individual”的 1 件申报表态" in others  # of the same area


def test_a_unit_is_told_of_what_it_can_apply_in(told: House) -> None:
    first, later = moment("2026-10-19 00:00"), moment("2026-11-11 00:00")

    assert queries.to_begin(told.unit, first - timedelta(seconds=1)) == []
    assert queries.to_begin(told.unit, first) == [(told.edition, date(2026, 11, 10))]
    assert queries.to_begin(told.unit, later) == []
    stories.begun(told)
    assert queries.to_begin(told.unit, IN_TIME) == []
