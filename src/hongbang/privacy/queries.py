"""Which words about people are kept, where, what for, how long, and under which key?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from django.utils.module_loading import import_string

from hongbang.privacy.models import PersonalField, SealedField, Term, keyring
from hongbang.privacy.models import fingerprint as fingerprint
from hongbang.privacy.rules.classes import TERMS, DataClass
from hongbang.privacy.rules.sealing import VERSION

Kept = SealedField | PersonalField


@dataclass(frozen=True, slots=True)
class Column:
    """One kind of word that is kept: its place, class, and what it is kept for."""

    place: str  # room.table.column
    data_class: DataClass
    is_sealed: bool
    room: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long words of a class stay once they are not needed."""

    data_class: DataClass
    days: int
    reason: str
    version: int


def columns() -> list[tuple[type[Model], Kept]]:
    """Return every column of the house that is known to hold words about people."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()  # noqa: SLF001 - Django's public name
        if isinstance(field, Kept)
    ]


def sealed_columns() -> list[tuple[type[Model], SealedField]]:
    """Return the columns whose words are sealed."""
    return [(model, field) for model, field in columns() if isinstance(field, SealedField)]


def place_of(model: type[Model], field: Field[object, object] | Kept) -> str:
    """Name a column: room.table.column."""
    return f"{model._meta.label_lower}.{field.name}"  # noqa: SLF001 - Django's public name


def register() -> list[Column]:
    """Return what the house keeps about people: the register that PIPL article 51 asks for."""
    return [
        Column(
            place=place_of(model, field),
            data_class=field.data_class,
            is_sealed=isinstance(field, SealedField),
            room=str(import_string(f"{_package(model)}.texts.ROOM")),
            purpose=str(import_string(f"{_package(model)}.texts.PERSONAL")[place_of(model, field)]),
        )
        for model, field in columns()
        if model.__module__.startswith("hongbang.")
    ]


def terms() -> list[Lasting]:
    """Return how long the words of each class stay."""
    kept = {term.data_class: term for term in Term.objects.all()}
    return [
        Lasting(one, kept[one].days, kept[one].reason, kept[one].version)
        if one in kept
        else Lasting(one, TERMS[one], "", 0)
        for one in DataClass
    ]


def term(data_class: DataClass) -> timedelta:
    """Return how long words of this class stay once they are not needed."""
    days = Term.objects.filter(data_class=data_class).values_list("days", flat=True).first()
    return timedelta(days=TERMS[data_class] if days is None else days)


def under_old_keys() -> int:
    """Count the words that the current key has not sealed."""
    return sum(1 for column in sealed_columns() for _ in old_words(*column))


def old_words(model: type[Model], field: SealedField) -> Iterator[tuple[int | str, str]]:
    """Give (key of the row, sealed word) of a column for each word under another key."""
    quote = connection.ops.quote_name
    key = model._meta.pk.column  # noqa: SLF001 - Django's public name
    table = model._meta.db_table  # noqa: SLF001 - as above
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(key)}, {quote(field.column)} FROM {quote(table)} "  # noqa: S608 - names of our own tables
            f"WHERE {quote(field.column)} <> '' AND {quote(field.column)} NOT LIKE %s",
            [f"{VERSION}:{keyring().current}:%"],
        )
        yield from cursor.fetchall()


def _package(model: type[Model]) -> str:
    return ".".join(model.__module__.split(".")[:2])
