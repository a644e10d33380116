"""What stands in a programme's directory, and what is wrong with it?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from django.db import connection

from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs import queries as orgs
from hongbang.programmes import queries as programmes
from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.chapters import faults, file_of
from hongbang.programmes.rules.checking import SHEET, Fault, tidy
from hongbang.programmes.rules.directory import (
    ORGANS_FILE,
    PROGRAMME_FILE,
    organs_faults,
    programme_faults,
)
from hongbang.sheets.rules import definition
from hongbang.sheets.rules import faults as sheets
from hongbang.sheets.texts import fault_words
from hongbang.surveys.rules.counting import counting_of

Plain = dict[str, Any]
FOLDERS = ("chapters", "sheets")


@dataclass(slots=True)
class Directory:
    """A programme's directory as it was read; what could not be read stands in `faults`."""

    programme: Plain = field(default_factory=dict)
    organs: Plain = field(default_factory=dict)
    chapters: dict[str, Plain] = field(default_factory=dict)
    sheets: dict[str, Plain] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read(root: Path) -> Directory:
    """Read a directory; every file is looked at, whatever is wrong with another."""
    found = Directory()
    if not root.is_dir():
        found.faults.append(Fault(root.name, "", "programmes.no_folder"))
        return found
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        content = _content(path, name, found.faults)
        if content is not None and not _placed(found, name, content):
            found.faults.append(Fault(name, "", "programmes.unknown_file"))
    if not (root / PROGRAMME_FILE).is_file():
        found.faults.append(Fault(PROGRAMME_FILE, "", "programmes.file_missing"))
    return found


def check(found: Directory) -> tuple[Fault, ...]:
    """Name everything wrong with a directory, file by file."""
    told = [*found.faults, *_sheet_faults(found)]
    unread = {fault.file for fault in found.faults}
    if PROGRAMME_FILE not in unread:
        told += programme_faults(found.programme)
    if ORGANS_FILE not in unread:
        told += organs_faults(found.organs, _areas(), _bodies())
    known = {*found.sheets, *(programmes.known_sheets() if _house_stands() else ())}
    told += [one for one in faults(found.chapters, known) if one.file not in unread]
    return tuple(told or _survey_faults(found))


def _sheet_faults(found: Directory) -> Iterator[Fault]:
    """Name what is wrong with the sheets, as their own room does."""
    for code, content in found.sheets.items():
        name = f"sheets/{code}.toml"
        if SHEET.fullmatch(code) is None:
            yield Fault(name, "", "programmes.not_sheet")
        for one in sheets.faults(content):
            yield Fault(name, one.place, "programmes.sheet_fault", {"why": fault_words(one)})


def _survey_faults(found: Directory) -> Iterator[Fault]:
    """Name the question by which the survey sheet does not fit how it is counted."""
    chapter = found.chapters.get("survey")
    sheet = found.sheets.get(found.chapters.get("general", {}).get("survey_sheet", ""))
    if not chapter or not sheet:
        return
    try:
        counting_of(chapter, definition.read(sheet))
    except RuleBroken as refusal:
        yield Fault(file_of("survey"), "", "surveys.counting_fault", refusal.params)


def _content(path: Path, name: str, told: list[Fault]) -> Plain | None:
    try:
        content: Plain = tomllib.loads(path.read_text("utf-8"), parse_float=str)
    except UnicodeDecodeError:
        told.append(Fault(name, "", "programmes.not_utf8"))
    except tomllib.TOMLDecodeError as fault:
        told.append(Fault(name, "", "programmes.not_toml", {"why": fault}))
    else:
        return content if name.startswith("sheets/") else tidy(content)
    return None


def _placed(found: Directory, name: str, content: Plain) -> bool:
    """Put what a file says where it belongs, or say that it belongs nowhere."""
    folder, _, file = name.rpartition("/")
    stem = file.removesuffix(".toml")
    if name == PROGRAMME_FILE:
        found.programme = content
    elif name == ORGANS_FILE:
        found.organs = content
    elif stem in CHAPTERS and name == file_of(stem):
        found.chapters[stem] = content
    elif folder == "sheets":
        found.sheets[stem] = content
    else:
        return False
    return True


def _areas() -> dict[str, str]:
    """Return the areas that a house begins with, and those it keeps, by name."""
    source = resources.files("hongbang.orgs").joinpath("data", "areas.toml").read_text("utf-8")
    begun = {row["name"]: kind for kind, rows in tomllib.loads(source).items() for row in rows}
    kept = orgs.areas() if _house_stands() else ()
    return begun | {area.name: area.kind for area in kept}


def _bodies() -> set[str]:
    """Return the names of the bodies that an organ may stand below."""
    kept = [*orgs.hosts(), *orgs.organs()] if _house_stands() else []
    return {body.name for body in kept}


def _house_stands() -> bool:
    """Say whether there are tables: a directory can be checked before a house is installed."""
    return programmes.TABLE in connection.introspection.table_names()
