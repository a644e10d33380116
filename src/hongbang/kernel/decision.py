"""May this be done, and if not, why not?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Allowed:
    """A yes; there is nothing to explain."""

    ok: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Refused:
    """A no that carries its reason as a code; `texts.py` turns it into a sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    ok: ClassVar[bool] = False


Decision = Allowed | Refused

ALLOWED = Allowed()
