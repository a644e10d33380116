"""Is a file kept whole or not at all, whatever breaks on the way (reliability R06)?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import worlds
from tests.cast import moment
from tests.worlds import PDF

from hongbang.audit.models import Disclosure, Entry
from hongbang.files import operations as files
from hongbang.files.models import StoredFile, storage
from hongbang.files.operations import keeping
from hongbang.files.rules.incoming import Incoming
from hongbang.files.rules.kinds import Limits
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import NotAllowed, RuleBroken


def incoming(content: bytes = PDF, name: str = "条件.pdf") -> Incoming:
    return Incoming(name, len(content), [content[:7], content[7:]])


def on_disk(folder: Path) -> list[str]:
    """List every file below the data folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def place(content: bytes = PDF) -> str:
    digest = sha256_hex(content)
    return f"files/{digest[:2]}/{digest}"


def test_store_keeps_the_very_bytes_under_their_digest(clerk: Actor, own_folder: Path) -> None:
    stored = worlds.stored(incoming(), by=clerk, at=moment())

    assert (stored.name, stored.kind, stored.size) == ("条件.pdf", "pdf", len(PDF))
    assert (stored.sha256, stored.stored_by, stored.stored_at) == (
        *(sha256_hex(PDF), clerk.person),
        moment(),
    )
    assert b"".join(storage().blocks(stored.sha256)) == PDF
    assert on_disk(own_folder) == [place()]
    assert str(stored) == "条件.pdf"


def test_store_is_recorded_with_name_and_digest(clerk: Actor) -> None:
    stored = worlds.stored(incoming(), by=clerk, at=moment())

    entry = Entry.objects.order_by("-sequence")[0]
    said = Disclosure.objects.filter(sequence=entry.sequence, name__in=["name", "sha256"])
    assert (entry.verb, entry.subjects) == ("files.file.stored", [stored.subject.as_list()])
    assert dict(said.values_list("name", "value")) == {"name": "条件.pdf", "sha256": stored.sha256}


def test_store_of_the_same_bytes_twice_keeps_them_once(clerk: Actor, own_folder: Path) -> None:
    first = worlds.stored(incoming(), by=clerk, at=moment())
    again = worlds.stored(incoming(name="另一名.pdf"), by=clerk, at=moment())

    assert first.public_id != again.public_id
    assert first.sha256 == again.sha256
    assert on_disk(own_folder) == [place()]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (b"MZ\x90", "files.kind"),
        (PDF.replace(b"/Page/", b"/Page/JS(x)/"), "files.active"),
        (b"%PDF-" + b"x" * 2048, "files.too_large"),
    ],
)
def test_store_refuses_and_leaves_nothing(
    content: bytes, code: str, clerk: Actor, own_folder: Path, settings: Any
) -> None:
    settings.HONGBANG_FILES = Limits(1024, ("pdf",))

    with pytest.raises(RuleBroken) as refused:
        worlds.stored(incoming(content), by=clerk, at=moment())

    assert refused.value.code == code
    assert on_disk(own_folder) == []
    assert StoredFile.objects.count() == 0


def test_store_stops_reading_once_it_is_too_much(clerk: Actor, settings: Any) -> None:
    settings.HONGBANG_FILES = Limits(1024, ("pdf",))
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b"%PDF-" + b"x" * 507

    with pytest.raises(RuleBroken) as refused:
        worlds.stored(Incoming("大.pdf", 10, endless()), by=clerk, at=moment())

    assert refused.value.code == "files.too_large"
    assert len(read) == 3


def test_store_refuses_who_has_not_signed_in(db: None, own_folder: Path) -> None:
    with pytest.raises(NotAllowed) as refused:
        worlds.stored(incoming(), by=Actor.nobody("r"), at=moment())

    assert refused.value.code == "files.not_yours"
    assert on_disk(own_folder) == []


def test_a_refused_upload_is_recorded_with_its_digest(clerk: Actor) -> None:
    bad = PDF.replace(b"/Page/", b"/Page/JS(x)/")

    with (
        pytest.raises(RuleBroken),
        files.holding(incoming(bad), by=clerk, at=moment()),
    ):
        pytest.fail("it was held")

    entry = Entry.objects.get(verb="files.upload.refused")
    said = dict(Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value"))
    assert (said["name"], said["sha256"], said["code"]) == (
        *("条件.pdf", sha256_hex(bad)),
        "files.active",
    )


class DiskError(OSError):
    """What a disk says when it breaks."""


def after(calls: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """Let a call work so many times, then fail."""
    left = [calls]

    def faulty(*args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            raise DiskError
        left[0] -= 1
        return real(*args, **kwargs)

    return faulty


FAULTS: dict[str, tuple[Any, str, int]] = {
    "the first fsync": (os, "fsync", 0),
    "the rename": (Path, "rename", 0),
    "the fsync of the folder": (os, "fsync", 1),
    "the making of the folder": (Path, "mkdir", 1),
    "the row": (StoredFile.objects, "create", 0),
    "the entry": (keeping.audit, "record", 0),
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_leaves_no_row_without_its_file_and_nothing_half(
    where: str, clerk: Actor, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, calls = FAULTS[where]
    entries = Entry.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, after(calls, getattr(owner, name)))
        with pytest.raises(DiskError):
            worlds.stored(incoming(), by=clerk, at=moment())

    assert StoredFile.objects.count() == 0
    assert Entry.objects.count() == entries
    assert on_disk(own_folder) in ([], [place()])

    again = worlds.stored(incoming(), by=clerk, at=moment())
    assert b"".join(storage().blocks(again.sha256)) == PDF
    assert on_disk(own_folder) == [place()]


def test_a_sender_who_breaks_off_leaves_nothing(clerk: Actor, own_folder: Path) -> None:
    def broken_off() -> Iterator[bytes]:
        yield PDF[:7]
        raise DiskError

    with pytest.raises(DiskError):
        worlds.stored(Incoming("断.pdf", 99, broken_off()), by=clerk, at=moment())

    assert on_disk(own_folder) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("条件.pdf", "条件.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\我的文档\\条件.pdf", "条件.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("\u202efdp.exe\u2066.pdf", "fdp.exe.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("没有后缀", "没有后缀.pdf"),
        ("", "file.pdf"),
        ("\u200b", "file.pdf"),
        ("长" * 300 + ".pdf", "长" * 187 + ".pdf"),
        ("长" * 300, "长" * 190 + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * 20 + ".pdf"),
    ],
)
def test_store_keeps_a_tidy_name(given: str, kept: str, clerk: Actor) -> None:
    stored = worlds.stored(incoming(name=given), by=clerk, at=moment())

    assert stored.name == kept
    assert len(stored.name) <= 200
