"""Are activities recorded and returns sent, each by whom it should be, and recorded once?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests import cast
from tests.activity import samples, stories
from tests.activity.stories import BEGUN, IN_TIME, LATE, TYPED, House, fresh
from tests.cast import SYSTEM, moment
from tests.programmes import stories as editions

from hongbang.activity import operations as activities
from hongbang.activity import queries
from hongbang.activity.models import Activity, Return
from hongbang.activity.rules.commands import Act, Correct, Fill, Record
from hongbang.audit.models import Disclosure, Entry, new_code
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox.models import Message


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="activity.").order_by("sequence")
    return [one.removeprefix("activity.") for one in found.values_list("verb", flat=True)]


def letters() -> list[tuple[str, str]]:
    rows = Message.objects.filter(code__startswith="activity.").order_by("pk")
    return [(one.code.removeprefix("activity."), one.to) for one in rows]


def said(name: str) -> str:
    found = Disclosure.objects.filter(name=name).order_by("-sequence").first()
    assert found is not None
    return str(found.value)


# --- what units record


def test_record_keeps_what_a_unit_did(told: House) -> None:
    kept = stories.recorded(told.clerk.actor)

    assert (kept.unit, kept.state, kept.version) == (told.unit, "recorded", 1)
    assert (kept.title, kept.people, kept.hours) == ("微笑服务培训", 40, Decimal("2.5"))
    assert verbs() == ["record.recorded"]


def test_record_takes_the_same_form_once(told: House) -> None:
    command = Record(samples.told(), new_code() * 2)

    first = activities.record(command, by=told.clerk.actor, at=moment())
    again = activities.record(command, by=told.clerk.actor, at=moment())

    assert again == first
    assert Activity.objects.count() == 1
    assert verbs() == ["record.recorded"]


def test_record_refuses_what_cannot_have_been(told: House) -> None:
    with pytest.raises(RuleBroken) as refused:
        stories.recorded(told.clerk.actor, at=moment("2026-11-05 11:00"))

    assert refused.value.code == "activity.not_over"
    assert not Activity.objects.exists()


def test_correct_says_why_and_what_it_is_now(told: House) -> None:
    kept = stories.recorded(told.clerk.actor)
    command = Correct(samples.told(people=42), "少数了两个人", kept.version)

    mended = activities.correct(kept, command, by=told.clerk.actor, at=moment())

    assert (mended.people, mended.reason, mended.version) == (42, "少数了两个人", 2)
    assert verbs() == ["record.recorded", "record.corrected"]
    assert said("reason") == "少数了两个人"
    with pytest.raises(Stale):
        activities.correct(kept, command, by=told.clerk.actor, at=moment())
    assert Activity.objects.get().version == 2


def test_correct_refuses_without_a_reason_and_after_striking(told: House) -> None:
    kept = stories.recorded(told.clerk.actor)

    with pytest.raises(RuleBroken) as silent:
        activities.correct(kept, Correct(samples.told(), "", 1), by=told.clerk.actor, at=moment())
    gone = stories.struck(kept, told.clerk.actor)
    with pytest.raises(IllegalMove) as late:
        activities.correct(
            gone, Correct(samples.told(), "少数了两个人", 2), by=told.clerk.actor, at=moment()
        )

    assert (silent.value.code, late.value.code) == ("activity.no_reason", "activity.record_struck")


def test_strike_takes_a_record_out_of_the_sums(told: House) -> None:
    kept = stories.recorded(told.clerk.actor)
    before = queries.sums(told.edition, told.organ)["training_people"]

    gone = stories.struck(kept, told.clerk.actor)

    after = queries.sums(told.edition, told.organ)["training_people"]
    assert (gone.state, gone.reason, gone.struck_at) == ("struck", "记重了一次", moment())
    assert [(one.value, one.count) for one in (before, after)] == [(40, 1), (0, 0)]
    assert verbs() == ["record.recorded", "record.struck"]
    with pytest.raises(IllegalMove) as again:
        stories.struck(gone, told.clerk.actor)
    assert again.value.code == "activity.record.no_such_move"


def test_a_record_is_its_units_own(told: House) -> None:
    kept = stories.recorded(told.clerk.actor)

    with pytest.raises(NotFound):
        stories.struck(kept, told.beside_clerk.actor)
    with pytest.raises(NotAllowed) as organ:
        stories.struck(kept, told.filler.actor)
    with pytest.raises(NotAllowed) as office:
        stories.recorded(told.office.actor)

    assert {organ.value.code, office.value.code} == {"activity.unit_records"}


# --- what organs report


def test_save_begins_a_return_and_keeps_what_was_typed(told: House) -> None:
    begun = stories.saved(told, {"surveys_valid": {"added": "abc", "note": " "}})

    kept = stories.saved(told, TYPED, begun.version)

    assert (kept.organ, kept.state, kept.version) == (told.organ, "draft", 2)
    assert kept.typed == {key: dict(one) for key, one in TYPED.items()}
    assert begun.typed == {"surveys_valid": {"added": "abc"}}
    assert verbs() == ["return.saved", "return.saved"]
    with pytest.raises(Stale):
        stories.saved(told, {}, 1)
    with pytest.raises(Stale):
        stories.saved(told, {}, 0)


def test_save_refuses_a_page_that_nobody_sent(told: House) -> None:
    with pytest.raises(RuleBroken) as long:
        stories.saved(told, {"training_sessions": {"note": "字" * 101}})
    with pytest.raises(Stale):
        stories.saved(told, {}, 3)

    assert long.value.code == "activity.too_long"
    assert not Return.objects.exists()


def test_save_refuses_an_organ_without_units(told: House) -> None:
    empty = cast.organ("黄浦区团委", "league")
    clerk = cast.member(Role.ORGAN_CLERK, empty, "钱经办")

    with pytest.raises(RuleBroken) as refused:
        activities.save(told.edition, Fill({}, 0), by=clerk.actor, at=BEGUN)

    assert refused.value.code == "activity.no_units"
    assert queries.owed(clerk.actor, BEGUN.date()) == []


def test_save_refuses_after_the_edition_has_ended(told: House) -> None:
    editions.closed(told.edition, SYSTEM)

    with pytest.raises(IllegalMove) as refused:
        stories.saved(told)

    assert refused.value.code == "activity.edition_over"


def test_prepare_freezes_the_figures_and_asks_the_head(told: House) -> None:
    first = stories.recorded(told.clerk.actor)
    stories.recorded(told.beside_clerk.actor, people=30, women=20)

    found = stories.prepared(told)
    stories.struck(first, told.clerk.actor)

    figures = {one["key"]: one["total"] for one in fresh(found).lines}
    assert (found.state, found.prepared_by) == ("prepared", told.filler.person.public_id)
    assert figures["training_people"] == "70"
    assert figures["training_sessions"] == "4"
    assert figures["people_taking_part"] == "70"
    assert [one.total for one in queries.lines(told.edition, told.organ, fresh(found))] == [
        *figures.values()
    ]
    assert verbs()[2:] == ["return.prepared", "record.struck"]
    assert letters() == [("to_sign", told.head.person.public_id)]


def test_prepare_refuses_faults_and_keeps_nothing(told: House) -> None:
    with pytest.raises(RuleBroken) as refused:
        stories.prepared(told, {})

    assert (refused.value.code, refused.value.params) == ("activity.unfinished", {"count": 1})
    assert not Return.objects.exists()
    assert verbs() == []


def test_prepared_is_not_filled_in_any_more(told: House) -> None:
    found = stories.prepared(told)

    with pytest.raises(IllegalMove) as saved:
        stories.saved(told, {}, found.version)
    with pytest.raises(NotAllowed) as head:
        activities.prepare(told.edition, Fill({}, 0), by=told.head.actor, at=BEGUN)

    assert saved.value.code == "activity.not_editable"
    assert head.value.code == "activity.clerk_fills"


def test_sign_sends_it_to_the_office(told: House) -> None:
    found = stories.sent(told)

    assert (found.state, found.signed_by) == ("sent", told.head.person.public_id)
    assert found.sent_at == IN_TIME
    assert verbs() == ["return.prepared", "return.sent"]
    assert sorted(letters()[1:]) == sorted(
        ("sent", one.person.public_id) for one in (told.office, told.office_head)
    )
    assert said("digest") == found.digest


def test_sign_takes_a_second_person(told: House) -> None:
    found = stories.prepared(told)
    both = replace(told.filler.actor, role=Role.ORGAN_HEAD)

    with pytest.raises(RuleBroken) as refused:
        activities.sign(found, Act(found.version), by=both, at=BEGUN)
    with pytest.raises(NotAllowed) as clerk:
        activities.sign(found, Act(found.version), by=told.filler.actor, at=BEGUN)
    with pytest.raises(Stale):
        activities.sign(found, Act(found.version + 1), by=told.head.actor, at=BEGUN)
    with pytest.raises(NotFound):
        activities.sign(found, Act(found.version), by=told.other_head.actor, at=BEGUN)

    assert refused.value.code == "activity.same_person"
    assert clerk.value.code == "activity.head_signs"


def test_reopen_lets_the_first_signature_lapse(told: House) -> None:
    found = stories.prepared(told)

    opened = activities.reopen(
        found, Act(found.version, "培训人次漏了一场"), by=told.head.actor, at=BEGUN
    )
    again = stories.prepared(told, TYPED, opened.version)

    assert (opened.state, opened.digest, opened.lines, opened.prepared_by) == ("draft", "", [], "")
    assert opened.reason == "培训人次漏了一场"
    assert (again.state, again.reason) == ("prepared", "")
    assert verbs() == ["return.prepared", "return.reopened", "return.prepared"]
    assert ("reopened", told.filler.person.public_id) in letters()
    with pytest.raises(RuleBroken) as silent:
        activities.reopen(again, Act(again.version), by=told.head.actor, at=BEGUN)
    assert silent.value.code == "activity.no_reason"


def test_accept_takes_it_in_for_good(told: House) -> None:
    found = stories.accepted(told)

    with pytest.raises(IllegalMove) as again:
        activities.accept(found, Act(found.version), by=told.office.actor, at=IN_TIME)
    with pytest.raises(IllegalMove) as back:
        activities.send_back(
            found, Act(found.version, "再核对一次"), by=told.office.actor, at=IN_TIME
        )

    assert (found.state, found.answered_at) == ("accepted", IN_TIME)
    assert {again.value.code, back.value.code} == {"activity.return.no_such_move"}
    assert verbs()[2:] == ["return.accepted"]
    assert sorted(letters()[3:]) == sorted(
        ("accepted", one.person.public_id) for one in (told.filler, told.head)
    )


def test_send_back_says_what_to_mend_and_it_comes_again(told: House) -> None:
    back = stories.returned(told)

    mended = stories.prepared(told, TYPED, back.version)
    again = activities.sign(mended, Act(mended.version), by=told.head.actor, at=LATE)

    assert (back.state, back.reason) == ("returned", "培训人次请再核对")
    assert (again.state, again.reason, again.answered_at) == ("sent", "", None)
    assert verbs()[2:] == ["return.returned", "return.prepared", "return.sent"]
    place = queries.roll(told.edition).places[0]
    assert (place.organ, place.is_in, place.is_late) == (told.organ, True, True)


def test_only_the_office_takes_in_and_never_the_auditor(told: House) -> None:
    found = stories.sent(told)
    auditor = replace(told.office.actor, role=Role.AUDITOR)

    with pytest.raises(NotAllowed) as organ:
        activities.accept(found, Act(found.version), by=told.head.actor, at=IN_TIME)
    with pytest.raises(NotAllowed) as reader:
        activities.accept(found, Act(found.version), by=auditor, at=IN_TIME)
    with pytest.raises(RuleBroken) as silent:
        activities.send_back(found, Act(found.version, "错"), by=told.office.actor, at=IN_TIME)

    assert organ.value.code == "activity.office_takes_in"
    assert reader.value.code == "activity.auditor_reads"
    assert silent.value.code == "activity.no_reason"


def test_note_export_is_recorded(told: House) -> None:
    activities.note_export(told.edition, by=told.office.actor, at=BEGUN)

    assert verbs() == ["sum.exported"]
    with pytest.raises(NotAllowed):
        activities.note_export(told.edition, by=told.filler.actor, at=BEGUN)
