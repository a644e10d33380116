"""How does an inspector write a visit down, and how does the office read and confirm it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.applications.forms.showing import shown
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.oversight import access, queries
from hongbang.oversight import operations as oversight
from hongbang.oversight.forms import ConfirmForm, VerdictForm
from hongbang.oversight.queries import Visit
from hongbang.oversight.rules.commands import Act, Save
from hongbang.oversight.rules.lifecycle import DONE, SUBMITTED
from hongbang.oversight.texts import VERDICTS
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.rules.answers import check
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)


@seated("oversight.visit.mine")
@require_safe
def list_visits(request: Request) -> HttpResponse:
    """Show an inspector the visits it has to make, and those it made."""
    access.require("visit", request.actor)
    page = Paginator(queries.listed_visits(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/list_visits.html", {"page": page})


@seated("oversight.visit.read")
@require_http_methods(["GET", "HEAD", "POST"])
def show_visit(request: Request, visit: str) -> HttpResponse:
    """Show a visit: the inspector writes and sends it, the office reads and confirms it."""
    found = queries.visit(request.actor, visit)
    if access.may("read", request.actor).ok:
        if request.method == "POST":
            access.require("visit", request.actor, found)
        return render(request, "oversight/read_visit.html", _reading(request, found))
    access.require("visit", request.actor, found)
    if request.method == "POST":
        return _written(request, found)
    return render(request, "oversight/write_visit.html", _writing(found))


@seated("oversight.visit.confirm")
@acts_only("oversight:visit", "visit")
def confirm_visit(request: Request, visit: str) -> HttpResponse:
    """Find what a submitted visit means."""
    found, status = queries.visit(request.actor, visit), 422
    form = ConfirmForm(request.POST, offers=queries.offers(found.honour))
    if form.is_valid():
        try:
            oversight.confirm(found, form.confirm(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("暗访结果已认定。"))
            return HttpResponseRedirect(reverse("oversight:visit", args=[visit]))
    return _not_confirmed(request, found, form, status)


def _not_confirmed(request: Request, found: Visit, form: ConfirmForm, status: int) -> HttpResponse:
    access.require("confirm", request.actor, found)
    fresh = queries.visit(request.actor, found.public_id)
    form.data = {**request.POST.dict(), "version": fresh.version}
    context = _reading(request, fresh, form)
    return render(request, "oversight/read_visit.html", context, status=status)


def _reading(request: Request, found: Visit, form: ConfirmForm | None = None) -> dict[str, Any]:
    is_done, may = found.state in DONE, access.may("confirm", request.actor)
    if form is None and found.state == SUBMITTED and may.ok:
        form = ConfirmForm(initial={"version": found.version}, offers=queries.offers(found.honour))
    return {
        "visit": found,
        "parts": shown(queries.definition(found), found.typed, {}, {}) if is_done else [],
        "verdict": VERDICTS[found.verdict] if is_done else "",
        "case": getattr(found, "case", None),
        "form": form,
        "may_confirm": may,
    }


def _writing(found: Visit, form: AnswerForm | None = None, verdict: str = "") -> dict[str, Any]:
    definition = queries.definition(found)
    is_done = found.state in DONE
    return {
        "visit": found,
        "form": form or AnswerForm(definition, found.typed),
        "verdict_form": VerdictForm(initial={"verdict": verdict or found.verdict}),
        "may_write": not is_done,
        "parts": shown(definition, found.typed, {}, {}) if is_done else [],
        "verdict": VERDICTS[found.verdict] if is_done else "",
    }


def _written(request: Request, found: Visit) -> HttpResponse:
    """Keep what was sent; then send it to the office, if its button says so."""
    typed = AnswerForm.taken(queries.definition(found), request.POST).answers
    verdict = request.POST.get("verdict", "")
    command = Save(typed, verdict, _version(request))
    try:
        kept = oversight.save_visit(found, command, by=request.actor, at=clock.now())
    except REFUSALS as refusal:
        kept = queries.visit(request.actor, found.public_id)
        if kept.state not in DONE and (kept.typed, kept.verdict) != (typed, verdict):
            return _not_kept(request, kept, (typed, verdict), refusal)
    if "autosave" in request.POST:
        return render(request, "oversight/_live.html", {"visit": kept})
    if "submit" in request.POST and kept.state not in DONE:
        return _submitted(request, kept)
    if kept.state not in DONE:
        messages.success(request, _("已存，还没有提交。"))
    return HttpResponseRedirect(reverse("oversight:visit", args=[kept.public_id]))


def _submitted(request: Request, kept: Visit) -> HttpResponse:
    """Send what was kept; where it is unfinished, show what is missing."""
    try:
        oversight.submit_visit(kept, Act(kept.version), by=request.actor, at=clock.now())
    except REFUSALS as refusal:
        current = queries.visit(request.actor, kept.public_id)
        definition = queries.definition(current)
        findings = check(definition, current.typed, final=True)
        form = AnswerForm(definition, current.typed, findings=findings)
        context = _writing(current, form)
        if not form.blocking:
            context["refusal"] = refusals.sentence(refusal)
        status = refusals.status_of(refusal)
        return render(request, "oversight/write_visit.html", context, status=status)
    messages.success(request, _("暗访记录已提交，不能再改。"))
    return HttpResponseRedirect(reverse("oversight:mine"))


def _not_kept(
    request: Request, current: Visit, sent: tuple[Mapping[str, Any], str], refusal: Refusal
) -> HttpResponse:
    """Show the form again with what was typed, headed by why it was not kept."""
    status, told = refusals.status_of(refusal), refusals.sentence(refusal)
    if "autosave" in request.POST:
        context = {"visit": current, "not_kept": told}
        return render(request, "oversight/_live.html", context, status=status)
    typed, verdict = sent
    form = AnswerForm(queries.definition(current), typed)
    context = _writing(current, form, verdict) | {"refusal": told, "is_unsaved": True}
    return render(request, "oversight/write_visit.html", context, status=status)


def _version(request: Request) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
