"""A house with many applications: rows copied from a few that were really played.

Only the bench writes rows so: what it copies came about by operations, from the draft to the
honour, and a copy differs from it in its team and its codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Model

from hongbang.activity.models import Activity
from hongbang.applications.models import Application, Revision
from hongbang.audit.models import new_code
from hongbang.awards.models import Award
from hongbang.publicity.models import Name
from hongbang.recommendations.models import Opinion, Recommendation
from hongbang.reviews.models import Dossier, ScoreSheet, Standing
from hongbang.selections.models import Seat
from hongbang.selections.rules.answering import BELOW
from hongbang.selections.rules.reasons import OUT_BELOW

AFTER = 10_000  # places and numbers of copies lie behind those that were played
BELOW_THE_LINE = {"kind": BELOW, "code": OUT_BELOW}  # a list has no more chosen than honours
FEW = 4  # teams of each kind that are copied


@dataclass(frozen=True, slots=True)
class Copy:
    """An application and what it was copied from."""

    source: Application
    made: Application

    @property
    def behind(self) -> int:
        """Return a place or number that nobody else has."""
        return AFTER + self.made.pk


def sources() -> list[Application]:
    """Return teams that were honoured, of one organ, and teams that experts read now."""
    teams = Application.objects.filter(team__isnull=False).select_related("team")
    owners = teams.filter(award__isnull=False).values_list("recommendation__organ", flat=True)
    [*owned] = owners.order_by()
    most = max(set(owned), key=lambda one: (owned.count(one), -one))
    honoured = teams.filter(award__isnull=False, recommendation__organ=most).order_by("pk")
    read = teams.filter(dossiers__round__state="open").order_by("pk")
    return [*honoured[:FEW], *read[:FEW]]


@transaction.atomic
def fill_to(size: int, found: Sequence[Application]) -> None:
    """Copy what was found until there are `size` applications, each with all that hangs on it."""
    lacking = max(0, size - Application.objects.count())
    from_ = [*islice(cycle(found), lacking)]
    teams = _kept(
        copy_of(one.team, name=f"{one.subject_name}之{AFTER + n}")
        for n, one in enumerate(from_, size)
    )
    made = _kept(
        copy_of(one, team_id=team.pk, **_later(one, n))
        for n, (one, team) in enumerate(zip(from_, teams, strict=True), size)
    )
    copies = [Copy(source, one) for source, one in zip(from_, made, strict=True)]
    revisions = _along(copies, Revision)
    _kept(
        copy_of(said, revision_id=revisions[one.made.pk, said.revision_id].pk)
        for one in copies
        for said in _of(Opinion, revision__application=one.source)
    )
    _along(copies, Recommendation, revisions)
    dossiers = _along(copies, Dossier, revisions, place="number")
    for model, place in ((ScoreSheet, ""), (Standing, "place")):
        _kept(
            copy_of(
                row,
                dossier_id=dossiers[one.made.pk, row.dossier_id].pk,
                **({place: one.behind} if place else {}),
            )
            for one in copies
            for row in _of(model, dossier__application=one.source)
        )
    _along(copies, Seat, place="place", wanted=BELOW_THE_LINE)
    _along(copies, Name, place="place")
    _honour(copies)
    _record(size)


def _later(one: Application, seconds: int) -> dict[str, Any]:
    """Return when a copy was sent: no two at the same moment, as in life."""
    after = timedelta(seconds=seconds)
    sent = one.submitted_at + after if one.submitted_at else None
    return {"submitted_at": sent, "changed_at": one.changed_at + after}


def _honour(copies: Sequence[Copy]) -> None:
    """Enter the copies of what was honoured into the register, with their certificates."""
    those = [(one, award) for one in copies for award in _of(Award, application=one.source)]
    honours = _kept(
        copy_of(
            award.honour,
            team_id=one.made.team_id,
            number=f"B{one.behind}",
            source=one.made.public_id,
        )
        for one, award in those
    )
    _kept(
        copy_of(award, application_id=one.made.pk, honour_id=honour.pk, place=one.behind)
        for (one, award), honour in zip(those, honours, strict=True)
    )


def _record(size: int) -> None:
    """Record as many activities as there are applications."""
    lacking = size - Activity.objects.count()
    _kept(copy_of(one) for one in islice(cycle(Activity.objects.order_by("pk")[:FEW]), lacking))


def _along(
    copies: Sequence[Copy],
    model: type[Model],
    revisions: dict[tuple[int, int], Any] | None = None,
    place: str = "",
    wanted: Mapping[str, Any] = MappingProxyType({}),
) -> dict[tuple[int, int], Any]:
    """Copy the rows of the sources, with the revisions and places that the copies have.

    Returned by the key of the application they hang on, and of the row they were copied from.
    """
    told, keys = [], []
    for one in copies:
        for row in _of(model, application=one.source):
            changed = {**wanted, "application_id": one.made.pk}
            if revisions is not None:
                changed["revision_id"] = revisions[one.made.pk, row.revision_id].pk
            if place:
                changed[place] = one.behind
            told.append(copy_of(row, **changed))
            keys.append((one.made.pk, row.pk))
    return dict(zip(keys, _kept(told), strict=True))


def copy_of(row: Any, **changed: Any) -> Any:
    """Return a new row that differs from `row` in its code and in what is said."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]  # noqa: SLF001 - Django's public name
    kept = {one.attname: getattr(row, one.attname) for one in fields}
    own = {"public_id": new_code()} if "public_id" in kept else {}
    return type(row)(**kept | own | changed)


def _kept(rows: Iterable[Any]) -> list[Any]:
    """Write rows of one kind at once."""
    told = [*rows]
    return type(told[0])._default_manager.bulk_create(told, batch_size=500) if told else []  # noqa: SLF001 - as above


_known: dict[tuple[type[Model], str, int], list[Any]] = {}


def _of(model: type[Model], **where: Application) -> list[Any]:
    """Return the rows of a source, read once."""
    [(name, source)] = where.items()
    key = (model, name, source.pk)
    if key not in _known:
        rows = model._default_manager.filter(**where).order_by("pk")  # noqa: SLF001 - as above
        _known[key] = [*rows]
    return _known[key]
