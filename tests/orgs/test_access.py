"""Seat × verb × body: who may do what with bodies, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests.cast import SEATS, moment
from tests.orgs.conftest import Tree

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.orgs import access, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.access import OF_KEEPERS, OF_UNITS, READ
from hongbang.orgs.rules.commands import Merge

ROLES = (Role.NOBODY, Role.SYSTEM, Role.ORGAN_HEAD, Role.UNIT_HEAD, *SEATS)
KEEPERS = {Role.SYSTEM, Role.SYSTEM_ADMIN, Role.OFFICE_CLERK, Role.OFFICE_HEAD}
ORGAN = {Role.ORGAN_CLERK, Role.ORGAN_HEAD}
UNIT = {Role.UNIT_CLERK, Role.UNIT_HEAD}
VERBS = sorted(READ | OF_UNITS | OF_KEEPERS)
BODIES = ("none", "office", "host", "organ", "unit", "neighbour", "women", "stranger")


def expected(role: Role, verb: str, body: str) -> str:
    """Say by hand what the matrix holds: "" for yes, else the code of the refusal."""
    if role in KEEPERS:
        return ""
    if role is Role.AUDITOR:
        return "" if verb in READ else "orgs.auditor_reads"
    if role in ORGAN:
        own = verb in {"edit", "register", "read"} and body == "organ"
        branch = verb == "read" and body in {"unit", "neighbour"}
        return "" if verb in {"work", "export"} or own or branch else "orgs.organ_own_only"
    if role in UNIT:
        own = body == "unit" and (verb in OF_UNITS or verb == "read")
        return "" if own else "orgs.own_unit_only" if verb in READ else "orgs.unit_asks"
    return "orgs.not_yours"


@pytest.mark.parametrize(("role", "body"), list(product(ROLES, BODIES)))
def test_may_and_require_agree_with_the_matrix(role: Role, body: str, tree: Tree) -> None:
    by, thing = tree.seat(role), None if body == "none" else getattr(tree, body)

    for verb in VERBS:
        decision = access.may(verb, by, thing)
        code = decision.code if isinstance(decision, Refused) else ""
        assert (verb, code) == (verb, expected(role, verb, body))
        if code:
            with pytest.raises(NotAllowed) as refused:
                access.require(verb, by, thing)
            assert refused.value.code == code
        else:
            access.require(verb, by, thing)


@pytest.mark.parametrize("role", ROLES)
def test_a_verb_that_nobody_knows_is_refused(role: Role, tree: Tree) -> None:
    assert not access.may("erase", tree.seat(role), tree.unit).ok


@pytest.mark.parametrize("role", ROLES)
def test_each_seat_sees_its_branch_and_no_more(role: Role, tree: Tree) -> None:
    seen = {body.name for body in queries.visible(tree.seat(role))}

    everything = {getattr(tree, name).name for name in BODIES[1:]}
    branch = {tree.organ.name, tree.unit.name, tree.neighbour.name}
    own = {tree.unit.name}
    expected_names = (
        everything
        if role in KEEPERS | {Role.AUDITOR}
        else branch
        if role in ORGAN
        else own
        if role in UNIT
        else set()
    )
    assert seen == expected_names


@pytest.mark.parametrize("role", [Role.ORGAN_CLERK, Role.UNIT_CLERK])
def test_a_seat_at_no_body_sees_nothing(role: Role, tree: Tree) -> None:
    lost = Actor("P", role, "NOWHERE", "r")

    assert [*queries.visible(lost)] == []
    assert not access.may("edit", lost, tree.organ).ok
    assert not access.may("read", lost, tree.organ).ok
    with pytest.raises(NotFound):
        queries.own(lost)


def test_a_seat_goes_on_at_the_successor_of_its_body(tree: Tree, keeper: Actor) -> None:
    clerk = tree.seat(Role.UNIT_CLERK)
    merge = Merge(version=tree.unit.version, into=tree.neighbour.public_id, reason="两店合一")

    orgs.merge(tree.unit, merge, by=keeper, at=moment())

    assert access.home(clerk) == tree.neighbour
    assert queries.own(clerk) == tree.neighbour
    assert [*queries.visible(clerk)] == [tree.neighbour]
    assert access.may("add_team", clerk, queries.get(keeper, tree.neighbour.public_id)).ok
    assert not access.may("add_team", clerk, queries.get(keeper, tree.unit.public_id)).ok
    with pytest.raises(NotFound):
        queries.get(clerk, tree.unit.public_id)


def test_a_row_of_mergers_has_an_end(tree: Tree) -> None:
    tree.unit.successor, tree.neighbour.successor = tree.neighbour, tree.unit

    assert access.current(tree.unit) == tree.unit
