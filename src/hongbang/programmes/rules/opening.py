"""What is still missing before an edition can open?

Nothing is published without the approval of the programme (domain.md section 4.6: no approval,
no award).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hongbang.programmes.rules.catalogue import MUST_HAVE_STAGES
from hongbang.programmes.rules.chapters import Chapters, faults, names_in
from hongbang.programmes.rules.checking import day_of
from hongbang.programmes.rules.shapes import rows_of
from hongbang.programmes.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checklist: in which chapter, met or not, and whether it can be done without."""

    code: str
    chapter: str
    is_met: bool
    is_must: bool = True
    params: Mapping[str, object] = field(default_factory=dict)


def checklist(
    chapters: Chapters, sheets: Collection[str], calendar: Calendar | None = None
) -> tuple[Item, ...]:
    """Return the whole list, in the order in which one would work it off.

    With a calendar, steps that end on a day off are told: a cloned year moves days by date.

    >>> [item.code for item in checklist({}, ()) if not item.is_met and item.is_must][:2]
    ['sound', 'approval']
    """
    return (
        _sound(chapters, sheets),
        _approval(chapters),
        _forms(chapters),
        _score_sheets(chapters),
        _stages(chapters),
        _conditions(chapters),
        _contacts(chapters),
        _survey(chapters),
        Item("returns", "general", "return_sheet" in chapters.get("general", {}), is_must=False),
        _annexes(chapters),
        _appointments(chapters),
        *([_workdays(chapters, calendar)] if calendar else []),
    )


def missing(chapters: Chapters, sheets: Collection[str]) -> tuple[Item, ...]:
    """Return what must be there and is not.

    >>> missing({}, ())[1].code
    'approval'
    """
    return tuple(item for item in checklist(chapters, sheets) if item.is_must and not item.is_met)


def _sound(chapters: Chapters, sheets: Collection[str]) -> Item:
    found = faults(chapters, sheets)
    chapter = found[0].file.rpartition("/")[2].removesuffix(".toml") if found else "general"
    return Item("sound", chapter, not found, params={"n": len(found)})


def _approval(chapters: Chapters) -> Item:
    general = chapters.get("general", {})
    wanted = ("approval_reference", "approval_body", "approved_on")
    return Item("approval", "general", all(key in general for key in wanted))


def _lacking(chapters: Chapters, given: Collection[object]) -> dict[str, object]:
    """Name the categories that are not among `given`."""
    names = [
        (row.get("name", {}).get("zh", ""), row.get("name", {}).get("en", ""))
        for row in rows_of(chapters.get("categories", {}), "categories")
        if row.get("key") not in given
    ]
    return {"zh": "、".join(zh for zh, _ in names), "en": ", ".join(en for _, en in names)}


def _for_categories(code: str, chapter: str, chapters: Chapters, given: Collection[object]) -> Item:
    lacking = _lacking(chapters, given)
    has_some = bool(names_in(chapters, "categories.categories"))
    return Item(code, chapter, has_some and not lacking["zh"], params=lacking)


def _forms(chapters: Chapters) -> Item:
    rows = rows_of(chapters.get("categories", {}), "categories")
    with_form = {row.get("key") for row in rows if "form" in row}
    return _for_categories("forms", "categories", chapters, with_form)


def _score_sheets(chapters: Chapters) -> Item:
    rows = rows_of(chapters.get("review", {}), "score_sheets")
    return _for_categories("score_sheets", "review", chapters, {row["category"] for row in rows})


def _conditions(chapters: Chapters) -> Item:
    rows = rows_of(chapters.get("conditions", {}), "conditions")
    binding = [row for row in rows if row.get("kind") in {"hard", "veto"}]
    covered = {one for row in binding for one in row.get("applies", [])}
    return _for_categories("conditions", "conditions", chapters, covered)


def _stages(chapters: Chapters) -> Item:
    """Look for the steps there must be; nobody recommends where no places are handed out."""
    rows = rows_of(chapters.get("timetable", {}), "milestones")
    there = {row.get("stage") for row in rows if row.get("is_public")}
    if not chapters.get("quotas"):
        there.add("recommendation")
    lacking = tuple(stage for stage in MUST_HAVE_STAGES if stage not in there)
    return Item("stages", "timetable", not lacking, params={"stages": lacking})


def _workdays(chapters: Chapters, calendar: Calendar) -> Item:
    rows = rows_of(chapters.get("timetable", {}), "milestones")
    ends = [(row, day_of(row.get("ends_on"))) for row in rows]
    resting = [row for row, day in ends if day and not calendar.is_workday(day)]
    names = {
        language: mark.join(row.get("name", {}).get(language, "") for row in resting)
        for language, mark in (("zh", "、"), ("en", ", "))
    }
    return Item("workdays", "timetable", not resting, is_must=False, params=names)


def _contacts(chapters: Chapters) -> Item:
    hosts = names_in(chapters, "hosts.hosts")
    reached = names_in(chapters, "contacts.contacts")
    return Item("contacts", "contacts", bool(hosts) and set(hosts) <= set(reached), is_must=False)


def _survey(chapters: Chapters) -> Item:
    has_sheet = "survey_sheet" in chapters.get("general", {})
    is_met = has_sheet and bool(chapters.get("survey"))
    return Item("survey", "survey" if has_sheet else "general", is_met, is_must=False)


def _annexes(chapters: Chapters) -> Item:
    rows = rows_of(chapters.get("annexes", {}), "annexes")
    numbers = sorted(row["number"] for row in rows)
    is_met = bool(numbers) and numbers == [*range(1, len(numbers) + 1)]
    return Item("annexes", "annexes", is_met, is_must=False)


def _appointments(chapters: Chapters) -> Item:
    rows = rows_of(chapters.get("appointments", {}), "bodies")
    roles = {row.get("role") for row in rows}
    return Item("appointments", "appointments", {"leading_group", "office"} <= roles, is_must=False)
