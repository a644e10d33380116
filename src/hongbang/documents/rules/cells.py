"""Which text could a spreadsheet take for a formula, and how is it made harmless?"""

from __future__ import annotations

import re
import unicodedata

_LEAD_IN = re.compile(r"^[=+\-@|%]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet program runs it.

    Each line is judged after width folding and trimming, since full-width signs and
    leading blanks are folded by spreadsheets too (reliability S07).

    >>> harmless("=1+1")
    "'=1+1"
    >>> harmless("＝cmd")
    "'＝cmd"
    >>> harmless("满意")
    '满意'
    """
    lines = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(f"'{line}" if _is_live(line) else line for line in lines)


def _is_live(line: str) -> bool:
    folded = unicodedata.normalize("NFKC", line).strip()
    return bool(_LEAD_IN.match(folded))
