"""Which seat may do what with the ledger?"""

from __future__ import annotations

import pytest
from tests.audit.test_models import entry

from hongbang.audit import access
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Refused
from hongbang.kernel.refusal import NotAllowed

READERS = {Role.AUDITOR, Role.SYSTEM}
MATRIX = [(role, verb) for role in Role for verb in access.VERBS]


@pytest.mark.parametrize(("role", "verb"), MATRIX)
def test_ledger_is_the_auditors_field(role: Role, verb: str) -> None:
    by = Actor("P1", role, "ORG1", "r")

    decision = access.may(verb, by)

    assert decision == (ALLOWED if role in READERS else Refused("audit.auditor_only"))
    if decision.ok:
        access.require(verb, by)
    else:
        with pytest.raises(NotAllowed, match=r"audit\.auditor_only"):
            access.require(verb, by)


def test_unknown_verb_is_a_bug() -> None:
    with pytest.raises(ValueError, match="rewrite"):
        access.may("rewrite", Actor.system("r"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_visible_to_the_auditor_only(role: Role) -> None:
    entry().save(force_insert=True)

    seen = access.visible_to(Actor("P1", role, "ORG1", "r"), Entry.objects.all())

    assert seen.count() == (1 if role in READERS else 0)
