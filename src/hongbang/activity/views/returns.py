"""What do organs and the office do with returns: fill in, sign, take in, add up?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.activity import access, exports, queries
from hongbang.activity import operations as activities
from hongbang.activity.forms import ActForm, FillForm, ReasonForm
from hongbang.activity.queries import Edition, Organisation, Return
from hongbang.activity.rules import filling
from hongbang.activity.rules.filling import Line
from hongbang.activity.rules.lifecycle import EDITABLE, PREPARED, RETURN, SENT
from hongbang.activity.texts import finding_words
from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.sheets.rules.shape import Field
from hongbang.sheets.texts import said
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)
Perform = Callable[..., object]


@seated("activity.return.list")
@require_safe
def list_returns(request: Request) -> HttpResponse:
    """Show the editions that ask for a return, and how far this seat is."""
    by = request.actor
    access.require("report", by)
    oversees = access.may("oversee", by).ok
    rows = [
        (one, found, own, queries.due_on(one), queries.roll(one).arrived if oversees else None)
        for one, found, own in queries.overview(by)
    ]
    context = {"rows": rows, "oversees": oversees, "today": request.today}
    return render(request, "activity/list_returns.html", context)


@seated("activity.sum.show")
@require_safe
def add_up(request: Request, edition_code: str) -> HttpResponse:
    """Add the returns of all organs up: each figure in total, one of them organ by organ."""
    access.require("oversee", request.actor)
    found = queries.roll(queries.edition(edition_code))
    figures = found.figures()
    wanted = request.GET.get("figure", "")
    chosen = next((one for one in figures if one.key == wanted), figures[0] if figures else None)
    page = Paginator(found.places, PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.figures.get(chosen.key, "") if chosen else "") for one in page]
    context = {
        "edition": found.edition,
        "arrived": found.arrived,
        "due_on": queries.due_on(found.edition),
        "figures": figures,
        "chosen": chosen,
        "page": page,
        "rows": rows,
    }
    return render(request, "activity/add_up.html", context)


@seated("activity.sum.export")
@acts_only("activity:sum", "edition_code")
def export_sum(request: Request, edition_code: str) -> FileResponse:
    """Give out every figure of every organ, and record that it left the house."""
    found, at = queries.edition(edition_code), clock.now()
    activities.note_export(found, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
    }
    table = exports.roll_xlsx(queries.roll(found), note)
    return FileResponse(table, as_attachment=True, filename="returns.xlsx", content_type=XLSX)


@seated("activity.return.show")
@require_safe
def show_return(request: Request, edition_code: str, organ_code: str) -> HttpResponse:
    """Show a return: its figures, who signed, what can be done."""
    found = queries.edition(edition_code)
    body = queries.organ(found, request.actor, organ_code)
    return render(request, "activity/show_return.html", _page(request, found, body))


@seated("activity.return.fill")
@acts_only("activity:return", "edition_code", "organ_code")
def fill_return(request: Request, edition_code: str, organ_code: str) -> HttpResponseBase:
    """Keep what was typed, or sign it as the one who filled it in."""
    found = queries.edition(edition_code)
    body = queries.organ(found, request.actor, organ_code)
    signs = "prepare" in request.POST
    act = activities.prepare if signs else activities.save
    form, status = _fill_form(found, body, request.POST), 422
    if form.is_valid():
        try:
            act(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, refusals.sentence(refusal))
            status = refusals.status_of(refusal)
        else:
            words = _("已签字，等负责人签。") if signs else _("已保存，还没有签字。")
            messages.success(request, words)
            return HttpResponseRedirect(reverse("activity:return", args=[edition_code, organ_code]))
    return _not_filled(request, found, body, form, status, is_final=signs)


def _not_filled(
    request: Request,
    edition: Edition,
    organ: Organisation,
    form: FillForm,
    status: int,
    *,
    is_final: bool,
) -> HttpResponse:
    """Show the return again with what was typed."""
    access.require("save", request.actor, organ)
    typed = form.typed()
    context = _page(request, edition, organ, form, is_final=is_final) | {"refused": form}
    if context["form"] is None:  # signed meanwhile: what was typed can still be read
        context["typed"] = _as_texts(form, typed)
    return render(request, "activity/show_return.html", context, status=status)


@seated("activity.return.sign")
@acts_only("activity:return", "edition_code", "organ_code")
def sign_return(request: Request, edition_code: str, organ_code: str) -> HttpResponseBase:
    """Sign a return as head, and send it."""
    words = _("已签字，报送活动办公室。")
    return _act(request, (edition_code, organ_code), "sign", activities.sign, words)


@seated("activity.return.reopen")
@acts_only("activity:return", "edition_code", "organ_code")
def reopen_return(request: Request, edition_code: str, organ_code: str) -> HttpResponseBase:
    """Give a prepared return back to be filled in again."""
    words = _("已退给填表人。")
    return _act(request, (edition_code, organ_code), "reopen", activities.reopen, words)


@seated("activity.return.accept")
@acts_only("activity:return", "edition_code", "organ_code")
def accept_return(request: Request, edition_code: str, organ_code: str) -> HttpResponseBase:
    """Take a return in."""
    return _act(request, (edition_code, organ_code), "accept", activities.accept, _("已收下。"))


@seated("activity.return.return")
@acts_only("activity:return", "edition_code", "organ_code")
def send_back(request: Request, edition_code: str, organ_code: str) -> HttpResponseBase:
    """Send a return back to its organ."""
    words = _("已退回，理由已告诉推荐单位。")
    return _act(request, (edition_code, organ_code), "return", activities.send_back, words)


WITH_REASON = ("reopen", "return")


def _act(
    request: Request, where: tuple[str, str], verb: str, perform: Perform, done: str
) -> HttpResponseBase:
    """Do one act; on a refusal show the page again with what was typed."""
    edition = queries.edition(where[0])
    organ = queries.organ(edition, request.actor, where[1])
    found = queries.get_return(request.actor, edition, organ)
    form = (ReasonForm if verb in WITH_REASON else ActForm)(request.POST)
    status = 422
    if form.is_valid():
        try:
            perform(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, refusals.sentence(refusal))
            status = refusals.status_of(refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("activity:return", args=[*where]))
    access.require(verb, request.actor, found)
    context = _page(request, edition, organ)
    fresh = context["found"]
    form.data = {**request.POST.dict(), "version": fresh.version if fresh else ""}
    context["acts"] = context["acts"] | {verb: form}
    context |= {"tried": verb, "refused": form}
    return render(request, "activity/show_return.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the page draws it: its line, its two boxes where it can be filled in, faults."""

    field: Field
    line: Line
    added: BoundField | None
    note: BoundField | None
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the sheet with its figures."""

    title: str
    rows: Sequence[Row]

    @property
    def is_fed(self) -> bool:
        """Say whether records say anything of its figures."""
        return any(one.line.recorded is not None for one in self.rows)


def _fill_form(edition: Edition, organ: Organisation, data: Any = None) -> FillForm:
    found = queries.return_of(edition, organ)
    sheet = found.sheet if found else queries.pinned_sheet(edition)
    asked = filling.figures(queries.definition(sheet))
    lines = filling.lines(queries.definition(sheet), {}, found.typed if found else {})
    version = found.version if found else 0
    return FillForm(asked, lines, data, initial={"version": version})


def _page(
    request: Request,
    edition: Edition,
    organ: Organisation,
    form: FillForm | None = None,
    *,
    is_final: bool = False,
) -> dict[str, Any]:
    """Gather what the page of a return shows to this seat."""
    by, found = request.actor, queries.return_of(edition, organ)
    state = found.state if found else ""
    is_open = state in ("", *EDITABLE) and edition.state == "published"
    fills = is_open and access.may("save", by, organ).ok
    form = (form or _fill_form(edition, organ)) if fills else None
    if form is not None and form.is_bound:  # a form sent again goes by what is kept now
        form.data = {**request.POST.dict(), "version": found.version if found else 0}
    typed = form.typed() if form and form.is_bound else None
    lines = queries.lines(edition, organ, found, typed)
    sent = found.sent_at if found else None
    due = queries.due_on(edition)
    return {
        "edition": edition,
        "organ": organ,
        "found": found,
        "state": state,
        "form": form,
        "parts": _parts(found, edition, lines, form, is_final=is_final),
        "due_on": due,
        "is_late": sent is not None and filling.is_late(queries.today_of(sent), due),
        "is_overdue": is_open and filling.is_late(request.today, due),
        "signers": queries.signers(found),
        "acts": _acts(found) if found else {},
        "may": {verb: access.may(verb, by, found or organ) for verb in RETURN.moves},
        "oversees": access.may("oversee", by).ok,
    }


def _acts(found: Return) -> dict[str, ActForm]:
    """Return the forms of the moves that exist from here, but for filling in."""
    fresh = {"version": found.version}
    moves = {PREPARED: ("sign", "reopen"), SENT: ("accept", "return")}.get(found.state, ())
    return {verb: (ReasonForm if verb in WITH_REASON else ActForm)(initial=fresh) for verb in moves}


def _parts(
    found: Return | None,
    edition: Edition,
    lines: Sequence[Line],
    form: FillForm | None,
    *,
    is_final: bool,
) -> list[Part]:
    """Lay the figures out by the sections of the sheet, with what its checks say of them."""
    sheet = found.sheet if found else queries.pinned_sheet(edition)
    asked = queries.definition(sheet)
    faults: dict[str, list[str]] = {}
    for one in filling.findings(asked, lines, final=is_final) if form else ():
        faults.setdefault(one.place, []).append(finding_words(one))
    by_key = {one.key: one for one in lines}
    found_parts = [
        Part(
            said(section.title),
            [
                _row(field, by_key[field.key], form, faults.get(field.key, []))
                for field in section.fields
                if field.key in by_key
            ],
        )
        for section in asked.sections
    ]
    return [one for one in found_parts if one.rows]


def _as_texts(form: FillForm, typed: Mapping[str, Mapping[str, str]]) -> list[str]:
    words = {one.key: said(one.label) for one in form.asked}
    parts = {key: " ".join(filter(None, one.values())) for key, one in typed.items()}
    return [f"{words[key]} {text}" for key, text in parts.items() if text]


def _row(field: Field, line: Line, form: FillForm | None, faults: Sequence[str]) -> Row:
    if form is None:
        return Row(field, line, None, None, ())
    added, note = form[f"added-{field.key}"], form[f"note-{field.key}"]
    own = [*map(str, added.errors), *map(str, note.errors)] if form.is_bound else []
    return Row(field, line, added, note, [*own, *faults])
