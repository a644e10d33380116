"""What do unit, organ, office and auditor do with surveys at their desk?"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.documents.exports import XLSX
from hongbang.kernel.number import half_up
from hongbang.kernel.period import BEIJING, beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.sheets.texts import said
from hongbang.surveys import access, exports, queries
from hongbang.surveys import operations as surveys
from hongbang.surveys.forms import ActForm, FilterForm, IssueForm, OpenForm
from hongbang.surveys.queries import Survey
from hongbang.surveys.rules.lifecycle import OPEN, OVER, SURVEY, stage
from hongbang.surveys.rules.showing import Result, is_shown
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
DAYS_DRAWN = 31
ASKED_FOR = 14  # days that the form proposes
Perform = Callable[..., object]


@seated("surveys.survey.work")
@require_safe
def list_surveys(request: Request) -> HttpResponse:
    """Show the surveys this seat may see, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.worklist(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_open": access.may("open", request.actor),
        "today": beijing_day(clock.now()),
    }
    return render(request, "surveys/list_surveys.html", context)


@seated("surveys.list.export")
@acts_only("surveys:list")
def export_surveys(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    surveys.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.worklist_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="surveys.xlsx", content_type=XLSX)


@seated("surveys.survey.open")
@require_http_methods(["GET", "HEAD", "POST"])
def open_survey(request: Request) -> HttpResponse:
    """Begin a survey; the answer holds the invitations, which are shown this once."""
    if request.method != "POST":
        access.require("open", request.actor)
        today = beijing_day(clock.now())
        start = {
            "key": secrets.token_hex(16),
            "count": 50,
            "starts_on": today,
            "ends_on": today + timedelta(days=ASKED_FOR),
        }
        form = OpenForm(by=request.actor, initial=start)
        return render(request, "surveys/open_survey.html", {"form": form})
    form = OpenForm(request.POST, by=request.actor)
    status = 422
    if form.is_valid():
        try:
            given = surveys.open_survey(form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, NotFound) as refusal:
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
            status = refusals.status_of(refusal)
        else:
            return _given_out(request, given)
    access.require("open", request.actor)
    return render(request, "surveys/open_survey.html", {"form": form}, status=status)


@seated("surveys.survey.show")
@require_safe
def show_survey(request: Request, survey: str) -> HttpResponse:
    """Show one survey: how far it is, what came out, what can be done."""
    found = queries.get(request.actor, survey)
    return render(request, "surveys/show_survey.html", _page(request, found))


@seated("surveys.invitations.issue")
@acts_only("surveys:show", "survey")
def issue_invitations(request: Request, survey: str) -> HttpResponseBase:
    """Give out more invitations, shown this once."""
    found, form = queries.get(request.actor, survey), IssueForm(request.POST)
    status, refused = 422, " ".join(str(words[0]) for words in form.errors.values())
    if form.is_valid():
        try:
            given = surveys.issue(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status, refused = refusals.status_of(refusal), refusals.sentence(refusal)
        else:
            return _given_out(request, given)
    return _refused(request, found, "issue", refused, status)


@seated("surveys.survey.close")
@acts_only("surveys:show", "survey")
def close_survey(request: Request, survey: str) -> HttpResponseBase:
    """End a survey before its last day."""
    return _act(request, survey, "close", surveys.close, _("调查已结束，结果在下面，不再变动。"))


@seated("surveys.survey.withdraw")
@acts_only("surveys:show", "survey")
def withdraw_survey(request: Request, survey: str) -> HttpResponseBase:
    """Take a survey back."""
    return _act(request, survey, "withdraw", surveys.withdraw, _("调查已撤销，理由留在页面上。"))


def _given_out(request: Request, given: surveys.Given) -> HttpResponse:
    """Show invitations this once; a form that was sent before leads to the survey instead."""
    if not given.tokens:
        words = _(
            "这张表已经送出过，没有再做一遍。请柬只在第一次的页面上给出；没存下来，请在这里加发。"
        )
        messages.warning(request, words)
        return HttpResponseRedirect(reverse("surveys:show", args=[given.survey.public_id]))
    context = {"survey": given.survey, "slips": exports.slips(given.tokens)}
    return render(request, "surveys/print_invitations.html", context)


def _act(request: Request, code: str, verb: str, perform: Perform, done: str) -> HttpResponseBase:
    """Do one act; on a refusal show the page again with what was typed."""
    found, form = queries.get(request.actor, code), ActForm(request.POST)
    status, refused = 422, " ".join(str(words[0]) for words in form.errors.values())
    if form.is_valid():
        try:
            perform(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status, refused = refusals.status_of(refusal), refusals.sentence(refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("surveys:show", args=[code]))
    return _refused(request, found, verb, refused, status)


def _refused(
    request: Request, survey: Survey, verb: str, refused: str, status: int
) -> HttpResponse:
    access.require(verb, request.actor, survey)
    current = queries.get(request.actor, survey.public_id)
    context = _page(request, current) | {
        "refused": refused,
        "tried": verb,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "surveys/show_survey.html", context, status=status)


@dataclass(frozen=True, slots=True)
class QuestionBar:
    """How one question came out, in words and as a length of a hundred."""

    label: str
    words: str
    length: int


@dataclass(frozen=True, slots=True)
class Days:
    """Answers day by day, as the picture draws them and as a sentence says it."""

    counts: tuple[int, ...]
    first: date
    last: date
    most: int


def _page(request: Request, survey: Survey) -> dict[str, object]:
    """Gather what the page of one survey shows to this seat."""
    by, today = request.actor, beijing_day(clock.now())
    result = queries.result_of(survey)
    is_public = result is not None and is_shown(
        result.measured.valid, to_office=access.reads_all(by)
    )
    moves = SURVEY.moves_from(survey.state)
    now = stage(survey.state, survey.starts_on, survey.ends_on, today)
    return {
        "survey": survey,
        "now": now,
        "result": result,
        "is_shown": is_public,
        "for_office": access.reads_all(by),
        "bars": _bars(survey, result) if result and is_public else [],
        "days": _days(survey),
        "may": {verb: access.may(verb, by, survey) for verb in ("issue", "close", "withdraw")},
        "can_issue": survey.state == OPEN and now != OVER,
        "acts": {move: {"version": survey.version} for move in moves},
        "issue": IssueForm(initial={"key": secrets.token_hex(16), "count": 20}, auto_id=False),
    }


def _bars(survey: Survey, result: Result) -> list[QuestionBar]:
    labels = {one.key: said(one.label) for one in queries.definition(survey).fields()}
    words = _("%(mean)s 分，%(n)s 人答")
    return [
        QuestionBar(labels[one.key], words % {"mean": one.mean, "n": one.count}, _whole(one.mean))
        for one in result.measured.questions
    ]


def _whole(value: Decimal) -> int:
    return int(half_up(value, 0))


def _days(survey: Survey) -> Days | None:
    """Lay out the answers of the last days that had any, without a gap."""
    found = queries.by_day(survey)
    if not found:
        return None
    last = max(found)
    first = max(min(found), last - timedelta(days=DAYS_DRAWN - 1))
    reach = (last - first).days + 1
    counts = tuple(found.get(first + timedelta(days=n), 0) for n in range(reach))
    return Days(counts, first, last, max(counts))
