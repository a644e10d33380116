"""How does the office take in what the organs sent up, or find it ineligible?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.access import ORGAN, UNIT
from hongbang.outbox import operations as outbox
from hongbang.recommendations import access, queries
from hongbang.recommendations.models import Recommendation
from hongbang.recommendations.rules import quota
from hongbang.recommendations.rules.commands import Accept, RuleOut
from hongbang.recommendations.rules.lifecycle import DECLINED, RECOMMENDATION


@audit.deed
def accept(command: Accept, *, by: Actor, at: datetime) -> tuple[Recommendation, ...]:
    """Take recommendations in for review, all of them or none.

    Refuses: `recommendations.nothing_chosen`, `recommendations.no_such_move`,
    `recommendations.not_put_forward`, `recommendations.unit_withdrew`, `Stale`.
    """
    access.require("accept", by)
    if not command.chosen:
        raise RuleBroken("recommendations.nothing_chosen")
    versions = dict(command.chosen)
    found = [queries.recommendation(by, code) for code in versions]
    states = [_state_after(one, "accept") for one in found]
    for one, state in zip(found, states, strict=True):
        audit.checked_update(one, versions[one.public_id], state=state, ruled_at=at)
    audit.record(
        "recommendations.recommendation.accepted",
        by=by,
        at=at,
        subjects=[subject for one in found for subject in (one.subject, one.application.subject)],
        said={"count": len(found)},
    )
    for one in found:
        _tell("recommendations.accepted", one, {}, at)
    return tuple(found)


@audit.deed
def rule_out(
    recommendation: Recommendation, command: RuleOut, *, by: Actor, at: datetime
) -> Recommendation:
    """Find a recommendation ineligible; organ and unit are told why.

    Refuses: `recommendations.no_such_move`, `recommendations.not_put_forward`,
    `recommendations.unit_withdrew`, `recommendations.no_reason`, `Stale`.
    """
    current = queries.recommendation(by, recommendation.public_id)
    access.require("rule_out", by, current)
    state = _state_after(current, "rule_out")
    quota.check_reason(command.reason)
    reason = command.reason.strip()
    audit.checked_update(current, command.version, state=state, ruled_at=at, ruled_reason=reason)
    audit.record(
        "recommendations.recommendation.ruled_out",
        by=by,
        at=at,
        subjects=[current.subject, current.application.subject, current.organ.subject],
        said={"name": current.application.subject_name, "reason": reason},
    )
    _tell("recommendations.ruled_out", current, {"reason": reason}, at)
    return current


def _state_after(one: Recommendation, move: str) -> str:
    """Return the state a move leads to, where there is something for the office to decide."""
    state = RECOMMENDATION.after(one.state, move)
    named = {"name": one.application.subject_name}
    if one.verdict == DECLINED:
        raise RuleBroken("recommendations.not_put_forward", named)
    if one.application.state != SUBMITTED:
        raise RuleBroken("recommendations.unit_withdrew", named)
    return state


def _tell(code: str, one: Recommendation, more: Mapping[str, str], at: datetime) -> None:
    """Tell the unit and the organ, each with the page that is theirs."""
    day, application = beijing_day(at), one.application
    for roles, body, page in (
        (UNIT, application.unit, "applications:show"),
        (ORGAN, one.organ, "recommendations:show"),
    ):
        outbox.post(
            code,
            to=accounts.recipients_in(roles, day, body.public_id),
            params={"name": application.subject_name, **more},
            link=reverse(page, args=[application.public_id]),
            at=at,
        )
