"""What does a unit do with its applications: begin, fill in, look over, send, take back?"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.applications import access, queries
from hongbang.applications import operations as applications
from hongbang.applications.forms.acting import ActForm, BeginForm, FilterForm, WithdrawForm, called
from hongbang.applications.queries import Application
from hongbang.applications.rules import calling
from hongbang.applications.rules.lifecycle import EDITABLE, SUBMITTED, way_of_sending
from hongbang.applications.views.filling import filled, filled_in, kept_form
from hongbang.applications.views.reading import conditions_told, parts_of, shown_again, trail_of
from hongbang.kernel.refusal import IllegalMove, NotFound, Refusal, RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("applications.list.mine")
@require_safe
def list_mine(request: Request) -> HttpResponse:
    """Show a unit's applications, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(queries.categories_listed(request.actor), request.GET, with_drafts=True)
    found = queries.listed(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "applications/list_mine.html", {"form": form, "page": page})


@seated("applications.application.begin")
@require_http_methods(["GET", "HEAD", "POST"])
def begin_application(request: Request) -> HttpResponse:
    """Begin an application; the form carries a key so that two clicks begin one."""
    access.require("begin", request.actor)
    offered = _offered(request)
    if request.method != "POST":
        form = BeginForm(offered, initial={"key": secrets.token_hex(16)})
        return render(request, "applications/begin_application.html", _beginning(form, offered))
    form = BeginForm(offered, request.POST)
    if form.is_valid():
        try:
            begun = applications.begin(form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, NotFound) as refusal:
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
        else:
            messages.success(request, _("已开始。知道的都填好了，请核对后接着填。"))
            return HttpResponseRedirect(reverse("applications:edit", args=[begun.public_id]))
    context = _beginning(form, offered)
    return render(request, "applications/begin_application.html", context, status=422)


@seated("applications.application.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_application(request: Request, application: str) -> HttpResponse:
    """Show the form at work; on POST keep it, or show both when a colleague was faster."""
    found = queries.get(request.actor, application)
    access.require("save", request.actor, found)
    if request.method == "POST":
        return filled(request, found)
    if found.state not in EDITABLE:
        return HttpResponseRedirect(reverse("applications:show", args=[application]))
    return render(request, "applications/edit_application.html", filled_in(found, kept_form(found)))


@seated("applications.application.preview")
@require_safe
def preview_application(request: Request, application: str) -> HttpResponse:
    """Show what would be submitted, and what still stands in the way."""
    found = queries.get(request.actor, application)
    access.require("preview", request.actor, found)
    if found.state not in EDITABLE:
        return HttpResponseRedirect(reverse("applications:show", args=[application]))
    return render(request, "applications/preview_application.html", _previewed(found))


@seated("applications.application.submit")
@acts_only("applications:preview", "application")
def submit_application(request: Request, application: str) -> HttpResponseBase:
    """Send an application, for the first time or corrected; a second click changes nothing."""
    found = queries.get(request.actor, application)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _not_sent(request, found, None)
    resend = way_of_sending(found.state) == "resubmit"
    send = applications.resubmit if resend else applications.submit
    try:
        sent = send(found, form.command(), by=request.actor, at=clock.now())
    except (RuleBroken, NotFound, IllegalMove, Stale) as refusal:
        current = queries.get(request.actor, application)
        if current.state == SUBMITTED:  # sent by the first click
            return _to_receipt(application, current.revision)
        return _not_sent(request, current, refusal)
    messages.success(request, _("已送到%(organ)s。") % {"organ": sent.organ.name})
    return _to_receipt(application, sent.place)


@seated("applications.application.withdraw")
@acts_only("applications:show", "application")
def withdraw_application(request: Request, application: str) -> HttpResponseBase:
    """Take an application back."""
    found = queries.get(request.actor, application)
    form, status = WithdrawForm(request.POST), 422
    if form.is_valid():
        try:
            applications.withdraw(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已撤回。"))
            return HttpResponseRedirect(reverse("applications:show", args=[application]))
    return shown_again(request, application, "withdraw", form, status)


def _to_receipt(application: str, place: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("applications:receipt", args=[application, place]))


def _not_sent(request: Request, found: Application, refusal: Refusal | None) -> HttpResponse:
    """Show the preview again, headed by why nothing was sent."""
    access.require("preview", request.actor, found)
    told = _("没有办成：这一页送出的内容不完整。请再按一次。")
    status = 422
    if refusal is not None:
        told, status = refusals.sentence(refusal), refusals.status_of(refusal)
    context = _previewed(found) | {"refusal": told}
    return render(request, "applications/preview_application.html", context, status=status)


def _previewed(found: Application) -> dict[str, Any]:
    """Gather the answers as they would be submitted, and what is in the way."""
    at = clock.now()
    form = kept_form(found, final=True)
    judged = [*queries.judged(found, found.typed, at, final=True)]
    act = ActForm(initial={"version": found.version})
    return {
        "application": found,
        "form": form,
        "act": act,
        "too_early_or_late": _when(found),
        "in_the_way": any(one.is_in_the_way for one in judged),
        "parts": parts_of(found, found.typed),
        "survey": queries.survey_of(found, at),
        "running": queries.running_survey(found, at),
        **conditions_told(found, judged),
        **trail_of(found),
    }


def _when(found: Application) -> Refusal | None:
    """Return why it cannot be sent today, if so."""
    back, at = queries.last_return(found), clock.now()
    try:
        if back is not None:
            calling.check_in_time(back.until_on, at)
        else:
            calling.check_open(queries.steps(found.category.edition), at)
    except RuleBroken as refusal:
        return refusal
    return None


def _offered(request: Request) -> list[tuple[str, Any]]:
    """Return whom one can apply for, under the category each."""
    unit = orgs.own(request.actor)
    taken = queries.taken_subjects(unit)
    subjects = {
        "team": [("team", one.public_id, str(one)) for one in orgs.teams(unit)],
        "individual": [("nominee", one.public_id, str(one)) for one in orgs.nominees(unit)],
        "unit": [("unit", unit.public_id, str(unit))],
    }
    subjects["manager"] = subjects["individual"]
    return [
        (
            called(one),
            [
                (f"{one.public_id}:{kind}:{code}", name)
                for kind, code, name in subjects[one.kind]
                if (one.pk, code) not in taken
            ],
        )
        for one in queries.open_categories(clock.now())
    ]


def _beginning(form: BeginForm, offered: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "form": form,
        "is_open": bool(offered),
        "has_choices": any(choices for _group, choices in offered),
    }
