"""Does the checker name each fault it knows, in words, and read each form of a ledger?"""

from __future__ import annotations

import json
import re
import runpy
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hongbang.audit.rules import chain, verify_ledger
from hongbang.audit.rules.chain import START, Deed
from hongbang.audit.rules.verify_ledger import FIELDS, Finding, Verdict, canonical, examine
from hongbang.kernel.subject import Subject

AT = datetime(2026, 11, 10, tzinfo=UTC)
STONE = Subject("notices", "notice", "STONE")
SALT = "0" * 32
Rows = list[dict[str, Any]]
Parts = dict[str, Any]


def ledger(count: int = 4) -> Parts:
    """Make a small sound ledger: one word an entry, the last anchored."""
    entries: Rows = []
    words: Rows = []
    head = START
    for n in range(1, count + 1):
        value = f"字{n}"
        deed = Deed(
            AT + timedelta(minutes=n),
            "P1",
            "auditor@ORG",
            "",
            "notices.notice.edited",
            [STONE],
            {"word": chain.commitment("word", value, SALT)},
            f"r{n}",
        )
        content = json.loads(chain.content(deed, head))
        head = chain.follow(deed, head)
        entries.append({**content, "sha256": head.sha256, "sm3": head.sm3})
        words.append({"sequence": n, "name": "word", "value": value, "salt": SALT})
    last = {name: entries[-1][name] for name in ("verb", "at", "seat", "sequence")}
    anchor = {name: entries[-1][name] for name in FIELDS["anchor"]}
    subject = {"room": STONE.room, "kind": STONE.kind, "code": STONE.code}
    return {
        "entries": entries,
        "anchors": [anchor],
        "disclosures": words,
        "last_deeds": [{**subject, **last}],
    }


def put(part: str, place: int, **changes: object) -> Callable[[Parts], object]:
    return lambda parts: parts[part][place].update(changes)


def drop(part: str, place: int) -> Callable[[Parts], object]:
    return lambda parts: parts[part].pop(place)


def add(part: str, **row: object) -> Callable[[Parts], object]:
    return lambda parts: parts[part].append({**parts[part][-1], **row})


FAULTS: list[tuple[Callable[[Parts], object], str, int]] = [
    (put("entries", 1, sequence="2"), "shape", 2),
    (put("entries", 1, sequence=True), "shape", 2),
    (put("entries", 1, sequence=0), "shape", 2),
    (put("entries", 1, at="2026-11-10"), "shape", 2),
    (put("entries", 1, subjects="none"), "shape", 2),
    (put("entries", 1, subjects=[["a", "b"]]), "shape", 2),
    (put("entries", 1, commitments=[]), "shape", 2),
    (put("entries", 1, commitments={"word": "md5:1"}), "shape", 2),
    (put("entries", 1, commitments={"word": 1}), "shape", 2),
    (put("entries", 1, sm3="F" * 64), "shape", 2),
    (put("entries", 1, surplus="more"), "shape", 2),
    (drop("entries", 1), "gap", 2),
    (drop("entries", 0), "gap", 1),
    (add("entries"), "repeated", 4),
    (put("entries", 3, seat="nobody"), "content", 4),
    (put("anchors", 0, sha256="0" * 64), "rewritten", 4),
    (put("anchors", 0, sequence=9), "cut", 5),
    (put("anchors", 0, at="now"), "anchor_line", 0),
    (add("anchors"), "anchor_order", 0),
    (put("disclosures", 2, value="换"), "word_altered", 3),
    (put("disclosures", 2, salt=None), "word_shape", 3),
    (put("disclosures", 2, sequence=2), "word_surplus", 2),
    (put("disclosures", 2, sequence=1), "word_surplus", 1),
    (put("disclosures", 2, name="name"), "word_surplus", 3),
    (add("disclosures", sequence=9), "word_surplus", 9),
    (add("disclosures", sequence="9"), "word_shape", 4),
    (put("last_deeds", 0, code=1), "last_deed_shape", 5),
    (put("last_deeds", 0, seat="nobody"), "last_deed_differs", 4),
    (put("last_deeds", 0, code="OTHER"), "last_deed_unfounded", 4),
    (drop("last_deeds", 0), "last_deed_missing", 4),
]


