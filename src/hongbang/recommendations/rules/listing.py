"""In which order does an organ's list stand, what stands for it, and may it be sent?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken
from hongbang.recommendations.rules.joint import Joint
from hongbang.recommendations.rules.lifecycle import DECLINED, VERDICTS


@dataclass(frozen=True, slots=True)
class Line:
    """One application on the list: which revision of it, the verdict, its place, and why."""

    recommendation: str
    application: str
    revision: str
    verdict: str
    place: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the unit may know of its application: the verdict and where it stands by now.

    There is none before the list was sent. Organs that gave opinions are not named.
    """

    verdict: str
    state: str
    organ: str
    sent_at: object
    ruled_at: object
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What must be known of an application before the list that it stands on is sent."""

    name: str
    is_current: bool
    verdict: str
    joint: Joint


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines as they are sent: recommended, reserves, not recommended; numbered anew.

    >>> rows = [Line("r1", "a1", "d1", "reserve", 1), Line("r2", "a2", "d2", "recommended", 2)]
    >>> [(one.application, one.place) for one in in_order(rows)]
    [('a2', 1), ('a1', 2)]
    """
    ordered = sorted(lines, key=_rank)
    return tuple(
        Line(
            one.recommendation,
            one.application,
            one.revision,
            one.verdict,
            0 if one.verdict == DECLINED else number,
            one.reason,
        )
        for number, one in enumerate(ordered, start=1)
    )


def _rank(one: Line) -> tuple[int, int, str]:
    """Return what a line is ordered by: what is not put forward has no place."""
    place = 0 if one.verdict == DECLINED else one.place
    return VERDICTS.index(one.verdict), place, one.recommendation


def ranked(lines: Iterable[Line], numbers: Mapping[str, int]) -> tuple[Line, ...]:
    """Return the lines in the order of the numbers given; equal numbers keep their order.

    >>> rows = [Line("r1", "a1", "", "recommended", 1), Line("r2", "a2", "", "recommended", 2)]
    >>> [one.recommendation for one in ranked(rows, {"r1": 2, "r2": 1})]
    ['r2', 'r1']
    """
    far = len(numbers) + 1
    ordered = sorted(
        in_order(lines), key=lambda one: (numbers.get(one.recommendation, far), one.place)
    )
    return in_order(
        Line(one.recommendation, one.application, one.revision, one.verdict, place, one.reason)
        for place, one in enumerate(ordered, start=1)
    )


def content(category: str, organ: str, lines: Iterable[Line]) -> str:
    """Return the canonical text of a list; codes only, so that it holds nobody's name.

    >>> content("C", "O", [Line("r", "a", "d", "reserve", 1)])
    '{"category":"C","lines":[["a","d","reserve",1,""]],"organ":"O"}'
    """
    rows = [
        [one.application, one.revision, one.verdict, one.place, one.reason]
        for one in in_order(lines)
    ]
    return canonical_json({"category": category, "organ": organ, "lines": rows}).decode()


def digest(text: str) -> str:
    """Return the digest of a list's canonical text.

    >>> digest("{}")[:8]
    '44136fa3'
    """
    return sha256_hex(text.encode())


def check_ready(found: Sequence[Candidate], undecided: int) -> None:
    """Refuse to send a list that is empty, unfinished, overtaken or not carried.

    Refuses: `recommendations.nothing_to_send`, `recommendations.undecided`,
    `recommendations.moved_on`, `recommendations.opinions_open`, `recommendations.not_carried`.
    """
    if undecided:
        raise RuleBroken("recommendations.undecided", {"count": undecided})
    if not found:
        raise RuleBroken("recommendations.nothing_to_send")
    checked = [one for one in found if one.verdict != DECLINED]
    for code, hit in (
        ("moved_on", [one for one in found if not one.is_current]),
        ("opinions_open", [one for one in checked if not one.joint.is_complete]),
        ("not_carried", [one for one in checked if not one.joint.passes]),
    ):
        if hit:
            names = "、".join(one.name for one in hit[:5])
            raise RuleBroken(f"recommendations.{code}", {"names": names, "count": len(hit)})
