"""When are the organs' joint opinions complete, and do they carry an application?

Notice article N12: the organs review jointly. Which organs are waited for and how many may be
against is the edition's to say, in its chapter `quotas`; the defaults are in ADR 0020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hongbang.kernel.number import share
from hongbang.kernel.refusal import RuleBroken

AGREE, DISAGREE, ABSTAIN = "agree", "disagree", "abstain"
STANDS = (AGREE, DISAGREE, ABSTAIN)
EVERY_ORGAN, OWNER = "every_organ", "owner"
WORDS_LEAST, WORDS_MOST = 4, 500


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom is waited, and which share of the organs asked may be against."""

    waits_for: str = EVERY_ORGAN
    most_against: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Joint:
    """How the opinions of the organs that were asked stand together."""

    agree: int
    disagree: int
    abstain: int
    silent: int
    owner: str
    is_complete: bool
    passes: bool

    @property
    def asked(self) -> int:
        """Count the organs that were asked."""
        return self.agree + self.disagree + self.abstain + self.silent

    @property
    def given(self) -> int:
        """Count the organs that have spoken."""
        return self.asked - self.silent


def rule_of(chapter: Mapping[str, Any]) -> Rule:
    """Return the rule that an edition's chapter of quotas holds, the default where it is silent.

    >>> rule_of({"most_against": "0.25"})
    Rule(waits_for='every_organ', most_against=Fraction(1, 4))
    """
    given = chapter.get("most_against")
    most = Fraction(given) if isinstance(given, str) else Rule().most_against
    return Rule(str(chapter.get("opinions_from") or EVERY_ORGAN), most)


def judge(owner: str, said: Mapping[str, str], rule: Rule, *, is_over: bool) -> Joint:
    """Judge the opinions: `said` holds what each organ asked says, "" where it is silent.

    Complete: everybody waited for has spoken, or the stage is over. Carried: the owning organ
    agrees, and those against are not more than the share of all who were asked.

    Worked example: of four organs two agree, one is against, one is silent. Before the end of the
    stage it is carried but not complete; after the end it is both.

    >>> said = {"union": "agree", "women": "agree", "league": "disagree", "quality": ""}
    >>> found = judge("union", said, Rule(), is_over=False)
    >>> found.is_complete, found.passes, found.silent
    (False, True, 1)
    >>> judge("union", said, Rule(), is_over=True).is_complete
    True
    """
    stands = [*said.values()]
    counts = {stand: stands.count(stand) for stand in STANDS}
    silent, own = stands.count(""), said.get(owner, "")
    has_spoken = own != "" if rule.waits_for == OWNER else silent == 0
    against = share(counts[DISAGREE], len(stands))
    return Joint(
        counts[AGREE],
        counts[DISAGREE],
        counts[ABSTAIN],
        silent,
        own,
        is_complete=has_spoken or is_over,
        passes=own == AGREE and against <= rule.most_against,
    )


def check_opinion(stand: str, words: str) -> None:
    """Refuse an opinion that others could not understand.

    >>> check_opinion("disagree", "")
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: recommendations.opinion_words

    Refuses: `recommendations.opinion_unknown`, `recommendations.opinion_words`.
    """
    if stand not in STANDS:
        raise RuleBroken("recommendations.opinion_unknown")
    least = 0 if stand == AGREE else WORDS_LEAST
    if not least <= len(words.strip()) <= WORDS_MOST:
        raise RuleBroken(
            "recommendations.opinion_words", {"least": WORDS_LEAST, "most": WORDS_MOST}
        )


def check_may_put_forward(joint: Joint) -> None:
    """Refuse to recommend what the opinions so far do not carry.

    Refuses: `recommendations.own_opinion_first`, `recommendations.opposed`.
    """
    if joint.owner != AGREE:
        raise RuleBroken("recommendations.own_opinion_first")
    if not joint.passes:
        raise RuleBroken(
            "recommendations.opposed", {"against": joint.disagree, "asked": joint.asked}
        )
