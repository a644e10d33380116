"""What stands in the ledger, and how far is it anchored?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from hongbang.audit import access
from hongbang.audit.models import Disclosure, Entry, LastDeed
from hongbang.audit.rules import verify_ledger
from hongbang.audit.rules.anchors import Anchor
from hongbang.audit.rules.chain import START, Head, moment_text
from hongbang.audit.rules.verify_ledger import FIELDS, Finding, Record, Verdict
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import end_of, start_of
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.subject import Subject

PAGE = 50
REFUSED = "audit.deed.refused"
_TAIL = 16 * 1024


# --- the head and the anchors
def head() -> Head:
    """Return the last sequence and its digests."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "sha256", "sm3").first()
    return Head(*last) if last else START


def anchors_path() -> Path:
    """Return where the anchors lie, outside the database."""
    return Path(settings.HONGBANG_VAR) / "anchors" / "anchors.jsonl"


def last_anchors(count: int) -> list[Anchor]:
    """Return the newest anchors, newest first; reads the end of the file only."""
    try:
        with anchors_path().open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")[1 if size > _TAIL else 0 : -1]
    except FileNotFoundError:
        return []
    return [Anchor(**json.loads(line)) for line in reversed(lines[-count:])]


def last_anchor() -> Anchor | None:
    """Return the newest anchor, where there is one."""
    return next(iter(last_anchors(1)), None)


def last_deed(subject: Subject) -> LastDeed | None:
    """Return the last deed done to a subject."""
    return LastDeed.objects.filter(room=subject.room, kind=subject.kind, code=subject.code).first()


def about(subject: Subject) -> list[int]:
    """List the sequences of all entries about a subject."""
    held = _holding(Entry.objects.all(), subject.code).values_list("sequence", "subjects")
    return [sequence for sequence, subjects in held if subject.as_list() in subjects]


def about_any(subjects: Iterable[Subject]) -> set[int]:
    """Return the sequences of entries about any of these subjects that still have words."""
    found = {sequence for subject in subjects for sequence in about(subject)}
    return _worded(Disclosure.objects.filter(sequence__in=found))


def told_from(actor: str) -> set[int]:
    """Return the sequences of what somebody did that still say from which address."""
    done = Entry.objects.filter(actor=actor).values("sequence")
    return _worded(Disclosure.objects.filter(name="address", sequence__in=done))


def saying(words: Iterable[str]) -> set[int]:
    """Return the sequences of entries whose words hold one of these."""
    held = Q(pk__in=[])
    for word in filter(None, words):
        held |= Q(value__contains=word)
    return _worded(Disclosure.objects.filter(held))


def _worded(words: QuerySet[Disclosure]) -> set[int]:
    return set(words.values_list("sequence", flat=True))


