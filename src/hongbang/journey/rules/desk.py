"""In which order does a desk show what is owed?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do: what and why, the way in, until when, since when.

    What only tells of others' deeds is `aside`: it lies below whatever is to be done.
    """

    title: str
    why: str
    link: str
    action: str
    due_on: date | None = None
    since: date | None = None
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing somebody else has: what, who has it, since when."""

    title: str
    holder: str
    link: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is late, what is still to come, and what is waited for."""

    late: tuple[Card, ...]
    coming: tuple[Card, ...]
    waits: tuple[Wait, ...]

    @property
    def count(self) -> int:
        """Count what is owed."""
        return len(self.late) + len(self.coming)


def lay_out(cards: Iterable[Card], waits: Iterable[Wait], today: date) -> Desk:
    """Put the overdue first, then by day; what has no day comes last, longest waiting first.

    >>> monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    >>> desk = lay_out([Card("b", "", "", "", friday), Card("a", "", "", "", monday)], [], friday)
    >>> [card.title for card in desk.late], [card.title for card in desk.coming]
    (['a'], ['b'])
    >>> told = [Card("a", "", "", "", is_aside=True), Card("b", "", "", "")]
    >>> [card.title for card in lay_out(told, [], friday).coming]
    ['b', 'a']
    """
    ordered = sorted(cards, key=_place)
    late = tuple(card for card in ordered if card.due_on and card.due_on < today)
    return Desk(late, tuple(card for card in ordered if card not in late), tuple(waits))


def _place(card: Card) -> tuple[date, bool, date, str]:
    return (card.due_on or date.max, card.is_aside, card.since or date.max, card.title)
