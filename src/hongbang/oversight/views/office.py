"""How does the office draw, assign, open a case by itself, and annul a whole batch?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import IllegalMove, NotFound, Refusal, RuleBroken, Stale
from hongbang.oversight import access, queries
from hongbang.oversight import operations as oversight
from hongbang.oversight.forms import AnnulForm, AssignForm, DrawForm, SanctionForm
from hongbang.oversight.queries import Draw, Visit
from hongbang.oversight.rules.visiting import is_tied
from hongbang.programmes.texts.telling import named
from hongbang.register.rules.lifecycle import LIVE
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)


@seated("oversight.draw.list")
@require_safe
def list_work(request: Request) -> HttpResponse:
    """Show every draw with how far its visits are, the batches; lead to an honour by number."""
    access.require("read", request.actor)
    number, missing = request.GET.get("number", "").strip().upper()[:20], False
    if number:
        try:
            found = queries.honour(number)
        except NotFound:
            missing = True
        else:
            return HttpResponseRedirect(reverse("oversight:open", args=[found.number]))
    context = _work(request) | {"number": number, "is_missing": missing}
    status = 404 if missing else 200
    return render(request, "oversight/list_work.html", context, status=status)


@seated("oversight.draw.draw")
@acts_only("oversight:work")
def draw_honours(request: Request) -> HttpResponse:
    """Draw which honours are visited."""
    form, status = DrawForm(request.POST, editions=_editions()), 422
    if form.is_valid():
        edition = queries.edition(form.cleaned_data["edition"])
        try:
            drawn = oversight.draw(edition, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            status = _told(form, refusal)
        else:
            messages.success(request, _("名单已抽出，请指派检查员。暗访以前不要对外说。"))
            return HttpResponseRedirect(reverse("oversight:draw", args=[drawn.public_id]))
    return _not_drawn(request, form, status)


@seated("oversight.draw.read")
@require_safe
def show_draw(request: Request, draw: str) -> HttpResponse:
    """Show a draw's visits, and assign those that nobody has sent yet."""
    access.require("read", request.actor)
    return render(request, "oversight/show_draw.html", _drawn(request, queries.draw(draw)))


@seated("oversight.visit.assign")
@acts_only("oversight:visit", "visit")
def assign_visit(request: Request, visit: str) -> HttpResponse:
    """Give a visit to an inspector."""
    found, status = queries.visit(request.actor, visit), 422
    seats = [(one.public_id, one.person.name) for one, _lines in queries.inspectors(request.today)]
    form = AssignForm(request.POST, seats=seats, prefix_id=found.public_id)
    if form.is_valid():
        try:
            oversight.assign(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            status = _told(form, refusal)
        else:
            messages.success(request, _("已指派，检查员会收到消息。"))
            return HttpResponseRedirect(reverse("oversight:draw", args=[found.draw.public_id]))
    return _not_assigned(request, found, form, status)


@seated("oversight.case.open")
@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: Request, honour: str) -> HttpResponse:
    """Sanction an honour without a visit."""
    access.require("open", request.actor)
    found, status = queries.honour(honour), 200
    offers = queries.offers(found)
    form = SanctionForm(initial={"version": found.version}, offers=offers)
    if request.method == "POST":
        form, status = SanctionForm(request.POST, offers=offers), 422
        if form.is_valid():
            try:
                opened = oversight.open_case(
                    found, form.open_case(), by=request.actor, at=clock.now()
                )
            except REFUSALS as refusal:
                status = _told(form, refusal)
            else:
                messages.success(request, _("已告知单位。"))
                return HttpResponseRedirect(reverse("oversight:case", args=[opened.public_id]))
        form.data = {**request.POST.dict(), "version": queries.honour(honour).version}
    context = {"honour": found, "form": form, "waiting": queries.case_of(found), "offers": offers}
    context["is_waiting"] = queries.waits(found)
    return render(request, "oversight/open_case.html", context, status=status)


@seated("oversight.batch.annul")
@grave
@require_http_methods(["GET", "HEAD", "POST"])
def annul_batch(request: Request, category: str) -> HttpResponse:
    """Annul every live honour of a category."""
    access.require("annul", request.actor)
    found, status = queries.category(category), 200
    honours = queries.batch(found, request.today)
    form = AnnulForm(initial={"count": len(honours)})
    if request.method == "POST":
        form, status = AnnulForm(request.POST), 422
        if form.is_valid():
            try:
                oversight.annul(found, form.command(), by=request.actor, at=clock.now())
            except REFUSALS as refusal:
                status = _told(form, refusal)
            else:
                messages.success(request, _("整批称号已作废，持有单位会收到消息。"))
                return HttpResponseRedirect(reverse("oversight:work"))
        form.data = {**request.POST.dict(), "count": len(honours)}
    context = {"category": found, "honours": honours[:PAGE], "count": len(honours), "form": form}
    return render(request, "oversight/annul_batch.html", context, status=status)


def _not_drawn(request: Request, form: DrawForm, status: int) -> HttpResponse:
    access.require("draw", request.actor)
    return render(request, "oversight/list_work.html", _work(request, form), status=status)


def _not_assigned(request: Request, found: Visit, form: AssignForm, status: int) -> HttpResponse:
    access.require("assign", request.actor, found)
    fresh = queries.visit(request.actor, found.public_id)
    form.data = {**request.POST.dict(), "version": fresh.version}
    context = _drawn(request, queries.draw(found.draw.public_id), {found.public_id: form})
    return render(request, "oversight/show_draw.html", context, status=status)


def _work(request: Request, form: DrawForm | None = None) -> dict[str, Any]:
    page = Paginator(queries.draws(request.actor), PAGE).get_page(request.GET.get("page"))
    editions = _editions()
    may_draw = access.may("draw", request.actor)
    return {
        "page": page,
        "form": form or DrawForm(editions=editions),
        "may_draw": may_draw,
        "can_draw": bool(editions) and may_draw.ok,
        "batches": queries.batches(request.today)[:PAGE],
        "annulments": queries.annulments()[:PAGE],
        "may_annul": access.may("annul", request.actor).ok,
    }


def _editions() -> list[tuple[str, str]]:
    return [(one.code, named(one)) for one in queries.editions()]


def _drawn(
    request: Request, found: Draw, tried: dict[str, AssignForm] | None = None
) -> dict[str, Any]:
    may, given = access.may("assign", request.actor), tried or {}
    inspectors = queries.inspectors(request.today) if may.ok else []
    rows = []
    for one in queries.visits(request.actor).filter(draw=found).order_by("place"):
        form = given.get(one.public_id)
        is_open = one.state in {"drawn", "assigned"} and one.honour.state in LIVE
        if form is None and may.ok and is_open:
            lines = queries.lines_of(one.honour)
            free = [
                (seat.public_id, seat.person.name)
                for seat, others in inspectors
                if not is_tied(others, lines)
            ]
            initial = {"version": one.version, "due_on": one.due_on}
            form = AssignForm(initial=initial, seats=free, prefix_id=one.public_id)
        rows.append((one, form, one.public_id in given))
    unassigned = (one.public_id for one, form, _tried in rows if form and one.seat is None)
    first_open = next(unassigned, "")
    return {"draw": found, "rows": rows, "may_assign": may, "first_open": first_open}


def _told(form: forms.Form, refusal: Refusal) -> int:
    form.add_error(None, refusals.sentence(refusal))
    return refusals.status_of(refusal)