# --- the viewer
@dataclass(frozen=True, slots=True)
class Filters:
    """What the auditor asked to see; empty means everything."""

    verb: str = ""
    room: str = ""
    seat: str = ""
    actor: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    refused: bool = False
    before: int | None = None
    after: int | None = None

    @property
    def everywhere(self) -> Filters:
        """Return the same without the page."""
        return replace(self, before=None, after=None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of entries, newest first, and where the pages beside it begin."""

    entries: tuple[Entry, ...]
    newer: int | None
    older: int | None


def chosen(by: Actor, filters: Filters) -> QuerySet[Entry]:
    """Return the entries that `by` may see and asked for, newest first.

    Refuses: `audit.auditor_only`.
    """
    access.require("view", by)
    found = access.visible_to(by, Entry.objects.all()).filter(_asked(filters))
    if filters.subject:
        found = _holding(found, filters.subject)
    return found.order_by("-sequence")


def entries(by: Actor, filters: Filters) -> Page:
    """Return one page of the ledger, found by sequence: as fast at the end as at the start.

    Refuses: `audit.auditor_only`.
    """
    found = chosen(by, filters)
    if filters.after is not None:
        rows = list(found.filter(sequence__gt=filters.after).order_by("sequence")[: PAGE + 1])
        has_newer, has_older = len(rows) > PAGE, True
        rows = rows[:PAGE][::-1]
    else:
        if filters.before is not None:
            found = found.filter(sequence__lt=filters.before)
        rows = list(found[: PAGE + 1])
        has_newer, has_older = filters.before is not None, len(rows) > PAGE
        rows = rows[:PAGE]
    return Page(
        tuple(rows),
        newer=rows[0].sequence if rows and has_newer else None,
        older=rows[-1].sequence if rows and has_older else None,
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """One entry, the words kept beside it, its neighbours, and whether they fit."""

    entry: Entry
    words: Mapping[str, str]
    erased: tuple[str, ...]
    previous: int | None
    following: int | None
    finding: Finding | None


def entry(by: Actor, sequence: int) -> Sight:
    """Return one entry with its neighbours, checked.

    Refuses: `audit.auditor_only`, `audit.entry_missing`.
    """
    access.require("view", by)
    around = {
        one.sequence: one
        for one in access.visible_to(by, Entry.objects.all()).filter(
            sequence__gte=sequence - 1, sequence__lte=sequence + 1
        )
    }
    if sequence not in around:
        raise NotFound("audit.entry_missing", {"sequence": sequence})
    shown, before, after = around[sequence], around.get(sequence - 1), around.get(sequence + 1)
    kept = list(Disclosure.objects.filter(sequence=sequence).order_by("name"))
    verdict = verify_ledger.examine(
        [record_of(one) for one in (shown, after) if one is not None],
        disclosures=[{name: getattr(word, name) for name in FIELDS["disclosure"]} for word in kept],
        start=(sequence - 1, before.sha256, before.sm3) if before else verify_ledger.FRESH,
    )
    words = {word.name: word.value for word in kept}
    return Sight(
        shown,
        words,
        erased=tuple(name for name in sorted(shown.commitments) if name not in words),
        previous=before.sequence if before else None,
        following=after.sequence if after else None,
        finding=verdict.problem,
    )


def _asked(filters: Filters) -> Q:
    asked = Q()
    for field in ("verb", "actor"):
        if value := getattr(filters, field):
            asked &= Q(**{field: value})
    if filters.seat:  # a role alone stands for the seats of that role everywhere
        asked &= Q(seat=filters.seat) | Q(seat__startswith=f"{filters.seat}@")
    if filters.room:
        asked &= Q(verb__startswith=f"{filters.room}.")
    if filters.since:
        asked &= Q(at__gte=start_of(filters.since))
    if filters.until:
        asked &= Q(at__lt=end_of(filters.until))
    return asked & Q(verb=REFUSED) if filters.refused else asked


def _holding(found: QuerySet[Entry], code: str) -> QuerySet[Entry]:
    """Keep the entries whose subjects end in this code; both engines can read them as text."""
    return found.annotate(named=Cast("subjects", TextField())).filter(
        named__contains=json.dumps(code) + "]"
    )


# --- the whole ledger, as the checker reads it
def record_of(one: Entry) -> Record:
    """Return an entry as the export writes it and the checker reads it."""
    return _plain({name: getattr(one, name) for name in FIELDS["entry"]})


def records(kind: str) -> Iterator[Record]:
    """Stream all entries, disclosures or last deeds, in the order of their sequence."""
    model, order = {
        "entry": (Entry, ("sequence",)),
        "disclosure": (Disclosure, ("sequence", "name")),
        "last_deed": (LastDeed, ("sequence", "room", "kind", "code")),
    }[kind]
    rows: QuerySet[Any, Any] = model._default_manager.order_by(*order)  # noqa: SLF001 - any model's manager
    for row in rows.values(*FIELDS[kind]).iterator(2000):
        yield _plain(row)


def _plain(row: dict[str, Any]) -> Record:
    moment = row.get("at")
    return {**row, "at": moment_text(moment)} if isinstance(moment, datetime) else row


@contextmanager
def one_view() -> Iterator[None]:
    """Read everything as of one moment, without holding up those who write.

    Within another view, or within a deed, it is that moment.
    """
    connection.ensure_connection()
    if connection.in_atomic_block or getattr(connection.connection, "in_transaction", False):
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def examine(anchors: Iterable[Record] | None = None) -> Verdict:
    """Check the whole live ledger against the anchors, by default those in our own file."""
    with one_view():
        return verify_ledger.examine(
            records("entry"),
            own_anchors() if anchors is None else anchors,
            records("disclosure"),
            records("last_deed"),
        )


def own_anchors() -> Iterator[Record]:
    """Stream the anchors in our own file."""
    try:
        with anchors_path().open("rb") as file:
            yield from verify_ledger.anchors_in(file)
    except FileNotFoundError:
        return
