"""Which days are worked, and how does the public site look on another day?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hongbang.kernel.refusal import RuleBroken
from hongbang.programmes import access, queries
from hongbang.programmes import operations as programmes
from hongbang.programmes.forms import CountForm, DayForm, WorkdayForm
from hongbang.programmes.middleware import KEY
from hongbang.programmes.rules.checking import day_of
from hongbang.programmes.rules.workdays import add_working_days
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
AHEAD = timedelta(days=365)


@seated("programmes.workday.set")
@require_http_methods(["GET", "HEAD", "POST"])
def show_workdays(request: Request) -> HttpResponse:
    """Show the days that the office takes otherwise, count days; on POST set one."""
    access.require("work", request.actor)
    form = WorkdayForm(request.POST or None)
    if request.method == "POST":
        access.require("set_workday", request.actor)
        if form.is_valid():
            programmes.set_workday(form.command(), by=request.actor, at=clock.now())
            messages.success(request, _("已存。以后数工作日都按这个办。"))
            return HttpResponseRedirect(reverse("programmes:workdays"))
    status = 422 if form.errors else 200
    return render(request, "programmes/show_workdays.html", _days(request, form), status=status)


@seated("programmes.workday.unset")
@acts_only("programmes:workdays")
def unset_workday(request: Request) -> HttpResponse:
    """Take a day again as it is announced."""
    day = day_of(request.POST.get("day")) or date.max  # no day of the office's
    try:
        programmes.unset_workday(day, by=request.actor, at=clock.now())
    except RuleBroken as refusal:
        context = _days(request, WorkdayForm()) | {"refusal": refusals.sentence(refusal)}
        return render(request, "programmes/show_workdays.html", context, status=422)
    messages.success(request, _("这一天又按公布的安排算。"))
    return HttpResponseRedirect(reverse("programmes:workdays"))


@seated("programmes.site.look")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_day(request: Request) -> HttpResponse:
    """Choose the day on which this seat looks at the public site, or end it."""
    access.require("look_at_day", request.actor)
    form = DayForm(request.POST or None, initial={"day": request.today})
    if "end" in request.POST:
        request.session.pop(KEY, None)
        messages.success(request, _("公众页面又按今天显示。"))
        return HttpResponseRedirect(reverse("programmes:site_day"))
    if request.method == "POST" and form.is_valid():
        request.session[KEY] = form.cleaned_data["day"].isoformat()
        return HttpResponseRedirect(reverse("portal:home"))
    chosen = day_of(request.session.get(KEY))
    context = {"form": form, "chosen": chosen}
    status = 422 if form.errors else 200
    return render(request, "programmes/choose_day.html", context, status=status)


def _days(request: Request, form: WorkdayForm) -> dict[str, Any]:
    calendar = queries.calendar()
    page = Paginator(queries.overrides(), PAGE).get_page(request.GET.get("page"))
    count = CountForm(request.GET if "after" in request.GET else None)
    reached = None
    if count.is_bound and count.is_valid():
        data = count.cleaned_data
        reached = add_working_days(data["after"], data["days"], calendar)
    return {
        "form": form,
        "page": page,
        "count": count,
        "reached": reached,
        "announced_until": max(calendar.announced),
        "unannounced": calendar.unannounced(request.today, request.today + AHEAD),
        "may_set": access.may("set_workday", request.actor),
    }
