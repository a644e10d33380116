"""Does an XML part of a document reach outside, or carry what could act?

ECMA-376 part 2 (relationships) and part 1 section 17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from hongbang.kernel.refusal import RuleBroken

BLOCK = 64 * 1024
KEPT_MAX = 8 * 1024 * 1024  # letters of fields and formulas
FIELDS_MAX = 200  # one in another
_PLAIN_LINK = re.compile(r"(https?://|mailto:|tel:|#|[^:/\\]*$)", re.IGNORECASE)
_ACTING = ("vbaproject", "/control", "activex", "attachedtoolbars", "customui", "macrosheet")
_EMBEDDING = ("oleobject", "/package", "afchunk")
_FIELD = re.compile(
    r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b",
    re.IGNORECASE,
)
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_FORMULA = re.compile(
    r"(^|[=+*/(,;&<>^-])\s*'?[A-Za-z_]\w*'?\s*\|\s*('[^']*'|[^'|!]*)\s*!"
    r"|\b(WEBSERVICE|CALL|REGISTER|EXEC|RTD)\s*\(",
    re.IGNORECASE,
)


class _Reader:
    """Listens to one part; `code` is why it must stay out."""

    def __init__(self) -> None:
        self.code = ""
        self.inside = ""
        self.fields: list[str] = [""]
        self.formula = ""
        self.kept = 0

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        return parser

    def doctype(self, *_: object) -> None:
        self.code = self.code or "files.entities"

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        told = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        if local == "Relationship":
            self.relationship(told)
        elif local in {"Override", "Default"}:
            self.content_type(told.get("contenttype", ""))
        elif local == "fldSimple":
            self.field(told.get("instr", ""))
        elif local == "fldChar":
            self.turn(told.get("fldchartype", ""))
        elif local in {"ddeLink", "oleLink", "ddeItem"}:
            self.code = self.code or "files.fields"
        elif local in {"oleObject", "OLEObject", "control", "altChunk"}:
            self.code = self.code or "files.embedded"
        self.inside = local if local in {"instrText", "f"} else ""

    def end(self, _tag: str) -> None:
        if self.inside == "f":
            self.judge_formula()
        self.inside = ""

    def turn(self, how: str) -> None:
        """Begin a field, which may stand in another one, or come to what it shows."""
        if how == "begin" and len(self.fields) < FIELDS_MAX:
            self.fields.append("")
        elif len(self.fields) > 1:
            self.field(self.fields.pop() if how == "end" else self.fields[-1])

    def text(self, words: str) -> None:
        if self.inside == "instrText":
            self.fields[-1] += words
        elif self.inside == "f":
            self.formula += words
        self.kept += len(words) if self.inside else 0
        if self.kept > KEPT_MAX:
            self.code = self.code or "files.packed"

    def relationship(self, told: Mapping[str, str]) -> None:
        kind, target = told.get("type", "").lower(), told.get("target", "").strip()
        is_outside = told.get("targetmode", "").lower() == "external"
        if kind.endswith("/hyperlink"):
            if is_outside and not _PLAIN_LINK.match(target):
                self.code = self.code or "files.linked"
        elif is_outside or "://" in target or target.startswith("\\\\"):
            self.code = self.code or "files.linked"
        if any(word in kind for word in _ACTING):
            self.code = self.code or "files.macros"
        if any(kind.endswith(word) for word in _EMBEDDING):
            self.code = self.code or "files.embedded"

    def content_type(self, told: str) -> None:
        lowered = told.lower()
        if any(word in lowered for word in ("macroenabled", "vbaproject", "activex")):
            self.code = self.code or "files.macros"
        if "oleobject" in lowered:
            self.code = self.code or "files.embedded"

    def field(self, words: str) -> None:
        if _FIELD.match(words) or _DDE.search(words):
            self.code = self.code or "files.fields"

    def judge_formula(self) -> None:
        if _FORMULA.search(_QUOTED.sub('""', self.formula)):
            self.code = self.code or "files.fields"
        self.formula = ""

    def finish(self) -> None:
        """Judge fields that were begun and never ended."""
        for words in self.fields:
            self.field(words)


def check(name: str, part: str, head: bytes, rest: IO[bytes]) -> None:
    """Read one XML part through to its end.

    Refuses: `files.entities`, `files.linked`, `files.macros`, `files.embedded`, `files.fields`,
    `files.broken`.
    """
    reader = _Reader()
    parser = reader.parser()
    try:
        block = head
        while block and not reader.code:
            parser.Parse(block, False)  # noqa: FBT003 - expat's own signature
            block = rest.read(BLOCK)
        if not reader.code:
            parser.Parse(b"", True)  # noqa: FBT003 - as above
    except expat.ExpatError:
        reader.code = reader.code or "files.broken"
    except (LookupError, ValueError):  # an encoding nobody has
        reader.code = reader.code or "files.broken"
    reader.finish()
    if reader.code:
        raise RuleBroken(reader.code, {"name": name})
