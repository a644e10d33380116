"""What does the office do in a round: assign, follow, replace, unlock, close, read the standing?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.reviews import access, queries
from hongbang.reviews import operations as reviews
from hongbang.reviews.forms.acting import (
    ActForm,
    AssignForm,
    CloseForm,
    FilterForm,
    OpinionForm,
    ReopenForm,
    ReplaceForm,
    UnlockForm,
)
from hongbang.reviews.queries import Dossier, Round, ScoreSheet, Standing
from hongbang.reviews.rules.evidence import plain
from hongbang.reviews.rules.lifecycle import ROUND, SHEET
from hongbang.reviews.texts import CONFLICTS, aside, decided_by
from hongbang.sheets import queries as sheets
from hongbang.sheets.texts import said
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSED = (RuleBroken, IllegalMove, Stale)
DONE = {
    "replace": gettext_lazy("已换人，新的专家会收到消息。"),
    "unlock": gettext_lazy("已退回，专家会收到您写的这些话。"),
}


@seated("reviews.round.read")
@require_safe
def show_round(request: Request, review: str) -> HttpResponse:
    """Show how far a round is, who reads how much, and its files."""
    found = queries.get_round(request.actor, review)
    return render(request, "reviews/show_round.html", _round(request, found))


@seated("reviews.round.assign")
@require_http_methods(["GET", "HEAD", "POST"])
def assign_files(request: Request, review: str) -> HttpResponse:
    """Show who would read what; on POST give it to them."""
    found = queries.get_round(request.actor, review)
    access.require("assign", request.actor)
    if found.state != "open":
        return HttpResponseRedirect(reverse("reviews:round", args=[review]))
    if request.method != "POST":
        return _assigning(request, found)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return _assigning(request, found, Stale("reviews.plan_changed"))
    try:
        reviews.assign(found, form.command(), by=request.actor, at=clock.now())
    except REFUSED as refusal:
        return _assigning(request, queries.get_round(request.actor, review), refusal)
    messages.success(request, _("已分配，专家会收到消息。"))
    return HttpResponseRedirect(reverse("reviews:round", args=[review]))


@seated("reviews.round.close")
@acts_only("reviews:round", "review")
def close_round(request: Request, review: str) -> HttpResponseBase:
    """End a round; on a refusal show it again with what was typed."""
    return _moved(request, review, "close", CloseForm(request.POST), reviews.close_round)


@seated("reviews.round.reopen")
@acts_only("reviews:round", "review")
def reopen_round(request: Request, review: str) -> HttpResponseBase:
    """Open a closed round again."""
    return _moved(request, review, "reopen", ReopenForm(request.POST), reviews.reopen_round)


@seated("reviews.standing.read")
@require_safe
def show_standing(request: Request, review: str) -> HttpResponse:
    """Show where every file stands, and what decided each place."""
    found = queries.get_round(request.actor, review)
    closing = queries.last_closing(found)
    page, rows = None, []
    if closing is not None:
        named = {one.key: said(one.title) for one in sheets.definition(found.sheet).sections}
        page = Paginator(queries.places(closing), PAGE).get_page(request.GET.get("page"))
        rows = [(one, decided_by(one.decided_by, named), _spread(one)) for one in page]
    context = {"round": found, "closing": closing, "page": page, "rows": rows}
    return render(request, "reviews/show_standing.html", context)


@seated("reviews.file.read")
@require_safe
def show_dossier(request: Request, dossier: str) -> HttpResponse:
    """Show who reads a file, what they gave, and the office's opinion."""
    found = queries.dossier(request.actor, dossier)
    return render(request, "reviews/show_dossier.html", _dossier(request, found))


