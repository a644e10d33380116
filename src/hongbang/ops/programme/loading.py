"""How does a sound directory become bodies, sheets, a programme and a draft edition?

By the same operations as the screens. What is there already is left alone or brought up to date,
so that loading twice is loading once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.ops.programme.files import Directory
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries as bodies
from hongbang.orgs.rules.commands import AddArea
from hongbang.programmes import operations as programmes
from hongbang.programmes import queries
from hongbang.programmes.queries import Edition
from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.commands import AddProgramme, DraftEdition, EditChapter
from hongbang.programmes.rules.lifecycle import DRAFT
from hongbang.programmes.rules.shapes import rows_of
from hongbang.sheets import operations as sheets
from hongbang.sheets import queries as kept
from hongbang.sheets.rules.commands import Act, DraftSheet, EditSheet
from hongbang.sheets.rules.definition import plain, read
from hongbang.sheets.rules.keeping import digest

REACHED = ("name_en", "address", "address_en", "postcode", "telephone", "fax", "email")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who loads, and when."""

    by: Actor
    at: datetime


def load(found: Directory, hand: Hand) -> Edition:
    """Bring a directory into the house; returns the draft edition.

    Refuses: what the operations refuse, `programmes.year_taken` where the edition is public.
    """
    _load_bodies(found, hand)
    _load_sheets(found, hand)
    code, name = found.programme["code"], found.programme["name"]
    try:
        queries.programme(code)
    except NotFound:
        command = AddProgramme(code=code, name=name["zh"], name_en=name["en"])
        programmes.add_programme(command, by=hand.by, at=hand.at)
    return _load_edition(found, hand)


def _load_edition(found: Directory, hand: Hand) -> Edition:
    code, year = found.programme["code"], found.chapters["general"]["year"]
    try:
        edition = queries.by_code(hand.by, f"{code}-{year}")
    except NotFound:
        command = DraftEdition(programme=code, year=year, chapters=found.chapters)
        return programmes.draft_edition(command, by=hand.by, at=hand.at)
    if edition.state != DRAFT and edition.chapters != found.chapters:
        raise RuleBroken("programmes.year_taken", {"year": year})
    for name in CHAPTERS:
        content = found.chapters.get(name, {})
        if edition.chapters.get(name, {}) != content:
            change = EditChapter(name=name, content=content, version=edition.version)
            edition = programmes.edit_chapter(edition, change, by=hand.by, at=hand.at)
    return edition


def _load_sheets(found: Directory, hand: Hand) -> None:
    """Publish the sheets, where they are not published as they stand here."""
    latest = kept.latest_numbers()
    for code, content in found.sheets.items():
        canonical = plain(read(content))
        if code in latest and kept.published(code).digest == digest(canonical):
            continue
        begun = kept.draft_of(code)
        if begun is None and code in latest:
            begun = sheets.new_version(kept.published(code), by=hand.by, at=hand.at)
        if begun is None:
            begun = sheets.draft(DraftSheet(code, canonical), by=hand.by, at=hand.at)
        else:
            edit = EditSheet(canonical, begun.version)
            begun = sheets.edit(begun, edit, by=hand.by, at=hand.at)
        sheets.publish(begun, Act(begun.version), by=hand.by, at=hand.at)


def _load_bodies(found: Directory, hand: Hand) -> None:
    """Register areas, hosts, the office and organs that are not there by name."""
    if not found.organs:
        return
    orgs.found_areas(by=hand.by, at=hand.at)
    for row in rows_of(found.organs, "areas"):
        if not any(area.name == row["name"] for area in bodies.areas(row["kind"])):
            orgs.add_area(AddArea(**row), by=hand.by, at=hand.at)
    for row in rows_of(found.organs, "hosts"):
        last = bodies.hosts().last()
        rank = (last.host_rank or 0) + 1 if last else 1
        _add(row, hand, kind="host", channel=row["channel"], host_rank=rank)
    for row in rows_of(found.organs, "offices"):
        _add(row, hand, kind="office")
    places = {area.name: area.public_id for area in bodies.areas()}
    for row in rows_of(found.organs, "organs"):
        parent = bodies.name_holder(row["parent"])
        _add(
            row,
            hand,
            kind="organ",
            channel=row["channel"],
            area=places[row["area"]],
            parent=parent.public_id if parent else "",
        )


def _add(row: dict[str, Any], hand: Hand, **place: Any) -> None:
    if bodies.is_name_taken(row["name"]):
        return
    reached = {key: row[key] for key in REACHED if key in row}
    command = orgs.AddOrganisation(name=row["name"], **reached, **place)
    orgs.add_organisation(command, by=hand.by, at=hand.at)
