"""What does the office do before the hosts: ask departments, keep answers, submit the lists?"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.approvals import access, queries
from hongbang.approvals import operations as approvals
from hongbang.approvals.forms import AnswerForm, AskForm, SubmitForm
from hongbang.approvals.queries import DepartmentCheck, Edition, Matter
from hongbang.approvals.rules import deciding
from hongbang.approvals.rules.lifecycle import ASKED
from hongbang.approvals.texts import change_words
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

GIVEN = timedelta(days=7)  # that the form proposes for an answer


@seated("approvals.resolution.prepare")
@require_safe
def prepare_resolution(request: Request, edition_code: str) -> HttpResponse:
    """Show what would be put to the hosts, what departments said, and what is still missing."""
    found = queries.edition(request.actor, edition_code)
    return render(request, "approvals/prepare_resolution.html", _prepared(request, found))


@seated("approvals.check.ask")
@acts_only("approvals:prepare", "edition_code")
def ask_department(request: Request, edition_code: str) -> HttpResponseBase:
    """Note that a department was asked."""
    found = queries.edition(request.actor, edition_code)
    form, status = AskForm(_listed(queries.matter(found)), request.POST), 422
    if form.is_valid():
        try:
            approvals.ask_department(found, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("记下了。答复来了，请回这一页记上。"))
            return _back(found)
    form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
    return _shown_again(request, "check", _prepared(request, found) | {"ask": form}, status)


@seated("approvals.check.answer")
@acts_only("approvals:list")
def answer_check(request: Request, check: str) -> HttpResponseBase:
    """Keep what a department said."""
    found = queries.check(request.actor, check)
    form, status = AnswerForm(check, request.POST), 422
    if form.is_valid():
        try:
            approvals.answer_check(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("答复记下了。"))
            return _back(found.edition)
    current = queries.check(request.actor, check)
    form.data = {**request.POST.dict(), "version": current.version}
    context = _prepared(request, found.edition, tried={check: form})
    return _shown_again(request, "check", context, status)


@seated("approvals.resolution.submit")
@acts_only("approvals:prepare", "edition_code")
def submit_resolution(request: Request, edition_code: str) -> HttpResponseBase:
    """Put the lists to the hosts."""
    found = queries.edition(request.actor, edition_code)
    form, status = SubmitForm(request.POST), 422
    if form.is_valid():
        try:
            put = approvals.submit(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已送主办单位。谁表态了、谁还没有，都看得到。"))
            return HttpResponseRedirect(reverse("approvals:show", args=[put.public_id]))
    form.data = {**request.POST.dict(), "digest": queries.matter(found).digest}
    return _shown_again(request, "submit", _prepared(request, found) | {"submit": form}, status)


def _shown_again(request: Request, verb: str, context: dict[str, Any], status: int) -> HttpResponse:
    """Show the page again with all that was typed, to whoever may do what was tried."""
    access.require(verb, request.actor)
    return render(request, "approvals/prepare_resolution.html", context, status=status)


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("approvals:prepare", args=[edition.code]))


def _listed(found: Matter) -> list[tuple[str, str]]:
    """Return whom a department can be asked about: those chosen and those who stand by."""
    return [
        (seat.application.public_id, f"{seat.application.subject_name}，{seat.application.unit}")
        for slate in found.slates
        for kind in ("chosen", "reserve")
        for seat in slate.of(kind)
    ]


def _prepared(
    request: Request, found: Edition, tried: dict[str, AnswerForm] | None = None
) -> dict[str, Any]:
    """Gather what would be submitted now, and what stands in the way."""
    matter = queries.matter(found)
    checks = [*queries.checks(found)]
    before = queries.standing(found)
    changed = queries.voided_by(before, matter) if before else ()
    key, due = secrets.token_hex(16), request.today + GIVEN
    return {
        "edition": found,
        "matter": matter,
        "checks": [(one, (tried or {}).get(one.public_id) or _answer(one)) for one in checks],
        "tried": [*(tried or {})],
        "before": before,
        "changes": [change_words(one) for one in changed],
        "ask": AskForm(_listed(matter), initial={"key": key, "due_on": due}),
        "submit": SubmitForm(initial={"digest": matter.digest}),
        "why_not": _in_the_way(matter, checks, is_standing=bool(before) and not changed),
        "may": {verb: access.may(verb, request.actor) for verb in ("check", "submit")},
    }


def _answer(check: DepartmentCheck) -> AnswerForm:
    kept = {"result": check.result, "note": check.note, "version": check.version}
    return AnswerForm(check.public_id, initial=kept)


def _in_the_way(
    matter: Matter, checks: list[DepartmentCheck], *, is_standing: bool
) -> RuleBroken | None:
    """Return why the lists cannot be submitted as they are, if so."""
    if is_standing:
        return RuleBroken("approvals.standing_already")
    open_checks = sum(one.state == ASKED for one in checks)
    try:
        deciding.check_ready(
            len(matter.slates), matter.without_list, open_checks, len(matter.hosts)
        )
    except RuleBroken as refusal:
        return refusal
    if matter.unknown_hosts:
        return RuleBroken("approvals.host_unknown", {"names": "、".join(matter.unknown_hosts)})
    return None
