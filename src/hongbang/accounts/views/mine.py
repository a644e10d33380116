"""What do the pages of my own account do: seats, name, contact, password, keys, sessions?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.accounts import access, adapters, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.people import LendForm
from hongbang.accounts.forms.signing import (
    ChangePasswordForm,
    ContactForm,
    EnrolForm,
    NameForm,
    OneCodeForm,
)
from hongbang.accounts.rules import totp
from hongbang.accounts.rules.commands import Because
from hongbang.accounts.texts import ROLES
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

BOTH = ["GET", "HEAD", "POST"]


# --- seats
@seated("accounts.seat.take")
@require_http_methods(BOTH)
def choose_seat(request: Request) -> HttpResponse:
    """Show the places I may sit in, and what I lent; on POST sit down in another one."""
    at = clock.now()
    if request.method == "POST":
        sitting = accounts.take_seat(request.POST.get("seat", ""), by=request.actor, at=at)
        adapters.sit_down(request, sitting, at)
        return HttpResponseRedirect(reverse("journey:desk"))
    mine = queries.my_sittings(request.actor, request.today)
    seats = [
        {"seat": one, "role": ROLES[Role(one.role)], **_may_lend(request, one)} for one in mine
    ]
    lent = queries.delegations(request.actor).filter(revoked_at__isnull=True)
    rows = [
        {"lent": one, "role": ROLES[Role(one.seat.role)], "may": access.may("unlend", by, one)}
        for by in [request.actor]
        for one in lent.filter(ends_on__gte=request.today)
    ]
    return render(request, "accounts/choose_seat.html", {"seats": seats, "lent": rows})


def _may_lend(request: Request, one: queries.Sitting) -> dict[str, object]:
    return {"may_lend": None if one.lent else access.may("lend", request.actor, one.seat)}


@seated("accounts.seat.lend")
@grave
@require_http_methods(BOTH)
def lend_seat(request: Request, mine: str) -> HttpResponse:
    """Lend one of my seats to a colleague."""
    seat = queries.my_seat(request.actor, mine, request.today)
    colleagues = [(one.public_id, one.name) for one in queries.colleagues(seat, request.today)]
    form = LendForm(colleagues, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.lend(seat, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已委托。到期自动收回，也可以随时收回。"))
            return HttpResponseRedirect(reverse("accounts:seats"))
    context = {"form": form, "seat": seat, "role": ROLES[Role(seat.role)], "people": colleagues}
    context["may_lend"] = access.may("lend", request.actor, seat)
    return render(request, "accounts/lend_seat.html", context, status=422 if form.errors else 200)


@seated("accounts.seat.take_back")
@acts_only("accounts:seats")
def take_back(request: Request, lent: str) -> HttpResponse:
    """Take a lent seat back."""
    accounts.unlend(queries.delegation(request.actor, lent), by=request.actor, at=clock.now())
    messages.success(request, _("委托已收回。"))
    return HttpResponseRedirect(reverse("accounts:seats"))


# --- name, contact, password
def _profile(request: Request, **forms: Any) -> dict[str, object]:
    person = queries.myself(request.actor)
    alive = clock.now() - timedelta(hours=settings.HONGBANG_SESSION.absolute_hours)
    return {
        "person": person,
        "name_form": NameForm(initial={"name": person.name}),
        "contact_form": ContactForm(),
        "password_form": ChangePasswordForm(),
        "factor": queries.second_factor(person),
        "codes_left": queries.unused_recovery_codes(person),
        "visits": queries.my_visits(request.actor, alive),
        "here": request.session.get("visit", ""),
        "needs_factor": queries.needs_second_factor(person, request.today),
    } | forms


@seated("accounts.profile.show")
@require_safe
def show_profile(request: Request) -> HttpResponse:
    """Show my account: name, contact, password, authenticator, sessions."""
    return render(request, "accounts/profile.html", _profile(request))


@seated("accounts.erasure.ask")
@acts_only("accounts:profile")
@grave
def ask_erasure(request: Request) -> HttpResponse:
    """Ask that my account is closed and what is kept about me is deleted."""
    accounts.ask_erasure(Because(""), by=request.actor, at=clock.now())
    messages.success(request, _("已告诉安全管理员，15 天内办。改主意了可以撤回。"))
    return HttpResponseRedirect(reverse("accounts:profile"))


@seated("accounts.erasure.take_back")
@acts_only("accounts:profile")
def take_back_erasure(request: Request) -> HttpResponse:
    """Stay after all."""
    accounts.take_back_erasure(by=request.actor, at=clock.now())
    messages.success(request, _("注销已撤回，账号照常用。"))
    return HttpResponseRedirect(reverse("accounts:profile"))


@seated("accounts.profile.rename")
@acts_only("accounts:profile")
def rename(request: Request) -> HttpResponse:
    """Put my own name right."""
    form = NameForm(request.POST)
    if form.is_valid():
        accounts.rename(form.cleaned_data["name"], by=request.actor, at=clock.now())
        messages.success(request, _("姓名已存。"))
        return HttpResponseRedirect(reverse("accounts:profile"))
    context = _profile(request, name_form=form)
    return render(request, "accounts/profile.html", context, status=422)


@seated("accounts.contact.ask")
@acts_only("accounts:profile")
@grave
def ask_contact(request: Request) -> HttpResponse:
    """Send a code to my new contact."""
    form = ContactForm(request.POST)
    if form.is_valid():
        sent, contact = adapters.drawn_code(), form.cleaned_data["contact"]
        try:
            accounts.ask_contact(contact, sent, by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error("contact", refusals.sentence(refusal))
        else:
            request.session["contact"] = sent.handle
            return HttpResponseRedirect(reverse("accounts:change_contact"))
    context = _profile(request, contact_form=form)
    return render(request, "accounts/profile.html", context, status=422)


@seated("accounts.contact.change")
@require_http_methods(BOTH)
def change_contact(request: Request) -> HttpResponse:
    """Take the code that came to my new contact."""
    at, handle = clock.now(), request.session.get("contact", "")
    form = OneCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            code = adapters.checked_code(request, "contact", handle, typed, at)
            accounts.change_contact(code, by=request.actor, at=at)
        except RuleBroken as refusal:
            form.add_error("code", refusals.sentence(refusal))
        else:
            messages.success(request, _("联系方式已换，以后用它登录。"))
            return HttpResponseRedirect(reverse("accounts:profile"))
    context = {"form": form, "sent": queries.code_sent("contact", handle, at)}
    status = 422 if form.errors else 200
    return render(request, "accounts/change_contact.html", context, status=status)


@seated("accounts.password.change")
@sensitive_post_parameters("current", "password", "again")
@acts_only("accounts:profile")
def change_password(request: Request) -> HttpResponse:
    """Change my password; my other sessions end."""
    form = ChangePasswordForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            adapters.change_password(request, data["current"], data["password"], clock.now())
        except RuleBroken as refusal:
            weak = refusal.code == "accounts.weak_password"
            form.add_error("password" if weak else "current", refusals.sentence(refusal))
        else:
            messages.success(request, _("密码已改，别处的登录都已结束。"))
            return HttpResponseRedirect(reverse("accounts:profile"))
    context = _profile(request, password_form=form)
    return render(request, "accounts/profile.html", context, status=422)


# --- the second factor
@seated("accounts.factor.enrol", before_enrolment=True)
@sensitive_post_parameters("code")
@require_http_methods(BOTH)
def enrol(request: Request) -> HttpResponse:
    """Show a new authenticator's QR code; on POST take its first code, and show the spare ones."""
    at, form = clock.now(), EnrolForm(request.POST if request.method == "POST" else None)
    person = queries.myself(request.actor)
    if queries.second_factor(person) is not None:
        return HttpResponseRedirect(reverse("accounts:profile"))
    secret = adapters.secret_at_hand(request)
    if request.method == "POST" and form.is_valid():
        recovery, typed = adapters.drawn_recovery(), form.cleaned_data["code"]
        try:
            shown = clock.unmoved(at)  # authenticators go by the watch on the wall
            accounts.prove_factor(secret, typed, recovery, by=request.actor, at=shown)
        except RuleBroken as refusal:
            form.add_error("code", refusals.sentence(refusal))
        else:
            adapters.forget_secret(request)
            return render(request, "accounts/recovery_codes.html", {"codes": recovery})
    address = totp.address_of(secret, person.contact, _("红榜"))
    context = {"form": form, "qr": adapters.qr_of(address), "secret": secret}
    context["must"] = request.must_enrol
    return render(request, "accounts/enrol.html", context, status=422 if form.errors else 200)


