"""Does every operation keep its six beats, and does nothing else write?"""

from __future__ import annotations

import ast
import re

import pytest
from tests.architecture import house

UNRECORDED = {
    "accounts/operations/passwords.py:count_try": "tries at a one-time code",
    "accounts/operations/signing.py:carry_visits": "last seen",
    "accounts/operations/signing.py:note_seen": "last seen",
    "applications/operations/filling.py:save": "autosave",
    "files/operations/uploading.py:advance": "upload parts",
    "outbox/operations/reading.py:mark_all_read": "read marks",
    "outbox/operations/reading.py:mark_read": "read marks",
    "oversight/operations/visits.py:save_visit": "autosave",
    "reviews/operations/scoring.py:save": "autosave",
    "surveys/operations.py:answer": "survey answers",
}


def test_every_operation_keeps_its_beats() -> None:
    faults = [
        fault
        for name, tree in house.operation_modules()
        for fault in house.six_beat_faults(name, tree)
        if fault.where not in house.INSTRUMENTS
    ]

    assert faults == []


def test_there_are_operations_to_look_at() -> None:
    seen = {name.split("/")[0] for name, _tree in house.operation_modules()}

    assert {"accounts", "files", "notices", "orgs", "outbox"} <= seen


def test_unrecorded_operations_are_a_closed_list() -> None:
    found = {}
    for name, tree in house.operation_modules():
        for node in tree.body:
            for decorator in getattr(node, "decorator_list", []):
                text = ast.unparse(decorator)
                if "unrecorded(" in text:
                    found[f"{name}:{node.name}"] = ast.literal_eval(decorator.args[0])  # type: ignore[attr-defined]  # a call, as the text says

    assert found == UNRECORDED


GOOD = """
@audit.deed
def begin(command, *, by, at):
    access.require("begin", by)
    audit.record("x.y.begun", by=by, at=at, subjects=[])
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("@audit.deed\n", "", "is no deed: decorate it with @audit.deed"),
        ("*, by, at", "by, at", "does not take keyword-only by and at"),
        ('access.require("begin", by)', "pass", "never asks access.require"),
        ("audit.record(", "print(", "records 0 entries"),
        (
            "    audit.record(",
            "    audit.record('z')\n    audit.record(",
            "records 2 entries",
        ),
        (
            GOOD.partition("at):\n")[2],
            "\n".join(reversed(GOOD.partition("at):\n")[2].rstrip("\n").split("\n"))),
            "writes before it asks access.require",
        ),
    ],
)
def test_a_missing_beat_is_found(old: str, new: str, told: str) -> None:
    assert house.six_beat_faults("x/operations.py", ast.parse(GOOD)) == []

    faults = house.six_beat_faults("x/operations.py", ast.parse(GOOD.replace(old, new)))

    assert [fault.what for fault in faults] == [told]


def test_nothing_writes_outside_operations() -> None:
    faults = [fault for name, tree in house.modules() for fault in house.write_faults(name, tree)]

    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "Notice.objects.create(title='x')",
        "Notice.objects.filter(pk=1).update(state='x')",
        "notice.save()",
        "sheet.scores.create(mark=5)",
        "sheet.scores.all().delete()",
        "queries.visible(by).filter(pk=1).delete()",
    ],
)
def test_a_write_elsewhere_is_found(line: str) -> None:
    assert house.write_faults("notices/views.py", ast.parse(line)) != []
    assert house.write_faults("notices/operations.py", ast.parse(line)) == []


def test_views_and_forms_hold_no_table() -> None:
    faults = [fault for name, tree in house.modules() for fault in house.table_faults(name, tree)]

    assert faults == []


def test_a_table_in_a_view_is_found() -> None:
    tree = ast.parse("Notice.objects.all()")

    assert house.table_faults("notices/views/office.py", tree) != []
    assert house.table_faults("portal/queries.py", tree) != []
    assert house.table_faults("notices/queries.py", tree) == []


def guard_faults(name: str, tree: ast.Module) -> list[str]:
    """Name each view of a writing route that asks for permission itself, before the deed."""
    return [
        f"{name}:{function.name}"
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(
            re.search("require_POST|acts_only", ast.unparse(one)) for one in function.decorator_list
        )
        and "access.require" in house.calls(function)
    ]


def test_views_that_write_leave_permission_to_the_operation() -> None:
    faults = [
        fault
        for name, tree in house.modules("*/views*/**/*.py")
        for fault in guard_faults(name, tree)
    ] + [fault for name, tree in house.modules("*/views.py") for fault in guard_faults(name, tree)]
    planted = ast.parse("@require_POST\ndef go(request):\n    access.require('go', by)\n")

    assert [fault for fault in faults if not fault.startswith("audit/")] == []
    assert guard_faults("x/views.py", planted) == ["x/views.py:go"]
