from __future__ import annotations

import doctest
import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.audit.rules import anchors, chain, verify_ledger
from hongbang.audit.rules.anchors import Anchor
from hongbang.audit.rules.chain import START, Deed, Head
from hongbang.kernel.canon import canonical_json
from hongbang.kernel.subject import Subject

AT = datetime(2026, 11, 10, 2, 30, tzinfo=UTC)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
subjects = st.lists(st.builds(Subject, text, text, text), max_size=3)
deeds = st.builds(
    Deed,
    st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
    text,
    text,
    text,
    text,
    subjects,
    st.dictionaries(text, st.binary().map(lambda b: "sha256:" + hashlib.sha256(b).hexdigest())),
    text,
)


def written(deed: Deed, after: Head) -> dict[str, object]:
    head = chain.follow(deed, after)
    return {
        "sequence": head.sequence,
        "at": chain.moment_text(deed.at),
        "actor": deed.actor,
        "seat": deed.seat,
        "on_behalf_of": deed.on_behalf_of,
        "verb": deed.verb,
        "subjects": [one.as_list() for one in deed.subjects],
        "commitments": dict(deed.commitments),
        "request": deed.request,
        "previous_sha256": after.sha256,
        "previous_sm3": after.sm3,
        "sha256": head.sha256,
        "sm3": head.sm3,
    }


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ],
)
def test_sm3_answers_as_the_standard_says(data: bytes, digest: str) -> None:
    assert verify_ledger.sm3_in_python(data) == digest
    assert verify_ledger.sm3_hex(data) == digest


@given(st.binary(max_size=300))
def test_sm3_in_python_equals_openssl(data: bytes) -> None:
    assert verify_ledger.sm3_in_python(data) == verify_ledger.sm3_hex(data)


def test_sm3_needs_no_openssl(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(name: str, data: bytes) -> None:
        raise ValueError(name)

    monkeypatch.setattr(hashlib, "new", refused)

    assert verify_ledger.sm3_hex(b"abc")[:8] == "66c7f0f4"


@given(st.lists(deeds, max_size=4))
def test_checker_spells_every_byte_as_the_writer_does(told: list[Deed]) -> None:
    entries, head = [], START
    for deed in told:
        entries.append(written(deed, head))
        head = chain.follow(deed, head)

    verdict = verify_ledger.examine(entries)

    assert verdict.problem is None
    assert verdict.head == (head.sequence, head.sha256, head.sm3)


@given(text, text, st.binary(min_size=16, max_size=16))
def test_commitment_is_the_same_on_both_sides(name: str, value: str, salt: bytes) -> None:
    assert chain.commitment(name, value, salt.hex()) == verify_ledger.commitment(
        name, value, salt.hex()
    )


def test_moment_is_written_in_utc_with_microseconds() -> None:
    beijing = timezone(timedelta(hours=8))

    assert (
        chain.moment_text(datetime(2026, 11, 10, 8, 0, 0, 7, tzinfo=beijing))
        == "2026-11-10T00:00:00.000007Z"
    )


def test_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        chain.moment_text(datetime(2026, 11, 10))  # noqa: DTZ001 - that is the point


def test_anchor_is_due_once_per_head() -> None:
    head = Head(3, "a" * 64, "b" * 64)

    anchor = anchors.due(head, None, AT)

    assert anchor == Anchor(3, "2026-11-10T02:30:00.000000Z", "a" * 64, "b" * 64)
    assert anchors.due(head, anchor, AT) is None
    assert anchors.due(START, None, AT) is None
    assert anchor.moment == AT
    assert canonical_json(vars_of(anchor)) + b"\n" == anchor.line()


def vars_of(anchor: Anchor) -> dict[str, object]:
    return {name: getattr(anchor, name) for name in verify_ledger.FIELDS["anchor"]}


@pytest.mark.parametrize("head", [Head(2, "a" * 64, "b" * 64), Head(3, "c" * 64, "b" * 64), START])
def test_anchor_is_refused_where_the_ledger_contradicts_the_last_one(head: Head) -> None:
    last = Anchor(3, "2026-11-10T02:30:00.000000Z", "a" * 64, "b" * 64)

    with pytest.raises(ValueError, match="contradicts"):
        anchors.due(head, last, AT)


def test_anchor_time_comes_after_an_hour() -> None:
    last = Anchor(3, chain.moment_text(AT), "a" * 64, "b" * 64)

    assert not anchors.is_time(last, AT + timedelta(minutes=59))
    assert anchors.is_time(last, AT + timedelta(hours=1))


@pytest.mark.parametrize("module", [anchors, chain, verify_ledger])
def test_examples_in_docstrings_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]  # a module it is

    assert failed == 0
    assert tried > 0
