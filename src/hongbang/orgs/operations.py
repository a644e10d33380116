"""What can be done with bodies? The only writer of this room."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import search_text
from hongbang.orgs import access, queries
from hongbang.orgs.models import Organisation


@dataclass(frozen=True, slots=True)
class AddOrganisation:
    """A body to register, with how it is reached."""

    kind: str
    name: str
    name_en: str = ""
    address: str = ""
    address_en: str = ""
    postcode: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    host_rank: int | None = None


@audit.deed
def add_organisation(command: AddOrganisation, *, by: Actor, at: datetime) -> Organisation:
    """Register a body.

    Refuses: `orgs.not_yours`, `orgs.name_taken`.
    """
    access.require("add", by)
    if queries.is_name_taken(command.name):
        raise RuleBroken("orgs.name_taken", {"name": command.name})
    added = Organisation.objects.create(
        **asdict(command), search_text=search_text(command.name, command.name_en)
    )
    audit.record(
        "orgs.organisation.added", by=by, at=at, subjects=[added.subject], said={"name": added.name}
    )
    return added
