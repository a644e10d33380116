"""What do the pages do by which somebody gets in, proves who they are, or wins a password back?"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hongbang.accounts import adapters, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.signing import (
    AskResetForm,
    NewPasswordForm,
    ProofForm,
    ResetByCodeForm,
    SecondForm,
    SignInForm,
)
from hongbang.accounts.rules.commands import NewPassword
from hongbang.accounts.rules.contact import mobile_of
from hongbang.kernel.refusal import RuleBroken
from hongbang.privacy.rules.masking import masked_contact
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public, seated
from hongbang.ui.kept import unpack
from hongbang.ui.request import Request

BOTH = ["GET", "HEAD", "POST"]


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(BOTH)
def sign_in(request: Request) -> HttpResponse:
    """Show the sign-in form; on a right password lead to the desk or back to where one was."""
    onward, kept = _onward(request), request.POST.get("kept", "")
    kept = kept if unpack(kept) else ""
    is_tried = request.method == "POST" and "resume" not in request.POST
    form = SignInForm(request.POST if is_tried else None)
    if is_tried and form.is_valid():
        command = form.command(adapters.devices_known(request))
        try:
            sitting = adapters.open_session(request, command, clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            request.session["onward"], request.session["kept"] = onward, kept
            return _welcomed(request, sitting)
    context = {"form": form, "next": onward, "demo": settings.HONGBANG_DEMO, "kept": kept}
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", context, status=status)


@public
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(BOTH)
def second_step(request: Request) -> HttpResponse:
    """Ask whose password was right for the code of the authenticator."""
    at = clock.now()
    half = adapters.half_done(request, at)
    if half is None:
        return HttpResponseRedirect(reverse("accounts:sign_in"))
    form = SecondForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sitting = adapters.finish_session(request, half, form.cleaned_data["code"], at)
        except RuleBroken as refusal:
            form.add_error("code", refusals.sentence(refusal))
        else:
            return _welcomed(request, sitting)
    status = 422 if form.errors else 200
    return render(request, "accounts/second_step.html", {"form": form}, status=status)


@seated("accounts.person.sign_out", before_enrolment=True)
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session and go to the front page."""
    adapters.close_session(request, clock.now())
    return HttpResponseRedirect(reverse("portal:home"))


@seated("accounts.person.go_on")
@require_safe
def go_on(request: Request) -> HttpResponse:
    """Lead on after signing in or proving; a form kept on the way is shown, ready to be sent."""
    onward = request.session.pop("onward", "") or reverse("journey:desk")
    kept = unpack(request.session.pop("kept", ""))
    if kept is None:
        return HttpResponseRedirect(onward)
    return render(request, "accounts/resume.html", {"kept": kept})


@seated("accounts.person.prove_again")
@sensitive_post_parameters("password")
@require_http_methods(BOTH)
def prove_again(request: Request) -> HttpResponse:
    """Ask for password or code before a grave act, then lead back to it."""
    kept = request.POST.get("kept", "")
    is_tried = request.method == "POST" and "resume" not in request.POST
    form = ProofForm(request.POST if is_tried else None)
    if is_tried and form.is_valid():
        try:
            adapters.prove_again(request, form.cleaned_data["password"], clock.now())
        except RuleBroken as refusal:
            form.add_error("password", refusals.sentence(refusal))
        else:
            request.session["onward"], request.session["kept"] = _onward(request), kept
            return HttpResponseRedirect(reverse("accounts:onward"))
    context = {"form": form, "kept": kept if unpack(kept) else "", "next": _onward(request)}
    status = 422 if form.errors else 200
    return render(request, "accounts/prove_again.html", context, status=status)


# --- a forgotten password
@public
@never_cache
@require_http_methods(BOTH)
def ask_reset(request: Request) -> HttpResponse:
    """Send a code or a link; the answer is the same whether there is such an account or not."""
    form = AskResetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        command = form.command()
        by_text = bool(mobile_of(command.login))
        sent = adapters.drawn_code() if by_text else adapters.drawn_link("reset_by_link")
        try:
            accounts.ask_reset(command, sent, by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            if by_text:
                request.session["reset"] = sent.handle
                return HttpResponseRedirect(reverse("accounts:reset_by_code"))
            context = {"contact": masked_contact(command.login)}
            return render(request, "accounts/reset_sent.html", context)
    status = 422 if form.errors else 200
    return render(request, "accounts/ask_reset.html", {"form": form}, status=status)


@public
@sensitive_post_parameters("password", "again", "code")
@never_cache
@require_http_methods(BOTH)
def reset_by_code(request: Request) -> HttpResponse:
    """Take the code of the text message and a new password, in the browser that asked for it."""
    form = ResetByCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        handle, typed = request.session.get("reset", ""), form.cleaned_data["code"]
        answer = _reset(request, form, handle, typed)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return render(request, "accounts/reset_by_code.html", {"form": form}, status=status)


@public
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(BOTH)
def reset_by_link(request: Request, token: str) -> HttpResponse:
    """Take a new password from whoever holds the link of the letter."""
    handle, _dash, code = token.partition("-")
    if queries.code_matching("reset", handle, code, clock.now()) is None:
        return render(request, "accounts/reset_over.html", status=404)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _reset(request, form, handle, code)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return render(request, "accounts/reset_by_link.html", {"form": form}, status=status)


def _reset(request: Request, form: NewPasswordForm, handle: str, typed: str) -> HttpResponse | None:
    """Set the new password, if the code is right; otherwise say so in the form."""
    at = clock.now()
    try:
        hashed = queries.hashed(form.cleaned_data["password"])
        code = adapters.checked_code(request, "reset", handle, typed, at)
        command = NewPassword(hashed)
        person = accounts.reset_password(code, command, by=request.actor, at=at)
    except RuleBroken as refusal:
        name = "password" if refusal.code == "accounts.weak_password" else None
        form.add_error(name, refusals.sentence(refusal))
        return None
    request.session.pop("reset", None)
    messages.success(request, _("新密码已存，各处登录都已结束。请用新密码登录。"))
    answer = HttpResponseRedirect(reverse("accounts:sign_in"))
    adapters.remember_device(request, answer, person.public_id)
    return answer


def _welcomed(request: Request, sitting: queries.Sitting | None) -> HttpResponse:
    """Lead to the second step, or on; where a form was kept, show it ready to be sent."""
    if sitting is None:
        return HttpResponseRedirect(reverse("accounts:second"))
    kept = unpack(request.session.get("kept", ""))
    answer: HttpResponse
    if kept is None:  # who must set up a second factor first is led there by the door
        onward = request.session.pop("onward", "") or reverse("journey:desk")
        answer = HttpResponseRedirect(onward)
    elif queries.must_enrol(sitting):
        answer = HttpResponseRedirect(reverse("accounts:enrol"))
    else:
        request.session.pop("kept", None)
        answer = render(request, "accounts/resume.html", {"kept": kept})
    adapters.remember_device(request, answer, sitting.person.public_id)
    return answer


def _onward(request: Request) -> str:
    """Return the address to go to after signing in; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("journey:desk")
