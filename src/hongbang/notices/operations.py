"""What can be done with notices? The only writer of this room."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.documents import operations as documents
from hongbang.documents.models import Batch
from hongbang.files import operations as files
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.kernel.richtext import clean, paragraphs
from hongbang.kernel.search import search_text
from hongbang.notices import access, queries
from hongbang.notices.models import Annex, Notice, Revision
from hongbang.notices.rules import publishing
from hongbang.notices.rules.commands import Act, Attach, Draft, Drop, Edit, Papers
from hongbang.notices.rules.lifecycle import EDITABLE, NOTICE
from hongbang.notices.rules.publishing import Text
from hongbang.orgs import queries as orgs
from hongbang.outbox import operations as outbox

TITLE_MAX = 120
TOLD = (Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.HOST_APPROVER, Role.AUDITOR)


@audit.deed
def draft(command: Draft, *, by: Actor, at: datetime) -> Notice:
    """Begin a notice.

    Refuses: `notices.not_yours`, `notices.auditor_reads`, `notices.no_office`.
    """
    issuer = orgs.office()
    access.require("draft", by)
    text = _cleaned(command.text)
    if issuer is None:
        raise RuleBroken("notices.no_office")
    earlier = audit.once(command.key, "notices.draft", asdict(text), by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    drafted = Notice.objects.create(
        **asdict(text), issuer=issuer, changed_at=at, search_text=_search_text(text)
    )
    audit.settle(command.key, "notices.draft", drafted.public_id, by=by)
    audit.record(
        "notices.notice.drafted",
        by=by,
        at=at,
        subjects=[drafted.subject],
        said={"title": drafted.title},
    )
    return drafted


@audit.deed
def edit(notice: Notice, command: Edit, *, by: Actor, at: datetime) -> Notice:
    """Change the text at work; a public text stays as it is until it is corrected.

    Refuses: `notices.not_editable`, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("edit", by, current)
    _refuse_closed(current)
    text = _cleaned(command.text)
    edited = audit.checked_update(
        current,
        command.version,
        **asdict(text),
        changed_at=at,
        search_text=_search_text(text),
    )
    _mark_ahead(edited)
    audit.record(
        "notices.notice.edited",
        by=by,
        at=at,
        subjects=[edited.subject],
        said={"title": text.title, "body": text.body_html},
    )
    return edited


@audit.deed
def attach(notice: Notice, command: Attach, *, by: Actor, at: datetime) -> Annex:
    """Put a file to a notice; it becomes public with the next text.

    The same form sent twice puts it once. A file with personal numbers in it may lie with the
    text at work; `publish` and `correct` refuse it.

    Refuses: `notices.not_editable`, `Stale`, and what `files.store` refuses.
    """
    current = queries.get(by, notice.public_id)
    access.require("attach", by, current)
    _refuse_closed(current)
    earlier = _attached_before(current, command, by, at)
    if earlier:
        return queries.annex(by, current, earlier)
    file = files.store(command.upload, by=by, at=at)
    audit.checked_update(current, command.version, changed_at=at)
    attached = Annex.objects.create(
        notice=current,
        file=file,
        title=(command.title.strip() or file.name.rpartition(".")[0] or file.name)[:TITLE_MAX],
        position=current.annexes.count() + 1,
    )
    _mark_ahead(current)
    if command.key is not None:
        audit.settle(command.key, "notices.attach", attached.public_id, by=by)
    audit.record(
        "notices.annex.attached",
        by=by,
        at=at,
        subjects=[current.subject, attached.subject, file.subject],
        said={"title": attached.title},
    )
    return attached


