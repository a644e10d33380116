"""How do browser sessions and our recorded sign-in fit together?"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import login, logout

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import Seat
from hongbang.accounts.queries import SignIn
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui.request import Request

BACKEND = "django.contrib.auth.backends.ModelBackend"


def open_session(request: Request, command: SignIn, at: datetime) -> Seat:
    """Sign in and start a fresh session; a wrong password is kept as a failed try.

    Refuses: `accounts.wrong`, `accounts.locked`, `accounts.no_seat`.
    """
    proven = queries.prove(command, request.actor.address, at)
    if proven is None:
        accounts.note_failed_sign_in(command, by=request.actor, at=at)
        raise RuleBroken("accounts.wrong")
    seat = accounts.sign_in(proven, by=request.actor, at=at)
    login(request, seat.person, backend=BACKEND)
    sit_down(request, seat, at)
    request.session["since"] = at.timestamp()
    return seat


def sit_down(request: Request, seat: Seat, at: datetime) -> None:
    """Put the session into a seat, under a new session key."""
    request.session.cycle_key()
    request.session["seat"] = seat.public_id
    request.session["seen"] = at.timestamp()


def close_session(request: Request, at: datetime) -> None:
    """Sign out; the session dies on the server."""
    accounts.sign_out(by=request.actor, at=at)
    logout(request)
