"""What does an application keep of its customer survey, so that later answers change nothing?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hongbang.surveys.rules.showing import Frozen, Result, as_plain, from_plain, is_shown


@dataclass(frozen=True, slots=True)
class FrozenSurvey:
    """The result of a survey as it was frozen: of which, when, with the survey's own digest."""

    survey: str
    digest: str
    as_of: datetime
    result: Result

    def is_shown(self, *, to_office: bool) -> bool:
        """Say whether its figures may be shown: few answers could be traced."""
        return is_shown(self.result.measured.valid, to_office=to_office)


def as_kept(frozen: Frozen, at: datetime) -> dict[str, Any]:
    """Write a frozen result as the revision keeps it.

    The digest is the survey's, over how it was asked and counted too.
    """
    return {
        "survey": frozen.survey,
        "sheet": frozen.sheet,
        "digest": frozen.digest,
        "as_of": at.isoformat(),
        "result": as_plain(frozen.result),
    }


def from_kept(kept: Mapping[str, Any]) -> FrozenSurvey | None:
    """Read what a revision keeps; None where it keeps nothing.

    >>> from_kept({}) is None
    True
    """
    if not kept:
        return None
    return FrozenSurvey(
        kept["survey"],
        kept["digest"],
        datetime.fromisoformat(kept["as_of"]),
        from_plain(kept["result"]),
    )
