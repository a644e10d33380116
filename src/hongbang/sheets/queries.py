"""Which sheets are there, in which versions, and what do they ask?"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_terms
from hongbang.sheets import access
from hongbang.sheets.models import Sheet as Sheet  # views name rows, they hold no tables
from hongbang.sheets.rules.definition import Definition, read
from hongbang.sheets.rules.keeping import digest
from hongbang.sheets.rules.lifecycle import DRAFT, PUBLISHED

ROW = (
    *("public_id", "code", "number", "kind", "state", "title", "title_en"),
    *("published_at", "changed_at"),
)
REMEMBERED = 64
_known: OrderedDict[str, Definition] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    query: str = ""
    kind: str = ""
    state: str = ""


def visible(by: Actor) -> QuerySet[Sheet]:
    """Return the sheets `by` may see."""
    return access.visible_to(by, Sheet.objects.all())


def get(by: Actor, public_id: str) -> Sheet:
    """Return one version; refuses with `NotFound` what is missing or not for this seat."""
    sheet = visible(by).filter(public_id=public_id).first()
    if sheet is None:
        raise NotFound("sheets.missing")
    return sheet


def published(code: str, number: int | None = None) -> Sheet:
    """Return a published version of a family, the latest where none is named.

    Refuses: `sheets.missing`.
    """
    found = Sheet.objects.filter(code=code, state=PUBLISHED)
    if number is not None:
        found = found.filter(number=number)
    sheet = found.order_by("-number").first()
    if sheet is None:
        raise NotFound("sheets.missing")
    return sheet


def latest_numbers() -> dict[str, int]:
    """Return the latest published version of every family."""
    found = Sheet.objects.filter(state=PUBLISHED).values_list("code").annotate(Max("number"))
    return dict(found.order_by("code"))


def published_numbers() -> set[tuple[str, int]]:
    """Return every published version as (code, number)."""
    return {*Sheet.objects.filter(state=PUBLISHED).values_list("code", "number")}


def draft_of(code: str) -> Sheet | None:
    """Return the draft of a family, where there is one."""
    return Sheet.objects.filter(code=code, state=DRAFT).first()


def definition(sheet: Sheet) -> Definition:
    """Return what a sheet asks; read once and remembered by its digest.

    Refuses: `sheets.faulty` for a draft that is not sound, `sheets.altered` for a row whose
    content is not what its digest says.
    """
    remembered = _known.get(sheet.digest)
    if remembered is not None:
        return remembered
    if digest(sheet.content) != sheet.digest:
        raise RuleBroken("sheets.altered", {"code": sheet.code, "number": sheet.number})
    found = read(sheet.content)
    _known[sheet.digest] = found
    while len(_known) > REMEMBERED:
        _known.popitem(last=False)
    return found


def altered() -> list[Sheet]:
    """Return the published versions whose content is no longer what was published.

    One of the invariants: it is empty in a sound house.
    """
    found = Sheet.objects.filter(state=PUBLISHED).order_by("pk")
    return [
        sheet for sheet in found.iterator(chunk_size=50) if digest(sheet.content) != sheet.digest
    ]


def versions(by: Actor, code: str) -> list[Sheet]:
    """Return every version of a family that `by` may see, newest first, without its content."""
    return [*visible(by).filter(code=code).only(*ROW).order_by("-number")]


def before(by: Actor, sheet: Sheet) -> Sheet | None:
    """Return the published version before this one."""
    earlier = visible(by).filter(code=sheet.code, state=PUBLISHED, number__lt=sheet.number)
    return earlier.order_by("-number").first()


def worklist(by: Actor, filters: Filters) -> QuerySet[Sheet]:
    """Return the versions as filtered, last changed first, without their content."""
    found = Q()
    for term in search_terms(filters.query):
        found &= Q(search_text__contains=term)
    if filters.kind:
        found &= Q(kind=filters.kind)
    if filters.state:
        found &= Q(state=filters.state)
    return visible(by).filter(found).only(*ROW).order_by("-changed_at", "-pk")


def drafts(by: Actor) -> QuerySet[Sheet]:
    """Return the drafts that wait to be finished, longest waiting first."""
    return visible(by).filter(state=DRAFT).only(*ROW).order_by("changed_at", "pk")
