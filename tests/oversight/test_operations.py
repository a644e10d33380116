"""Are honours drawn, visited, heard and sanctioned as the rules say, each deed recorded?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import cast
from tests.cast import SYSTEM, moment
from tests.oversight import stories
from tests.oversight.stories import (
    DRAWN_AT,
    DUE,
    FOUND_AT,
    HEARD_AT,
    OVER_AT,
    SEED,
    SEEN,
    SENT_AT,
    SOURCE,
    WHY,
    Watch,
    fresh,
)
from tests.register import stories as honour_stories

from hongbang.accounts import operations as accounts
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox.models import Message
from hongbang.oversight import operations as oversight
from hongbang.oversight import queries
from hongbang.oversight.models import Annulment, Case, Draw, Mending, Visit
from hongbang.oversight.rules.commands import (
    Act,
    Annul,
    Assign,
    Confirm,
    Decide,
    OpenCase,
    Save,
    Settle,
)
from hongbang.oversight.rules.commands import Draw as DrawIt
from hongbang.oversight.rules.draw import digest, replayed
from hongbang.register.models import Honour, Turn

PAPER = "示范发〔2026〕9号"
DECIDE = Decide(1, "陈述不能推翻检查所见。", PAPER)


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="oversight.").order_by("sequence")
    return [one.removeprefix("oversight.") for one in found.values_list("verb", flat=True)]


def state_of(honour: Honour) -> str:
    return Honour.objects.get(pk=honour.pk).state


def letters(code: str) -> set[str]:
    return {*Message.objects.filter(code=code).values_list("to", flat=True)}


# --- draw and assign


def test_draw_picks_by_weight_and_keeps_what_went_in(told: Watch) -> None:
    drawn = stories.drawn(told, 1)

    lots = [[told.team.number, 3], [told.nominee.number, 3]]
    assert drawn.content["lots"] == lots
    assert drawn.digest == digest(drawn.content)
    assert [*replayed(drawn.content)] == drawn.result
    assert [one.honour.number for one in Visit.objects.all()] == drawn.result
    entry = Entry.objects.get(verb="oversight.draw.drawn")
    assert [one[2] for one in entry.subjects] == [drawn.public_id, told.house.edition.public_id]


def test_draw_leaves_out_whom_a_visit_is_under_way_to(told: Watch) -> None:
    first = stories.drawn(told, 1)
    second = stories.drawn(told, 1)

    assert {*first.result, *second.result} == {told.team.number, told.nominee.number}
    assert (first.place, second.place) == (1, 2)
    with pytest.raises(RuleBroken) as refused:
        stories.drawn(told, 1)
    assert refused.value.code == "oversight.draw_size"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (DrawIt(3, SEED, SOURCE), "oversight.draw_size"),
        (DrawIt(0, SEED, SOURCE), "oversight.draw_size"),
        (DrawIt(1, "一二三四", SOURCE), "oversight.seed_unplain"),
        (DrawIt(1, SEED, "?"), "oversight.no_source"),
    ],
)
def test_draw_refuses_what_nobody_could_draw_again(command: DrawIt, code: str, told: Watch) -> None:
    with pytest.raises(RuleBroken) as refused:
        oversight.draw(told.house.edition, command, by=told.head, at=DRAWN_AT)

    assert refused.value.code == code
    assert Draw.objects.count() == 0


def test_who_was_visited_lately_or_suspended_weighs_otherwise(told: Watch) -> None:
    stories.drawn(told)
    stories.confirmed(told, stories.submitted(told, told.team, "fine"))
    honour_stories.turned(told.nominee, "suspend", date(2026, 11, 3))
    stories.assigned(told, told.nominee)
    Visit.objects.filter(honour=told.nominee).update(
        state="confirmed",
        verdict="minor",
        finding=WHY,
        submitted_at=moment("2025-03-01 09:00"),
        confirmed_at=moment("2025-03-02 09:00"),
    )

    weights = {lot.number: lot.weight for _one, lot in queries.drum(told.house.edition, DUE)}

    assert weights == {told.team.number: 1, told.nominee.number: 3}


def test_assign_tells_only_the_inspector(told: Watch) -> None:
    stories.drawn(told)
    visit = stories.assigned(told, told.team)

    again = oversight.assign(
        visit,
        Assign(told.inspector.seat.public_id, date(2026, 11, 24), visit.version),
        by=told.clerk,
        at=DRAWN_AT,
    )

    assert (again.state, again.due_on) == ("assigned", date(2026, 11, 24))
    named = Entry.objects.filter(verb="oversight.visit.assigned").values_list("subjects", flat=True)
    assert {kind for subjects in named for _room, kind, _code in subjects} == {"visit", "seat"}
    assert letters("oversight.assigned") == {told.inspector.person.public_id}
    assert verbs() == ["draw.drawn", "visit.assigned", "visit.assigned"]


def test_assign_refuses_ties_unknown_seats_and_past_days(told: Watch) -> None:
    stories.drawn(told)
    visit, seat = stories.visit_to(told.team), told.inspector.seat
    place = accounts.GrantSeat(
        told.inspector.person, told.house.organ, Role.ORGAN_CLERK, date(2026, 1, 5)
    )
    commands = {
        "oversight.no_due": Assign(seat.public_id, date(2026, 11, 10), 1),
        "oversight.no_inspector": Assign("NOBODY", DUE, 1),
        "oversight.tied": Assign(seat.public_id, DUE, 1),
    }

    for code, command in commands.items():
        if code == "oversight.tied":
            accounts.grant_seat(place, by=SYSTEM, at=cast.LONG_AGO)
        with pytest.raises((RuleBroken, NotFound)) as refused:
            oversight.assign(visit, command, by=told.clerk, at=DRAWN_AT)
        assert refused.value.code == code
    assert fresh(visit).state == "drawn"


# --- visit


def test_a_visit_is_kept_then_sent_and_locked(told: Watch) -> None:
    stories.drawn(told)
    sent = stories.submitted(told, told.team)

    assert (sent.state, sent.verdict, sent.typed) == ("submitted", "serious", SEEN)
    assert letters("oversight.submitted") == {told.head.person}
    assert verbs()[-1] == "visit.submitted"
    save = Save({}, "", sent.version)
    with pytest.raises(IllegalMove):
        oversight.save_visit(sent, save, by=told.inspector.actor, at=SENT_AT)


def test_saving_the_same_twice_changes_nothing(told: Watch) -> None:
    stories.drawn(told)
    visit = stories.drafted(told, told.team)

    same = Save(SEEN, "serious", visit.version)
    again = oversight.save_visit(visit, same, by=told.inspector.actor, at=SENT_AT)

    assert again.version == visit.version
    old = Save(SEEN, "fine", visit.version - 1)
    with pytest.raises(Stale):
        oversight.save_visit(visit, old, by=told.inspector.actor, at=SENT_AT)


@pytest.mark.parametrize(
    ("answers", "verdict", "code"),
    [
        (SEEN, "great", "oversight.verdict_unknown"),
        ({"place": 0.5}, "fine", "oversight.not_plain"),
        ({"place": "大" * 40_000}, "fine", "oversight.too_large"),
    ],
)
def test_save_refuses_what_cannot_be_kept(
    answers: dict[str, object], verdict: str, code: str, told: Watch
) -> None:
    stories.drawn(told)
    visit = stories.assigned(told, told.team)

    save = Save(answers, verdict, visit.version)
    with pytest.raises(RuleBroken) as refused:
        oversight.save_visit(visit, save, by=told.inspector.actor, at=SENT_AT)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("answers", "verdict", "code"),
    [({}, "fine", "oversight.visit_unfinished"), (SEEN, "", "oversight.no_verdict")],
)
def test_submit_refuses_the_unfinished(
    answers: dict[str, str], verdict: str, code: str, told: Watch
) -> None:
    stories.drawn(told)
    visit, by = stories.assigned(told, told.team), told.inspector.actor
    kept = oversight.save_visit(visit, Save(answers, verdict, 2), by=by, at=SENT_AT)

    with pytest.raises(RuleBroken) as refused:
        oversight.submit_visit(visit, Act(kept.version), by=by, at=SENT_AT)

    assert refused.value.code == code


def test_another_inspector_sees_nothing(told: Watch) -> None:
    stories.drawn(told)
    visit = stories.assigned(told, told.team)
    other = cast.member(Role.INSPECTOR, told.inspector.seat.organisation, "另一位")

    save = Save(SEEN, "fine", visit.version)
    with pytest.raises(NotFound):
        oversight.save_visit(visit, save, by=other.actor, at=SENT_AT)


# --- finding


def test_a_fine_visit_is_closed_without_a_case(told: Watch) -> None:
    stories.drawn(told)
    visit = stories.confirmed(told, stories.submitted(told, told.team, "fine"))

    assert (visit.state, state_of(told.team), Case.objects.count()) == ("confirmed", "valid", 0)
    assert verbs()[-1] == "visit.confirmed"
    with pytest.raises(IllegalMove):
        stories.confirmed(told, visit)


@pytest.mark.parametrize(
    ("move", "state", "honour", "recorded"),
    [
        ("warn", "decided", "warned", "case.decided"),
        ("rectify", "decided", "rectifying", "case.decided"),
        ("suspend", "opened", "valid", "case.opened"),
        ("revoke", "opened", "valid", "case.opened"),
    ],
)
def test_a_finding_leads_to_its_sanction(
    move: str, state: str, honour: str, recorded: str, told: Watch
) -> None:
    stories.drawn(told)
    visit = stories.submitted(told, told.team)

    stories.confirmed(told, visit, move, DUE)

    case = queries.case_of(told.team)
    assert case is not None
    assert (case.state, case.visit_id, state_of(told.team)) == (state, visit.pk, honour)
    assert case.hears_until == (date(2026, 11, 20) if state == "opened" else None)
    assert Mending.objects.count() == (move == "rectify")
    assert verbs()[-2:] == [recorded, "visit.confirmed"]
    unit = {told.unit_clerk.person.public_id, told.unit_head.person.public_id}
    assert letters("oversight.opened" if state == "opened" else "oversight.decided") == unit


def test_confirm_refuses_without_words_and_by_the_clerk(told: Watch) -> None:
    stories.drawn(told)
    visit = stories.submitted(told, told.team)

    with pytest.raises(RuleBroken) as short:
        oversight.confirm(visit, Confirm("好", visit.version), by=told.head, at=FOUND_AT)
    with pytest.raises(NotAllowed) as not_head:
        oversight.confirm(visit, Confirm(WHY, visit.version), by=told.clerk, at=FOUND_AT)
    with pytest.raises(Stale):
        oversight.confirm(visit, Confirm(WHY, 1), by=told.head, at=FOUND_AT)

    assert short.value.code == "oversight.no_reason"
    assert not_head.value.code == "oversight.head_decides"
    assert fresh(visit).state == "submitted"


# --- cases


def test_a_revocation_waits_until_the_unit_was_heard(told: Watch) -> None:
    case = stories.case(told)
    with pytest.raises(RuleBroken) as early:
        oversight.decide(case, DECIDE, by=told.head, at=moment("2026-11-20 23:59"))

    heard = stories.stated(told, case)
    decide = replace(DECIDE, version=heard.version)
    decided = oversight.decide(heard, decide, by=told.head, at=HEARD_AT)

    turn = Turn.objects.get(honour=told.team)
    assert early.value.code == "oversight.hearing_runs"
    assert (decided.state, state_of(told.team)) == ("decided", "revoked")
    assert (turn.reason, turn.paper) == (DECIDE.reason, PAPER)
    assert letters("oversight.stated") == {told.head.person, told.clerk.person}
    assert verbs() == ["case.opened", "case.stated", "case.decided"]


def test_a_revocation_takes_effect_when_the_time_to_speak_is_over(told: Watch) -> None:
    case = stories.case(told)

    decided = oversight.decide(case, DECIDE, by=told.head, at=moment("2026-11-21 00:00"))

    assert (decided.statement, state_of(told.team)) == ("", "revoked")
    decide = replace(DECIDE, version=2)
    with pytest.raises(IllegalMove):
        oversight.decide(case, decide, by=told.head, at=OVER_AT)


def test_a_statement_comes_once_in_time_and_from_the_holder(told: Watch) -> None:
    case = stories.case(told)
    other = cast.member(Role.UNIT_CLERK, cast.unit("别的公司", told.house.organ), "别人")

    with pytest.raises(RuleBroken) as late:
        stories.stated(told, case, moment("2026-11-21 00:00"))
    with pytest.raises(RuleBroken) as short:
        oversight.state(case, Act(1, "不服"), by=told.unit_head.actor, at=HEARD_AT)
    with pytest.raises(NotFound):
        oversight.state(case, Act(1, "不是我们的事"), by=other.actor, at=HEARD_AT)
    stories.stated(told, case)
    with pytest.raises(IllegalMove):
        stories.stated(told, case)

    assert late.value.code == "oversight.hearing_over"
    assert short.value.code == "oversight.no_text"


def test_a_warning_has_no_hearing(told: Watch) -> None:
    case = stories.case(told, "warn")

    with pytest.raises(IllegalMove):
        stories.stated(told, case)


def test_a_case_can_be_dropped_and_another_opened(told: Watch) -> None:
    case = stories.case(told, "suspend")
    with pytest.raises(RuleBroken) as twice:
        stories.case(told)

    dropped = oversight.drop(case, Act(1, "复查属实，当天停电。"), by=told.head, at=HEARD_AT)

    assert twice.value.code == "oversight.case_waits"
    assert (dropped.state, state_of(told.team)) == ("dropped", "valid")
    assert letters("oversight.dropped") >= {told.unit_head.person.public_id}
    assert stories.case(told, "warn").state == "decided"


def test_open_case_refuses_what_cannot_be(told: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(command: OpenCase) -> str:
        with pytest.raises((RuleBroken, IllegalMove, Stale)) as found:
            oversight.open_case(told.team, command, by=told.head, at=FOUND_AT)
        return found.value.code

    assert refused(OpenCase("warn", WHY, 9)) == "oversight.honour_turned"
    assert refused(OpenCase("rectify", WHY, 1)) == "oversight.no_due"
    assert refused(OpenCase("rectify", WHY, 1, date(2026, 11, 13))) == "oversight.no_due"
    assert refused(OpenCase("warn", "坏", 1)) == "oversight.no_reason"
    honour_stories.turned(told.team, "warn")
    assert refused(OpenCase("warn", WHY, 2)) == "register.honour.no_such_move"
    monkeypatch.setattr(queries, "offered_by", lambda _edition: ("revoke",))
    assert refused(OpenCase("suspend", WHY, 2)) == "oversight.not_offered"
    assert Case.objects.count() == 0


def test_decide_needs_a_paper(told: Watch) -> None:
    command = OpenCase("suspend", WHY, 1)
    case = oversight.open_case(told.team, command, by=told.head, at=FOUND_AT)

    with pytest.raises(RuleBroken) as refused:
        oversight.decide(case, replace(DECIDE, paper=""), by=told.head, at=OVER_AT)

    assert refused.value.code == "oversight.no_paper"
    assert state_of(told.team) == "valid"


@pytest.mark.parametrize("move", ["warn", "suspend"])
def test_what_was_laid_on_is_lifted(move: str, told: Watch) -> None:
    case = stories.case(told, move)
    if move == "suspend":
        case = oversight.decide(case, DECIDE, by=told.head, at=OVER_AT)

    lifted = oversight.lift(case, Act(case.version, "已经改好。"), by=told.head, at=OVER_AT)

    assert (lifted.state, state_of(told.team)) == ("lifted", "valid")
    assert verbs()[-1] == "case.lifted"
    assert letters("oversight.lifted") >= {told.unit_head.person.public_id}


def test_a_warning_that_a_suspension_followed_cannot_be_lifted(told: Watch) -> None:
    case = stories.case(told, "warn")
    stories.suspended(told)

    with pytest.raises(RuleBroken) as refused:
        oversight.lift(case, Act(1, "已经改好。"), by=told.head, at=OVER_AT)

    assert refused.value.code == "oversight.nothing_to_lift"


# --- rectification


def test_a_rectification_is_reported_and_accepted(told: Watch) -> None:
    case = stories.mended(told, stories.case(told, "rectify", DUE))

    settled = oversight.settle(case, Settle(True, "复查属实。", 2), by=told.head, at=OVER_AT)

    assert (settled.state, state_of(told.team)) == ("accepted", "valid")
    assert verbs()[-2:] == ["mending.reported", "mending.accepted"]
    assert letters("oversight.mended") == {told.head.person, told.clerk.person}
    assert letters("oversight.settled") >= {told.unit_clerk.person.public_id}


def test_a_rectification_is_sent_back_with_another_day(told: Watch) -> None:
    case = stories.mended(told, stories.case(told, "rectify", DUE))
    back = Settle(False, "值守仍不在岗。", 2, date(2026, 12, 1))

    with pytest.raises(RuleBroken) as undated:
        oversight.settle(case, replace(back, due_on=None), by=told.head, at=OVER_AT)
    returned = oversight.settle(case, back, by=told.head, at=OVER_AT)

    assert undated.value.code == "oversight.no_due"
    assert (returned.state, returned.due_on) == ("owed", date(2026, 12, 1))
    assert state_of(told.team) == "rectifying"
    assert verbs()[-1] == "mending.returned"
    with pytest.raises(IllegalMove):
        oversight.settle(case, replace(back, version=3), by=told.head, at=OVER_AT)


def test_a_rectification_counts_no_more_after_a_suspension(told: Watch) -> None:
    case = stories.case(told, "rectify", DUE)
    stories.suspended(told)

    with pytest.raises(RuleBroken) as unreported:
        stories.mended(told, case)
    Mending.objects.update(state="reported", report="已改", reported_at=HEARD_AT)
    with pytest.raises(RuleBroken) as unsettled:
        oversight.settle(case, Settle(True, "复查属实。", 1), by=told.head, at=OVER_AT)

    assert {unreported.value.code, unsettled.value.code} == {"oversight.honour_turned"}


def test_a_warning_asks_for_no_report(told: Watch) -> None:
    act = Act(1, "已经改好了。")
    with pytest.raises(NotFound):
        oversight.mend(stories.case(told, "warn"), act, by=told.unit_clerk.actor, at=HEARD_AT)


# --- whole batches, and giving back


def test_a_whole_batch_is_annulled_at_once(told: Watch) -> None:
    case = stories.case(told)
    command = Annul("项目未经批准，全部作废。", PAPER, 2)

    annulled = oversight.annul(told.house.category, command, by=told.head, at=OVER_AT)

    assert annulled.count == 2
    assert {state_of(told.team), state_of(told.nominee)} == {"annulled"}
    assert fresh(case).state == "dropped"
    entry = Entry.objects.get(verb="oversight.batch.annulled")
    assert len(entry.subjects) == 4
    assert letters("oversight.changed") == {
        told.unit_clerk.person.public_id,
        told.unit_head.person.public_id,
    }
    with pytest.raises(RuleBroken) as empty:
        oversight.annul(told.house.category, replace(command, count=0), by=told.head, at=OVER_AT)
    assert empty.value.code == "oversight.nothing_live"


def test_annul_refuses_a_batch_that_moved_and_lacks_words(told: Watch) -> None:
    def refused(command: Annul) -> str:
        with pytest.raises((RuleBroken, Stale)) as found:
            oversight.annul(told.house.category, command, by=told.head, at=OVER_AT)
        return found.value.code

    assert refused(Annul("项目未经批准。", PAPER, 1)) == "oversight.batch_moved"
    assert refused(Annul("", PAPER, 2)) == "oversight.no_reason"
    assert refused(Annul("项目未经批准。", "", 2)) == "oversight.no_paper"
    assert Annulment.objects.count() == 0


def test_the_head_of_a_unit_gives_its_honour_back(told: Watch) -> None:
    act = Act(1, "班组已经撤并。")
    with pytest.raises(NotAllowed) as clerk:
        oversight.surrender(told.team, act, by=told.unit_clerk.actor, at=OVER_AT)
    with pytest.raises(NotAllowed) as office:
        oversight.surrender(told.team, act, by=told.head, at=OVER_AT)

    given = oversight.surrender(told.team, act, by=told.unit_head.actor, at=OVER_AT)

    assert clerk.value.code == "oversight.unit_head_surrenders"
    assert office.value.code == "oversight.unit_speaks"
    assert (given.state, state_of(told.nominee)) == ("surrendered", "valid")
    assert verbs() == ["honour.surrendered"]


def test_nobody_gets_out_of_a_case_by_giving_back(told: Watch) -> None:
    stories.case(told)

    act = Act(1, "班组已经撤并。")
    with pytest.raises(RuleBroken) as refused:
        oversight.surrender(told.team, act, by=told.unit_head.actor, at=HEARD_AT)

    assert refused.value.code == "oversight.case_waits"
