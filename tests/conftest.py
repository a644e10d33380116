"""What do all tests share: the guarded ledger, the company, clients, no network, no mail."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from hongbang.files.operations import child, inspecting
from hongbang.kernel.actor import Actor, Role
from tests import cast
from tests.ledger_rig.triggers import guarded

WITHOUT_ENGINE = {"kernel", "rules", "architecture", "security"}
WITH_ENGINE = {"test_accounts.py"}  # locks are rows
# Seats, pages and commands ask what `test_queries.py` and `test_operations.py` try on both engines;
# `make nightly` tries these on both, too.
ASKING = {"test_access.py", "test_views.py", "test_pages.py", "test_commands.py", "test_hostile.py"}
LOCAL = ("127.0.0.1", "localhost", "::1")
# How fast a rule is belongs to `make bench`; a busy machine must not fail a test.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fast",
    settings.get_profile("house"),
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what only the other engine can show; count no lines while every page is tried."""
    other = {"sqlite": "postgres", "postgresql": "sqlite"}[connection.vendor]
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(reason=f"only {other} can show it"))
        if item.path.parent.name == "security":
            item.add_marker("no_cover")
        if item.path.parent.name in WITHOUT_ENGINE and item.path.name not in WITH_ENGINE:
            item.add_marker("once")
        if item.path.name in ASKING:
            item.add_marker("once")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Guard the ledger in the test database as a house does."""
    with guarded(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches beyond this machine."""
    connect = socket.socket.connect

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            pytest.fail(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """Give each test its own data folder."""
    settings.HONGBANG_VAR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def inspected_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse uploads in this process, to be quick; ask for `confined` to have the real one."""
    if "confined" not in request.fixturenames:
        monkeypatch.setattr(inspecting, "_asked", lambda _name, told: child._judge(told))


@pytest.fixture
def confined() -> None:
    """Parse uploads in a process of their own, as a house does."""


@pytest.fixture
def company(db: None) -> dict[Role, cast.Member]:
    """Seat the whole company."""
    return cast.company()


@pytest.fixture
def clerk(company: dict[Role, cast.Member]) -> Actor:
    """Return the office clerk."""
    return company[Role.OFFICE_CLERK].actor


@pytest.fixture
def client_for(db: None) -> Callable[[cast.Member], Client]:
    """Return a function that signs a member in, as the sign-in page does."""

    def signed_in(member: cast.Member) -> Client:
        client = Client()
        answer = client.post("/sign-in/", {"login": member.login, "password": cast.PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return signed_in
