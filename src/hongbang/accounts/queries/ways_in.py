"""Which codes are out, who is invited, and which units wait to be let in?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from hongbang.accounts import access
from hongbang.accounts.models import Invitation, OneTimeCode, Registration
from hongbang.accounts.queries.signing import login_digest
from hongbang.accounts.rules import codes, roles
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.contact import login_of
from hongbang.accounts.rules.totp import plain_code
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_terms
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation, Similar
from hongbang.privacy.models import fingerprint

CODE = "accounts.onetimecode.digest"
TOKEN = "accounts.invitation.token"  # noqa: S105 - the name of a column


# --- one-time codes
def code_subject(purpose: str, word: str) -> str:
    """Return under which name codes for a typed name are kept: a keyed digest."""
    return login_digest(f"{purpose} {':'.join(login_of(word))}")


def code_digest(handle: str, code: str) -> str:
    """Return what is kept of a one-time code; the handle makes equal codes differ."""
    return fingerprint(f"{handle} {plain_code(code)}", CODE) or ""


def code_matching(purpose: str, handle: str, typed: str, at: datetime) -> OneTimeCode | None:
    """Return the code that was sent under this handle and is the one typed, if it still opens."""
    kept = code_sent(purpose, handle, at)
    return kept if kept and kept.digest == code_digest(handle, typed) else None


def code_sent(purpose: str, handle: str, at: datetime) -> OneTimeCode | None:
    """Return the code that was sent under this handle, if it still opens."""
    rows = OneTimeCode.objects.filter(purpose=purpose, handle=handle, used_at__isnull=True)
    return rows.filter(expires_at__gt=at).first() if handle else None


def refuse_flood(purpose: str, subject: str, address: str, at: datetime) -> None:
    """Refuse another code to the same name, or from the same network, within an hour.

    A name may be asked for from several networks, so that nobody can use up its owner's codes.

    Refuses: `accounts.too_many_codes`.
    """
    network = network_of(address)
    recent = OneTimeCode.objects.filter(sent_at__gt=at - timedelta(hours=1), purpose=purpose)
    here = recent.filter(network=network)
    if (
        here.filter(subject=subject).count() >= codes.SENT_PER_HOUR
        or here.count() >= codes.SENT_PER_NETWORK
        or recent.filter(subject=subject).count() >= 4 * codes.SENT_PER_HOUR
    ):
        raise RuleBroken("accounts.too_many_codes")


def link_of(page: str, token: str) -> str:
    """Return the whole address of a way in; its host is the house's own, never the request's."""
    return settings.HONGBANG_BASE_URL + reverse(f"accounts:{page}", args=[token])


# --- invitations
@dataclass(frozen=True, slots=True)
class InvitationFilters:
    """What the list of invitations is narrowed to."""

    query: str = ""
    state: str = ""


def token_digest(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return fingerprint(token, TOKEN) or ""


def _offered(at: datetime) -> QuerySet[Invitation]:
    """Return the invitations that can still be taken."""
    open_ones = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return open_ones.filter(expires_at__gt=at).select_related("organisation", "invited_by")


def invitation_by_token(token: str, at: datetime) -> Invitation:
    """Return the open invitation this link leads to; refuses with `NotFound` any other."""
    invitation = _offered(at).filter(token_digest=token_digest(token)).first()
    if invitation is None:
        raise NotFound("accounts.invitation_over")
    return invitation


def invitation_offered(code: str, at: datetime) -> Invitation:
    """Return an invitation as it is kept now; refuses with `accounts.invitation_over`."""
    invitation = _offered(at).filter(public_id=code).first()
    if invitation is None:
        raise RuleBroken("accounts.invitation_over")
    return invitation


def invitations(by: Actor, filters: InvitationFilters, at: datetime) -> QuerySet[Invitation]:
    """Return the invitations this seat answers for, the newest first."""
    asked = Q()
    for term in search_terms(filters.query):
        asked &= Q(search_text__contains=term)
    is_open = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
    match filters.state:
        case "open":
            asked &= is_open & Q(expires_at__gt=at)
        case "over":
            asked &= is_open & Q(expires_at__lte=at)
        case "accepted":
            asked &= Q(accepted_at__isnull=False)
        case "withdrawn":
            asked &= Q(withdrawn_at__isnull=False)
    seen = access.invitations_visible_to(by, Invitation.objects.filter(asked))
    return seen.select_related("organisation", "invited_by").order_by("-sent_at", "-pk")


def invitation(by: Actor, code: str) -> Invitation:
    """Return one invitation; refuses with `NotFound` what this seat does not answer for."""
    seen = access.invitations_visible_to(by, Invitation.objects.filter(public_id=code))
    found = seen.select_related("organisation", "invited_by").first()
    if found is None:
        raise NotFound("accounts.invitation_missing")
    return found


def inviting_bodies(by: Actor) -> QuerySet[Organisation]:
    """Return the open bodies this seat may invite somebody into, its own first by name."""
    if by.role in {Role.OFFICE_HEAD, Role.SYSTEM_ADMIN}:
        found = Organisation.objects.filter(closed_at__isnull=True).exclude(kind="leading_group")
    elif by.role in roles.HEADS:
        found = Organisation.objects.filter(closed_at__isnull=True, public_id=by.organisation)
    else:
        found = Organisation.objects.none()
    return found.order_by("kind", "name")


def grantable_in(by: Actor, body: Organisation) -> list[Role]:
    """Return which seats this seat may offer in a body, in the order the house names them."""
    granted = roles.grantable(by.role, body.kind, is_own=body.public_id == by.organisation)
    return [role for role in Role if role in granted]


# --- registrations
@dataclass(frozen=True, slots=True)
class RegistrationFilters:
    """What the list of registrations is narrowed to."""

    query: str = ""
    state: str = "sent"


def registrations(by: Actor, filters: RegistrationFilters) -> QuerySet[Registration]:
    """Return the registrations that were sent to this organ, the most urgent first."""
    asked = Q()
    for term in search_terms(filters.query):
        asked &= Q(search_text__contains=term)
    if filters.state:
        asked &= Q(state=filters.state)
    seen = access.registrations_visible_to(by, Registration.objects.filter(asked))
    return seen.select_related("organ", "unit").order_by("due_on", "pk")


def registration(by: Actor, code: str) -> Registration:
    """Return one registration; refuses with `NotFound` what was not sent to this organ."""
    seen = access.registrations_visible_to(by, Registration.objects.filter(public_id=code))
    found = seen.select_related("organ", "unit").first()
    if found is None:
        raise NotFound("accounts.registration_missing")
    return found


def registration_of_applicant(code: str) -> Registration:
    """Return a registration to the browser that has proved to be its applicant's."""
    found = Registration.objects.select_related("organ").filter(public_id=code).first()
    if found is None:
        raise NotFound("accounts.registration_missing")
    return found


