"""Is every upload that means harm kept out, in words, and every other kept as it came? (S09)"""

from __future__ import annotations

import contextlib
import json
import re
import resource
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from tests.cast import moment
from tests.files import samples
from tests.files.samples import GOOD, HOSTILE, PICTURES
from tests.worlds import PDF

from hongbang.files import operations as files
from hongbang.files.models import StoredFile, storage
from hongbang.files.operations import child, inspecting
from hongbang.files.rules.incoming import Incoming
from hongbang.files.rules.inspecting import inspect
from hongbang.files.rules.kinds import Limits
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui import refusals

ALL = Limits(20 * 2**20, ("pdf", "docx", "xlsx", "jpg", "png"))
SYSTEM = Actor.system("r")


def judged(content: bytes, limits: Limits = ALL) -> tuple[str, bytes]:
    out = BytesIO()
    seen = inspect("件", len(content), BytesIO(content), limits, out)
    return seen.kind, out.getvalue() if seen.is_remade else content


def kept(name: str, content: bytes) -> StoredFile:
    blocks = [content[at : at + 65536] for at in range(0, len(content), 65536)]
    with files.holding(Incoming(name, len(content), blocks), by=SYSTEM, at=moment()) as held:
        return files.store(held, by=SYSTEM, at=moment())


def test_there_are_more_than_forty_samples() -> None:
    assert len(HOSTILE) > 60


@pytest.mark.parametrize("what", HOSTILE)
def test_what_means_harm_is_kept_out(what: str) -> None:
    content, code = HOSTILE[what]

    with pytest.raises(RuleBroken) as refused:
        judged(content)

    assert refused.value.code == code
    sentence = refusals.sentence(refused.value)
    assert re.fullmatch(r"“件”没有收下：.+。(请|只收).*", sentence) or "是空文件" in sentence, (
        sentence
    )


@pytest.mark.parametrize("what", GOOD)
def test_what_means_none_is_known_and_left_as_it_is(what: str) -> None:
    kind, content = GOOD[what]

    assert judged(content) == (kind, content)


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_is_made_anew_with_the_same_pixels(what: str) -> None:
    kind, content = PICTURES[what]

    known, made = judged(content)

    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(made))
    difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    worst = max(high for _low, high in difference.getextrema())
    assert (known, after.size, after.mode) == (kind, before.size, before.mode)
    assert worst == 0 if kind == "png" else worst <= 6
    assert not after.getexif()


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken() -> None:
    content = samples.jpg(turned=6, comment=b"who took it")

    _kind, made = judged(content)

    after = Image.open(BytesIO(made))
    assert after.size == (48, 64)
    assert (dict(after.getexif()), after.info.get("comment")) == ({}, None)
    assert b"who took it" not in made


def test_bytes_behind_a_picture_do_not_come_in() -> None:
    _kind, made = judged(samples.png() + b"what a phone puts behind")

    assert b"what a phone" not in made


@pytest.mark.parametrize("kind", ["pdf", "docx", "png"])
def test_a_kind_that_is_not_asked_for_stays_out(kind: str) -> None:
    content = {"pdf": PDF, "docx": samples.docx(), "png": samples.png()}[kind]

    with pytest.raises(RuleBroken) as refused:
        judged(content, Limits(2**20, ("xlsx",)))

    assert refused.value.code == "files.kind"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_breaks_the_inspector(data: Any) -> None:
    content = bytearray(
        data.draw(
            st.sampled_from([PDF, samples.docx(), samples.xlsx(), samples.png(), samples.jpg()])
        )
    )
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(RuleBroken):
        judged(bytes(content))


