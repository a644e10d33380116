"""Is every way of tampering with a copy of a real ledger caught, and every clean copy passed?"""

from __future__ import annotations

import copy
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.audit.conftest import AT
from tests.ledger_rig.models import Stone

from hongbang.audit import exports, queries
from hongbang.audit import operations as audit
from hongbang.audit.rules import verify_ledger
from hongbang.audit.rules.verify_ledger import ALTERED, FIELDS, NOT_ANCHORED, SOUND, UNREADABLE
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken

pytestmark = pytest.mark.django_db
TABLES = {
    "entry": "audit_entry",
    "disclosure": "audit_disclosure",
    "last_deed": "audit_lastdeed",
}
NOBODY_BAD = -1  # sound as far as it goes, the tail called not anchored


@dataclass
class Book:
    """A copy of a ledger, open to tampering."""

    entry: list[dict[str, Any]]
    disclosure: list[dict[str, Any]]
    last_deed: list[dict[str, Any]]
    anchor: list[dict[str, Any]]

    def at(self, sequence: int) -> dict[str, Any]:
        return next(one for one in self.entry if one["sequence"] == sequence)

    def rehash(self, first: int) -> None:
        """Write the chain anew from an entry on, words and last deeds included."""
        before = (
            self.at(first - 1)
            if first > 1
            else dict.fromkeys(("sha256", "sm3"), verify_ledger.GENESIS)
        )
        for one in self.entry:
            if one["sequence"] >= first:
                one["previous_sha256"], one["previous_sm3"] = before["sha256"], before["sm3"]
                content = verify_ledger.canonical(
                    {name: one[name] for name in verify_ledger.CONTENT}
                )
                one["sha256"] = verify_ledger.sha256_hex(content)
                one["sm3"] = verify_ledger.sm3_hex(content)
            before = one
        self.tidy()

    def tidy(self) -> None:
        """Leave no words and last deeds behind that would tell."""
        last: dict[tuple[str, ...], dict[str, Any]] = {}
        for one in self.entry:
            if not one["verb"].startswith("audit."):
                for subject in one["subjects"]:
                    last[tuple(subject)] = one
        self.last_deed = [
            {
                **dict(zip(("room", "kind", "code"), subject, strict=True)),
                **{name: one[name] for name in ("verb", "at", "seat", "sequence")},
            }
            for subject, one in last.items()
        ]
        kept = {one["sequence"] for one in self.entry}
        self.disclosure = [word for word in self.disclosure if word["sequence"] in kept]

    def keep(self, condition: Callable[[int], bool]) -> None:
        self.entry = [one for one in self.entry if condition(one["sequence"])]


# --- the real ledger
@audit.deed
def cut(stone: Stone, word: str, *, by: Actor, at: Any) -> None:
    audit.checked_update(stone, stone.version, word=word)
    audit.record("ledger_rig.stone.cut", by=by, at=at, subjects=[stone], said={"word": word})


@audit.deed
def refuse(stone: Stone, *, by: Actor, at: Any) -> None:
    raise RuleBroken("ledger_rig.no")


@pytest.fixture
def ledger(clerk: Actor, auditor: Actor, var: Path) -> None:
    """Fourteen entries; anchors at 4, 9 and 12; one refusal at 5, one erasure (of 2) at 10."""
    stones = [Stone.objects.create() for _ in range(3)]
    for n in range(1, 15):
        at = AT + timedelta(minutes=n)
        if n == 5:
            with pytest.raises(RuleBroken):
                refuse(stones[0], by=clerk, at=at)
        elif n == 10:
            audit.erase([2], reason="依申请抹去", by=auditor, at=at)
        else:
            cut(stones[n % 3], f"第{n}块", by=clerk, at=at)
        if n in {4, 9, 12}:
            audit.anchor(at)


