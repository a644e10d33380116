"""Which stories do tests begin in? Told by operations, never by inserting rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hongbang.audit.models import new_code
from hongbang.documents import jobs as document_jobs
from hongbang.documents.models import Batch
from hongbang.files import operations as files
from hongbang.files.models import StoredFile
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.notices import operations as notices
from hongbang.notices import queries as notice_queries
from hongbang.notices.exports import paper_of
from hongbang.notices.models import Annex, Notice
from hongbang.notices.rules.commands import Act, Attach, Draft, Edit, Papers
from hongbang.notices.rules.publishing import Text
from tests.cast import moment

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n"
    b"0000000103 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n"
)


def text(
    title: str = "关于申报的通知",
    body: str = "<p>十一月十日截止。</p>",
    kind: str = "notice",
    edition: str = "",
) -> Text:
    """Return a text fit to be public."""
    return Text(kind, title, "沪创办〔2026〕3号", "活动办公室", body, edition)


def drafted(by: Actor, at: datetime | None = None, **words: str) -> Notice:
    """Tell of a notice that was begun."""
    written = text(**words)
    key = sha256_hex(written.title.encode())
    return notices.draft(Draft(written, key), by=by, at=at or moment())


def published(by: Actor, at: datetime | None = None, **words: str) -> Notice:
    """Tell of a notice that was begun and published."""
    notice = drafted(by, at, **words)
    notices.publish(notice, Act(notice.version), by=by, at=at or moment())
    return fresh(notice)


def corrected(by: Actor, body: str = "<p>十一月十一日截止。</p>", **words: str) -> Notice:
    """Tell of a notice that was published and corrected."""
    notice = published(by, **words)
    changed = text(notice.title, body)
    later = moment("2026-11-10 11:00")
    notices.edit(notice, Edit(changed, notice.version), by=by, at=later)
    act = Act(fresh(notice).version, "日期写错了")
    notices.correct(notice, act, by=by, at=moment("2026-11-10 11:05"))
    return fresh(notice)


def withdrawn(by: Actor, **words: str) -> Notice:
    """Tell of a notice that was published and withdrawn."""
    notice = published(by, **words)
    act = Act(notice.version, "培训改期")
    notices.withdraw(notice, act, by=by, at=moment("2026-11-10 12:00"))
    return fresh(notice)


def discarded(by: Actor, **words: str) -> Notice:
    """Tell of a draft that was laid aside."""
    notice = drafted(by, **words)
    notices.discard(notice, Act(notice.version), by=by, at=moment("2026-11-10 12:00"))
    return fresh(notice)


def annexed(notice: Notice, by: Actor, title: str = "附件1", content: bytes = PDF) -> Annex:
    """Tell of a file put to a notice."""
    return attached(notice, fresh(notice).version, by, title, content)


def attached(
    notice: Notice, version: int, by: Actor, title: str = "附件", content: bytes = PDF
) -> Annex:
    """Put a file to a notice, as looked at in `version`."""
    with files.holding(Incoming(f"{title}.pdf", len(content), [content])) as held:
        attach = Attach(title, held, version)
        return notices.attach(notice, attach, by=by, at=moment("2026-11-10 10:10"))


def fresh(notice: Notice) -> Notice:
    """Return the notice as it is kept now."""
    return Notice.objects.get(pk=notice.pk)


def stored(incoming: Incoming, *, by: Actor, at: datetime) -> StoredFile:
    """Tell of a file that came in and was kept."""
    with files.holding(incoming) as held:
        return files.store(held, by=by, at=at)


def batched(by: Actor, count: int = 2, *, finished: bool = False) -> Batch:
    """Tell of papers that were asked for, and perhaps made."""
    for number in range(count):
        published(by, title=f"第{number}号通知 {new_code()}")
    texts = notice_queries.public_texts(by, notice_queries.Filters())
    papers = tuple(
        paper_of(notice_queries.text_of(text), annexes, text.published_at)
        for text, annexes in texts
    )
    batch = notices.print_papers(Papers("汇编", papers, "全部"), by=by, at=moment())
    if finished:
        document_jobs.run(moment())
        batch.refresh_from_db()
    return batch


def uploaded(client: Any, name: str, content: bytes, part: int = 2**20) -> str:
    """Tell of a file that came part by part; return the code of the upload."""
    key = sha256_hex(content + name.encode())[:32]
    opened = client.post("/files/uploads/", {"name": name, "size": len(content), "key": key})
    code: str = opened.json()["code"]
    for offset in range(0, len(content), part):
        client.post(
            f"/files/uploads/{code}/part/?offset={offset}",
            content[offset : offset + part],
            content_type="application/octet-stream",
        )
    client.post(f"/files/uploads/{code}/complete/")
    return code
