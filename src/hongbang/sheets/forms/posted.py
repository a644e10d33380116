"""What do the inputs of a sheet say as plain answers? The way in.

Inputs are named by the answer's place: `headcount`, `on_time.numerator`, `roster.0.name`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from hongbang.sheets.rules.reading import OPINION, RATIO, is_empty
from hongbang.sheets.rules.shape import ROWS_MAX, Definition, Field

Files = MultiValueDict[str, UploadedFile]
YES, NO = "yes", "no"
_NUMERIC = frozenset({"whole", "decimal", "score"})
KEPT = ("file", "name", "kind", "size")


def answers(definition: Definition, data: QueryDict, files: Files | None = None) -> dict[str, Any]:
    """Return what was typed as plain answers; what is empty is left out.

    A file that comes along is told by its name, kind and size; keeping it is the caller's.
    """
    found: dict[str, Any] = {}
    for one in definition.fields():
        if one.kind == "file":
            raw: Any = [*_kept_files(one.key, data), *_new_files(one.key, data, files)]
        else:
            raw = _READ.get(one.kind, _single)(one, one.key, data)
        if not is_empty(raw):
            found[one.key] = raw
    return found


def _single(one: Field, name: str, data: QueryDict) -> Any:
    """Read one input; flags and numbers are told from text by their kind."""
    text = data.get(name, "")
    if one.kind == "yes_no":
        return {YES: True, NO: False}.get(text, "")
    if one.kind in _NUMERIC:
        return number(text)
    return text.replace("\r\n", "\n") if one.kind == "long_text" else text.strip()


def number(text: str) -> str:
    """Fold width, blanks and thousands out of a typed number."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if sign not in ", \u3000").strip()


def _nothing(_one: Field, _name: str, _data: QueryDict) -> Any:
    return ""


def _choices(_one: Field, name: str, data: QueryDict) -> list[str]:
    return [value for value in data.getlist(name) if value]


def _table(one: Field, name: str, data: QueryDict) -> list[dict[str, Any]]:
    rows = []
    for place in range(row_count(data, name)):
        cells = {
            column.key: _single(column, f"{name}.{place}.{column.key}", data)
            for column in one.columns
        }
        row = {key: value for key, value in cells.items() if not is_empty(value)}
        if row and f"{name}.{place}" != data.get("drop"):
            rows.append(row)
    return rows


def row_count(data: QueryDict, name: str) -> int:
    """Return how many rows the page showed."""
    shown = data.get(f"{name}.rows", "0")
    return min(int(shown), ROWS_MAX) if shown.isascii() and shown.isdigit() else 0


def _ratio(_one: Field, name: str, data: QueryDict) -> dict[str, str]:
    parts = {part: data.get(f"{name}.{part}", "").strip() for part in RATIO}
    for part in ("numerator", "denominator"):
        parts[part] = number(parts[part])
    return {part: text for part, text in parts.items() if text}


def _opinion(_one: Field, name: str, data: QueryDict) -> dict[str, Any]:
    texts = {part: data.get(f"{name}.{part}", "").strip() for part in OPINION[:4]}
    parts: dict[str, Any] = {part: text for part, text in texts.items() if text}
    return parts | ({"sealed": True} if data.get(f"{name}.sealed") == YES else {})


def _kept_files(name: str, data: QueryDict) -> list[dict[str, str]]:
    """Return the files that were there before and are not taken out."""
    kept = []
    for place in range(row_count(data, name)):
        parts = {part: data.get(f"{name}.{place}.{part}", "") for part in (*KEPT, "caption")}
        if data.get(f"{name}.{place}.gone") != YES:
            kept.append({part: text for part, text in parts.items() if text})
    return kept


def _new_files(name: str, data: QueryDict, files: Files | None) -> list[dict[str, str]]:
    upload = files.get(f"{name}.new") if files else None
    if upload is None:
        return []
    caption = data.get(f"{name}.new.caption", "").strip()
    kind = (upload.name or "").rpartition(".")[2].lower().replace("jpeg", "jpg")
    told = {"name": upload.name or "", "kind": kind, "size": str(upload.size or 0)}
    return [told | ({"caption": caption} if caption else {})]


_READ: Mapping[str, Callable[[Field, str, QueryDict], Any]] = {
    "choices": _choices,
    "table": _table,
    "ratio": _ratio,
    "opinion": _opinion,
    "computed": _nothing,
}
