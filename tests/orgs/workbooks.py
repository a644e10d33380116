"""How do the tests write a workbook of bodies? By the writer of the house, or row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack

from tests.cast import moment

from hongbang.documents.exports import write_table
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms import workbook
from hongbang.orgs.models import Import, Sheet
from hongbang.orgs.rules.commands import UploadSheet
from hongbang.orgs.rules.sheet import COLUMNS
from hongbang.orgs.texts import COLUMNS as HEADS

NAMED = ("kind", "name", "channel", "area_kind", "area", "parent", "uscc", "telephone")


def written(
    rows: Iterable[Mapping[str, str]], columns: tuple[str, ...] = COLUMNS, note: str = "说明"
) -> bytes:
    """Write rows under our own headings."""
    heads = [(str(HEADS[name]), 12) for name in columns]
    lines = [[row.get(name, "") for name in columns] for row in rows]
    return write_table("机构", heads, lines, note).getvalue()


def units(count: int, organ: str, area: str = "黄浦区") -> list[dict[str, str]]:
    """Invent that many units of one organ."""
    return [
        {
            "kind": "申报单位",
            "name": f"示范服务{n // 26:03d}{chr(97 + n % 26)}单位",
            "area": area,
            "parent": organ,
            "telephone": f"021-5555-{n % 10000:04d}",
        }
        for n in range(count)
    ]


def command(content: bytes, name: str = "机构.xlsx") -> UploadSheet:
    """Read a workbook as the upload page does."""
    with ExitStack() as stack:
        held = stack.enter_context(files.holding(Incoming(name, len(content), [content])))
        rows, heads = workbook.read(held)
        return UploadSheet(name=held.name, sha256=held.sha256, rows=rows, heads=heads)


def uploaded(content: bytes, by: Actor, name: str = "机构.xlsx") -> Sheet:
    """Tell of a workbook that was uploaded."""
    return orgs.upload_sheet(command(content, name), by=by, at=moment())


def requested(content: bytes, by: Actor) -> Import:
    """Tell of an import that was asked for."""
    return orgs.request_import(uploaded(content, by), by=by, at=moment())
