"""How does a unit keep its teams and nominees?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.orgs import access, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms.bodies import TurnForm
from hongbang.orgs.forms.people import NomineeForm, TeamForm
from hongbang.orgs.queries import Nominee, Organisation, Team
from hongbang.orgs.views.desk import refuse, shown
from hongbang.ui import clock
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

ANY = ["GET", "HEAD", "POST"]


@seated("orgs.team.add")
@acts_only("orgs:show", "body")
def add_team(request: Request, body: str) -> HttpResponse:
    """Keep a team."""
    unit = queries.get(request.actor, body)
    form, status = TeamForm(request.POST), 422
    if form.is_valid():
        try:
            orgs.add_team(unit, form.adding(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove) as refusal:
            status = refuse(request, form, refusal)
        else:
            return _back(request, unit, "teams", _("班组已登记。"))
    return shown(request, unit, {"team_form": form}, status=status, verb="add_team")


@seated("orgs.nominee.add")
@acts_only("orgs:show", "body")
def add_nominee(request: Request, body: str) -> HttpResponse:
    """Keep a nominee."""
    unit = queries.get(request.actor, body)
    form, status = NomineeForm(request.POST, unit=unit), 422
    if form.is_valid():
        try:
            orgs.add_nominee(unit, form.adding(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove) as refusal:
            status = refuse(request, form, refusal)
        else:
            return _back(request, unit, "nominees", _("人选已登记。"))
    return shown(request, unit, {"nominee_form": form}, status=status, verb="add_nominee")


@seated("orgs.team.edit")
@require_http_methods(ANY)
def edit_team(request: Request, team: str) -> HttpResponse:
    """Rename a team."""
    found = queries.team(request.actor, team)
    access.require("edit_team", request.actor, found.unit)
    if request.method != "POST":
        return _drawn(request, found, TeamForm.showing(found))
    form, status = TeamForm(request.POST), 422
    if form.is_valid():
        try:
            orgs.edit_team(found, form.editing(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            found = queries.team(request.actor, team)
            status = refuse(request, form, refusal, version=found.version)
        else:
            return _back(request, found.unit, "teams", _("已存。"))
    return _drawn(request, found, form, status=status)


@seated("orgs.nominee.edit")
@require_http_methods(ANY)
def edit_nominee(request: Request, nominee: str) -> HttpResponse:
    """Change a nominee's name or team."""
    found = queries.nominee(request.actor, nominee)
    access.require("edit_nominee", request.actor, found.unit)
    if request.method != "POST":
        return _drawn(request, found, NomineeForm.showing(found))
    form, status = NomineeForm(request.POST, unit=found.unit), 422
    if form.is_valid():
        try:
            orgs.edit_nominee(found, form.editing(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            found = queries.nominee(request.actor, nominee)
            status = refuse(request, form, refusal, version=found.version)
        else:
            return _back(request, found.unit, "nominees", _("已存。"))
    return _drawn(request, found, form, status=status)


@seated("orgs.team.close")
@acts_only("orgs:team", "team")
def close_team(request: Request, team: str) -> HttpResponse:
    """Close a team."""
    found = queries.team(request.actor, team)
    form = TeamForm.showing(found)
    return _close(request, found, form, orgs.close_team, _("班组已停用，成员留在单位名下。"))


@seated("orgs.nominee.close")
@acts_only("orgs:nominee", "nominee")
def close_nominee(request: Request, nominee: str) -> HttpResponse:
    """Close a nominee."""
    found = queries.nominee(request.actor, nominee)
    form = NomineeForm.showing(found)
    return _close(request, found, form, orgs.close_nominee, _("人选已停用。"))


def _close(
    request: Request,
    thing: Team | Nominee,
    form: TeamForm | NomineeForm,
    perform: Callable[..., object],
    done: str,
) -> HttpResponse:
    turn, status = TurnForm(request.POST), 422
    if turn.is_valid():
        try:
            perform(thing, turn.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            thing.refresh_from_db()
            status = refuse(request, turn, refusal, version=thing.version)
        else:
            return _back(request, thing.unit, "", done)
    access.require("edit_team", request.actor, thing.unit)  # before the page is shown again
    return _drawn(request, thing, form, turn, status=status)


def _drawn(
    request: Request,
    thing: Team | Nominee,
    form: TeamForm | NomineeForm,
    turn: TurnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "thing": thing,
        "unit": thing.unit,
        "is_team": isinstance(thing, Team),
        "form": form,
        "turn": turn or TurnForm(initial={"version": thing.version}),
        "members": [*queries.members(thing)] if isinstance(thing, Team) else [],
    }
    return render(request, "orgs/edit_thing.html", context, status=status)


def _back(request: Request, unit: Organisation, part: str, done: str) -> HttpResponseRedirect:
    messages.success(request, done)
    address = reverse("orgs:show", args=[unit.public_id])
    return HttpResponseRedirect(f"{address}#{part}" if part else address)
