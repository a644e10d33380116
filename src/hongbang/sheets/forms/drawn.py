"""What do the templates draw: questions, their inputs, and what was found beside each?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from hongbang.sheets.rules.shape import Field


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, beside its input."""

    id: str
    label: str
    words: str
    is_warning: bool


@dataclass(slots=True)
class Choice:
    """One answer to choose, with its words."""

    id: str
    value: str
    words: str
    is_chosen: bool


@dataclass(slots=True)
class Row:
    """One row of a table: its cells drawn in one piece, as there may be hundreds."""

    place: str
    number: int
    cells: SafeString
    drop_label: str


@dataclass(slots=True)
class Part:
    """One input of an answer in parts."""

    label: str
    id: str
    control: SafeString
    told: Sequence[Told]
    hint: str = ""


@dataclass(slots=True)
class Question:
    """A question as the templates draw it."""

    one: Field
    id: str
    label: str
    help: str
    unit: str
    told: Sequence[Told]
    described_by: str
    template: str
    control: SafeString | str = ""
    value: Any = None
    worked_out: str = ""
    limit: int = 0
    parts: dict[str, Part] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    upload: tuple[BoundField, BoundField] | None = None
    can_add: bool = False
    anchors: list[tuple[str, str]] = field(default_factory=list)
    ends: tuple[str, str] | None = None
    signer: str = ""

    @property
    def is_wrong(self) -> bool:
        """Say whether something blocks here."""
        return any(not told.is_warning for told in self.told)


class UploadForm(forms.Form):
    """A file of a sheet, drawn by the files room's own component."""

    use_required_attribute = False

    def __init__(self, key: str, label: str, hint: str) -> None:
        super().__init__(auto_id="a-%s")
        self.names = (f"{key}.new", f"{key}.new.upload")
        self.fields[self.names[0]] = forms.FileField(label=label, required=False, help_text=hint)
        self.fields[self.names[1]] = forms.CharField(required=False, widget=forms.HiddenInput)

    def pair(self) -> tuple[BoundField, BoundField]:
        """Return the file's field and the one that takes the code of an upload in parts."""
        return self[self.names[0]], self[self.names[1]]