@audit.deed
def drop(notice: Notice, command: Drop, *, by: Actor, at: datetime) -> Annex:
    """Take an annex out; a public one stays with the texts it belonged to.

    Refuses: `notices.not_editable`, `notices.annex_missing`, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("drop", by, current)
    _refuse_closed(current)
    annex = queries.annex(by, current, command.annex)
    audit.checked_update(current, command.version, changed_at=at)
    Annex.objects.filter(pk=annex.pk).update(is_dropped=True)
    _mark_ahead(current)
    audit.record(
        "notices.annex.dropped",
        by=by,
        at=at,
        subjects=[current.subject, annex.subject],
        said={"title": annex.title},
    )
    return annex


@audit.deed
def restore(notice: Notice, command: Drop, *, by: Actor, at: datetime) -> Annex:
    """Put an annex back that was taken out, before the next text is public.

    Refuses: `notices.not_editable`, `notices.annex_missing`, `notices.annex_stands`, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("restore", by, current)
    _refuse_closed(current)
    annex = queries.annex(by, current, command.annex)
    if not annex.is_dropped or annex.until_revision is not None:
        raise RuleBroken("notices.annex_stands", {"title": annex.title})
    audit.checked_update(current, command.version, changed_at=at)
    Annex.objects.filter(pk=annex.pk).update(is_dropped=False)
    _mark_ahead(current)
    audit.record(
        "notices.annex.restored",
        by=by,
        at=at,
        subjects=[current.subject, annex.subject],
        said={"title": annex.title},
    )
    return annex


@audit.deed
def publish(notice: Notice, command: Act, *, by: Actor, at: datetime) -> Revision:
    """Put a draft on the public wall, and anchor the ledger.

    Refuses: `notices.no_such_move`, what `publishing.check_ready` refuses, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("publish", by, current)
    state = NOTICE.after(current.state, "publish")
    publishing.check_ready(queries.text_of(current), queries.enclosed(current))
    revision = _make_public(current, command.version, state, "", by=by, at=at)
    audit.record(
        "notices.notice.published",
        by=by,
        at=at,
        subjects=[current.subject, revision.subject],
        said={"title": revision.title, "body": revision.body_html},
        anchor=True,
    )
    _tell("notices.published", current, {"title": revision.title}, by, at)
    return revision


@audit.deed
def correct(notice: Notice, command: Act, *, by: Actor, at: datetime) -> Revision:
    """Make the text at work the public one; the earlier text and the reason stay visible.

    Refuses: `notices.no_such_move`, what `publishing.check_correction` refuses, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("correct", by, current)
    state = NOTICE.after(current.state, "correct")
    reason = command.reason.strip()
    publishing.check_correction(
        queries.text_of(queries.revision(current, current.revision)),
        queries.text_of(current),
        reason,
        annexes_changed=current.annexes.filter(queries.PENDING_ANNEX).exists(),
        annexes=queries.enclosed(current),
    )
    revision = _make_public(current, command.version, state, reason, by=by, at=at)
    audit.record(
        "notices.notice.corrected",
        by=by,
        at=at,
        subjects=[current.subject, revision.subject],
        said={"title": revision.title, "body": revision.body_html, "reason": reason},
        anchor=True,
    )
    _tell("notices.corrected", current, {"title": revision.title, "reason": reason}, by, at)
    return revision


@audit.deed
def withdraw(notice: Notice, command: Act, *, by: Actor, at: datetime) -> Notice:
    """Take a public notice back; it stays readable, marked as withdrawn with the reason.

    Refuses: `notices.no_such_move`, `notices.no_reason`, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("withdraw", by, current)
    state = NOTICE.after(current.state, "withdraw")
    publishing.check_reason(command.reason)
    reason = command.reason.strip()
    withdrawn = audit.checked_update(
        current,
        command.version,
        state=state,
        withdrawn_at=max(at, current.published_at or at),  # the clock may step back
        withdrawn_reason=reason,
        changed_at=at,
    )
    audit.record(
        "notices.notice.withdrawn",
        by=by,
        at=at,
        subjects=[withdrawn.subject],
        said={"reason": reason},
        anchor=True,
    )
    _tell(
        "notices.withdrawn", withdrawn, {"title": withdrawn.public_title, "reason": reason}, by, at
    )
    return withdrawn


@audit.deed
def discard(notice: Notice, command: Act, *, by: Actor, at: datetime) -> Notice:
    """Lay a draft aside for good.

    Refuses: `notices.no_such_move`, `Stale`.
    """
    current = queries.get(by, notice.public_id)
    access.require("discard", by, current)
    state = NOTICE.after(current.state, "discard")
    discarded = audit.checked_update(current, command.version, state=state, changed_at=at)
    audit.record(
        "notices.notice.discarded",
        by=by,
        at=at,
        subjects=[discarded.subject],
        said={"title": discarded.title},
    )
    return discarded


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the worklist leaves the house, and how it was filtered.

    Refuses: `notices.not_yours`.
    """
    access.require("work", by)
    audit.record("notices.worklist.exported", by=by, at=at, subjects=[], said={"filters": filters})


