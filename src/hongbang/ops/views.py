"""What do the health addresses answer, and the clock of a demonstration?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hongbang.ops import health, passing
from hongbang.programmes import queries as programmes
from hongbang.programmes.rules.turning import Turn
from hongbang.programmes.texts.telling import said
from hongbang.ui import clock
from hongbang.ui.dates import day_words
from hongbang.ui.doors import public, seated
from hongbang.ui.request import Request


@public
@never_cache
@require_safe
def healthz(request: Request) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(request: Request) -> HttpResponse:
    """Say whether the house can work; what is wrong is told to the log, not to strangers."""
    ready = not health.faults()
    return HttpResponse(
        "ready\n" if ready else "not ready\n",
        content_type="text/plain",
        status=200 if ready else 503,
    )


def demonstrated(
    view: Callable[[Request], HttpResponseBase],
) -> Callable[[Request], HttpResponseBase]:
    """Be there in a demonstration only."""

    @wraps(view)
    def entered(request: Request) -> HttpResponseBase:
        if not settings.HONGBANG_DEMO:
            raise Http404
        return view(request)

    return entered


@demonstrated
@seated("ops.clock.move")
@require_POST
def move_clock(request: Request) -> HttpResponse:
    """Let time pass to tomorrow, or to the next first or last day of the timetable."""
    today = clock.today()
    turn = programmes.next_turn(today) if request.POST.get("to") == "turn" else None
    if request.POST.get("day") != today.isoformat():  # the page was older, or was pressed twice
        messages.info(request, _("时间没有再动：已经是 %(day)s。") % {"day": _said_day(today)})
    elif request.POST.get("to") == "turn" and turn is None:
        messages.info(request, _("时间没有动：日程里后面没有开始或截止的日子了，请用“到明天”。"))
    else:
        day = turn.day if turn else today + timedelta(days=1)
        passing.pass_until(day, by=request.actor)
        messages.success(request, _("现在是 %(day)s。") % {"day": _said_day(day)} + _told(turn))
    return HttpResponseRedirect(_way_back(request))


def _said_day(day: date) -> str:
    return day_words(day, None, get_language() or "zh-hans")


def _told(turn: Turn | None) -> str:
    """Say what is special about the day that has come."""
    if turn is None:
        return ""
    words = _("今天是“%(step)s”的最后一天。") if turn.is_last else _("“%(step)s”今天开始。")
    return (" " if get_language() == "en" else "") + words % {"step": said(turn.name)}


def _way_back(request: Request) -> str:
    """Return the page where time was let pass; never another site."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("journey:desk")
