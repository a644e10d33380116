"""What can be asked of the operations on notices?

Commands stand below forms and operations, which do not know each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from hongbang.files.rules.incoming import Held
from hongbang.notices.rules.publishing import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """A new text, with the key of the form it came from."""

    text: Text
    key: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed text, and the version it was changed from."""

    text: Text
    version: int


@dataclass(frozen=True, slots=True)
class Attach:
    """A file to go with a notice, under a title, with the key of the form it came from."""

    title: str
    upload: Held
    version: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """An annex to take out, or to put back."""

    annex: str
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """A move on the public wall: the version looked at, and the reason where one is due."""

    version: int
    reason: str = ""
