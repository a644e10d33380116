"""What does the security administrator do with locks, sessions and second factors?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.accounts import access, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.people import BecauseForm, GuardFilterForm, LiftForm
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

PAGE = 50
Perform = Callable[..., object]


@seated("accounts.security.list")
@require_safe
def list_guarded(request: Request) -> HttpResponse:
    """Show people with their keys and sessions."""
    access.require("guard", request.actor)
    form = GuardFilterForm(request.GET)
    found = queries.guarded(request.actor, form.filters(), clock.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/list_guarded.html", {"form": form, "page": page})


@seated("accounts.security.locks")
@require_safe
def list_locks(request: Request) -> HttpResponse:
    """Show where tries failed within the last quarter of an hour."""
    return render(request, "accounts/list_locks.html", _locks(request))


def _locks(request: Request) -> dict[str, object]:
    return {
        "locks": queries.locks(request.actor, clock.now()),
        "form": LiftForm(auto_id=False),
    }


@seated("accounts.security.lift")
@acts_only("accounts:locks")
def lift(request: Request) -> HttpResponse:
    """Forget the failed tries of a network or for a person."""
    form = LiftForm(request.POST, auto_id=False)
    if form.is_valid():
        try:
            accounts.lift(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("限制已解除，可以再登录了。"))
            return HttpResponseRedirect(reverse("accounts:locks"))
    context = _locks(request) | {"form": form}
    return render(request, "accounts/list_locks.html", context, status=422)


def _page(request: Request, code: str, **forms: object) -> dict[str, object]:
    person, at = queries.guarded_person(request.actor, code), clock.now()
    return {
        "person": person,
        "factor": queries.second_factor(person),
        "codes_left": queries.unused_recovery_codes(person),
        "visits": queries.visits_of(request.actor, person, at),
        "is_me": person.public_id == request.actor.person,
        "form": BecauseForm(),
        "tried": "",
    } | forms


@seated("accounts.security.show")
@require_safe
def show_person(request: Request, person: str) -> HttpResponse:
    """Show one person's keys and sessions, with what can be done."""
    access.require("guard", request.actor)
    return render(request, "accounts/show_guarded.html", _page(request, person))


def _done(request: Request, code: str, verb: str, act: Perform, said: str) -> HttpResponse:
    """Do something for the safety of an account, with a reason."""
    person = queries.guarded_person(request.actor, code)
    form = BecauseForm(request.POST)
    if form.is_valid():
        try:
            act(person, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("accounts:guarded_person", args=[code]))
    context = _page(request, code, form=form, tried=verb)
    return render(request, "accounts/show_guarded.html", context, status=422)


@seated("accounts.security.reset_factor")
@acts_only("accounts:guarded_person", "person")
@grave
def reset_factor(request: Request, person: str) -> HttpResponse:
    """Take a lost second factor away."""
    said = _("验证器已重置，本人下次登录时重新设置。")
    return _done(request, person, "reset_factor", accounts.reset_factor, said)


@seated("accounts.security.end_sessions")
@acts_only("accounts:guarded_person", "person")
def end_sessions(request: Request, person: str) -> HttpResponse:
    """End all sessions of somebody."""
    return _done(request, person, "end_sessions", accounts.end_sessions, _("各处登录都已结束。"))


@seated("accounts.security.block")
@acts_only("accounts:guarded_person", "person")
@grave
def block(request: Request, person: str) -> HttpResponse:
    """Shut an account."""
    return _done(request, person, "block", accounts.block, _("账号已封停，各处登录都已结束。"))


@seated("accounts.security.erase")
@acts_only("accounts:guarded_person", "person")
@grave
def erase(request: Request, person: str) -> HttpResponse:
    """Close an account for good and delete what is kept about its owner."""
    found, form = queries.guarded_person(request.actor, person), BecauseForm(request.POST)
    if form.is_valid():
        try:
            accounts.erase(found, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("账号已注销，个人信息已删除。账本仍然对得上。"))
            return HttpResponseRedirect(reverse("accounts:guarded"))
    context = _page(request, person, form=form, tried="erase")
    return render(request, "accounts/show_guarded.html", context, status=422)


@seated("accounts.security.unblock")
@acts_only("accounts:guarded_person", "person")
@grave
def unblock(request: Request, person: str) -> HttpResponse:
    """Open an account again."""
    return _done(request, person, "unblock", accounts.unblock, _("账号已解封，本人可以登录了。"))
