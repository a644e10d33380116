"""Does a table keep a word sealed, and hand it back plain?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from tests.ledger_rig.models import Letter

from hongbang.privacy.models import fingerprint, keyring
from hongbang.privacy.rules.sealing import Key, Unsealable

OF = "ledger_rig.letter.mobile"


def stored(letter: Letter) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT mobile FROM ledger_rig_letter WHERE id = %s", [letter.pk])
        return str(cursor.fetchone()[0])


def sent(mobile: str = "13800000000") -> Letter:
    return Letter.objects.create(mobile=mobile, mobile_key=fingerprint(mobile, OF))


@pytest.mark.django_db
def test_the_table_holds_no_word() -> None:
    letter = sent()

    assert "13800000000" not in stored(letter)
    assert Letter.objects.get(mobile_key=fingerprint("13800000000", OF)).mobile == "13800000000"


@pytest.mark.django_db
def test_the_same_word_is_sealed_differently_each_time() -> None:
    one, two = sent(), Letter.objects.create(mobile="13800000000")

    assert stored(one) != stored(two)


@pytest.mark.django_db
def test_an_update_seals_too() -> None:
    letter = sent()

    Letter.objects.filter(pk=letter.pk).update(mobile="13911111111")

    assert "13911111111" not in stored(letter)
    assert Letter.objects.get(pk=letter.pk).mobile == "13911111111"


@pytest.mark.django_db
def test_an_empty_word_needs_no_key_and_no_fingerprint() -> None:
    letter = sent("")

    assert (stored(letter), letter.mobile_key) == ("", None)
    assert Letter.objects.get(pk=letter.pk).mobile == ""


@pytest.mark.django_db
def test_a_sealed_word_cannot_be_searched() -> None:
    assert Letter.objects.filter(mobile__isnull=True).count() == 0

    with pytest.raises(FieldError, match="sealed: ask by its fingerprint"):
        Letter.objects.filter(mobile="13800000000").exists()


@pytest.mark.django_db
def test_a_word_moved_in_the_database_does_not_open() -> None:
    letter = sent()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_rig_letter SET mobile = '13800000000'")

    with pytest.raises(Unsealable):
        Letter.objects.get(pk=letter.pk)


def test_a_changed_keyring_file_is_seen(settings: object, tmp_path: Path) -> None:
    first = keyring()
    path = tmp_path / "ring.json"
    path.write_text(first.written())
    settings.HONGBANG_KEYRING = path  # type: ignore[attr-defined]
    assert keyring() == first

    changed = first.with_key(Key("k2", "sm4-gcm", bytes(16)))
    path.write_text(changed.written())
    os.utime(path, ns=(1, 1))

    assert keyring().current == "k2"
