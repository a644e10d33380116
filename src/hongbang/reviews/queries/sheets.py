"""Which files does an expert read, what is owed, and who read a file?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hongbang.applications import queries as applications
from hongbang.applications.queries import Evidence
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.reviews import access
from hongbang.reviews.models import Dossier, Round, ScoreSheet
from hongbang.reviews.rules.lifecycle import OPEN, OWED, RECUSED, SIGNED

WITHDRAWN = Q(dossier__application__state="withdrawn")


@dataclass(frozen=True, slots=True)
class Task:
    """What an expert has to do in one round: how many files it reads, how many it signed."""

    round: Round
    given: int
    signed: int
    due_on: date | None

    @property
    def owed(self) -> int:
        """Return how many are not signed yet."""
        return self.given - self.signed


def visible(by: Actor) -> QuerySet[ScoreSheet]:
    """Return the score sheets `by` may see."""
    return access.visible_to(by, ScoreSheet.objects.all())


def get(by: Actor, code: str) -> ScoreSheet:
    """Return one score sheet; refuses with `NotFound` what is missing or not for this seat."""
    found = (
        visible(by)
        .filter(public_id=code)
        .select_related(
            *("dossier__round__category__edition__programme", "dossier__round__sheet"),
            *("dossier__revision__sheet", "dossier__application__category__edition"),
            *("dossier__application__unit", "dossier__application__team"),
            *("dossier__application__nominee", "member__seat__person"),
        )
    )
    one = found.defer("dossier__application__answers").first()
    if one is None:
        raise NotFound("reviews.no_sheet")
    return one


def worklist(by: Actor, state: str = "") -> QuerySet[ScoreSheet]:
    """Return what an expert reads in open rounds, by category and number; `state` narrows it."""
    found = visible(by).filter(~WITHDRAWN, ~Q(state=RECUSED), dossier__round__state=OPEN)
    found = found.filter(state=state) if state else found
    named = ("dossier__round__category", "dossier__application__team")
    rows = found.select_related(
        *named, "dossier__application__unit", "dossier__application__nominee"
    )
    order = ("dossier__round__category__place", "dossier__number")
    return rows.defer("answers", "dossier__application__answers").order_by(*order)


def tasks(by: Actor) -> list[Task]:
    """Return an expert's work by round, those with the earliest last day first."""
    found: dict[int, Task] = {}
    sheets = worklist(by).select_related("dossier__round__category__edition__programme")
    rows = [*sheets.defer("dossier__round__category__edition__chapters")]
    ends = applications.last_days({one.dossier.round.category.edition_id for one in rows}, "review")
    for one in rows:
        of = one.dossier.round
        before = found.get(of.pk) or Task(of, 0, 0, ends.get(of.category.edition_id))
        is_signed = one.state == SIGNED
        found[of.pk] = Task(of, before.given + 1, before.signed + is_signed, before.due_on)
    return sorted(found.values(), key=lambda one: (one.due_on or date.max, one.round.pk))


def next_owed(by: Actor, sheet: ScoreSheet) -> ScoreSheet | None:
    """Return what this expert reads after a file: the next not signed, from the top at the end."""
    of_round = worklist(by).filter(dossier__round=sheet.dossier.round, state__in=OWED)
    rest = of_round.exclude(pk=sheet.pk)
    return rest.filter(dossier__number__gt=sheet.dossier.number).first() or rest.first()


def readers(dossier: Dossier) -> list[ScoreSheet]:
    """Return the score sheets of one file, by the code of the expert; recused ones last."""
    found = dossier.sheets.select_related("member__seat__person", "dossier__round__sheet")
    return sorted(found.defer("answers"), key=lambda one: (one.state == RECUSED, one.member.code))


def evidence_for(sheet: ScoreSheet, code: str) -> Evidence:
    """Return a file of the revision that is read, unless the round is blind.

    Refuses: `reviews.no_evidence`.
    """
    dossier = sheet.dossier
    found = applications.evidence(dossier.application).get(code)
    given = dossier.revision.given
    parts = given.get(found.field, []) if found is not None else []
    is_named = any(part.get("file") == code for part in parts if isinstance(part, dict))
    if found is None or dossier.round.is_blind or not is_named:
        raise NotFound("reviews.no_evidence")
    return found
