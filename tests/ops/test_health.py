"""Do the two health addresses tell the truth, and strangers nothing more?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.ops import health


class Usage(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


def told(client: Client, url: str) -> tuple[int, str, str]:
    answer = client.get(url)
    return answer.status_code, answer.content.decode(), answer.headers["Content-Type"]


@pytest.mark.django_db
def test_a_house_in_order_is_ready(client: Client) -> None:
    assert health.faults() == []
    assert told(client, "/healthz") == (200, "ok\n", "text/plain")
    assert told(client, "/readyz") == (200, "ready\n", "text/plain")


@pytest.mark.django_db
def test_a_lifted_trigger_makes_the_house_not_ready(client: Client) -> None:
    with triggers_lifted():
        faults = health.faults()
        answers = told(client, "/healthz"), told(client, "/readyz")

    assert "ledger trigger missing: audit_entry_no_update" in faults
    assert answers == ((200, "ok\n", "text/plain"), (503, "not ready\n", "text/plain"))
    assert told(client, "/readyz")[0] == 200


@pytest.mark.django_db
def test_a_full_disk_makes_the_house_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**40, 2**40, health.LEAST_FREE - 1))

    assert health.faults() == ["disk almost full"]
    assert told(client, "/readyz")[0] == 503


@pytest.mark.django_db
def test_a_lost_database_makes_the_house_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> Any:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", lost)

    assert health.faults() == ["database not reached"]
    assert told(client, "/readyz") == (503, "not ready\n", "text/plain")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_health_is_kept_by_no_cache_and_only_read(url: str, client: Client) -> None:
    refused: list[Callable[..., Any]] = [client.post, client.put, client.delete]

    assert "no-store" in client.get(url).headers["Cache-Control"]
    assert [method(url).status_code for method in refused] == [405] * 3
