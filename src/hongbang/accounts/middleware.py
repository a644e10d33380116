"""Who is acting in this request? Sets `request.actor` once, from the session's seat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare

from hongbang.accounts import queries
from hongbang.accounts.models import Seat
from hongbang.accounts.rules.address import visitor_address
from hongbang.accounts.rules.sessions import is_over
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.ui import clock
from hongbang.ui.request import Request


class ActorMiddleware:
    """Find the seat, end sessions that are idle, old, or whose password changed."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Set the actor, then go on."""
        at = clock.now()
        address = visitor_address(
            request.META.get("REMOTE_ADDR", ""),
            request.headers.get("X-Forwarded-For", ""),
            settings.HONGBANG_TRUSTED_PROXIES,
        )
        seat = self.seat(request, at)
        request.seat = seat
        request.actor = (
            Actor(
                seat.person.public_id,
                Role(seat.role),
                seat.organisation.public_id,
                request.request_id,
                address=address,
            )
            if seat
            else Actor.nobody(request.request_id, address)
        )
        response = self.get_response(request)
        if seat is not None and not response.headers.get("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def seat(self, request: Request, at: datetime) -> Seat | None:
        """Return the seat of a live session, with one statement; end a dead one."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or "seat" not in request.session:
            return None
        seat = queries.seat_in_session(request.session["seat"], beijing_day(at))
        if seat is None or not self.is_alive(request, seat, at):
            request.session.flush()
            return None
        if at.timestamp() - request.session["seen"] > 60:  # at most one write a minute
            request.session["seen"] = at.timestamp()
        return seat

    def is_alive(self, request: Request, seat: Seat, at: datetime) -> bool:
        """Say whether the session may go on at `at`."""
        told = request.session.get(HASH_SESSION_KEY, "")
        over = is_over(
            now=at.timestamp(),
            seen=request.session["seen"],
            since=request.session["since"],
            limits=settings.HONGBANG_SESSION,
        )
        return not over and constant_time_compare(told, seat.person.get_session_auth_hash())
