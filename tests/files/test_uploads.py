"""Does a file come in whole over a line that breaks, and only from who began it?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from tests import worlds
from tests.cast import Member, moment
from tests.files.samples import docx, jpg, paragraph
from tests.worlds import PDF

from hongbang.audit.models import Entry
from hongbang.files import jobs, queries
from hongbang.files import operations as files
from hongbang.files.models import StoredFile, Upload, storage
from hongbang.files.rules.incoming import Open, Piece
from hongbang.files.rules.lifecycle import ABANDONED, OPEN_MAX, PART_BYTES
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
LIN, WU = Actor("LIN", Role.EXPERT, "O", "r"), Actor("WU", Role.EXPERT, "O", "r")
KEY = "k" * 32
LONG = PDF + b"\n" * 3000


def begun(by: Actor = LIN, content: bytes = PDF, key: str = KEY, name: str = "件.pdf") -> Upload:
    return files.open_upload(Open(name, len(content), key), by=by, at=moment())


def sent(upload: Upload, content: bytes, offset: int = 0, by: Actor = LIN) -> Upload:
    return files.receive(upload, Piece(offset, content), by=by, at=moment())


def ready(content: bytes = PDF, by: Actor = LIN) -> Upload:
    upload = begun(by, content)
    sent(upload, content, by=by)
    return files.complete(upload, by=by, at=moment())


def kept(upload: Upload, by: Actor = LIN) -> StoredFile:
    with files.taking(upload.public_id, by=by) as held:
        return files.store(held, by=by, at=moment())


def test_a_file_comes_part_by_part_and_is_kept(own_folder: Path) -> None:
    upload = begun(content=LONG)
    for offset in range(0, len(LONG), 1000):
        upload = sent(upload, LONG[offset : offset + 1000], offset)
    checked = files.complete(upload, by=LIN, at=moment())

    stored = kept(checked)

    assert b"".join(storage().blocks(stored.sha256)) == LONG
    assert (stored.name, Upload.objects.get().state) == ("件.pdf", "kept")
    assert [*(own_folder / "incoming").iterdir()] == []
    verbs = [*Entry.objects.order_by("sequence").values_list("verb", flat=True)]
    assert verbs == ["files.upload.opened", "files.upload.checked", "files.file.stored"]


def test_a_picture_in_parts_is_made_anew() -> None:
    content = jpg()

    stored = kept(ready(content))

    assert stored.sent_sha256 == hashlib.sha256(content).hexdigest() != stored.sha256


def test_what_stands_in_a_file_in_parts_is_kept_with_it() -> None:
    checked = ready(docx(body=paragraph("请打138", "00138000")))
    before = checked.personal

    assert (before, kept(checked).personal) == ("mobile", "mobile")


def test_the_same_form_begins_one_upload() -> None:
    assert begun().public_id == begun().public_id
    assert Upload.objects.count() == 1


def test_a_part_that_came_already_is_told_where_to_go_on() -> None:
    upload = begun()
    sent(upload, PDF[:50])

    for offset in (0, 60):
        with pytest.raises(Stale) as refused:
            sent(upload, PDF[:50], offset)
        assert (refused.value.code, refused.value.params) == ("files.goes_on_at", {"offset": 50})


def test_what_a_death_left_uncounted_is_overwritten(own_folder: Path) -> None:
    upload = begun()
    sent(upload, PDF[:50])
    with (own_folder / "incoming" / f"{upload.public_id}.part").open("ab") as out:
        out.write(b"half a part")

    sent(upload, PDF[50:], 50)

    assert files.complete(upload, by=LIN, at=moment()).sha256 == hashlib.sha256(PDF).hexdigest()


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (Piece(0, PDF + b"x"), "files.part_large"),
        (Piece(0, b"x" * (PART_BYTES + 1)), "files.part_large"),
        (Piece(0, PDF[:9], "0" * 64), "files.part_broken"),
    ],
)
def test_a_part_that_does_not_fit_is_refused(piece: Piece, code: str) -> None:
    upload = begun()

    with pytest.raises(RuleBroken) as refused:
        files.receive(upload, piece, by=LIN, at=moment())

    assert (refused.value.code, Upload.objects.get().received) == (code, 0)


def test_what_has_not_come_whole_is_not_complete() -> None:
    upload = begun()
    sent(upload, PDF[:-1])

    with pytest.raises(RuleBroken) as refused:
        files.complete(upload, by=LIN, at=moment())

    assert refused.value.code == "files.not_whole"


def test_complete_told_twice_answers_the_same() -> None:
    upload = ready()

    assert files.complete(upload, by=LIN, at=moment()).sha256 == upload.sha256


def test_a_hostile_upload_is_refused_recorded_and_gone(own_folder: Path) -> None:
    bad = PDF.replace(b"/Page/", b"/Page/JS(x)/")
    upload = begun(content=bad)
    sent(upload, bad)

    with pytest.raises(RuleBroken) as refused:
        files.complete(upload, by=LIN, at=moment())

    assert (refused.value.code, Upload.objects.get().state) == ("files.active", "refused")
    assert Entry.objects.filter(verb="files.upload.refused").count() == 1
    assert [*(own_folder / "incoming").iterdir()] == []
    with pytest.raises(IllegalMove):
        sent(upload, b"", len(bad))


def test_cancel_stops_and_takes_the_bytes_away(own_folder: Path) -> None:
    upload = begun()
    sent(upload, PDF[:9])

    files.cancel_upload(upload, by=LIN, at=moment())

    assert (Upload.objects.get().state, [*(own_folder / "incoming").iterdir()]) == ("cancelled", [])
    with pytest.raises(IllegalMove):
        files.cancel_upload(upload, by=LIN, at=moment())


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [("件.pdf", 0, "files.empty"), ("件.pdf", 21 * 2**20, "files.too_large")],
)
def test_what_cannot_be_kept_is_not_begun(name: str, size: int, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        files.open_upload(Open(name, size, KEY), by=LIN, at=moment())

    assert refused.value.code == code


def test_one_person_has_few_uploads_under_way() -> None:
    for number in range(OPEN_MAX):
        begun(key=f"{number:032}", name=f"{number}.pdf")

    with pytest.raises(RuleBroken) as refused:
        begun(key="x" * 32, name="多.pdf")

    assert refused.value.code == "files.too_many_open"
    assert begun(WU).person == "WU"


def test_an_upload_belongs_to_its_person_and_seat() -> None:
    upload = begun()
    other_seat = Actor("LIN", Role.AUDITOR, "O", "r")

    for by in (WU, other_seat, Actor.system("r")):
        for perform in (
            lambda by=by: sent(upload, PDF, by=by),
            lambda by=by: files.complete(upload, by=by, at=moment()),
            lambda by=by: files.cancel_upload(upload, by=by, at=moment()),
            lambda by=by: kept(upload, by),
        ):
            with pytest.raises((NotFound, NotAllowed)):
                perform()
    assert [*queries.resumable(other_seat)] == []
    assert [one.pk for one in queries.resumable(LIN)] == [upload.pk]


def test_a_refused_deed_leaves_the_upload_ready() -> None:
    upload = ready()

    with (
        pytest.raises(NotAllowed),
        files.taking(upload.public_id, by=LIN) as held,
    ):
        files.store(held, by=Actor.nobody("r"), at=moment())

    assert kept(upload).name == "件.pdf"


def test_a_deed_that_was_rolled_back_finds_its_bytes_again() -> None:
    upload = ready()
    with transaction.atomic():
        kept(upload)
        transaction.set_rollback(True)

    assert Upload.objects.get().state == "ready"
    assert b"".join(storage().blocks(kept(upload).sha256)) == PDF


def test_an_upload_that_moved_meanwhile_is_stale() -> None:
    upload = begun()
    Upload.objects.update(state="cancelled")

    with pytest.raises(Stale):
        files.refuse(upload, RuleBroken("files.kind", {}), by=LIN, at=moment())
    with pytest.raises(Stale):
        files.advance(upload, 5, by=LIN, at=moment())


def test_abandoned_uploads_are_swept_within_the_hour(own_folder: Path) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - disks tell real time
    left = files.open_upload(Open("旧.pdf", len(PDF), KEY), by=LIN, at=now - ABANDONED * 2)
    files.receive(left, Piece(0, PDF[:9]), by=LIN, at=now - ABANDONED * 2)
    part = own_folder / "incoming" / f"{left.public_id}.part"
    old = (now - ABANDONED * 2).timestamp()
    os.utime(part, (old, old))
    fresh = files.open_upload(Open("新.pdf", len(PDF), "n" * 32), by=LIN, at=now)

    assert jobs.run(now) == 2  # the upload and its part

    states = {one.public_id: one.state for one in Upload.objects.all()}
    assert states == {left.public_id: "expired", fresh.public_id: "open"}
    assert (part.exists(), timedelta(hours=1) > ABANDONED) == (False, True)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("files_upload_state_known", {"state": "lost"}),
        ("files_upload_within_its_size", {"received": 10**6}),
        ("files_upload_ready_is_whole", {"state": "ready"}),
        ("files_upload_personal_known", {"personal": "perhaps"}),
    ],
)
def test_an_upload_stands_as_it_must(name: str, changes: dict[str, Any]) -> None:
    begun()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Upload.objects.update(**changes)
    assert str(Upload.objects.get()) == "件.pdf open"


@pytest.fixture
def desk(company: dict[Role, Member], client_for: ClientFor) -> Client:
    return client_for(company[Role.OFFICE_CLERK])


def test_the_browser_is_told_how_far_it_is(desk: Client) -> None:
    opened = desk.post("/files/uploads/", {"name": "件.pdf", "size": len(PDF), "key": KEY})
    row = opened.json()
    url = f"/files/uploads/{row['code']}/"
    digest = hashlib.sha256(PDF[:50]).hexdigest()
    part = f"{url}part/?offset=0&sha256={digest}"
    kind = "application/octet-stream"

    first = desk.post(part, PDF[:50], content_type=kind)
    twice = desk.post(part, PDF[:50], content_type=kind)
    listed = desk.get("/files/uploads/").json()
    early = desk.post(f"{url}complete/")
    rest = desk.post(f"{url}part/?offset=50", PDF[50:], content_type=kind)
    done = desk.post(f"{url}complete/")

    assert (opened.status_code, row["offset"], row["part"]) == (201, 0, PART_BYTES)
    assert (first.status_code, first.json()["offset"]) == (200, 50)
    assert (twice.status_code, twice.json()["offset"]) == (409, 50)
    assert [one["offset"] for one in listed["uploads"]] == [50]
    assert (early.status_code, early.json()["refusal"]["code"]) == (200, "files.not_whole")
    assert (rest.json()["offset"], done.json()["state"]) == (len(PDF), "ready")
    assert desk.get(url).json()["state"] == "ready"
    assert desk.post(f"{url}cancel/").status_code == 200
    assert Upload.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"name": "件.pdf", "size": "many", "key": KEY}, "files.upload_unclear"),
        ({"name": "件.pdf", "size": 9, "key": "short"}, "audit.once_missing"),
        ({"name": "件.pdf", "size": 0, "key": KEY}, "files.empty"),
    ],
)
def test_a_beginning_that_is_none_is_refused_in_words(
    sent: dict[str, Any], code: str, desk: Client
) -> None:
    answer = desk.post("/files/uploads/", sent)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["sentence"]


def test_a_part_without_a_place_is_refused_in_words(desk: Client) -> None:
    opened = desk.post("/files/uploads/", {"name": "件.pdf", "size": 9, "key": KEY}).json()

    answer = desk.post(
        f"/files/uploads/{opened['code']}/part/?offset=x", b"x", content_type="text/plain"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "files.upload_unclear")


def test_uploads_of_others_are_not_there(
    desk: Client, company: dict[Role, Member], client_for: ClientFor, client: Client
) -> None:
    code = worlds.uploaded(desk, "件.pdf", PDF)
    other = client_for(company[Role.EXPERT])

    answers = [
        other.get(f"/files/uploads/{code}/"),
        other.post(f"/files/uploads/{code}/part/?offset=0", b"x", content_type="text/plain"),
        other.post(f"/files/uploads/{code}/complete/"),
        other.post(f"/files/uploads/{code}/cancel/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert other.get("/files/uploads/").json()["uploads"] == []
    assert client.get("/files/uploads/").status_code == 302


def test_a_ticket_dies_with_the_seat(
    clerk: Actor, company: dict[Role, Member], client_for: ClientFor
) -> None:
    member = company[Role.OFFICE_CLERK]
    with time_machine.travel(moment(), tick=False):
        desk = client_for(member)
        stored = worlds.stored(worlds.Incoming("件.pdf", len(PDF), [PDF]), by=clerk, at=moment())
        url = f"/files/{queries.grant(stored, str(desk.session.session_key))}/"
        before: Any = desk.get(url)
        assert b"".join(before.streaming_content) == PDF
        type(member.seat).objects.filter(pk=member.seat.pk).update(ends_on="2026-11-09")

        assert (before.status_code, desk.get(url).status_code) == (200, 404)
