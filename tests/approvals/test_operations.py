"""Does each operation do what it says, refuse what it should, and leave its entry?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.approvals import stories
from tests.approvals.stories import AT, LATER, Table
from tests.cast import SYSTEM
from tests.programmes import stories as edition_stories
from tests.selections import stories as selection_stories

from hongbang.approvals import operations as approvals
from hongbang.approvals import queries
from hongbang.approvals.models import DepartmentCheck, Resolution, Supplement
from hongbang.approvals.rules.commands import AnswerCheck, Ask, Decide, Strike, Submit
from hongbang.audit.models import Entry, new_code
from hongbang.kernel.refusal import IllegalMove, Refusal, Stale
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Turn
from hongbang.outbox.models import Message
from hongbang.selections.models import Slate

KEY = "0123456789abcdef"


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="approvals.").order_by("sequence")
    return [one.removeprefix("approvals.") for one in found.values_list("verb", flat=True)]


def refused(call: Callable[[], object]) -> Refusal:
    before = verbs()
    with pytest.raises(Refusal) as caught:
        call()
    assert verbs() == before
    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"
    return caught.value


def sent(code: str) -> set[str]:
    return {*Message.objects.filter(code=f"approvals.{code}").values_list("to", flat=True)}


# --- departments


def test_a_department_is_asked_once_and_its_answer_kept(told: Table) -> None:
    edition, clerk = told.scene.house.edition, told.scene.clerk
    about = told.scene.files["A"].public_id
    ask = Ask("示范区税务局", about, date(2026, 12, 4), KEY)

    first = approvals.ask_department(edition, ask, by=clerk, at=AT)
    second = approvals.ask_department(edition, ask, by=clerk, at=AT)
    stories.answered(first, told, "objection", "欠税未缴")
    stories.answered(DepartmentCheck.objects.get(), told, "none", "已补缴")

    kept = DepartmentCheck.objects.get()
    assert first == second == kept
    assert (kept.state, kept.result, kept.note, kept.version) == ("answered", "none", "已补缴", 3)
    assert (kept.application, kept.asked_on) == (told.scene.files["A"], date(2026, 11, 28))
    assert verbs() == ["check.asked", "check.answered", "check.answered"]


def test_asking_and_answering_are_refused(told: Table) -> None:
    edition, clerk = told.scene.house.edition, told.scene.clerk
    check = stories.asked(told)
    late = Ask("税务局", "", date(2026, 11, 1), KEY)
    odd = Ask("税务局", told.scene.house.unit.public_id, date(2026, 12, 4), KEY)

    past = refused(lambda: approvals.ask_department(edition, late, by=clerk, at=AT))
    nobody = refused(lambda: approvals.ask_department(edition, odd, by=clerk, at=AT))
    stale = refused(
        lambda: approvals.answer_check(check, AnswerCheck("none", "", 9), by=clerk, at=AT)
    )
    silent = refused(
        lambda: approvals.answer_check(check, AnswerCheck("unknown", "", 1), by=clerk, at=AT)
    )

    assert (past.code, nobody.code) == ("approvals.due_past", "approvals.not_on_list")
    assert isinstance(stale, Stale)
    assert silent.code == "approvals.no_note"


# --- submit


def test_lists_are_put_to_every_host_of_record(told: Table) -> None:
    put = stories.submitted(told, "两类名单，请审定")

    owed = [(one.host.name, one.state) for one in queries.decisions(put)]
    assert owed == [("示范质量协会", "owed"), ("示范总工会", "owed")]
    assert (put.place, put.state, put.note) == (1, "submitted", "两类名单，请审定")
    assert [one["name"] for one in put.content["categories"][0]["chosen"]] == ["A组", "B组", "D组"]
    assert verbs() == ["resolution.submitted"]
    assert sent("submitted") == {told.quality.person.public_id, told.union.person.public_id}


def test_submitting_is_refused_until_all_is_ready(told: Table) -> None:
    edition, head = told.scene.house.edition, told.scene.head
    digest = queries.matter(edition).digest

    def submit(found: str = digest, note: str = "") -> Refusal:
        return refused(lambda: approvals.submit(edition, Submit(found, note), by=head, at=AT))

    check = stories.asked(told)
    assert submit().code == "approvals.checks_open"
    stories.answered(check, told, "objection", "有一起投诉在查")
    moved, long = submit("0" * 64), submit(note="字" * 501)
    assert isinstance(moved, Stale)
    assert (moved.code, long.code) == ("approvals.lists_moved", "approvals.note_long")
    stories.submitted(told)
    assert submit().code == "approvals.standing_already"
    assert Resolution.objects.count() == 1


def test_lists_that_are_not_fixed_and_hosts_that_are_gone_are_named(told: Table) -> None:
    edition, head = told.scene.house.edition, told.scene.head
    union = Organisation.objects.get(name="示范总工会")
    orgs.close(union, Turn(version=union.version, reason="机构改革"), by=SYSTEM, at=AT)
    digest = queries.matter(edition).digest

    gone = refused(lambda: approvals.submit(edition, Submit(digest), by=head, at=AT))
    Slate.objects.update(state="superseded")
    bare = refused(lambda: approvals.submit(edition, Submit(digest), by=head, at=AT))

    assert (gone.code, gone.params) == ("approvals.host_unknown", {"names": "示范总工会"})
    assert (bare.code, bare.params) == ("approvals.no_slate", {"categories": "服务明星team"})


def test_a_category_in_which_nobody_stands_is_put_with_an_empty_list(told: Table) -> None:
    edition, head = told.scene.house.edition, told.scene.head
    bare = told.scene.category
    bare.pk, bare.public_id, bare.key, bare.place = None, new_code(), "individual", 2
    bare.save()

    found = queries.matter(edition)
    put = approvals.submit(edition, Submit(found.digest), by=head, at=AT)

    assert ([one.key for one in found.empty], found.without_list) == (["individual"], ())
    [team, individual] = put.content["categories"]
    assert (bool(team["chosen"]), individual["chosen"]) == (True, [])


def test_without_any_list_there_is_nothing_to_put(
    told: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, head = told.scene.house.edition, told.scene.head
    Slate.objects.update(state="superseded")
    monkeypatch.setattr(
        queries.recommendations, "empty_of", lambda found: {one.pk for one in found}
    )

    digest = queries.matter(edition).digest
    bare = refused(lambda: approvals.submit(edition, Submit(digest), by=head, at=AT))

    assert bare.code == "approvals.nobody_chosen"


# --- decide


def test_it_passes_when_the_last_host_approves(told: Table) -> None:
    put = stories.submitted(told)

    stories.decided(put, told.quality, "名单妥当")
    between = stories.fresh(put).state
    decision = stories.decided(put, told.union)

    now = stories.fresh(put)
    assert (between, now.state, now.passed_at) == ("submitted", "passed", LATER)
    assert (decision.digest, decision.decided_by) == (put.digest, told.union.person.public_id)
    assert verbs()[-2:] == ["resolution.decided", "resolution.decided"]
    assert sent("approved") == {told.scene.head.person, told.scene.clerk.person}
    assert told.quality.person.public_id in sent("passed")
    found = queries.passed(told.scene.house.edition)
    assert found is not None
    assert (found.digest, [one.name for one in found.names["team"]]) == (
        put.digest,
        ["A组", "B组", "D组"],
    )


def test_one_host_returns_it_with_a_reason(told: Table) -> None:
    put = stories.submitted(told)
    silent = refused(lambda: stories.decided(put, told.quality, is_approved=False))

    stories.decided(put, told.quality, "女职工太少", is_approved=False)
    late = refused(lambda: stories.decided(put, told.union))
    again = stories.submitted(told)

    assert silent.code == "approvals.no_opinion"
    assert (stories.fresh(put).state, late.code) == ("returned", "approvals.not_open")
    assert sent("returned") == {told.scene.head.person, told.scene.clerk.person}
    assert (again.place, again.state) == (2, "submitted")
    assert queries.passed(told.scene.house.edition) is None


def test_a_host_decides_once_on_what_it_looked_at(told: Table) -> None:
    put = stories.submitted(told)
    by = told.quality.actor

    def decide(digest: str = put.digest, version: int = 1) -> Refusal:
        command = Decide(digest, True, "", version)
        return refused(lambda: approvals.decide(put, command, by=by, at=LATER))

    other, stale = decide(digest="0" * 64), decide(version=4)
    stories.decided(put, told.quality)
    twice = decide(version=2)

    assert (other.code, isinstance(other, Stale)) == ("approvals.digest_differs", True)
    assert isinstance(stale, Stale)
    assert isinstance(twice, IllegalMove)
    assert twice.code == "approvals.decision.no_such_move"


def test_a_list_that_changed_voids_what_was_submitted_and_what_passed(told: Table) -> None:
    put = stories.submitted(told)
    stories.decided(put, told.quality)
    stories.changed_list(told)

    void = refused(lambda: stories.decided(put, told.union))
    changes = [(one.code, one.name) for one in queries.voided_by(stories.fresh(put))]
    again = stories.passed(told)

    assert void.code == "approvals.void"
    assert changes == [
        ("approvals.left", "B组"),
        ("approvals.joined", "E组"),
        ("approvals.reserves", ""),
    ]
    assert (stories.fresh(put).state, again.state) == ("replaced", "passed")
    selection_stories.adopted(told.scene, selection_stories.ran(told.scene))
    assert queries.passed(told.scene.house.edition) is None
    assert queries.voided_by(stories.fresh(put)) == ()


# --- strike


def test_a_strike_moves_a_reserve_up_and_keeps_the_approval(told: Table) -> None:
    put = stories.passed(told)

    noted = stories.struck(told, put, "B")
    more = stories.struck(told, put, "E")

    assert noted is not None
    assert more is not None
    assert (noted.struck, noted.moved_up) == (told.scene.files["B"], told.scene.files["C"])
    assert (more.place, more.moved_up) == (2, None)
    assert verbs()[-1] == "applicant.struck"
    found = queries.passed(told.scene.house.edition)
    assert found is not None
    assert (found.digest, found.digest == put.digest) == (more.digest, False)
    assert [one.name for one in found.names["team"]] == ["A组", "D组", "C组"]
    assert told.union.person.public_id in sent("struck")


def test_a_strike_voids_where_the_edition_says_so(told: Table) -> None:
    put = stories.passed(told)
    edition = edition_stories.fresh(told.scene.house.edition)
    edition.chapters["hosts"]["sign_again"] = True
    edition.save()

    assert stories.struck(told, put, "B") is None

    assert not Supplement.objects.exists()
    assert queries.passed(edition_stories.fresh(edition)) is None
    assert [one.code for one in queries.voided_by(stories.fresh(put))][:2] == [
        "approvals.left",
        "approvals.joined",
    ]
    assert told.union.person.public_id in sent("struck_void")


def test_striking_is_refused(told: Table) -> None:
    put = stories.submitted(told)
    head = told.scene.head
    strike = Strike(told.scene.files["A"].public_id, "异议成立", 1)

    early = refused(lambda: approvals.strike(put, strike, by=head, at=LATER))
    stories.decided(put, told.quality)
    stories.decided(put, told.union)
    now = stories.fresh(put)
    odd = replace(strike, application="none", version=now.version)
    nobody = refused(lambda: approvals.strike(now, odd, by=head, at=LATER))
    blank = replace(strike, reason=" ", version=now.version)
    silent = refused(lambda: approvals.strike(now, blank, by=head, at=LATER))
    stale = refused(lambda: approvals.strike(now, strike, by=head, at=LATER))
    stories.changed_list(told)
    right = replace(strike, version=now.version)
    void = refused(lambda: approvals.strike(now, right, by=head, at=LATER))

    assert (early.code, nobody.code) == ("approvals.not_passed", "approvals.not_on_list")
    assert silent.code == "selections.no_reason"
    assert isinstance(stale, Stale)
    assert void.code == "approvals.void"
    assert not Supplement.objects.exists()
