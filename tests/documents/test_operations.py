"""Are papers made once, resumed where a worker died, and handed over only to who asked?"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests import worlds
from tests.cast import Member, moment
from tests.documents import samples

from hongbang.audit.models import Entry
from hongbang.documents import jobs, queries
from hongbang.documents import operations as documents
from hongbang.documents.exports.files import refusal_of
from hongbang.documents.exports.pdf import FontMissing
from hongbang.documents.models import Batch
from hongbang.files.models import StoredFile, storage
from hongbang.files.rules.incoming import Held
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken
from hongbang.notices import operations as notices
from hongbang.notices.rules.commands import Papers
from hongbang.work import operations as work

Company = dict[Role, Member]


def bytes_of(batch: Batch) -> bytes:
    assert batch.file is not None
    return b"".join(storage().blocks(batch.file.sha256))


def fresh(batch: Batch) -> Batch:
    return Batch.objects.get(pk=batch.pk)


def test_a_batch_becomes_one_pdf_with_a_bookmark_for_each_paper(clerk: Actor) -> None:
    batch = worlds.batched(clerk, 3)

    assert jobs.run(moment()) == 1

    made = fresh(batch)
    assert (made.state, made.done, made.total) == ("finished", 3, 3)
    read = PdfReader(BytesIO(bytes_of(made)))
    assert len(read.pages) == 3
    assert [mark["/Title"][:5] for mark in read.outline] == ["第0号通知", "第1号通知", "第2号通知"]  # type: ignore[index]
    entry = Entry.objects.get(verb="documents.batch.made")
    assert made.subject.as_list() in entry.subjects
    assert jobs.run(moment()) == 0
    assert not (Path(jobs._folder(made))).exists()


def test_a_dead_worker_s_papers_are_not_made_again(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = worlds.batched(clerk, 4)
    made, real = [], jobs.make

    def dies_at_third(content: object, form: str) -> object:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(content)
        return real(content, form)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "make", dies_at_third)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(moment())
    assert fresh(batch).done == 2
    monkeypatch.setattr(
        jobs, "make", lambda content, form: made.append(content) or real(content, form)
    )

    Batch.objects.update(lease_until=moment() - timedelta(seconds=1))
    jobs.run(moment())

    assert fresh(batch).state == "finished"
    assert len(made) == 4
    assert StoredFile.objects.count() == 1


def test_a_batch_stopped_meanwhile_leaves_nothing(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = worlds.batched(clerk, 2)
    real = jobs.make

    def stopped_meanwhile(content: object, form: str) -> object:
        if fresh(batch).state == "running":
            documents.stop(batch, by=clerk, at=moment())
        return real(content, form)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "make", stopped_meanwhile)

    assert jobs.run(moment()) == 0

    assert fresh(batch).state == "cancelled"
    assert not StoredFile.objects.exists()
    assert not jobs._folder(batch).exists()


def test_a_batch_that_cannot_be_made_says_why(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = worlds.batched(clerk, 1)

    def lacks(*_: object) -> object:
        raise RuleBroken("documents.no_sign", {"sign": "☺"})

    monkeypatch.setattr(jobs, "make", lacks)
    assert jobs.run(moment()) == 1

    kept = fresh(batch)
    assert (kept.state, kept.fault, kept.fault_params) == (
        *("failed", "documents.no_sign"),
        {"sign": "☺"},
    )


def test_certificates_are_bookmarked_by_their_team(clerk: Actor) -> None:
    papers = Papers("证书", (samples.CERTIFICATE,), "")  # type: ignore[arg-type]
    batch = notices.print_papers(papers, by=clerk, at=moment())

    jobs.run(moment())

    read = PdfReader(BytesIO(bytes_of(fresh(batch))))
    assert [mark["/Title"] for mark in read.outline] == [samples.CERTIFICATE.team]  # type: ignore[index]


@pytest.mark.parametrize(("count", "code"), [(0, "documents.nothing"), (401, "documents.too_many")])
def test_ask_refuses_nothing_and_too_many(count: int, code: str, clerk: Actor) -> None:
    papers = Papers("汇编", (samples.UNSIGNED,) * count, "")

    with pytest.raises(RuleBroken) as refused:
        notices.print_papers(papers, by=clerk, at=moment())

    assert refused.value.code == code
    assert not Batch.objects.exists()


def test_stop_is_for_who_asked_and_only_while_it_runs(company: Company) -> None:
    clerk = company[Role.OFFICE_CLERK].actor
    batch = worlds.batched(clerk, 1)

    with pytest.raises(NotFound):
        documents.stop(batch, by=company[Role.OFFICE_HEAD].actor, at=moment())
    documents.stop(batch, by=clerk, at=moment())
    with pytest.raises(IllegalMove, match=r"work\.no_such_move"):
        documents.stop(batch, by=clerk, at=moment())

    assert fresh(batch).state == "cancelled"
    assert Entry.objects.filter(verb="documents.batch.stopped").count() == 1


def test_deliver_is_the_worker_s(clerk: Actor) -> None:
    batch = worlds.batched(clerk, 1)
    work.claim(Batch, "w", moment())

    with pytest.raises(NotAllowed, match=r"documents\.not_yours"):
        documents.deliver(batch, Held("x.pdf", "pdf", 1, "0" * 64, "/x"), by=clerk, at=moment())


def test_batches_are_seen_by_who_asked_only(company: Company) -> None:
    clerk = company[Role.OFFICE_CLERK].actor
    batch = worlds.batched(clerk, 1)

    for role, member in company.items():
        seen = [one.public_id for one in queries.visible(member.actor)]
        assert seen == ([batch.public_id] if role is Role.OFFICE_CLERK else [])
    assert not queries.visible(Actor.nobody("r")).exists()
    assert queries.visible(Actor.system("r")).count() == 1


def test_the_desk_shows_batches_for_a_week(clerk: Actor) -> None:
    batch = worlds.batched(clerk, 1, finished=True)
    ended = fresh(batch).finished_at
    assert ended is not None

    assert [one.pk for one in queries.on_desk(clerk, ended)] == [batch.pk]
    assert not queries.on_desk(clerk, ended + timedelta(days=8)).exists()


def test_a_font_that_is_missing_is_named() -> None:
    assert refusal_of(FontMissing("no font")) == ("documents.no_font", {"fonts": "no font"})
