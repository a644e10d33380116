"""Is this ledger whole and unaltered, and which is the first entry that is not?

Runs alone, with the standard library of Python 3.9 or later:

    python3 verify_ledger.py LEDGER [--anchors anchors.jsonl]

LEDGER is an export (JSON lines) or a SQLite database file. The exit code is the answer:

    0  sound, and nothing follows the last anchor
    1  altered; the first bad entry is named
    2  the input cannot be read as a ledger
    3  sound as far as it goes, but what follows the last anchor is not anchored

An anchor is the head of the ledger written down elsewhere. A chain by itself cannot show
that its tail was cut off, or that all of it was written anew; an anchor that somebody else
keeps can. So keep your own copy of the anchors.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Start = tuple[int, str, str]

GENESIS = "0" * 64
FRESH: Start = (0, GENESIS, GENESIS)
QUIET_ROOM = "audit."  # the ledger's own deeds move no last deed
ERASED = "audit.disclosure.erased"
CONTENT = (
    "sequence", "at", "actor", "seat", "on_behalf_of", "verb",
    "subjects", "commitments", "request", "previous_sha256", "previous_sm3",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "entry": (*CONTENT, "sha256", "sm3"),
    "disclosure": ("sequence", "name", "value", "salt"),
    "last_deed": ("room", "kind", "code", "verb", "at", "seat", "sequence"),
    "anchor": ("sequence", "at", "sha256", "sm3"),
}
SOUND, ALTERED, UNREADABLE, NOT_ANCHORED = 0, 1, 2, 3


# ---------------------------------------------------------------- bytes and digests
def canonical(value: object) -> bytes:
    """Write a value as the ledger does: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256_hex(data: bytes) -> str:
    """Return SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sm3_hex(data: bytes) -> str:
    """Return SM3 (GB/T 32905) in hexadecimal; FIPS builds of OpenSSL lack it, so we bring our own.

    >>> sm3_hex(b"abc")[:16]
    '66c7f0f462eeedd9'
    """
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        return sm3_in_python(data)


def sm3_in_python(data: bytes) -> str:
    """Work SM3 out step by step, as GB/T 32905-2016 section 5 says.

    >>> sm3_in_python(b"abc")[:16]
    '66c7f0f462eeedd9'
    """
    bits = len(data) * 8
    padded = data + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + bits.to_bytes(8, "big")
    state: tuple[int, ...] = (
        0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
        0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
    )  # fmt: skip
    for start in range(0, len(padded), 64):
        mixed = _sm3_block(state, padded[start : start + 64])
        state = tuple(old ^ new for old, new in zip(state, mixed))  # noqa: B905 - both are eight
    return "".join(f"{word:08x}" for word in state)


def _turn(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF


def _sm3_block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
        x ^= _turn(x, 15) ^ _turn(x, 23)
        words.append(x ^ _turn(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        early = j < 16
        turned = _turn(a, 12)
        ss1 = _turn((turned + e + _turn(0x79CC4519 if early else 0x7A879D8A, j)) & 0xFFFFFFFF, 7)
        ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if early else (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ turned) + (words[j] ^ words[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + words[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, _turn(b, 9), c
        e, f, g, h = tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17), e, _turn(f, 19), g
    return a, b, c, d, e, f, g, h


def commitment(name: str, value: str, salt: str) -> str:
    """Return what an entry must hold for this word."""
    return "sha256:" + sha256_hex(canonical([name, salt, value]))


# ---------------------------------------------------------------- shape
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return type(value) is int and value >= 1


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _are_subjects(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, list) and len(one) == 3 and all(map(_is_text, one)) for one in value
    )


def _are_commitments(value: object) -> bool:
    return isinstance(value, dict) and all(
        _is_text(held) and held.startswith("sha256:") and _is_digest(held[7:])
        for held in value.values()
    )


_CHECKS = {
    "sequence": _is_number,
    "at": _is_moment,
    "subjects": _are_subjects,
    "commitments": _are_commitments,
    **dict.fromkeys(("sha256", "sm3", "previous_sha256", "previous_sm3"), _is_digest),
}


def fits(record: Record, kind: str) -> bool:
    """Say whether a record has exactly the fields of its kind, each of the right shape."""
    names = FIELDS[kind]
    return set(record) == set(names) and all(
        _CHECKS.get(name, _is_text)(record[name]) for name in names
    )


# ---------------------------------------------------------------- verdict
@dataclass(frozen=True)
class Finding:
    """One thing that is wrong or odd; `sequence` is 0 where it is the anchors themselves."""

    code: str
    sequence: int
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What the examination found."""

    entries: int
    head: Start
    anchors: int
    anchored_to: int
    disclosed: int
    erased: int
    withheld: int
    warnings: tuple[Finding, ...]
    problem: Finding | None

    @property
    def exit_code(self) -> int:
        """Return 0, 1 or 3, as the head of this file says."""
        if self.problem is not None:
            return ALTERED
        return NOT_ANCHORED if self.head[0] > self.anchored_to else SOUND


