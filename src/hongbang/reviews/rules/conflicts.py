"""Who may not judge whom, and why?

Interested persons recuse themselves (domain.md section 5: same unit, same group, same organ,
declared relation). What is compared are the lines of bodies: a body with everything above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SAME_ORGANISATION = "reviews.same_organisation"
SAME_ORGAN = "reviews.same_organ"
DECLARED = "reviews.declared"


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who may read: where they belong, which organs they speak for, what they declared.

    `organisations` are the bodies they work for, with the groups these belong to. `declared` names
    files, bodies or persons that they are close to.
    """

    id: str
    organisations: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class File:
    """What is judged: whose it is, who recommended it, and who is named in it."""

    id: str
    organisations: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an expert may not read a file: a code, and the body, person or file it comes from."""

    code: str
    because: str


def conflicts(expert: Expert, file: File) -> tuple[Conflict, ...]:
    """Give every reason why an expert may not read a file.

    Worked example: she works for the group that the applying unit belongs to.

    >>> expert = Expert("E-07", organisations=frozenset({"metro", "metro-line-2"}))
    >>> conflicts(expert, File("A-0001", organisations=frozenset({"metro", "metro-line-9"})))
    (Conflict(code='reviews.same_organisation', because='metro'),)
    """
    return (*_found(expert, file),)


def barred(
    experts: Iterable[Expert], files: Iterable[File]
) -> Mapping[tuple[str, str], tuple[Conflict, ...]]:
    """Give the reasons of every pair of file and expert that must not be."""
    pairs = ((expert, file) for file in files for expert in [*experts])
    found = {(file.id, expert.id): conflicts(expert, file) for expert, file in pairs}
    return {pair: reasons for pair, reasons in found.items() if reasons}


def _found(expert: Expert, file: File) -> Iterator[Conflict]:
    for body in sorted(expert.organisations & file.organisations):
        yield Conflict(SAME_ORGANISATION, body)
    for organ in sorted(expert.organs & file.organs):
        yield Conflict(SAME_ORGAN, organ)
    for one in sorted(expert.declared & {file.id, *file.organisations, *file.people}):
        yield Conflict(DECLARED, one)
