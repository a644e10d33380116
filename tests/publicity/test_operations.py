"""Do names come before the public, wait for rulings, and come through, each once?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import moment
from tests.publicity import stories
from tests.publicity.stories import ANYBODY, DURING, OVER, POSTED_AT, SAID, Street, fresh

from hongbang.audit.models import Entry
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox.models import Message
from hongbang.publicity import jobs, queries
from hongbang.publicity import operations as publicity
from hongbang.publicity.models import Name, Objection, Posting
from hongbang.publicity.rules.commands import Act, Object, Post, Rule


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="publicity.").order_by("sequence")
    return [one.removeprefix("publicity.") for one in found.values_list("verb", flat=True)]


def states(told: Street) -> dict[str, str]:
    letters = {one.pk: letter for letter, one in told.table.scene.files.items()}
    found = Name.objects.filter(posting__edition=told.edition)
    return {letters[one.application_id]: one.state for one in found.order_by("pk")}


def chosen(told: Street) -> list[str]:
    return [*states(told)]


def test_post_puts_the_approved_names_before_the_public(told: Street) -> None:
    posting = told.posting

    assert (posting.place, posting.state, posting.version) == (1, "open", 1)
    assert posting.last_on == date(2026, 12, 10)
    assert set(states(told).values()) == {"posted"}
    assert len(chosen(told)) == 3
    assert verbs() == ["posting.posted"]


def test_post_refuses_before_the_hosts_have_approved(table: Table) -> None:
    put = approval_stories.submitted(table)
    edition, head = table.scene.house.edition, table.scene.head

    with pytest.raises(RuleBroken) as refused:
        publicity.post(edition, Post(put.digest), by=head, at=POSTED_AT)

    assert refused.value.code == "publicity.not_passed"
    assert queries.to_post(head) == []


def test_post_refuses_another_list_and_a_second_time(told: Street) -> None:
    edition, head = told.edition, told.head

    with pytest.raises(Stale) as moved:
        publicity.post(edition, Post("0" * 64), by=head, at=POSTED_AT)
    with pytest.raises(RuleBroken) as again:
        stories.post(edition, head)

    assert moved.value.code == "publicity.list_moved"
    assert again.value.code == "publicity.nothing_new"
    assert Posting.objects.count() == 1


def test_only_the_head_posts(table: Table) -> None:
    approval_stories.passed(table)

    with pytest.raises(NotAllowed) as refused:
        stories.post(table.scene.house.edition, table.scene.clerk)

    assert refused.value.code == "publicity.head_decides"


def test_object_keeps_what_was_said_and_tells_the_office(told: Street) -> None:
    name = told.name(chosen(told)[0])
    taken, receipt = stories.objected(name)

    entry = Entry.objects.order_by("sequence").last()
    assert entry is not None
    assert (taken.objector, taken.contact, taken.text) == ("赵一", "021-55550100", SAID)
    assert (taken.state, taken.due_on) == ("received", date(2026, 12, 7))
    assert queries.followed(receipt.lower()) == taken
    assert (entry.actor, entry.seat) == ("", "nobody")
    assert "赵一" not in str(entry.subjects)
    assert Message.objects.filter(code="publicity.objected").count() >= 1


def test_the_same_form_is_taken_once(told: Street) -> None:
    name, command = told.name(chosen(told)[0]), Object("赵一", "021-55550100", SAID, "k" * 32)

    first = publicity.object_to(name, command, by=ANYBODY, at=DURING)
    again = publicity.object_to(name, command, by=ANYBODY, at=OVER)

    assert first == again
    assert Objection.objects.count() == 1


def test_object_refuses_when_its_time_is_over(told: Street) -> None:
    name = told.name(chosen(told)[0])
    last_second = moment("2026-12-11 00:00") - timedelta(seconds=1)

    stories.objected(name, last_second)
    with pytest.raises(RuleBroken) as refused:
        stories.objected(name, moment("2026-12-11 00:00"))

    assert refused.value.params == {"last": "2026-12-10"}
    assert Objection.objects.count() == 1


def test_object_refuses_who_is_struck_already(told: Street) -> None:
    letter = chosen(told)[0]
    stories.ruled(told, stories.accepted(told, letter), is_upheld=True)

    with pytest.raises(RuleBroken) as refused:
        stories.objected(told.name(letter))

    assert refused.value.code == "publicity.struck_already"


def test_refuse_answers_with_its_reason(told: Street) -> None:
    taken, receipt = stories.objected(told.name(chosen(told)[0]))
    act = Act(taken.version, "没有写明事实，也没有线索。")

    publicity.refuse(taken, act, by=told.table.scene.clerk, at=DURING)

    found = queries.followed(receipt)
    assert (found.state, found.answer) == ("refused", "没有写明事实，也没有线索。")
    assert verbs()[-1] == "objection.refused"
    with pytest.raises(IllegalMove):
        publicity.accept(found, Act(found.version), by=told.head, at=DURING)


def test_an_upheld_objection_strikes_and_a_reserve_moves_up(told: Street) -> None:
    letter = chosen(told)[0]
    objection = stories.accepted(told, letter)

    ruled = stories.ruled(told, objection, is_upheld=True)

    waiting = queries.to_post(told.head)
    assert ruled.state == "upheld"
    assert states(told)[letter] == "struck"
    assert [len(one.new) for one in waiting] == [1]
    further = stories.post(told.edition, told.head, DURING)
    assert (further.place, further.names.count(), further.last_on) == (2, 1, date(2026, 12, 14))
    assert further.digest != told.posting.digest
    assert verbs()[-2:] == ["objection.upheld", "posting.posted"]


def test_a_second_upheld_objection_strikes_nobody_twice(told: Street) -> None:
    letter = chosen(told)[0]
    first, second = stories.accepted(told, letter), stories.accepted(told, letter)
    stories.ruled(told, first, is_upheld=True)

    stories.ruled(told, second, is_upheld=True)

    assert [one.state for one in Objection.objects.all()] == ["upheld", "upheld"]
    assert states(told)[letter] == "struck"


def test_only_the_head_rules_and_only_once(told: Street) -> None:
    objection = stories.accepted(told, chosen(told)[0])
    command = Rule(False, "核对了公告。", fresh(objection).version)

    with pytest.raises(NotAllowed) as refused:
        publicity.rule(objection, command, by=told.table.scene.clerk, at=DURING)
    stories.ruled(told, objection, is_upheld=False)
    with pytest.raises(IllegalMove):
        stories.ruled(told, objection, is_upheld=True)

    assert refused.value.code == "publicity.head_decides"
    assert set(states(told).values()) == {"posted"}


def test_a_stale_form_is_refused(told: Street) -> None:
    taken, _receipt = stories.objected(told.name(chosen(told)[0]))
    publicity.accept(taken, Act(1), by=told.head, at=DURING)

    with pytest.raises(Stale):
        publicity.rule(taken, Rule(False, "核对了公告。", 1), by=told.head, at=DURING)


def test_who_objects_is_shown_to_the_office_and_recorded(told: Street) -> None:
    taken, _receipt = stories.objected(told.name(chosen(told)[0]))

    publicity.reveal(taken, by=told.table.scene.clerk, at=DURING)

    assert verbs()[-1] == "objection.revealed"
    with pytest.raises(NotFound):
        publicity.reveal(taken, by=ANYBODY, at=DURING)


def test_close_waits_for_the_last_day(told: Street) -> None:
    with pytest.raises(RuleBroken) as refused:
        stories.closed(told, moment("2026-12-10 23:59"))

    assert refused.value.code == "publicity.not_over"
    assert jobs.run(moment("2026-12-10 23:59")) == 0
    assert jobs.run(moment("2026-12-11 00:00")) == 1
    assert jobs.run(moment("2026-12-11 00:10")) == 0
    assert set(states(told).values()) == {"cleared"}
    assert queries.outcome(told.edition).is_final
    with pytest.raises(IllegalMove):
        stories.closed(told)


@pytest.mark.parametrize("how", ["reject", "refuse"])
def test_a_name_with_an_open_objection_waits_and_is_cleared_then(how: str, told: Street) -> None:
    letter, *others = chosen(told)
    taken, _receipt = stories.objected(told.name(letter))
    second, _other = stories.objected(told.name(letter))
    stories.closed(told)
    before = queries.outcome(told.edition)

    publicity.refuse(second, Act(1, "与申报无关。"), by=told.head, at=OVER)
    still = states(told)[letter]
    if how == "refuse":
        publicity.refuse(taken, Act(1, "与申报无关。"), by=told.head, at=OVER)
    else:
        publicity.accept(taken, Act(1), by=told.head, at=OVER)
        stories.ruled(told, taken, is_upheld=False, at=OVER)

    after = queries.outcome(told.edition)
    assert (len(before.cleared), before.waiting, before.is_final) == (len(others), 1, False)
    assert still == "posted"
    assert (len(after.cleared), after.waiting, after.is_final) == (3, 0, True)


def test_an_objection_can_be_upheld_after_the_posting_closed(told: Street) -> None:
    letter = chosen(told)[0]
    objection = stories.accepted(told, letter)
    stories.closed(told)

    stories.ruled(told, objection, is_upheld=True, at=OVER)

    found = queries.outcome(told.edition)
    assert states(told)[letter] == "struck"
    assert (len(found.cleared), found.is_final) == (2, False)
