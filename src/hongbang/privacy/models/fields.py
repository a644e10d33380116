"""How does a table keep a word sealed, and find it again by its fingerprint?"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models

from hongbang.privacy.models.keys import keyring
from hongbang.privacy.rules import sealing
from hongbang.privacy.rules.classes import DataClass

if TYPE_CHECKING:
    Text = models.TextField[str, str]
    Characters = models.CharField[str, str]
    Digests = models.CharField[str | None, str | None]
else:
    Text, Characters, Digests = models.TextField, models.CharField, models.CharField


class SealedField(Text):
    """A word about a person, sealed in the database and plain in memory.

    It cannot be searched or sorted by; put a `FingerprintField` beside it to find equal words.
    """

    def __init__(self, *args: Any, data_class: DataClass | str, **kwargs: Any) -> None:
        self.data_class = DataClass(data_class)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return what a migration writes."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "data_class": str(self.data_class)}

    @property
    def context(self) -> str:
        """Name the column: a sealed word opens nowhere else."""
        return f"{self.model._meta.label_lower}.{self.name}"  # noqa: SLF001 - Django's public name

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Seal on the way in."""
        if value is None:
            return None
        nonce = secrets.token_bytes(sealing.NONCE_BYTES)
        return sealing.seal(str(value), keyring(), context=self.context, nonce=nonce)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Open on the way out; raises `Unsealable` rather than show something else."""
        return None if value is None else sealing.unseal(value, keyring(), context=self.context)

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every question but whether there is a value at all."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        message = f"{self.context} is sealed: ask by its fingerprint"
        raise FieldError(message)


class PersonalField(Characters):
    """A word about a person that stands plain in the database, but is known to be one."""

    def __init__(self, *args: Any, data_class: DataClass | str, **kwargs: Any) -> None:
        self.data_class = DataClass(data_class)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return what a migration writes."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "data_class": str(self.data_class)}


class FingerprintField(Digests):
    """The keyed digest of a sealed word beside it; unique by default, None for no word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"max_length": 64, "null": True, "blank": True, "unique": True} | kwargs
        super().__init__(*args, **kwargs)
