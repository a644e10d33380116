"""Do writers who come at the same moment leave one gapless chain?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from tests.audit.conftest import AT
from tests.ledger_rig.models import Stone

from hongbang.audit import operations as audit
from hongbang.audit import queries
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import Stale

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, job: Callable[[int], object]) -> list[object]:
    def one(number: int) -> object:
        try:
            return job(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@audit.deed
def lay(word: str, *, key: str, by: Actor) -> str:
    earlier = audit.once(key, "ledger_rig.lay", {"word": word}, by=by, at=AT)
    if earlier:
        return earlier
    stone = Stone.objects.create(word=word)
    audit.settle(key, "ledger_rig.lay", stone.public_id, by=by)
    audit.record("ledger_rig.stone.laid", by=by, at=AT, subjects=[stone])
    return stone.public_id


@audit.deed
def cut(stone: Stone, version: int, *, by: Actor) -> None:
    audit.checked_update(stone, version, word="先")
    audit.record("ledger_rig.stone.cut", by=by, at=AT, subjects=[stone])


def test_deeds_at_once_leave_one_gapless_chain(clerk: Actor, var: Path) -> None:
    def several(number: int) -> None:
        for n in range(6):
            lay("石", key=f"{number:08}{n:08}", by=clerk)
            audit.anchor(AT)

    at_once(6, several)

    verdict = queries.examine()
    assert (verdict.problem, verdict.entries, verdict.anchored_to) == (None, 36, 36)
    assert Stone.objects.count() == 36


def test_twenty_equal_forms_at_once_make_one_thing(clerk: Actor) -> None:
    answers = at_once(20, lambda _: lay("石", key="k" * 22, by=clerk))

    assert set(answers) == {Stone.objects.get().public_id}
    assert Entry.objects.count() == 1


def test_contradicting_changes_at_once_let_one_through(clerk: Actor) -> None:
    stone = Stone.objects.create()

    def try_to_cut(_: int) -> str:
        try:
            cut(Stone.objects.get(), stone.version, by=clerk)
        except Stale:
            return "stale"
        return "cut"

    answers = at_once(8, try_to_cut)

    assert sorted(answers, key=str) == ["cut"] + ["stale"] * 7
    assert Stone.objects.get().version == 2
    assert Entry.objects.count() == 1  # a refusal without `at` is not recorded


def test_deeds_that_write_after_recording_do_not_block_each_other(clerk: Actor) -> None:
    stone = Stone.objects.create()

    @audit.deed
    def record_then_write(*, by: Actor) -> None:
        audit.record("ledger_rig.stone.seen", by=by, at=AT, subjects=[stone])
        Stone.objects.filter(pk=stone.pk).update(word="后")

    @audit.deed
    def write_then_record(*, by: Actor) -> None:
        Stone.objects.filter(pk=stone.pk).update(word="前")
        audit.record("ledger_rig.stone.seen", by=by, at=AT, subjects=[stone])

    at_once(8, lambda n: (record_then_write if n % 2 else write_then_record)(by=clerk))

    assert Entry.objects.count() == 8
