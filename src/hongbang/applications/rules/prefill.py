"""What does the house know already, so that the form need not ask for it?"""

from __future__ import annotations

from collections.abc import Mapping

from hongbang.sheets.rules.answers import Lists, check
from hongbang.sheets.rules.shape import Definition


def prefilled(definition: Definition, known: Mapping[str, str], lists: Lists) -> dict[str, str]:
    """Return the answers that are known and fit: the form has the question and takes the answer.

    >>> from hongbang.sheets.rules.shape import Field, Section, Words
    >>> name = Field("unit_name", "text", Words("单位", "Unit"))
    >>> sheet = Definition("application", Words("表", "Form"), sections=(
    ...     Section("one", Words("一", "One"), fields=(name,)),))
    >>> prefilled(sheet, {"unit_name": "示范百货", "uscc": "9131"}, {})
    {'unit_name': '示范百货'}
    """
    asked = {one.key for one in definition.fields()}
    fitting = {key: value for key, value in known.items() if value and key in asked}
    wrong = {one.place for one in check(definition, fitting, lists=lists, final=False)}
    return {key: value for key, value in fitting.items() if key not in wrong}
