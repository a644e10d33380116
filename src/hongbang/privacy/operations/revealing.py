"""How is a masked word shown whole?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.audit.models import Recorded
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.privacy import access
from hongbang.privacy.models import PersonalField, SealedField
from hongbang.privacy.rules.commands import Reveal

SHORTEST_REASON = 4


@audit.deed
def reveal(thing: Recorded, command: Reveal, *, by: Actor, at: datetime) -> str:
    """Return a word whole, and record who saw it and why; never the word itself.

    The owning room has fetched `thing` through its own scope and asked for the password again.

    Refuses: `privacy.not_shown`, `privacy.no_reason`, `privacy.no_such_word`.
    """
    fields = {field.name: field for field in thing._meta.get_fields()}  # noqa: SLF001 - Django's public name
    field = fields.get(command.field)
    if not isinstance(field, SealedField | PersonalField):
        raise NotFound("privacy.no_such_word")
    access.require("reveal", by, field.data_class)
    if len(command.reason.strip()) < SHORTEST_REASON:
        raise RuleBroken("privacy.no_reason")
    audit.record(
        "privacy.word.revealed",
        by=by,
        at=at,
        subjects=[thing.subject],
        said={"word": command.field, "reason": command.reason.strip()},
    )
    return str(getattr(thing, command.field) or "")
