"""What is an anchor, and is one due?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from hongbang.audit.rules.chain import START, Head, moment_text
from hongbang.kernel.canon import canonical_json

EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the ledger at a moment, as one line of the anchors file."""

    sequence: int
    at: str
    sha256: str
    sm3: str

    def line(self) -> bytes:
        """Write the line."""
        return canonical_json(asdict(self)) + b"\n"

    @property
    def moment(self) -> datetime:
        """Return the moment it was written."""
        return datetime.fromisoformat(self.at)


def due(head: Head, last: Anchor | None, at: datetime) -> Anchor | None:
    """Return the anchor to write, or nothing where the head is anchored already.

    Raises `ValueError` where the ledger contradicts its last anchor: then an older copy was
    put back or the ledger written anew, and a new anchor would only cover it up.
    """
    if last is None:
        last = Anchor(0, "", START.sha256, START.sm3)
    is_same = (last.sha256, last.sm3) == (head.sha256, head.sm3)
    if last.sequence > head.sequence or (last.sequence == head.sequence and not is_same):
        message = f"the ledger contradicts the anchor at entry {last.sequence}"
        raise ValueError(message)
    return None if is_same else Anchor(head.sequence, moment_text(at), head.sha256, head.sm3)


def is_time(last: Anchor | None, at: datetime) -> bool:
    """Say whether an hour has passed since the last anchor.

    >>> is_time(None, datetime.fromisoformat("2026-01-01T00:00:00Z"))
    True
    """
    return last is None or at - last.moment >= EVERY