@pytest.fixture
def book(ledger: None, auditor: Actor) -> Book:
    held: dict[str, list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    for line in exports.lines(auditor):
        ((kind, record),) = json.loads(line).items()
        held[kind].append(record)
    return Book(**held, anchor=[dict(one) for one in queries.own_anchors()])


def as_jsonl(book: Book, folder: Path) -> Path:
    path = folder / "ledger.jsonl"
    with path.open("wb") as out:
        left = list(book.disclosure)
        for one in book.entry:
            out.write(line("entry", one))
            for word in [w for w in left if w["sequence"] == one["sequence"]]:
                out.write(line("disclosure", word))
                left.remove(word)
        out.writelines(line("disclosure", word) for word in left)
        out.writelines(line("last_deed", row) for row in book.last_deed)
    return path


def line(kind: str, record: dict[str, Any]) -> bytes:
    return verify_ledger.canonical({kind: record}) + b"\n"


def as_sqlite(book: Book, folder: Path) -> Path:
    """Write into a database file of the live tables' make, without triggers, as a tamperer has."""
    path = folder / "ledger.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND tbl_name IN (%s, %s, %s)",
            list(TABLES.values()),
        )
        tables = [sql for (sql,) in cursor.fetchall()]
    with sqlite3.connect(path) as copied:
        for sql in tables:
            copied.execute(sql)
        for kind, table in TABLES.items():
            marks = ", ".join("?" * len(FIELDS[kind]))
            copied.executemany(
                f"INSERT INTO {table} ({', '.join(FIELDS[kind])}) VALUES ({marks})",  # noqa: S608 - ours
                [[column(name, row[name]) for name in FIELDS[kind]] for row in getattr(book, kind)],
            )
    copied.close()
    return path


def column(name: str, value: Any) -> Any:
    if name == "at":
        return value.replace("T", " ").rstrip("Z")
    return json.dumps(value) if isinstance(value, list | dict) else value


FORMS = {"jsonl": as_jsonl, "sqlite": as_sqlite}
both = pytest.mark.parametrize("form", ["jsonl", pytest.param("sqlite", marks=pytest.mark.sqlite)])


def write_anchors(book: Book, folder: Path) -> Path:
    path = folder / "anchors.jsonl"
    path.write_bytes(b"".join(verify_ledger.canonical(one) + b"\n" for one in book.anchor))
    return path


