"""How are marks at work kept as text?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken

BYTES_MAX = 100_000


def as_text(answers: Mapping[str, Any]) -> str:
    """Return marks as the canonical text they are kept in.

    >>> as_text({"care": "9", "index": "12.5"})
    '{"care":"9","index":"12.5"}'

    Refuses: `reviews.not_plain`, `reviews.too_large`.
    """
    try:
        written = canonical_json(dict(answers))
    except (TypeError, ValueError, RecursionError):
        raise RuleBroken("reviews.not_plain") from None
    if len(written) > BYTES_MAX:
        raise RuleBroken("reviews.too_large", {"most": BYTES_MAX // 1000})
    return written.decode()


def digest(sheet: str, number: int, text: str) -> str:
    """Return what stands for signed marks in the ledger: which sheet, and every answer.

    >>> digest("team_score", 1, '{"index":"12.5"}')[:8]
    'f20f2d77'
    """
    return sha256_hex(canonical_json({"sheet": sheet, "number": number, "answers": text}))
