"""How are papers made while nobody waits? One after another, resumed where a worker died."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pypdf import PdfWriter

from hongbang.documents import operations as documents
from hongbang.documents.exports import make
from hongbang.documents.models import Batch
from hongbang.documents.rules.content import Certificate, Content
from hongbang.documents.rules.storing import from_plain
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.ui import clock
from hongbang.work import operations as work

WORKER = f"documents-{os.getpid()}-{secrets.token_hex(4)}"
BLOCK = 256 * 1024


def run(at: datetime) -> int:
    """Make the papers of one batch; returns how many batches were ended."""
    batch = work.claim(Batch, WORKER, at)
    if batch is None:
        return 0
    try:
        _make(batch)
    except Stale:
        if not Batch.objects.filter(pk=batch.pk, state="running").exists():
            _clear(batch)  # stopped; where another worker has it, the parts are its own now
        return 0
    except RuleBroken as refusal:
        work.fail(batch, refusal, clock.now())
    else:
        _clear(batch)
    return 1


def _clear(batch: Batch) -> None:
    shutil.rmtree(_folder(batch), ignore_errors=True)


def _make(batch: Batch) -> None:
    """Make each paper once, then join them and hand the file over."""
    folder = _folder(batch)
    folder.mkdir(parents=True, exist_ok=True)
    contents = [from_plain(told) for told in batch.contents]
    for place, content in enumerate(contents):
        part = folder / f"{place:05}.pdf"
        if not part.exists():
            _write_whole(part, make(content, "pdf").content)
        work.advance(batch, place + 1, len(contents), clock.now())
    whole = folder / "whole.pdf"
    _join(folder, contents, whole)
    incoming = Incoming(f"{batch.title}.pdf", whole.stat().st_size, _blocks(whole))
    with files.holding(incoming) as held:
        documents.deliver(batch, held, by=Actor.system(WORKER), at=clock.now())


def _join(folder: Path, contents: list[Content], whole: Path) -> None:
    """Put the papers behind one another, each with its name among the bookmarks."""
    joined = PdfWriter()
    for place, content in enumerate(contents):
        name = content.team if isinstance(content, Certificate) else content.title
        joined.append(str(folder / f"{place:05}.pdf"), outline_item=name, import_outline=False)
    with whole.open("wb") as out:
        joined.write(out)
    joined.close()


def _write_whole(path: Path, content: bytes) -> None:
    """Write a part whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            yield block


def _folder(batch: Batch) -> Path:
    return Path(settings.HONGBANG_VAR) / "batches" / batch.public_id
