"""What does the office do with places: hand them out, add, lend, return?"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.recommendations import access, queries
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.forms.places import (
    GiveBackForm,
    GrantForm,
    HandOutForm,
    LendForm,
    TotalForm,
)
from hongbang.recommendations.queries import Category
from hongbang.recommendations.rules import quota
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("recommendations.places.show")
@require_safe
def show_places(request: Request) -> HttpResponse:
    """Show the places of every organ in one category, and the ledger of places."""
    access.require("oversee", request.actor)
    offered = [*queries.published_categories()]
    wanted = request.GET.get("category", "")
    found = next(
        (one for one in offered if one.public_id == wanted), offered[0] if offered else None
    )
    context: dict[str, Any] = {"offered": offered, "category": found}
    if found is not None:
        context |= _page(request, queries.category(request.actor, found.public_id))
    return render(request, "recommendations/show_places.html", context)


@seated("recommendations.places.hand_out")
@acts_only("recommendations:places")
def hand_out(request: Request, category: str) -> HttpResponseBase:
    """Hand out what the preview showed."""
    found = queries.category(request.actor, category)
    form = HandOutForm(request.POST)

    def act() -> None:
        recommendations.hand_out(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("hand_out", form), act, _("名额已分好。"))


@seated("recommendations.places.grant")
@acts_only("recommendations:places")
def grant(request: Request, category: str) -> HttpResponseBase:
    """Give an organ more places, or fewer."""
    found = queries.category(request.actor, category)
    form = GrantForm(orgs.organs(), request.POST)

    def act() -> None:
        recommendations.grant(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("grant", form), act, _("名额已改。"))


@seated("recommendations.places.lend")
@acts_only("recommendations:places")
def lend(request: Request, category: str) -> HttpResponseBase:
    """Let one organ use places of another."""
    found = queries.category(request.actor, category)
    lenders = [one.organ for one in queries.allotments(found)]
    form = LendForm(lenders, orgs.organs(), request.POST)

    def act() -> None:
        recommendations.lend(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("lend", form), act, _("已借出。"))


@seated("recommendations.places.give_back")
@acts_only("recommendations:places")
def give_back(request: Request, category: str, loan: str) -> HttpResponseBase:
    """Return places of a loan."""
    found = queries.category(request.actor, category)
    lent = queries.lent(found, loan)
    form = GiveBackForm(request.POST)

    def act() -> None:
        recommendations.give_back(lent, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("give_back", form), act, _("已归还。"))


def _done(
    request: Request,
    found: Category,
    tried: tuple[str, Form],
    act: Callable[[], None],
    said: str,
) -> HttpResponseBase:
    """Do one act and lead back; on a refusal show the page again with what was typed."""
    name, form = tried
    status = 422
    if form.is_valid():
        try:
            act()
        except (RuleBroken, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, said)
            page = reverse("recommendations:places")
            return HttpResponseRedirect(f"{page}?category={found.public_id}")
    access.require(name, request.actor)
    if "key" in form.fields:
        form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
    context = {"offered": [*queries.published_categories()], "category": found}
    context |= _page(request, found, form.data.get("total", "")) | {name: form, "tried": name}
    return render(request, "recommendations/show_places.html", context, status=status)


def _page(request: Request, found: Category, asked: Any = None) -> dict[str, Any]:
    """Gather the places of a category: who has how many, what could be handed out, what is lent."""
    lines = [*queries.allotments(found)]
    given = sum(one.places for one in lines)
    wanted = asked or request.GET.get("total") or ""
    total = TotalForm(
        {"total": wanted} if wanted else None, initial={"total": max(found.quota - given, 0)}
    )
    entries = Paginator(queries.entries(found), PAGE).get_page(request.GET.get("page"))
    key = {"key": secrets.token_hex(16)}
    return {
        "lines": lines,
        "given": given,
        "left": found.quota - given,
        "total": total,
        "preview": _preview(found, total),
        "page": entries,
        "loans": [
            (one, left, GiveBackForm(initial=key | {"seats": left}, auto_id=f"loan_{one.pk}_%s"))
            for one, left in queries.loans(found)
        ],
        "may_change": access.may("grant", request.actor),
        "grant": GrantForm(orgs.organs(), initial=key),
        "lend": LendForm([one.organ for one in lines], orgs.organs(), initial=key),
    }


def _preview(found: Category, total: TotalForm) -> dict[str, Any] | None:
    """Return how so many places would be handed out, with the form that does it."""
    if not total.is_bound or not total.is_valid():
        return None
    number = total.cleaned_data["total"]
    portions = queries.proposal(found, number)
    organs = queries.organs_by_code([one.organ for one in portions])
    return {
        "rows": [(organs[one.organ], one) for one in portions],
        "sum": sum(one.places for one in portions),
        "form": HandOutForm(initial={"total": number, "seen": quota.digest_of(portions)}),
    }