@seated("accounts.factor.renew_codes")
@acts_only("accounts:profile")
@grave
def renew_codes(request: Request) -> HttpResponse:
    """Draw new recovery codes, and show them this once."""
    recovery = adapters.drawn_recovery()
    accounts.renew_codes(recovery, by=request.actor, at=clock.now())
    return render(request, "accounts/recovery_codes.html", {"codes": recovery})


# --- sessions
@seated("accounts.visit.end")
@acts_only("accounts:profile")
def end_visit(request: Request) -> HttpResponse:
    """End one of my sessions."""
    alive = clock.now() - timedelta(hours=settings.HONGBANG_SESSION.absolute_hours)
    mine = queries.my_visits(request.actor, alive)
    visit = mine.filter(public_id=request.POST.get("visit", "")).first()
    if visit is None:
        raise NotFound("accounts.visit_missing")
    accounts.end_visit(visit, by=request.actor, at=clock.now())
    messages.success(request, _("那一处登录已结束。"))
    return HttpResponseRedirect(reverse("accounts:profile") + "#sessions")


@seated("accounts.visit.end_others")
@acts_only("accounts:profile")
def end_others(request: Request) -> HttpResponse:
    """End all my sessions but this one."""
    accounts.end_other_visits(request.session.get("visit", ""), by=request.actor, at=clock.now())
    messages.success(request, _("别处的登录都已结束。"))
    return HttpResponseRedirect(reverse("accounts:profile") + "#sessions")
