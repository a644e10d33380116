"""How does somebody say how they want to be told?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import access, queries
from hongbang.outbox.models import Wishes
from hongbang.outbox.rules.commands import Wish
from hongbang.outbox.rules.wishes import CHOICES
from hongbang.outbox.texts import kinds


@audit.deed
def wish(command: Wish, *, by: Actor, at: datetime) -> Wishes:
    """Keep how I want to be told. Refuses: `outbox.no_such_wish`, `Stale`."""
    access.require("wish", by)
    choices = dict(command.choices)
    if set(choices) - set(kinds()) or set(choices.values()) - set(CHOICES):
        raise RuleBroken("outbox.no_such_wish")
    kept = queries.wishes(by)
    if not kept.version:
        Wishes.objects.bulk_create(
            [Wishes(person=by.person, version=0, public_id=kept.public_id)], ignore_conflicts=True
        )
        kept = queries.wishes(by)
    wished = audit.checked_update(kept, command.version, choices=choices)
    audit.record(
        "outbox.wishes.kept", by=by, at=at, subjects=[wished.subject], said={"choices": choices}
    )
    return wished
