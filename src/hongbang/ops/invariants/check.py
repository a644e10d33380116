"""What is a check?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Find = Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold: its name, what it says, and where it fails."""

    name: str
    says: str
    find: Find


def check(find: Find) -> Check:
    """Return the check that a function makes: its name and the line that it says of itself.

    >>> def all_is_well() -> Iterator[str]:
    ...     '''Nothing is wrong.'''
    ...     yield from ()
    >>> check(all_is_well).name
    'all_is_well'
    """
    told = (find.__doc__ or "").strip().partition("\n")[0]
    return Check(find.__name__, told, find)
