"""Do the engines themselves refuse to change the ledger, and after a rebuild too?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, models, transaction
from tests.audit.conftest import AT
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.audit import operations as audit
from hongbang.audit import queries
from hongbang.audit.models import Entry
from hongbang.audit.rules import verify_ledger
from hongbang.kernel.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

UPDATE = "UPDATE audit_entry SET actor = 'PERSON7' WHERE sequence = 1"
DELETE = "DELETE FROM audit_entry WHERE sequence = 2"
AGAIN = "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1"
REFUSED = [UPDATE, DELETE, AGAIN]
NAMES = ["audit_entry_no_update", "audit_entry_no_delete", "audit_entry_in_order"]


@pytest.fixture
def two_entries(clerk: Actor) -> None:
    for _ in range(2):
        record(clerk)


@audit.deed
def recorded(*, by: Actor) -> None:
    audit.record("ledger_rig.stone.laid", by=by, at=AT, subjects=[])


def record(by: Actor) -> None:
    recorded(by=by)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused_by_engine(sql: str) -> None:
    before = list(queries.records("entry"))

    with pytest.raises(IntegrityError, match="append-only"):
        run(sql)

    assert list(queries.records("entry")) == before


@pytest.mark.parametrize("sql", REFUSED)
def test_engine_refuses(two_entries: None, sql: str) -> None:
    refused_by_engine(sql)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1",
        "UPDATE OR REPLACE audit_entry SET sequence = 1 WHERE sequence = 2",
        "DELETE FROM audit_entry",
    ],
)
def test_sqlite_refuses_its_own_ways_round(two_entries: None, sql: str) -> None:
    refused_by_engine(sql)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry CASCADE",
        (
            "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1 "
            "ON CONFLICT (sequence) DO UPDATE SET actor = 'PERSON7'"
        ),
        "SET LOCAL session_replication_role = replica; " + DELETE,
    ],
)
def test_postgresql_refuses_its_own_ways_round(two_entries: None, sql: str) -> None:
    refused_by_engine(sql)


def test_engine_refuses_the_orm_too(two_entries: None) -> None:
    entry = Entry.objects.get(sequence=1)
    entry.actor = "PERSON7"

    with pytest.raises(IntegrityError, match="append-only"):
        entry.save()
    with pytest.raises(IntegrityError, match="append-only"):
        entry.delete()
    with pytest.raises(IntegrityError, match="append-only"):
        Entry.objects.update(verb="a.b.c")


def test_installing_twice_changes_nothing() -> None:
    assert audit.missing_triggers() == []
    assert audit.install_triggers() == []


def test_every_trigger_taken_off_is_named_and_put_back(two_entries: None) -> None:
    with triggers_lifted():
        missing = audit.missing_triggers()

    assert set(missing) >= set(NAMES)
    assert audit.missing_triggers() == []
    refused_by_engine(DELETE)


@pytest.mark.sqlite
def test_trigger_rewritten_to_do_nothing_is_named() -> None:
    run("DROP TRIGGER audit_entry_no_update")
    run(
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
        "WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    assert audit.missing_triggers() == ["audit_entry_no_update"]
    assert audit.install_triggers() == ["audit_entry_no_update"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update",
        "ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_no_update",
        (
            "CREATE OR REPLACE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            "FOR EACH ROW WHEN (OLD.sequence < 0) EXECUTE FUNCTION audit_entry_refuse()"
        ),
        (
            "CREATE OR REPLACE TRIGGER audit_entry_no_update AFTER UPDATE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
        ),
    ],
)
def test_trigger_switched_off_is_named(sql: str) -> None:
    run(sql)

    assert audit.missing_triggers() == ["audit_entry_no_update"]
    assert audit.install_triggers() == ["audit_entry_no_update"]
    assert audit.missing_triggers() == []


@pytest.mark.postgres
def test_function_hollowed_out_is_named() -> None:
    run(
        "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NULL; END $$"
    )

    assert audit.missing_triggers() == [
        "audit_entry_no_update",
        "audit_entry_no_delete",
        "audit_entry_no_truncate",
    ]
    audit.install_triggers()
    assert audit.missing_triggers() == []


def widen(from_length: int, to_length: int) -> None:
    """Alter a column as a migration does: SQLite makes the table anew."""
    old, new = (
        models.CharField(max_length=length, blank=True) for length in (from_length, to_length)
    )
    for field in (old, new):
        field.set_attributes_from_name("request")
        field.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)


@pytest.mark.sqlite
def test_rebuilt_table_loses_its_triggers_until_they_are_installed(two_entries: None) -> None:
    widen(64, 80)
    lost = audit.missing_triggers()
    with transaction.atomic():
        run(UPDATE)  # nothing holds it back now
        open_to_change = Entry.objects.get(sequence=1).actor
        transaction.set_rollback(True)
    installed = audit.install_triggers()

    assert sorted(lost) == sorted(installed) == sorted(NAMES)
    assert open_to_change == "PERSON7"
    for sql in REFUSED:
        refused_by_engine(sql)
    widen(80, 64)
    audit.install_triggers()


@pytest.mark.postgres
def test_altered_table_keeps_its_triggers(two_entries: None) -> None:
    widen(64, 80)

    assert audit.missing_triggers() == []
    for sql in [*REFUSED, "TRUNCATE audit_entry"]:
        refused_by_engine(sql)
    widen(80, 64)


@pytest.mark.sqlite
def test_copied_database_file_passes_and_guards_itself(
    two_entries: None, tmp_path: Path, var: Path
) -> None:
    audit.anchor(AT)
    path = tmp_path / "copy.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as live, sqlite3.connect(path) as copied:
        live.backup(copied)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            copied.execute(UPDATE)
    live.close()
    copied.close()

    verdict = verify_ledger.examine_file(str(path), str(queries.anchors_path()))

    assert (verdict.exit_code, verdict.entries) == (verify_ledger.SOUND, 2)
