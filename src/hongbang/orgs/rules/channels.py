"""In which kind of area does which channel have an organ?"""

from __future__ import annotations

from enum import StrEnum

from hongbang.kernel.refusal import RuleBroken


class Channel(StrEnum):
    """The four lines through which candidates are recommended."""

    UNION = "union"
    LEAGUE = "league"
    WOMEN = "women"
    QUALITY = "quality"


class AreaKind(StrEnum):
    """What an organ looks after: a place, a branch of the city's economy, or a group."""

    DISTRICT = "district"
    BUREAU_INDUSTRY = "bureau_industry"
    BUREAU_COMPANY = "bureau_company"
    INDUSTRY = "industry"
    GROUP = "group"
    CITY_COMMITTEE = "city_committee"


ORGANS: dict[AreaKind, tuple[Channel, ...]] = {
    AreaKind.DISTRICT: (Channel.UNION, Channel.LEAGUE, Channel.WOMEN, Channel.QUALITY),
    AreaKind.BUREAU_INDUSTRY: (Channel.UNION,),
    AreaKind.BUREAU_COMPANY: (Channel.LEAGUE,),
    AreaKind.INDUSTRY: (Channel.QUALITY,),
    AreaKind.GROUP: (Channel.QUALITY,),
    AreaKind.CITY_COMMITTEE: (Channel.QUALITY,),
}


def channels_in(kind: str) -> tuple[Channel, ...]:
    """Return the channels that have an organ in such an area (the addressees of the notice).

    >>> [str(channel) for channel in channels_in("bureau_industry")]
    ['union']
    """
    return ORGANS[AreaKind(kind)]


def check_organ(channel: str, kind: str) -> None:
    """Refuse an organ that the notice does not know.

    >>> check_organ("women", "district")

    Refuses: `orgs.no_such_organ`.
    """
    if channel not in channels_in(kind):
        raise RuleBroken("orgs.no_such_organ")
