"""Seat × verb: who may do what with sheets, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests.cast import SEATS, Member
from tests.sheets.stories import drafted, published

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.sheets import access, queries
from hongbang.sheets.access import WRITE

OFFICE = {Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.SYSTEM}
ALL = (Role.NOBODY, Role.SYSTEM, *SEATS)


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds: "" for yes, else the code of the refusal."""
    if verb == "read" or role in OFFICE:
        return ""
    if role is Role.AUDITOR:
        return "" if verb == "work" else "sheets.auditor_reads"
    return "sheets.not_yours"


@pytest.mark.parametrize(("role", "verb"), list(product(ALL, ["read", "work", *sorted(WRITE)])))
def test_may_and_require_agree_with_the_matrix(role: Role, verb: str) -> None:
    by = Actor("P", role, "O", "r")
    decision = access.may(verb, by)

    code = decision.code if isinstance(decision, Refused) else ""
    assert code == expected(role, verb)
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by)
        assert refused.value.code == code
    else:
        access.require(verb, by)


@pytest.mark.parametrize("role", ALL)
def test_drafts_are_seen_by_the_office_and_the_auditor_only(
    role: Role, company: dict[Role, Member], clerk: Actor
) -> None:
    draft = drafted(clerk)
    public = published(clerk, "public_form")
    by = company[role].actor if role in company else Actor("", role, "", "r")

    seen = set(queries.visible(by).values_list("public_id", flat=True))

    if role in OFFICE | {Role.AUDITOR}:
        assert seen == {draft.public_id, public.public_id}
        assert queries.get(by, draft.public_id) == draft
    else:
        assert seen == {public.public_id}
        with pytest.raises(NotFound) as refused:
            queries.get(by, draft.public_id)
        assert refused.value.code == "sheets.missing"
