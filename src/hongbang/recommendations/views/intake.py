"""How does the office take in what the organs sent up?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.recommendations import access, queries
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.forms.acting import CHOSEN_MOST, AcceptForm, FilterForm
from hongbang.recommendations.texts import WAITING
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("recommendations.intake.list")
@require_safe
def list_intake(request: Request) -> HttpResponse:
    """Show what was sent up, filtered by what the address says."""
    access.require("oversee", request.actor)
    by = request.actor
    form = FilterForm(queries.categories_listed(by), WAITING.items(), request.GET)
    page = Paginator(queries.intake(by, form.filters()), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_accept": access.may("accept", by)}
    return render(request, "recommendations/list_intake.html", context)


@seated("recommendations.intake.preview")
@require_safe
def preview_intake(request: Request) -> HttpResponse:
    """Show what would be taken in, before it is."""
    return _preview(request, request.GET.getlist("pick")[:CHOSEN_MOST], None)


@seated("recommendations.intake.accept")
@acts_only("recommendations:intake")
def accept_chosen(request: Request) -> HttpResponseBase:
    """Take in what the preview showed, all of it or nothing."""
    form = AcceptForm(request.POST)
    command = form.command() if form.is_valid() else None
    if command is None:
        return _preview(request, [], RuleBroken("recommendations.nothing_chosen"))
    try:
        taken = recommendations.accept(command, by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove, Stale, NotFound) as refusal:
        return _preview(request, [code for code, _version in command.chosen], refusal)
    said = ngettext("已收下 %(n)s 件。", "已收下 %(n)s 件。", len(taken)) % {"n": len(taken)}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("recommendations:intake"))


def _preview(
    request: Request, codes: list[str], refusal: RuleBroken | IllegalMove | Stale | NotFound | None
) -> HttpResponse:
    """Show what of these waits to be taken in, headed by why nothing was taken."""
    access.require("oversee", request.actor)
    chosen = queries.chosen(request.actor, codes)
    context = {
        "chosen": chosen,
        "left_out": len(codes) - len(chosen),
        "form": AcceptForm(
            initial={"chosen": " ".join(f"{one.public_id}:{one.version}" for one in chosen)}
        ),
        "refusal": refusals.sentence(refusal) if refusal else "",
        "may_accept": access.may("accept", request.actor),
    }
    status = refusals.status_of(refusal) if refusal else 200
    return render(request, "recommendations/preview_intake.html", context, status=status)
