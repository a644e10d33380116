"""How does a file read to an expert: whole, or with everything hidden that says whose it is?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from hongbang.applications.forms.showing import Answer, Part, shown
from hongbang.reviews.rules.blinding import is_telling, masked, names_in
from hongbang.sheets.rules.answers import Lists
from hongbang.sheets.rules.reading import Facts
from hongbang.sheets.rules.shape import Definition, Field


@dataclass(frozen=True, slots=True)
class Section:
    """A section as an expert reads it: what was answered, and the questions that were not."""

    title: str
    answers: Sequence[Answer]

    @property
    def blank(self) -> str:
        """Name the questions without an answer."""
        return _("、").join(one.label for one in self.answers if not one.is_given)


def whole(parts: Sequence[Part]) -> list[Section]:
    """Return the sections as they are."""
    return [Section(part.title, part.answers) for part in parts]


def blinded(
    definition: Definition,
    answers: Mapping[str, Any],
    facts: Facts,
    lists: Lists,
    names: Sequence[str],
) -> list[Section]:
    """Return the sections without what tells who applies; `names` are hidden wherever they stand.

    Sections of which nothing is left do not appear.
    """
    fields = {one.key: one for one in definition.fields()}
    hidden = (*names, *names_in(definition, answers))
    parts = [
        Section(
            part.title,
            [
                _masked(one, fields[one.key], hidden)
                for one in part.answers
                if not is_telling(fields[one.key])
            ],
        )
        for part in shown(definition, answers, facts, lists)
    ]
    return [part for part in parts if part.answers]


def _masked(answer: Answer, one: Field, names: Sequence[str]) -> Answer:
    kept = [place for place, part in enumerate(one.columns) if not is_telling(part, in_row=True)]
    return replace(
        answer,
        words=masked(answer.words, names),
        heads=[answer.heads[place] for place in kept] if answer.heads else (),
        rows=[[masked(row[place], names) for place in kept] for row in answer.rows],
    )
