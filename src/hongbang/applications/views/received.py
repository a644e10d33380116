"""What do organs, office and auditor do with applications that were sent: find, read, return?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.applications import access, exports, queries
from hongbang.applications import operations as applications
from hongbang.applications.forms.acting import FilterForm, ReturnForm
from hongbang.applications.views.reading import shown_again
from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("applications.list.received")
@require_safe
def list_received(request: Request) -> HttpResponse:
    """Show the applications that were sent, filtered by what the address says."""
    access.require("receive", request.actor)
    form = _filter(request)
    found = queries.shown(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "applications/list_received.html", {"form": form, "page": page})


@seated("applications.list.export")
@acts_only("applications:received")
def export_received(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = _filter(request), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    applications.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.list_xlsx(request.actor, form.filters(), note)
    name = "applications.xlsx"
    return FileResponse(table, as_attachment=True, filename=name, content_type=XLSX)


@seated("applications.application.return")
@acts_only("applications:show", "application")
def return_application(request: Request, application: str) -> HttpResponseBase:
    """Send an application back to be corrected; on a refusal show it again with what was typed."""
    found = queries.get(request.actor, application)
    form, status = ReturnForm(request.POST), 422
    if form.is_valid():
        try:
            applications.return_for_correction(
                found, form.send_back(), by=request.actor, at=clock.now()
            )
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已退回，单位会收到您写的这些话。"))
            return HttpResponseRedirect(reverse("applications:show", args=[application]))
    return shown_again(request, application, "return", form, status)


def _filter(request: Request) -> FilterForm:
    categories = queries.categories_listed(request.actor)
    return FilterForm(categories, request.GET, with_drafts=False)
