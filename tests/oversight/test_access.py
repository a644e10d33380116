"""Who may do what with visits and cases?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cast import SEATS, Member
from tests.oversight import stories
from tests.oversight.stories import Watch

from hongbang.kernel.actor import Actor, Role
from hongbang.oversight import access
from hongbang.oversight.models import Case, Visit

pytestmark = pytest.mark.once
HEAD = ("draw", "confirm", "open", "decide", "drop", "lift", "settle", "annul")
UNIT = ("own", "state", "mend", "surrender")
VERBS = ("read", "cases", "assign", *HEAD, "visit", *UNIT)
SPEAKS = {"visit": "oversight.inspectors_visit"} | dict.fromkeys(UNIT, "oversight.unit_speaks")
STRANGER = dict.fromkeys(VERBS, "oversight.not_yours")
OF_UNIT = STRANGER | dict.fromkeys(("cases", *UNIT), "")
EXPECTED = {
    Role.OFFICE_HEAD: SPEAKS,
    Role.OFFICE_CLERK: SPEAKS | dict.fromkeys(HEAD, "oversight.head_decides"),
    Role.AUDITOR: dict.fromkeys(VERBS[2:], "oversight.auditor_reads"),
    Role.INSPECTOR: STRANGER | {"visit": ""},
    Role.UNIT_CLERK: OF_UNIT | {"surrender": "oversight.unit_head_surrenders"},
    Role.SYSTEM: {},
}


@pytest.mark.parametrize("role", [Role.NOBODY, Role.SYSTEM, *SEATS])
def test_a_seat_may(role: Role, company: dict[Role, Member]) -> None:
    others = {Role.NOBODY: Actor.nobody("visit"), Role.SYSTEM: Actor.system("visit")}
    by = others.get(role) or company[role].actor
    codes = {verb: getattr(access.may(verb, by), "code", "") for verb in VERBS}

    assert codes == dict.fromkeys(VERBS, "") | EXPECTED.get(role, STRANGER)
    assert getattr(access.may("fly", company[Role.OFFICE_HEAD].actor), "code", "")


@pytest.mark.parametrize("role", [Role.NOBODY, Role.SYSTEM, *SEATS])
def test_a_seat_sees(role: Role, told: Watch, company: dict[Role, Member]) -> None:
    others = {Role.NOBODY: Actor.nobody("visit"), Role.SYSTEM: Actor.system("visit")}
    by = others.get(role) or company[role].actor
    stories.drawn(told)
    stories.assigned(told, told.team)
    stories.case(told)

    all_of_it = {Role.OFFICE_HEAD, Role.OFFICE_CLERK, Role.AUDITOR, Role.SYSTEM}
    visits = 2 if role in all_of_it else int(role is Role.INSPECTOR)
    assert access.visits_of(by, Visit.objects.all()).count() == visits
    assert access.cases_of(by, Case.objects.all()).count() == int(role in all_of_it)


def test_a_unit_sees_its_cases_and_no_visit(told: Watch) -> None:
    stories.drawn(told)
    stories.confirmed(told, stories.submitted(told, told.team), "warn")
    by, case = told.unit_clerk.actor, Case.objects.get()

    assert [*access.cases_of(by, Case.objects.all())] == [case]
    assert not access.visits_of(by, Visit.objects.all()).exists()
    assert access.may("state", by, case).ok
    assert access.may("surrender", told.unit_head.actor, told.team).ok
    stranger = replace(by, organisation="ELSEWHERE")
    assert getattr(access.may("state", stranger, case), "code", "") == "oversight.other_unit"
    assert not access.cases_of(stranger, Case.objects.all()).exists()


def test_an_inspector_goes_in_person_and_alone(told: Watch) -> None:
    stories.drawn(told)
    own, other = stories.assigned(told, told.team), stories.visit_to(told.nominee)
    by = told.inspector.actor
    lent = replace(by, on_behalf_of="SOMEBODY")

    assert access.may("visit", by, own).ok
    assert getattr(access.may("visit", by, other), "code", "") == "oversight.other_inspector"
    assert getattr(access.may("visit", lent, own), "code", "") == "oversight.in_person"
    assert not access.visits_of(lent, Visit.objects.all()).exists()
