"""Which sheets do tests begin with? Told by operations."""

from __future__ import annotations

from typing import Any

from tests.cast import moment
from tests.sheets.samples import question, sheet

from hongbang.kernel.actor import Actor
from hongbang.sheets import operations as sheets
from hongbang.sheets.models import Sheet
from hongbang.sheets.rules.commands import Act, DraftSheet


def drafted(by: Actor, code: str = "team_form", content: dict[str, Any] | None = None) -> Sheet:
    """Tell of a sheet that was begun."""
    plain = content or sheet(question("team_name", "text", "班组名称", required=True))
    return sheets.draft(DraftSheet(code, plain), by=by, at=moment())


def published(by: Actor, code: str = "team_form", content: dict[str, Any] | None = None) -> Sheet:
    """Tell of a sheet that was begun and published."""
    begun = drafted(by, code, content)
    return sheets.publish(begun, Act(begun.version), by=by, at=moment("2026-11-10 11:00"))


def discarded(by: Actor, code: str = "team_form") -> Sheet:
    """Tell of a draft that was laid aside."""
    begun = drafted(by, code)
    return sheets.discard(begun, Act(begun.version), by=by, at=moment("2026-11-10 12:00"))


def renewed(by: Actor, code: str = "team_form") -> Sheet:
    """Tell of a published sheet whose next version is being written."""
    first = published(by, code)
    return sheets.new_version(first, by=by, at=moment("2026-11-10 13:00"))