class Bad(Exception):  # noqa: N818 - caught by `examine` and turned into a finding
    """The first thing found wrong; without a sequence it is whatever was due next."""

    def __init__(self, code: str, sequence: int | None = None, **params: object) -> None:
        super().__init__(code)
        self.code, self.sequence, self.params = code, sequence, params


def examine(
    entries: Iterable[Record],
    anchors: Iterable[Record] = (),
    disclosures: Iterable[Record] = (),
    last_deeds: Iterable[Record] | None = None,
    start: Start = FRESH,
) -> Verdict:
    """Walk the ledger once, in order, and stop at the first bad entry.

    Entries and disclosures come in the order of their sequence. `start` lets a stretch of
    the ledger be examined behind an entry already trusted.
    """
    walk = _Walk(start, disclosures)
    problem = None
    try:
        walk.take_anchors(anchors)
        for entry in entries:
            walk.step(entry)
        walk.close(last_deeds)
    except Bad as bad:
        sequence = walk.head[0] + 1 if bad.sequence is None else bad.sequence
        problem = Finding(bad.code, sequence, bad.params)
    return walk.verdict(problem)


class _Walk:
    """Where the examination stands."""

    def __init__(self, start: Start, disclosures: Iterable[Record]) -> None:
        self.head = start
        self.entries = 0
        self.anchors: dict[int, Record] = {}
        self.anchored_to = 0
        self.words = iter(disclosures)
        self.word = next(self.words, None)
        self.disclosed = 0
        self.missing: dict[int, int] = {}
        self.erased: set[int] = set()
        self.last_deeds: dict[tuple[str, str, str], Record] = {}
        self.latest = ""
        self.backward: list[int] = []

    def take_anchors(self, anchors: Iterable[Record]) -> None:
        before = 0
        for line, anchor in enumerate(anchors, start=1):
            if not fits(anchor, "anchor"):
                raise Bad("anchor_line", 0, line=line)
            if anchor["sequence"] <= before:
                raise Bad("anchor_order", 0, line=line, anchored=anchor["sequence"])
            before = anchor["sequence"]
            self.anchors[before] = anchor

    def step(self, entry: Record) -> None:
        if not fits(entry, "entry"):
            raise Bad("shape")
        self.check_place(entry)
        self.check_digests(entry)
        self.check_words(entry)
        self.head = (entry["sequence"], entry["sha256"], entry["sm3"])
        self.entries += 1
        self.check_anchor()
        self.remember(entry)

    def check_place(self, entry: Record) -> None:
        due, found = self.head[0] + 1, entry["sequence"]
        if found > due:
            raise Bad("gap", due, found=found)
        if found < due:
            raise Bad("repeated", found, due=due)

    def check_digests(self, entry: Record) -> None:
        written = canonical({name: entry[name] for name in CONTENT})
        if (entry["sha256"], entry["sm3"]) != (sha256_hex(written), sm3_hex(written)):
            raise Bad("content", entry["sequence"])
        if (entry["previous_sha256"], entry["previous_sm3"]) != self.head[1:]:
            raise Bad("chain", entry["sequence"], before=self.head[0])

    def check_words(self, entry: Record) -> None:
        sequence, left = entry["sequence"], dict(entry["commitments"])
        while (word := self.word) is not None:
            place = word.get("sequence")
            if _is_number(place) and place > sequence:
                break
            if not fits(word, "disclosure"):
                raise Bad("word_shape", sequence)
            held = left.pop(word["name"], None) if word["sequence"] == sequence else None
            if held is None:
                raise Bad("word_surplus", word["sequence"], name=word["name"])
            if held != commitment(word["name"], word["value"], word["salt"]):
                raise Bad("word_altered", sequence, name=word["name"])
            self.disclosed += 1
            self.word = next(self.words, None)
        if left:
            self.missing[sequence] = len(left)

    def check_anchor(self) -> None:
        anchor = self.anchors.get(self.head[0])
        if anchor is None:
            return
        if (anchor["sha256"], anchor["sm3"]) != self.head[1:]:
            raise Bad("rewritten", self.head[0], since=self.anchored_to + 1)
        self.anchored_to = self.head[0]

    def remember(self, entry: Record) -> None:
        if entry["at"] < self.latest:
            self.backward.append(entry["sequence"])
        self.latest = max(self.latest, entry["at"])
        if entry["verb"] == ERASED:
            self.erased |= {
                int(code)
                for room, kind, code in entry["subjects"]
                if (room, kind) == ("audit", "entry") and code.isdecimal()
            }
        if not entry["verb"].startswith(QUIET_ROOM):
            last = {name: entry[name] for name in ("verb", "at", "seat", "sequence")}
            for room, kind, code in entry["subjects"]:
                self.last_deeds[room, kind, code] = last

    def close(self, last_deeds: Iterable[Record] | None) -> None:
        ahead = [sequence for sequence in self.anchors if sequence > self.head[0]]
        if ahead:
            raise Bad("cut", anchored=max(ahead), last=self.head[0])
        if self.word is not None:
            if not fits(self.word, "disclosure"):
                raise Bad("word_shape")
            raise Bad("word_surplus", self.word["sequence"], name=self.word["name"])
        if last_deeds is not None:
            self.check_last_deeds(last_deeds)

    def check_last_deeds(self, rows: Iterable[Record]) -> None:
        due = dict(self.last_deeds)
        for row in rows:
            if not fits(row, "last_deed"):
                raise Bad("last_deed_shape")
            subject = (row["room"], row["kind"], row["code"])
            told = due.pop(subject, None)
            if told is None:
                raise Bad("last_deed_unfounded", row["sequence"], subject=" ".join(subject))
            if any(row[name] != value for name, value in told.items()):
                raise Bad("last_deed_differs", told["sequence"], subject=" ".join(subject))
        for subject, told in due.items():
            raise Bad("last_deed_missing", told["sequence"], subject=" ".join(subject))

    def verdict(self, problem: Finding | None) -> Verdict:
        erased = sum(count for at, count in self.missing.items() if at in self.erased)
        warnings = []
        if self.backward:
            backward = {"count": len(self.backward)}
            warnings.append(Finding("times_go_back", self.backward[0], backward))
        return Verdict(
            entries=self.entries,
            head=self.head,
            anchors=len(self.anchors),
            anchored_to=self.anchored_to,
            disclosed=self.disclosed,
            erased=erased,
            withheld=sum(self.missing.values()) - erased,
            warnings=tuple(warnings),
            problem=problem,
        )


