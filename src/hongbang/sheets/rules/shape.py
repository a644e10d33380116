"""What is a sheet made of: sections, fields of each kind, options, checks?

One table, `OF_KIND`, says which keys a field of each kind may have; reading, writing and finding
faults all go by it. The fields asked for are those of domain.md sections 3.3 to 3.6 and 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

SHEETS = ("application", "scoring", "survey", "return", "inspection")
LISTS = (
    *("districts", "industries", "organs", "channels", "categories", "conditions"),
    *("units", "teams", "nominees", "panels"),
)
PATTERNS = ("name", "mobile", "phone", "email", "postcode", "uscc")
FILES = ("pdf", "docx", "xlsx", "jpg", "png")
BLOCK, WARN = "block", "warn"

KEY_MAX = 40
SECTIONS_MAX, FIELDS_MAX, COLUMNS_MAX, OPTIONS_MAX = 40, 200, 16, 400
CHECKS_MAX, ROWS_MAX, TEXT_MAX = 100, 300, 20_000


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen: what is kept, and what is read."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Anchor:
    """What so many points stand for, so that experts mean the same."""

    at: Decimal
    words: Words


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that holds of the answers, and what is said where it does not."""

    key: str
    test: str
    say: Words
    severity: str = BLOCK
    at: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question. Which of the keys below it may have is said by its kind, in `OF_KIND`."""

    key: str
    kind: str
    label: Words
    help: Words | None = None
    required: bool = False
    show_if: str = ""
    origin: str = ""
    pattern: str = ""
    min: int = 0
    max: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    places: int = 2
    unit: Words | None = None
    earliest: str = ""
    latest: str = ""
    must_agree: bool = False
    options: tuple[Option, ...] = ()
    options_from: str = ""
    columns: tuple[Field, ...] = ()
    min_rows: int = 0
    max_rows: int = 0
    checks: tuple[Check, ...] = ()
    numerator: Words | None = None
    denominator: Words | None = None
    kinds: tuple[str, ...] = ()
    max_mb: int = 20
    max_count: int = 1
    captions: bool = False
    signer: Words | None = None
    seal: bool = False
    low: int = 0
    high: int = 0
    low_label: Words | None = None
    high_label: Words | None = None
    not_applicable: Words | None = None
    points: int = 0
    step: Decimal = Decimal("0.5")
    anchors: tuple[Anchor, ...] = ()
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together, under a heading."""

    key: str
    title: Words
    help: Words | None = None
    show_if: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole sheet."""

    kind: str
    title: Words
    help: Words | None = None
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()

    def fields(self) -> Iterator[Field]:
        """Give every field in the order of the sheet."""
        for section in self.sections:
            yield from section.fields


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect of a source: where it stands, a code, and what its sentence needs."""

    place: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


ANY = ("key", "kind", "label", "help", "required", "show_if", "origin")
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("pattern", "min", "max"),
    "long_text": ("min", "max"),
    "whole": ("least", "most", "unit"),
    "decimal": ("least", "most", "places", "unit"),
    "date": ("earliest", "latest"),
    "month": ("earliest", "latest"),
    "yes_no": ("must_agree",),
    "choice": ("options", "options_from"),
    "choices": ("options", "options_from", "min", "max"),
    "table": ("columns", "min_rows", "max_rows", "checks"),
    "ratio": ("numerator", "denominator", "least", "most", "places"),
    "file": ("kinds", "max_mb", "max_count", "captions"),
    "opinion": ("signer", "max", "seal"),
    "scale": ("options", "low", "high", "low_label", "high_label", "not_applicable"),
    "score": ("points", "step", "anchors"),
    "computed": ("formula", "places", "unit"),
}
IN_TABLE = ("text", "long_text", "whole", "decimal", "date", "month", "yes_no", "choice")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "table": ("columns",),
    "ratio": ("numerator", "denominator"),
    "opinion": ("signer",),
    "score": ("points",),
    "computed": ("formula",),
}

# How the value of each key is written; a key that stands in no row is plain text.
WORDS = frozenset(
    {
        *("label", "help", "unit", "title", "say", "words", "numerator", "denominator"),
        *("signer", "low_label", "high_label", "not_applicable"),
    }
)
FLAGS = frozenset({"required", "must_agree", "captions", "seal"})
WHOLES: Mapping[str, tuple[int, int]] = {
    "min": (0, TEXT_MAX),
    "max": (0, TEXT_MAX),
    "places": (0, 6),
    "min_rows": (0, ROWS_MAX),
    "max_rows": (0, ROWS_MAX),
    "max_mb": (1, 100),
    "max_count": (1, 50),
    "low": (0, 10),
    "high": (0, 10),
    "points": (1, 100),
}
DECIMALS = frozenset({"least", "most", "step"})
EXPRESSIONS = frozenset({"show_if", "test", "formula"})
TAKEN: Mapping[str, tuple[str, ...]] = {
    "pattern": PATTERNS,
    "options_from": LISTS,
    "severity": (BLOCK, WARN),
}
