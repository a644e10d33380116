"""Is an infected file refused and recorded, and one that was never scanned told apart?"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import worlds
from tests.cast import moment
from tests.files.clamd import fake_clamd
from tests.files.samples import EICAR, docx

from hongbang.audit.models import Disclosure, Entry
from hongbang.files import jobs, queries
from hongbang.files import operations as files
from hongbang.files.models import StoredFile
from hongbang.files.rules.incoming import Incoming
from hongbang.files.rules.scanning import Scanner
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken

pytestmark = pytest.mark.django_db
GOOD, BAD = docx({"customXml/a.txt": b"fine"}), docx({"customXml/a.txt": EICAR})


def packed_as_is(content: bytes) -> bytes:
    """Leave the parts unpacked, so that a scanner without an unpacker sees them."""
    import zipfile  # noqa: PLC0415 - only here
    from io import BytesIO  # noqa: PLC0415 - only here

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


@pytest.fixture(params=["port", "socket"])
def scanner(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    folder = Path(tempfile.mkdtemp())
    with fake_clamd(folder / "c.ctl" if request.param == "socket" else None) as told:
        settings.HONGBANG_SCANNER = Scanner.read(told)
        yield
    shutil.rmtree(folder)


def store(content: bytes, by: Actor) -> StoredFile:
    incoming = Incoming("件.docx", len(content), [content])
    with files.holding(incoming, by=by, at=moment()) as held:
        return files.store(held, by=by, at=moment())


@pytest.mark.usefixtures("scanner")
def test_a_clean_file_is_kept_as_clean(clerk: Actor) -> None:
    assert store(GOOD, clerk).scan == "clean"


@pytest.mark.usefixtures("scanner")
def test_an_infected_file_is_refused_and_recorded(clerk: Actor, own_folder: Path) -> None:
    with pytest.raises(RuleBroken) as refused:
        store(packed_as_is(BAD), clerk)

    entry = Entry.objects.get(verb="files.upload.refused")
    said = dict(Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value"))
    assert refused.value.code == said["code"] == "files.infected"
    assert said["found"] == "Eicar-Test-Signature"
    assert not [path for path in own_folder.rglob("*") if path.is_file()]


def test_without_a_scanner_a_file_says_so(clerk: Actor) -> None:
    assert store(GOOD, clerk).scan == "not_scanned"


@pytest.mark.usefixtures("scanner")
def test_a_scanner_that_falls_silent_has_not_scanned(clerk: Actor) -> None:
    silent = packed_as_is(docx({"customXml/a.txt": b"SILENCE"}))

    assert store(silent, clerk).scan == "not_scanned"
    assert jobs.run(moment()) == 0
    assert StoredFile.objects.get().scan == "not_scanned"


def test_a_scanner_that_is_not_there_has_not_scanned(clerk: Actor, settings: Any) -> None:
    settings.HONGBANG_SCANNER = Scanner(socket="/nowhere/clamd.ctl")

    assert store(GOOD, clerk).scan == "not_scanned"


def test_files_are_scanned_later_and_an_infected_one_is_shut_away(
    clerk: Actor, settings: Any, client: Client
) -> None:
    good, bad = store(GOOD, clerk), store(packed_as_is(BAD), clerk)
    ticket = queries.grant(bad, "")
    with fake_clamd() as told:
        settings.HONGBANG_SCANNER = Scanner.read(told)
        done = [jobs.run(moment()), jobs.run(moment())]

    stands = dict(StoredFile.objects.values_list("public_id", "scan"))
    answer = client.get(f"/files/{ticket}/")
    assert done == [1, 0]
    assert stands == {good.public_id: "clean", bad.public_id: "infected"}
    assert (answer.status_code, "查出病毒" in answer.content.decode()) == (422, True)
    assert Entry.objects.filter(verb="files.file.condemned").count() == 1


def test_an_infected_upload_in_parts_is_refused(
    clerk: Actor, settings: Any, company: Any, client_for: Any
) -> None:
    client = client_for(company["office_clerk"])
    with fake_clamd() as told:
        settings.HONGBANG_SCANNER = Scanner.read(told)
        code = worlds.uploaded(client, "件.docx", packed_as_is(BAD))

    assert client.get(f"/files/uploads/{code}/").json()["state"] == "refused"
