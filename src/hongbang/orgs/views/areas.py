"""How does the office keep the areas that organs look after?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs import access, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms.people import AddAreaForm, EditAreaForm
from hongbang.orgs.views.desk import new_key, refuse
from hongbang.ui import clock
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

ANY = ["GET", "HEAD", "POST"]


@seated("orgs.area.work")
@require_safe
def list_areas(request: Request) -> HttpResponse:
    """List the areas, by kind."""
    access.require("add_area", request.actor)
    return render(request, "orgs/list_areas.html", {"areas": [*queries.areas()]})


@seated("orgs.area.add")
@require_http_methods(ANY)
def add_area(request: Request) -> HttpResponse:
    """Keep an area."""
    access.require("add_area", request.actor)
    if request.method != "POST":
        form = AddAreaForm(initial={"key": new_key(), "kind": "group"})
        return render(request, "orgs/edit_area.html", {"form": form})
    form, status = AddAreaForm(request.POST), 422
    if form.is_valid():
        try:
            orgs.add_area(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            status = refuse(request, form, refusal)
        else:
            messages.success(request, _("片区已登记。"))
            return HttpResponseRedirect(reverse("orgs:areas"))
    return render(request, "orgs/edit_area.html", {"form": form}, status=status)


@seated("orgs.area.edit")
@require_http_methods(ANY)
def edit_area(request: Request, area: str) -> HttpResponse:
    """Change an area's names."""
    access.require("edit_area", request.actor)
    found = queries.area(area)
    form, status = EditAreaForm.showing(found), 200
    if request.method == "POST":
        form, status = EditAreaForm(request.POST), 422
        if form.is_valid():
            try:
                orgs.edit_area(found, form.command(), by=request.actor, at=clock.now())
            except (RuleBroken, Stale) as refusal:
                found = queries.area(area)
                status = refuse(request, form, refusal, version=found.version)
            else:
                messages.success(request, _("已存。"))
                return HttpResponseRedirect(reverse("orgs:areas"))
    return render(request, "orgs/edit_area.html", {"form": form, "area": found}, status=status)
