"""What is handed over when a file comes in?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incoming:
    """An upload: the name it was given, its size, its bytes in blocks."""

    name: str
    size: int
    blocks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Held:
    """An upload that lies durably in the house, checked, but is not kept yet."""

    name: str
    kind: str
    size: int
    sha256: str
    place: str
