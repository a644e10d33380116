"""Which answers may an organ of the area read, when it is asked for its opinion?

What a unit submitted, but for the ways to reach somebody: mobiles, telephones, addresses of mail
and who is to be called. Files are named; only who may read the whole application opens them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hongbang.applications.forms.showing import Answer, Part, shown
from hongbang.sheets.rules.answers import Lists
from hongbang.sheets.rules.reading import Facts
from hongbang.sheets.rules.shape import Definition, Field

REACHING = frozenset({"mobile", "phone", "email"})


def without_contacts(
    definition: Definition,
    answers: Mapping[str, Any],
    facts: Facts,
    lists: Lists,
    *,
    with_files: bool,
) -> list[Part]:
    """Return the answers in words without the ways to reach somebody."""
    asked = {one.key: one for section in definition.sections for one in section.fields}
    parts = [
        Part(
            part.title,
            [
                _plain(one, asked[one.key], with_files=with_files)
                for one in part.answers
                if _is_shown(asked[one.key])
            ],
        )
        for part in shown(definition, answers, facts, lists)
    ]
    return [part for part in parts if part.answers]


def _is_shown(one: Field) -> bool:
    return one.pattern not in REACHING and not one.key.startswith("contact_")


def _plain(answer: Answer, one: Field, *, with_files: bool) -> Answer:
    kept = [number for number, column in enumerate(one.columns) if _is_shown(column)]
    files = answer.files if with_files else [_named(file) for file in answer.files]
    return replace(
        answer,
        heads=_columns(answer.heads, kept) if answer.rows else answer.heads,
        rows=[_columns(row, kept) for row in answer.rows],
        files=files,
    )


def _columns(row: Sequence[str], kept: Sequence[int]) -> list[str]:
    return [row[number] for number in kept]


def _named(file: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in file.items() if key != "file"}
