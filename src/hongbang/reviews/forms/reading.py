"""How does a file read to an expert: whole, or with everything hidden that says whose it is?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hongbang.applications.forms.showing import Answer, Part, shown
from hongbang.reviews.rules.blinding import is_telling, masked, names_in
from hongbang.sheets.rules.answers import Lists
from hongbang.sheets.rules.reading import Facts
from hongbang.sheets.rules.shape import Definition, Field


def blinded(
    definition: Definition,
    answers: Mapping[str, Any],
    facts: Facts,
    lists: Lists,
    names: Sequence[str],
) -> list[Part]:
    """Return the sections without what tells who applies; `names` are hidden wherever they stand.

    Sections of which nothing is left do not appear.
    """
    fields = {one.key: one for one in definition.fields()}
    hidden = (*names, *names_in(definition, answers))
    parts = [
        Part(
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
