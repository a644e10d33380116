"""How does a round close and open again, and what does the office say of a file?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.reviews import access, queries
from hongbang.reviews.models import Closing, Dossier, Round, Standing
from hongbang.reviews.rules import evidence, reasons
from hongbang.reviews.rules.commands import Act
from hongbang.reviews.rules.lifecycle import ROUND
from hongbang.reviews.rules.standing import Marks, Method, Place, standing


@audit.deed
def close_round(opened: Round, command: Act, *, by: Actor, at: datetime) -> Closing:
    """End the review of a category: every file gets its place, and the digest is recorded.

    With a reason also while score sheets are owed; what then has too few readings stands last.

    Refuses: `reviews.round.no_such_move`, `reviews.not_assigned`, `reviews.sheets_owed`,
    `reviews.no_reason`, `Stale`.
    """
    current = queries.get_round(by, opened.public_id)
    access.require("close", by)
    state = ROUND.after(current.state, "close")
    owed, reason = _owed(current), ""
    if owed or command.reason.strip():
        if not command.reason.strip():
            raise RuleBroken("reviews.sheets_owed", {"count": owed})
        reason = reasons.check_reason(command.reason)
    counted = queries.signed_marks(current)
    files = {one.application.public_id: marks for one, marks in counted.items()}
    method = _method(current)
    places = standing({file: [one for _c, one in given] for file, given in files.items()}, method)
    content = _content(current, files, places)
    digest = evidence.digest(content)
    audit.checked_update(current, command.version, state=state, closed_at=at, digest=digest)
    closing = Closing.objects.create(
        round=current,
        place=current.closings.count() + 1,
        content=content,
        digest=digest,
        owed=owed,
        reason=reason,
        closed_at=at,
    )
    _place(closing, counted, places)
    short = sum(one.score is None for one in places)
    audit.record(
        "reviews.round.closed",
        by=by,
        at=at,
        subjects=[current.subject, closing.subject, current.category.subject],
        said={
            "category": current.category.name,
            "digest": digest,
            "files": len(places),
            "unscored": short,
            "owed": owed,
            "reason": reason,
        },
    )
    params = {"category": current.category.name, "files": str(len(places)), "short": str(short)}
    _tell("reviews.closed", current, params, by=by, at=at)
    return closing


@audit.deed
def reopen_round(closed: Round, command: Act, *, by: Actor, at: datetime) -> Round:
    """Open a closed review again, with a reason; the standing it had stays as evidence.

    Refuses: `reviews.round.no_such_move`, `reviews.no_reason`, `Stale`.
    """
    current = queries.get_round(by, closed.public_id)
    access.require("reopen", by)
    state = ROUND.after(current.state, "reopen")
    reason = reasons.check_reason(command.reason)
    digest = current.digest
    audit.checked_update(current, command.version, state=state, closed_at=None, digest="")
    ended = Closing.objects.filter(round=current, reopened_at__isnull=True)
    ended.update(reopened_at=at, reopened_reason=reason)
    audit.record(
        "reviews.round.reopened",
        by=by,
        at=at,
        subjects=[current.subject, current.category.subject],
        said={"category": current.category.name, "digest": digest, "reason": reason},
    )
    params = {"category": current.category.name, "reason": reason}
    _tell("reviews.reopened", current, params, by=by, at=at)
    return current


@audit.deed
def opine(dossier: Dossier, command: Act, *, by: Actor, at: datetime) -> Dossier:
    """Write the office's opinion of a file; an empty one takes back what was written.

    Refuses: `reviews.opinion_long`, `Stale`.
    """
    current = queries.dossier(by, dossier.public_id)
    access.require("opine", by)
    text = reasons.check_opinion(command.reason)
    written = audit.checked_update(
        current, command.version, opinion=text, opined_at=at if text else None
    )
    audit.record(
        "reviews.opinion.written",
        by=by,
        at=at,
        subjects=[written.subject, written.application.subject],
        said={"name": written.application.subject_name, "opinion": text},
    )
    return written


def _owed(current: Round) -> int:
    """Count the score sheets that are not signed; a round nobody reads cannot be closed."""
    done = queries.progress([current.pk])[current.pk]
    if not done.given:
        raise RuleBroken("reviews.not_assigned")
    return done.owed


def _method(current: Round) -> Method:
    return Method(
        current.seed,
        ties=tuple(current.ties),
        least_readings=current.least_readings,
        trim=current.trim,
    )


def _content(
    current: Round, files: Mapping[str, list[tuple[str, Marks]]], places: Iterable[Place]
) -> dict[str, object]:
    return {
        "round": current.public_id,
        "seed": current.seed,
        "ties": [*current.ties],
        "least_readings": current.least_readings,
        "trim": current.trim,
        "marks": evidence.marks_plain(files),
        "places": evidence.places_plain(places),
    }


def _place(
    closing: Closing,
    counted: Mapping[Dossier, list[tuple[str, Marks]]],
    places: Iterable[Place],
) -> None:
    of_file = {one.application.public_id: one for one in counted}
    totals = {one.pk: [marks.total for _code, marks in given] for one, given in counted.items()}
    Standing.objects.bulk_create(
        Standing(
            closing=closing,
            dossier=of_file[one.file],
            place=one.place,
            readings=one.readings,
            mean="" if one.mean is None else str(one.mean),
            score=one.score,
            decided_by=one.decided_by,
            tied=one.tied,
            lowest=min(totals[of_file[one.file].pk], default=None),
            highest=max(totals[of_file[one.file].pk], default=None),
        )
        for one in places
    )


def _tell(code: str, current: Round, params: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Tell the office, but not the one who did it."""
    told = accounts.recipients_in(OFFICE, beijing_day(at))
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params=params,
        link=reverse("reviews:round", args=[current.public_id]),
        at=at,
    )