def verify_alone(ledger: Path, anchors: Path | None) -> subprocess.CompletedProcess[str]:
    """Run the checker as a stranger does: copied out of the house, standard library only."""
    alone = ledger.parent / "verify_ledger.py"
    shutil.copy(verify_ledger.__file__, alone)
    command = [sys.executable, "-I", "-S", alone, ledger]
    return subprocess.run(
        [*command, *(["--anchors", anchors] if anchors else [])],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


# --- sixteen kinds of tampering, and some more
def edit(name: str, sequence: int, value: Any) -> Callable[[Book], None]:
    def tamper(book: Book) -> None:
        assert book.at(sequence)[name] != value
        book.at(sequence)[name] = value

    return tamper


def edit_commitment(book: Book) -> None:
    book.at(3)["commitments"]["word"] = verify_ledger.commitment("word", "换", "0" * 32)


def edit_word_and_commitment(book: Book) -> None:
    word = next(w for w in book.disclosure if (w["sequence"], w["name"]) == (3, "word"))
    word["value"] = "换"
    book.at(3)["commitments"]["word"] = verify_ledger.commitment("word", "换", word["salt"])


def swap_entries(book: Book) -> None:
    one, two = book.at(7), book.at(8)
    one["sequence"], two["sequence"] = 8, 7
    book.entry.sort(key=lambda entry: entry["sequence"])


def swap_lines(book: Book) -> None:
    book.entry[6], book.entry[7] = book.entry[7], book.entry[6]


def insert(book: Book) -> None:
    forged = copy.deepcopy(book.at(7))
    for one in book.entry:
        one["sequence"] += one["sequence"] >= 7
    book.entry.insert(6, forged)


def insert_and_rehash(book: Book) -> None:
    insert(book)
    for word in book.disclosure:
        word["sequence"] += word["sequence"] >= 7
    book.at(7)["commitments"] = {}
    book.rehash(7)


def duplicate(book: Book) -> None:
    book.entry.insert(6, copy.deepcopy(book.at(6)))


def cut_below_anchor(book: Book) -> None:
    book.keep(lambda sequence: sequence <= 10)
    book.tidy()


def roll_back(book: Book) -> None:
    book.keep(lambda sequence: sequence <= 8)
    book.tidy()


def cut_leaving_words(book: Book) -> None:
    book.keep(lambda sequence: sequence <= 13)


def rehash_from_middle(book: Book) -> None:
    book.at(11)["seat"] = "office_head@OFFICE1"
    book.rehash(11)


def rehash_whole(book: Book) -> None:
    book.at(1)["actor"] = "PERSON7"
    book.rehash(1)


def rehash_tail(book: Book) -> None:
    book.at(13)["actor"] = "PERSON7"
    book.rehash(13)


def edit_word(book: Book) -> None:
    next(w for w in book.disclosure if w["sequence"] == 6)["value"] += "。"


def swap_words(book: Book) -> None:
    one, two = (
        next(w for w in book.disclosure if (w["sequence"], w["name"]) == (n, "word"))
        for n in (6, 7)
    )
    one["value"], two["value"] = two["value"], one["value"]
    one["salt"], two["salt"] = two["salt"], one["salt"]


def add_word(book: Book) -> None:
    book.disclosure.append({"sequence": 9, "name": "zeal", "value": "多", "salt": "0" * 32})
    book.disclosure.sort(key=lambda word: (word["sequence"], word["name"]))


def edit_anchor(book: Book) -> None:
    book.anchor[1]["sm3"] = "0" * 64


def renumber_anchor(book: Book) -> None:
    book.anchor[1]["sequence"] = 8


def swap_anchors(book: Book) -> None:
    book.anchor.reverse()


def blur_anchor(book: Book) -> None:
    book.anchor[2]["sha256"] = "?"


def edit_last_deed(book: Book) -> None:
    row = next(row for row in book.last_deed if row["sequence"] == 13)
    row["verb"] = "ledger_rig.stone.laid"


def drop_last_deed(book: Book) -> None:
    book.last_deed = [row for row in book.last_deed if row["sequence"] != 14]


def add_last_deed(book: Book) -> None:
    book.last_deed.insert(0, {**book.last_deed[0], "code": "FORGED", "sequence": 3})


# kind → what is done, and the entry that must be named (0: the anchors themselves)
KINDS: dict[str, tuple[Callable[[Book], None], int]] = {
    "edit the actor": (edit("actor", 5, "PERSON7"), 5),
    "edit the seat": (edit("seat", 1, "nobody"), 1),
    "edit the verb": (edit("verb", 6, "ledger_rig.stone.laid"), 6),
    "edit the moment": (edit("at", 7, "2026-11-10T00:00:00.000000Z"), 7),
    "edit the subjects": (edit("subjects", 8, []), 8),
    "edit the request": (edit("request", 14, "req-0"), 14),
    "edit a commitment": (edit_commitment, 3),
    "edit a word and its commitment": (edit_word_and_commitment, 3),
    "edit a link": (edit("previous_sm3", 9, "0" * 64), 9),
    "edit a digest": (edit("sha256", 12, "0" * 64), 12),
    "delete one in the middle": (lambda book: book.keep(lambda n: n != 6), 6),
    "delete the first": (lambda book: book.keep(lambda n: n != 1), 1),
    "swap two entries": (swap_entries, 7),
    "insert one": (insert, 8),
    "insert one and re-hash": (insert_and_rehash, 9),
    "cut the tail below an anchor": (cut_below_anchor, 11),
    "cut the tail, leaving its words": (cut_leaving_words, 14),
    "roll back to an older copy": (roll_back, 9),
    "re-hash from the middle": (rehash_from_middle, 12),
    "re-hash the whole chain": (rehash_whole, 4),
    "re-hash the tail after the last anchor": (rehash_tail, NOBODY_BAD),
    "edit a word": (edit_word, 6),
    "swap words between entries": (swap_words, 6),
    "add a word never committed to": (add_word, 9),
    "edit an anchor's digest": (edit_anchor, 9),
    "edit an anchor's number": (renumber_anchor, 8),
    "swap anchors": (swap_anchors, 0),
    "blur an anchor": (blur_anchor, 0),
    "edit a last deed": (edit_last_deed, 13),
    "drop a last deed": (drop_last_deed, 14),
    "add a last deed": (add_last_deed, 3),
}
ONLY_IN_LINES: dict[str, tuple[Callable[[Book], None], int]] = {
    "swap two lines": (swap_lines, 7),
    "duplicate a line": (duplicate, 6),
}
CASES = [
    *((kind, form) for kind in KINDS for form in FORMS),
    *((kind, "jsonl") for kind in ONLY_IN_LINES),
]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        pytest.param(kind, form, marks=[pytest.mark.sqlite] if form == "sqlite" else [])
        for kind, form in CASES
    ],
)
def test_tampering_is_caught_and_named(book: Book, tmp_path: Path, kind: str, form: str) -> None:
    tamper, named = {**KINDS, **ONLY_IN_LINES}[kind]
    tamper(book)

    found = verify_alone(FORMS[form](book, tmp_path), write_anchors(book, tmp_path))

    told = found.stdout.splitlines()
    print(f"{kind:40} {form:6} exit {found.returncode}  {told[-2]}")  # noqa: T201 - the table, with -s
    assert found.stderr == ""
    if named == NOBODY_BAD:
        assert found.returncode == NOT_ANCHORED
        assert told[-2].startswith("Entries 13 to 14 hang together but are not anchored")
    else:
        assert found.returncode == ALTERED
        first = f"ALTERED, first at entry {named}."
        assert told[2] == (first if named else "The anchors cannot be used.")