# ---------------------------------------------------------------- words
TEXTS: dict[str, tuple[str, str]] = {
    "counted": (
        (
            "Checked: entries {entries}, anchors {anchors}, words behind commitments {disclosed}; "
            "words erased on record {erased}, not in this copy {withheld}."
        ),
        (
            "核对了 {entries} 条记录、{anchors} 个锚点、{disclosed} 项附注；"
            "另有 {erased} 项附注已抹去并留有记录，{withheld} 项不在这份副本里。"
        ),
    ),
    "sound": (
        (
            "Sound: no entry is missing or altered, up to the last anchor at entry {anchored_to}. "
            "Compare that anchor with the newest one that others hold."
        ),
        (
            "完好：到最后一个锚点（第 {anchored_to} 条）为止，没有缺漏，没有改动。"
            "请再与别人手里最新的锚点对一对。"
        ),
    ),
    "empty": ("The ledger has no entry yet.", "账本里还没有记录。"),
    "anchored": (
        "Up to entry {anchored_to} no entry is missing or altered, and an anchor bears it out.",
        "到第 {anchored_to} 条为止没有缺漏，没有改动，有锚点为证。",
    ),
    "no_anchor": (
        "No anchor was given: a ledger cut short, or written anew, would look just like this.",
        "没有给出锚点：尾部被截去，或整本重写，单看账本是看不出来的。",
    ),
    "not_anchored": (
        (
            "Entries {first} to {last} hang together but are not anchored: nothing outside the "
            "ledger bears them out yet. Check again with the next anchor."
        ),
        (
            "第 {first} 至 {last} 条前后相接，但尚无锚点：账本之外还没有东西为它们作证。"
            "有了下一个锚点再核对一次。"
        ),
    ),
    "altered": ("ALTERED, first at entry {sequence}.", "已被改动，最先在第 {sequence} 条。"),
    "anchors_bad": ("The anchors cannot be used.", "锚点文件用不了。"),
    "unreadable": ("Cannot be read as a ledger: {why}", "读不成账本：{why}"),
    "line": (
        "Line {line} is not a line of a ledger; entry {sequence} or the words before it are hit.",
        "第 {line} 行不是账本的写法，受损的是第 {sequence} 条或它前面的附注。",
    ),
    "shape": (
        "Where entry {sequence} should stand there is something of another shape.",
        "第 {sequence} 条的位置上，写法不对。",
    ),
    "gap": (
        "Entry {sequence} is missing; entry {found} stands in its place.",
        "缺第 {sequence} 条，它的位置上是第 {found} 条。",
    ),
    "repeated": (
        "Entry {sequence} appears where entry {due} is due.",
        "该是第 {due} 条的地方，又出现了第 {sequence} 条。",
    ),
    "content": (
        "What entry {sequence} says does not match its digests.",
        "第 {sequence} 条的内容与它的摘要对不上。",
    ),
    "chain": (
        "Entry {sequence} does not follow entry {before} as it now stands.",
        "第 {sequence} 条接不上现在的第 {before} 条。",
    ),
    "rewritten": (
        (
            "Entry {sequence} is not the one that was anchored: something from entry {since} to "
            "entry {sequence} was written anew."
        ),
        "第 {sequence} 条不是锚点记下的那一条：第 {since} 至 {sequence} 条之间被重写过。",
    ),
    "cut": (
        (
            "The ledger ends at entry {last}, but entry {anchored} was anchored: the tail was cut "
            "off, or an older copy was put back."
        ),
        "账本到第 {last} 条为止，而锚点记有第 {anchored} 条：尾部被截去，或换回了旧副本。",
    ),
    "word_shape": (
        "A word kept beside entry {sequence} has another shape.",
        "第 {sequence} 条旁边的一项附注写法不对。",
    ),
    "word_altered": (
        "The word “{name}” of entry {sequence} is not the one that was committed to.",
        "第 {sequence} 条的附注“{name}”不是当初承诺的那一项。",
    ),
    "word_surplus": (
        "Entry {sequence} never committed to a word “{name}” that is kept beside it.",
        "第 {sequence} 条旁边多出一项从未承诺过的附注“{name}”。",
    ),
    "last_deed_shape": ("A row of last deeds has another shape.", "末次行为表里有一行写法不对。"),
    "last_deed_differs": (
        "The last deed kept for {subject} is not what entry {sequence} says.",
        "{subject} 的末次行为与第 {sequence} 条不符。",
    ),
    "last_deed_missing": (
        "No last deed is kept for {subject}, though entry {sequence} tells of one.",
        "第 {sequence} 条记有 {subject}，末次行为表里却没有。",
    ),
    "last_deed_unfounded": (
        "A last deed is kept for {subject} (entry {sequence}), but no entry tells of it.",
        "末次行为表里有 {subject}（第 {sequence} 条），账本里却没有这件事。",
    ),
    "anchor_line": (
        "Line {line} of the anchors is not an anchor.",
        "锚点文件第 {line} 行不是锚点的写法。",
    ),
    "anchor_order": (
        "Line {line} of the anchors (entry {anchored}) does not come after the line before it.",
        "锚点文件第 {line} 行（第 {anchored} 条）没有排在前一行之后。",
    ),
    "times_go_back": (
        (
            "To note: entries that bear an earlier moment than one before them: {count}, the "
            "first is entry {sequence}. Clocks of several machines can do this."
        ),
        (
            "请留意：有 {count} 条的时刻早于前面的记录，最先是第 {sequence} 条。"
            "几台机器的钟不一致时会这样。"
        ),
    ),
}


