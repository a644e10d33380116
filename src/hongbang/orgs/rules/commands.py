"""What can be asked of the operations on bodies, teams and nominees? Plain values only.

Other rows are named by their public codes. A command that creates has the `key` of the form it
came from, "" where no form sent it; one that changes has the `version` that was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a body says of itself: names, code, nature and how it is reached."""

    name: str
    name_en: str = ""
    uscc: str = ""
    uscc_reason: str = ""
    nature: str = ""
    address: str = ""
    address_en: str = ""
    postcode: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class AddOrganisation:
    """A body to register: what it is, where it stands, how it is reached."""

    kind: str
    name: str
    name_en: str = ""
    address: str = ""
    address_en: str = ""
    postcode: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    host_rank: int | None = None
    channel: str = ""
    area: str = ""
    parent: str = ""
    uscc: str = ""
    uscc_reason: str = ""
    nature: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnit(Words):
    """A unit to register below the organ that it chose, in its district."""

    area: str
    organ: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOrganisation(Words):
    """A body's changed words; a new name wants a reason, and the day it holds from."""

    version: int
    reason: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A body's new place: area, superior body and, for an organ, channel."""

    version: int
    reason: str
    area: str = ""
    parent: str = ""
    channel: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Which open body takes this one over, and why."""

    version: int
    into: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A body, team or nominee to close or reopen, with the reason."""

    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArea:
    """An area to keep: a district has its code of GB/T 2260."""

    kind: str
    name: str
    code: str = ""
    name_en: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditArea:
    """An area's changed names."""

    name: str
    name_en: str = ""
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTeam:
    """A team of a unit."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTeam:
    """A team's changed name."""

    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNominee:
    """Somebody of a unit, perhaps of one of its teams."""

    name: str
    team: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditNominee:
    """A nominee's changed name or team."""

    name: str
    team: str = ""
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadSheet:
    """A workbook's rows as they were read: (row number, cells by column), and where they stood.

    `heads` gives each column its letter and its heading, for whoever looks for a fault.
    """

    name: str
    sha256: str
    rows: tuple[tuple[int, dict[str, str]], ...]
    heads: dict[str, tuple[str, str]]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What makes a body findable, worked out before the deed because pinyin is slow."""

    sound: str
    search_text: str
