"""How is it set how long words stay?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.privacy import access
from hongbang.privacy.models import Term
from hongbang.privacy.rules.classes import LONGEST_TERM
from hongbang.privacy.rules.commands import SetTerm


@audit.deed
def set_term(command: SetTerm, *, by: Actor, at: datetime) -> Term:
    """Set how many days words of a class stay once they are not needed.

    Refuses: `privacy.not_yours`, `privacy.no_reason`, `privacy.term_too_long`, `Stale`.
    """
    kept = Term.objects.filter(data_class=command.data_class).first()
    access.require("set_term", by)
    if not command.reason.strip():
        raise RuleBroken("privacy.no_reason")
    if command.days > LONGEST_TERM:
        raise RuleBroken("privacy.term_too_long", {"most": LONGEST_TERM})
    said = {"days": command.days, "reason": command.reason.strip(), "set_at": at}
    if kept is not None:
        audit.checked_update(kept, command.version, **said)
    elif command.version:
        raise Stale("audit.stale_untold")
    else:
        kept = Term.objects.create(data_class=command.data_class, **said)
    audit.record(
        "privacy.term.set",
        by=by,
        at=at,
        subjects=[kept.subject],
        said={
            "class": str(command.data_class),
            "days": str(command.days),
            "reason": kept.reason,
        },
    )
    return kept
