"""What does everybody see of the register: the list, one honour, the answer to a number?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound
from hongbang.programmes.texts.telling import said
from hongbang.register import access, queries
from hongbang.register.queries import Filters, Honour
from hongbang.register.rules.standing import LAPSED, NOT_YET, as_told, told_turns
from hongbang.register.texts import FILTERED, MOVES, STATES, VERDICTS
from hongbang.ui import clock
from hongbang.ui.doors import public
from hongbang.ui.request import Request

PAGE = 50


@public
@require_safe
def list_honours(request: Request) -> HttpResponse:
    """List the honours, newest first, by words, edition, category and status."""
    today, given = beijing_day(clock.now()), request.GET
    editions, categories = queries.editions_listed(), queries.categories_listed()
    filters = Filters(
        given.get("q", "")[:60],
        given.get("edition", "")[:32],
        given.get("category", "")[:32],
        given.get("status", "") if given.get("status", "") in FILTERED else "",
    )
    page = Paginator(queries.listed(filters, today), PAGE).get_page(given.get("page"))
    context = {
        "page": page,
        "rows": [(one, _status_now(request, one, today)) for one in page],
        "filters": filters,
        "is_filtered": filters != Filters(),
        "editions": editions,
        "categories": categories,
        "statuses": [(name, STATES[name]) for name in FILTERED],
    }
    return render(request, "register/list_honours.html", context)


@public
@require_safe
def show_honour(request: Request, honour: str) -> HttpResponse:
    """Show an honour: whose it is, how it stands today or on the day asked for, what happened."""
    found = queries.get(honour)
    context = {"asked": {"number": found.number, "on": request.GET.get("on", "")[:10]}}
    return render(request, "register/show_honour.html", context | _shown(request, found))


@public
@require_safe
def verify_number(request: Request) -> HttpResponse:
    """Ask for a number and a day, and lead to the honour; say so when there is none."""
    number, on = request.GET.get("number", "").strip()[:20], request.GET.get("on", "")[:10]
    asked = {"number": number, "on": on}
    if not number:
        return render(request, "register/verify_number.html", {"asked": asked})
    try:
        honour = queries.get(number.upper())
    except NotFound:
        context = {"asked": asked, "is_missing": True}
        return render(request, "register/verify_number.html", context, status=404)
    query = f"?on={on}" if _day(on) else ""
    return HttpResponseRedirect(reverse("register:show", args=[honour.number]) + query)


def _shown(request: Request, honour: Honour) -> dict[str, Any]:
    today, sees_all = beijing_day(clock.now()), access.sees_quiet(request.actor)
    day = _day(request.GET.get("on", ""))
    turns = queries.turns(honour)
    status = as_told(queries.status(honour, day or today, turns), to_office=sees_all)
    told = told_turns(turns, to_office=sees_all)
    return {
        "honour": honour,
        "status": status,
        "verdict": VERDICTS[status],
        "is_fine": status in {"valid", "warned", "rectifying"},
        "day": day,
        "turns": [(one, MOVES[one.move]) for one in reversed(told)],
        "ends_ahead": status not in {LAPSED, NOT_YET} and honour.ended_on is None,
        "hosts": [said(one) for one in queries.hosts_of(honour.category.edition)],
        "title": said(queries.title_of(honour.category)),
    }


def _status_now(request: Request, honour: Honour, today: date) -> str:
    status = queries.status_now(honour, today)
    return as_told(status, to_office=access.sees_quiet(request.actor))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
