"""Which notices can be read, by whom, and how do they stand?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.notices import access
from hongbang.notices.models import Annex as Annex  # views name rows, they hold no tables
from hongbang.notices.models import Notice as Notice
from hongbang.notices.models import Revision as Revision
from hongbang.notices.rules.lifecycle import PUBLIC
from hongbang.notices.rules.publishing import Enclosed, Text

ROW = (
    *("public_id", "kind", "state", "title", "public_title", "number", "author"),
    *("published_at", "changed_at", "revision", "is_ahead"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the worklist is narrowed to."""

    query: str = ""
    state: str = ""
    kind: str = ""


def text_of(written: Notice | Revision) -> Text:
    """Return what a notice or a public text says, as the rules take it."""
    return Text(
        *(written.kind, written.title, written.number, written.author),
        *(written.body_html, written.edition),
    )


def visible(by: Actor) -> QuerySet[Notice]:
    """Return the notices `by` may see."""
    return access.visible_to(by, Notice.objects.all())


def get(by: Actor, code: str) -> Notice:
    """Return one notice; refuses with `NotFound` what is missing or not for this seat."""
    notice = visible(by).select_related("issuer").filter(public_id=code).first()
    if notice is None:
        raise NotFound("notices.missing")
    return notice


def public_list(query: str = "", kind: str = "") -> QuerySet[Notice]:
    """Return the public notices, newest first, without their texts."""
    found = Q(state__in=PUBLIC)
    for term in search_terms(query):
        found &= Q(public_search_text__contains=term)
    if kind:
        found &= Q(public_kind=kind)
    return Notice.objects.filter(found).only(*ROW).order_by("-published_at", "-pk")


def worklist(by: Actor, filters: Filters) -> QuerySet[Notice]:
    """Return the notices at work, last changed first, without their texts."""
    found = Q()
    for term in search_terms(filters.query):
        found &= Q(search_text__contains=term)
    if filters.state:
        found &= Q(state=filters.state)
    if filters.kind:
        found &= Q(kind=filters.kind)
    return visible(by).filter(found).only(*ROW).order_by("-changed_at", "-pk")


def drafts(by: Actor) -> QuerySet[Notice]:
    """Return the drafts that wait to be finished, longest waiting first."""
    return visible(by).filter(state="draft").only(*ROW).order_by("changed_at", "pk")


def prepared_corrections(by: Actor) -> QuerySet[Notice]:
    """Return public notices whose text was changed since, but not yet corrected in public."""
    open_ones = visible(by).filter(state__in=["published", "corrected"], is_ahead=True)
    return open_ones.only(*ROW).order_by("changed_at", "pk")


def revisions(notice: Notice) -> list[Revision]:
    """Return the public texts of a notice, newest first."""
    return [*notice.revisions.order_by("-place")]


def public_texts(by: Actor, filters: Filters) -> list[tuple[Revision, list[str]]]:
    """Return the public texts behind the worklist as filtered, each with its annexes' titles."""
    found = worklist(by, filters).filter(state__in=PUBLIC).order_by("published_at", "pk")
    current = Revision.objects.filter(notice__in=found.values("pk"), place=F("notice__revision"))
    texts = current.select_related("notice").order_by("published_at", "pk")
    named: dict[int, list[str]] = {}
    public = Q(from_revision__lte=F("notice__revision")) & (
        Q(until_revision__isnull=True) | Q(until_revision__gt=F("notice__revision"))
    )
    for annex in Annex.objects.filter(public, notice__in=found.values("pk")):
        named.setdefault(annex.notice_id, []).append(annex.title)
    return [(text, named.get(text.notice_id, [])) for text in texts]


def revision(notice: Notice, place: int) -> Revision:
    """Return one public text; refuses with `NotFound`."""
    found = notice.revisions.filter(place=place).first()
    if found is None:
        raise NotFound("notices.missing")
    return found


def annexes_at_work(notice: Notice) -> QuerySet[Annex]:
    """Return the annexes as the next public text will have them."""
    return notice.annexes.filter(is_dropped=False, until_revision__isnull=True).select_related(
        "file"
    )


def annexes_taken_out(notice: Notice) -> QuerySet[Annex]:
    """Return the annexes that the next public text will lack, and that can be put back."""
    out = notice.annexes.filter(is_dropped=True, until_revision__isnull=True)
    return out.select_related("file")


def annex_titles(notice: Notice, place: int) -> list[str]:
    """Return the titles of the annexes of one public text."""
    return [annex.title for annex in annexes_of(notice, place)]


def enclosed(notice: Notice) -> list[Enclosed]:
    """Return the annexes of the next public text, as the rules take them."""
    return [
        Enclosed(annex.title, annex.file.name, annex.file.numbers)
        for annex in annexes_at_work(notice)
    ]


def annexes_of(notice: Notice, place: int) -> QuerySet[Annex]:
    """Return the annexes of one public text."""
    kept = Q(until_revision__isnull=True) | Q(until_revision__gt=place)
    return notice.annexes.filter(kept, from_revision__lte=place).select_related("file")


def annex(by: Actor, notice: Notice, code: str) -> Annex:
    """Return one annex that `by` may download; refuses with `NotFound`."""
    annexes = notice.annexes.select_related("file").filter(public_id=code)
    if not access.reads_drafts(by):
        annexes = annexes.filter(from_revision__isnull=False)
    found = annexes.first()
    if found is None:
        raise NotFound("notices.annex_missing")
    return found


def has_unpublished_changes(notice: Notice) -> bool:
    """Say whether the text at work differs from the one made public."""
    public = notice.revisions.filter(place=notice.revision).first()
    return (
        public is None
        or text_of(public) != text_of(notice)
        or notice.annexes.filter(PENDING_ANNEX).exists()
    )


PENDING_ANNEX = Q(from_revision__isnull=True, is_dropped=False) | Q(
    from_revision__isnull=False, is_dropped=True, until_revision__isnull=True
)
