"""How do browser sessions, cookies and chance fit together with our recorded deeds?"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

import segno
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, login, logout
from django.core import signing
from django.http import HttpResponse

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import OneTimeCode, Person
from hongbang.accounts.queries import Proven, SignIn, Sitting
from hongbang.accounts.rules import codes, totp
from hongbang.accounts.rules.commands import NewPassword, Place, Sent
from hongbang.accounts.rules.sessions import device_words
from hongbang.kernel.refusal import RuleBroken
from hongbang.privacy.models import keyring
from hongbang.privacy.rules import sealing
from hongbang.ui import clock
from hongbang.ui.request import Request

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_DONE = timedelta(minutes=10)
KNOWN_FOR = timedelta(days=180)
KNOWN_PEOPLE = 5
DEVICE_SALT = "hongbang.accounts.device"
SECRET_PLACE = "accounts.session.secret"  # noqa: S105 - the name of a place


# --- signing in
def open_session(request: Request, command: SignIn, at: datetime) -> Sitting | None:
    """Sign in and start a fresh session; nothing where a second proof is still asked for.

    A wrong password is kept as a failed try.

    Refuses: `accounts.wrong`, `accounts.locked`, `accounts.slow`, `accounts.no_seat`.
    """
    proven = queries.prove(command, request.actor.address, at)
    if proven is None:
        accounts.note_failed_sign_in(command, by=request.actor, at=at)
        raise RuleBroken("accounts.wrong")
    if queries.second_factor(proven.person) is not None:
        request.session.cycle_key()
        hash_now = proven.person.get_session_auth_hash()
        request.session["half"] = [proven.person.public_id, hash_now, at.timestamp()]
        return None
    return _enter(request, proven, at)


def half_done(request: Request, at: datetime) -> Proven | None:
    """Return whose password was right in this browser a moment ago."""
    code, hash_then, since = request.session.get("half", ("", "", 0))
    person = queries.person_behind(code) if code else None
    is_late = at.timestamp() - since > HALF_DONE.total_seconds()
    if person is None or is_late or person.get_session_auth_hash() != hash_then:
        return None
    return Proven(person)


def finish_session(request: Request, half: Proven, typed: str, at: datetime) -> Sitting:
    """Take the second proof, and start the session.

    Refuses: `accounts.code_wrong`, `accounts.locked`, `accounts.slow`, `accounts.no_seat`.
    """
    proven = _second(request, half, typed, at)
    return _enter(request, proven, at)


def _second(request: Request, half: Proven, typed: str, at: datetime) -> Proven:
    """Check a second proof; failures are counted for the person, apart from those of the name."""
    tried = _second_try(request, half.person)
    queries.refuse_locked(tried, request.actor.address, at, half.person)
    proven = queries.prove_second(half, typed, clock.unmoved(at))
    if proven is None:
        accounts.note_failed_sign_in(tried, by=request.actor, at=at)
        raise RuleBroken("accounts.code_wrong")
    return proven


def _second_try(request: Request, person: Person) -> SignIn:
    """Name a try that is counted for somebody known, apart from tries at the sign-in name."""
    name = queries.second_name(person)
    return SignIn(name, "", devices_known(request), of=person.public_id)


def _enter(request: Request, proven: Proven, at: datetime) -> Sitting:
    place = Place(device_words(request.headers.get("User-Agent", "")))
    entered = accounts.sign_in(proven, by=request.actor, at=at, command=place)
    carried = {name: request.session.get(name) for name in ("onward", "kept")}
    login(request, proven.person, backend=BACKEND)
    request.session.pop("half", None)
    sit_down(request, entered.sitting, at)
    request.session["visit"] = entered.visit.public_id
    request.session["since"] = request.session["proven"] = clock.unmoved(at).timestamp()
    for name, value in carried.items():
        if value is not None:
            request.session[name] = value
    return entered.sitting


def sit_down(request: Request, sitting: Sitting, at: datetime) -> None:
    """Put the session into a seat, under a new session key."""
    request.session.cycle_key()
    request.session["seat"] = sitting.public_id
    request.session["taken"] = at.timestamp()


def close_session(request: Request, at: datetime) -> None:
    """Sign out; the session dies on the server."""
    accounts.sign_out(by=request.actor, at=at, visit=request.session.get("visit", ""))
    logout(request)


def prove_again(request: Request, typed: str, at: datetime) -> None:
    """Take password or code from somebody who is in, before a grave act.

    Refuses: `accounts.wrong_proof`, `accounts.locked`, `accounts.slow`.
    """
    person = request.seat.person
    tried = _second_try(request, person)
    queries.refuse_locked(tried, request.actor.address, at, person)
    proven = queries.prove_second(Proven(person), typed, clock.unmoved(at))
    if proven is None and queries.is_password(person, typed):
        proven = Proven(person)
    if proven is None:
        accounts.note_failed_sign_in(tried, by=request.actor, at=at)
        raise RuleBroken("accounts.wrong_proof")
    accounts.prove_again(proven, by=request.actor, at=at)
    request.session["proven"] = clock.unmoved(at).timestamp()


def change_password(request: Request, current: str, new: str, at: datetime) -> None:
    """Change the password; this session goes on under a new key, the others end.

    Refuses: `accounts.current_wrong`, `accounts.weak_password`, `accounts.locked`.
    """
    person = request.seat.person
    tried = _second_try(request, person)
    queries.refuse_locked(tried, request.actor.address, at, person)
    if not queries.is_password(person, current):
        accounts.note_failed_sign_in(tried, by=request.actor, at=at)
        raise RuleBroken("accounts.current_wrong")
    command = NewPassword(queries.hashed(new, person), keeps=request.session["visit"])
    changed = accounts.change_password(command, by=request.actor, at=at)
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = changed.get_session_auth_hash()
    request.session["proven"] = clock.unmoved(at).timestamp()


def checked_code(
    request: Request, purpose: str, handle: str, typed: str, at: datetime
) -> OneTimeCode:
    """Return the one-time code that was typed right; a wrong one is counted.

    Refuses: `accounts.code_over`.
    """
    code = queries.code_matching(purpose, handle, typed, at)
    if code is not None:
        return code
    if sent := queries.code_sent(purpose, handle, at):
        accounts.count_try(sent, by=request.actor, at=at)
    raise RuleBroken("accounts.code_over")


# --- known devices
def devices_known(request: Request) -> Mapping[str, str]:
    """Return who has signed in with this browser before, by our own signed cookie."""
    try:
        told = signing.loads(
            request.COOKIES.get(device_cookie(), ""),
            salt=DEVICE_SALT,
            max_age=KNOWN_FOR,
        )
    except signing.BadSignature:
        return {}
    return {person: device for person, device in told if isinstance(device, str)}


def remember_device(request: Request, response: HttpResponse, person: str) -> None:
    """Let this browser be known to somebody who got in: a lock-out elsewhere leaves it alone."""
    known = dict(devices_known(request))
    known.setdefault(person, secrets.token_hex(8))
    kept = sorted(known.items(), key=lambda one: one[0] == person)[-KNOWN_PEOPLE:]
    response.set_cookie(
        device_cookie(),
        signing.dumps(kept, salt=DEVICE_SALT),
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_cookie() -> str:
    """Name the cookie; bound to the host where visitors come by https."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


