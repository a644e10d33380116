"""Is what an auditor asks for exactly what is found, and nothing for the others?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.audit.conftest import AT
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.audit import exports, queries
from hongbang.audit import operations as audit
from hongbang.audit.models import Disclosure, Entry
from hongbang.audit.queries import Filters
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotAllowed, NotFound
from hongbang.kernel.subject import Subject

pytestmark = pytest.mark.django_db


def tell(by: Actor, count: int, verb: str = "ledger_rig.stone.laid") -> None:
    for n in range(1, count + 1):
        subject = Subject("ledger_rig", "stone", f"STONE{n}")
        said = {"word": f"字{n}"}
        audit.record(verb, by=by, at=AT + timedelta(days=n - 1), subjects=[subject], said=said)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), [6, 5, 4, 3, 2, 1]),
        (Filters(verb="ledger_rig.stone.cut"), [6]),
        (Filters(room="ledger"), []),
        (Filters(room="ledger_rig"), [6, 3, 2, 1]),
        (Filters(seat="auditor"), [4]),
        (Filters(seat="auditor@OFFICE1"), [4]),
        (Filters(seat="audit"), []),
        (Filters(actor="PERSON1"), [6, 5, 3, 2, 1]),
        (Filters(subject="STONE1"), [6, 5, 1]),
        (Filters(subject="STONE"), []),
        (Filters(subject="%"), []),
        (Filters(since=date(2026, 11, 11), until=date(2026, 11, 11)), [2]),
        (Filters(refused=True), [5]),
        (Filters(refused=True, verb="ledger_rig.stone.cut"), []),
        (Filters(before=3), [2, 1]),
        (Filters(after=4), [6, 5]),
    ],
)
def test_entries_are_found_by(
    clerk: Actor, auditor: Actor, filters: Filters, found: list[int]
) -> None:
    stone = Subject("ledger_rig", "stone", "STONE1")
    tell(clerk, 3)
    audit.note_export("xlsx", "", by=auditor, at=AT)
    audit.record(queries.REFUSED, by=clerk, at=AT, subjects=[stone])
    audit.record("ledger_rig.stone.cut", by=clerk, at=AT, subjects=[stone])

    page = queries.entries(auditor, filters)

    assert [one.sequence for one in page.entries] == found


def test_entries_are_paged_by_sequence_both_ways(clerk: Actor, auditor: Actor) -> None:
    tell(clerk, 120)

    first = queries.entries(auditor, Filters())
    second = queries.entries(auditor, Filters(before=first.older))
    third = queries.entries(auditor, Filters(before=second.older))
    back = queries.entries(auditor, Filters(after=third.newer))

    spans = [
        (page.entries[0].sequence, page.entries[-1].sequence) for page in (first, second, third)
    ]
    assert spans == [(120, 71), (70, 21), (20, 1)]
    assert [(page.newer, page.older) for page in (first, second, third)] == [
        (None, 71),
        (70, 21),
        (20, None),
    ]
    assert back == second


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, Role.SYSTEM}])
@pytest.mark.parametrize(
    "ask",
    [
        lambda by: queries.entries(by, Filters()),
        lambda by: queries.entry(by, 1),
        lambda by: queries.entry(by, 99),
        exports.lines,
        lambda by: exports.table(by, Filters()),
    ],
)
def test_nothing_leaks_to_other_seats(
    clerk: Actor, role: Role, ask: Callable[[Actor], Any]
) -> None:
    tell(clerk, 1)

    with pytest.raises(NotAllowed, match="auditor_only"):
        ask(replace(clerk, role=role))


def test_entry_is_shown_with_words_and_neighbours(clerk: Actor, auditor: Actor) -> None:
    tell(clerk, 3)

    sight = queries.entry(auditor, 2)

    assert (sight.entry.sequence, sight.previous, sight.following) == (2, 1, 3)
    assert sight.words == {"word": "字2", "address": "203.0.113.7"}
    assert (sight.erased, sight.finding) == ((), None)


def test_entry_says_which_words_were_erased(clerk: Actor, auditor: Actor) -> None:
    tell(clerk, 1)
    audit.erase([1], names=["word"], reason="期满", by=auditor, at=AT)

    sight = queries.entry(auditor, 1)

    assert (sight.previous, sight.following, sight.erased) == (None, 2, ("word",))
    assert sight.finding is None


def test_missing_entry_is_not_found(auditor: Actor) -> None:
    with pytest.raises(NotFound, match="entry_missing"):
        queries.entry(auditor, 1)


@pytest.mark.parametrize(
    ("sequence", "changed", "code"),
    [(2, 2, "content"), (2, 1, "chain"), (2, 3, "content"), (3, 2, "chain")],
)
def test_entry_that_does_not_fit_its_neighbours_is_found_out(
    clerk: Actor, auditor: Actor, sequence: int, changed: int, code: str
) -> None:
    tell(clerk, 4)
    with triggers_lifted():
        column = "sha256" if code == "chain" else "actor"
        Entry.objects.filter(sequence=changed).update(**{column: "f" * 64})

    finding = queries.entry(auditor, sequence).finding

    assert finding is not None
    assert finding.code == code


def test_entry_whose_word_was_altered_is_found_out(clerk: Actor, auditor: Actor) -> None:
    tell(clerk, 2)
    Disclosure.objects.filter(sequence=1, name="word").update(value="换")

    finding = queries.entry(auditor, 1).finding

    assert finding is not None
    assert (finding.code, finding.params) == ("word_altered", {"name": "word"})


@pytest.mark.parametrize("count", [30, 300])
def test_pages_take_the_same_statements_however_long_the_ledger(
    clerk: Actor, auditor: Actor, count: int
) -> None:
    tell(clerk, count)

    with CaptureQueriesContext(connection) as asked:
        queries.entries(auditor, Filters(room="ledger_rig", subject="STONE7"))
        queries.entry(auditor, 7)
        list(exports.table(auditor, Filters())[2])
        queries.last_anchors(10)

    assert len(asked) == 1 + 2 + 1


def test_only_the_newest_anchors_are_read(clerk: Actor) -> None:
    assert queries.last_anchors(3) == []
    for _ in range(80):
        tell(clerk, 1)
        audit.anchor(AT)

    assert [one.sequence for one in queries.last_anchors(3)] == [80, 79, 78]
    assert len(list(queries.own_anchors())) == 80
