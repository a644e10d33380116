"""Who may bring a file in, and whose uploads are whose?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.files.models import Upload
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed


def uploads_of(by: Actor, uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """Keep only the uploads of the person who acts."""
    return uploads.filter(person=by.person) if by.person else uploads.none()


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`: `store`, or `sweep`, which only the house itself does.

    Whoever sits in a seat may bring a file in; what it may be put to, the owning room decides.
    """
    is_house = by.role is Role.SYSTEM
    if verb == "store" and (is_house or (by.person and not by.is_nobody)):
        return ALLOWED
    return ALLOWED if verb == "sweep" and is_house else Refused("files.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
