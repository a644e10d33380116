"""Does each operation do what it says, refuse what it should, and leave its entry?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests import cast
from tests.applications import stories as application_stories
from tests.applications.stories import fresh
from tests.cast import Member
from tests.recommendations import stories
from tests.recommendations.stories import IN_TIME, OVER, House

from hongbang.applications import operations as applications
from hongbang.applications.models import Application
from hongbang.applications.rules.commands import Act as Withdraw
from hongbang.applications.rules.commands import HandOver
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, Stale
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Merge
from hongbang.outbox.models import Message
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations import queries
from hongbang.recommendations.models import (
    Allotment,
    Opinion,
    QuotaEntry,
    Recommendation,
)
from hongbang.recommendations.rules import quota
from hongbang.recommendations.rules.commands import (
    Accept,
    Act,
    Forward,
    GiveBack,
    Grant,
    HandOut,
    Lend,
    Opine,
    Rank,
    Recommend,
    RuleOut,
)

KEY = "0123456789abcdef"


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="recommendations.").order_by("sequence")
    return [verb.removeprefix("recommendations.") for verb in found.values_list("verb", flat=True)]


def refused(call: Callable[[], object]) -> Refusal:
    before = verbs()
    with pytest.raises(Refusal) as caught:
        call()
    assert verbs() == before
    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"
    return caught.value


def code_of(call: Callable[[], object]) -> str:
    return refused(call).code.removeprefix("recommendations.")


def told_to(member: Member) -> list[str]:
    ours = Message.objects.filter(code__startswith="recommendations.", to=member.actor.person)
    codes = ours.values_list("code", flat=True)
    return sorted(code.removeprefix("recommendations.") for code in codes)


def counts(told: House, organ: Organisation | None = None) -> tuple[int, int, int, int]:
    line = Allotment.objects.get(organ=organ or told.organ)
    assert line.places == sum(line.entries.values_list("seats", flat=True))
    return line.places, line.reserves, line.recommended_count, line.reserve_count


# --- opinions


def test_each_organ_of_the_area_gives_its_opinion_and_the_owner_is_told(told: House) -> None:
    one = stories.application(told)

    own = stories.said(one, told.clerk)
    other = stories.said(one, told.women_clerk, "disagree", "及时率没有台账")

    joint = queries.joint_of(one, IN_TIME)
    assert (joint.agree, joint.disagree, joint.silent) == (1, 1, 0)
    assert (joint.is_complete, joint.passes) == (True, True)
    assert {own.organ, other.organ} == {told.organ, told.women}
    assert verbs() == ["opinion.given"] * 2
    assert told_to(told.clerk) == ["opinion_disagree"]
    assert told_to(told.women_clerk) == []
    place = cast.area("徐汇区", "310104")
    far = cast.member(Role.ORGAN_CLERK, cast.organ("徐汇区妇联", "women", place), "远")
    with pytest.raises(NotFound):
        stories.said(one, far)


def test_an_opinion_is_changed_by_the_version_looked_at(told: House) -> None:
    one = stories.application(told)
    first = stories.said(one, told.women_clerk)

    again = stories.said(one, told.women_clerk, "abstain", "等台账补齐再说")

    assert (again.pk, again.version, again.stand) == (first.pk, 2, "abstain")
    stale = Opine("agree", "", one.revision, 1)
    with pytest.raises(Stale):
        recommendations.opine(one, stale, by=told.women_clerk.actor, at=IN_TIME)
    assert Opinion.objects.get().stand == "abstain"


@pytest.mark.once
def test_opine_refuses(told: House) -> None:
    one = stories.application(told)

    for command, code in (
        (Opine("perhaps", "", 1, 0), "opinion_unknown"),
        (Opine("disagree", "", 1, 0), "opinion_words"),
        (Opine("agree", "", 2, 0), "revised"),
        (Opine("agree", "", 1, 3), "revised"),
    ):
        found = code_of(
            lambda c=command: recommendations.opine(one, c, by=told.clerk.actor, at=IN_TIME)
        )
        assert found == code
    assert Opinion.objects.count() == 0


@pytest.mark.once
def test_a_corrected_revision_asks_for_opinions_anew(told: House) -> None:
    one = application_stories.resubmitted(told.base).application
    with pytest.raises(Stale):
        recommendations.opine(one, Opine("agree", "", 1, 0), by=told.clerk.actor, at=IN_TIME)
    stories.said(fresh(one), told.clerk)

    assert queries.joint_of(fresh(one), IN_TIME).given == 1


@pytest.mark.once
def test_opinions_are_closed_while_the_unit_mends_and_after_it_was_sent(told: House) -> None:
    made = stories.forwarded(told)
    one = stories.application(told, "前台班")
    stories.said(one, told.women_clerk)
    application_stories.sent_back(told.base, one)
    back = fresh(one)

    for closed, code in ((made.application, "opinions_closed"), (back, "not_here")):
        command = Opine("agree", "", closed.revision, 1)
        found = code_of(
            lambda c=command, a=closed: recommendations.opine(
                a, c, by=told.women_clerk.actor, at=IN_TIME
            )
        )
        assert found == code


# --- places


def test_places_are_handed_out_as_the_preview_showed(told: House) -> None:
    for name in ("一组", "二组", "三组"):
        stories.application(told, name)
    by, category = told.office_clerk.actor, told.category
    portions = queries.proposal(category, 2)
    seen = quota.digest_of(portions)

    [line] = recommendations.hand_out(category, HandOut(2, seen), by=by, at=IN_TIME)

    assert (line.organ, line.places, line.reserves) == (told.organ, 2, 1)
    assert counts(told) == (2, 1, 0, 0)
    assert verbs() == ["places.handed_out"]
    assert [one.organ for one in queries.proposal(category, 9)] == []


@pytest.mark.once
def test_hand_out_refuses_what_was_not_looked_at_and_nothing(told: House) -> None:
    by, category = told.office_clerk.actor, told.category
    seen = quota.digest_of(queries.proposal(category, 2))
    nothing = code_of(
        lambda: recommendations.hand_out(category, HandOut(2, seen), by=by, at=IN_TIME)
    )
    stories.application(told)

    moved = refused(lambda: recommendations.hand_out(category, HandOut(2, seen), by=by, at=IN_TIME))

    assert nothing == "nothing_to_hand_out"
    assert isinstance(moved, Stale)
    assert Allotment.objects.count() == 0


def test_places_are_granted_and_taken_back_once_a_form(told: House) -> None:
    by, category = told.office_clerk.actor, told.category
    command = Grant(told.organ.public_id, 3, "按申报数核定", KEY)

    recommendations.grant(category, command, by=by, at=IN_TIME)
    recommendations.grant(category, command, by=by, at=IN_TIME)
    less = replace(command, seats=-1, key=KEY * 2)
    recommendations.grant(category, less, by=by, at=IN_TIME)

    assert counts(told) == (2, 1, 0, 0)
    assert verbs() == ["places.granted"] * 2
    assert [one.seats for one in queries.entries(category)] == [-1, 3]


@pytest.mark.once
def test_grant_refuses(told: House) -> None:
    by, category = told.office_clerk.actor, told.category
    good = Grant(told.organ.public_id, 3, "按申报数核定", KEY)

    for command, code in (
        (replace(good, seats=0), "no_seats"),
        (replace(good, reason="嗯"), "no_reason"),
        (replace(good, organ="NOBODY"), "no_organ"),
        (replace(good, organ=told.base.unit.public_id), "no_organ"),
        (replace(good, seats=101), "above_quota"),
        (replace(good, seats=-1), "places_used"),
    ):
        found = code_of(lambda c=command: recommendations.grant(category, c, by=by, at=IN_TIME))
        assert found == code


def test_places_that_are_taken_cannot_be_taken_back_or_lent(told: House) -> None:
    stories.granted(told, 1)
    stories.listed(told)
    by, category = told.office_clerk.actor, told.category
    less = Grant(told.organ.public_id, -1, "收回一个名额", KEY)
    loan = Lend(told.organ.public_id, told.women.public_id, 1, "妇联件数多", KEY)

    taken = code_of(lambda: recommendations.grant(category, less, by=by, at=IN_TIME))
    lent = code_of(lambda: recommendations.lend(category, loan, by=by, at=IN_TIME))

    assert (taken, lent) == ("places_used", "places_used")
    assert counts(told) == (1, 1, 1, 0)


def test_places_are_lent_and_returned_as_far_as_unused(told: House) -> None:
    loan = stories.lent(told, 2)
    assert counts(told) == (1, 1, 0, 0)
    assert counts(told, told.women) == (2, 1, 0, 0)

    stories.given_back(told, loan)

    assert counts(told) == (2, 1, 0, 0)
    assert [left for _loan, left in queries.loans(told.category)] == [1]
    more = code_of(lambda: stories.given_back(told, loan, 2))
    stories.given_back(told, loan)
    over = code_of(lambda: stories.given_back(told, loan))
    assert (more, over) == ("more_than_lent", "no_loan")
    assert verbs() == ["places.granted", "places.lent", *["places.returned"] * 2]


def test_lend_refuses_and_a_form_sent_twice_lends_once(told: House) -> None:
    stories.granted(told)
    by, category = told.office_clerk.actor, told.category
    good = Lend(told.organ.public_id, told.women.public_id, 1, "妇联件数多", KEY)
    for command, code in (
        (replace(good, seats=0), "no_seats"),
        (replace(good, reason=""), "no_reason"),
        (replace(good, borrower="NOBODY"), "no_organ"),
        (replace(good, borrower=told.organ.public_id), "lent_to_itself"),
        (replace(good, seats=4), "places_used"),
    ):
        found = code_of(lambda c=command: recommendations.lend(category, c, by=by, at=IN_TIME))
        assert found == code

    first = recommendations.lend(category, good, by=by, at=IN_TIME)
    again = recommendations.lend(category, good, by=by, at=IN_TIME)
    back = GiveBack(1, KEY)
    returned = recommendations.give_back(first, back, by=by, at=IN_TIME)

    assert first == again
    assert returned == recommendations.give_back(first, back, by=by, at=IN_TIME)
    assert QuotaEntry.objects.count() == 5


# --- the list


def test_recommend_takes_a_place_and_another_verdict_gives_it_back(told: House) -> None:
    stories.granted(told)
    made = stories.listed(told)
    assert counts(told) == (3, 1, 1, 0)

    again = stories.recommend(told, made.application, "reserve")
    assert counts(told) == (3, 1, 0, 1)

    last = stories.recommend(told, made.application, "declined", "服务事迹不突出")
    assert counts(told) == (3, 1, 0, 0)
    assert (again.pk, last.version, last.state) == (made.pk, 3, "listed")
    assert verbs().count("recommendation.listed") == 3


def test_take_back_frees_the_place_and_it_can_be_listed_again(told: House) -> None:
    made = stories.taken_back(told)
    assert (made.state, counts(told)) == ("taken_back", (3, 1, 0, 0))

    again = stories.recommend(told, made.application)

    assert (again.pk, again.state, counts(told)) == (made.pk, "listed", (3, 1, 1, 0))
    with pytest.raises(Stale):
        recommendations.take_back(again, Act(1), by=told.clerk.actor, at=IN_TIME)
    assert counts(told) == (3, 1, 1, 0)


def test_no_place_is_left(told: House) -> None:
    stories.granted(told, 1)
    stories.listed(told, "一组")
    one = stories.application(told, "二组")
    stories.said(one, told.clerk)

    full = refused(lambda: stories.recommend(told, one))
    stories.recommend(told, one, "reserve")
    more = stories.application(told, "三组")
    stories.said(more, told.clerk)
    reserve = refused(lambda: stories.recommend(told, more, "reserve"))

    assert (full.code, full.params) == ("recommendations.no_place_left", {"places": 1})
    assert reserve.code == "recommendations.no_reserve_left"
    assert counts(told) == (1, 1, 1, 1)


@pytest.mark.once
def test_recommend_refuses(told: House) -> None:
    one = stories.application(told)
    by = told.clerk.actor

    def code(verdict: str, reason: str = "", version: int = 0) -> str:
        command = Recommend(verdict, reason, version)
        return code_of(lambda: recommendations.recommend(one, command, by=by, at=IN_TIME))

    assert code("perhaps") == "verdict_unknown"
    assert code("declined") == "no_reason"
    assert code("recommended") == "own_opinion_first"
    stories.said(one, told.clerk)
    assert code("recommended") == "no_places"
    stories.granted(told)
    assert code("recommended", version=4) == "audit.stale_untold"
    assert Recommendation.objects.count() == 0
    assert counts(told) == (3, 1, 0, 0)


@pytest.mark.once
def test_what_the_others_oppose_is_not_recommended(told: House) -> None:
    stories.granted(told)
    for name, channel in (("黄浦区团委", "league"), ("黄浦区质协", "quality")):
        cast.member(Role.ORGAN_CLERK, cast.organ(name, channel), name)
    one = stories.application(told)
    stories.said(one, told.clerk)
    for organ in Organisation.objects.filter(kind="organ").exclude(pk=told.organ.pk):
        clerk = cast.member(Role.ORGAN_CLERK, organ, f"{organ.channel}二")
        stories.said(one, clerk, "disagree", "事迹与实际不符")

    found = refused(lambda: stories.recommend(told, one))

    assert found.params == {"against": 3, "asked": 4}
    assert stories.recommend(told, one, "declined", "三家不同意").verdict == "declined"


@pytest.mark.once
def test_recommend_is_for_what_lies_with_the_organ(told: House) -> None:
    made = stories.taken_back(told)
    other = stories.application(told, "二组")
    for one in (made.application, other):
        application_stories.sent_back(told.base, one)

    again = code_of(lambda: stories.recommend(told, made.application))
    never = code_of(lambda: stories.recommend(told, fresh(other), "declined", "退回没有改"))

    assert (again, never) == ("not_with_you", "not_here")


def test_rank_orders_within_the_verdict_the_list_that_was_looked_at(told: House) -> None:
    by, category = told.clerk.actor, told.category
    seen = queries.seen(category, told.organ, [])
    empty = code_of(lambda: recommendations.rank(category, Rank((), seen), by=by, at=IN_TIME))
    stories.granted(told)
    first, second = stories.listed(told, "一组"), stories.listed(told, "二组")
    reserve = stories.listed(told, "三组", "reserve")
    old = refused(lambda: recommendations.rank(category, Rank((), seen), by=by, at=IN_TIME))

    found = stories.rank(told, reserve, second, first)

    assert empty == "nothing_to_rank"
    assert isinstance(old, Stale)
    assert [one.application.subject_name for one in found] == ["二组", "一组", "三组"]
    assert [one.place for one in queries.listed(told.category, told.organ)] == [1, 2, 3]
    assert verbs()[-1] == "list.ranked"


# --- sending


def test_forward_hands_the_list_and_its_applications_to_the_office(told: House) -> None:
    stories.granted(told)
    first, second = stories.listed(told, "一组"), stories.listed(told, "二组", "reserve")
    third = stories.listed(told, "三组", "declined")

    sent = stories.forward(told)

    made = {one.application.subject_name: one for one in Recommendation.objects.all()}
    assert {one.state for one in made.values()} == {"forwarded"}
    assert [made[name].place for name in ("一组", "二组", "三组")] == [1, 2, 0]
    holders = {one.application.holder.kind for one in made.values()}
    assert holders == {"office"}
    assert (sent.number, sent.digest) == (1, queries.seen(told.category, told.organ, made.values()))
    assert told_to(told.office_clerk) == ["arrived"]
    assert sorted(told_to(told.base.clerk)) == [
        "told_declined",
        "told_recommended",
        "told_reserve",
    ]
    assert verbs()[-1] == "list.forwarded"
    assert Entry.objects.filter(verb="applications.application.handed_over").count() == 3
    assert [first.pk, second.pk, third.pk] == [one.pk for one in queries.sent_with(sent)]
    stories.listed(told, "后来组")
    assert stories.forward(told).number == 2


def test_what_was_sent_up_cannot_be_returned_or_changed_by_the_organ(told: House) -> None:
    made = stories.forwarded(told)
    one = fresh(made.application)

    with pytest.raises(NotAllowed, match="not_with_you"):
        application_stories.sent_back(told.base, one)
    with pytest.raises(IllegalMove):
        stories.recommend(told, one, "reserve")
    with pytest.raises(IllegalMove):
        recommendations.take_back(made, Act(made.version), by=told.clerk.actor, at=IN_TIME)
    assert counts(told) == (3, 1, 1, 0)


def test_forward_refuses_what_is_not_whole(told: House) -> None:
    assert code_of(lambda: stories.forward(told)) == "nothing_to_send"
    stories.granted(told)
    one = stories.application(told)
    assert code_of(lambda: stories.forward(told)) == "undecided"
    stories.said(one, told.clerk)
    stories.recommend(told, one)
    assert code_of(lambda: stories.forward(told)) == "opinions_open"
    old = refused(
        lambda: recommendations.forward(
            told.category, Forward("old"), by=told.head.actor, at=IN_TIME
        )
    )
    assert isinstance(old, Stale)
    stories.said(one, told.clerk, "disagree", "又收到投诉一起")
    assert code_of(lambda: stories.forward(told, at=OVER)) == "not_carried"
    stories.said(one, told.clerk)

    assert stories.forward(told, at=OVER).number == 1


def test_a_list_waits_for_what_the_unit_took_back_or_mended(told: House) -> None:
    stories.granted(told)
    made = stories.listed(told)
    back = fresh(made.application)
    act = Withdraw(back.version, "换一个班组申报")
    applications.withdraw(back, act, by=told.base.clerk.actor, at=IN_TIME)

    found = refused(lambda: stories.forward(told))
    recommendations.take_back(made, Act(made.version), by=told.clerk.actor, at=IN_TIME)

    assert (found.code, found.params["names"]) == ("recommendations.moved_on", "化妆品柜组")
    assert counts(told) == (3, 1, 0, 0)


@pytest.mark.once
def test_only_the_head_sends_and_only_to_an_office(told: House) -> None:
    stories.granted(told)
    stories.listed(told)

    with pytest.raises(NotAllowed, match="head_sends"):
        stories.forward(told, by=told.clerk.actor)
    Organisation.objects.filter(kind="office").update(
        closed_at=IN_TIME, closed_reason="试验", successor=None
    )
    assert code_of(lambda: stories.forward(told)) == "no_office"
    assert {one.state for one in Recommendation.objects.all()} == {"listed"}


@pytest.mark.once
def test_hand_over_is_for_submitted_ones_that_the_organ_has(told: House) -> None:
    one, back = stories.application(told), application_stories.returned
    office = Organisation.objects.get(kind="office")
    stale = HandOver(office.public_id, one.version - 1)

    with pytest.raises(Stale):
        applications.hand_over(one, stale, by=told.clerk.actor, at=IN_TIME)
    with pytest.raises(NotAllowed):
        applications.hand_over(one, stale, by=told.office_clerk.actor, at=IN_TIME)
    mended = back(told.base, whom={"kind": "unit"}).revision.application
    over = HandOver(office.public_id, fresh(mended).version)
    with pytest.raises(IllegalMove, match="not_submitted"):
        applications.hand_over(mended, over, by=cast.SYSTEM, at=IN_TIME)


# --- the office


def test_accept_takes_all_or_none(told: House) -> None:
    stories.granted(told)
    made = [stories.listed(told, name) for name in ("一组", "二组")]
    stories.forward(told)
    found = [stories.decided(one.application) for one in made]
    by = told.office_clerk.actor
    wrong = Accept(((found[0].public_id, found[0].version), (found[1].public_id, 99)))

    with pytest.raises(Stale):
        recommendations.accept(wrong, by=by, at=OVER)
    assert {stories.decided(one.application).state for one in made} == {"forwarded"}
    good = Accept(tuple((one.public_id, one.version) for one in found))
    recommendations.accept(good, by=by, at=OVER)

    assert {stories.decided(one.application).state for one in made} == {"accepted"}
    assert verbs().count("recommendation.accepted") == 1
    assert told_to(told.base.clerk).count("accepted") == told_to(told.clerk).count("accepted") == 2
    assert isinstance(refused(lambda: recommendations.accept(good, by=by, at=OVER)), IllegalMove)


@pytest.mark.once
def test_accept_refuses_nothing_the_declined_and_the_withdrawn(told: House) -> None:
    by = told.office_clerk.actor
    assert code_of(lambda: recommendations.accept(Accept(()), by=by, at=OVER)) == "nothing_chosen"
    stories.granted(told)
    made = [stories.listed(told, "一组", "declined"), stories.listed(told, "二组")]
    stories.forward(told)
    declined, gone = (stories.decided(one.application) for one in made)
    one: Application = fresh(gone.application)
    act = Withdraw(one.version, "换一个班组申报")
    applications.withdraw(one, act, by=told.base.clerk.actor, at=OVER)
    letters = Message.objects.filter(code="applications.withdrawn")
    assert told.office_clerk.actor.person in letters.values_list("to", flat=True)

    for found, code in ((declined, "not_put_forward"), (gone, "unit_withdrew")):
        command = Accept(((found.public_id, found.version),))
        assert code_of(lambda c=command: recommendations.accept(c, by=by, at=OVER)) == code


@pytest.mark.once
def test_rule_out_says_why_to_organ_and_unit(told: House) -> None:
    made = stories.forwarded(told)
    by = told.office_clerk.actor
    silent = code_of(
        lambda: recommendations.rule_out(made, RuleOut(made.version, "不"), by=by, at=OVER)
    )
    with pytest.raises(Stale):
        recommendations.rule_out(made, RuleOut(99, "不满足条件 E06"), by=by, at=OVER)
    assert stories.decided(made.application).state == "forwarded"

    done = recommendations.rule_out(made, RuleOut(made.version, "不满足条件 E06"), by=by, at=OVER)

    assert silent == "no_reason"
    assert (done.state, done.ruled_reason) == ("ineligible", "不满足条件 E06")
    assert verbs()[-1] == "recommendation.ruled_out"
    assert told_to(told.base.clerk) == ["ruled_out", "told_recommended"]
    assert told_to(told.clerk) == ["opinion_agree", "ruled_out"]
    standing = queries.standing_of(done.application)
    assert standing is not None
    assert (standing.state, standing.reason) == ("ineligible", "不满足条件 E06")


def test_an_organ_that_was_merged_hands_its_list_on(told: House) -> None:
    stories.granted(told)
    made = stories.listed(told)
    heir = cast.organ("黄浦区工会联合会", "union")
    clerk = cast.member(Role.ORGAN_CLERK, heir, "接手")
    current = Organisation.objects.get(pk=told.organ.pk)
    merge = Merge(version=current.version, into=heir.public_id, reason="两家合并")
    orgs.merge(current, merge, by=cast.SYSTEM, at=IN_TIME)

    recommendations.take_back(made, Act(made.version), by=clerk.actor, at=IN_TIME)

    assert counts(told) == (3, 1, 0, 0)
