"""On which day does somebody of the office look at the public site?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http.response import HttpResponseBase

from hongbang.programmes import access
from hongbang.programmes.rules.checking import day_of
from hongbang.ui.doors import policy_of
from hongbang.ui.request import Request

KEY = "site_day"


class SiteDayMiddleware:
    """Show public pages as on a chosen day, to the seat that chose it, for reading only.

    Deeds take their moment from the clock, never from here; pages of the desk stay as they are.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Pass on; the day is set once it is known which page is asked for."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: object, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        """Turn the day of a public page that is only read."""
        if request.method not in {"GET", "HEAD"} or request.actor.is_nobody:
            return
        policy, day = policy_of(view), self._chosen(request)
        if day and policy and policy.is_public:
            request.today = request.site_day = day

    def _chosen(self, request: Request) -> date | None:
        day = day_of(request.session.get(KEY))
        return day if day and access.may("look_at_day", request.actor).ok else None
