"""Which answers speak for an indicator that no question of a form is named after?

A question named like the indicator always comes first. Expressions are those of the sheets; one
that asks for a question the form does not have says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from hongbang.sheets.rules.expressions import Expression, parse
from hongbang.sheets.rules.shape import Definition

# What the register answers: how many of the same honour are still valid.
HELD = "holds_same_honour"

# Indicators of domain.md section 3.1, in the words of the forms of section 3.3.
SPOKEN_FOR: Mapping[str, str] = {
    "years_in_operation": "unit_years",
    "years_of_team": "team_years",
    "licence_where_regulated": "not is_regulated or answered(licences)",
    "contribution": "innovation",
    "earlier_honours": "count(honours)",
}


def expression_for(indicator: str, definition: Definition) -> Expression | None:
    """Return the expression that speaks for an indicator on this form, where there is one."""
    taken = parse(SPOKEN_FOR[indicator]) if indicator in SPOKEN_FOR else None
    if not isinstance(taken, Expression):
        return None
    kinds = {one.key: one.kind for one in definition.fields()}
    tables = {key for key, kind in kinds.items() if kind == "table"}
    is_asked = (taken.names | taken.answered) <= kinds.keys() and taken.tables <= tables
    return taken if is_asked else None
