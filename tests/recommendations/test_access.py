"""Seat × verb: who may do what with opinions, places and lists, and who sees what?"""

from __future__ import annotations

from itertools import product

import pytest
from tests import cast
from tests.applications import stories as application_stories
from tests.applications.stories import fresh
from tests.cast import SEATS, SYSTEM, Member
from tests.recommendations import stories
from tests.recommendations.stories import House

from hongbang.applications.models import Application
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.recommendations import access, queries
from hongbang.recommendations.access import OF_OFFICE, OF_ORGAN, READ
from hongbang.recommendations.models import Recommendation, Transmittal

VERBS = ("work", *sorted(READ | OF_ORGAN | OF_OFFICE))
ORGAN = (Role.ORGAN_CLERK, Role.ORGAN_HEAD)
OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_HEAD)
EVERYBODY = (Role.SYSTEM, Role.NOBODY, *SEATS, Role.ORGAN_HEAD, Role.UNIT_HEAD, Role.CANDIDATE)


def code_of(
    verb: str, by: Actor, thing: Application | Recommendation | Transmittal | None = None
) -> str:
    decision = access.may(verb, by, thing)
    code = decision.code if isinstance(decision, Refused) else ""
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by, thing)
        assert refused.value.code == code
    else:
        access.require(verb, by, thing)
    return code.removeprefix("recommendations.")


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds where nothing is named."""
    if role is Role.SYSTEM:
        return ""
    if role in ORGAN:
        if verb in OF_OFFICE | {"oversee"}:
            return "office_decides"
        return "head_sends" if verb == "forward" and role is Role.ORGAN_CLERK else ""
    if role in (*OFFICE, Role.AUDITOR) and verb in READ:
        return ""
    if role in OFFICE:
        return "" if verb in OF_OFFICE else "organs_recommend"
    if role is Role.AUDITOR:
        return "auditor_reads"
    return "not_for_units" if role in {Role.UNIT_CLERK, Role.UNIT_HEAD} else "not_yours"


@pytest.mark.once
@pytest.mark.parametrize(("role", "verb"), list(product(EVERYBODY, VERBS)))
def test_the_matrix_where_nothing_is_named(role: Role, verb: str) -> None:
    assert code_of(verb, Actor("P", role, "O", "r")) == expected(role, verb)


@pytest.mark.once
def test_the_owner_decides_and_the_area_gives_opinions(told: House) -> None:
    one = stories.application(told)
    far = cast.organ("徐汇区妇联", "women", cast.area("徐汇区", "310104"))
    same = cast.organ("黄浦区第二工会", "union")
    owner, women = told.clerk.actor, told.women_clerk.actor
    elsewhere = cast.member(Role.ORGAN_CLERK, far, "远").actor
    beside = cast.member(Role.ORGAN_CLERK, same, "近").actor
    lost = Actor("P", Role.ORGAN_CLERK, "NOWHERE", "r")

    assert [code_of("opine", by, one) for by in (owner, women)] == ["", ""]
    assert [code_of("opine", by, one) for by in (elsewhere, beside)] == ["not_asked"] * 2
    for verb in ("recommend", "take_back", "rank"):
        assert code_of(verb, owner, one) == ""
        assert {code_of(verb, by, one) for by in (women, elsewhere, beside, lost)} == {
            "other_organ"
        }
    assert code_of("forward", told.head.actor, one) == ""
    application_stories.sent_back(told.base, one)
    assert code_of("opine", owner, fresh(one)) == "not_here"


@pytest.mark.once
def test_a_recommendation_is_its_organs(told: House) -> None:
    made = stories.forwarded(told)

    assert code_of("take_back", told.clerk.actor, made) == ""
    assert code_of("take_back", told.women_clerk.actor, made) == "other_organ"
    assert code_of("rule_out", told.office_clerk.actor, made) == ""


def seen_by(by: Actor) -> set[str]:
    return {one.subject_name for one in queries.visible(by)}


def test_who_sees_what_never_a_draft_never_a_unit(told: House, company: dict[Role, Member]) -> None:
    stories.application(told)
    application_stories.filled(told.base, whom={"kind": "individual"})  # a draft
    back = stories.application(told, "退回组")
    stories.said(back, told.women_clerk)
    silent = stories.application(told, "没看组")
    for one in (back, silent):
        application_stories.sent_back(told.base, one)
    place = cast.area("徐汇区", "310104")
    far = cast.member(Role.ORGAN_CLERK, cast.organ("徐汇区妇联", "women", place), "远")

    sent = {"化妆品柜组", "退回组", "没看组"}
    assert seen_by(told.clerk.actor) == seen_by(told.head.actor) == seen_by(SYSTEM) == sent
    assert seen_by(told.women_clerk.actor) == {"化妆品柜组", "退回组"}
    assert seen_by(far.actor) == set()
    for role in SEATS:
        is_reader = role in {*OFFICE, Role.AUDITOR}
        assert seen_by(company[role].actor) == (sent if is_reader else set())
    assert seen_by(told.base.clerk.actor) == seen_by(told.base.head.actor) == set()


def test_the_area_still_sees_what_was_sent_up(told: House) -> None:
    made = stories.forwarded(told)
    one = made.application

    assert seen_by(told.women_clerk.actor) == {one.subject_name}
    assert access.owner_of(one) == told.organ
    sent = made.transmittal
    assert sent is not None
    assert queries.transmittal(told.clerk.actor, sent.public_id) == sent
    assert queries.transmittal(told.office_clerk.actor, sent.public_id) == sent
    for by in (told.women_clerk.actor, told.base.clerk.actor):
        with pytest.raises(NotFound):
            queries.transmittal(by, sent.public_id)
