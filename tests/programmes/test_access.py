"""Seat × verb: who may do what with editions, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests.cast import SEATS, Member
from tests.programmes import stories

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.programmes import access, queries
from hongbang.programmes.access import DRAFT, LOOK, PUBLISH

ALL = (Role.NOBODY, Role.SYSTEM, *SEATS)
VERBS = ["read", *sorted(LOOK | DRAFT | PUBLISH)]


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds: "" for yes, else the code of the refusal."""
    if verb == "read" or role in {Role.SYSTEM, Role.OFFICE_HEAD}:
        return ""
    if role is Role.OFFICE_CLERK:
        return "programmes.head_publishes" if verb in {"publish", "amend", "close"} else ""
    if role is Role.AUDITOR and verb != "look_at_day":
        return "" if verb == "work" else "programmes.auditor_reads"
    return "programmes.not_yours"


@pytest.mark.parametrize(("role", "verb"), list(product(ALL, VERBS)))
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
@pytest.mark.usefixtures("usable")
def test_drafts_are_seen_by_the_office_and_the_auditor_only(
    role: Role, company: dict[Role, Member], head: Actor
) -> None:
    public = stories.published(head)
    draft = stories.drafted(head, {}, year=2027)
    by = company[role].actor if role in company else Actor("", role, "", "r")

    seen = set(queries.visible(by).values_list("code", flat=True))

    if by.is_office or role in {Role.AUDITOR, Role.SYSTEM}:
        assert seen == {public.code, draft.code}
        assert queries.get(by, draft.public_id) == draft
    else:
        assert seen == {public.code}
        with pytest.raises(NotFound) as refused:
            queries.get(by, draft.public_id)
        assert refused.value.code == "programmes.missing"
