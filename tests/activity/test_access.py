"""Seat × verb × whose: who may do what with records and returns, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests import cast
from tests.activity import stories
from tests.activity.stories import House
from tests.cast import SEATS

from hongbang.activity import access, queries
from hongbang.activity.access import OF_OFFICE, OF_UNIT, OVER_ALL, READ, VERBS
from hongbang.activity.models import Activity, Return
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.once
ALL = tuple({*SEATS, Role.NOBODY, Role.SYSTEM, Role.ORGAN_HEAD, Role.UNIT_HEAD, Role.CANDIDATE})
OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}
ORGAN = {Role.ORGAN_CLERK, Role.ORGAN_HEAD}
UNIT = {Role.UNIT_CLERK, Role.UNIT_HEAD}
SIGNERS = {"save": Role.ORGAN_CLERK, "prepare": Role.ORGAN_CLERK, "sign": Role.ORGAN_HEAD}


def expected(role: Role, verb: str, *, is_own: bool) -> str:
    """Say by hand what the matrix holds: "" for yes, else the code of the refusal."""
    if role is Role.SYSTEM:
        return ""
    if role in UNIT:
        if verb not in READ | OF_UNIT:
            return "activity.organ_reports"
        return "" if is_own else "activity.own_unit_only"
    if role in ORGAN:
        return _of_organ(role, verb, is_own=is_own)
    if role in OFFICE | {Role.AUDITOR}:
        return _of_office(role, verb)
    return "activity.not_yours"


def _of_organ(role: Role, verb: str, *, is_own: bool) -> str:
    if verb in OF_UNIT:
        return "activity.unit_records"
    if verb in READ | {"report"}:
        return ""
    if verb in OF_OFFICE | OVER_ALL:
        return "activity.office_takes_in"
    if SIGNERS.get(verb, role) is not role:
        return "activity.head_signs" if verb == "sign" else "activity.clerk_fills"
    return "" if is_own else "activity.own_organ_only"


def _of_office(role: Role, verb: str) -> str:
    if verb in READ | OVER_ALL | {"report"}:
        return ""
    if role is Role.AUDITOR:
        return "activity.auditor_reads"
    if verb in OF_OFFICE:
        return ""
    return "activity.unit_records" if verb in OF_UNIT else "activity.organ_reports"


@pytest.fixture
def actors(told: House) -> dict[Role, Actor]:
    """Seat one of each where such a seat stands."""
    places = dict.fromkeys(UNIT, told.unit) | dict.fromkeys(ORGAN, told.organ)
    other = told.office.seat.organisation
    return {role: Actor("P", role, places.get(role, other).public_id, "r") for role in ALL}


def test_may_and_require_agree_with_the_matrix(told: House, actors: dict[Role, Actor]) -> None:
    record, found = stories.recorded(told.clerk.actor), stories.sent(told)
    beside, other = stories.recorded(told.other_clerk.actor), stories.sent_by_other(told)
    faults = []

    for role, verb, is_own in product(ALL, sorted(VERBS), (True, False)):
        things = (record, found) if is_own else (beside, other)
        thing = things[0] if role in UNIT or verb in OF_UNIT else things[1]
        decision = access.may(verb, actors[role], thing)
        code = decision.code if isinstance(decision, Refused) else ""
        wanted = expected(role, verb, is_own=is_own)
        if code != wanted:
            faults.append((role, verb, is_own, code, wanted))
        if wanted:
            with pytest.raises(NotAllowed, match=wanted):
                access.require(verb, actors[role], thing)
        else:
            access.require(verb, actors[role], thing)

    assert faults == []


def test_each_seat_sees_its_own_and_no_more(told: House, actors: dict[Role, Actor]) -> None:
    own, beside = stories.recorded(told.clerk.actor), stories.recorded(told.beside_clerk.actor)
    far = stories.recorded(told.other_clerk.actor)
    found, other = stories.sent(told), stories.sent_by_other(told)
    every = {own, beside, far}, {found, other}
    sees = dict.fromkeys(ALL, (set(), set()))
    sees |= dict.fromkeys(OFFICE | {Role.AUDITOR, Role.SYSTEM}, every)  # type: ignore[arg-type]  # sets of rows
    sees |= dict.fromkeys(ORGAN, ({own, beside}, {found}))  # type: ignore[arg-type]  # sets of rows
    sees |= dict.fromkeys(UNIT, ({own}, set()))  # type: ignore[arg-type]  # sets of rows

    told_of = {
        role: (
            {*access.visible_to(by, Activity.objects.all())},
            {*access.returns_visible_to(by, Return.objects.all())},
        )
        for role, by in actors.items()
    }

    assert told_of == sees
    with pytest.raises(NotFound):
        queries.get(told.clerk.actor, beside.public_id)
    with pytest.raises(NotFound):
        queries.organ(told.edition, told.filler.actor, told.other.public_id)
    with pytest.raises(NotFound):
        queries.organ(told.edition, told.clerk.actor, told.unit.public_id)
    with pytest.raises(NotFound):
        queries.get_return(told.filler.actor, told.edition, told.other)


def test_a_seat_nowhere_sees_nothing(told: House) -> None:
    lost = Actor("P", Role.ORGAN_CLERK, "0000000000000", "r")
    stories.sent(told)

    assert not access.returns_visible_to(lost, Return.objects.all()).exists()
    assert queries.owed(lost, cast.moment("2026-11-12 09:00").date()) == []
