"""What do the sign-in page and the seats page do?"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hongbang.accounts import adapters, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms import SignInForm
from hongbang.accounts.texts import ROLES
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public, seated
from hongbang.ui.kept import Kept, unpack
from hongbang.ui.request import Request


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Show the sign-in form; on a right password lead to the desk or back to where one was."""
    onward, kept = _onward(request), unpack(request.POST.get("kept", ""))
    is_tried = request.method == "POST" and "resume" not in request.POST
    form = SignInForm(request.POST if is_tried else None)
    if is_tried and form.is_valid():
        try:
            adapters.open_session(request, form.command(), clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            return _welcomed(request, onward, kept)
    context = {"form": form, "next": onward, "demo": settings.HONGBANG_DEMO}
    context["kept"] = request.POST.get("kept", "") if kept else ""
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", context, status=status)


@seated("accounts.person.sign_out")
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session and go to the front page."""
    adapters.close_session(request, clock.now())
    return HttpResponseRedirect(reverse("portal:home"))


@seated("accounts.seat.take")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_seat(request: Request) -> HttpResponse:
    """Show my seats; on POST sit down in another one."""
    at = clock.now()
    if request.method == "POST":
        seat = queries.my_seat(request.actor, request.POST.get("seat", ""), request.today)
        adapters.sit_down(request, accounts.take_seat(seat, by=request.actor, at=at), at)
        return HttpResponseRedirect(reverse("journey:desk"))
    seats = [
        {"seat": seat, "role": ROLES[Role(seat.role)]}
        for seat in queries.my_seats(request.actor, request.today)
    ]
    return render(request, "accounts/choose_seat.html", {"seats": seats})


def _welcomed(request: Request, onward: str, kept: Kept | None) -> HttpResponse:
    """Lead on; where a form was kept over a lost session, show it ready to be sent."""
    if kept is None:
        return HttpResponseRedirect(onward)
    return render(request, "accounts/resume.html", {"kept": kept})


def _onward(request: Request) -> str:
    """Return the address to go to after signing in; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("journey:desk")
