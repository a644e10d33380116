"""Seat × verb: who may do what with an application, who sees it, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests import cast
from tests.applications import stories
from tests.applications.stories import House
from tests.cast import SEATS, SYSTEM, Member

from hongbang.applications import access, queries
from hongbang.applications.access import OF_ORGAN, OF_UNIT
from hongbang.applications.models import Application
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Merge, Move

VERBS = ("read", "work", "receive", *sorted(OF_UNIT), *sorted(OF_ORGAN))
OTHERS = (Role.NOBODY, *(role for role in SEATS if role not in {Role.ORGAN_CLERK, Role.UNIT_CLERK}))


def code_of(verb: str, by: Actor, thing: Application | None = None) -> str:
    decision = access.may(verb, by, thing)
    code = decision.code if isinstance(decision, Refused) else ""
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by, thing)
        assert refused.value.code == code
    else:
        access.require(verb, by, thing)
    return code.removeprefix("applications.")


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds for seats outside unit and organ."""
    if role is Role.SYSTEM:
        return ""
    if role in {Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR} and verb in {"read", "receive"}:
        return ""
    return "auditor_reads" if role is Role.AUDITOR else "not_yours"


@pytest.mark.parametrize(("role", "verb"), list(product((Role.SYSTEM, *OTHERS), VERBS)))
def test_seats_outside_unit_and_organ(role: Role, verb: str) -> None:
    assert code_of(verb, Actor("P", role, "O", "r")) == expected(role, verb)


@pytest.mark.parametrize("verb", VERBS)
def test_a_unit_acts_on_its_own_only(verb: str, told: House) -> None:
    draft = stories.begun(told)
    own = {
        "receive": "for_organs",
        "return": "organ_returns",
        "hand_over": "organ_returns",
    }.get(verb, "")

    for member in (told.clerk, told.head):
        assert code_of(verb, member.actor, draft) == own
    assert code_of(verb, told.other_clerk.actor, draft) == (own or "other_unit")


@pytest.mark.parametrize("verb", VERBS)
def test_a_unit_seat_outside_a_unit_begins_nothing(verb: str, company: dict[Role, Member]) -> None:
    stray = company[Role.UNIT_CLERK].actor
    known = {"read": "", "work": "", "receive": "for_organs"}
    known |= dict.fromkeys(("return", "hand_over"), "organ_returns")

    assert code_of(verb, stray) == known.get(verb, "other_unit")


@pytest.mark.parametrize("verb", VERBS)
def test_an_organ_reads_below_it_and_returns_what_it_has(verb: str, told: House) -> None:
    sent = stories.fresh(stories.submitted(told).application)
    own = dict.fromkeys(("read", "receive", "return", "hand_over"), "").get(verb, "unit_applies")
    foreign = {"read": "other_organ", "receive": "other_organ"}
    foreign |= dict.fromkeys(("return", "hand_over"), "not_with_you")

    assert code_of(verb, told.organ_clerk.actor, sent) == own
    assert code_of(verb, told.other_organ_clerk.actor, sent) == foreign.get(verb, "unit_applies")


def test_what_was_returned_is_not_with_the_organ(told: House) -> None:
    back = stories.fresh(stories.returned(told).revision.application)

    assert code_of("return", told.organ_clerk.actor, back) == "not_with_you"


def seen_by(by: Actor) -> set[str]:
    return {one.state for one in queries.visible(by)}


def all_states(told: House) -> None:
    """Tell of an application of each state, and of a draft that was withdrawn unsent."""
    stories.begun(told)
    stories.withdrawn(told, whom={"kind": "individual"})
    for state, name in (("submitted", "甲组"), ("returned", "乙组")):
        whom = {"team": stories.team(told.unit, name)}
        sent = stories.submitted(told, whom=whom)
        if state == "returned":
            stories.sent_back(told, sent.application)


def test_only_the_unit_sees_what_was_not_sent(told: House, company: dict[Role, Member]) -> None:
    all_states(told)
    sent = {"submitted", "returned", "withdrawn"}

    assert seen_by(told.clerk.actor) == seen_by(told.head.actor) == sent | {"draft"}
    assert seen_by(SYSTEM) == sent | {"draft"}
    assert seen_by(told.organ_clerk.actor) == sent
    for role in (Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR):
        assert seen_by(company[role].actor) == sent
    for role in set(SEATS) - {Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR}:
        assert seen_by(company[role].actor) == set()
    assert seen_by(told.other_clerk.actor) == seen_by(told.other_organ_clerk.actor) == set()


def test_a_draft_withdrawn_unsent_is_the_units_own(told: House) -> None:
    draft = stories.begun(told)
    stories.applications.withdraw(
        draft, stories.Act(draft.version, "不申报了"), by=told.clerk.actor, at=stories.LATER
    )

    assert seen_by(told.clerk.actor) == {"withdrawn"}
    assert seen_by(told.organ_clerk.actor) == set()


def test_the_others_are_not_told_that_it_exists(told: House) -> None:
    sent = stories.submitted(told).application

    for by in (told.other_clerk.actor, told.other_organ_clerk.actor, Actor.nobody("r")):
        with pytest.raises(NotFound, match=r"applications\.missing"):
            queries.get(by, sent.public_id)
    assert queries.get(told.organ_clerk.actor, sent.public_id) == sent


def test_a_host_above_the_organ_is_no_organ(told: House) -> None:
    stories.submitted(told)
    league = cast.organ("黄浦区团委", "league")

    assert seen_by(cast.member(Role.ORGAN_CLERK, league, "某人").actor) == set()


def test_a_unit_that_was_merged_hands_its_applications_on(told: House) -> None:
    stories.begun(told)
    other = Organisation.objects.get(name="示范书城有限公司")
    current = Organisation.objects.get(pk=told.unit.pk)
    merge = Merge(version=current.version, into=other.public_id, reason="并入书城")
    orgs.merge(current, merge, by=SYSTEM, at=stories.LATER)

    assert seen_by(told.other_clerk.actor) == {"draft"}
    assert code_of("save", told.other_clerk.actor, Application.objects.get()) == ""


def test_an_application_stays_with_the_organ_that_has_it_when_its_unit_moves(told: House) -> None:
    sent = stories.submitted(told).application
    women = Organisation.objects.get(name="黄浦区妇女联合会")
    current = Organisation.objects.get(pk=told.unit.pk)
    move = Move(
        version=current.version,
        parent=women.public_id,
        area=current.area.public_id if current.area else "",
        channel="",
        reason="改归妇联",
    )
    orgs.move(current, move, by=SYSTEM, at=stories.LATER)

    now = stories.fresh(sent)
    assert seen_by(told.organ_clerk.actor) == {"submitted"}
    assert code_of("return", told.organ_clerk.actor, now) == ""
    assert code_of("return", told.other_organ_clerk.actor, now) == "not_with_you"
    assert seen_by(told.other_organ_clerk.actor) == {"submitted"}
