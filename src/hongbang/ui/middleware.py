"""What does every request learn on its way in, and every answer on its way out?"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from hongbang.ui import clock, refusals
from hongbang.ui.display import Display
from hongbang.ui.request import Request

Answer = Callable[[Request], HttpResponseBase]
ONE_YEAR = 365 * 24 * 3600


class RequestMiddleware:
    """Number the request, and forbid what no answer of ours needs."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Stamp the request; add the headers that are the same for every answer."""
        request.request_id = secrets.token_hex(8)
        request.today, request.site_day = clock.today(), None
        response = self.turned_away(request) or self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Request-Id", request.request_id)
        return response

    def turned_away(self, request: Request) -> HttpResponseBase | None:
        """Answer, before anything is read, what no form of ours can have sent."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdigit() and int(size) > settings.HONGBANG_BODY_MAX:
            return refusals.too_large(request)
        told = (request.path, request.META.get("QUERY_STRING", ""), *request.COOKIES.values())
        if any("\0" in text or "%00" in text for text in told):  # PostgreSQL cannot hold it
            return refusals.malformed(request, ValueError("NUL"))
        return None


class DisplayMiddleware:
    """Read how the visitor wants pages shown, without script and without an account."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Remember a wish given in the address; otherwise show the page as wished before."""
        wishes = Display.chosen(request.GET) if request.method == "GET" else None
        if wishes:
            return self.remember(request, wishes)
        request.display = Display.from_cookies(request.COOKIES)
        with translation.override(request.display.language):
            request.LANGUAGE_CODE = request.display.language
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", request.display.language)
        return response

    def remember(self, request: Request, wishes: dict[str, str]) -> HttpResponse:
        """Set the cookies and lead back to the same address without the wish in it."""
        rest = request.GET.copy()
        for name in wishes:
            rest.pop(name, None)
        query = rest.urlencode()
        response = HttpResponseRedirect(
            "/" + request.path.lstrip("/") + (f"?{query}" if query else "")
        )
        for name, value in wishes.items():
            response.set_cookie(
                f"display_{name}",
                value,
                max_age=ONE_YEAR,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response
