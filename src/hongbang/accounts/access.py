"""Who may register people, and who may take which seat?"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hongbang.accounts.models import Seat
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed


def seats_on(day: date, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Keep the seats that are held on `day` by somebody active."""
    return seats.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).filter(
        starts_on__lte=day, person__is_active=True
    )


def visible_to(by: Actor, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Keep only the seats of the person who acts."""
    return seats.filter(person__public_id=by.person) if by.person else seats.none()


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`."""
    match verb:
        case "add" | "grant" if by.role in {Role.SYSTEM, Role.SYSTEM_ADMIN}:
            return ALLOWED
        case "sign_in":
            return ALLOWED
        case "sign_out" | "take" if by.person:
            return ALLOWED
    return Refused("accounts.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
