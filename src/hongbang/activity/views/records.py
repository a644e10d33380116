"""What does a unit do with its records: list, record, correct, strike?"""

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

from hongbang.activity import access, queries
from hongbang.activity import operations as activities
from hongbang.activity.forms import CorrectForm, FilterForm, ReasonForm, RecordForm
from hongbang.activity.queries import Activity
from hongbang.activity.rules.lifecycle import RECORDED
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)


@seated("activity.record.list")
@require_safe
def list_activities(request: Request) -> HttpResponse:
    """Show the records this seat may see, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.listed(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_record = access.may("record", request.actor)
    context = {"form": form, "page": page, "may_record": may_record}
    return render(request, "activity/list_activities.html", context)


@seated("activity.record.record")
@require_http_methods(["GET", "HEAD", "POST"])
def record_activity(request: Request) -> HttpResponse:
    """Record an activity; the form carries a key so that two clicks record one."""
    access.require("record", request.actor)
    if request.method != "POST":
        form = RecordForm(initial={"key": secrets.token_hex(16)})
        return render(request, "activity/record_activity.html", {"form": form})
    form, status = RecordForm(request.POST), 422
    if form.is_valid():
        try:
            kept = activities.record(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
            status = refusals.status_of(refusal)
        else:
            messages.success(request, _("已记录，会算进推荐单位的统计表。"))
            return HttpResponseRedirect(reverse("activity:show", args=[kept.public_id]))
    return render(request, "activity/record_activity.html", {"form": form}, status=status)


@seated("activity.record.show")
@require_safe
def show_activity(request: Request, activity: str) -> HttpResponse:
    """Show one record, and to its unit the form that corrects it."""
    found = queries.get(request.actor, activity)
    return render(request, "activity/show_activity.html", _page(request, found))


@seated("activity.record.correct")
@acts_only("activity:show", "activity")
def correct_activity(request: Request, activity: str) -> HttpResponseBase:
    """Put a record right."""
    found, form = queries.get(request.actor, activity), CorrectForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            activities.correct(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, refusals.sentence(refusal))
            status = refusals.status_of(refusal)
        else:
            messages.success(request, _("已更正，理由留在记录上。"))
            return HttpResponseRedirect(reverse("activity:show", args=[activity]))
    return _again(request, activity, {"correct": form}, status)


@seated("activity.record.strike")
@acts_only("activity:show", "activity")
def strike_activity(request: Request, activity: str) -> HttpResponseBase:
    """Strike a record."""
    found, form = queries.get(request.actor, activity), ReasonForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            activities.strike(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, refusals.sentence(refusal))
            status = refusals.status_of(refusal)
        else:
            messages.success(request, _("已作废，不再算进统计。"))
            return HttpResponseRedirect(reverse("activity:show", args=[activity]))
    return _again(request, activity, {"strike": form}, status)


def _page(request: Request, found: Activity) -> dict[str, Any]:
    is_standing = found.state == RECORDED
    kind = queries.book().kind(found.kind)
    return {
        "activity": found,
        "kind": kind,
        "may_correct": is_standing and access.may("correct", request.actor, found).ok,
        "correct": CorrectForm(initial=CorrectForm.of(found)),
        "strike": ReasonForm(initial={"version": found.version}),
    }


def _again(
    request: Request, code: str, tried: dict[str, CorrectForm | ReasonForm], status: int
) -> HttpResponse:
    """Show the record again with what was typed, ready to be sent once more."""
    fresh = queries.get(request.actor, code)
    for verb in tried:
        access.require(verb, request.actor, fresh)
    for form in tried.values():
        form.data = {**request.POST.dict(), "version": fresh.version}
    context = _page(request, fresh) | tried | {"tried": [*tried]}
    return render(request, "activity/show_activity.html", context, status=status)
