"""Are bytes kept whole, under their digest, in a folder and in a bucket alike?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from moto.server import ThreadedMotoServer
from tests import worlds
from tests.cast import moment
from tests.worlds import PDF

from hongbang.files import jobs, queries
from hongbang.files import operations as files
from hongbang.files.models import StoredFile, storage
from hongbang.files.models import storage as storing
from hongbang.files.models.storage import Bucket, Folder
from hongbang.files.rules.incoming import Incoming
from hongbang.files.rules.lifecycle import ABANDONED
from hongbang.files.rules.ranges import Part, part_of
from hongbang.files.rules.storing import Place, key_of
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale

SYSTEM = Actor.system("r")
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """Let a bucket that speaks S3 listen on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, settings: Any) -> str:
    """Keep files here or there."""
    if request.param == "bucket":
        endpoint = request.getfixturevalue("s3")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "testing")
        name = f"red-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]}"
        settings.HONGBANG_STORAGE = Place.read(f"s3://{name}/附件?endpoint={endpoint}")
        bucket = storage()
        assert isinstance(bucket, Bucket)
        bucket.client.create_bucket(Bucket=name)
    return str(request.param)


@pytest.fixture
def held(tmp_path: Path) -> Path:
    path = tmp_path / "held"
    path.write_bytes(PDF)
    return path


@pytest.mark.usefixtures("place")
def test_bytes_are_kept_read_listed_and_removed(held: Path) -> None:
    kept = storage()
    assert kept.size(DIGEST) is None

    kept.keep(held, DIGEST)

    assert (kept.size(DIGEST), held.exists()) == (len(PDF), False)
    assert b"".join(kept.blocks(DIGEST)) == PDF
    assert b"".join(kept.blocks(DIGEST, 5, 4)) == PDF[5:9]
    assert b"".join(kept.blocks(DIGEST, 10)) == PDF[10:]
    ((digest, since),) = kept.every()
    assert (digest, abs(since - datetime.now(UTC)) < timedelta(minutes=5)) == (DIGEST, True)  # noqa: TID251 - when the disk says it was written
    kept.remove(DIGEST)
    assert [*kept.every()] == []
    with pytest.raises(FileNotFoundError):
        kept.blocks(DIGEST)


@pytest.mark.django_db
def test_a_file_with_a_chinese_name_comes_in_and_goes_out(place: str, client: Client) -> None:
    stored = worlds.stored(Incoming("附件1　申报条件.pdf", len(PDF), [PDF]), by=SYSTEM, at=moment())

    answer: Any = client.get(f"/files/{queries.grant(stored, '')}/")

    assert b"".join(answer.streaming_content) == PDF
    assert "%E9%99%84%E4%BB%B61" in answer.headers["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.usefixtures("place")
def test_lost_bytes_are_a_page_that_is_not_there(client: Client) -> None:
    stored = worlds.stored(Incoming("件.pdf", len(PDF), [PDF]), by=SYSTEM, at=moment())
    storage().remove(stored.sha256)

    assert client.get(f"/files/{queries.grant(stored, '')}/").status_code == 404


@pytest.mark.django_db
def test_a_bucket_that_lost_what_it_was_given_keeps_no_row(
    s3: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    settings.HONGBANG_STORAGE = Place.read(f"s3://red-lost?endpoint={s3}")
    storage().client.create_bucket(Bucket="red-lost")  # type: ignore[attr-defined]  # a Bucket

    with files.holding(Incoming("件.pdf", len(PDF), [PDF])) as held:
        storage().remove(held.sha256)
        with pytest.raises(Stale):
            files.store(held, by=SYSTEM, at=moment())

    assert StoredFile.objects.count() == 0


def test_bytes_from_another_disk_are_copied(
    tmp_path: Path, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, calls = Path.rename, []

    def across(self: Path, target: Path) -> Path:
        calls.append(self)
        if self == held:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", across)

    Folder(tmp_path / "kept").keep(held, DIGEST)

    assert b"".join(Folder(tmp_path / "kept").blocks(DIGEST)) == PDF
    assert (len(calls), held.exists()) == (2, False)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", Part(0, 10)),
        ("bytes=0-0", Part(0, 1, is_whole=False)),
        ("bytes=0-99", Part(0, 10, is_whole=False)),
        ("bytes=9-", Part(9, 1, is_whole=False)),
        ("bytes=-99", Part(0, 10, is_whole=False)),
        ("bytes=10-", None),
        ("bytes=-0", None),
        ("bytes=5-2", Part(0, 10)),
        ("bytes=-", Part(0, 10)),
        ("bytes=0-1,3-4", Part(0, 10)),
        ("lines=0-1", Part(0, 10)),
        ("bytes=" + "9" * 30 + "-", Part(0, 10)),
    ],
)
def test_a_range_is_read_as_rfc_9110_says(header: str, part: Part | None) -> None:
    assert part_of(10, header) == part


@pytest.mark.django_db
@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ({}, 200, len(PDF)),
        ({"Range": "bytes=5-8"}, 206, 4),
        ({"Range": "bytes=5-8", "If-Range": '"another"'}, 200, len(PDF)),
        ({"Range": f"bytes={len(PDF)}-"}, 416, 0),
        ({"Range": "bytes=0-1,2-3"}, 200, len(PDF)),
    ],
)
def test_parts_and_heads_are_sane(
    asked: dict[str, str], status: int, length: int, client: Client
) -> None:
    stored = worlds.stored(Incoming("件.pdf", len(PDF), [PDF]), by=SYSTEM, at=moment())
    url = f"/files/{queries.grant(stored, '')}/"

    answer: Any = client.get(url, headers=asked)
    head: Any = client.head(url, headers=asked)

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, head.status_code, len(body)) == (status, status, length)
    if status == 206:
        assert (body, answer.headers["Content-Range"]) == (PDF[5:9], f"bytes 5-8/{len(PDF)}")
    if status != 416:
        assert head.headers["Content-Length"] == str(length)
        assert b"".join(head.streaming_content) == b""
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


