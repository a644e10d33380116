"""What do the public pages do by which a unit registers itself and follows its registration?"""

from __future__ import annotations

import secrets
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hongbang.accounts import adapters, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.registration import FollowForm, RegisterForm, UnitForm
from hongbang.accounts.forms.signing import OneCodeForm
from hongbang.accounts.queries import Registration
from hongbang.accounts.texts import REGISTRATION_STATES
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.orgs.texts import AREA_KINDS
from hongbang.privacy.rules.masking import masked_contact
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public
from hongbang.ui.request import Request

BOTH = ["GET", "HEAD", "POST"]
HELD = "registration"  # in the session: whose registration this browser has begun or proved


def _areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the areas that have an organ, grouped by kind."""
    kinds, language = dict(AREA_KINDS), get_language()
    seen = {organ.area_id for organ in orgs.organs()}
    areas = [area for area in orgs.areas() if area.pk in seen]
    return [
        (str(kinds[kind]), [(area.public_id, area.said_in(language)[0]) for area in group])
        for kind, group in groupby(areas, key=lambda area: area.kind)
    ]


def _organs(code: str) -> list[tuple[str, str]]:
    """Return the organs of an area; none where no area is chosen yet."""
    if not code:
        return []
    try:
        area = orgs.area(code)
    except NotFound:
        return []
    language = get_language()
    return [(one.public_id, one.said_in(language)[0]) for one in orgs.organs_for(area)]


@public
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(BOTH)
def register(request: Request) -> HttpResponse:
    """Take a unit's registration, then prove that its applicant can be reached."""
    form, is_tried = _form(request, RegisterForm, {"key": secrets.token_hex(16)})
    if is_tried and form.is_valid():
        at = clock.now()
        try:
            hashed = queries.hashed(form.cleaned_data["password"])
            written = accounts.write_registration(form.apply(hashed), by=request.actor, at=at)
            sent = adapters.drawn_code()
            accounts.send_proof(written, sent, by=request.actor, at=at)
        except RuleBroken as refusal:
            name = "password" if refusal.code == "accounts.weak_password" else None
            form.add_error(name, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
        else:
            request.session[HELD] = [written.public_id, sent.handle, False]
            return HttpResponseRedirect(reverse("accounts:prove_registration"))
    status = 422 if is_tried else 200
    return render(request, "accounts/register.html", {"form": form}, status=status)


def _form(
    request: Request, kind: type[Any], start: dict[str, Any], kept: dict[str, Any] | None = None
) -> tuple[Any, bool]:
    """Build the form; listing organs or taking a suggested code keeps everything typed."""
    typed = request.POST.copy() if request.method == "POST" else None
    if typed is None:
        initial = start | (kept or {})
        return kind(_areas(), _organs(initial.get("area", "")), initial=initial), False
    if taken := typed.get("take"):
        typed["credit_code"], typed["code_reason"] = taken, ""
    organs = _organs(typed.get("area", ""))
    if "list" in typed or taken:
        initial = {**start, **typed.dict()}
        return kind(_areas(), organs, initial=initial), False
    return kind(_areas(), organs, typed), True


def _held(request: Request) -> tuple[Registration, str, bool]:
    """Return the registration this browser has begun or proved; refuses with `NotFound`."""
    code, handle, is_proven = request.session.get(HELD, ("", "", False))
    return queries.registration_of_applicant(code), handle, is_proven


@public
@never_cache
@require_http_methods(BOTH)
def prove(request: Request) -> HttpResponse:
    """Take the code that proves the applicant's contact."""
    at = clock.now()
    one, handle, _proven = _held(request)
    form = OneCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            code = adapters.checked_code(request, "register", handle, typed, at)
            proven = accounts.prove_registration(code, by=request.actor, at=at)
        except RuleBroken as refusal:
            form.add_error("code", refusals.sentence(refusal))
        else:
            request.session[HELD] = [proven.public_id, "", True]
            return HttpResponseRedirect(reverse("accounts:my_registration"))
    context = {"form": form, "contact": masked_contact(one.contact)}
    status = 422 if form.errors else 200
    return render(request, "accounts/prove_registration.html", context, status=status)


@public
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Send the proof again."""
    one, _handle, _proven = _held(request)
    sent = adapters.drawn_code()
    accounts.send_proof(one, sent, by=request.actor, at=clock.now())
    request.session[HELD] = [one.public_id, sent.handle, False]
    messages.success(request, _("新的验证码已发出，先前的不用再看。"))
    return HttpResponseRedirect(reverse("accounts:prove_registration"))


@public
@never_cache
@require_http_methods(BOTH)
def follow(request: Request) -> HttpResponse:
    """Find a registration by its receipt and its applicant's contact, after a proof."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data, sent = form.cleaned_data, adapters.drawn_code()
        try:
            one = queries.followed(data["receipt"], data["contact"])
            accounts.send_proof(one, sent, by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            request.session[HELD] = [one.public_id, sent.handle, False]
            return HttpResponseRedirect(reverse("accounts:prove_registration"))
    status = 422 if form.errors else 200
    return render(request, "accounts/follow.html", {"form": form}, status=status)


@public
@never_cache
@require_safe
def show_mine(request: Request) -> HttpResponse:
    """Show where a registration stands, to the browser that has proved to be its applicant's."""
    one, _handle, is_proven = _held(request)
    if not is_proven:
        return HttpResponseRedirect(reverse("accounts:prove_registration"))
    context = {
        "one": one,
        "state": REGISTRATION_STATES[one.state],
        "contact": masked_contact(one.contact),
    }
    return render(request, "accounts/my_registration.html", context)


@public
@never_cache
@require_http_methods(BOTH)
def correct(request: Request) -> HttpResponse:
    """Put a returned registration right, with everything that was written still there."""
    one, _handle, is_proven = _held(request)
    if not is_proven or one.state != "returned":
        return HttpResponseRedirect(reverse("accounts:my_registration"))
    names = ("credit_code", "code_reason", "unit_name", "nature", "area", "applicant")
    kept = {name: getattr(one, name) for name in names}
    kept |= {"organ": one.organ.public_id, "email": one.email, "mobile": one.mobile}
    form, is_tried = _form(request, UnitForm, {}, kept)
    for name in ("email", "mobile"):  # proved already: they stay
        form.fields[name].disabled, form.initial[name] = True, kept[name]
    if is_tried and form.is_valid():
        try:
            accounts.correct_registration(one, form.apply(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("已改好，又送到推荐单位。"))
            return HttpResponseRedirect(reverse("accounts:my_registration"))
    context = {"form": form, "one": one}
    status = 422 if is_tried else 200
    return render(request, "accounts/correct_registration.html", context, status=status)
