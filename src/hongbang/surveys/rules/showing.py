"""How much of a result may be shown, to whom, and how is it kept?

Few answers could be traced to those who gave them, and say little: product.md section 5, 14.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.surveys.rules.measuring import Interval, Measured, PerQuestion

HIDDEN_BELOW = 5
ENOUGH_FROM = 10
HIDDEN, FEW, ENOUGH = "hidden", "few", "enough"
Plain = dict[str, Any]


def strength(valid: int) -> str:
    """Say how much so many valid answers carry: nothing, too little, enough.

    >>> [strength(count) for count in (4, 5, 9, 10)]
    ['hidden', 'few', 'few', 'enough']
    """
    if valid < HIDDEN_BELOW:
        return HIDDEN
    return FEW if valid < ENOUGH_FROM else ENOUGH


def is_shown(valid: int, *, to_office: bool) -> bool:
    """Say whether the figures are shown: to the office from five on, to all concerned from ten.

    >>> is_shown(7, to_office=True), is_shown(7, to_office=False), is_shown(4, to_office=True)
    (True, False, False)
    """
    found = strength(valid)
    return found == ENOUGH or (found == FEW and to_office)


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it is kept and frozen: how many were invited, and what the answers add up to."""

    issued: int
    measured: Measured

    @property
    def strength(self) -> str:
        """Say how much the answers carry."""
        return strength(self.measured.valid)


def as_plain(result: Result) -> Plain:
    """Write a result as plain values, decimals as text.

    Below five valid answers only the counts are written, so that nothing else can ever be read;
    nor is the mean of a question that fewer than five have rated.
    """
    told = result.measured
    plain: Plain = {"issued": result.issued, "given": told.given, "valid": told.valid}
    if result.strength == HIDDEN:
        return plain
    return plain | {
        "index": _text(told.index),
        "index_interval": _texts(told.index_interval),
        "satisfied": told.satisfied,
        "rated": told.rated,
        "share": _text(told.share),
        "share_interval": _texts(told.share_interval),
        "promoters": told.promoters,
        "detractors": told.detractors,
        "asked": told.asked,
        "nps": _text(told.nps),
        "pressed": told.pressed,
        "questions": [
            {"key": one.key, "count": one.count, "mean": str(one.mean)}
            for one in told.questions
            if one.count >= HIDDEN_BELOW
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Result:
    """Read a result; what was not written is not there."""
    return Result(
        plain["issued"],
        Measured(
            given=plain["given"],
            valid=plain["valid"],
            index=_decimal(plain.get("index")),
            index_interval=_pair(plain.get("index_interval")),
            satisfied=plain.get("satisfied", 0),
            rated=plain.get("rated", 0),
            share=_decimal(plain.get("share")),
            share_interval=_pair(plain.get("share_interval")),
            promoters=plain.get("promoters", 0),
            detractors=plain.get("detractors", 0),
            asked=plain.get("asked", 0),
            nps=_decimal(plain.get("nps")),
            pressed=plain.get("pressed", 0),
            questions=tuple(
                PerQuestion(one["key"], one["count"], Decimal(one["mean"]))
                for one in plain.get("questions", ())
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Frozen:
    """What an application keeps of a survey: which, how it was asked and counted, the result."""

    survey: str
    sheet: str
    counting: Mapping[str, Any]
    result: Result

    @property
    def digest(self) -> str:
        """Return the digest over all of it."""
        return sha256_hex(
            canonical_json(
                {
                    "survey": self.survey,
                    "sheet": self.sheet,
                    "counting": dict(self.counting),
                    "result": as_plain(self.result),
                }
            )
        )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _texts(pair: Interval | None) -> list[str]:
    return [str(one) for one in pair or ()]


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _pair(texts: list[str] | None) -> Interval | None:
    return (Decimal(texts[0]), Decimal(texts[1])) if texts else None
