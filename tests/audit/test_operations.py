"""Each instrument of the ledger: happens, refuses, is recorded, is stale."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.audit.conftest import AT
from tests.ledger_rig.models import Stone

from hongbang.audit import jobs, queries
from hongbang.audit import operations as audit
from hongbang.audit.models import Disclosure, Entry, LastDeed, Once
from hongbang.audit.rules import verify_ledger
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotAllowed, Refusal, RuleBroken, Stale
from hongbang.kernel.subject import Subject

pytestmark = pytest.mark.django_db
SAID = {"title": "关于评选的通知", "reason": "首次\r\n公布", "places": 100}


def cut(stone: Stone, word: str, *, by: Actor, at: datetime) -> Stone:
    audit.checked_update(stone, stone.version, word=word)
    audit.record("ledger_rig.stone.cut", by=by, at=at, subjects=[stone], said={"word": word})
    return stone


def refuse(*things: object, by: Actor, at: datetime) -> None:
    Stone.objects.create(word="half done")
    raise RuleBroken("ledger_rig.no", {"line": "坏\r\n行", "when": at, "what": things[0], "n": 3})


cut_deed = audit.deed(cut)
refuse_deed = audit.deed(refuse)


# --- record
def test_record_writes_entry_words_and_last_deed(clerk: Actor) -> None:
    stone = Stone.objects.create()

    entry = audit.record(
        "ledger_rig.stone.laid", by=clerk, at=AT, subjects=[stone, stone.subject], said=SAID
    )

    kept = Entry.objects.get()
    words = {word.name: word.value for word in Disclosure.objects.all()}
    last = LastDeed.objects.get()
    assert kept == entry
    assert (kept.sequence, kept.at, kept.verb) == (1, AT, "ledger_rig.stone.laid")
    assert (kept.actor, kept.seat, kept.request) == ("PERSON1", "office_clerk@OFFICE1", "req-1")
    assert kept.subjects == [["ledger_rig", "stone", stone.public_id]]
    assert words == {**SAID, "places": "100", "address": "203.0.113.7"}
    assert set(kept.commitments) == set(words)
    assert (last.code, last.verb, last.at, last.seat, last.sequence) == (
        stone.public_id,
        kept.verb,
        AT,
        kept.seat,
        1,
    )


def test_record_chains_entries_by_both_digests(clerk: Actor) -> None:
    first, second = (
        audit.record("ledger_rig.stone.laid", by=clerk, at=AT, subjects=[]) for _ in range(2)
    )

    assert (first.previous_sha256, first.previous_sm3) == ("0" * 64, "0" * 64)
    assert (second.previous_sha256, second.previous_sm3) == (first.sha256, first.sm3)
    assert queries.examine([]).problem is None


def test_record_hides_equal_words_behind_different_commitments(clerk: Actor) -> None:
    first, second = (
        audit.record("ledger_rig.stone.laid", by=clerk, at=AT, subjects=[], said={"word": "一"})
        for _ in range(2)
    )

    assert first.commitments["word"] != second.commitments["word"]


@pytest.mark.parametrize("count", [1, 140])
def test_record_takes_five_statements_at_most(clerk: Actor, count: int) -> None:
    subjects = [Subject("ledger_rig", "stone", f"S{n}") for n in range(count)]

    with CaptureQueriesContext(connection) as asked:
        audit.record("ledger_rig.stone.laid", by=clerk, at=AT, subjects=subjects, said=SAID)

    assert len(asked) == (5 if connection.vendor == "postgresql" else 4)


@pytest.mark.django_db(transaction=True)
def test_record_refuses_outside_a_transaction(clerk: Actor) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        audit.record("ledger_rig.stone.laid", by=clerk, at=AT, subjects=[])

    assert not Entry.objects.exists()


@pytest.mark.parametrize("verb", ["laid", "a.b", "A.b.c", "a.b.c\n", ""])
def test_record_refuses_a_malformed_verb(clerk: Actor, verb: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        audit.record(verb, by=clerk, at=AT, subjects=[])


def test_last_deed_is_moved_by_deeds_only(clerk: Actor, auditor: Actor) -> None:
    stone = Stone.objects.create()
    audit.record("ledger_rig.stone.laid", by=clerk, at=AT, subjects=[stone])
    with pytest.raises(RuleBroken):
        refuse_deed(stone, by=clerk, at=AT)
    audit.erase(stone.subject, reason="依申请", by=auditor, at=AT)

    assert [row.verb for row in LastDeed.objects.all()] == ["ledger_rig.stone.laid"]
    assert Entry.objects.count() == 3


def test_last_deeds_are_rebuilt_as_they_were(clerk: Actor) -> None:
    stones = [Stone.objects.create() for _ in range(3)]
    for n in range(7):
        cut_deed(stones[n % 3], f"字{n}", by=clerk, at=AT + timedelta(minutes=n))
    columns = ("room", "kind", "code", "verb", "at", "seat", "sequence")
    before = set(LastDeed.objects.values_list(*columns))
    LastDeed.objects.filter(code=stones[0].public_id).delete()
    LastDeed.objects.filter(code=stones[1].public_id).update(verb="a.b.c")

    rebuilt = audit.rebuild_last_deeds()

    assert rebuilt == 3
    assert set(LastDeed.objects.values_list(*columns)) == before


# --- deed
def test_deed_happens_and_is_recorded(clerk: Actor) -> None:
    stone = Stone.objects.create()

    done = cut_deed(stone, "红榜", by=clerk, at=AT)

    assert done is stone
    assert (Stone.objects.get().word, Stone.objects.get().version) == ("红榜", 2)
    assert [one.verb for one in Entry.objects.all()] == ["ledger_rig.stone.cut"]
    assert cut_deed.__name__ == "cut"


def test_deed_that_refuses_leaves_only_the_refusal(clerk: Actor) -> None:
    stone, other = Stone.objects.create(), Stone.objects.create()

    with pytest.raises(RuleBroken, match=r"ledger_rig\.no"):
        refuse_deed(stone, [other.subject], by=clerk, at=AT)

    entry = Entry.objects.get()
    words = {word.name: word.value for word in Disclosure.objects.all()}
    assert Stone.objects.count() == 2
    assert entry.verb == "audit.deed.refused"
    assert entry.seat == clerk.seat
    assert entry.subjects == [stone.subject.as_list(), other.subject.as_list()]
    assert words["operation"] == "audit.refuse"
    assert words["code"] == "ledger_rig.no"
    assert json.loads(words["params"]) == {
        "line": "坏\r\n行",
        "n": 3,
        "what": str(stone),
        "when": AT.isoformat(),
    }


def test_deed_refused_to_nobody_is_not_recorded() -> None:
    with pytest.raises(RuleBroken):
        refuse_deed(None, by=Actor.nobody("r"), at=AT)

    assert not Entry.objects.exists()


def test_nested_deed_leaves_the_refusal_to_the_outer_one(clerk: Actor) -> None:
    @audit.deed
    def outer(stone: Stone, *, by: Actor, at: datetime) -> None:
        cut_deed(stone, "先", by=by, at=at)
        refuse_deed(stone, by=by, at=at)

    stone = Stone.objects.create()

    with pytest.raises(RuleBroken):
        outer(stone, by=clerk, at=AT)

    assert [one.verb for one in Entry.objects.all()] == ["audit.deed.refused"]
    assert Disclosure.objects.get(name="operation").value.endswith(".outer")
    assert Stone.objects.get().word == ""


def test_deed_that_catches_a_nested_refusal_goes_on(clerk: Actor) -> None:
    @audit.deed
    def outer(stone: Stone, *, by: Actor, at: datetime) -> None:
        with pytest.raises(RuleBroken):
            refuse_deed(stone, by=by, at=at)
        cut_deed(stone, "后", by=by, at=at)

    outer(Stone.objects.create(), by=clerk, at=AT)

    assert [one.verb for one in Entry.objects.all()] == ["ledger_rig.stone.cut"]
    assert Stone.objects.count() == 1


def test_refusal_is_never_hidden_by_the_ledger(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("hongbang.audit.operations.deeds.record", broken)

    with caplog.at_level(logging.ERROR), pytest.raises(RuleBroken, match=r"ledger_rig\.no"):
        refuse_deed(None, by=clerk, at=AT)

    assert "ledger_rig.no" in caplog.text
    assert "坏" not in caplog.text


def test_bug_rises_and_is_no_refusal(clerk: Actor) -> None:
    @audit.deed
    def buggy(*, by: Actor, at: datetime) -> None:
        Stone.objects.create()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        buggy(by=clerk, at=AT)

    assert not Stone.objects.exists()
    assert not Entry.objects.exists()


def test_unrecorded_wears_its_reason() -> None:
    assert audit.unrecorded("read marks")(cut).unrecorded == "read marks"  # type: ignore[attr-defined]  # set by the decorator


# --- checked_update
def test_checked_update_is_stale_and_says_who_was_first(clerk: Actor, auditor: Actor) -> None:
    stone = Stone.objects.create()
    mine = Stone.objects.get()
    cut_deed(stone, "他人", by=auditor, at=AT)

    with pytest.raises(Stale) as stale:
        cut_deed(mine, "我", by=clerk, at=AT)

    assert stale.value.code == "audit.stale"
    assert stale.value.params == {
        "seat": "auditor@OFFICE1",
        "at": "2026-11-10 10:30",
        "verb": "ledger_rig.stone.cut",
    }
    assert Stone.objects.get().word == "他人"
    assert [one.verb for one in Entry.objects.order_by("sequence")] == [
        "ledger_rig.stone.cut",
        "audit.deed.refused",
    ]


def test_checked_update_without_a_last_deed_is_stale_untold() -> None:
    stone = Stone.objects.create()

    with pytest.raises(Stale, match="stale_untold"):
        audit.checked_update(stone, 7, word="晚")


# --- once
KEY = "k" * 22


def test_once_gives_the_same_form_the_same_answer(clerk: Actor) -> None:
    first = audit.once(KEY, "a.b", {"title": "一"}, by=clerk, at=AT)
    audit.settle(KEY, "a.b", "RESULT", by=clerk)
    second = audit.once(KEY, "a.b", {"title": "一"}, by=clerk, at=AT + timedelta(hours=1))

    assert (first, second) == ("", "RESULT")
    assert Once.objects.count() == 1


def test_once_refuses_another_body_under_the_same_key(clerk: Actor) -> None:
    audit.once(KEY, "a.b", {"title": "一"}, by=clerk, at=AT)
    audit.settle(KEY, "a.b", "RESULT", by=clerk)

    with pytest.raises(RuleBroken, match="once_differs"):
        audit.once(KEY, "a.b", {"title": "二"}, by=clerk, at=AT)


def test_once_is_bound_to_person_and_action(clerk: Actor, auditor: Actor) -> None:
    answers = [
        audit.once(KEY, "a.b", {}, by=clerk, at=AT),
        audit.once(KEY, "a.c", {}, by=clerk, at=AT),
        audit.once(KEY, "a.b", {}, by=auditor, at=AT),
    ]

    assert answers == ["", "", ""]


def test_once_refuses_a_form_that_never_settled(clerk: Actor) -> None:
    audit.once(KEY, "a.b", {}, by=clerk, at=AT)

    with pytest.raises(RuleBroken, match="once_unsettled"):
        audit.once(KEY, "a.b", {}, by=clerk, at=AT)


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "钥" * 20])
def test_once_refuses_a_missing_key(clerk: Actor, key: str) -> None:
    with pytest.raises(RuleBroken, match="once_missing"):
        audit.once(key, "a.b", {}, by=clerk, at=AT)


def test_settle_refuses_what_was_never_asked(clerk: Actor) -> None:
    with pytest.raises(LookupError):
        audit.settle(KEY, "a.b", "RESULT", by=clerk)
    with pytest.raises(ValueError, match="result"):
        audit.settle(KEY, "a.b", "", by=clerk)


def test_old_form_keys_are_forgotten(clerk: Actor, var: Path) -> None:
    audit.once(KEY, "a.b", {}, by=clerk, at=AT)
    audit.once(KEY, "a.c", {}, by=clerk, at=AT + timedelta(days=30))

    assert audit.forget_once(AT + timedelta(days=30, seconds=1)) == 1
    assert jobs.run(AT + timedelta(days=61)) == 1
    assert not Once.objects.exists()


# --- anchors
def test_anchor_is_written_after_commit_only(
    clerk: Actor,
    var: Path,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        entry = audit.record("a.b.c", by=clerk, at=AT, subjects=[], anchor=True)
        assert not queries.anchors_path().exists()

    assert queries.anchors_path().read_bytes() == (
        b'{"at":"2026-11-10T02:30:15.123456Z","sequence":1,'
        b'"sha256":"%s","sm3":"%s"}\n' % (entry.sha256.encode(), entry.sm3.encode())
    )


def test_anchor_skips_a_head_already_anchored(clerk: Actor, var: Path) -> None:
    assert audit.anchor(AT) is None
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    first, again = audit.anchor(AT), audit.anchor(AT)

    assert first is not None
    assert first.sequence == 1
    assert again is None
    assert queries.last_anchor() == first


def test_anchor_drops_a_torn_line(clerk: Actor, var: Path) -> None:
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])
    audit.anchor(AT)
    with queries.anchors_path().open("ab") as file:
        file.write(b'{"at":"2026')
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    audit.anchor(AT)

    assert [one["sequence"] for one in queries.own_anchors()] == [1, 2]


def test_anchor_refuses_to_cover_up_a_ledger_put_back(clerk: Actor, var: Path) -> None:
    older = transaction.savepoint()
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])
    audit.anchor(AT)
    transaction.savepoint_rollback(older)
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    with pytest.raises(RuleBroken, match="ledger_behind"):
        audit.anchor(AT)


@pytest.mark.django_db(transaction=True)
def test_anchor_refuses_a_head_that_may_be_rolled_back(clerk: Actor, var: Path) -> None:
    @audit.deed
    def hasty(*, by: Actor, at: datetime) -> None:
        audit.record("a.b.c", by=by, at=at, subjects=[])
        audit.anchor(at)

    with pytest.raises(RuntimeError):
        hasty(by=clerk, at=AT)

    assert list(queries.own_anchors()) == []


def test_job_anchors_once_an_hour(clerk: Actor, var: Path) -> None:
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])
    first = jobs.run(AT)
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    assert [first, jobs.run(AT + timedelta(minutes=30)), jobs.run(AT + timedelta(hours=1))] == [
        1,
        0,
        1,
    ]
    assert jobs.run(AT + timedelta(hours=2)) == 0


# --- erase
def test_erase_removes_words_and_salts_and_is_recorded(clerk: Actor, auditor: Actor) -> None:
    stone, other = Stone.objects.create(), Stone.objects.create()
    cut_deed(stone, "张三", by=clerk, at=AT)
    cut_deed(other, "李四", by=clerk, at=AT)

    entry = audit.erase(stone.subject, reason=" 依申请 ", by=auditor, at=AT)

    verdict = queries.examine([])
    assert sorted(Disclosure.objects.values_list("sequence", "name")) == [
        (2, "address"),
        (2, "word"),
        (3, "count"),
        (3, "names"),
        (3, "reason"),
    ]
    assert entry.verb == "audit.disclosure.erased"
    assert entry.subjects == [stone.subject.as_list(), ["audit", "entry", "1"]]
    assert Disclosure.objects.get(sequence=3, name="reason").value == "依申请"
    assert (verdict.problem, verdict.erased, verdict.withheld) == (None, 2, 0)


def test_erase_takes_only_the_words_named(clerk: Actor, auditor: Actor) -> None:
    cut_deed(Stone.objects.create(), "字", by=clerk, at=AT)

    audit.erase([1], names=["address"], reason="期满", by=auditor, at=AT)

    assert list(Disclosure.objects.filter(sequence=1).values_list("name", flat=True)) == ["word"]


@pytest.mark.parametrize(
    ("what", "reason", "code"),
    [([9], "期满", "audit.nothing_to_erase"), ([1], "  ", "audit.no_reason")],
)
def test_erase_refuses_and_says_why(
    clerk: Actor, auditor: Actor, what: list[int], reason: str, code: str
) -> None:
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    with pytest.raises(Refusal) as refused:
        audit.erase(what, reason=reason, by=auditor, at=AT)

    assert refused.value.code == code
    assert Disclosure.objects.filter(sequence=1).exists()


def test_erase_is_not_for_the_clerk(clerk: Actor) -> None:
    audit.record("a.b.c", by=clerk, at=AT, subjects=[])

    with pytest.raises(NotAllowed, match="auditor_only"):
        audit.erase([1], reason="想抹", by=clerk, at=AT)

    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"


# --- the whole
def test_note_export_records_who_took_a_copy(clerk: Actor, auditor: Actor) -> None:
    entry = audit.note_export("xlsx", "room=notices", by=auditor, at=AT)

    assert (entry.verb, entry.actor) == ("audit.ledger.exported", "PERSON2")
    with pytest.raises(NotAllowed):
        audit.note_export("xlsx", "", by=clerk, at=AT)


def test_live_ledger_is_examined_with_its_own_anchors(clerk: Actor, var: Path) -> None:
    stone = Stone.objects.create()
    for n in range(5):
        by = replace(clerk, request=f"req-{n}", on_behalf_of="PERSON9")
        cut_deed(stone, f"字{n}", by=by, at=AT + timedelta(seconds=n))
    audit.anchor(AT)
    sound = queries.examine()
    cut_deed(stone, "尾", by=clerk, at=AT - timedelta(days=1))

    tail = queries.examine()

    assert (sound.exit_code, sound.entries, sound.anchored_to) == (verify_ledger.SOUND, 5, 5)
    assert (tail.exit_code, tail.problem) == (verify_ledger.NOT_ANCHORED, None)
    assert [note.code for note in tail.warnings] == ["times_go_back"]


@pytest.mark.django_db(transaction=True)
def test_live_ledger_is_examined_outside_a_transaction_too(clerk: Actor, var: Path) -> None:
    cut_deed(Stone.objects.create(), "字", by=clerk, at=AT)

    verdict = queries.examine()

    assert (verdict.problem, verdict.entries) == (None, 1)
