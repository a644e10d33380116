"""What must hold between the rooms at every moment, and where does it not?

Tables keep their own constraints; here stands what no single table can keep. Each check names the
things in which it fails by their public codes, and is shown to find a planted fault by a test.
"""

from __future__ import annotations

from hongbang.ops.invariants import applying, honouring, judging, keeping
from hongbang.ops.invariants.check import Check

CHECKS: tuple[Check, ...] = (*keeping.CHECKS, *applying.CHECKS, *judging.CHECKS, *honouring.CHECKS)
