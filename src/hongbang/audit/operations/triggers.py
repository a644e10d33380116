"""How do the engines themselves refuse to change the ledger?

SQLite drops a table's triggers when Django rebuilds the table, so they are installed after
every migrate, and looked for at every start.
"""

from __future__ import annotations

from django.db import connection, transaction

# ruff: noqa: S608 - names and words are ours, spelled out here
_REFUSED = "audit_entry is append-only"
_SQLITE = {
    "audit_entry_no_update": f"""CREATE TRIGGER audit_entry_no_update
BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, '{_REFUSED}: UPDATE refused'); END""",
    "audit_entry_no_delete": f"""CREATE TRIGGER audit_entry_no_delete
BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, '{_REFUSED}: DELETE refused'); END""",
    "audit_entry_in_order": f"""CREATE TRIGGER audit_entry_in_order
BEFORE INSERT ON audit_entry
WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_entry)
BEGIN SELECT RAISE(ABORT, '{_REFUSED}: INSERT out of order refused'); END""",
}
_REFUSE_BODY = f"""
BEGIN
  RAISE EXCEPTION '{_REFUSED}: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
"""
_ORDER_BODY = f"""
BEGIN
  IF NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_entry) THEN
    RAISE EXCEPTION '{_REFUSED}: INSERT out of order refused'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
"""
_FUNCTIONS = {"audit_entry_refuse": _REFUSE_BODY, "audit_entry_order": _ORDER_BODY}
# event, level, function, and the same as pg_trigger.tgtype counts it
_POSTGRESQL = {
    "audit_entry_no_update": ("BEFORE UPDATE", "ROW", "audit_entry_refuse", 19),
    "audit_entry_no_delete": ("BEFORE DELETE", "ROW", "audit_entry_refuse", 11),
    "audit_entry_no_truncate": ("BEFORE TRUNCATE", "STATEMENT", "audit_entry_refuse", 34),
    "audit_entry_in_order": ("BEFORE INSERT", "ROW", "audit_entry_order", 7),
}


def install_triggers() -> list[str]:
    """Install what is missing or altered, in one transaction; returns the names."""
    with transaction.atomic():
        wanting = missing_triggers()
        if wanting and connection.vendor == "postgresql":
            _install_postgresql()
        elif wanting:
            _install_sqlite(wanting)
    return wanting


def missing_triggers() -> list[str]:
    """Name the triggers that are missing, altered or switched off."""
    found = _found_postgresql() if connection.vendor == "postgresql" else _found_sqlite()
    wanted = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return [name for name in wanted if name not in found]


def _install_sqlite(names: list[str]) -> None:
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(_SQLITE[name])


def _found_sqlite() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        )
        return {name for name, sql in cursor.fetchall() if _SQLITE.get(name) == sql}


def _install_postgresql() -> None:
    with connection.cursor() as cursor:
        for function, body in _FUNCTIONS.items():
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $body${body}$body$"
            )
        for name, (event, level, function, _) in _POSTGRESQL.items():
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {name} {event} ON audit_entry "
                f"FOR EACH {level} EXECUTE FUNCTION {function}()"
            )
            cursor.execute(f"ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER {name}")


def _found_postgresql() -> set[str]:
    """Find the triggers that stand as we wrote them and fire always, for replicas too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.proname, p.prosrc, t.tgtype FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = to_regclass('audit_entry') "
            "AND t.tgenabled = 'A' AND t.tgqual IS NULL"
        )
        return {
            name
            for name, function, body, kind in cursor.fetchall()
            if name in _POSTGRESQL
            and _POSTGRESQL[name][2:] == (function, kind)
            and _FUNCTIONS[function] == body
        }
