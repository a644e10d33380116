"""How does a deed become an entry of the ledger?"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction

from hongbang.audit import access, queries
from hongbang.audit.models import Disclosure, Entry, LastDeed, Recorded
from hongbang.audit.operations.anchoring import anchor_after_commit
from hongbang.audit.rules import chain
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import canonical_json
from hongbang.kernel.subject import Subject

LEDGER_LOCK = 0x484F4E474C454447  # "HONGLEDG"
SALT_BYTES = 16
_VERB = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def lock_ledger() -> None:
    """Let one writer in at a time, until the transaction ends.

    SQLite does so by BEGIN IMMEDIATE; PostgreSQL by an advisory lock, which the same
    transaction may take again.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


def record(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subjects: Iterable[Recorded | Subject],
    said: Mapping[str, object] | None = None,
    anchor: bool = False,
) -> Entry:
    """Write one entry, in the deed's own transaction: the fifth beat.

    `said` holds names, values and the reason: the entry commits to them, the words
    themselves lie in the erasable side table. `anchor` writes the head outside the
    database once the deed has been committed.

    Writes at most five statements, whatever the number of words, for up to 140 subjects.
    """
    if not connection.in_atomic_block:
        message = f"{verb} must be recorded in the transaction of its deed"
        raise transaction.TransactionManagementError(message)
    words = _salted({"address": by.address, **(said or {})})
    told = chain.Deed(
        at=at,
        actor=by.person,
        seat=by.seat,
        on_behalf_of=by.on_behalf_of,
        verb=_well_formed(_VERB, verb),
        subjects=_named(subjects),
        commitments={name: chain.commitment(name, *word) for name, word in words.items()},
        request=by.request,
    )
    lock_ledger()
    entry = _append(told)
    Disclosure.objects.bulk_create(
        Disclosure(sequence=entry.sequence, name=name, value=value, salt=salt)
        for name, (value, salt) in words.items()
    )
    if chain.moves_last_deed(verb):
        _keep_last_deeds(told.subjects, entry)
    if anchor:
        anchor_after_commit(at)
    return entry


def _append(told: chain.Deed) -> Entry:
    before = queries.head()
    after = chain.follow(told, before)
    entry = Entry(
        sequence=after.sequence,
        at=told.at,
        actor=told.actor,
        seat=told.seat,
        on_behalf_of=told.on_behalf_of,
        verb=told.verb,
        subjects=[subject.as_list() for subject in told.subjects],
        commitments=dict(told.commitments),
        request=told.request,
        previous_sha256=before.sha256,
        previous_sm3=before.sm3,
        sha256=after.sha256,
        sm3=after.sm3,
    )
    entry.save(force_insert=True)
    return entry


def _keep_last_deeds(subjects: Iterable[Subject], entry: Entry) -> None:
    LastDeed.objects.bulk_create(
        [
            LastDeed(
                room=subject.room,
                kind=subject.kind,
                code=subject.code,
                verb=entry.verb,
                at=entry.at,
                seat=entry.seat,
                sequence=entry.sequence,
            )
            for subject in subjects
        ],
        update_conflicts=True,
        unique_fields=["room", "kind", "code"],
        update_fields=["verb", "at", "seat", "sequence"],
    )


def _named(subjects: Iterable[Recorded | Subject]) -> list[Subject]:
    named = (one if isinstance(one, Subject) else one.subject for one in subjects)
    return list(dict.fromkeys(named))


def _salted(said: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Give each word its text and its salt; an empty address is no word."""
    return {
        _well_formed(_NAME, name): (_text(value), secrets.token_hex(SALT_BYTES))
        for name, value in said.items()
        if name != "address" or value
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else canonical_json(value).decode()


def _well_formed(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        message = f"{text!r} is no name for the ledger"
        raise ValueError(message)
    return text


def note_export(form: str, filters: str, *, by: Actor, at: datetime) -> Entry:
    """Record that a copy of the ledger was taken, as `form`, filtered by `filters`.

    Refuses: `audit.auditor_only`.
    """
    with transaction.atomic():
        access.require("export", by)
        said = {"form": form, "filters": filters}
        return record("audit.ledger.exported", by=by, at=at, subjects=[], said=said)


def rebuild_last_deeds() -> int:
    """Work the last deeds out anew from the entries; returns how many there are.

    Nothing is recorded: the table holds nothing that the entries do not say.
    """
    with transaction.atomic():
        lock_ledger()
        LastDeed.objects.all().delete()
        latest: dict[Subject, Entry] = {}
        for entry in Entry.objects.order_by("sequence").iterator(2000):
            if chain.moves_last_deed(entry.verb):
                latest |= {Subject(*subject): entry for subject in entry.subjects}
        rows = (
            LastDeed(
                room=subject.room,
                kind=subject.kind,
                code=subject.code,
                verb=entry.verb,
                at=entry.at,
                seat=entry.seat,
                sequence=entry.sequence,
            )
            for subject, entry in latest.items()
        )
        return len(LastDeed.objects.bulk_create(rows, batch_size=150))