PATHS = (
    "/files/../settings.py",
    "/files/%2e%2e/%2e%2e/etc/passwd",
    "/files/..%2f..%2fetc%2fpasswd/",
    "/files/%252e%252e%252f/",
    "/files/..%5c..%5cwindows/",
    "/files/%c0%ae%c0%ae/",
    "/files/....//....//etc/passwd/",
    f"/files/{key_of(DIGEST)}",
    f"/files/{DIGEST}/",
    f"/var/files/{key_of(DIGEST)}",
    f"/media/{DIGEST}",
    f"/static/../var/files/{DIGEST}",
    "/static/%2e%2e/%2e%2e/secret.key",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(path: str, client: Client) -> None:
    worlds.stored(Incoming("件.pdf", len(PDF), [PDF]), by=SYSTEM, at=moment())

    answer = client.get(path)

    assert answer.status_code in {400, 404}
    assert PDF not in getattr(answer, "content", b"")


def aged(kept: Any, digest: str, by: timedelta) -> None:
    """Make bytes look older than they are."""
    path = Folder(Path(kept.folder)).place(digest)
    then = path.stat().st_mtime - by.total_seconds()
    os.utime(path, (then, then))


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - disks tell real time


@pytest.mark.django_db
def test_the_sweeper_takes_orphans_and_stray_parts_and_nothing_else(own_folder: Path) -> None:
    stored = worlds.stored(Incoming("件.pdf", len(PDF), [PDF]), by=SYSTEM, at=moment())
    folder = own_folder / "incoming"
    for name, digest in (("young", "a" * 64), ("old", "b" * 64)):
        (folder / name).write_bytes(b"x")
        (folder / f"{name}-orphan").write_bytes(b"x")
        storage().keep(folder / f"{name}-orphan", digest)
    for digest in (stored.sha256, "b" * 64):
        aged(storage(), digest, ABANDONED * 2)
    os.utime(folder / "old", (0, 0))

    swept = jobs.run(now())
    again = jobs.run(now() + timedelta(minutes=11))

    assert (swept, again) == (2, 0)
    assert sorted(digest for digest, _ in storage().every()) == sorted(["a" * 64, stored.sha256])
    assert sorted(path.name for path in folder.iterdir()) == ["young"]


@pytest.mark.django_db
def test_the_check_names_what_is_lost_and_altered(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, three = (
        worlds.stored(Incoming(f"{name}.pdf", 9, [PDF + name.encode()]), by=SYSTEM, at=moment())
        for name in ("甲", "乙", "丙")
    )
    call_command("files", "check")
    whole = capsys.readouterr().out
    storage().remove(one.sha256)
    Folder(own_folder / "files").place(two.sha256).write_bytes(b"other")
    storage().keep(_orphan(own_folder), "c" * 64)

    with pytest.raises(CommandError, match="Bring the named files back"):
        call_command("files", "check")

    told = capsys.readouterr().out.splitlines()
    assert whole == "faults: 0, bytes without a row: 0\n"
    assert told == [
        f"{one.public_id} 甲.pdf has no bytes: {one.sha256}",
        f"{two.public_id} 乙.pdf has other bytes than its digest says: {two.sha256}",
        "faults: 2, bytes without a row: 1",
    ]
    assert three.public_id not in "".join(told)


def _orphan(folder: Path) -> Path:
    path = folder / "incoming" / "orphan"
    path.write_bytes(b"x")
    return path


def test_a_bucket_is_opened_once(s3: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    settings.HONGBANG_STORAGE = Place.read(f"s3://red-once?endpoint={s3}")

    assert storing() is storing()
    with pytest.raises(OSError, match="NoSuchBucket"):
        [*storing().every()]


@pytest.mark.django_db
def test_a_bucket_that_is_away_is_told_in_words(
    settings: Any, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.HONGBANG_STORAGE = Place.read("s3://red-away?endpoint=http://127.0.0.1:9")

    with pytest.raises(RuleBroken) as refused, files.holding(Incoming("件.pdf", 9, [PDF])):
        pytest.fail("it was held")

    assert refused.value.code == "files.storage_away"
    with pytest.raises(ConnectionError):
        storage().size(DIGEST)
