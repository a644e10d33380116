"""How are a person's words taken out of the ledger while the chain stands?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hongbang.audit import access, queries
from hongbang.audit.models import Disclosure, Entry
from hongbang.audit.operations.deeds import deed
from hongbang.audit.operations.recording import record
from hongbang.audit.rules.chain import ERASED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.subject import Subject


@deed
def erase(
    what: Subject | Iterable[int],
    *,
    names: Iterable[str] = (),
    reason: str,
    by: Actor,
    at: datetime,
) -> Entry:
    """Remove the words kept beside entries: all entries about a subject, or these sequences.

    `names` narrows it to some words ("name", "address"). Values and salts go for good; the
    commitments stay, so that the chain is sound and tells nothing.

    Refuses: `audit.auditor_only`, `audit.no_reason`, `audit.nothing_to_erase`.
    """
    access.require("erase", by)
    if not reason.strip():
        raise RuleBroken("audit.no_reason")
    meant = queries.about(what) if isinstance(what, Subject) else sorted(set(what))
    words = Disclosure.objects.filter(sequence__in=meant)
    if names := list(names):
        words = words.filter(name__in=names)
    hit = sorted(set(words.values_list("sequence", flat=True)))
    if not hit:
        raise RuleBroken("audit.nothing_to_erase")
    count, _ = words.delete()
    entries = [Subject("audit", "entry", str(sequence)) for sequence in hit]
    return record(
        ERASED,
        by=by,
        at=at,
        subjects=[*([what] if isinstance(what, Subject) else []), *entries],
        said={"reason": reason.strip(), "count": count, "names": sorted(names)},
    )