def followed(receipt: str, contact: str) -> Registration:
    """Return the registration of this receipt, to whoever knows the applicant's contact too.

    Refuses: `accounts.receipt_wrong`, whichever of the two is wrong.
    """
    code = plain_code(receipt)
    found = Registration.objects.filter(public_id=code).exclude(state="written").first()
    known = {login_of(one) for one in (found.email, found.mobile) if one} if found else set()
    if found is None or login_of(contact) not in known:
        raise RuleBroken("accounts.receipt_wrong")
    return found


def likeness(registration: Registration) -> list[Similar]:
    """Return registered bodies that may be this unit; for the organ's eyes only."""
    return orgs.similar(registration.unit_name, registration.credit_code)


def waiting_alike(registration: Registration) -> QuerySet[Registration]:
    """Return other open registrations of the same code, at whichever organ."""
    same = Registration.objects.filter(
        credit_code=registration.credit_code, state__in=["sent", "returned"]
    )
    return same.exclude(pk=registration.pk).select_related("organ").order_by("sent_at")


def refuse_many_registrations(address: str, at: datetime) -> None:
    """Refuse a network that has written too many registrations within an hour.

    Refuses: `accounts.too_many_registrations`.
    """
    recent = Registration.objects.filter(
        network=network_of(address), written_at__gt=at - timedelta(hours=1)
    )
    if recent.count() >= codes.WRITTEN_PER_NETWORK:
        raise RuleBroken("accounts.too_many_registrations")


def overdue(by: Actor, at: datetime) -> int:
    """Count the registrations of this organ that should have been answered."""
    waiting = registrations(by, RegistrationFilters())
    return waiting.filter(due_on__lt=beijing_day(at)).count()
