"""What do the ledger's pages answer: page, refusal, missing, copy?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.audit.conftest import AT
from tests.cast import Member
from tests.ledger_rig.models import Stone
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.audit import operations as audit
from hongbang.audit import queries, texts
from hongbang.audit.models import Entry
from hongbang.audit.rules import verify_ledger
from hongbang.kernel.actor import Role

pytestmark = pytest.mark.django_db
Company = dict[Role, Member]
SignIn = Callable[[Member], Client]
HOSTILE = "<script>alert(1)</script>=1+1"


@pytest.fixture
def auditing(company: Company, client_for: SignIn) -> Client:
    return client_for(company[Role.AUDITOR])


def lay(company: Company) -> Entry:
    stone = Stone.objects.create()
    by = company[Role.OFFICE_CLERK].actor
    said = {"word": HOSTILE, "title": "很长的" * 200}
    return audit.record("ledger_rig.stone.laid", by=by, at=AT, subjects=[stone], said=said)


def test_auditor_reads_the_ledger(auditing: Client, company: Company) -> None:
    entry = lay(company)

    page = auditing.get("/ledger/").content.decode()

    assert f'href="/ledger/{entry.sequence}/"' in page
    assert "登记人员" in page
    assert "活动办公室经办人" in page


def test_filters_live_in_the_address_and_in_chips(auditing: Client, company: Company) -> None:
    lay(company)

    asked = "seat=office_clerk&since=2026-11-10&room=&refused="
    page = auditing.get(f"/ledger/?{asked}").content.decode()

    assert 'href="?since=2026-11-10' in page
    assert page.count('class="chip"') == 2
    assert page.count("<tr role") == 2


def test_chips_say_choices_in_words(auditing: Client) -> None:
    page = auditing.get(
        "/ledger/?verb=orgs.organisation.added&refused=on&actor=P9"
    ).content.decode()

    assert '<span class="vh">去掉</span>登记机构' in page
    assert '<span class="vh">去掉</span>只看被拒绝的' in page
    assert '<span class="vh">去掉</span>经办人编号 P9' in page


def test_room_that_has_not_named_itself_keeps_its_code() -> None:
    assert texts._room_name("ledger_rig") == "ledger_rig"


def test_wrong_filter_says_so_and_is_left_out(auditing: Client, company: Company) -> None:
    lay(company)

    answer = auditing.get("/ledger/?since=yesterday&verb=none&before=x&after=²")

    assert answer.status_code == 200
    assert "有的筛选条件没有用上" in answer.content.decode()


def test_nothing_found_says_so(auditing: Client) -> None:
    page = auditing.get("/ledger/?subject=NOTHING").content.decode()

    assert "没有这样的记录" in page


def test_red_line_parts_what_is_anchored_from_what_is_not(
    auditing: Client, company: Company
) -> None:
    anchored = audit.anchor(AT)
    lay(company)

    page = auditing.get("/ledger/").content.decode()

    assert anchored is not None
    assert page.count('class="line"') == 1
    assert f"最后一个锚点在第 {anchored.sequence} 条" in page


def test_entry_shows_words_digests_neighbours(auditing: Client, company: Company) -> None:
    entry = lay(company)

    page = auditing.get(f"/ledger/{entry.sequence}/").content.decode()

    assert entry.sha256 in page
    assert entry.sm3 in page
    assert "这一条与前后相接" in page
    assert f'href="/ledger/{entry.sequence - 1}/"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert HOSTILE not in page


def test_entry_that_was_altered_says_so(auditing: Client, company: Company) -> None:
    entry = lay(company)
    with triggers_lifted():
        Entry.objects.filter(sequence=entry.sequence).update(actor="PERSON7")

    page = auditing.get(f"/ledger/{entry.sequence}/").content.decode()

    assert f"第 {entry.sequence} 条的内容与它的摘要对不上。" in page
    assert "这一条与前后相接" not in page


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_missing_entry_is_404(auditing: Client, number: str) -> None:
    assert auditing.get(f"/ledger/{number}/").status_code == 404


@pytest.mark.parametrize("path", ["/ledger/", "/ledger/1/", "/ledger/999/"])
def test_ledger_is_closed_to_others(
    path: str, company: Company, client_for: SignIn, client: Client
) -> None:
    lay(company)

    nobody = client.get(path)
    answers = {
        role: client_for(member).get(path)
        for role, member in company.items()
        if role is not Role.AUDITOR
    }

    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/sign-in/?next=")
    assert {answer.status_code for answer in answers.values()} == {403}
    assert all("账本只给纪检监督员看" in answer.content.decode() for answer in answers.values())


def test_table_export_holds_what_is_filtered_and_is_recorded(
    auditing: Client, company: Company
) -> None:
    entry = lay(company)

    answer = auditing.post("/ledger/export/?seat=office_clerk", {"form": "xlsx"})

    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0)  # type: ignore[arg-type, call-overload]  # a streaming response
    rows = sheet.to_python()
    recorded = Entry.objects.order_by("-sequence")[0]
    assert [row[0] for row in rows[2:]] == [entry.sequence]
    assert rows[2][9:] == [entry.sha256, entry.sm3]
    assert "纪检监督员" in str(rows[0][0])
    assert recorded.verb == "audit.ledger.exported"
    assert queries.entry(company[Role.AUDITOR].actor, recorded.sequence).words == {
        "address": "127.0.0.1",
        "filters": "seat=office_clerk",
        "form": "xlsx",
    }


@pytest.mark.parametrize(("form", "has_words"), [("jsonl", True), ("bare", False)])
def test_whole_export_is_what_the_checker_takes(
    auditing: Client, company: Company, tmp_path: Path, form: str, has_words: bool
) -> None:
    lay(company)
    audit.anchor(AT)

    answer = auditing.post("/ledger/export/?seat=nobody", {"form": form})

    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # it streams
    verdict = verify_ledger.examine_file(str(path), str(queries.anchors_path()))
    assert answer["Content-Disposition"].startswith('attachment; filename="ledger-')
    assert (verdict.problem, verdict.entries) == (None, Entry.objects.count())
    assert (b"script" in path.read_bytes()) == (verdict.disclosed > 0) == has_words


def test_export_refuses_others_and_odd_forms(
    auditing: Client, company: Company, client_for: SignIn
) -> None:
    before = Entry.objects.count()

    odd = auditing.post("/ledger/export/?room=orgs", {"form": "exe"})

    assert (odd.status_code, odd["Location"]) == (302, "/ledger/?room=orgs")
    assert auditing.get("/ledger/export/").status_code == 405
    assert Entry.objects.count() == before
    clerk = client_for(company[Role.OFFICE_CLERK])
    assert clerk.post("/ledger/export/", {"form": "jsonl"}).status_code == 403


def test_public_proof_is_open_and_shows_the_newest_anchors(
    client: Client, company: Company
) -> None:
    before = client.get("/verify-ledger/").content.decode()
    anchor = audit.anchor(AT)

    page = client.get("/verify-ledger/").content.decode()

    assert "还没有锚点" in before
    assert anchor is not None
    assert anchor.sha256 in page
    assert anchor.sm3 in page
    assert page.count('class="line"') == 1


def test_public_proof_asks_the_database_nothing_of_its_own(
    client: Client, company: Company
) -> None:
    client.get("/verify-ledger/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/verify-ledger/")

    assert not [one["sql"] for one in asked if "audit_" in one["sql"]]


def test_public_downloads_run_alone(client: Client, company: Company, tmp_path: Path) -> None:
    audit.anchor(AT)
    for name in ("verify_ledger.py", "anchors.jsonl"):
        answer = client.get(f"/verify-ledger/{name}")
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        (tmp_path / name).write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # it streams

    helped = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "verify_ledger.py", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "--anchors" in helped.stdout
    assert (tmp_path / "anchors.jsonl").read_bytes() == queries.anchors_path().read_bytes()


def test_anchors_before_the_first_one_are_an_empty_file(client: Client) -> None:
    answer = client.get("/verify-ledger/anchors.jsonl")

    assert b"".join(answer.streaming_content) == b""  # type: ignore[attr-defined]  # it streams


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_draw_in_both_languages(auditing: Client, company: Company, language: str) -> None:
    entry = lay(company)
    auditing.cookies["display_lang"] = language

    for path in ("/ledger/", f"/ledger/{entry.sequence}/", "/verify-ledger/"):
        assert auditing.get(path).status_code == 200
