"""Where do bytes lie: a folder of this machine, or a bucket that speaks S3?

Both keep bytes under their SHA-256 digest, so that the same bytes lie once, and a name that
somebody typed never becomes a path.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, Self

from django.conf import settings

from hongbang.files.rules.storing import Place, key_of

BLOCK = 256 * 1024


class Storage(Protocol):
    """What both can do."""

    def keep(self, held: Path, digest: str) -> None:
        """Make the bytes of `held` durable under their digest; only then may a row name them."""

    def blocks(self, digest: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Read bytes block by block. Raises `FileNotFoundError`."""

    def size(self, digest: str) -> int | None:
        """Return how many bytes lie there, nothing where there are none."""

    def every(self) -> Iterator[tuple[str, datetime]]:
        """Yield each digest that lies there, and since when."""

    def remove(self, digest: str) -> None:
        """Take bytes away; only the sweeper does."""


def storage() -> Storage:
    """Return the storage that the settings name."""
    place: Place = settings.HONGBANG_STORAGE
    if place.kind == "s3":
        return _bucket(place)
    return Folder(Path(place.folder) if place.folder else Path(settings.HONGBANG_VAR) / "files")


def incoming_folder() -> Path:
    """Return the quarantine: bytes that nobody has checked yet, on this machine's own disk."""
    folder = Path(settings.HONGBANG_VAR) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Folder:
    """A folder on this machine's disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, digest: str) -> Path:
        """Return where bytes of this digest lie."""
        return self.folder / key_of(digest)

    def keep(self, held: Path, digest: str) -> None:
        """Move the bytes to their place, and make the move durable, new folders included."""
        place = self.place(digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.utime(held)  # the sweeper looks at how long bytes have been here
        try:
            held.rename(place)
        except OSError as fault:
            if fault.errno != errno.EXDEV:
                raise
            _copy_durably(held, place)  # another disk: copy beside, then move
        for folder in (place.parent, place.parent.parent):
            _sync_folder(folder)

    def blocks(self, digest: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Read bytes block by block; the file is open before the first block is asked for."""
        source = self.place(digest).open("rb")
        source.seek(start)
        return _Blocks(source, length)

    def size(self, digest: str) -> int | None:
        """Return how many bytes lie there."""
        with contextlib.suppress(FileNotFoundError):
            return self.place(digest).stat().st_size
        return None

    def every(self) -> Iterator[tuple[str, datetime]]:
        """Yield each digest that lies there, and since when."""
        for path in sorted(self.folder.glob("??/*")):
            with contextlib.suppress(FileNotFoundError):
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def remove(self, digest: str) -> None:
        """Take bytes away."""
        self.place(digest).unlink(missing_ok=True)


class Bucket:
    """A bucket that speaks S3."""

    def __init__(self, place: Place) -> None:
        import boto3  # noqa: PLC0415 - slow to load, and only needed with a bucket
        from botocore.config import Config  # noqa: PLC0415 - as above

        self.name, self.prefix = place.bucket, place.prefix
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=place.endpoint or None,
            region_name=place.region or "us-east-1",
            config=Config(
                connect_timeout=5,
                read_timeout=30,
                retries={"max_attempts": 3},
                s3={"addressing_style": "path"},
            ),
        )

    def key(self, digest: str) -> str:
        """Return under which key bytes of this digest lie."""
        return self.prefix + key_of(digest)

    def keep(self, held: Path, digest: str) -> None:
        """Put the bytes; the bucket checks their digest itself, and answers when it has them."""
        with held.open("rb") as source, _reached():
            self.client.put_object(
                Bucket=self.name,
                Key=self.key(digest),
                Body=source,
                ChecksumAlgorithm="SHA256",
            )
        held.unlink()

    def blocks(self, digest: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Read bytes block by block as they come from the bucket."""
        last = "" if length is None else str(start + length - 1)
        asked = {"Range": f"bytes={start}-{last}"} if start or last else {}
        with _reached():
            answer = self.client.get_object(Bucket=self.name, Key=self.key(digest), **asked)
        return _Blocks(answer["Body"], None)

    def size(self, digest: str) -> int | None:
        """Return how many bytes lie there."""
        try:
            with _reached():
                told = self.client.head_object(Bucket=self.name, Key=self.key(digest))
        except FileNotFoundError:
            return None
        return int(told["ContentLength"])

    def every(self) -> Iterator[tuple[str, datetime]]:
        """Yield each digest that lies there, and since when."""
        pages = self.client.get_paginator("list_objects_v2")
        with _reached():
            for page in pages.paginate(Bucket=self.name, Prefix=self.prefix):
                for one in page.get("Contents", []):
                    yield one["Key"].rpartition("/")[2], one["LastModified"]

    def remove(self, digest: str) -> None:
        """Take bytes away."""
        with _reached():
            self.client.delete_object(Bucket=self.name, Key=self.key(digest))


@contextlib.contextmanager
def _reached() -> Iterator[None]:
    """Say in the words of a disk what went wrong with a bucket, so that both are handled alike."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    try:
        yield
    except ClientError as fault:
        code = fault.response["Error"]["Code"]
        if code in {"404", "NoSuchKey", "NotFound"}:
            raise FileNotFoundError(code) from None
        raise OSError(code) from fault
    except BotoCoreError as fault:
        raise ConnectionError(type(fault).__name__) from fault


@lru_cache(maxsize=4)
def _bucket(place: Place) -> Bucket:
    return Bucket(place)


class _Blocks:
    """Reads a source block by block; closes it at the end, or when nobody wants the rest."""

    def __init__(self, source: Any, length: int | None) -> None:
        self.source, self.left = source, length

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        block: bytes = b""
        if self.left is None or self.left > 0:
            block = self.source.read(BLOCK if self.left is None else min(BLOCK, self.left))
        if not block:
            self.close()
            raise StopIteration
        self.left = None if self.left is None else self.left - len(block)
        return block

    def close(self) -> None:
        self.source.close()


def _copy_durably(held: Path, place: Path) -> None:
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with held.open("rb") as source, part.open("wb") as out:
            for block in _Blocks(source, None):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        part.rename(place)
    finally:
        part.unlink(missing_ok=True)
    held.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
