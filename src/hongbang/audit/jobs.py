"""What does the ledger do by itself because time passed?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.audit import queries
from hongbang.audit.rules.anchors import is_time


def run(at: datetime) -> int:
    """Anchor the head once an hour, forget old form keys; returns how many things were done."""
    anchored = is_time(queries.last_anchor(), at) and audit.anchor(at) is not None
    return int(anchored) + audit.forget_once(at)
