"""Does each constraint of the ledger's tables bite, broken once?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.audit.conftest import AT
from tests.ledger_rig.models import Stone
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.audit.models import CROCKFORD, Disclosure, Entry, LastDeed, Once, new_code
from hongbang.kernel.subject import Subject

pytestmark = pytest.mark.django_db


def entry(**changes: Any) -> Entry:
    digests = dict.fromkeys(("previous_sha256", "previous_sm3", "sha256", "sm3"), "0" * 64)
    return Entry(
        **{"sequence": 1, "at": AT, "seat": "system", "verb": "a.b.c", **digests, **changes}
    )


def last_deed() -> LastDeed:
    return LastDeed(room="a", kind="b", code="C", verb="a.b.c", at=AT, seat="system", sequence=1)


def once(**changes: Any) -> Once:
    return Once(
        **{"key": "k", "actor": "P", "action": "a", "request_digest": "", "at": AT, **changes}
    )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"sequence": 0}, "audit_entry_from_one"),
        ({"verb": ""}, "audit_entry_told"),
        ({"seat": ""}, "audit_entry_told"),
        ({"sha256": "0" * 63}, "audit_entry_sha256_whole"),
        ({"sm3": ""}, "audit_entry_sm3_whole"),
        ({"previous_sha256": ""}, "audit_entry_previous_sha256_whole"),
        ({"previous_sm3": ""}, "audit_entry_previous_sm3_whole"),
    ],
)
def test_entry_is_held_to(changes: dict[str, Any], constraint: str) -> None:
    with triggers_lifted(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        entry(**changes).save(force_insert=True)


@pytest.mark.parametrize("sequence", [0, 2, -1])
def test_entry_comes_next_or_not_at_all(sequence: int) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        entry(sequence=sequence).save(force_insert=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            Disclosure(sequence=1, name="word", salt="0" * 32),
            Disclosure(sequence=1, name="word", salt="1" * 32),
        ),
        (last_deed(), last_deed()),
        (once(), once(request_digest="other")),
        (Stone(public_id="S1"), Stone(public_id="S1")),
    ],
)
def test_each_stands_once(first: models.Model, second: models.Model) -> None:
    first.save(force_insert=True)

    with pytest.raises(IntegrityError):
        second.save(force_insert=True)


def test_disclosure_is_salted() -> None:
    with pytest.raises(IntegrityError, match="audit_disclosure_salted"):
        Disclosure(sequence=1, name="word", salt="").save()


def test_codes_have_seventy_random_bits_and_no_letter_to_misread() -> None:
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {14}
    assert set("".join(codes)) <= set(CROCKFORD)
    assert not set("ILOU") & set(CROCKFORD)


def test_recorded_names_itself_as_the_ledger_does() -> None:
    stone = Stone.objects.create()

    assert stone.subject == Subject("ledger_rig", "stone", stone.public_id)


def test_rows_tell_what_they_are() -> None:
    word = Disclosure(sequence=1, name="word")

    assert [str(one) for one in (entry(), word, last_deed(), once())] == [
        "1 a.b.c",
        "1 word",
        "a.b C: a.b.c",
        "a k",
    ]
