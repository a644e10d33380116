"""What does the office do with postings and objections, and what does the auditor see?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.publicity import access, queries
from hongbang.publicity import operations as publicity
from hongbang.publicity.forms import ActForm, PostForm, RefuseForm, RuleForm
from hongbang.publicity.queries import Objection
from hongbang.publicity.rules.lifecycle import OBJECTION
from hongbang.publicity.rules.window import last_day
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)


@seated("publicity.posting.work")
@require_safe
def list_work(request: Request) -> HttpResponse:
    """Show what can be posted, and every posting with how it stands."""
    access.require("work", request.actor)
    return render(request, "publicity/list_work.html", _work(request))


@seated("publicity.posting.post")
@acts_only("publicity:work")
def post_names(request: Request, edition: str) -> HttpResponse:
    """Put the approved names of an edition before the public."""
    form, status = PostForm(request.POST), 422
    found = queries.edition(edition)
    if form.is_valid():
        try:
            posted = publicity.post(found, form.command(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("名单已公示，从现在起人人可看，可提异议。"))
            return HttpResponseRedirect(reverse("publicity:show", args=[posted.public_id]))
    return _not_posted(request, form, status)


@seated("publicity.objection.list")
@require_safe
def list_objections(request: Request) -> HttpResponse:
    """Show the objections, those that wait first."""
    access.require("work", request.actor)
    page = Paginator(queries.objections(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "publicity/list_objections.html", {"page": page})


@seated("publicity.objection.read")
@require_safe
def show_objection(request: Request, objection: str) -> HttpResponse:
    """Show what is said against a name, without who says it."""
    access.require("work", request.actor)
    found = queries.objection(request.actor, objection)
    return render(request, "publicity/show_objection.html", _page(request, found))


@seated("publicity.objection.accept")
@acts_only("publicity:objection", "objection")
def accept_objection(request: Request, objection: str) -> HttpResponse:
    """Take an objection up."""
    form = ActForm(request.POST)

    def act(found: Objection) -> None:
        publicity.accept(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, objection, {"accept": form}, act, _("已受理，核实清楚以前这个名字暂缓。"))


@seated("publicity.objection.refuse")
@acts_only("publicity:objection", "objection")
def refuse_objection(request: Request, objection: str) -> HttpResponse:
    """Decline to take an objection up."""
    form = RefuseForm(request.POST)

    def act(found: Objection) -> None:
        publicity.refuse(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, objection, {"refuse": form}, act, _("已答复不受理，凭回执码可查。"))


@seated("publicity.objection.rule")
@acts_only("publicity:objection", "objection")
def rule_objection(request: Request, objection: str) -> HttpResponse:
    """Rule on an objection that was taken up."""
    form = RuleForm(request.POST)

    def act(found: Objection) -> None:
        publicity.rule(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, objection, {"rule": form}, act, _("结论已定，凭回执码可查。"))


@seated("publicity.objection.reveal")
@acts_only("publicity:objection", "objection")
def reveal_objector(request: Request, objection: str) -> HttpResponseBase:
    """Show who objects, which is recorded."""
    found = queries.objection(request.actor, objection)
    shown = publicity.reveal(found, by=request.actor, at=clock.now())
    context = _page(request, shown) | {"is_revealed": True}
    return render(request, "publicity/show_objection.html", context)


def _not_posted(request: Request, form: PostForm, status: int) -> HttpResponse:
    access.require("post", request.actor)
    context = _work(request) | {"form": form}
    return render(request, "publicity/list_work.html", context, status=status)


def _work(request: Request) -> dict[str, Any]:
    at = request.today
    ready = []
    for one in queries.to_post(request.actor):
        terms = queries.terms(one.edition)
        last_on = last_day(at, terms, queries.add_working_days)
        ready.append((one, PostForm(initial={"digest": one.passed.digest}), terms.days, last_on))
    page = Paginator(queries.postings(), PAGE).get_page(request.GET.get("page"))
    waiting = queries.waiting(request.actor).count()
    return {"ready": ready, "page": page, "waiting": waiting, "today": at}


def _page(
    request: Request, found: Objection, tried: dict[str, ActForm] | None = None
) -> dict[str, Any]:
    moves, fresh = OBJECTION.moves_from(found.state), {"version": found.version}
    acts: dict[str, ActForm] = {}
    if "accept" in moves:
        acts |= {"accept": ActForm(initial=fresh), "refuse": RefuseForm(initial=fresh)}
    if "uphold" in moves:
        acts["rule"] = RuleForm(initial=fresh)
    return {
        "objection": found,
        "acts": acts | (tried or {}),
        "tried": [*(tried or {})],
        "may_handle": access.may("accept", request.actor),
        "may_rule": access.may("rule", request.actor),
        "may_reveal": access.may("reveal", request.actor).ok,
    }


def _done(
    request: Request,
    code: str,
    tried: dict[str, ActForm],
    act: Callable[[Objection], None],
    words: str,
) -> HttpResponse:
    """Do it; on a refusal show the objection again with what was typed."""
    [(verb, form)] = tried.items()
    found, status = queries.objection(request.actor, code), 422
    if form.is_valid():
        try:
            act(found)
        except REFUSALS as refusal:
            status = _told(form, refusal)
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("publicity:objection", args=[code]))
    access.require(verb, request.actor)
    fresh = queries.objection(request.actor, code)
    form.data = {**request.POST.dict(), "version": fresh.version}
    context = _page(request, fresh, tried)
    return render(request, "publicity/show_objection.html", context, status=status)


def _told(form: ActForm, refusal: Refusal) -> int:
    form.add_error(None, refusals.sentence(refusal))
    return refusals.status_of(refusal)
