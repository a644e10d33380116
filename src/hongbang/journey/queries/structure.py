"""Of which groups are the applicants of an edition, and how far did they come?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hongbang.approvals import queries as approvals
from hongbang.journey import access
from hongbang.journey.rules.structure import GROUPS, SHARES, Applicant, Structure, structure
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes.queries import Edition
from hongbang.recommendations import queries as recommendations
from hongbang.recommendations.rules.lifecycle import ACCEPTED, PUT_FORWARD
from hongbang.register import queries as register
from hongbang.selections import queries as selections
from hongbang.selections.rules.attributes import attributes


def structure_of(by: Actor, edition: Edition) -> Structure:
    """Count the applicants of an edition by group and stage; the statements do not grow.

    A host is told who is chosen once the list was put to the hosts.
    """
    access.require("structure", by)
    known = selections.known_in(edition)
    found = [one for one, _told in known]
    sent = recommendations.standings(found)
    honoured = register.of_sources([one.public_id for one in found])
    seats = selections.fixed_seats([one.pk for one in found]) if _sees_list(by, edition) else {}
    return structure(
        [
            Applicant(
                attributes((*GROUPS, *SHARES), told),
                _stages(sent.get(one.pk), seats.get(one.pk), honoured.get(one.public_id)),
            )
            for one, told in known
        ],
        selections.groups_of(edition),
    )


def names_of(edition: Edition) -> Mapping[str, Any]:
    """Return what the groups of an edition are called in both languages, by their key."""
    return selections.labels_of(edition)


def _sees_list(by: Actor, edition: Edition) -> bool:
    return by.role is not Role.HOST_APPROVER or bool(approvals.standing_in([edition.pk]))


def _stages(sent: Any, seat: Any, honour: Any) -> frozenset[str]:
    stages = {
        "applied": True,
        "recommended": sent is not None and sent.verdict in PUT_FORWARD,
        "accepted": sent is not None and sent.state == ACCEPTED,
        "chosen": seat is not None and seat.kind == "chosen",
        "honoured": honour is not None,
    }
    return frozenset(name for name, is_so in stages.items() if is_so)
