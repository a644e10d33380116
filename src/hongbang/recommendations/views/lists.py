"""What does an organ do with its list: find what is owed, order it, send it up?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs.access import home
from hongbang.orgs.queries import Organisation
from hongbang.recommendations import access, queries
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.forms.acting import FilterForm, ForwardForm, RankForm
from hongbang.recommendations.queries import Category, Recommendation
from hongbang.recommendations.rules import listing
from hongbang.recommendations.rules.lifecycle import PUT_FORWARD
from hongbang.recommendations.texts import STANDS
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("recommendations.list.work")
@require_safe
def list_work(request: Request) -> HttpResponse:
    """Show what an organ gives its opinion on or decides, filtered by what the address says."""
    access.require("work", request.actor)
    by = request.actor
    form = FilterForm(queries.categories_listed(by), STANDS.items(), request.GET)
    page = Paginator(queries.worklist(by, form.filters()), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(by, page.object_list, clock.now()),
        "categories": queries.lists_of(home(by)),
    }
    return render(request, "recommendations/list_work.html", context)


@seated("recommendations.list.show")
@require_safe
def show_list(request: Request, category: str) -> HttpResponse:
    """Show an organ's list in a category, in its order."""
    access.require("work", request.actor)
    found = queries.category(request.actor, category)
    return render(request, "recommendations/show_list.html", _page(request, found))


@seated("recommendations.list.rank")
@acts_only("recommendations:list", "category")
def rank_list(request: Request, category: str) -> HttpResponseBase:
    """Order the list by the numbers typed."""
    found = queries.category(request.actor, category)
    listed = queries.listed(found, queries.own_organ(request.actor))
    form, status = RankForm(_numbered(listed), request.POST), 422
    if form.is_valid():
        try:
            recommendations.rank(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("名次已存。"))
            return HttpResponseRedirect(reverse("recommendations:list", args=[category]))
    return _again(request, found, "rank", form, status)


@seated("recommendations.list.forward")
@acts_only("recommendations:list", "category")
def forward_list(request: Request, category: str) -> HttpResponseBase:
    """Send the list up; on a refusal show it again with the reason."""
    found = queries.category(request.actor, category)
    form, status = ForwardForm(request.POST), 422
    if form.is_valid():
        try:
            sent = recommendations.forward(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            organ = queries.own_organ(request.actor)
            earlier = queries.sent_as(found, organ, form.cleaned_data["seen"])
            if earlier is not None:  # sent by the first click
                return _to_transmittal(earlier.public_id)
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已报活动办公室。"))
            return _to_transmittal(sent.public_id)
    return _again(request, found, "forward", form, status)


def _to_transmittal(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("recommendations:transmittal", args=[code]))


@seated("recommendations.list.sent")
@require_safe
def show_transmittal(request: Request, transmittal: str) -> HttpResponse:
    """Show what proves that a list was sent: receipt, digest, and what stood on it."""
    found = queries.transmittal(request.actor, transmittal)
    context = {
        "transmittal": found,
        "sent": queries.sent_with(found),
        "is_office": access.may("oversee", request.actor).ok,
    }
    return render(request, "recommendations/show_transmittal.html", context)


def _numbered(listed: list[Recommendation]) -> list[Recommendation]:
    """Return what has a number: what is put forward."""
    return [one for one in listed if one.verdict in PUT_FORWARD]


def _again(
    request: Request, found: Category, name: str, form: RankForm | ForwardForm, status: int
) -> HttpResponse:
    """Show the list again as it stands now, with what was typed."""
    access.require(name, request.actor)
    context = _page(request, found, form if isinstance(form, RankForm) else None)
    form.data = {**request.POST.dict(), "seen": context["seen"]}
    page = "recommendations/show_list.html"
    return render(request, page, context | {name: form}, status=status)


def _page(request: Request, found: Category, typed: RankForm | None = None) -> dict[str, Any]:
    """Gather an organ's list: each with its opinions, the places used, what is in the way."""
    organ, at = queries.own_organ(request.actor), clock.now()
    listed = queries.listed(found, organ)
    seen = queries.seen(found, organ, listed)
    rank = typed or RankForm(_numbered(listed), initial={"seen": seen})
    rows = queries.rows(request.actor, [one.application for one in listed], at)
    fields = [rank[code] if code in rank.fields else None for code in _codes(listed)]
    return {
        "category": found,
        "organ": organ,
        "rows": [*zip(listed, rows, fields, strict=True)],
        "line": queries.allotment(found, organ),
        "seen": seen,
        "undecided": queries.undecided_count(found, organ),
        "in_the_way": _in_the_way(found, listed, organ),
        "may_forward": access.may("forward", request.actor),
        "rank": rank,
        "forward": ForwardForm(initial={"seen": seen}),
        "sent": [*queries.transmittals(found, organ)],
    }


def _codes(listed: list[Recommendation]) -> list[str]:
    return [one.public_id for one in listed]


def _in_the_way(
    found: Category, listed: list[Recommendation], organ: Organisation
) -> RuleBroken | None:
    """Return why the list cannot be sent now, if so."""
    undecided = queries.undecided_count(found, organ)
    try:
        listing.check_ready(queries.candidates(listed, clock.now()), undecided)
    except RuleBroken as refusal:
        return refusal
    return None
