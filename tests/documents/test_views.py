"""Do the pages about papers show progress, hand over, stop and refuse?"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests import worlds
from tests.cast import Member, moment

from hongbang.documents import jobs
from hongbang.documents.models import Batch
from hongbang.kernel.actor import Actor, Role
from hongbang.work import operations as work

Company = dict[Role, Member]
ClientFor = Callable[[Member], Client]


def url(batch: Batch, deed: str = "") -> str:
    return f"/batches/{batch.public_id}/{deed}"


def test_a_batch_shows_how_far_it_is(company: Company, client_for: ClientFor) -> None:
    batch = worlds.batched(company[Role.OFFICE_CLERK].actor, 4)
    client = client_for(company[Role.OFFICE_CLERK])
    held = work.claim(Batch, "w", moment())
    assert held is not None
    work.advance(held, 3, 4, moment())

    page = client.get(url(batch)).content.decode()
    part = client.get(url(batch), headers={"HX-Request": "true"}).content.decode()

    assert 'value="3"' in page
    assert 'value="3"' in part
    assert "<html" in page
    assert "<html" not in part


def test_a_finished_batch_is_downloaded(company: Company, client_for: ClientFor) -> None:
    batch = worlds.batched(company[Role.OFFICE_CLERK].actor, 2, finished=True)
    client = client_for(company[Role.OFFICE_CLERK])
    assert "下载 PDF" in client.get(url(batch)).content.decode()

    answer = client.get(url(batch, "file/"), follow=True)

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert len(PdfReader(BytesIO(body)).pages) == 2
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_failed_batch_says_why(
    company: Company, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = company[Role.OFFICE_CLERK].actor
    worlds.published(clerk, body="<p>笑\U0001f600脸</p>")
    batch = worlds.batched(clerk, 0)

    jobs.run(moment())

    page = client_for(company[Role.OFFICE_CLERK]).get(url(batch)).content.decode()
    assert "字体里没有“\U0001f600”这个字" in page


def test_a_batch_is_stopped(company: Company, client_for: ClientFor) -> None:
    batch = worlds.batched(company[Role.OFFICE_CLERK].actor, 1)
    client = client_for(company[Role.OFFICE_CLERK])

    answer = client.post(url(batch, "stop/"), follow=True)

    assert "已停下" in answer.content.decode()
    assert client.post(url(batch, "stop/")).status_code == 422
    assert client.get(url(batch, "file/")).status_code == 404


def test_foreign_and_missing_batches_look_alike(company: Company, client_for: ClientFor) -> None:
    batch = worlds.batched(company[Role.OFFICE_CLERK].actor, 1, finished=True)
    client = client_for(company[Role.OFFICE_HEAD])

    for address in (url(batch), url(batch, "file/"), "/batches/NONE/", "/batches/NONE/file/"):
        assert client.get(address).status_code == 404
    assert client.post(url(batch, "stop/")).status_code == 404


def test_the_desk_leads_to_it(company: Company, client_for: ClientFor) -> None:
    batch = worlds.batched(company[Role.OFFICE_CLERK].actor, 1)

    assert url(batch) in client_for(company[Role.OFFICE_CLERK]).get("/desk/").content.decode()


# --- its first users: notices


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_public_notice_is_given_out_as_a_paper(form: str, clerk: Actor, client: Client) -> None:
    notice = worlds.corrected(clerk, title="关于培训的通知")

    answer = client.get(f"/notices/{notice.public_id}/paper.{form}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    if form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        assert "十一月十一日截止" in text


def test_a_draft_is_no_paper_yet(company: Company, client_for: ClientFor) -> None:
    draft = worlds.drafted(company[Role.OFFICE_CLERK].actor)
    client = client_for(company[Role.OFFICE_CLERK])

    assert client.get(f"/notices/{draft.public_id}/paper.pdf").status_code == 404


def test_a_paper_of_no_form_is_not_found(clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk)

    assert client.get(f"/notices/{notice.public_id}/paper.exe").status_code == 404


def test_a_notice_with_a_sign_of_no_font_says_so(clerk: Actor, client: Client) -> None:
    notice = worlds.published(clerk, title="笑\U0001f600脸")

    answer = client.get(f"/notices/{notice.public_id}/paper.pdf")

    assert answer.status_code == 422
    assert "字体里没有" in answer.content.decode()


def test_the_worklist_is_made_into_papers_as_filtered(
    company: Company, client_for: ClientFor
) -> None:
    clerk = company[Role.OFFICE_CLERK].actor
    worlds.published(clerk, title="要的", kind="ruling")
    annexed = worlds.published(clerk, title="不要的")
    worlds.annexed(annexed, clerk)
    worlds.drafted(clerk, title="草稿", kind="ruling")
    client = client_for(company[Role.OFFICE_CLERK])

    answer = client.post("/office/notices/papers/?kind=ruling")

    batch = Batch.objects.get()
    assert answer.headers["Location"] == url(batch)
    assert [one["title"] for one in batch.contents] == ["要的"]


def test_an_empty_worklist_is_no_batch(company: Company, client_for: ClientFor) -> None:
    client = client_for(company[Role.OFFICE_CLERK])

    answer = client.post("/office/notices/papers/?kind=ruling")

    assert answer.status_code == 422
    assert "筛选下来是空的" in answer.content.decode()
