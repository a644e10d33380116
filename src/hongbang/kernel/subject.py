"""How does the ledger name the thing that a deed was done to?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A recorded thing: the room that keeps it, its kind, its public code."""

    room: str
    kind: str
    code: str

    def as_list(self) -> list[str]:
        """Return the form the ledger stores.

        >>> Subject("notices", "notice", "K3").as_list()
        ['notices', 'notice', 'K3']
        """
        return [self.room, self.kind, self.code]
