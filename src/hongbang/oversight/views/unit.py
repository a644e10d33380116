"""What does a unit see of its honours, and how does its head give one back?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.oversight import access, queries
from hongbang.oversight import operations as oversight
from hongbang.oversight.forms import SurrenderForm
from hongbang.oversight.queries import Honour
from hongbang.register.queries import status_now
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("oversight.honour.own")
@require_safe
def list_own(request: Request) -> HttpResponse:
    """Show a unit its honours."""
    access.require("own", request.actor)
    return render(request, "oversight/list_own.html", _page(request))


@seated("oversight.honour.surrender")
@acts_only("oversight:own")
def surrender_honour(request: Request, honour: str) -> HttpResponse:
    """Give an honour back."""
    found, status = queries.honour(honour), 422
    form = SurrenderForm(request.POST, prefix_id=found.public_id)
    if form.is_valid():
        try:
            oversight.surrender(found, form.act(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("称号已交回，荣誉册上从今天起写明。"))
            return HttpResponseRedirect(reverse("oversight:own"))
    return _not_surrendered(request, found, form, status)


def _not_surrendered(
    request: Request, found: Honour, form: SurrenderForm, status: int
) -> HttpResponse:
    access.require("surrender", request.actor, found)
    form.data = {**request.POST.dict(), "version": queries.honour(found.number).version}
    context = _page(request, {found.public_id: form})
    return render(request, "oversight/list_own.html", context, status=status)


def _page(request: Request, tried: dict[str, SurrenderForm] | None = None) -> dict[str, Any]:
    may = access.may("surrender", request.actor)
    page = Paginator(queries.own(request.actor, request.today), PAGE).get_page(
        request.GET.get("page")
    )
    given = tried or {}
    rows = []
    for one, is_free in page:
        form = given.get(one.public_id)
        if form is None and is_free and may.ok:
            initial = {"version": one.version}
            form = SurrenderForm(initial=initial, prefix_id=one.public_id)
        rows.append((one, status_now(one, request.today), form))
    return {"page": page, "rows": rows, "may_surrender": may, "today": request.today}
