"""What does the office do before a review: seat experts, look over the rounds, open one?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category, Edition
from hongbang.reviews import access, queries
from hongbang.reviews import operations as reviews
from hongbang.reviews.forms.acting import EnrolForm, offered
from hongbang.reviews.queries import Seated
from hongbang.ui import clock, refusals
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

PAGE = 50


@seated("reviews.round.list")
@require_safe
def list_rounds(request: Request) -> HttpResponse:
    """Show every category of the public editions with its round."""
    access.require("read", request.actor)
    context = {"rows": queries.rounds(), "may_open": access.may("open", request.actor)}
    return render(request, "reviews/list_rounds.html", context)


@seated("reviews.expert.list")
@require_safe
def list_experts(request: Request, edition: str) -> HttpResponse:
    """Show every expert's seat, and how it serves in an edition."""
    access.require("read", request.actor)
    found = programmes.get(request.actor, edition)
    seats = queries.seats_for(found, request.today)
    context = {
        "edition": found,
        "page": Paginator(seats, PAGE).get_page(request.GET.get("page")),
        "may_enrol": access.may("enrol", request.actor),
    }
    return render(request, "reviews/list_experts.html", context)


@seated("reviews.expert.enrol")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol_expert(request: Request, edition: str, seat: str) -> HttpResponse:
    """Say where an expert serves and to which bodies it is bound."""
    access.require("enrol", request.actor)
    found = programmes.get(request.actor, edition)
    one = queries.seat_of(found, seat, request.today)
    choices = offered(found.categories.all())
    if request.method != "POST":
        return _enrolling(request, found, one, EnrolForm(choices, initial=_as_kept(one)))
    form, status = EnrolForm(choices, request.POST), 422
    if form.is_valid():
        try:
            kept = reviews.enrol(found, form.command(seat), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**form.data, "version": _version(one)} if status == 409 else form.data
        else:
            messages.success(request, _("已保存，代号 %(code)s。") % {"code": kept.code})
            return HttpResponseRedirect(reverse("reviews:experts", args=[edition]))
    return _enrolling(request, found, one, form, status)


@seated("reviews.round.open")
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: Request, category: str) -> HttpResponse:
    """Show what a round would be opened with; on POST open it."""
    access.require("open", request.actor)
    found = queries.category(request.actor, category)
    there = queries.round_of(found)
    if there is not None:
        return HttpResponseRedirect(reverse("reviews:round", args=[there.public_id]))
    if request.method != "POST":
        return _opening(request, found)
    try:
        opened = reviews.open_round(found, by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove) as refusal:
        return _opening(request, found, refusal)
    messages.success(request, _("评审开始了。接下来把材料分给专家。"))
    return HttpResponseRedirect(reverse("reviews:assign", args=[opened.public_id]))


def _opening(request: Request, found: Category, refusal: Refusal | None = None) -> HttpResponse:
    """Show the method and the files of a round that is not open yet."""
    context: dict[str, Any] = {
        "category": found,
        "ready": queries.accepted(found).count(),
        "serving": len(queries.serving(found, request.today)),
        "due_on": queries.last_day(found),
        "refusal": refusal,
    }
    try:
        context["terms"] = queries.terms_of(found)
    except RuleBroken as lacking:
        context["lacking"] = lacking
    status = refusals.status_of(refusal) if refusal else 200
    return render(request, "reviews/open_round.html", context, status=status)


def _enrolling(
    request: Request, edition: Edition, one: Seated, form: EnrolForm, status: int = 200
) -> HttpResponse:
    context = {"edition": edition, "one": one, "form": form}
    return render(request, "reviews/enrol_expert.html", context, status=status)


def _as_kept(one: Seated) -> dict[str, Any]:
    return {
        "categories": one.member.categories if one.member else [],
        "works_for": "\n".join(one.works_for),
        "speaks_for": "\n".join(one.speaks_for),
        "version": _version(one),
    }


def _version(one: Seated) -> int:
    return one.member.version if one.member else 0
