"""Does the console do with the ledger what it says, and end with the verifier's own code?"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests import cast
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.audit import operations as audit
from hongbang.audit.models import Entry, LastDeed
from hongbang.kernel.refusal import RuleBroken
from hongbang.ops.management.commands import ledger

pytestmark = pytest.mark.django_db


def run(deed: str, **options: Any) -> str:
    out = StringIO()
    call_command("ledger", deed, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def told() -> None:
    """Write two entries."""
    cast.office()
    cast.host()


def test_anchor_writes_the_head_once() -> None:
    assert run("anchor") == "anchored at entry 2\n"
    assert run("anchor") == "nothing new to anchor\n"


def test_anchor_tells_a_refusal_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_at: object) -> None:
        raise RuleBroken("notices.no_office")

    monkeypatch.setattr(ledger.audit, "anchor", refusing)

    with pytest.raises(CommandError, match="还没有登记活动办公室"):
        run("anchor")


def test_verify_passes_a_sound_ledger_in_both_languages() -> None:
    run("anchor")

    lines = run("verify").splitlines()

    assert [line.isascii() for line in lines] == [True, False] * (len(lines) // 2)
    assert lines[-2].startswith("Sound: no entry is missing or altered")


def test_verify_takes_anchors_that_somebody_else_kept(tmp_path: Path, own_folder: Path) -> None:
    run("anchor")
    kept = next(path for path in own_folder.rglob("*") if path.is_file())
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(kept.read_bytes())

    assert run("verify", anchors=copy) == run("verify")


def test_verify_fails_where_the_tail_was_cut() -> None:
    run("anchor")
    with triggers_lifted():
        Entry.objects.filter(sequence=2).delete()

        with pytest.raises(SystemExit) as ended:
            run("verify")

    assert ended.value.code not in {0, None}


def test_verify_names_a_lifted_trigger_and_fails() -> None:
    run("anchor")
    out = StringIO()
    with triggers_lifted(), pytest.raises(SystemExit) as ended:
        call_command("ledger", "verify", stdout=out)

    assert ended.value.code == ledger.verify_ledger.ALTERED
    assert "The trigger audit_entry_no_update is missing. Run: hongbang ledger triggers" in (
        out.getvalue()
    )


def test_triggers_are_put_back() -> None:
    with triggers_lifted():
        said = run("triggers")

    assert said.startswith("triggers in place: audit_entry_no_update, ")
    assert audit.missing_triggers() == []


@pytest.mark.parametrize("without_words", [False, True])
def test_export_writes_every_entry_and_is_recorded(without_words: bool, tmp_path: Path) -> None:
    out = tmp_path / "ledger.jsonl"

    said = run("export", out=out, without_words=without_words)

    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert said == f"exported to {out}\n"
    assert [each["entry"]["sequence"] for each in records if "entry" in each] == [1, 2, 3]
    assert Entry.objects.get(sequence=3).verb == "audit.ledger.exported"
    assert ("活动办公室" in out.read_text("utf-8")) is not without_words


def test_export_asks_where_to() -> None:
    with pytest.raises(CommandError, match=r"--out ledger\.jsonl"):
        run("export")


def test_rebuild_makes_the_last_deeds_anew() -> None:
    LastDeed.objects.all().delete()

    assert run("rebuild") == "last deeds rebuilt: 2\n"
    assert LastDeed.objects.count() == 2
