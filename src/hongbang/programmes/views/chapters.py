"""How are an edition's chapters read and written: their keys, their tables, row by row?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.programmes import access, queries
from hongbang.programmes import operations as programmes
from hongbang.programmes.forms import PartsForm, RowActForm
from hongbang.programmes.queries import Edition
from hongbang.programmes.rules.catalogue import AMENDABLE, CHAPTERS
from hongbang.programmes.rules.chapters import chapter_faults, is_unfinished
from hongbang.programmes.rules.commands import Amend, EditChapter
from hongbang.programmes.rules.shapes import Chapter, Part, row_name, rows_of
from hongbang.programmes.texts.chapters import CHAPTERS as NAMES
from hongbang.programmes.texts.chapters import NOTES, label
from hongbang.programmes.texts.telling import faults_told, tables_told
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request


@dataclass(frozen=True, slots=True)
class Spot:
    """What is being written: a chapter's own keys, or one row of one of its tables."""

    edition: Edition
    chapter: Chapter
    table: Part | None = None
    place: int = 0  # from one; 0 is a new row

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the keys that are written here."""
        return self.table.parts if self.table else self.chapter.fields

    @property
    def at(self) -> str:
        """Return where these keys stand, as their labels are named."""
        return f"{self.chapter.name}.{self.table.key}" if self.table else self.chapter.name

    @property
    def content(self) -> dict[str, Any]:
        """Return the chapter as it is kept."""
        return dict(queries.chapter(self.edition, self.chapter.name))

    @property
    def row(self) -> dict[str, Any]:
        """Return what is kept here; refuses with `NotFound` a row that is not there."""
        if not self.table or not self.place:
            return {} if self.table else self.content
        rows = rows_of(self.content, self.table.key)
        if self.place > len(rows):
            raise NotFound("programmes.chapter_unknown")
        return rows[self.place - 1]

    @property
    def is_amending(self) -> bool:
        """Say whether this would change what everybody relies on."""
        return self.edition.state == "published" and self.chapter.is_amendable

    @property
    def is_open(self) -> bool:
        """Say whether it can be written at all."""
        return self.edition.state == "draft" or self.is_amending

    @property
    def verb(self) -> str:
        """Name the deed that writing is."""
        return "amend" if self.edition.state == "published" else "edit"

    def with_row(self, row: dict[str, Any] | None) -> dict[str, Any]:
        """Return the chapter with this written here; nothing takes the row out."""
        if not self.table:
            tables = {part.key for part in self.chapter.tables}
            return {key: one for key, one in self.content.items() if key in tables} | (row or {})
        rows = rows_of(self.content, self.table.key)
        here = self.place - 1 if self.place else len(rows)
        rows[here : here + 1] = [row] if row is not None else []
        return {**self.content, self.table.key: rows}

    def prefix(self, row: dict[str, Any]) -> str:
        """Return how the faults of what is written here begin."""
        if not self.table:
            return ""
        place = self.place or len(rows_of(self.content, self.table.key)) + 1
        return f"{self.table.key}.{row_name(self.table, row, place)}."


@seated("programmes.chapter.show")
@require_safe
def show_chapter(request: Request, edition: str, chapter: str) -> HttpResponse:
    """Show a chapter: its keys, its tables, and what is wrong with it."""
    access.require("work", request.actor)
    spot = _spot(request, edition, chapter)
    return render(request, "programmes/show_chapter.html", _chapter(request, spot))


@seated("programmes.chapter.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_keys(request: Request, edition: str, chapter: str) -> HttpResponseBase:
    """Write a chapter's own keys."""
    access.require("work", request.actor)
    return _written(request, _spot(request, edition, chapter))


@seated("programmes.row.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_row(
    request: Request, edition: str, chapter: str, table: str, place: int
) -> HttpResponseBase:
    """Write one row of a table; the place 0 is a new one."""
    access.require("work", request.actor)
    return _written(request, _spot(request, edition, chapter, table, place))


