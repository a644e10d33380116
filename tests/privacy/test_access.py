"""Seat × verb × class: who sees words whole, says how long they stay, changes the keys?"""

from __future__ import annotations

from itertools import product

import pytest

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.privacy import access
from hongbang.privacy.rules.classes import DataClass

OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}
REVEAL = {
    DataClass.NAME: set(Role) - {Role.NOBODY},
    DataClass.CONTACT: OFFICE
    | {Role.ORGAN_CLERK, Role.ORGAN_HEAD, Role.UNIT_HEAD, Role.SECURITY_ADMIN},
    DataClass.PRIVATE: OFFICE,
    DataClass.IDENTITY: {Role.OFFICE_HEAD},
    DataClass.CREDENTIAL: set(),
}
OTHERS = {
    "look": OFFICE | {Role.AUDITOR, Role.SECURITY_ADMIN},
    "set_term": {Role.SECURITY_ADMIN},
    "rotate": {Role.SYSTEM},
    "unheard of": set(),
}


def answered(verb: str, role: Role, data_class: DataClass | None, code: str) -> None:
    by = Actor("P", role, "O", "r")
    decision = access.may(verb, by, data_class)

    assert (decision.code if isinstance(decision, Refused) else "") == code
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by, data_class)
        assert refused.value.code == code
    else:
        access.require(verb, by, data_class)


@pytest.mark.parametrize(("role", "data_class"), list(product(Role, DataClass)))
def test_who_sees_a_word_whole(role: Role, data_class: DataClass) -> None:
    may = role in REVEAL[data_class]

    answered("reveal", role, data_class, "" if may else "privacy.not_shown")


@pytest.mark.parametrize(("role", "verb"), list(product(Role, OTHERS)))
def test_who_may_look_set_and_rotate(role: Role, verb: str) -> None:
    answered(verb, role, None, "" if role in OTHERS[verb] else "privacy.not_yours")


def test_a_word_of_no_class_is_shown_to_nobody() -> None:
    answered("reveal", Role.OFFICE_HEAD, None, "privacy.not_shown")
