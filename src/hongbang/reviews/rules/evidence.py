"""What is kept of an assignment and of a standing, so that anybody can work both out again?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.reviews.rules.assignment import Assignment, Pair, assign
from hongbang.reviews.rules.conflicts import Conflict
from hongbang.reviews.rules.standing import Marks, Place


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an assignment hangs on. `barred` holds the reasons; `kept` was given before."""

    files: tuple[str, ...]
    experts: tuple[str, ...]
    readings: int
    seed: str
    barred: Mapping[Pair, tuple[Conflict, ...]]
    kept: tuple[Pair, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the inputs as canonical evidence."""
        return {
            "files": sorted(self.files),
            "experts": sorted(self.experts),
            "readings": self.readings,
            "seed": self.seed,
            "barred": [
                [*pair, sorted({one.code for one in reasons})]
                for pair, reasons in sorted(self.barred.items())
            ],
            "kept": sorted([*pair] for pair in self.kept),
        }

    @property
    def digest(self) -> str:
        """Return what stands for these inputs in the ledger."""
        return digest(self.plain())

    def assigned(self) -> Assignment:
        """Return who reads what.

        >>> inputs = Inputs(("A-1",), ("x", "y"), 1, "2016", {("A-1", "x"): ()})
        >>> inputs.assigned().pairs, inputs.digest[:8]
        ((('A-1', 'y'),), '89a14bef')
        """
        return assign(
            self.files,
            self.experts,
            self.readings,
            barred=frozenset(self.barred),
            seed=self.seed,
            kept=self.kept,
        )


def outcome(found: Assignment) -> dict[str, Any]:
    """Return an assignment as evidence."""
    return {
        "pairs": [[*pair] for pair in found.pairs],
        "loads": dict(found.loads),
        "shortfalls": [[one.file, one.missing, one.barred] for one in found.shortfalls],
        "bound": [*found.bound],
    }


def marks_plain(files: Mapping[str, Sequence[tuple[str, Marks]]]) -> dict[str, Any]:
    """Return the signed marks of each file, by the code of the expert."""
    return {
        file: {
            code: {
                "total": plain(marks.total),
                "sections": {key: plain(points) for key, points in sorted(marks.sections.items())},
            }
            for code, marks in sorted(given, key=lambda one: one[0])
        }
        for file, given in files.items()
    }


def places_plain(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Return a standing as evidence, in its order."""
    return [
        {
            "file": one.file,
            "place": one.place,
            "readings": one.readings,
            "mean": None if one.mean is None else str(one.mean),
            "score": None if one.score is None else str(one.score),
            "decided_by": one.decided_by,
            "tied": one.tied,
        }
        for one in places
    ]


def digest(content: Any) -> str:
    """Return the digest of plain evidence."""
    return sha256_hex(canonical_json(content))


def plain(points: Decimal) -> str:
    """Write points without idle noughts, the same however they were kept.

    >>> plain(Decimal("87.500000")), plain(Decimal("90")), plain(Decimal("0.000"))
    ('87.5', '90', '0')
    """
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(text: str) -> Fraction | None:
    """Read a mean back as it was kept.

    >>> exact("511/6"), exact("")
    (Fraction(511, 6), None)
    """
    return Fraction(text) if text else None
