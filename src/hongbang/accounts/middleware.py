"""Who is acting in this request? Sets `request.actor` once, from the session's seat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.queries import Sitting
from hongbang.accounts.rules.address import visitor_address
from hongbang.accounts.rules.sessions import is_fresh, is_over
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.ui import clock
from hongbang.ui.request import Request


class ActorMiddleware:
    """Find the seat, end sessions that are idle, old, ended elsewhere, or of a changed password."""

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
        request.must_enrol = request.is_proven = False
        seat = self.seat(request, at)
        request.seat = seat
        if seat is None:
            request.actor = Actor.nobody(request.request_id, address)
            return self.get_response(request)
        request.actor = seat.actor(request.request_id, address)
        request.must_enrol = (
            seat.needs_factor and not seat.has_factor and not settings.HONGBANG_DEMO_WITHOUT_TOTP
        )
        request.is_proven = is_fresh(
            now=clock.unmoved(at).timestamp(),
            proven=request.session.get("proven", float("-inf")),
        )
        self.note_seen(request, seat, at)
        response = self.get_response(request)
        if not response.headers.get("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def seat(self, request: Request, at: datetime) -> Sitting | None:
        """Return the seat of a live session, with one statement; end a dead one."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or "seat" not in request.session:
            return None
        seat = queries.sitting_in_session(
            request.session["seat"], request.session.get("visit", ""), beijing_day(at)
        )
        if seat is None or not self.is_alive(request, seat, at):
            request.session.flush()
            return None
        return seat

    def is_alive(self, request: Request, seat: Sitting, at: datetime) -> bool:
        """Say whether the session may go on at `at`."""
        told = request.session.get(HASH_SESSION_KEY, "")
        over = is_over(
            now=clock.unmoved(at).timestamp(),
            seen=clock.unmoved(seat.seen_at).timestamp() if seat.seen_at else 0,
            since=request.session["since"],
            limits=settings.HONGBANG_SESSION,
        )
        return not over and constant_time_compare(told, seat.person.get_session_auth_hash())

    def note_seen(self, request: Request, seat: Sitting, at: datetime) -> None:
        """Keep when the session was last used; at most one write a minute."""
        if seat.seen_at and (at - seat.seen_at).total_seconds() > 60:
            accounts.note_seen(request.session["visit"], by=request.actor, at=at)
