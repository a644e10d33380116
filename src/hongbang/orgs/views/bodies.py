"""What does a seat see of the bodies it may see?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.orgs import access, exports, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms.bodies import FilterForm
from hongbang.orgs.queries import Organisation
from hongbang.orgs.texts import CHANNELS
from hongbang.orgs.views.desk import shown
from hongbang.ui import clock
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("orgs.organisation.work")
@require_safe
def list_bodies(request: Request) -> HttpResponse:
    """List the bodies of this seat's branch, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.directory(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_add = access.may("add", request.actor)
    return render(
        request, "orgs/list_bodies.html", {"form": form, "page": page, "may_add": may_add}
    )


@seated("orgs.directory.export")
@acts_only("orgs:list")
def export_bodies(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    orgs.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.directory_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="bodies.xlsx", content_type=XLSX)


@seated("orgs.organisation.tree")
@require_safe
def show_tree(request: Request) -> HttpResponse:
    """Show which channel has an organ in which area, and where one is missing."""
    access.require("work", request.actor)
    rows = queries.tree(request.actor)
    gaps = sum(row.gaps for kind in rows.values() for row in kind)
    districts = rows.pop("district")
    context = {
        "districts": districts,
        "others": [(kind, found) for kind, found in rows.items() if found],
        "channels": CHANNELS,
        "gaps": gaps,
        "may_add": access.may("add", request.actor),
    }
    return render(request, "orgs/show_tree.html", context)


@seated("orgs.organisation.own")
@require_safe
def show_own(request: Request) -> HttpResponse:
    """Lead to the body that this seat stands in."""
    own = queries.own(request.actor)
    access.require("read", request.actor, own)
    return HttpResponseRedirect(reverse("orgs:show", args=[own.public_id]))


@seated("orgs.organisation.read")
@require_safe
def show_body(request: Request, body: str) -> HttpResponse:
    """Show a body: how it is reached, where it stands, its people, what it was before."""
    found = queries.get(request.actor, body)
    return shown(request, found, {"then": as_of(found, request.GET)})


def as_of(body: Organisation, asked: Mapping[str, str]) -> dict[str, object] | None:
    """Say what a body was called on the day that the address asks for."""
    try:
        day = date.fromisoformat(asked.get("on", ""))
    except ValueError:
        return None
    return {"day": day, "change": queries.as_of(body, day)}
