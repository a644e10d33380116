"""Does each operation do what it says, refuse what it should, and leave its entry?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.applications import stories as application_stories
from tests.cast import Member
from tests.files import samples as file_samples
from tests.programmes import stories as edition_stories
from tests.reviews import stories
from tests.reviews.stories import BEGUN, ENDED, READ, World

from hongbang.applications import operations as applications
from hongbang.applications.rules.commands import Act as ApplicationAct
from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, Stale
from hongbang.outbox.models import Message
from hongbang.reviews import operations as reviews
from hongbang.reviews import queries
from hongbang.reviews.models import Closing, Dossier, Round, Run, ScoreSheet, Standing
from hongbang.reviews.models import Member as Enrolled
from hongbang.reviews.rules import evidence
from hongbang.reviews.rules.assignment import assign
from hongbang.reviews.rules.commands import Act, Assign, Save

WHY = "与申报班组班长是亲属"


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="reviews.").order_by("sequence")
    return [*found.values_list("verb", flat=True)]


def said(verb: str, name: str) -> str:
    entry = Entry.objects.filter(verb=verb).order_by("-sequence")[0]
    return Disclosure.objects.get(sequence=entry.sequence, name=name).value


def refused(call: Callable[[], object]) -> Refusal:
    before = verbs()
    with pytest.raises(Refusal) as caught:
        call()
    assert verbs() == before
    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"
    return caught.value


def told_to(code: str) -> list[str]:
    return sorted(Message.objects.filter(code=code).values_list("to", flat=True))


# --- experts


def test_enrol_gives_codes_and_keeps_ties(told: World) -> None:
    first = stories.enrolled(told, told.experts[0], ["示范百货有限公司"], ["黄浦区总工会"])
    second = stories.enrolled(told, told.experts[1], categories=())

    assert (first.code, second.code) == ("E-01", "E-02")
    assert {(tie.kind, tie.body.name) for tie in first.ties.all()} == {
        ("works_for", "示范百货有限公司"),
        ("speaks_for", "黄浦区总工会"),
    }
    assert queries.serving(told.category, READ.date()) == [first]
    assert verbs() == ["reviews.expert.enrolled"] * 2
    assert said("reviews.expert.enrolled", "code") == "E-02"


def test_enrol_again_changes_what_was_said_by_its_version_only(told: World) -> None:
    one = stories.enrolled(told, told.experts[0], ["示范百货有限公司"])

    changed = stories.enrolled(told, told.experts[0], categories=["individual"], version=1)
    twice = refused(lambda: stories.enrolled(told, told.experts[0]))
    stale = refused(lambda: stories.enrolled(told, told.experts[0], version=1))

    assert (changed.pk, changed.categories, changed.version) == (one.pk, ["individual"], 2)
    assert not Enrolled.objects.get(pk=one.pk).ties.exists()
    assert (twice.code, type(stale)) == ("reviews.enrolled_already", Stale)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"works_for": ["没有的公司"]}, "reviews.no_body"),
        ({"speaks_for": ["没有的工会"]}, "reviews.no_body"),
        ({"speaks_for": ["示范百货有限公司"]}, "reviews.no_organ"),
        ({"categories": ["no-such"]}, "reviews.no_category"),
    ],
)
def test_enrol_refuses_bodies_and_categories_that_are_none(
    wrong: dict[str, Any], code: str, told: World
) -> None:
    assert refused(lambda: stories.enrolled(told, told.experts[0], **wrong)).code == code
    assert Enrolled.objects.count() == 0


def test_enrol_refuses_other_seats_and_editions_that_are_over(told: World) -> None:
    other = refused(lambda: stories.enrolled(told, told.told.clerk))
    told.told.edition.refresh_from_db()
    edition_stories.closed(told.told.edition, told.head)
    told.told.edition.refresh_from_db()
    over = refused(lambda: stories.enrolled(told, told.experts[0]))

    assert (other.code, over.code) == ("reviews.no_seat", "reviews.not_open")


# --- open


def test_open_freezes_the_method_and_draws_numbers(told: World) -> None:
    opened = stories.opened(told)

    assert (opened.readings, opened.least_readings, opened.is_blind) == (3, 2, True)
    assert (opened.sheet.code, opened.ties) == ("team_score", stories.METHOD["ties"])
    assert {one.application for one in Dossier.objects.all()} == {*told.files}
    assert [one.number for one in Dossier.objects.all()] == [1, 2, 3]
    assert all(one.revision.place == 1 for one in Dossier.objects.all())
    assert verbs()[-1] == "reviews.round.opened"
    assert said("reviews.round.opened", "seed") == opened.seed


def test_open_refuses_a_second_round_and_a_category_without_anything(told: World) -> None:
    stories.opened(told)

    twice = refused(lambda: reviews.open_round(told.category, by=told.head, at=BEGUN))
    empty = refused(lambda: reviews.open_round(told.told.category("unit"), by=told.head, at=BEGUN))

    assert (twice.code, empty.code) == ("reviews.opened_already", "reviews.nothing_accepted")


@pytest.mark.parametrize(
    ("review", "code"),
    [
        ({"ties": ["criterion:nowhere"]}, "reviews.tie_rule_unknown"),
        ({"ties": ["by_hand"]}, "reviews.tie_rule_unknown"),
        ({"score_sheets": []}, "reviews.no_score_sheet"),
        ({"score_sheets": [{"category": "team", "sheet": "team_score@7"}]}, "no_score_sheet"),
        ({"readings": 0}, "reviews.no_readings"),
    ],
)
def test_open_refuses_a_method_that_cannot_be_kept(
    review: dict[str, Any], code: str, told: World
) -> None:
    edition = told.told.edition
    chapters = edition.chapters | {"review": edition.chapters["review"] | review}
    type(edition).objects.filter(pk=edition.pk).update(chapters=chapters)

    found = refused(lambda: reviews.open_round(told.category, by=told.head, at=BEGUN))

    assert found.code.endswith(code)
    assert Round.objects.count() == 0


def test_open_is_for_the_head(told: World) -> None:
    found = refused(lambda: reviews.open_round(told.category, by=told.clerk, at=BEGUN))

    assert (type(found), found.code) == (NotAllowed, "reviews.head_decides")


# --- assign


def test_assign_gives_every_file_its_readers_and_keeps_the_evidence(told: World) -> None:
    run = stories.assigned(told)

    sheets = stories.sheets_of()
    by_file = Counter(one.dossier_id for one in sheets)
    by_expert = Counter(one.member_id for one in sheets)
    again = assign(
        run.content["files"],
        run.content["experts"],
        run.content["readings"],
        barred={(file, expert) for file, expert, _why in run.content["barred"]},
        seed=run.content["seed"],
        kept=[tuple(pair) for pair in run.content["kept"]],
    )
    assert {*by_file.values()} == {3}
    assert max(by_expert.values()) - min(by_expert.values()) <= 1
    assert [[*pair] for pair in again.pairs] == run.outcome["pairs"]
    assert run.digest == evidence.digest(run.content) == said("reviews.round.assigned", "digest")
    assert told_to("reviews.assigned") == sorted(one.person.public_id for one in told.experts)


def test_assign_keeps_conflicts_out(told: World) -> None:
    stories.enrolled(told, told.experts[0], works_for=["示范百货有限公司"])
    stories.enrolled(told, told.experts[1], speaks_for=["黄浦区总工会"])
    for one in told.experts[2:]:
        stories.enrolled(told, one)
    reviews.open_round(told.category, by=told.head, at=BEGUN)

    run = stories.given(told)

    assert {one.member.seat for one in stories.sheets_of()} == {
        one.seat for one in told.experts[2:]
    }
    assert sorted(run.outcome["shortfalls"]) == sorted(
        [file.public_id, 1, 2] for file in told.files
    )
    assert said("reviews.round.assigned", "short") == "3"


def test_assign_refuses_what_was_not_previewed_and_a_pool_of_nobody(told: World) -> None:
    stories.opened(told)
    plan, version = queries.plan_of(told.round, READ.date()), told.round.version
    stories.enrolled(told, told.experts[0], categories=(), version=1)
    command = Assign(version, plan.inputs.digest)

    changed = refused(lambda: reviews.assign(told.round, command, by=told.clerk, at=BEGUN))
    for one in told.experts[1:]:
        stories.enrolled(told, one, categories=(), version=1)
    nobody = refused(lambda: stories.given(told))

    assert (type(changed), changed.code) == (Stale, "reviews.plan_changed")
    assert nobody.code == "reviews.no_experts"


def test_assign_twice_with_one_preview_is_done_once(told: World) -> None:
    stories.opened(told)
    plan = queries.plan_of(told.round, READ.date())
    command = Assign(told.round.version, plan.inputs.digest)
    reviews.assign(told.round, command, by=told.clerk, at=BEGUN)

    assert isinstance(
        refused(lambda: reviews.assign(told.round, command, by=told.clerk, at=BEGUN)), Stale
    )
    assert ScoreSheet.objects.count() == 9


def test_assign_again_takes_in_what_came_and_what_became_a_conflict_falls_away(
    told: World,
) -> None:
    stories.assigned(told)
    before = {one.pk for one in stories.sheets_of()}
    late = stories.joined(told, "后来班组")
    first = told.experts[0]
    stories.enrolled(told, first, works_for=["示范百货有限公司"], version=1)

    stories.given(told, at=READ)

    gone = ScoreSheet.objects.filter(member__seat=first.seat)
    assert {one.state for one in gone} == {"recused"}
    assert {one.recused_reason for one in gone} == {"reviews.same_organisation"}
    kept = ScoreSheet.objects.exclude(member__seat=first.seat)
    assert before - {one.pk for one in gone} <= {one.pk for one in kept}
    assert Dossier.objects.get(application=late).number == 4
    assert kept.count() == 12


def test_who_serves_no_more_keeps_what_it_has_and_gets_nothing_new(told: World) -> None:
    stories.assigned(told)
    first = told.experts[0]
    had = {one.dossier_id for one in stories.sheets_of() if one.member.seat == first.seat}
    stories.enrolled(told, first, categories=(), version=1)

    plan = queries.plan_of(told.round, READ.date())

    assert plan.given == plan.taken == ()
    assert had == {one.dossier_id for one in stories.sheets_of() if one.member.seat == first.seat}


def test_an_expert_who_lost_the_seat_gets_nothing_new(told: World) -> None:
    stories.opened(told)
    gone = told.experts[0].seat
    type(gone).objects.filter(pk=gone.pk).update(ends_on=BEGUN.date() - timedelta(days=1))

    stories.given(told)

    assert gone not in {one.member.seat for one in stories.sheets_of()}
    assert ScoreSheet.objects.count() == 9


# --- recuse


def test_recuse_hands_the_file_on_and_keeps_the_reason_for_the_office(told: World) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of(told.files[0])[0]
    free = {one.seat.pk for one in told.experts} - {
        one.member.seat_id for one in stories.sheets_of(told.files[0])
    }

    gone = reviews.recuse(sheet, Act(sheet.version, WHY), by=told.actor(sheet), at=READ)

    readers = {
        one.member.seat_id for one in stories.sheets_of(told.files[0]) if one.state != "recused"
    }
    assert (gone.state, stories.fresh(sheet).recused_reason) == ("recused", WHY)
    assert free <= readers
    assert len(readers) == 3
    assert Run.objects.get(place=2).cause == "recuse"
    assert verbs()[-1] == "reviews.sheet.recused"
    assert told_to("reviews.recused") == sorted([told.clerk.person, told.head.person])
    plan = queries.plan_of(told.round, READ.date())
    assert (told.files[0].public_id, sheet.member.public_id) in plan.inputs.barred


def test_recuse_says_where_nobody_can_take_it(told: World) -> None:
    stories.assigned(told)
    first, second = stories.sheets_of(told.files[0])[:2]
    reviews.recuse(first, Act(1, WHY), by=told.actor(first), at=READ)

    reviews.recuse(second, Act(1, WHY), by=told.head, at=READ)

    assert told_to("reviews.recused_short") == [told.clerk.person]


def test_recuse_takes_back_what_was_signed_and_needs_a_reason(told: World) -> None:
    stories.assigned(told)
    sheet = stories.signed(told, stories.sheets_of()[0])

    short = refused(
        lambda: reviews.recuse(sheet, Act(sheet.version, "亲"), by=told.actor(sheet), at=READ)
    )
    stale = refused(lambda: reviews.recuse(sheet, Act(1, WHY), by=told.actor(sheet), at=READ))
    gone = reviews.recuse(sheet, Act(sheet.version, WHY), by=told.actor(sheet), at=READ)
    twice = refused(
        lambda: reviews.recuse(gone, Act(gone.version, WHY), by=told.actor(sheet), at=READ)
    )

    assert (gone.total, gone.signed_at, gone.sections) == (None, None, {})
    assert (short.code, type(stale), type(twice)) == ("reviews.no_reason", Stale, IllegalMove)


# --- save and sign


def test_save_keeps_marks_sealed_and_leaves_no_entry(told: World) -> None:
    stories.assigned(told)
    sheet, before = stories.sheets_of()[0], Entry.objects.count()

    kept = stories.drafted(told, sheet, remark="扎实")

    assert (kept.state, kept.version, kept.changed_at) == ("drafted", 2, READ)
    assert stories.fresh(sheet).typed == stories.marks(remark="扎实")
    assert Entry.objects.count() == before
    same = reviews.save(kept, Save(kept.typed, kept.version), by=told.actor(sheet), at=ENDED)
    assert (same.version, same.changed_at) == (2, READ)


def test_save_refuses_what_is_stale_odd_or_signed(told: World) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    by = told.actor(sheet)
    stories.drafted(told, sheet)

    stale = refused(lambda: reviews.save(sheet, Save({}, 1), by=by, at=READ))
    odd = refused(lambda: reviews.save(sheet, Save({"index": 1.5}, 2), by=by, at=READ))
    long = refused(lambda: reviews.save(sheet, Save({"remark": "长" * 60_000}, 2), by=by, at=READ))
    stories.signed(told, sheet)
    late = refused(lambda: reviews.save(sheet, Save({}, 4), by=by, at=READ))

    assert (type(stale), odd.code, long.code) == (Stale, "reviews.not_plain", "reviews.too_large")
    assert late.code == "reviews.sheet.no_such_move"


def test_sign_adds_up_exactly_and_locks(told: World) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]

    stories.signed(told, sheet)

    kept = stories.fresh(sheet)
    assert (kept.state, kept.signed_at) == ("signed", READ)
    assert (evidence.plain(kept.total or Decimal(0)), kept.sections) == (
        "29.5",
        {"results": "20.5", "heart": "9"},
    )
    assert verbs()[-1] == "reviews.sheet.signed"
    assert said("reviews.sheet.signed", "total") == "29.5"


def test_sign_refuses_what_is_unfinished_off_its_step_or_untouched(told: World) -> None:
    stories.assigned(told)
    first, second, third = stories.sheets_of()[:3]
    by = told.actor(first)
    half = reviews.save(first, Save({"index": "3"}, 1), by=by, at=READ)
    odd = stories.drafted(told, second, index="12.3")

    missing = refused(lambda: reviews.sign(half, Act(half.version), by=by, at=READ))
    off = refused(lambda: reviews.sign(odd, Act(odd.version), by=told.actor(odd), at=READ))
    blank = refused(lambda: reviews.sign(third, Act(1), by=told.actor(third), at=READ))

    assert {missing.code, off.code} == {"reviews.sheet_unfinished"}
    assert type(blank) is IllegalMove
    assert not ScoreSheet.objects.filter(state="signed").exists()


def test_the_office_is_told_when_all_have_signed(told: World) -> None:
    stories.assigned(told)
    sheets = stories.sheets_of()
    for sheet in sheets[1:]:
        stories.signed(told, sheet)
    before = told_to("reviews.all_signed")

    stories.signed(told, sheets[0])

    assert before == []
    assert told_to("reviews.all_signed") == sorted([told.clerk.person, told.head.person])


def test_nobody_signs_for_another(told: World, company: dict[Role, Member]) -> None:
    stories.assigned(told)
    sheet = stories.drafted(told, stories.sheets_of()[0])
    others = [one.actor for one in told.experts if one.actor != told.actor(sheet)]

    for by in (*others, company[Role.UNIT_CLERK].actor, company[Role.SYSTEM_ADMIN].actor):
        with pytest.raises(NotFound):
            reviews.sign(sheet, Act(sheet.version), by=by, at=READ)
    with pytest.raises(NotAllowed, match=r"reviews\.experts_score"):
        reviews.sign(sheet, Act(sheet.version), by=told.head, at=READ)


# --- unlock


def test_unlock_gives_a_sheet_back_with_its_marks(told: World) -> None:
    stories.assigned(told)
    sheet = stories.signed(told, stories.sheets_of()[0])

    reviews.unlock(sheet, Act(sheet.version, "漏看了第二页"), by=told.head, at=READ)

    kept = stories.fresh(sheet)
    assert (kept.state, kept.total, kept.signed_at) == ("drafted", None, None)
    assert kept.typed == stories.marks()
    assert said("reviews.sheet.unlocked", "total") == "29.5"
    assert told_to("reviews.unlocked") == [told.actor(sheet).person]


def test_unlock_refuses_without_reason_unsigned_stale_or_by_a_clerk(told: World) -> None:
    stories.assigned(told)
    first, second = stories.sheets_of()[:2]
    sheet, why = stories.signed(told, first), "漏看了第二页"

    silent = refused(lambda: reviews.unlock(sheet, Act(sheet.version), by=told.head, at=READ))
    unsigned = refused(lambda: reviews.unlock(second, Act(1, why), by=told.head, at=READ))
    stale = refused(lambda: reviews.unlock(sheet, Act(1, why), by=told.head, at=READ))
    clerk = refused(lambda: reviews.unlock(sheet, Act(3, why), by=told.clerk, at=READ))

    assert (silent.code, type(unsigned)) == ("reviews.no_reason", IllegalMove)
    assert (type(stale), clerk.code) == (Stale, "reviews.head_decides")


# --- close and reopen


def test_close_places_every_file_and_records_the_digest(told: World) -> None:
    closing = stories.closed(told)

    found = queries.standing_of(told.category)
    assert [one.file for one in found] == [one.public_id for one in reversed(told.files)]
    assert [str(one.score) for one in found] == ["24.00", "23.00", "22.00"]
    assert [one.hundredths for one in found] == [2400, 2300, 2200]
    assert evidence.places_plain(found) == closing.content["places"]
    assert told.round.digest == closing.digest == evidence.digest(closing.content)
    assert queries.closed_round(told.category) == told.round
    assert said("reviews.round.closed", "digest") == closing.digest
    assert told_to("reviews.closed") == [told.clerk.person]
    assert Standing.objects.filter(lowest=24, highest=24).count() == 1


def test_close_refuses_while_sheets_are_owed_unless_there_is_a_reason(told: World) -> None:
    opened = stories.opened(told)
    nobody = refused(
        lambda: reviews.close_round(told.round, Act(opened.version), by=told.head, at=ENDED)
    )
    stories.given(told)
    first = stories.sheets_of(told.files[0])
    for sheet in first[:2]:
        stories.signed(told, sheet)
    version = told.round.version

    owed = refused(lambda: reviews.close_round(told.round, Act(version), by=told.head, at=ENDED))
    short = refused(
        lambda: reviews.close_round(told.round, Act(version, "急"), by=told.head, at=ENDED)
    )
    closing = reviews.close_round(
        told.round, Act(version, "专家住院，时间已到"), by=told.head, at=ENDED
    )

    assert nobody.code == "reviews.not_assigned"
    assert (owed.code, owed.params) == ("reviews.sheets_owed", {"count": 7})
    assert short.code == "reviews.no_reason"
    assert (closing.owed, closing.reason) == (7, "专家住院，时间已到")
    places = queries.standing_of(told.category)
    assert [one.score is None for one in places] == [False, True, True]
    assert places[-1].decided_by == "reviews.too_few_readings"
    assert said("reviews.round.closed", "unscored") == "2"


def test_close_leaves_out_what_was_withdrawn(told: World) -> None:
    stories.all_signed(told)
    one = application_stories.fresh(told.files[0])
    applications.withdraw(
        one, ApplicationAct(one.version, "不再申报了"), by=told.told.clerk.actor, at=READ
    )

    reviews.close_round(told.round, Act(told.round.version), by=told.head, at=ENDED)

    assert len(queries.standing_of(told.category)) == 2


def test_a_closed_round_takes_no_more_marks(told: World) -> None:
    stories.assigned(told)
    sheet = stories.signed(told, stories.sheets_of()[0])
    half = stories.drafted(told, stories.sheets_of()[1])
    why = "专家住院，时间已到"
    reviews.close_round(told.round, Act(told.round.version, why), by=told.head, at=ENDED)

    for call in (
        lambda: reviews.save(half, Save({}, half.version), by=told.actor(half), at=ENDED),
        lambda: reviews.sign(half, Act(half.version), by=told.actor(half), at=ENDED),
        lambda: reviews.recuse(half, Act(half.version, WHY), by=told.actor(half), at=ENDED),
        lambda: reviews.unlock(sheet, Act(sheet.version, why), by=told.head, at=ENDED),
        lambda: stories.given(told),
    ):
        found = refused(call)
        assert (type(found), found.code) == (IllegalMove, "reviews.round_closed")
    twice = refused(
        lambda: reviews.close_round(told.round, Act(told.round.version), by=told.head, at=ENDED)
    )
    assert twice.code == "reviews.round.no_such_move"


def test_reopen_takes_the_standing_back_and_keeps_it_as_evidence(told: World) -> None:
    closing = stories.closed(told)
    version = told.round.version

    silent = refused(lambda: reviews.reopen_round(told.round, Act(version), by=told.head, at=ENDED))
    reviews.reopen_round(told.round, Act(version, "一份评分表打错"), by=told.head, at=ENDED)
    stale = refused(lambda: reviews.close_round(told.round, Act(version), by=told.head, at=ENDED))

    assert silent.code == "reviews.no_reason"
    assert isinstance(stale, Stale)
    assert (told.round.state, told.round.digest) == ("open", "")
    assert queries.standing_of(told.category) == ()
    assert queries.closed_round(told.category) is None
    closing.refresh_from_db()
    assert (closing.reopened_reason, closing.places.count()) == ("一份评分表打错", 3)
    again = reviews.close_round(told.round, Act(told.round.version), by=told.head, at=ENDED)
    assert (again.place, Closing.objects.count()) == (2, 2)
    assert len(queries.standing_of(told.category)) == 3
    assert told_to("reviews.reopened") == [told.clerk.person]


# --- opinion and evidence


def test_opine_keeps_the_offices_words_and_takes_them_back(told: World) -> None:
    stories.opened(told)
    one = Dossier.objects.get(number=1)

    kept = reviews.opine(one, Act(1, " 服务数据扎实。 "), by=told.clerk, at=READ)
    stale = refused(lambda: reviews.opine(one, Act(1, "另一句"), by=told.clerk, at=READ))
    long = refused(lambda: reviews.opine(one, Act(2, "长" * 1001), by=told.clerk, at=READ))
    gone = reviews.opine(one, Act(2, " "), by=told.head, at=ENDED)

    assert (kept.opinion, kept.opined_at) == ("服务数据扎实。", READ)
    assert (type(stale), long.code) == (Stale, "reviews.opinion_long")
    assert (gone.opinion, gone.opined_at, gone.version) == ("", None, 3)
    assert verbs()[-2:] == ["reviews.opinion.written"] * 2


def test_evidence_is_opened_by_its_reader_and_recorded_unless_the_round_is_blind(
    told: World,
) -> None:
    code = stories.with_proof(told)
    stories.assigned(told)
    sheet = stories.sheets_of(told.files[-1])[0]
    by = told.actor(sheet)

    blind = refused(lambda: reviews.open_evidence(sheet, code, by=by, at=READ))
    Round.objects.update(is_blind=False)
    found = reviews.open_evidence(sheet, code, by=by, at=READ)
    strange = refused(
        lambda: reviews.open_evidence(stories.sheets_of(told.files[0])[0], code, by=by, at=READ)
    )

    assert {blind.code, strange.code} <= {"reviews.no_evidence", "reviews.no_sheet"}
    assert found.file.sha256 == sha256_hex(file_samples.png())
    assert verbs()[-1] == "reviews.evidence.opened"