@audit.deed
def print_papers(papers: Papers, *, by: Actor, at: datetime) -> Batch:
    """Have the public texts of the worklist made into one PDF, as long work.

    Refuses: `notices.not_yours`, `documents.nothing`, `documents.too_many`.
    """
    access.require("work", by)
    asked = documents.ask(papers.title, papers.contents, by=by, at=at)
    audit.record(
        "notices.papers.asked",
        by=by,
        at=at,
        subjects=[asked.subject],
        said={"filters": papers.filters, "count": str(len(papers.contents))},
    )
    return asked


def _attached_before(notice: Notice, command: Attach, by: Actor, at: datetime) -> str:
    """Return the annex that this very form has put before, or nothing."""
    if command.key is None:
        return ""
    sent = command.upload.sent or command.upload.sha256
    body = {"notice": notice.public_id, "title": command.title, "sha256": sent}
    return audit.once(command.key, "notices.attach", body, by=by, at=at)


def _make_public(
    notice: Notice, version: int, state: str, reason: str, *, by: Actor, at: datetime
) -> Revision:
    """Write the text at work as the next public text, with its annexes."""
    place = notice.revision + 1
    text = queries.text_of(notice)
    audit.checked_update(
        notice,
        version,
        state=state,
        revision=place,
        published_at=notice.published_at or at,
        changed_at=at,
        public_title=text.title,
        public_kind=text.kind,
        is_ahead=False,
        public_search_text=_search_text(text),
    )
    revision = Revision.objects.create(
        notice=notice,
        place=place,
        reason=reason,
        published_at=at,
        published_by=by.person,
        **asdict(text),
    )
    annexes = Annex.objects.filter(notice=notice)
    annexes.filter(
        is_dropped=True, from_revision__isnull=False, until_revision__isnull=True
    ).update(until_revision=place)
    annexes.filter(is_dropped=False, from_revision__isnull=True).update(from_revision=place)
    return revision


def _mark_ahead(notice: Notice) -> None:
    """Keep whether the text at work differs from the one made public."""
    is_ahead = bool(notice.revision) and queries.has_unpublished_changes(notice)
    Notice.objects.filter(pk=notice.pk).update(is_ahead=is_ahead)


def _tell(code: str, notice: Notice, params: dict[str, str], by: Actor, at: datetime) -> None:
    """Tell those concerned, but not the one who did it."""
    told = accounts.recipients_in(TOLD, beijing_day(at))
    outbox.post(
        code,
        to=[one for one in told if one.person != by.person],
        params=params,
        link=reverse("notices:show", args=[notice.public_id]),
        at=at,
    )


def _cleaned(text: Text) -> Text:
    return Text(
        text.kind,
        text.title.strip(),
        text.number.strip(),
        text.author.strip(),
        clean(text.body_html),
        text.edition,
    )


def _search_text(text: Text) -> str:
    body = " ".join(paragraphs(text.body_html))
    return search_text(text.title, text.number, text.author, body)


def _refuse_closed(notice: Notice) -> None:
    if notice.state not in EDITABLE:
        raise IllegalMove("notices.not_editable", {"state": notice.state})
