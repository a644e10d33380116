"""Seat × verb × whose: who may do what with surveys, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests import cast
from tests.cast import SEATS
from tests.surveys import stories
from tests.surveys.stories import House

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.surveys import access, queries
from hongbang.surveys.access import OF_UNIT, READ, VERBS

ALL = (Role.NOBODY, Role.SYSTEM, Role.ORGAN_HEAD, Role.UNIT_HEAD, Role.CANDIDATE, *SEATS)
OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}
ORGAN = {Role.ORGAN_CLERK, Role.ORGAN_HEAD}
UNIT = {Role.UNIT_CLERK, Role.UNIT_HEAD}


def expected(role: Role, verb: str, *, is_own: bool) -> str:
    """Say by hand what the matrix holds: "" for yes, else the code of the refusal."""
    if verb == "answer" or role is Role.SYSTEM:
        return ""
    if role not in OFFICE | ORGAN | UNIT | {Role.AUDITOR} or verb == "tell":
        return "surveys.not_yours"
    if verb in READ:
        return ""
    if role is Role.AUDITOR:
        return "surveys.auditor_reads"
    if role in UNIT:
        return "" if is_own else "surveys.own_unit_only"
    if role in OFFICE and verb in {"close", "withdraw"}:
        return ""
    return "surveys.unit_opens"


@pytest.fixture
def actors(house: House) -> dict[Role, Actor]:
    """Seat one of each where such a seat stands."""
    places = dict.fromkeys(UNIT, house.unit) | dict.fromkeys(ORGAN, house.organ)
    other = cast.office()
    return {
        role: Actor("P", role, places.get(role, other).public_id, "r")
        for role in ALL
        if role not in {Role.NOBODY, Role.SYSTEM}
    } | {Role.NOBODY: Actor.nobody("r"), Role.SYSTEM: Actor.system("r")}


@pytest.mark.parametrize("is_own", [True, False])
def test_may_and_require_agree_with_the_matrix(
    is_own: bool, house: House, actors: dict[Role, Actor]
) -> None:
    survey = (stories.given(house) if is_own else stories.beside(house)).survey
    faults = []

    for role, verb in product(ALL, sorted(VERBS)):
        decision = access.may(verb, actors[role], survey)
        code = decision.code if isinstance(decision, Refused) else ""
        if code != expected(role, verb, is_own=is_own):
            faults.append((role, verb, code))
        if code:
            with pytest.raises(NotAllowed) as refused:
                access.require(verb, actors[role], survey)
            assert refused.value.code == code
        else:
            access.require(verb, actors[role], survey)

    assert faults == []


@pytest.mark.parametrize("verb", sorted(OF_UNIT))
def test_a_unit_is_asked_about_itself(verb: str, house: House, actors: dict[Role, Actor]) -> None:
    by = actors[Role.UNIT_CLERK]

    assert access.may(verb, by).ok
    assert access.may(verb, by, house.unit).ok
    assert not access.may(verb, by, house.neighbour).ok


def test_nobody_may_what_is_no_verb(actors: dict[Role, Actor]) -> None:
    assert [role for role in ALL if access.may("dance", actors[role]).ok] == []


def test_surveys_are_seen_by_branch_and_unit(house: House, actors: dict[Role, Actor]) -> None:
    mine, theirs = stories.given(house).survey, stories.beside(house).survey
    women = cast.organ("黄浦区妇女联合会", "women")
    actors |= {Role.ORGAN_HEAD: Actor("P", Role.ORGAN_HEAD, women.public_id, "r")}

    for role in ALL:
        seen = {*queries.visible(actors[role]).values_list("public_id", flat=True)}
        if role in OFFICE | {Role.AUDITOR, Role.SYSTEM, Role.ORGAN_CLERK}:
            assert seen == {mine.public_id, theirs.public_id}, role
        elif role in UNIT:
            assert seen == {mine.public_id}, role
        else:
            assert seen == set(), role
    with pytest.raises(NotFound, match=r"surveys\.missing"):
        queries.get(actors[Role.UNIT_CLERK], theirs.public_id)
