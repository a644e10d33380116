"""Which bytes does an entry stand for, and how is it tied to the one before?

The checker (`verify_ledger.py`) spells the same rules a second time, alone and from the
standard library only; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hongbang.audit.rules.verify_ledger import ERASED, GENESIS, QUIET_ROOM, sm3_hex
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.subject import Subject

__all__ = ["ERASED", "GENESIS", "START", "Deed", "Head", "commitment", "follow", "moment_text"]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger stands: the last sequence and its two digests."""

    sequence: int
    sha256: str
    sm3: str


START = Head(0, GENESIS, GENESIS)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry says, before it has its place in the chain."""

    at: datetime
    actor: str
    seat: str
    on_behalf_of: str
    verb: str
    subjects: Sequence[Subject]
    commitments: Mapping[str, str]
    request: str


def moment_text(moment: datetime) -> str:
    """Write a moment as the ledger does: UTC, microseconds, Z.

    >>> moment_text(datetime(2026, 11, 10, 16, 0, tzinfo=UTC))
    '2026-11-10T16:00:00.000000Z'
    """
    if moment.tzinfo is None:
        message = "the ledger takes no moment without a time zone"
        raise ValueError(message)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content(deed: Deed, after: Head) -> bytes:
    """Return the canonical bytes of the entry that follows `after`."""
    return canonical_json(
        {
            "sequence": after.sequence + 1,
            "at": moment_text(deed.at),
            "actor": deed.actor,
            "seat": deed.seat,
            "on_behalf_of": deed.on_behalf_of,
            "verb": deed.verb,
            "subjects": [subject.as_list() for subject in deed.subjects],
            "commitments": dict(deed.commitments),
            "request": deed.request,
            "previous_sha256": after.sha256,
            "previous_sm3": after.sm3,
        }
    )


def follow(deed: Deed, after: Head) -> Head:
    """Return the head of the chain once `deed` follows `after`.

    >>> deed = Deed(datetime(2026, 1, 1, tzinfo=UTC), "P1", "auditor", "", "a.b.c", (), {}, "")
    >>> follow(deed, START).sequence
    1
    >>> follow(deed, START) == follow(deed, START)
    True
    """
    written = content(deed, after)
    return Head(after.sequence + 1, sha256_hex(written), sm3_hex(written))


def commitment(name: str, value: str, salt: str) -> str:
    """Bind a value without showing it: the salt keeps short values from being guessed.

    >>> commitment("name", "城南区总工会", "00" * 16)[:15]
    'sha256:03e8f105'
    """
    return "sha256:" + sha256_hex(canonical_json([name, salt, value]))


def moves_last_deed(verb: str) -> bool:
    """Say whether a verb changes where its subjects stand; the ledger's own do not.

    >>> moves_last_deed("notices.notice.published"), moves_last_deed("audit.deed.refused")
    (True, False)
    """
    return not verb.startswith(QUIET_ROOM)
