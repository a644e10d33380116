"""Is a word shown only with a reason and a trace, kept as long as set, sealed anew without loss?"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from tests.cast import Member, moment
from tests.ledger_rig.models import Letter

from hongbang.audit import queries as ledger
from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken, Stale
from hongbang.ops.keyring import make_keyring
from hongbang.privacy import operations as privacy
from hongbang.privacy import queries
from hongbang.privacy.models import Term, keyring
from hongbang.privacy.operations import keys
from hongbang.privacy.rules.classes import DataClass
from hongbang.privacy.rules.commands import Reveal, Rotate, SetTerm

Company = dict[Role, Member]
SYSTEM = Actor.system("test")
WHY = Reveal("mobile", "申报材料有误，打电话核对")


@pytest.fixture
def own_ring(settings: object, tmp_path: Path) -> Path:
    """Give the test a keyring of its own to change."""
    path = tmp_path / "keys" / "ring.json"
    make_keyring(path)
    settings.HONGBANG_KEYRING = path  # type: ignore[attr-defined]
    return path


def letter(mobile: str = "13800138000") -> Letter:
    return Letter.objects.create(mobile=mobile)


def words_of(entry: Entry) -> dict[str, str]:
    return dict(Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value"))


# --- shown whole


def test_reveal_shows_the_word_and_records_who_saw_it_and_why(company: Company) -> None:
    sealed, by = letter(), company[Role.OFFICE_CLERK].actor

    shown = privacy.reveal(sealed, WHY, by=by, at=moment())

    assert shown == "13800138000"
    entry = Entry.objects.get(verb="privacy.word.revealed")
    assert entry.subjects == [sealed.subject.as_list()]
    assert (entry.actor, entry.seat) == (by.person, by.seat)
    words = words_of(entry)
    assert (words["word"], words["reason"]) == ("mobile", WHY.reason)
    assert "13800138000" not in str(words)


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_reveal_refuses_without_a_reason(reason: str, company: Company) -> None:
    by = company[Role.OFFICE_CLERK].actor

    with pytest.raises(RuleBroken, match=r"privacy\.no_reason"):
        privacy.reveal(letter(), Reveal("mobile", reason), by=by, at=moment())

    assert not Entry.objects.filter(verb="privacy.word.revealed").exists()
    assert Entry.objects.filter(verb="audit.deed.refused").count() == 1


def test_reveal_refuses_a_seat_that_may_not_see_it(company: Company) -> None:
    by = company[Role.EXPERT].actor

    with pytest.raises(NotAllowed, match=r"privacy\.not_shown"):
        privacy.reveal(letter(), WHY, by=by, at=moment())


@pytest.mark.parametrize("field", ["mobile_key", "id", "public_id", "password", "_meta"])
def test_reveal_shows_only_words_about_people(field: str, company: Company) -> None:
    by = company[Role.OFFICE_CLERK].actor

    with pytest.raises(NotFound, match=r"privacy\.no_such_word"):
        privacy.reveal(letter(), Reveal(field, "为了核对"), by=by, at=moment())


# --- how long


def test_set_term_is_kept_and_recorded(company: Company) -> None:
    by = company[Role.SECURITY_ADMIN].actor

    term = privacy.set_term(SetTerm(DataClass.CONTACT, 30, "个保法第十九条", 0), by=by, at=moment())
    again = privacy.set_term(SetTerm(DataClass.CONTACT, 60, "办公室决定", 1), by=by, at=moment())

    assert (again.pk, Term.objects.get().days, Term.objects.get().version) == (term.pk, 60, 2)
    assert queries.term(DataClass.CONTACT).days == 60
    assert [(one.days, one.version) for one in queries.terms()][1] == (60, 2)
    last = ledger.last_deed(term.subject)
    assert last is not None
    assert last.verb == "privacy.term.set"


@pytest.mark.parametrize("version", [0, 2])
def test_set_term_is_stale_when_somebody_was_first(version: int, company: Company) -> None:
    by = company[Role.SECURITY_ADMIN].actor
    privacy.set_term(SetTerm(DataClass.NAME, 30, "先到", 0), by=by, at=moment())

    with pytest.raises(Stale):
        privacy.set_term(SetTerm(DataClass.NAME, 60, "后到", version), by=by, at=moment())

    assert Term.objects.get().days == 30


def test_set_term_is_stale_where_nothing_was_set(company: Company) -> None:
    by = company[Role.SECURITY_ADMIN].actor

    with pytest.raises(Stale, match="untold"):
        privacy.set_term(SetTerm(DataClass.NAME, 60, "后到", 3), by=by, at=moment())


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [(30, " ", "privacy.no_reason"), (3651, "太久", "privacy.term_too_long")],
)
def test_set_term_refuses(days: int, reason: str, code: str, company: Company) -> None:
    by = company[Role.SECURITY_ADMIN].actor

    with pytest.raises(RuleBroken) as refused:
        privacy.set_term(SetTerm(DataClass.NAME, days, reason, 0), by=by, at=moment())

    assert refused.value.code == code
    assert not Term.objects.exists()


def test_set_term_is_the_security_administrators(company: Company) -> None:
    by = company[Role.OFFICE_HEAD].actor

    with pytest.raises(NotAllowed, match=r"privacy\.not_yours"):
        privacy.set_term(SetTerm(DataClass.NAME, 3, "试试", 0), by=by, at=moment())


# --- keys


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_rotation_seals_every_word_anew_and_loses_none(cipher: str, own_ring: Path) -> None:
    before = own_ring.read_text()
    words = [f"1380013{n:04}" for n in range(50)]
    letters = [letter(word) for word in words]
    letter("")

    added = privacy.add_key(Rotate(cipher), by=SYSTEM, at=moment())
    assert queries.under_old_keys() == 50
    moved = privacy.reseal()
    retired = privacy.retire_keys(by=SYSTEM, at=moment())

    ring = keyring()
    assert (moved, list(ring.keys), ring.keys[added].cipher) == (50, [added], cipher)
    kept = Letter.objects.filter(pk__in=[one.pk for one in letters]).order_by("pk")
    assert [one.mobile for one in kept] == words
    assert retired
    assert retired[0] in before
    assert retired[0] not in own_ring.read_text()
    assert stat.S_IMODE(own_ring.stat().st_mode) == 0o600
    with connection.cursor() as cursor:
        cursor.execute("SELECT mobile FROM ledger_rig_letter")
        assert {str(row[0]).split(":")[1] for row in cursor.fetchall() if row[0]} == {added}
    said = [words_of(one) for one in Entry.objects.filter(verb__startswith="privacy.key.")]
    assert ring.keys[added].secret.hex() not in str(said)
    assert ledger.examine(None).exit_code in {0, 3}


@pytest.mark.django_db(transaction=True)
def test_keys_in_use_are_not_retired(own_ring: Path) -> None:
    letter()
    privacy.add_key(Rotate("sm4-gcm"), by=SYSTEM, at=moment())

    with pytest.raises(RuleBroken) as refused:
        privacy.retire_keys(by=SYSTEM, at=moment())

    assert (refused.value.code, refused.value.params) == ("privacy.keys_in_use", {"count": 1})
    assert len(keyring().keys) == 2


@pytest.mark.django_db(transaction=True)
def test_a_rotation_cut_short_goes_on(own_ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"1380013{n:04}" for n in range(6)]
    letters = [letter(word) for word in words]
    privacy.add_key(Rotate("sm4-gcm"), by=SYSTEM, at=moment())
    sealed, resealed = [0], keys._resealed

    def dies(*args: object) -> int:
        sealed[0] += 1
        if sealed[0] > 3:
            raise OSError
        return resealed(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "_resealed", dies)
    with pytest.raises(OSError):  # noqa: PT011 - as raised above
        privacy.reseal()
    monkeypatch.undo()
    assert queries.under_old_keys() == 3

    assert privacy.reseal() == 3
    privacy.retire_keys(by=SYSTEM, at=moment())
    kept = Letter.objects.filter(pk__in=[one.pk for one in letters]).order_by("pk")
    assert [one.mobile for one in kept] == words


@pytest.mark.django_db(transaction=True)
def test_a_word_saved_meanwhile_is_left_as_saved(own_ring: Path) -> None:
    one = letter("13800138000")
    privacy.add_key(Rotate("sm4-gcm"), by=SYSTEM, at=moment())
    column = queries.sealed_columns()[-1]
    assert column[0] is Letter
    ((key, sealed),) = queries.old_words(*column)
    Letter.objects.filter(pk=one.pk).update(mobile="13911111111")

    assert keys._resealed(*column, key, sealed) == 0

    assert Letter.objects.get(pk=one.pk).mobile == "13911111111"


def test_keys_are_not_changed_from_a_seat(company: Company, own_ring: Path) -> None:
    by = company[Role.SYSTEM_ADMIN].actor
    before = own_ring.read_text()

    with pytest.raises(NotAllowed, match=r"privacy\.not_yours"):
        privacy.add_key(Rotate("sm4-gcm"), by=by, at=moment())
    with pytest.raises(NotAllowed, match=r"privacy\.not_yours"):
        privacy.retire_keys(by=by, at=moment())

    assert own_ring.read_text() == before


@pytest.mark.django_db
def test_a_cipher_of_nobody_is_refused(own_ring: Path) -> None:
    with pytest.raises(RuleBroken, match="no_such_cipher"):
        privacy.add_key(Rotate("rot13"), by=SYSTEM, at=moment())


@pytest.mark.django_db(transaction=True)
def test_the_command_rotates_and_shows(own_ring: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter()

    call_command("keys", "rotate", cipher="sm4-gcm")
    call_command("keys", "show")

    told = capsys.readouterr().out
    assert "sealed anew: 1\nretired: k" in told
    assert "sm4-gcm  seals\nwords under other keys: 0\n" in told
    assert keyring().keys[keyring().current].secret.hex() not in told


@pytest.mark.django_db(transaction=True)
def test_the_command_says_why_keys_stay(own_ring: Path) -> None:
    letter()
    privacy.add_key(Rotate("sm4-gcm"), by=SYSTEM, at=moment())

    with pytest.raises(CommandError, match="hongbang keys reseal"):
        call_command("keys", "retire")
