"""Is it always known who acts, from which seat, and for whom?"""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from hongbang.kernel.actor import Actor, Role


def test_nobody_has_no_person_and_no_organisation() -> None:
    visitor = Actor.nobody("r1", "192.0.2.7")

    assert visitor == Actor("", Role.NOBODY, "", "r1", address="192.0.2.7")
    assert (visitor.is_nobody, visitor.is_office, visitor.seat) == (True, False, "nobody")


def test_system_is_somebody_without_a_chair() -> None:
    system = Actor.system("r2")

    assert system == Actor("", Role.SYSTEM, "", "r2")
    assert (system.is_nobody, system.is_office, system.seat) == (False, False, "system")


@pytest.mark.parametrize("role", Role)
def test_a_seat_is_named_by_role_and_organisation(role: Role) -> None:
    by = Actor("P1", role, "ORG1", "r3", on_behalf_of="P2")

    assert by.seat == f"{role.value}@ORG1"
    assert by.is_office is (role in {Role.OFFICE_CLERK, Role.OFFICE_HEAD})
    assert by.on_behalf_of == "P2"


def test_roles_are_spelled_as_the_ledger_keeps_them() -> None:
    assert [role.value for role in Role] == [role.name.lower() for role in Role]


def test_an_actor_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        Actor.nobody("r").role = Role.AUDITOR  # type: ignore[misc]  # that is the question
