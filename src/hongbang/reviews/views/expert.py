"""What does an expert do beside scoring: see what is owed, stand aside, look at evidence?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.files import queries as files
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.reviews import access, queries
from hongbang.reviews import operations as reviews
from hongbang.reviews.forms.acting import MineForm, RecuseForm
from hongbang.reviews.views.scoring import shown_again
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("reviews.sheet.list")
@require_safe
def list_mine(request: Request) -> HttpResponse:
    """Show what an expert reads, and how far it is."""
    access.require("work", request.actor)
    form = MineForm(request.GET)
    found = queries.worklist(request.actor, form.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "tasks": queries.tasks(request.actor)}
    return render(request, "reviews/list_mine.html", context)


@seated("reviews.sheet.recuse")
@acts_only("reviews:score", "score_sheet")
def recuse_sheet(request: Request, score_sheet: str) -> HttpResponseBase:
    """Stand aside from a file, saying why."""
    found = queries.get(request.actor, score_sheet)
    form, status = RecuseForm(request.POST), 422
    if form.is_valid():
        try:
            reviews.recuse(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已回避，这份材料换别人评。"))
            return HttpResponseRedirect(reverse("reviews:mine"))
    return shown_again(request, score_sheet, form, status)


@seated("reviews.evidence.open")
@acts_only("reviews:score", "score_sheet")
def open_evidence(request: Request, score_sheet: str, evidence: str) -> HttpResponseBase:
    """Give out a file of what is read, through a ticket that lasts a minute; it is recorded."""
    found = queries.get(request.actor, score_sheet)
    one = reviews.open_evidence(found, evidence, by=request.actor, at=clock.now())
    ticket = files.grant(one.file, request.session.session_key or "")
    return HttpResponseRedirect(reverse("files:deliver", args=[ticket]))
