"""Was this form sent before? The same key and body get the same answer, never a second deed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hongbang.audit.models import Once
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken

KEPT = timedelta(days=30)
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def once(key: str, action: str, body: object, *, by: Actor, at: datetime) -> str:
    """Return the earlier result of the same form, or "" for a first sending; inside a deed.

    `body` is what was sent, as plain values. A twin that arrives at the same moment waits
    until the first is committed, then gets its result.

    Refuses: `audit.once_missing`, `audit.once_differs`, `audit.once_unsettled`.
    """
    if _KEY.fullmatch(key) is None:
        raise RuleBroken("audit.once_missing")
    sent = Once(
        key=key, actor=by.person, action=action, request_digest=_digest(body), result="", at=at
    )
    Once.objects.bulk_create([sent], ignore_conflicts=True)
    kept = Once.objects.get(key=key, actor=by.person, action=action)
    if kept.code == sent.code:
        return ""
    if kept.request_digest != sent.request_digest:
        raise RuleBroken("audit.once_differs")
    if not kept.result:
        raise RuleBroken("audit.once_unsettled")
    return kept.result


def settle(key: str, action: str, result: str, *, by: Actor) -> None:
    """Keep the result of a first sending, in the same deed."""
    if not result:
        message = "a form settles on a result"
        raise ValueError(message)
    kept = Once.objects.filter(key=key, actor=by.person, action=action, result="")
    if kept.update(result=result) != 1:
        message = f"{action} settles a form that it never asked for"
        raise LookupError(message)


def forget_once(at: datetime) -> int:
    """Forget forms sent long ago; returns how many."""
    return Once.objects.filter(at__lt=at - KEPT).delete()[0]


def _digest(body: object) -> str:
    return sha256_hex(canonical_json(body))