@seated("reviews.file.opine")
@acts_only("reviews:dossier", "dossier")
def opine_on_dossier(request: Request, dossier: str) -> HttpResponseBase:
    """Keep the office's opinion of a file."""
    found = queries.dossier(request.actor, dossier)
    form, status = OpinionForm(request.POST), 422
    if form.is_valid():
        try:
            reviews.opine(found, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            status = _refused(form, refusal)
        else:
            messages.success(request, _("意见已保存。"))
            return HttpResponseRedirect(reverse("reviews:dossier", args=[dossier]))
    current = queries.dossier(request.actor, dossier)
    form.data = {**request.POST.dict(), "version": current.version}
    return _dossier_again(request, current, {"opine": form}, "opine", status)


@seated("reviews.sheet.replace")
@acts_only("reviews:rounds")
def replace_reader(request: Request, score_sheet: str) -> HttpResponseBase:
    """Take a file from an expert and hand it on."""
    form = ReplaceForm(request.POST, auto_id=f"replace_{score_sheet}_%s")
    return _handled(request, score_sheet, "replace", form, reviews.recuse)


@seated("reviews.sheet.unlock")
@acts_only("reviews:rounds")
def unlock_sheet(request: Request, score_sheet: str) -> HttpResponseBase:
    """Give a signed score sheet back to its expert."""
    form = UnlockForm(request.POST, auto_id=f"unlock_{score_sheet}_%s")
    return _handled(request, score_sheet, "unlock", form, reviews.unlock)


# --- a round


def _moved(
    request: Request,
    code: str,
    move: str,
    form: ActForm,
    operation: Callable[..., object],
) -> HttpResponse:
    found, status = queries.get_round(request.actor, code), 422
    if form.is_valid():
        try:
            operation(found, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            status = _refused(form, refusal)
        else:
            if move == "close":
                return HttpResponseRedirect(reverse("reviews:standing", args=[code]))
            messages.success(request, _("评审重新开放了。"))
            return HttpResponseRedirect(reverse("reviews:round", args=[code]))
    access.require(move, request.actor)
    current = queries.get_round(request.actor, code)
    form.data = {**request.POST.dict(), "version": current.version}
    context = _round(request, current, {move: form})
    return render(request, "reviews/show_round.html", context, status=status)


def _round(
    request: Request, found: Round, tried: Mapping[str, ActForm] | None = None
) -> dict[str, Any]:
    """Gather what the page of a round shows; `tried` are moves not made, by name."""
    form = FilterForm(request.GET)
    listed = queries.dossiers(found, form.filters())
    moves, fresh = ROUND.moves_from(found.state), {"version": found.version}
    kinds = {"close": CloseForm, "reopen": ReopenForm}
    acts = {name: kind(initial=fresh) for name, kind in kinds.items() if name in moves}
    return {
        "round": found,
        "progress": queries.progress([found.pk])[found.pk],
        "loads": queries.loads(found),
        "fresh": queries.fresh(found) if found.state == "open" else [],
        "due_on": queries.last_day(found.category),
        "form": form,
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "acts": acts | dict(tried or {}),
        "may_close": access.may("close", request.actor),
        "may_assign": access.may("assign", request.actor),
    }


def _assigning(request: Request, found: Round, refusal: Refusal | None = None) -> HttpResponse:
    """Show the plan as everything stands now."""
    plan = queries.plan_of(found, request.today)
    reasons: dict[str, int] = {}
    for conflicts in plan.inputs.barred.values():
        for code in {one.code for one in conflicts}:
            reasons[code] = reasons.get(code, 0) + 1
    initial = {"version": found.version, "digest": plan.inputs.digest}
    context = {
        "round": found,
        "plan": plan,
        "short": [
            (plan.applications[one.file], one.missing, one.barred) for one in plan.found.shortfalls
        ],
        "barred": [(CONFLICTS[code], count) for code, count in sorted(reasons.items())],
        "form": AssignForm(initial=initial),
        "refusal": refusal,
    }
    status = refusals.status_of(refusal) if refusal else 200
    return render(request, "reviews/assign_files.html", context, status=status)


# --- a file


def _handled(
    request: Request, code: str, verb: str, form: ActForm, operation: Callable[..., object]
) -> HttpResponse:
    """Replace a reader or give a score sheet back; on a refusal show the file again."""
    sheet = queries.get(request.actor, code)
    status = 422
    if form.is_valid():
        try:
            operation(sheet, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            status = _refused(form, refusal)
        else:
            messages.success(request, DONE[verb])
            where = reverse("reviews:dossier", args=[sheet.dossier.public_id])
            return HttpResponseRedirect(where)
    current = queries.get(request.actor, code)
    form.data = {**request.POST.dict(), "version": current.version}
    dossier = queries.dossier(request.actor, sheet.dossier.public_id)
    return _dossier_again(request, dossier, {f"{verb} {code}": form}, verb, status)


def _dossier_again(
    request: Request, found: Dossier, tried: Mapping[str, ActForm], verb: str, status: int
) -> HttpResponse:
    access.require(verb, request.actor)
    context = _dossier(request, found, tried)
    return render(request, "reviews/show_dossier.html", context, status=status)


def _dossier(
    request: Request, found: Dossier, tried: Mapping[str, ActForm] | None = None
) -> dict[str, Any]:
    """Gather what the page of one file shows; `tried` are moves not made, by verb and sheet."""
    tried = dict(tried or {})
    fresh = {"version": found.version, "reason": found.opinion}
    return {
        "dossier": found,
        "round": found.round,
        "readers": [_reader(request, one, tried) for one in queries.readers(found)],
        "opinion": tried.get("opine") or OpinionForm(initial=fresh),
        "may_opine": access.may("opine", request.actor),
    }


def _reader(request: Request, sheet: ScoreSheet, tried: Mapping[str, ActForm]) -> dict[str, Any]:
    """Gather one reading: what was given, and the acts that this seat may do."""
    moves = SHEET.moves_from(sheet.state) if sheet.dossier.round.state == "open" else ()
    fresh, code = {"version": sheet.version}, sheet.public_id
    acts: dict[str, ActForm] = {}
    if "unlock" in moves and access.may("unlock", request.actor).ok:
        unlock = UnlockForm(initial=fresh, auto_id=f"unlock_{code}_%s")
        acts["unlock"] = tried.get(f"unlock {code}") or unlock
    if "recuse" in moves and access.may("replace", request.actor).ok:
        replace = ReplaceForm(initial=fresh, auto_id=f"replace_{code}_%s")
        acts["replace"] = tried.get(f"replace {code}") or replace
    definition = sheets.definition(sheet.dossier.round.sheet)
    return {
        "sheet": sheet,
        "total": "" if sheet.total is None else plain(sheet.total),
        "points": [
            (said(one.title), sheet.sections[one.key])
            for one in definition.sections
            if one.key in sheet.sections
        ],
        "aside": aside(sheet.recused_reason),
        "acts": acts,
    }


def _spread(one: Standing) -> str:
    """Write the lowest and the highest total."""
    if one.lowest is None or one.highest is None:
        return "—"
    return f"{plain(one.lowest)}—{plain(one.highest)}"


def _refused(form: ActForm, refusal: Refusal) -> int:
    form.add_error(None, refusals.sentence(refusal))
    return refusals.status_of(refusal)