@pytest.mark.django_db
@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize("what", ["a PDF with script", "a picture of 40000 × 40000", "macros"])
def test_the_process_apart_says_the_same(what: str, own_folder: Path) -> None:
    content, code = HOSTILE[what]

    with pytest.raises(RuleBroken) as refused:
        kept("件.pdf", content)

    assert refused.value.code == code
    assert not [path for path in own_folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.usefixtures("confined")
def test_the_process_apart_keeps_what_is_good() -> None:
    sent = samples.docx()
    document, photo = kept("件", sent), kept("照.jpeg", samples.jpg())

    assert (document.name, document.kind) == ("件.docx", "docx")
    assert b"".join(storage().blocks(document.sha256)) == sent
    assert (photo.name, photo.kind, photo.sent_sha256 != "") == ("照.jpeg", "jpg", True)


HELD: dict[str, tuple[str, str]] = {
    "it loops": ("while True: pass", "files.too_slow"),
    "it sleeps": ("import time; time.sleep(60)", "files.too_slow"),
    "it dies": ("import os; os.abort()", "files.broken"),
    "it talks rubbish": ("print('{')", "files.broken"),
}


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize("what", HELD)
def test_a_process_that_does_not_answer_is_ended(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, code = HELD[what]
    child = tmp_path / "child.py"
    child.write_text(program)
    (tmp_path / "upload").write_bytes(PDF)
    monkeypatch.setattr(inspecting, "_CHILD", child)
    monkeypatch.setattr(inspecting, "SECONDS", 1)

    with pytest.raises(RuleBroken) as refused:
        inspecting._inspect("件", tmp_path / "upload", ALL)

    assert refused.value.code == code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["child.py", "upload"]


CONFINED = """
import importlib.util, json, resource, socket
told = importlib.util.spec_from_file_location("child", {source!r})
child = importlib.util.module_from_spec(told)
told.loader.exec_module(child)
alone = child._confine()
told = {{"alone": alone}}
try:
    socket.create_connection(("127.0.0.1", {port}), 2)
    told["reached"] = True
except OSError:
    told["reached"] = False
try:
    kept = bytearray(2 * child.MEMORY)
    told["memory"] = True
except MemoryError:
    told["memory"] = False
told["cpu"] = resource.getrlimit(resource.RLIMIT_CPU)[0]
print(json.dumps(told | {{"kind": "pdf", "is_remade": False}}))
"""


@pytest.mark.usefixtures("confined")
def test_the_process_apart_has_little_memory_and_no_network(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415 - only here

    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        program = CONFINED.format(
            source=str(inspecting._CHILD),
            port=canary.getsockname()[1],
        )
        told = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        with pytest.raises(TimeoutError):
            canary.accept()

    said = json.loads(told.stdout)
    assert (said["reached"], said["memory"], said["cpu"]) == (False, False, 20)


@pytest.mark.django_db
@pytest.mark.usefixtures("confined")
def test_the_process_apart_says_what_stands_in_a_file() -> None:
    told = samples.docx(body=samples.paragraph("138", "0013", "8000"))

    found = [
        kept("件", content).personal
        for content in (told, PDF, samples.png(), samples.told_pdf("11010519491231002X"))
    ]

    assert found == ["mobile", "", "unread", "id_number"]


@pytest.mark.django_db
@pytest.mark.usefixtures("confined")
def test_an_honest_pdf_of_300_pages_is_read_in_time() -> None:
    page = "\n".join(
        f"Line {number} of an honest page, as long as lines are" for number in range(40)
    )
    whole = samples.told_pdf(*[page] * 299, "and at the very end 13800138000")

    assert kept("件", whole).personal == "mobile"


HURRIED = """
import importlib.util, json, sys
told = importlib.util.spec_from_file_location("child", {source!r})
child = importlib.util.module_from_spec(told)
told.loader.exec_module(child)
child.READING_SECONDS = {seconds}
print(json.dumps(child._judge(json.loads(sys.argv[1]), child._timed)))
"""


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize(("lines", "seconds"), [(5, 0), (200_000, 1)], ids=["at once", "midway"])
def test_what_takes_too_long_comes_in_unread(lines: int, seconds: float, tmp_path: Path) -> None:
    page = "\n".join(["a line that is an honest one"] * lines)
    (tmp_path / "upload").write_bytes(samples.told_pdf(page, "13800138000"))
    program = tmp_path / "hurried.py"
    program.write_text(HURRIED.format(source=str(inspecting._CHILD), seconds=seconds))
    told = {
        "name": "件",
        "place": str(tmp_path / "upload"),
        "made": str(tmp_path / "made"),
        "size": (tmp_path / "upload").stat().st_size,
        "max_bytes": ALL.max_bytes,
        "kinds": ALL.kinds,
    }

    said = subprocess.run(
        [sys.executable, str(program), json.dumps(told)], capture_output=True, text=True, check=True
    )

    assert json.loads(said.stdout) == {"kind": "pdf", "is_remade": False, "personal": "unread"}


def test_a_server_parses_two_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "SECONDS", 0.05)
    (tmp_path / "upload").write_bytes(PDF)
    with inspecting._AT_ONCE, inspecting._AT_ONCE, pytest.raises(RuleBroken) as refused:
        inspecting._inspect("件", tmp_path / "upload", ALL)

    assert refused.value.code == "files.busy"


def test_what_takes_all_memory_in_the_process_apart_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hungry(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "inspect", hungry)
    (tmp_path / "upload").write_bytes(PDF)

    with pytest.raises(RuleBroken) as refused:
        inspecting._inspect("件", tmp_path / "upload", ALL)

    assert refused.value.code == "files.packed"


def test_a_process_apart_that_is_killed_was_too_slow(
    confined: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "child.py"
    program.write_text("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    (tmp_path / "upload").write_bytes(PDF)
    monkeypatch.setattr(inspecting, "_CHILD", program)

    with pytest.raises(RuleBroken) as refused:
        inspecting._inspect("件", tmp_path / "upload", ALL)

    assert refused.value.code == "files.too_slow"


@pytest.mark.nightly
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("confined")
def test_the_server_stays_small_while_it_is_under_fire() -> None:
    """Print how much the server and its children grow over every sample, and how long it takes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, refused = time.monotonic(), 0
    for content, _code in HOSTILE.values():
        try:
            kept("件", content)
        except RuleBroken:
            refused += 1
    for _kind, content in (*GOOD.values(), *PICTURES.values()):
        kept("件", content)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    sys.stderr.write(
        f"\nS09: {refused}/{len(HOSTILE)} refused, {len(GOOD) + len(PICTURES)} kept, server "
        f"+{grown:.0f} MB, largest child {child:.0f} MB, {time.monotonic() - began:.0f} s\n"
    )
    assert refused == len(HOSTILE)
