"""Is every lifecycle whole: reachable states, no dead move, the same states in the table?"""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import CheckConstraint
from tests.architecture.house import SOURCE

from hongbang.kernel.lifecycle import Lifecycle


def lifecycles() -> list[tuple[str, Lifecycle]]:
    found = []
    for path in SOURCE.glob("*/rules/lifecycle.py"):
        room = path.parent.parent.name
        module = import_module(f"hongbang.{room}.rules.lifecycle")
        found += [(room, one) for one in vars(module).values() if isinstance(one, Lifecycle)]
    return found


def faults(one: Lifecycle) -> list[str]:
    unreachable = set(one.states) - one.reachable()
    return [f"{state} cannot be reached" for state in sorted(unreachable)]


@pytest.mark.parametrize(("room", "one"), lifecycles())
def test_a_lifecycle_is_whole(room: str, one: Lifecycle) -> None:
    assert faults(one) == []
    assert one.states[0] == one.first


def rooms_of(model: type) -> set[str]:
    """Name the rooms a table is made in: its frame may come from another one."""
    modules = (base.__module__.split(".") for base in model.__mro__)
    return {parts[1] for parts in modules if parts[0] == "hongbang"}


def keeps_tables(room: str) -> bool:
    """Say whether a room has tables: one whose rules came first has none to compare yet."""
    return (SOURCE / room / "models.py").exists() or (SOURCE / room / "models").exists()


@pytest.mark.parametrize(
    ("room", "one"), [(room, one) for room, one in lifecycles() if keeps_tables(room)]
)
def test_the_table_knows_the_same_states(room: str, one: Lifecycle) -> None:
    constraints = [
        constraint
        for model in apps.get_models()
        if room in rooms_of(model)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and constraint.name.endswith("state_known")
    ]

    known = [set(dict(constraint.condition.children)["state__in"]) for constraint in constraints]
    assert set(one.states) in known


def test_an_unreachable_state_is_found() -> None:
    broken = Lifecycle("x", "a", {("a", "go"): "b", ("c", "go"): "b"})

    assert faults(broken) == ["c cannot be reached"]
