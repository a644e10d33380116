"""How is a file scored, signed, opened again, and its evidence looked at?"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications.queries import Evidence
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.outbox import operations as outbox
from hongbang.reviews import access, queries
from hongbang.reviews.models import ScoreSheet
from hongbang.reviews.rules import evidence, keeping, reasons
from hongbang.reviews.rules.commands import Act, Save
from hongbang.reviews.rules.lifecycle import SHEET, check_open
from hongbang.reviews.rules.scoring import final
from hongbang.sheets import queries as sheets


@audit.deed
@audit.unrecorded("autosave")
def save(sheet: ScoreSheet, command: Save, *, by: Actor, at: datetime) -> ScoreSheet:
    """Keep the marks at work; nothing counts before it is signed.

    Refuses: `reviews.sheet.no_such_move`, `reviews.round_closed`, `reviews.not_plain`,
    `reviews.too_large`, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("score", by, current)
    check_open(current.dossier.round.state)
    state = SHEET.after(current.state, "draft")
    text = keeping.as_text(command.answers)
    if (text, state, command.version) == (current.answers, current.state, current.version):
        return current
    return audit.checked_update(current, command.version, state=state, answers=text, changed_at=at)


@audit.deed
def sign(sheet: ScoreSheet, command: Act, *, by: Actor, at: datetime) -> ScoreSheet:
    """Sign a score sheet: from now on it counts, and only the office can open it again.

    The office is told when the last one of a round is signed.

    Refuses: `reviews.sheet.no_such_move`, `reviews.round_closed`, `reviews.sheet_unfinished`,
    `reviews.nothing_to_score`, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("sign", by, current)
    opened = current.dossier.round
    check_open(opened.state)
    state = SHEET.after(current.state, "sign")
    found = final(sheets.definition(opened.sheet), current.typed)
    signed = audit.checked_update(
        current,
        command.version,
        state=state,
        total=found.total,
        sections={key: evidence.plain(points) for key, points in found.sections.items()},
        signed_at=at,
        changed_at=at,
    )
    audit.record(
        "reviews.sheet.signed",
        by=by,
        at=at,
        subjects=[signed.subject, current.dossier.subject],
        said={
            "expert": current.member.code,
            "number": current.dossier.number,
            "total": evidence.plain(found.total),
            "digest": keeping.digest(opened.sheet.code, opened.sheet.number, current.answers),
        },
    )
    if not queries.progress([opened.pk])[opened.pk].owed:
        outbox.post(
            "reviews.all_signed",
            to=accounts.recipients_in(OFFICE, beijing_day(at)),
            params={"category": opened.category.name},
            link=reverse("reviews:round", args=[opened.public_id]),
            at=at,
        )
    return signed


@audit.deed
def unlock(sheet: ScoreSheet, command: Act, *, by: Actor, at: datetime) -> ScoreSheet:
    """Open a signed score sheet again, with a reason; the marks stay, the expert is told.

    Refuses: `reviews.sheet.no_such_move`, `reviews.round_closed`, `reviews.no_reason`, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("unlock", by, current)
    check_open(current.dossier.round.state)
    state = SHEET.after(current.state, "unlock")
    reason = reasons.check_reason(command.reason)
    before = evidence.plain(current.total) if current.total is not None else ""
    opened = audit.checked_update(
        current,
        command.version,
        state=state,
        total=None,
        sections={},
        signed_at=None,
        changed_at=at,
    )
    audit.record(
        "reviews.sheet.unlocked",
        by=by,
        at=at,
        subjects=[opened.subject, current.dossier.subject],
        said={
            "expert": current.member.code,
            "number": current.dossier.number,
            "total": before,
            "reason": reason,
        },
    )
    outbox.post(
        "reviews.unlocked",
        to=[accounts.recipient(current.member.seat.person)],
        params={"number": str(current.dossier.number), "reason": reason},
        link=reverse("reviews:score", args=[current.public_id]),
        at=at,
    )
    return opened


@audit.deed
def open_evidence(sheet: ScoreSheet, code: str, *, by: Actor, at: datetime) -> Evidence:
    """Let an expert look at a file of the revision it reads, and record that it did.

    Refuses: `reviews.no_evidence`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("evidence", by, current)
    found = queries.evidence_for(current, code)
    audit.record(
        "reviews.evidence.opened",
        by=by,
        at=at,
        subjects=[current.subject, found.subject, found.file.subject],
        said={"expert": current.member.code, "number": current.dossier.number},
    )
    return found
