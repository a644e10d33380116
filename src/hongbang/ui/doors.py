"""Through which door is a page entered: open to all, or only from a seat?

Every view wears exactly one of these; a URL whose view wears none stops the start
(`ui.checks`). The door only asks for a seat; what that seat may do is decided by the
room's `access`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from hongbang.ui.kept import NOT_KEPT, pack
from hongbang.ui.request import Request

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[Request, P], Answer]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come through a door; `code` names the deed for the matrix of tests."""

    code: str
    is_public: bool


def policy_of(view: object) -> Policy | None:
    """Return the policy a view wears, or nothing."""
    return cast("Policy | None", getattr(view, "policy", None))


def public(view: View[P, Answer]) -> View[P, Answer]:
    """Let everybody in."""

    @wraps(view)
    def entered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return view(request, *args, **kwargs)

    entered.policy = Policy(f"{view.__module__}.{view.__name__}", is_public=True)  # type: ignore[attr-defined]  # the door's sign
    return entered


def seated(
    code: str, *, before_enrolment: bool = False
) -> Callable[[View[P, Answer]], View[P, HttpResponseBase]]:
    """Let in whoever sits in a seat; send the others to sign in, and back here after.

    Whoever must have a second factor and has none yet is led to set one up first, but for the
    few pages that may be used `before_enrolment`.
    """

    def door(view: View[P, Answer]) -> View[P, HttpResponseBase]:
        @wraps(view)
        def entered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor.is_nobody:
                return keep_and_sign_in(request) if has_typed(request) else to_sign_in(request)
            if request.must_enrol and not before_enrolment:
                return HttpResponseRedirect(reverse("accounts:enrol"))
            response = view(request, *args, **kwargs)
            add_never_cache_headers(cast("HttpResponse", response))
            return response

        entered.policy = Policy(code, is_public=False)  # type: ignore[attr-defined]  # the door's sign
        return entered

    return door


def grave(view: View[P, Answer]) -> View[P, HttpResponseBase]:
    """Ask again for password or code before a grave act, unless that was proved just now.

    Stands under `seated`. What was typed is kept, and sent again after the proof; who only
    looks is led to the proof and back.
    """

    @wraps(view)
    def entered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.is_proven:
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('accounts:prove_again')}?{query}")
        context = {"kept": pack(request), "had_files": bool(request.FILES)}
        return render(request, "ui/prove_again.html", context, status=HTTPStatus.UNAUTHORIZED)

    return entered


def acts_only(page: str, *carried: str) -> Callable[[View[P, Answer]], View[P, HttpResponseBase]]:
    """Take POST only; who merely looks is led to `page`, with the named parts of the address."""

    def door(view: View[P, Answer]) -> View[P, HttpResponseBase]:
        @wraps(view)
        def entered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                parts = {name: kwargs[name] for name in carried}
                return HttpResponseRedirect(reverse(page, kwargs=parts))
            return require_POST(view)(request, *args, **kwargs)

        return entered

    return door


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the sign-in page, remembering a page that was only being read."""
    address = reverse("accounts:sign_in")
    if request.method in {"GET", "HEAD"}:
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)


def has_typed(request: HttpRequest) -> bool:
    """Say whether a form holds more than its token."""
    return bool(set(request.POST) - NOT_KEPT)


def keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    """Say that nothing was taken because the session has ended, and carry what was typed along."""
    context = {"kept": pack(request), "had_files": bool(request.FILES)}
    response = render(request, "ui/signed_out.html", context, status=HTTPStatus.UNAUTHORIZED)
    add_never_cache_headers(response)
    return response
