"""When does a reason or an opinion say enough?"""

from __future__ import annotations

from hongbang.kernel.refusal import RuleBroken

REASON_LEAST, REASON_MOST = 4, 500
OPINION_MOST = 1000


def check_reason(reason: str) -> str:
    """Return a reason without blanks around it; refuse one that others could not follow.

    >>> check_reason(" 误签，漏看附件 ")
    '误签，漏看附件'

    Refuses: `reviews.no_reason`.
    """
    said = reason.strip()
    if not REASON_LEAST <= len(said) <= REASON_MOST:
        raise RuleBroken("reviews.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
    return said


def check_opinion(text: str) -> str:
    """Return an opinion without blanks around it; an empty one takes it back.

    >>> check_opinion("  服务数据扎实。 "), check_opinion("  ")
    ('服务数据扎实。', '')

    Refuses: `reviews.opinion_long`.
    """
    said = text.strip()
    if len(said) > OPINION_MOST:
        raise RuleBroken("reviews.opinion_long", {"most": OPINION_MOST})
    return said
