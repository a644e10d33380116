"""How does the office register, change, move, merge, close and reopen bodies?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.orgs import access, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms.bodies import (
    AddForm,
    EditForm,
    IntoForm,
    MergeForm,
    MoveForm,
    TurnForm,
)
from hongbang.orgs.queries import Organisation
from hongbang.orgs.rules.bodies import WORDS
from hongbang.orgs.texts import COLUMNS, KINDS, NATURES
from hongbang.orgs.views.desk import new_key, refuse, shown
from hongbang.ui import clock
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

ANY = ["GET", "HEAD", "POST"]
OFFERED = 100
REFUSED = (RuleBroken, IllegalMove, Stale)


@seated("orgs.organisation.add")
@require_http_methods(ANY)
def add_body(request: Request, kind: str) -> HttpResponse:
    """Register a body; one with a near name is asked about first."""
    if kind not in dict(KINDS):
        raise NotFound("orgs.missing")
    access.require("add", request.actor)
    if request.method != "POST":
        return _adding(request, AddForm(initial={"key": new_key()}, kind=kind))
    form = AddForm(request.POST, kind=kind)
    if not form.is_valid():
        return _adding(request, form, 422)
    near = queries.similar(form.cleaned_data["name"], form.cleaned_data["uscc"])
    near = [one for one in near if one.organisation.name != form.cleaned_data["name"]]
    if near and not form.cleaned_data["sure"]:
        form.ask_whether_sure()
        return _adding(request, form, 422, near=near)
    try:
        added = orgs.add_organisation(form.command(), by=request.actor, at=clock.now())
    except RuleBroken as refusal:
        return _adding(request, form, refuse(request, form, refusal))
    messages.success(request, _("已登记。"))
    return _to(added)


@seated("orgs.organisation.edit")
@require_http_methods(ANY)
def edit_body(request: Request, body: str) -> HttpResponse:
    """Change a body's words, or show both versions when somebody was faster."""
    found = queries.get(request.actor, body)
    access.require("edit", request.actor, found)
    if request.method != "POST":
        return _changing(request, found, EditForm.showing(found), "orgs/edit_body.html")
    form = EditForm(request.POST, kind=found.kind)
    if not form.is_valid():
        return _changing(request, found, form, "orgs/edit_body.html", 422)
    try:
        orgs.edit(found, form.command(), by=request.actor, at=clock.now())
    except REFUSED as refusal:
        kept = queries.get(request.actor, body)
        status = refuse(request, form, refusal, version=kept.version)
        stale = _versus(kept, form) if isinstance(refusal, Stale) else []
        return _changing(request, kept, form, "orgs/edit_body.html", status, stale=stale)
    messages.success(request, _("已存。"))
    return _to(found)


@seated("orgs.organisation.move")
@require_http_methods(ANY)
def move_body(request: Request, body: str) -> HttpResponse:
    """Give a body another place."""
    found = queries.get(request.actor, body)
    access.require("move", request.actor, found)
    if request.method != "POST":
        return _changing(request, found, MoveForm.showing(found), "orgs/move_body.html")
    form = MoveForm(request.POST, kind=found.kind)
    status = 422
    if form.is_valid():
        try:
            orgs.move(found, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            found = queries.get(request.actor, body)
            status = refuse(request, form, refusal, version=found.version)
        else:
            messages.success(request, _("已调整，沿革里留着原来的归属。"))
            return _to(found)
    return _changing(request, found, form, "orgs/move_body.html", status)


@seated("orgs.organisation.merge")
@require_http_methods(ANY)
def merge_body(request: Request, body: str) -> HttpResponse:
    """Show what a merger would hand over, then merge."""
    found = queries.get(request.actor, body)
    access.require("merge", request.actor, found)
    if request.method != "POST":
        return _merging(request, found, request.GET.get("into", ""))
    form, status = MergeForm(request.POST), 422
    into = request.POST.get("into", "")
    if form.is_valid():
        try:
            successor = orgs.merge(found, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            found = queries.get(request.actor, body)
            status = refuse(request, form, refusal, version=found.version)
        else:
            messages.success(request, _("已并入。原来的页面还在，注明去向。"))
            return _to(successor)
    return _merging(request, found, into, form, status)


@seated("orgs.organisation.close")
@acts_only("orgs:show", "body")
def close_body(request: Request, body: str) -> HttpResponseBase:
    """Close a body."""
    return _turn(request, body, orgs.close, _("已停用。"))


@seated("orgs.organisation.reopen")
@acts_only("orgs:show", "body")
def reopen_body(request: Request, body: str) -> HttpResponseBase:
    """Open a closed body again."""
    return _turn(request, body, orgs.reopen, _("已恢复。"))


def _turn(
    request: Request, body: str, perform: Callable[..., object], done: str
) -> HttpResponseBase:
    found = queries.get(request.actor, body)
    form, status = TurnForm(request.POST), 422
    if form.is_valid():
        try:
            perform(found, form.command(), by=request.actor, at=clock.now())
        except REFUSED as refusal:
            found = queries.get(request.actor, body)
            status = refuse(request, form, refusal, version=found.version)
        else:
            messages.success(request, done)
            return _to(found)
    return shown(request, found, {"turn": form}, status=status, verb="close")


def _to(body: Organisation) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("orgs:show", args=[body.public_id]))


def _adding(request: Request, form: AddForm, status: int = 200, **more: object) -> HttpResponse:
    context = {"form": form, "kind": form.kind, "kinds": KINDS, **more}
    return render(request, "orgs/add_body.html", context, status=status)


def _changing(
    request: Request,
    body: Organisation,
    form: EditForm | MoveForm,
    template: str,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    return render(request, template, {"form": form, "body": body, **more}, status=status)


def _versus(kept: Organisation, form: EditForm) -> list[tuple[str, str, str]]:
    """Put what is kept beside what was typed, where they differ: (label, theirs, mine)."""
    names = {**COLUMNS, "nature": COLUMNS["nature"]}
    natures = dict(NATURES)
    pairs = [(name, getattr(kept, name), form.said()[name]) for name in WORDS]
    return [
        (str(names[name]), str(natures.get(theirs, theirs)), str(natures.get(mine, mine)))
        for name, theirs, mine in pairs
        if theirs != mine and name in form.fields
    ]


def _merging(
    request: Request,
    body: Organisation,
    into: str,
    form: MergeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    query = request.GET.get("q", "")[:60]
    offered = [*queries.mergeable(request.actor, body, query)[:OFFERED]]
    choices = [(one.public_id, f"{one.name}（{one.area}）") for one in offered]
    chosen = queries.mergeable(request.actor, body).filter(public_id=into).first()
    if chosen and chosen not in offered:
        choices.append((chosen.public_id, f"{chosen.name}（{chosen.area}）"))
    context = {
        "body": body,
        "choose": IntoForm(initial={"into": into, "q": query}, choices=choices),
        "into": chosen,
        "handover": queries.handover(body) if chosen else None,
        "form": form or MergeForm(initial={"into": into, "version": body.version}),
        "has_choices": bool(choices),
        "query": query,
    }
    return render(request, "orgs/merge_body.html", context, status=status)
