"""How do an edition's chapters become the row, its digest and the rows others point to?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import search_text
from hongbang.programmes.models import Category, Edition, Track
from hongbang.programmes.rules.chapters import chapter_faults, is_unfinished
from hongbang.programmes.rules.checking import Fault, tidy
from hongbang.programmes.rules.shapes import Plain, rows_of


def refused(fault: Fault) -> RuleBroken:
    """Return a fault as the refusal that its chapter meets."""
    chapter = fault.file.rpartition("/")[2].removesuffix(".toml")
    told = {"chapter": chapter} | dict(fault.params) | {"file": fault.file, "place": fault.place}
    return RuleBroken(fault.code, told)


def sound(name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chapter in its one form; refuses with its first fault.

    A draft may lack chapters and may disagree with itself, but what is written has its shape.
    """
    kept: dict[str, Any] = tidy(content)
    told = chapter_faults(name, kept) if kept else ()
    found = [fault for fault in told if not is_unfinished(fault)]
    if found:
        raise refused(found[0])
    return kept


def kept_as(chapters: Mapping[str, Plain], programme: str, year: int) -> dict[str, Any]:
    """Return the columns that follow from an edition's chapters."""
    name = chapters.get("general", {}).get("name", {})
    return {
        "chapters": {key: content for key, content in chapters.items() if content},
        "digest": digest_of(chapters),
        "name": name.get("zh", ""),
        "name_en": name.get("en", ""),
        "search_text": search_text(name.get("zh", ""), name.get("en", ""), programme, str(year)),
    }


def digest_of(chapters: Mapping[str, Plain]) -> str:
    """Return the digest of an edition's chapters."""
    return sha256_hex(canonical_json({key: one for key, one in chapters.items() if one}))


def project(edition: Edition) -> None:
    """Make tracks and categories anew from the chapters, each kept by its key."""
    tracks = {
        row["key"]: Track.objects.update_or_create(
            edition=edition,
            key=row["key"],
            defaults={"place": place, "name": row["name"]["zh"], "name_en": row["name"]["en"]},
        )[0]
        for place, row in enumerate(rows_of(edition.chapters.get("tracks", {}), "tracks"), 1)
    }
    kept = []
    rows = rows_of(edition.chapters.get("categories", {}), "categories")
    for place, row in enumerate(rows, 1):
        if row["track"] in tracks:  # a draft may name a track that is not written yet
            kept.append(_category(edition, tracks[row["track"]], place, row))
    Category.objects.filter(edition=edition).exclude(key__in=kept).delete()
    Track.objects.filter(edition=edition).exclude(key__in=tracks).delete()


def _category(edition: Edition, track: Track, place: int, row: Plain) -> str:
    Category.objects.update_or_create(
        edition=edition,
        key=row["key"],
        defaults={
            "track": track,
            "place": place,
            "name": row["name"]["zh"],
            "name_en": row["name"]["en"],
            "kind": row["kind"],
            "quota": row["quota"],
        },
    )
    key: str = row["key"]
    return key
