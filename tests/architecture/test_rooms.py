"""Do rooms know only what they may, and does each contract bite?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from tests.architecture.house import ROOT, SOURCE, rooms

LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NO_ROOM = {
    "kernel": "words, not a room",
    "ui": "dress: shell and components for every room",
    "ops": "commands over all rooms",
    "config": "settings",
}


def contract(name: str) -> dict[str, object]:
    return next(one for one in LAYERS if one["id"] == name)


def flow() -> list[str]:
    """Return the rooms from the last to the first, those side by side together."""
    layers: list[str] = contract("flow")["layers"]  # type: ignore[assignment]  # TOML
    return [layer.replace("(", "").replace(")", "") for layer in layers]


def test_every_package_is_a_room_or_has_a_reason() -> None:
    listed = {name.removeprefix("hongbang.") for name in contract("room")["containers"]}  # type: ignore[attr-defined]  # TOML

    assert listed | set(NO_ROOM) == set(rooms())
    assert listed & set(NO_ROOM) == set()


def place(room: str) -> int:
    return next(n for n, layer in enumerate(flow()) if room in layer.split(" | "))


def backward_faults(keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(source, target) for source, target in keys if place(source) > place(target)]


def test_foreign_keys_point_backwards() -> None:
    keys = [
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        if model.__module__.startswith("hongbang.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    ]

    assert len(keys) >= 5
    assert backward_faults(keys) == []
    assert backward_faults([("orgs", "notices")]) == [("orgs", "notices")]


def test_foreign_keys_never_cascade() -> None:
    cascading = [
        str(field)
        for model in apps.get_models()
        if model.__module__.startswith("hongbang.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.remote_field.on_delete.__name__ != "PROTECT"
    ]

    assert cascading == []


# Each break is planted into a copy of the house; the contract meant for it must be the one broken.
BREAKS = [
    ("flow", "kernel/actor.py", "import hongbang.ui"),
    ("flow", "orgs/queries.py", "import hongbang.notices.queries"),
    ("flow", "outbox/operations.py", "import hongbang.accounts.queries"),
    ("flow", "notices/queries.py", "import hongbang.journey.queries"),
    (
        "flow",
        "audit/queries.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import hongbang.orgs.models",
    ),
    ("room", "notices/models.py", "import hongbang.notices.queries"),
    ("room", "notices/queries.py", "import hongbang.notices.operations"),
    ("room", "notices/forms.py", "import hongbang.notices.operations"),
    ("room", "accounts/access.py", "import hongbang.accounts.forms"),
    ("room", "notices/helpers.py", "x = 1"),
    ("pure", "notices/rules/lifecycle.py", "import django.utils.timezone"),
    ("pure", "kernel/period.py", "import random"),
    ("shell-asks", "notices/forms.py", "import hongbang.notices.models"),
    ("shell-asks", "portal/views.py", "import hongbang.orgs.models"),
    ("private-front", "journey/queries/keeping.py", "import hongbang.notices.views.office"),
    ("readers", "portal/queries.py", "import hongbang.notices.operations"),
    ("readers", "notices/access.py", "import hongbang.files.operations"),
    ("backstage", "notices/operations.py", "import hongbang.ui.clock"),
    ("backstage", "accounts/models.py", "import hongbang.ui.clock"),
]


def broken_contracts(copy: Path) -> str:
    linter = Path(sys.executable).parent / "lint-imports"
    command = [str(linter), "--config", str(copy / "pyproject.toml"), "--no-cache"]
    told = subprocess.run(
        command,
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("meant", "module", "line"), BREAKS)
def test_a_contract_bites(meant: str, module: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "src" / "hongbang", ignore=shutil.ignore_patterns("vendor"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "src" / "hongbang" / module
    before = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(f"{before}\n{line}\n", encoding="utf-8")

    told = broken_contracts(tmp_path)

    name = str(contract(meant)["name"])
    assert f"{name} BROKEN" in " ".join(told.split()) or (
        module.endswith("helpers.py") and "helpers" in told
    ), told
