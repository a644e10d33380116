"""Write the pages of docs/ that are made from the code, or name the one that is stale."""

from __future__ import annotations

import re
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from hongbang.kernel.lifecycle import Lifecycle

GENERATED = re.compile(r"(?<=<!-- generated: rooms -->\n).*?(?=<!-- end of generated -->)", re.S)
LIFECYCLES = """\
# Lifecycles

Which moves lead where. Written by `make docs` from the tables in `rules/lifecycle.py` of each
room; change the table, never this page. A move that is not drawn is refused as
`<room>.no_such_move`, and a constraint in the database knows the same states.
"""


class Command(BaseCommand):
    """`hongbang docs`: docs/lifecycles.md, and the tables in docs/map.md."""

    help = "write the generated pages of docs/; --check only names what is stale"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether only to look."""
        parser.add_argument("--check", action="store_true", help="write nothing, fail if stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare each page with what the code says now."""
        root = Path(settings.ROOT)
        for name, text in pages(root).items():
            path = root / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            if options["check"]:
                message = f"{name} is stale. Run: make docs"
                raise CommandError(message)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"written: {name}")


def pages(root: Path) -> dict[str, str]:
    """Return every generated page as it should stand, by its path below `root`."""
    linter = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = linter["tool"]["importlinter"]["contracts"]
    rooms = in_flow_order(next(one["layers"] for one in contracts if one["id"] == "flow"))
    there = [name for group in rooms for name in group if not name.startswith("(")]
    tables = "\n".join([*room_table(rooms), "", *contract_table(contracts), ""])
    by_hand = (root / "docs" / "map.md").read_text(encoding="utf-8")
    return {
        "docs/map.md": GENERATED.sub(lambda _old: tables, by_hand),
        "docs/lifecycles.md": "\n".join([LIFECYCLES, *lifecycle_sections(there)]),
    }


def in_flow_order(layers: list[str]) -> list[list[str]]:
    """Return the rooms from the ground up; what stands in parentheses is not built yet.

    >>> in_flow_order(["(api) | ops", "kernel"])
    [['kernel'], ['(api)', 'ops']]
    """
    return [[name.strip() for name in layer.split("|")] for layer in reversed(layers)]


def room_table(rooms: list[list[str]]) -> Iterator[str]:
    """Write one line per room: its level, its name, the question it answers."""
    yield "| Level | Room | The question it answers |"
    yield "|--:|---|---|"
    for level, group in enumerate(rooms, start=1):
        for name in group:
            if name.startswith("("):
                yield f"| {level} | {name[1:-1]} | *not built yet* |"
            else:
                link = f"[{name}](../src/hongbang/{name})"
                yield f"| {level} | {link} | {first_line(f'hongbang.{name}')} |"


def contract_table(contracts: list[dict[str, Any]]) -> Iterator[str]:
    """Write one line per contract between the rooms."""
    yield "| Contract | What it promises |"
    yield "|---|---|"
    for one in contracts:
        yield f"| `{one['id']}` | {one['name']} |"


def lifecycle_sections(rooms: list[str]) -> Iterator[str]:
    """Draw every `Lifecycle` found in a room's `rules.lifecycle`."""
    for room in rooms:
        name = f"hongbang.{room}.rules.lifecycle"
        if not find_spec(f"hongbang.{room}.rules") or not find_spec(name):
            continue
        found = [one for one in vars(import_module(name)).values() if isinstance(one, Lifecycle)]
        for lifecycle in found:
            yield from section(room, lifecycle)


def section(room: str, lifecycle: Lifecycle) -> Iterator[str]:
    """Write one lifecycle as a picture and as a table with its Chinese words."""
    states: dict[str, object] = import_module(f"hongbang.{room}.texts").STATES
    yield f"## {lifecycle.name}\n\n```mermaid\n{lifecycle.diagram()}\n```\n"
    yield "| State | 中文 | Moves from here |"
    yield "|---|---|---|"
    with translation.override(None):
        for state in lifecycle.states:
            moves = ", ".join(f"`{move}`" for move in lifecycle.moves_from(state)) or "—"
            yield f"| `{state}` | {states[state]} | {moves} |"
    yield ""


def first_line(package: str) -> str:
    """Return the first line of what a package says of itself."""
    return (import_module(package).__doc__ or "").strip().splitlines()[0]