def sentences(verdict: Verdict) -> list[tuple[str, str]]:
    """Say the verdict in plain sentences, English and Chinese."""
    told = [("counted", dict(vars(verdict)))]
    if verdict.problem is not None:
        problem = verdict.problem
        params = {**problem.params, "sequence": problem.sequence}
        told.append(("altered" if problem.sequence else "anchors_bad", params))
        told.append((problem.code, params))
    elif not verdict.head[0]:
        told.append(("empty", {}))
    else:
        told += _how_far(verdict)
    told += [(note.code, {**note.params, "sequence": note.sequence}) for note in verdict.warnings]
    return [_said(code, params) for code, params in told]


def _how_far(verdict: Verdict) -> list[tuple[str, dict[str, object]]]:
    facts: dict[str, object] = {
        "anchored_to": verdict.anchored_to,
        "first": verdict.anchored_to + 1,
        "last": verdict.head[0],
    }
    if verdict.exit_code == SOUND:
        return [("sound", facts)]
    return [("anchored" if verdict.anchored_to else "no_anchor", facts), ("not_anchored", facts)]


def _said(code: str, params: Mapping[str, object]) -> tuple[str, str]:
    english, chinese = TEXTS[code]
    shown = {name: _printable(value) for name, value in params.items()}
    return english.format(**shown), chinese.format(**shown)


