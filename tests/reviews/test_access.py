"""Seat × verb: who may do what in a review, who sees which score sheet, and why not?"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.cast import SEATS, SYSTEM, Member
from tests.reviews import stories
from tests.reviews.stories import World

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.reviews import access, queries
from hongbang.reviews.access import OF_EXPERT, OF_HEAD, OF_OFFICE
from hongbang.reviews.models import ScoreSheet

VERBS = ("read", *sorted(OF_HEAD | OF_OFFICE | OF_EXPERT))


def code_of(verb: str, by: Actor, thing: ScoreSheet | None = None) -> str:
    decision = access.may(verb, by, thing)
    code = decision.code if isinstance(decision, Refused) else ""
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by, thing)
        assert refused.value.code == code
    else:
        access.require(verb, by, thing)
    return code.removeprefix("reviews.")


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds, where no score sheet is named."""
    office = {Role.OFFICE_HEAD: OF_HEAD | OF_OFFICE, Role.OFFICE_CLERK: OF_OFFICE}
    if role is Role.SYSTEM:
        return ""
    if role is Role.EXPERT:
        return "" if verb in OF_EXPERT else "office_runs"
    if role is Role.AUDITOR:
        return "" if verb == "read" else "auditor_reads"
    if role in office:
        refused = "experts_score" if verb in OF_EXPERT else "head_decides"
        return "" if verb == "read" or verb in office[role] else refused
    return "for_experts" if verb in OF_EXPERT else "not_yours"


@pytest.mark.once
@pytest.mark.parametrize(("role", "verb"), list(product((Role.SYSTEM, Role.NOBODY, *SEATS), VERBS)))
def test_every_seat_and_verb(role: Role, verb: str) -> None:
    assert code_of(verb, Actor("P", role, "O", "r")) == expected(role, verb)


@pytest.mark.once
def test_a_verb_that_is_none_is_nobodys() -> None:
    assert code_of("burn", Actor("P", Role.OFFICE_HEAD, "O", "r")) == "not_yours"


def test_an_expert_scores_its_own_in_person(told: World) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    own = told.actor(sheet)
    lent = replace(own, person="SOMEBODY", on_behalf_of=own.person)
    others = [one.actor for one in told.experts if one.actor != own]

    for verb in sorted(OF_EXPERT):
        assert code_of(verb, own, sheet) == ""
        assert code_of(verb, lent, sheet) == "in_person"
        assert {code_of(verb, by, sheet) for by in others} == {"other_expert"}


def test_who_sees_score_sheets(told: World, company: dict[Role, Member]) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    own = told.actor(sheet)
    everything = {one.pk for one in stories.sheets_of()}

    def seen(by: Actor) -> set[int]:
        return {one.pk for one in queries.visible(by)}

    for role in (Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR):
        assert seen(company[role].actor) == everything
    assert seen(SYSTEM) == everything
    assert seen(own) == {
        one.pk for one in stories.sheets_of() if one.member.seat == sheet.member.seat
    }
    nobody = [company[role].actor for role in SEATS if role not in access.READERS]
    strangers = [told.told.organ_clerk.actor, told.told.clerk.actor, Actor.nobody("r")]
    lent = replace(own, person="SOMEBODY", on_behalf_of=own.person)
    elsewhere = replace(own, organisation="ANOTHERBODY")
    for by in (*nobody, *strangers, lent, elsewhere):
        assert seen(by) == set()
        with pytest.raises(NotFound, match=r"reviews\.no_sheet"):
            queries.get(by, sheet.public_id)


def test_rounds_and_files_are_for_office_and_auditor(
    told: World, company: dict[Role, Member]
) -> None:
    stories.assigned(told)
    sheet = stories.sheets_of()[0]
    dossier, opened = sheet.dossier, told.round

    for role in (Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR):
        by = company[role].actor
        assert queries.get_round(by, opened.public_id) == opened
        assert queries.dossier(by, dossier.public_id) == dossier
        assert queries.category(by, told.category.public_id) == told.category
    for by in (told.actor(sheet), told.told.organ_clerk.actor, company[Role.SYSTEM_ADMIN].actor):
        for ask, code in (
            (queries.get_round, opened.public_id),
            (queries.dossier, dossier.public_id),
            (queries.category, told.category.public_id),
        ):
            with pytest.raises(NotFound):
                ask(by, code)