@pytest.mark.parametrize(("tamper", "code", "sequence"), FAULTS)
def test_each_fault_is_named(tamper: Callable[[Parts], object], code: str, sequence: int) -> None:
    parts = ledger()
    tamper(parts)

    verdict = examine(**parts)

    assert verdict.problem is not None
    assert (verdict.problem.code, verdict.problem.sequence) == (code, sequence)
    assert verdict.exit_code == verify_ledger.ALTERED


def test_broken_link_is_named() -> None:
    parts, other = ledger(), ledger(2)
    second = examine(other["entries"]).head
    del parts["anchors"][:]

    verdict = examine(parts["entries"][1:], start=(1, second[1], second[2]))

    assert verdict.problem == Finding("chain", 2, {"before": 1})


def test_words_without_entries_are_named() -> None:
    assert examine([], disclosures=[{}]).problem == Finding("word_shape", 1)


def test_words_erased_on_record_are_counted_apart() -> None:
    head = START
    entries: Rows = []
    erased = [STONE, Subject("audit", "entry", "1"), Subject("audit", "entry", "none")]
    for verb, subjects in (("notices.notice.edited", [STONE]), (chain.ERASED, erased)):
        held = {"word": chain.commitment("word", "字", SALT)}
        deed = Deed(AT, "P1", "auditor", "", verb, subjects, held, "r")
        content = json.loads(chain.content(deed, head))
        head = chain.follow(deed, head)
        entries.append({**content, "sha256": head.sha256, "sm3": head.sm3})

    verdict = examine(entries)

    assert (verdict.problem, verdict.erased, verdict.withheld) == (None, 1, 1)


def test_sound_ledger_is_sound() -> None:
    verdict = examine(**ledger())

    assert verdict == Verdict(
        entries=4,
        head=(4, verdict.head[1], verdict.head[2]),
        anchors=1,
        anchored_to=4,
        disclosed=4,
        erased=0,
        withheld=0,
        warnings=(),
        problem=None,
    )
    assert verdict.exit_code == verify_ledger.SOUND


def test_stretch_is_examined_behind_a_trusted_entry() -> None:
    parts = ledger()
    before = parts["entries"][1]

    verdict = examine(
        parts["entries"][2:],
        disclosures=parts["disclosures"][2:],
        start=(2, before["sha256"], before["sm3"]),
    )

    assert (verdict.problem, verdict.entries, verdict.disclosed) == (None, 2, 2)


# --- words
def test_every_text_is_said_in_both_languages() -> None:
    names = set(re.findall(r"{(\w+)}", str(verify_ledger.TEXTS)))

    said = [verify_ledger._said(code, dict.fromkeys(names, 7)) for code in verify_ledger.TEXTS]

    for english, chinese in said:
        assert "{" not in english + chinese
        assert english.rstrip()[-1] in ".7"
        assert chinese[-1] in "。7"


def test_sentences_name_what_was_found() -> None:
    parts = ledger()
    put("disclosures", 2, value="换")(parts)

    assert verify_ledger.sentences(examine(**parts))[1:] == [
        ("ALTERED, first at entry 3.", "已被改动，最先在第 3 条。"),
        (
            "The word “word” of entry 3 is not the one that was committed to.",
            "第 3 条的附注“word”不是当初承诺的那一项。",
        ),
    ]


@pytest.mark.parametrize(
    ("count", "anchors", "codes"),
    [
        (0, False, ["empty"]),
        (2, False, ["no_anchor", "not_anchored"]),
        (2, True, ["anchored", "not_anchored"]),
    ],
)
def test_sentences_say_how_far_it_is_borne_out(count: int, anchors: bool, codes: list[str]) -> None:
    entries = ledger()["entries"][:count]
    anchor = [{name: entries[0][name] for name in FIELDS["anchor"]}] if anchors else []

    verdict = examine(entries, anchor)

    expected = {
        "first": verdict.anchored_to + 1,
        "last": count,
        "anchored_to": verdict.anchored_to,
    }
    assert verify_ledger.sentences(verdict)[1:] == [
        verify_ledger._said(code, expected) for code in codes
    ]


def test_signs_that_do_not_print_are_replaced() -> None:
    shown = verify_ledger._printable("a\x1b[2J\u202eb\n" + "c" * 300)

    assert shown == "a\ufffd[2J\ufffdb\ufffd" + "c" * 192
    assert len(shown) == 200


# --- files and the command
def lines_of(parts: Parts) -> bytes:
    kinds = (
        ("entry", "entries"),
        ("disclosure", "disclosures"),
        ("last_deed", "last_deeds"),
    )
    return b"".join(canonical({kind: row}) + b"\n" for kind, part in kinds for row in parts[part])


