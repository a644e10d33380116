"""How does a refusal that no form has caught reach the visitor?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from hongbang.kernel.refusal import Refusal
from hongbang.ui import refusals
from hongbang.ui.request import Request


class RefusalMiddleware:
    """The error table of the house; the deed itself has recorded its refusal already."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Go on; only what is raised matters here."""
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its status and its words; let everything else rise."""
        return refusals.answer(request, exception) if isinstance(exception, Refusal) else None