def _printable(value: object) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in str(value))[:200]


# ---------------------------------------------------------------- files
class Unreadable(Exception):  # noqa: N818 - the third answer, not a fault of ours
    """The input is no ledger at all."""


def parsed(line: bytes, kinds: Iterable[str]) -> tuple[str, Record] | None:
    """Read one canonical line `{"kind":{…}}`, or return nothing."""
    try:
        whole = json.loads(line.decode("utf-8"))
        if canonical(whole) != line:
            return None
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or len(whole) != 1:
        return None
    ((kind, record),) = whole.items()
    return (kind, record) if kind in kinds and isinstance(record, dict) else None


def anchors_in(lines: Iterable[bytes]) -> Iterator[Record]:
    """Read the lines of an anchors file."""
    for number, line in enumerate(lines, start=1):
        found = parsed(b'{"anchor":' + line.rstrip(b"\n") + b"}", ("anchor",))
        if found is None:
            raise Bad("anchor_line", 0, line=number)
        yield found[1]


def records_in(lines: Iterable[bytes], kind: str) -> Iterator[Record]:
    """Yield the records of one kind; while looking for entries, vouch for every line."""
    opening = b'{"' + kind.encode() + b'":'
    for number, line in enumerate(lines, start=1):
        if kind != "entry" and not line.startswith(opening):
            continue
        found = parsed(line[:-1] if line.endswith(b"\n") else line, FIELDS)
        if found is not None and found[0] == kind:
            yield found[1]
        elif kind == "entry" and (found is None or found[0] == "anchor"):
            raise Bad("line", line=number)


