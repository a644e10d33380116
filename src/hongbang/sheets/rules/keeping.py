"""May these plain values be kept as a sheet, however unfinished, and what is it called?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.shape import KEY_MAX, SHEETS

BYTES_MAX = 600_000
TITLE_MAX = 80
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def check_code(code: str) -> None:
    """Refuse a code that files and addresses could not carry.

    >>> check_code("team_application")

    Refuses: `sheets.code_odd`.
    """
    if not _CODE.fullmatch(code) or len(code) > KEY_MAX:
        raise RuleBroken("sheets.code_odd", {"code": code[:KEY_MAX]})


def kept(content: Mapping[str, Any]) -> bytes:
    """Return the canonical bytes of a definition that may be kept: unfinished, but plain.

    Worked example: a fraction that two languages print differently is never kept.

    >>> kept({"kind": "survey", "title": {"zh": "表"}}).decode()
    '{"kind":"survey","title":{"zh":"表"}}'

    Refuses: `sheets.no_kind`, `sheets.not_plain`, `sheets.too_large`.
    """
    if content.get("kind") not in SHEETS:
        raise RuleBroken("sheets.no_kind", {"of": ", ".join(SHEETS)})
    try:
        written = canonical_json(content)
    except (TypeError, ValueError, RecursionError):
        raise RuleBroken("sheets.not_plain") from None
    _refuse_unkept(content)
    if len(written) > BYTES_MAX:
        raise RuleBroken("sheets.too_large", {"most": BYTES_MAX // 1000})
    return written


def digest(content: Mapping[str, Any]) -> str:
    """Return what stands for a definition, in the ledger and in answers.

    >>> digest({"kind": "survey"})[:8]
    'dba32c47'
    """
    return sha256_hex(canonical_json(content))


def title_of(content: Mapping[str, Any], language: str) -> str:
    """Return the title as far as there is one.

    >>> title_of({"title": {"zh": " 申报表 "}}, "zh"), title_of({}, "zh")
    ('申报表', '')
    """
    title = content.get("title")
    said = title.get(language, "") if isinstance(title, Mapping) else ""
    return said.strip()[:TITLE_MAX] if isinstance(said, str) else ""


def _refuse_unkept(value: Any) -> None:
    """Refuse what a database or TOML could not hold: nothing at all, and texts with a NUL."""
    if value is None or (isinstance(value, str) and "\x00" in value):
        raise RuleBroken("sheets.not_plain")
    if isinstance(value, Mapping):
        for key, one in value.items():
            _refuse_unkept(key)
            _refuse_unkept(one)
    if isinstance(value, list | tuple):
        for one in value:
            _refuse_unkept(one)