# --- chance
def drawn_code() -> Sent:
    """Draw six figures, typed where they were asked for."""
    handle, code = secrets.token_hex(16), codes.code_from(secrets.randbelow(10**codes.FIGURES))
    return Sent(handle, code, queries.code_digest(handle, code))


def drawn_link(page: str) -> Sent:
    """Draw a link that opens by itself, in any browser."""
    handle, code = secrets.token_hex(16), secrets.token_hex(20)
    way_in = queries.link_of(page, f"{handle}-{code}")
    return Sent(handle, code, queries.code_digest(handle, code), way_in)


def drawn_token() -> str:
    """Draw the token of an invitation: 160 random bits."""
    return secrets.token_hex(20)


def secret_at_hand(request: Request) -> str:
    """Return the secret an authenticator is being set up with; drawn once, sealed in the session.

    So looking at the page changes nothing, and a page shown twice shows the same code.
    """
    if sealed := request.session.get("secret", ""):
        return sealing.unseal(sealed, keyring(), context=SECRET_PLACE)
    secret = totp.secret_of(secrets.token_bytes(20))
    nonce = secrets.token_bytes(sealing.NONCE_BYTES)
    request.session["secret"] = sealing.seal(secret, keyring(), context=SECRET_PLACE, nonce=nonce)
    return secret


def forget_secret(request: Request) -> None:
    """Drop the secret that has been kept in its place, or was not wanted."""
    request.session.pop("secret", None)


def drawn_recovery() -> list[str]:
    """Draw ten recovery codes."""
    signs = totp.RECOVERY_CODES * totp.RECOVERY_LENGTH
    return totp.recovery_codes([secrets.randbelow(10**9) for _ in range(signs)])


def qr_of(text: str) -> str:
    """Draw a QR code as an image within the page, which loads nothing."""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", scale=5, border=4, xmldecl=False)
    return "data:image/svg+xml;base64," + b64encode(drawn.getvalue()).decode()
