"""How does an edition leave as a directory that another house can load?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w
from django.db.models.functions import Length

from hongbang.ops.programme.files import Plain
from hongbang.ops.programme.loading import REACHED
from hongbang.orgs import queries as bodies
from hongbang.orgs.queries import Organisation
from hongbang.programmes import queries
from hongbang.programmes.queries import Edition
from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.chapters import file_of
from hongbang.programmes.rules.checking import tidy
from hongbang.programmes.rules.directory import ORGANS_FILE, PROGRAMME_FILE
from hongbang.programmes.rules.shapes import Part
from hongbang.sheets import queries as kept


def dump(edition: Edition, root: Path) -> list[Path]:
    """Write an edition below `root`; returns the files written.

    Sheets are written at the version the edition uses, and named bare: another house counts
    versions its own way.
    """
    programme = {
        "code": edition.programme.code,
        "name": {"zh": edition.programme.name, "en": edition.programme.name_en},
    }
    files: dict[str, Plain] = {PROGRAMME_FILE: programme, ORGANS_FILE: _bodies()}
    files |= {
        file_of(name): bare(CHAPTERS[name].parts, content)
        for name, content in edition.chapters.items()
    }
    files |= _sheets(edition)
    return [_written(root / name, content) for name, content in files.items() if content]


def bare(parts: tuple[Part, ...], row: Mapping[str, Any]) -> Plain:
    """Return a chapter with its sheets named without a version.

    >>> bare((Part("form", "sheet"),), {"form": "team_form@2"})
    {'form': 'team_form'}
    """
    known = {part.key: part for part in parts}
    return {key: _bare_value(known[key], value) for key, value in row.items()}


def _bare_value(part: Part, value: Any) -> Any:
    if part.kind == "rows":
        return [bare(part.parts, row) for row in value]
    return value.partition("@")[0] if part.kind == "sheet" else value


def _sheets(edition: Edition) -> dict[str, Plain]:
    """Return the sheets an edition names, each at the version that it uses."""
    found = {}
    for one in queries.sheets_in(edition.chapters):
        code, _, number = one.partition("@")
        used = int(number) if number else edition.pins.get(code)
        found[f"sheets/{code}.toml"] = kept.published(code, used).content
    return found


def _bodies() -> Plain:
    told = {
        "hosts": [_body(host, channel=host.channel) for host in bodies.hosts() if host.channel],
        "offices": [_body(office) for office in [bodies.office()] if office],
        "areas": [
            {"kind": area.kind, "name": area.name, "name_en": area.name_en, "code": area.code}
            for area in bodies.areas()
        ],
        "organs": [
            _body(
                organ,
                channel=organ.channel,
                area=organ.area.name if organ.area else "",
                parent=organ.parent.name if organ.parent else "",
            )
            for organ in bodies.organs()
            .select_related("area", "parent")
            .order_by(Length("line"), "pk")
        ],
    }
    kept: Plain = tidy(told)
    return kept


def _body(body: Organisation, **place: str) -> Plain:
    return {"name": body.name, **{key: getattr(body, key) for key in REACHED}, **place}


def _written(path: Path, content: Plain) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(content, multiline_strings=True), encoding="utf-8")
    return path
