"""What does the head confer, and what do office and auditor see of it?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.awards import access, queries
from hongbang.awards import operations as awards
from hongbang.awards.forms import ConferForm
from hongbang.awards.queries import Edition, Matter
from hongbang.kernel.refusal import Refusal, RuleBroken, Stale
from hongbang.register.rules.standing import last_day
from hongbang.ui import clock, refusals
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

PAGE = 50


@seated("awards.batch.work")
@require_safe
def list_work(request: Request) -> HttpResponse:
    """Show what can be conferred, and every batch with how many were fetched."""
    access.require("work", request.actor)
    page = Paginator(queries.batches(), PAGE).get_page(request.GET.get("page"))
    context = {"ready": queries.to_confer(request.actor), "page": page}
    return render(request, "awards/list_work.html", context)


@seated("awards.batch.read")
@require_safe
def show_batch(request: Request, bestowal: str) -> HttpResponse:
    """Show a batch: paper, days, digest, and each honour with its certificate."""
    access.require("work", request.actor)
    found = queries.batch(bestowal)
    page = Paginator(queries.awards_of(found), PAGE).get_page(request.GET.get("page"))
    return render(request, "awards/show_batch.html", {"batch": found, "page": page})


@seated("awards.batch.confer")
@require_http_methods(["GET", "HEAD", "POST"])
def confer_honours(request: Request, edition_code: str) -> HttpResponse:
    """Show names and numbers as they would be given, and confer them."""
    found = queries.edition(edition_code)
    now = queries.matter(found)
    if request.method != "POST":
        return _previewed(request, found, now, None)
    has_waiting = now is not None and bool(now.waiting_count)
    form, status = ConferForm(request.POST, has_waiting=has_waiting), 422
    if form.is_valid():
        try:
            made = awards.confer(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            status = _told(form, refusal)
        else:
            messages.success(request, _("称号已授予，登入荣誉册，各单位可以领取证书了。"))
            return HttpResponseRedirect(reverse("awards:batch", args=[made.public_id]))
    form.data = {**request.POST.dict(), "seen": now.seen if now else ""}
    return _previewed(request, found, now, form, status)


def _previewed(
    request: Request,
    edition: Edition,
    found: Matter | None,
    form: ConferForm | None,
    status: int = 200,
) -> HttpResponse:
    access.require("confer", request.actor)
    context: dict[str, Any] = {"edition": edition, "matter": found, "form": form}
    if found and found.names:
        on = max(request.today, found.not_before)
        initial = {"on": on, "seen": found.seen}
        has_waiting = bool(found.waiting_count)
        context["form"] = form or ConferForm(initial=initial, has_waiting=has_waiting)
        try:
            years = queries.years(edition)
        except RuleBroken as refusal:
            context["no_years"] = refusal
        else:
            context |= {"years": years, "on": on, "last_on": last_day(on, years)}
    return render(request, "awards/confer_honours.html", context, status=status)


def _told(form: ConferForm, refusal: Refusal) -> int:
    form.add_error(None, refusals.sentence(refusal))
    return refusals.status_of(refusal)
