"""What does a unit see of its honours, and how does it come by its certificates?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.awards import access, exports, queries
from hongbang.awards import operations as awards
from hongbang.awards.forms import FetchForm
from hongbang.awards.queries import Award
from hongbang.awards.rules.conferring import may_be_shown
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.register import queries as register
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 20


@seated("awards.award.hold")
@require_safe
def list_mine(request: Request) -> HttpResponse:
    """Show the honours of the unit: how each stands, how long still, its certificate."""
    access.require("hold", request.actor)
    return _listed(request)


@seated("awards.certificate.fetch")
@acts_only("awards:mine")
def fetch_certificate(request: Request, award: str) -> HttpResponse:
    """Fetch a certificate for the first time, and lead to it."""
    found, form = queries.get(request.actor, award), FetchForm(request.POST)
    if not form.is_valid():
        return _not_fetched(request, found, _("这一页不完整。请刷新后再点一次。"), 422)
    try:
        awards.fetch(found, form.command(), by=request.actor, at=clock.now())
    except (RuleBroken, Stale) as refusal:
        words, status = refusals.sentence(refusal), refusals.status_of(refusal)
        return _not_fetched(request, found, words, status)
    messages.success(request, _("证书已领取，以后随时可以再下载。"))
    return HttpResponseRedirect(reverse("awards:mine"))


@seated("awards.certificate.read")
@require_safe
def give_certificate(request: Request, award: str) -> HttpResponse:
    """Give the certificate as PDF."""
    found = queries.get(request.actor, award)
    access.require("certificate", request.actor, found)
    made = exports.certificate(found)
    response = HttpResponse(made.content, content_type=made.media)
    name = f"{_('荣誉证书')} {found.honour.number}.pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["Content-Disposition"] = disposition
    return response


def _not_fetched(request: Request, award: Award, fault: str, status: int) -> HttpResponse:
    access.require("fetch", request.actor, award)
    return _listed(request, fault, status)


def _listed(request: Request, fault: str = "", status: int = 200) -> HttpResponse:
    page = Paginator(queries.visible(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [_row(request, one) for one in page]
    context = {"page": page, "rows": rows, "fault": fault}
    return render(request, "awards/list_mine.html", context, status=status)


def _row(request: Request, award: Award) -> dict[str, object]:
    status = register.status_now(award.honour, request.today)
    form = FetchForm(initial={"version": award.version})
    return {
        "award": award,
        "status": status,
        "days_left": (award.honour.last_on - request.today).days + 1,
        "form": form if award.fetched_at is None and may_be_shown(award.honour.state) else None,
    }
