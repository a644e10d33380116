"""Which tables keep the ledger, and which constraints keep them honest?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.kernel.subject import Subject

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 14  # 70 random bits: neighbours cannot be guessed


_dice: ContextVar[Callable[[str], str]] = ContextVar("dice", default=secrets.choice)


def new_code() -> str:
    """Draw a public code: fourteen Crockford letters, no I, L, O or U to misread."""
    draw = _dice.get()
    return "".join(draw(CROCKFORD) for _ in range(CODE_LENGTH))


@contextmanager
def codes_drawn_by(dice: Callable[[str], str]) -> Iterator[None]:
    """Draw codes by other dice for a while: of a played season, so that a seed plays it again.

    Never for real people: whoever knows the dice knows every code.
    """
    token = _dice.set(dice)
    try:
        yield
    finally:
        _dice.reset(token)


class Recorded(models.Model):
    """A thing whose deeds stand in the ledger; known outside by its code, never by its key."""

    public_id = models.CharField(max_length=32, default=new_code, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        """Name this thing as the ledger does."""
        meta = self._meta
        return Subject(meta.app_label, str(meta.model_name), self.public_id)


class Entry(models.Model):
    """One deed. Engines refuse to change or remove a row (operations/triggers.py)."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64, blank=True)
    seat = models.CharField(max_length=96)
    on_behalf_of = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=96)
    subjects = models.JSONField(default=list)
    commitments = models.JSONField(default=dict)
    request = models.CharField(max_length=64, blank=True)
    previous_sha256 = models.CharField(max_length=64)
    previous_sm3 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["verb", "sequence"], name="audit_entry_verb"),
            models.Index(fields=["seat", "sequence"], name="audit_entry_seat"),
            models.Index(fields=["actor", "sequence"], name="audit_entry_actor"),
            models.Index(fields=["at"], name="audit_entry_at"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_entry_from_one"),
            models.CheckConstraint(condition=~Q(verb="") & ~Q(seat=""), name="audit_entry_told"),
            *(
                models.CheckConstraint(
                    condition=Q(Exact(Length(name), 64)), name=f"audit_entry_{name}_whole"
                )
                for name in ("previous_sha256", "previous_sm3", "sha256", "sm3")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class Disclosure(models.Model):
    """A word behind a commitment: may be erased, and the chain still stands. No foreign key."""

    sequence = models.BigIntegerField()
    name = models.CharField(max_length=64)
    value = models.TextField(blank=True)
    salt = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sequence", "name"], name="audit_disclosure_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("salt"), 32)), name="audit_disclosure_salted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.name}"


class LastDeed(models.Model):
    """The last deed done to a subject: what lists join, filter and count on. Rebuildable."""

    room = models.CharField(max_length=32)
    kind = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    verb = models.CharField(max_length=96)
    at = models.DateTimeField()
    seat = models.CharField(max_length=96)
    sequence = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["room", "kind", "verb"], name="audit_last_deed_verb"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "kind", "code"], name="audit_last_deed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room}.{self.kind} {self.code}: {self.verb}"


class Once(models.Model):
    """A form that was sent: the same key and body get the same answer, never a second deed."""

    code = models.CharField(primary_key=True, max_length=14, default=new_code)
    key = models.CharField(max_length=64)
    actor = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=96)
    request_digest = models.CharField(max_length=64)
    result = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="audit_once_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "actor", "action"], name="audit_once_key"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