# --- clean copies
@both
def test_clean_copy_with_every_entry_anchored_is_sound(
    book: Book, tmp_path: Path, form: str
) -> None:
    audit.anchor(AT + timedelta(hours=1))
    book.anchor = [dict(one) for one in queries.own_anchors()]

    found = verify_alone(FORMS[form](book, tmp_path), write_anchors(book, tmp_path))

    assert found.returncode == SOUND
    assert (
        found.stdout
        == """\
Checked: entries 14, anchors 4, words behind commitments 29; \
words erased on record 2, not in this copy 0.
核对了 14 条记录、4 个锚点、29 项附注；另有 2 项附注已抹去并留有记录，0 项不在这份副本里。
Sound: no entry is missing or altered, up to the last anchor at entry 14. \
Compare that anchor with the newest one that others hold.
完好：到最后一个锚点（第 14 条）为止，没有缺漏，没有改动。\
请再与别人手里最新的锚点对一对。
"""
    )


@both
def test_clean_copy_grown_past_the_last_anchor_is_called_not_anchored(
    book: Book, tmp_path: Path, form: str
) -> None:
    found = verify_alone(FORMS[form](book, tmp_path), write_anchors(book, tmp_path))

    assert found.returncode == NOT_ANCHORED
    assert "Up to entry 12 no entry is missing or altered" in found.stdout
    assert "Entries 13 to 14 hang together but are not anchored" in found.stdout


@both
def test_clean_copy_without_anchors_is_called_not_anchored(
    book: Book, tmp_path: Path, form: str
) -> None:
    found = verify_alone(FORMS[form](book, tmp_path), None)

    assert found.returncode == NOT_ANCHORED
    assert "No anchor was given" in found.stdout


@both
def test_clean_copy_after_another_erasure_passes(
    book: Book, tmp_path: Path, auditor: Actor, form: str
) -> None:
    audit.erase([1, 6, 7], names=["word", "address"], reason="期满", by=auditor, at=AT)
    erased = next(iter([json.loads(one) for one in exports.lines(auditor) if b"erased" in one][1:]))
    book.entry.append(erased["entry"])
    book.disclosure = [w for w in book.disclosure if w["sequence"] not in {1, 6, 7}]

    found = verify_alone(FORMS[form](book, tmp_path), write_anchors(book, tmp_path))

    assert found.returncode == NOT_ANCHORED
    assert "words erased on record 8" in found.stdout
    assert "than one before them: 1, the first is entry 15." in found.stdout


