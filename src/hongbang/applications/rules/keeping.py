"""How are answers kept as text, and what stands for a submitted revision?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken

BYTES_MAX = 600_000


def as_text(answers: Mapping[str, Any]) -> str:
    """Return answers as the canonical text they are kept in.

    >>> as_text({"b": ["二"], "a": True})
    '{"a":true,"b":["二"]}'

    Refuses: `applications.not_plain`, `applications.too_large`.
    """
    try:
        written = canonical_json(dict(answers))
    except (TypeError, ValueError, RecursionError):
        raise RuleBroken("applications.not_plain") from None
    if len(written) > BYTES_MAX:
        raise RuleBroken("applications.too_large", {"most": BYTES_MAX // 1000})
    return written.decode()


def from_text(text: str) -> dict[str, Any]:
    """Return the answers that a text holds; nothing was answered where there is none.

    >>> from_text('{"a":true}'), from_text("")
    ({'a': True}, {})
    """
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def digest(
    application: str,
    place: int,
    sheet: Mapping[str, Any],
    answers: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]],
    *,
    survey: Mapping[str, Any] | None = None,
) -> str:
    """Return what stands for a submitted revision in the ledger and on its receipt.

    `sheet` names the form: code, number and digest; `survey` is the frozen result of the customer
    survey, where there is one. A changed answer, form, finding or result changes it.

    >>> digest("A1", 1, {"code": "form", "number": 1}, {"a": "1"}, [])[:8]
    'e8a0b862'
    """
    return sha256_hex(
        canonical_json(
            {
                "application": application,
                "place": place,
                "sheet": dict(sheet),
                "answers": dict(answers),
                "findings": [dict(one) for one in findings],
                **({"survey": dict(survey)} if survey else {}),
            }
        )
    )


def own_files(
    answers: Mapping[str, Any], fields: Sequence[str], kept: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return answers whose files are this application's own, told as they are kept.

    What a page sends of a file is only its code and caption; a code that is not among `kept`
    (by code: name, kind, size) is left out, so that no form can point at another's file.

    >>> kept = {"F1": {"name": "照.jpg", "kind": "jpg", "size": "9"}}
    >>> sent = [{"file": "F1", "name": "x", "caption": "正面"}, {"file": "F2"}]
    >>> own_files({"photo": sent}, ["photo"], kept)["photo"]
    [{'file': 'F1', 'name': '照.jpg', 'kind': 'jpg', 'size': '9', 'caption': '正面'}]
    """
    found = dict(answers)
    for key in fields:
        parts = found.pop(key, None)
        own = [_own(part, kept) for part in parts] if isinstance(parts, list) else []
        if any(own):
            found[key] = [one for one in own if one]
    return found


def _own(part: object, kept: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    code = part.get("file") if isinstance(part, Mapping) else None
    if not isinstance(part, Mapping) or not isinstance(code, str) or code not in kept:
        return {}
    caption = part.get("caption", "")
    told = {"file": code, **kept[code]}
    return told | ({"caption": caption} if isinstance(caption, str) and caption else {})
