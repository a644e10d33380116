"""How does an application begin, with what the house knows already?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hongbang.applications import access, queries
from hongbang.applications.models import Application
from hongbang.applications.rules import calling, keeping
from hongbang.applications.rules.commands import Begin
from hongbang.applications.rules.prefill import prefilled
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Nominee, Organisation, Team
from hongbang.programmes.queries import Category
from hongbang.sheets import queries as sheets

WITH_TEAM, WITH_NOMINEE = frozenset({"team"}), frozenset({"individual", "manager"})


@audit.deed
def begin(command: Begin, *, by: Actor, at: datetime) -> Application:
    """Begin an application for a team, a nominee or the unit itself; what is known is filled in.

    The same form sent twice begins one.

    Refuses: `applications.no_category`, `applications.closed`, `applications.no_step`,
    `applications.no_form`, `applications.no_subject`, `applications.begun_already`,
    `applications.no_organ`.
    """
    category = queries.category(command.category)
    access.require("begin", by)
    body = {"category": command.category, "team": command.team, "nominee": command.nominee}
    earlier = audit.once(command.key, "applications.begin", body, by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    calling.check_not_over(queries.steps(category.edition), at)
    subject = _subject(command, category, by)
    begun = _begun(category, subject, at)
    _prefill(begun, at)
    audit.settle(command.key, "applications.begin", begun.public_id, by=by)
    audit.record(
        "applications.application.begun",
        by=by,
        at=at,
        subjects=[begun.subject, category.subject, subject.unit.subject],
        said={"name": begun.subject_name, "category": category.name},
    )
    return begun


@dataclass(frozen=True, slots=True)
class _Subject:
    """For whom one applies."""

    unit: Organisation
    team: Team | None = None
    nominee: Nominee | None = None


def _subject(command: Begin, category: Category, by: Actor) -> _Subject:
    """Find for whom one applies: of the kind the category asks for, and of the own unit.

    Refuses: `applications.no_subject`, `applications.begun_already`.
    """
    try:
        team = orgs.team(by, command.team) if command.team else None
        nominee = orgs.nominee(by, command.nominee) if command.nominee else None
    except NotFound:
        raise RuleBroken("applications.no_subject") from None
    given = (team is not None, nominee is not None)
    wanted = (category.kind in WITH_TEAM, category.kind in WITH_NOMINEE)
    if given != wanted or any(one and one.closed_at for one in (team, nominee)):
        raise RuleBroken("applications.no_subject")
    one = team or nominee
    unit = one.unit if one else orgs.own(by)
    if queries.standing(category, unit, team, nominee):
        raise RuleBroken("applications.begun_already", {"name": str(one or unit)})
    return _Subject(unit, team, nominee)


def _begun(category: Category, subject: _Subject, at: datetime) -> Application:
    unit = subject.unit
    if queries.organ_of(unit) is None:
        raise RuleBroken("applications.no_organ", {"unit": unit.name})
    named = [str(one) for one in (subject.team, subject.nominee, unit, category) if one]
    return Application.objects.create(
        category=category,
        sheet=queries.form_of(category),
        unit=unit,
        team=subject.team,
        nominee=subject.nominee,
        holder=unit,
        begun_at=at,
        changed_at=at,
        search_text=search_text(*named),
    )


def _prefill(begun: Application, at: datetime) -> None:
    definition = sheets.definition(begun.sheet)
    lists = queries.lists_for(definition, begun.category.edition, begun.unit)
    answers = prefilled(definition, queries.known_of(begun), lists)
    begun.answers = keeping.as_text(answers)
    Application.objects.filter(pk=begun.pk).update(answers=begun.answers)
