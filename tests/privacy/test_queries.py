"""Is every word about a person known to be one, with what it is kept for?"""

from __future__ import annotations

import re
import secrets

import pytest
from django.apps import apps
from django.db.models import CharField, EmailField, TextField
from tests.ledger_rig.models import Letter

from hongbang.privacy import queries
from hongbang.privacy.models import FingerprintField, PersonalField, SealedField, keyring
from hongbang.privacy.rules.classes import SEALED, TERMS, DataClass
from hongbang.privacy.rules.sealing import new_key

LOOKS_PERSONAL = re.compile(
    r"(^|_)(name|mobile|email|phone|telephone|birth|id_no|contact|address|login|password|secret)($|_)"
)
# Looks like a word about a person and is none; each with its reason.
NONE_OF_A_PERSON = {
    "audit.disclosure.name": "names a word, not a person",
    "files.upload.name": "a file's name, as its owner gave it",
    "files.storedfile.name": "a file's name, as its owner gave it",
    "orgs.organisation.name": "a body",
    "orgs.organisation.name_en": "a body",
    "orgs.organisation.address": "a body's, public",
    "orgs.organisation.address_en": "a body's, public",
    "orgs.organisation.telephone": "a body's, public",
    "orgs.organisation.email": "a body's, public",
    "orgs.area.name": "a district or bureau",
    "orgs.area.name_en": "a district or bureau",
    "orgs.change.name": "a body's, at some time",
    "orgs.change.name_en": "a body's, at some time",
    "orgs.sheet.name": "a workbook",
    **dict.fromkeys(
        (
            *("programmes.programme.name", "programmes.programme.name_en"),
            *("programmes.edition.name", "programmes.edition.name_en"),
            *("programmes.track.name", "programmes.track.name_en"),
            *("programmes.category.name", "programmes.category.name_en"),
        ),
        "a programme's own words",
    ),
    "orgs.team.name": "a team",
    "accounts.failedtry.address": "a network, cut to its first part",
    "accounts.failedtry.login_digest": "a keyed digest",
    "accounts.invitation.contact_key": "a keyed digest",
    "accounts.person.password": "a salted digest",
    "accounts.registration.password": "a salted digest",
    "accounts.registration.unit_name": "a body's",
    "awards.award.unit_name": "a body's, on the day",
}


def unclassified() -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("hongbang.")
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField | EmailField)
        and not isinstance(field, SealedField | PersonalField | FingerprintField)
        and LOOKS_PERSONAL.search(field.name)
    }


def test_every_word_about_a_person_is_known_to_be_one() -> None:
    assert unclassified() - set(NONE_OF_A_PERSON) == set()
    assert set(NONE_OF_A_PERSON) - unclassified() == set()


def test_every_known_word_says_what_it_is_kept_for_and_sensitive_ones_are_sealed() -> None:
    kept = queries.register()

    assert [column.place for column in kept if not column.purpose.strip()] == []
    assert [one.place for one in kept if one.data_class in SEALED and not one.is_sealed] == []
    assert len(kept) >= 2


@pytest.mark.django_db
def test_a_class_without_a_row_has_its_default_term() -> None:
    assert {one.data_class: one.days for one in queries.terms()} == TERMS
    assert queries.term(DataClass.CONTACT).days == 90


@pytest.mark.django_db
def test_words_under_old_keys_are_counted(settings: object, tmp_path: object) -> None:
    Letter.objects.create(mobile="13800000000")
    Letter.objects.create(mobile="")
    assert queries.under_old_keys() == 0

    path = tmp_path / "ring"  # type: ignore[operator]
    path.write_text(keyring().with_key(new_key("sm4-gcm", secrets.token_bytes)).written())
    settings.HONGBANG_KEYRING = path  # type: ignore[attr-defined]

    assert queries.under_old_keys() == 1
