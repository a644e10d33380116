"""How do the architecture tests read the house? As text, never by running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hongbang"

WRITES = {
    *("save", "create", "bulk_create", "update", "bulk_update", "delete"),
    *("get_or_create", "update_or_create", "asave", "acreate", "aupdate", "adelete"),
}


@dataclass(frozen=True)
class Fault:
    """Where a rule of the house is broken, and how."""

    where: str
    what: str


def rooms() -> list[str]:
    """List the packages of the house."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def modules(pattern: str = "**/*.py") -> Iterator[tuple[str, ast.Module]]:
    """Give each module below the source by its path, parsed."""
    for path in sorted(SOURCE.glob(pattern)):
        if "migrations" not in path.parts:
            name = path.relative_to(SOURCE).as_posix()
            yield name, _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def operation_modules() -> Iterator[tuple[str, ast.Module]]:
    """Give each module of each room's operations, but the ledger's instruments."""
    for name, tree in modules():
        parts = name.removesuffix(".py").split("/")
        if "operations" in parts and parts[0] != "audit":
            yield name, tree


def calls(tree: ast.AST) -> list[str]:
    """List what is called in `tree`, as dotted as it is written."""
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def six_beat_faults(name: str, tree: ast.Module) -> list[Fault]:
    """Name each public operation that lacks one of its beats."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [
        Fault(f"{name}:{function.name}", what)
        for function in functions
        if not function.name.startswith("_")
        for what in _beats_missing(function)
    ]


# Instruments: used inside other rooms' deeds, in their transaction, under their entry.
INSTRUMENTS = {
    "outbox/operations/erasing.py:erase_person",
    *(f"outbox/operations/posting.py:{name}" for name in ("post", "send")),
    *(
        f"outbox/operations/delivering.py:{name}"
        for name in (
            *("claim", "hold", "hand_over", "sent", "doubt", "fail", "wait", "release"),
            *("gather_digests", "forget"),
        )
    ),
    "accounts/operations/people.py:enter",
    "accounts/operations/people.py:seat_down",
    "privacy/operations/keys.py:reseal",
    "documents/operations.py:ask",
    *(
        f"programmes/operations/substance.py:{name}"
        for name in ("refused", "sound", "kept_as", "digest_of", "project")
    ),
    *(f"orgs/operations/history.py:{name}" for name in ("begin", "turn", "turn_all", "day_of")),
    *(
        f"orgs/operations/bodies.py:{name}"
        for name in ("refuse_closed", "refuse_taken", "place_of")
    ),
    *(f"orgs/operations/teams.py:{name}" for name in ("refuse_not_unit", "refuse_ended")),
    "files/operations/keeping.py:holding",
    *(f"files/operations/uploading.py:{name}" for name in ("receive", "complete", "taking")),
    "files/operations/sweeping.py:scan_again",
    *(
        f"oversight/operations/telling.py:{name}"
        for name in ("tell_unit", "tell_office", "tell_holder")
    ),
    *(f"work/operations.py:{name}" for name in ("claim", "advance", "finish", "fail", "cancel")),
}


def _beats_missing(function: ast.FunctionDef) -> Iterator[str]:
    dressed = [ast.unparse(decorator) for decorator in function.decorator_list]
    asked = {argument.arg for argument in function.args.kwonlyargs}
    called = calls(function)
    records = sum(call in {"audit.record", "record"} for call in called)
    is_unrecorded = any("unrecorded(" in decorator for decorator in dressed)
    if "audit.deed" not in dressed:
        yield "is no deed: decorate it with @audit.deed"
    if not {"by", "at"} <= asked:
        yield "does not take keyword-only by and at"
    if "access.require" not in called:
        yield "never asks access.require"
    if records != (0 if is_unrecorded else 1):
        yield f"records {records} entries"
    asked_at, wrote_at = _first(function, {"access.require"}), _first(function, WRITING)
    if asked_at and wrote_at and wrote_at < asked_at:
        yield "writes before it asks access.require"


WRITING = {"audit.record", "record", "audit.checked_update", "outbox.post"}


def _first(function: ast.FunctionDef, callees: set[str]) -> int:
    """Return the line of the first call to one of `callees`, or of the first write of rows."""
    lines = [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and (
            ast.unparse(node.func) in callees
            or (
                callees is WRITING
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
            )
        )
    ]
    return min(lines, default=0)


def write_faults(name: str, tree: ast.Module) -> list[Fault]:
    """Name each call that writes rows outside operations."""
    parts = name.removesuffix(".py").split("/")
    if "operations" in parts:
        return []
    return [
        Fault(f"{name}:{node.lineno}", f".{node.func.attr}() writes outside operations")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not _is_no_row(name, node)
    ]


# What else is called so: digests and mappings are updated, a QR code is saved.
HARMLESS = {
    ("accounts/adapters.py", "save"),
    ("applications/views/filling.py", "save"),
    ("applications/views/reading.py", "save"),
    ("notices/views/public.py", "save"),
    ("files/rules/pictures.py", "save"),
    ("ops/bench/house.py", "bulk_create"),  # copies rows in a database of the bench's own
    ("ops/demo/applications.py", "save"),
    ("ops/season/applying.py", "save"),
    ("ops/season/reviewing.py", "save"),
    ("ops/demo/reviews.py", "save"),
    ("ops/season/applying.py", "save"),
    ("ops/season/reviewing.py", "save"),
    ("reviews/views/scoring.py", "save"),
    ("files/queries/uploads.py", "update"),
    ("audit/rules/verify_ledger.py", "update"),
    ("privacy/rules/sealing.py", "update"),
    ("documents/exports/docx.py", "save"),
}


def _is_no_row(name: str, node: ast.Call) -> bool:
    function = node.func
    assert isinstance(function, ast.Attribute)
    return (name, function.attr) in HARMLESS


def table_faults(name: str, tree: ast.Module) -> list[Fault]:
    """Name each place where a view, form, the portal or a desk takes hold of a table."""
    parts = name.removesuffix(".py").split("/")
    if not ({"views", "forms"} & set(parts) or parts[0] in {"portal", "journey", "api"}):
        return []
    return [
        Fault(f"{name}:{node.lineno}", "holds a table: ask the room's queries")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