def _lines(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:  # noqa: PTH123 - no pathlib in rules
        yield from file


def _examine_lines(path: str, anchors: Iterable[Record]) -> Verdict:
    with open(path, "rb") as file:  # noqa: PTH123 - no pathlib in rules
        if parsed(file.readline().rstrip(b"\n"), ("entry",)) is None and not any(
            parsed(line.rstrip(b"\n"), FIELDS) for line in file
        ):
            raise Unreadable("no line of it is a line of a ledger / 没有一行是账本的写法")
    last_deeds = list(records_in(_lines(path), "last_deed"))
    return examine(
        records_in(_lines(path), "entry"),
        anchors,
        records_in(_lines(path), "disclosure"),
        last_deeds or None,
    )


def _examine_sqlite(path: str, anchors: Iterable[Record]) -> Verdict:
    import sqlite3  # noqa: PLC0415 - only where a database file is read
    from urllib.parse import quote  # noqa: PLC0415 - as above

    database = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, isolation_level=None)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.row_factory = sqlite3.Row

    def rows(kind: str, order: str) -> Iterator[Record]:
        columns = ", ".join(f'"{name}"' for name in FIELDS[kind])
        table = "audit_" + kind.replace("_", "")
        for row in database.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):  # noqa: S608 - names are ours
            yield {name: _from_sqlite(name, row[name]) for name in FIELDS[kind]}

    try:
        database.execute("BEGIN")  # one view of all three tables, however busy the house is
        return examine(
            rows("entry", "sequence"),
            anchors,
            rows("disclosure", "sequence, name"),
            rows("last_deed", "sequence"),
        )
    except sqlite3.Error as error:
        raise Unreadable(f"{error}") from error
    finally:
        database.close()


def _from_sqlite(name: str, value: object) -> object:
    if name == "at" and isinstance(value, str):
        day, _, hour = value.partition(" ")
        whole, _, fraction = hour.partition(".")
        return f"{day}T{whole}.{fraction:0<6}Z"
    if name in {"subjects", "commitments"} and isinstance(value, str):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def examine_file(path: str, anchors_path: str | None = None) -> Verdict:
    """Examine an export or a SQLite file. Raises `Unreadable` where it is neither."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - no pathlib in rules
            is_sqlite = file.read(16) == b"SQLite format 3\x00"
        anchors = anchors_in(_lines(anchors_path)) if anchors_path else iter(())
        return (_examine_sqlite if is_sqlite else _examine_lines)(path, anchors)
    except OSError as error:
        raise Unreadable(f"{error.filename}: {error.strerror}") from error


def main(arguments: list[str] | None = None) -> int:
    """Answer on the command line."""
    import argparse  # noqa: PLC0415 - the rules above need no command line
    import sys  # noqa: PLC0415 - as above

    reader = argparse.ArgumentParser(description="Check a Hongbang ledger. 核对红榜账本。")
    reader.add_argument("ledger", help="export (.jsonl) or SQLite file / 导出文件或 SQLite 数据库")
    reader.add_argument("--anchors", help="anchors.jsonl kept elsewhere / 另处保存的锚点文件")
    given = reader.parse_args(arguments)
    try:
        verdict = examine_file(given.ledger, given.anchors)
        told, code = sentences(verdict), verdict.exit_code
    except Unreadable as why:
        told, code = [_said("unreadable", {"why": why})], UNREADABLE
    lines = "".join(f"{english}\n{chinese}\n" for english, chinese in told)
    sys.stdout.buffer.write(lines.encode("utf-8", "replace"))
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
