"""Who may see and change bodies, teams and nominees, and why not?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs.models import Organisation

ORGAN = frozenset({Role.ORGAN_CLERK, Role.ORGAN_HEAD})
UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
KEEPERS = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.SYSTEM_ADMIN, Role.SYSTEM})
READERS = KEEPERS | {Role.AUDITOR}

READ = frozenset({"read", "work", "export"})
OF_UNITS = frozenset(
    {"add_team", "edit_team", "close_team", "add_nominee", "edit_nominee", "close_nominee"}
)
OF_KEEPERS = frozenset(
    {
        *("add", "register", "edit", "move", "merge", "close", "reopen"),
        *("add_area", "edit_area", "import"),
    }
)
LONGEST = 16  # mergers in a row; a longer row is no house's


def home(by: Actor) -> Organisation | None:
    """Return the body that a seat stands in today: where its own was merged, the successor."""
    return current(Organisation.objects.filter(public_id=by.organisation).first())


def current(body: Organisation | None) -> Organisation | None:
    """Return the body itself, or the one that took it over in the end."""
    for _ in range(LONGEST):
        if body is None or body.successor is None:
            return body
        body = body.successor
    return body


def visible_to(by: Actor, bodies: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Keep the bodies this seat may see: all, its own branch, or its own unit."""
    if by.role in READERS:
        return bodies
    own = home(by) if by.role in ORGAN | UNIT else None
    if own is None:
        return bodies.none()
    if by.role in ORGAN:
        return bodies.filter(Q(line__startswith=own.line) | Q(pk=own.pk))
    return bodies.filter(pk=own.pk)


def may(verb: str, by: Actor, thing: Organisation | None = None) -> Decision:
    """Answer whether `by` may do `verb` with `thing`, the body concerned where there is one.

    To register a unit, `thing` is the organ that it comes under.
    """
    if by.role in KEEPERS:
        return ALLOWED if verb in READ | OF_UNITS | OF_KEEPERS else Refused("orgs.not_yours")
    if by.role is Role.AUDITOR:
        return ALLOWED if verb in READ else Refused("orgs.auditor_reads")
    if by.role in ORGAN:
        return _may_organ(verb, by, thing)
    if by.role in UNIT:
        return _may_unit(verb, by, thing)
    return Refused("orgs.not_yours")


def _may_organ(verb: str, by: Actor, thing: Organisation | None) -> Decision:
    if verb in {"work", "export"}:
        return ALLOWED
    own = home(by)
    if verb == "read" and own is not None and thing is not None:
        return ALLOWED if thing.line.startswith(own.line) else Refused("orgs.organ_own_only")
    if verb in {"edit", "register"} and own is not None and thing == own:
        return ALLOWED
    return Refused("orgs.organ_own_only")


def _may_unit(verb: str, by: Actor, thing: Organisation | None) -> Decision:
    is_own = thing is not None and thing == home(by)
    if is_own and verb in OF_UNITS | {"read"}:
        return ALLOWED
    return Refused("orgs.own_unit_only" if verb in READ else "orgs.unit_asks")


def require(verb: str, by: Actor, thing: Organisation | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