def test_clean_export_as_written_by_the_house_passes(
    book: Book, tmp_path: Path, auditor: Actor
) -> None:
    path = tmp_path / "whole.jsonl"
    path.write_bytes(b"".join(exports.lines(auditor)))

    found = verify_alone(path, queries.anchors_path())

    assert path.read_bytes() == as_jsonl(book, tmp_path).read_bytes()
    assert found.returncode == NOT_ANCHORED


def test_clean_export_without_words_passes(book: Book, tmp_path: Path, auditor: Actor) -> None:
    path = tmp_path / "bare.jsonl"
    path.write_bytes(b"".join(exports.lines(auditor, with_words=False)))

    found = verify_alone(path, queries.anchors_path())

    assert found.returncode == NOT_ANCHORED
    assert "commitments 0; words erased on record 2, not in this copy 29" in found.stdout


def test_clean_export_without_last_deeds_passes(book: Book, tmp_path: Path) -> None:
    book.last_deed = []

    found = verify_alone(as_jsonl(book, tmp_path), write_anchors(book, tmp_path))

    assert found.returncode == NOT_ANCHORED


# --- every byte counts
@pytest.fixture
def exported(book: Book, tmp_path: Path) -> Iterator[bytes]:
    audit.anchor(AT + timedelta(hours=1))
    return as_jsonl(book, tmp_path).read_bytes()  # type: ignore[return-value]  # a fixture's value


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_single_byte_change_of_an_exported_line_is_caught(
    exported: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(exported) - 2), "place")
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != exported[place]), "byte")
    path = tmp_path / "changed.jsonl"
    path.write_bytes(exported[:place] + bytes([byte]) + exported[place + 1 :])

    verdict = verify_ledger.examine_file(str(path), str(queries.anchors_path()))

    assert verdict.exit_code == ALTERED


# --- what is no ledger
@pytest.mark.parametrize(
    "content", [b"", b"\n", b"hello\n", b"SQLite format 3\x00 but no more", b"\xff\xfe{}", b"{}\n"]
)
def test_input_that_is_no_ledger_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)

    found = verify_alone(path, None)

    assert found.returncode == UNREADABLE
    assert found.stdout.startswith("Cannot be read as a ledger: ")
    assert found.stderr == ""


def test_missing_files_are_unreadable(book: Book, tmp_path: Path) -> None:
    none = tmp_path / "none"

    assert verify_alone(none, None).returncode == UNREADABLE
    assert verify_alone(as_jsonl(book, tmp_path), none).returncode == UNREADABLE


def test_sqlite_file_without_a_ledger_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE stone (word)")
    other.close()

    assert verify_alone(path, None).returncode == UNREADABLE


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET actor = CAST(X'FF41' AS TEXT) WHERE sequence = 3",
        "UPDATE audit_entry SET subjects = '[[' WHERE sequence = 3",
        "UPDATE audit_entry SET at = 7 WHERE sequence = 3",
        "UPDATE audit_entry SET commitments = '[1]' WHERE sequence = 3",
        "UPDATE audit_disclosure SET salt = X'00' WHERE sequence = 3",
    ],
)
def test_odd_values_in_a_database_file_are_named(book: Book, tmp_path: Path, change: str) -> None:
    path = as_sqlite(book, tmp_path)
    with sqlite3.connect(path) as copied:
        copied.execute("PRAGMA ignore_check_constraints = ON")
        copied.execute(change)
    copied.close()

    found = verify_alone(path, None)

    assert found.returncode == ALTERED
    assert found.stdout.splitlines()[2] == "ALTERED, first at entry 3."


def test_words_of_a_tamperer_cannot_steer_the_terminal(book: Book, tmp_path: Path) -> None:
    book.disclosure.append({"sequence": 99, "name": "\x1b[2J\u202e", "value": "", "salt": ""})

    found = verify_alone(as_jsonl(book, tmp_path), None)

    assert found.returncode == ALTERED
    assert "\x1b" not in found.stdout
    assert "\u202e" not in found.stdout


def test_every_finding_has_words_in_both_languages() -> None:
    for english, chinese in verify_ledger.TEXTS.values():
        assert english.isascii() or "“" in english or "”" in english
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