def as_lines(parts: Parts, path: Path) -> None:
    path.write_bytes(lines_of(parts))


def as_database(parts: Parts, path: Path) -> None:
    with sqlite3.connect(path) as database:
        for table, kind, part in (
            ("audit_entry", "entry", "entries"),
            ("audit_disclosure", "disclosure", "disclosures"),
            ("audit_lastdeed", "last_deed", "last_deeds"),
        ):
            database.execute(f"CREATE TABLE {table} ({', '.join(FIELDS[kind])})")
            for row in parts[part]:
                cells = [
                    json.dumps(cell) if isinstance(cell, list | dict) else cell
                    for cell in (row[name] for name in FIELDS[kind])
                ]
                if "at" in FIELDS[kind]:
                    place = FIELDS[kind].index("at")
                    cells[place] = str(cells[place])[:19].replace("T", " ")
                marks = ", ".join("?" * len(cells))
                database.execute(f"INSERT INTO {table} VALUES ({marks})", cells)  # noqa: S608 - ours
    database.close()


@pytest.mark.parametrize("write", [as_lines, as_database])
def test_command_answers_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write: Callable[[Parts, Path], None]
) -> None:
    parts = ledger()
    path, anchors = tmp_path / "ledger", tmp_path / "anchors.jsonl"
    write(parts, path)
    anchors.write_bytes(canonical(parts["anchors"][0]) + b"\n")

    code = verify_ledger.main([str(path), "--anchors", str(anchors)])

    assert code == verify_ledger.SOUND
    assert "Sound: no entry is missing or altered, up to the last anchor at entry 4." in (
        capsys.readouterr().out
    )


def test_command_answers_altered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = ledger()
    parts["entries"][1]["commitments"] = "{"
    as_database(parts, tmp_path / "ledger")

    assert verify_ledger.main([str(tmp_path / "ledger")]) == verify_ledger.ALTERED
    assert "ALTERED, first at entry 2." in capsys.readouterr().out


def test_file_is_a_program_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_lines(ledger(), tmp_path / "ledger")
    monkeypatch.setattr("sys.argv", ["verify_ledger.py", str(tmp_path / "ledger")])

    with pytest.raises(SystemExit) as answer:
        runpy.run_path(verify_ledger.__file__, run_name="__main__")

    assert answer.value.code == verify_ledger.NOT_ANCHORED
    assert "尚无锚点" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"hello\n", b"SQLite format 3\x00", None])
def test_command_answers_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "ledger"
    if content is not None:
        path.write_bytes(content)

    assert verify_ledger.main([str(path)]) == verify_ledger.UNREADABLE
    assert capsys.readouterr().out.startswith("Cannot be read as a ledger: ")


@pytest.mark.parametrize(
    "odd",
    [
        b"hello",
        b"[1]",
        b'{"entry":[]}',
        b'{"stone":{}}',
        b'{"anchor":{}}',
        b'{"entry": {}}',
        b'{"disclosure":{},"entry":{}}',
        b'{"entry":{"at":"\\ud800"}}',
        b'{"last_deed":{"a":1,"a":1}}',
        b"\xff",
        b"[" * 100_000,
        b"",
    ],
)
def test_odd_line_is_named(tmp_path: Path, odd: bytes) -> None:
    path = tmp_path / "ledger.jsonl"
    lines = lines_of(ledger()).splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], odd + b"\n", *lines[2:]]))

    verdict = verify_ledger.examine_file(str(path))

    assert verdict.problem == Finding("line", 3, {"line": 3})


def test_odd_line_of_anchors_is_named(tmp_path: Path) -> None:
    path, anchors = tmp_path / "ledger.jsonl", tmp_path / "anchors.jsonl"
    path.write_bytes(lines_of(ledger()))
    anchors.write_bytes(canonical(ledger()["anchors"][0]) + b"\n\n")

    verdict = verify_ledger.examine_file(str(path), str(anchors))

    assert verdict.problem == Finding("anchor_line", 0, {"line": 2})
    assert verify_ledger.sentences(verdict)[1] == (
        "The anchors cannot be used.",
        "锚点文件用不了。",
    )


def test_ledger_that_begins_with_an_odd_line_is_still_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"hello\n" + lines_of(ledger()))

    assert verify_ledger.examine_file(str(path)).problem == Finding("line", 1, {"line": 1})