@seated("programmes.row.act")
@acts_only("programmes:chapter", "edition", "chapter")
def act_on_row(request: Request, edition: str, chapter: str) -> HttpResponseBase:
    """Move a row of a draft up or down, or take it out."""
    spot = _spot(request, edition, chapter)
    form, status, why = RowActForm(request.POST), 422, _("没有办成：请从表格里的按钮来办。")
    if form.is_valid() and spot.chapter.part(form.cleaned_data["table"]):
        content = form.applied(spot.content)
        command = EditChapter(name=chapter, content=content, version=form.cleaned_data["version"])
        try:
            programmes.edit_chapter(spot.edition, command, by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            why, status = refusals.sentence(refusal), refusals.status_of(refusal)
        else:
            messages.success(request, _("已存。"))
            onward = reverse("programmes:chapter", args=[edition, chapter])
            return HttpResponseRedirect(f"{onward}#{form.cleaned_data['table']}")
    return _row_refused(request, _spot(request, edition, chapter), why, status)


def _row_refused(request: Request, spot: Spot, why: str, status: int) -> HttpResponse:
    access.require("edit", request.actor, spot.edition)  # before anything is shown again
    context = _chapter(request, spot) | {"refusal": why}
    return render(request, "programmes/show_chapter.html", context, status=status)


def _written(request: Request, spot: Spot) -> HttpResponseBase:
    """Show the form of a spot; on POST keep it, or show it again with what is wrong."""
    initial = PartsForm.initial_of(spot.parts, spot.row, spot.edition.version)
    if request.method != "POST":
        return _form(request, spot, _parts_form(spot, initial=initial))
    access.require(spot.verb, request.actor, spot.edition)
    form = _parts_form(spot, data=request.POST)
    form_is_valid = form.is_valid()
    is_out = "remove" in request.POST and spot.place and form.cleaned_data.get("version")
    if not form_is_valid and not is_out:
        return _form(request, spot, form, 422)
    row = None if is_out else form.row()
    content = spot.with_row(row)
    if row is not None:
        _tell_faults(spot, form, row, content)
    if row is not None and form.errors:
        return _form(request, spot, form, 422)
    try:
        _keep(request, spot, form, content)
    except Stale as refusal:
        fresh = _spot_again(request, spot)
        form.add_error(None, refusals.sentence(refusal))
        return _form(request, fresh, form, 409, theirs=True)
    except (RuleBroken, IllegalMove) as refusal:
        form.add_error(None, refusals.sentence(refusal))
        return _form(request, spot, form, 422)
    messages.success(request, _("已存。"))
    onward = reverse("programmes:chapter", args=[spot.edition.public_id, spot.chapter.name])
    return HttpResponseRedirect(onward + (f"#{spot.table.key}" if spot.table else ""))


def _keep(request: Request, spot: Spot, form: PartsForm, content: dict[str, Any]) -> None:
    name, version = spot.chapter.name, form.cleaned_data["version"]
    if spot.edition.state == "published":
        reason = form.cleaned_data.get("reason", "")
        amend = Amend(name=name, content=content, reason=reason, version=version)
        programmes.amend(spot.edition, amend, by=request.actor, at=clock.now())
    else:
        edit = EditChapter(name=name, content=content, version=version)
        programmes.edit_chapter(spot.edition, edit, by=request.actor, at=clock.now())


def _tell_faults(spot: Spot, form: PartsForm, row: dict[str, Any], content: dict[str, Any]) -> None:
    """Put every fault of what was just written to its field."""
    prefix = spot.prefix(row)
    found = [one for one in chapter_faults(spot.chapter.name, content) if not is_unfinished(one)]
    form.tell([one for one in found if one.place.startswith(prefix)], prefix)


def _parts_form(spot: Spot, **given: Any) -> PartsForm:
    return PartsForm(
        spot.parts, spot.at, spot.edition.chapters, is_amending=spot.is_amending, **given
    )


def _spot(request: Request, edition: str, name: str, table: str = "", place: int = 0) -> Spot:
    found = queries.get(request.actor, edition)
    chapter = CHAPTERS.get(name)
    part = chapter.part(table) if chapter and table else None
    if chapter is None or (table and (part is None or part.kind != "rows")):
        raise NotFound("programmes.chapter_unknown")
    return Spot(found, chapter, part, place)


def _spot_again(request: Request, spot: Spot) -> Spot:
    """Return the spot as it is kept now, after somebody was here first."""
    fresh = queries.get(request.actor, spot.edition.public_id)
    return Spot(fresh, spot.chapter, spot.table, spot.place)


def _form(
    request: Request, spot: Spot, form: PartsForm, status: int = 200, *, theirs: bool = False
) -> HttpResponse:
    context = {
        "edition": spot.edition,
        "spot": spot,
        "form": form,
        "chapter_name": NAMES[spot.chapter.name],
        "table_name": label(spot.at) if spot.table else "",
        "may_write": access.may(spot.verb, request.actor, spot.edition),
        "stale": theirs,
    }
    return render(request, "programmes/edit_row.html", context, status=status)


def _chapter(request: Request, spot: Spot) -> dict[str, Any]:
    name = spot.chapter.name
    return {
        "edition": spot.edition,
        "chapter": spot.chapter,
        "chapter_name": NAMES[name],
        "note": NOTES[name],
        "told": tables_told(spot.chapter, spot.edition.chapters),
        "faults": faults_told(name, spot.edition.chapters, queries.known_sheets()),
        "is_open": spot.is_open,
        "is_amending": spot.is_amending,
        "may_write": access.may(spot.verb, request.actor, spot.edition),
        "amendable": [NAMES[one] for one in AMENDABLE],
    }
