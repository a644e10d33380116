"""How do the keys change while the house is open?

Three steps that may each be repeated after a crash: a new key seals from now on and the old
ones still open; every word is sealed anew; the old keys go once nothing is sealed by them.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.privacy import access, queries
from hongbang.privacy.models import SealedField, keyring
from hongbang.privacy.models.keys import write_keyring
from hongbang.privacy.rules import sealing
from hongbang.privacy.rules.commands import Rotate
from hongbang.privacy.rules.sealing import KEY_BYTES, new_key


@audit.deed
def add_key(command: Rotate, *, by: Actor, at: datetime) -> str:
    """Put a new key on the ring, to seal from now on; returns its name.

    The file comes first: a key that seals nothing yet harms nothing.

    Refuses: `privacy.not_yours`, `privacy.no_such_cipher`.
    """
    access.require("rotate", by)
    if command.cipher not in KEY_BYTES:
        raise RuleBroken("privacy.no_such_cipher", {"known": "、".join(KEY_BYTES)})
    key = new_key(command.cipher, secrets.token_bytes)
    write_keyring(keyring().with_key(key))
    audit.record(
        "privacy.key.added",
        by=by,
        at=at,
        subjects=[],
        said={"key": key.name, "cipher": key.cipher},
    )
    return key.name


def reseal() -> int:
    """Seal every word anew that an old key has sealed; returns how many.

    An instrument: no word changes, so there is nothing to record. Each row is written only
    where it still holds what was read, so that a clerk who saves at the same moment wins.
    """
    return sum(
        _resealed(model, field, key, sealed)
        for model, field in queries.sealed_columns()
        for key, sealed in list(queries.old_words(model, field))
    )


@audit.deed
def retire_keys(*, by: Actor, at: datetime) -> list[str]:
    """Take the old keys off the ring; returns their names.

    Refuses: `privacy.not_yours`, `privacy.keys_in_use`.
    """
    access.require("rotate", by)
    ring = keyring()
    in_use = queries.under_old_keys()
    if in_use:
        raise RuleBroken("privacy.keys_in_use", {"count": in_use})
    old = sorted(set(ring.keys) - {ring.current})
    audit.record("privacy.key.retired", by=by, at=at, subjects=[], said={"keys": old})
    transaction.on_commit(lambda: write_keyring(ring.only_current()))
    return old


def _resealed(model: type[Model], field: SealedField, key: int | str, sealed: str) -> int:
    ring = keyring()
    word = sealing.unseal(sealed, ring, context=field.context)
    nonce = secrets.token_bytes(sealing.NONCE_BYTES)
    anew = sealing.seal(word, ring, context=field.context, nonce=nonce)
    quote = connection.ops.quote_name
    table, pk = model._meta.db_table, model._meta.pk.column  # noqa: SLF001 - Django's public names
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(table)} SET {quote(field.column)} = %s "  # noqa: S608 - names of our own tables
            f"WHERE {quote(pk)} = %s AND {quote(field.column)} = %s",
            [anew, key, sealed],
        )
        return int(cursor.rowcount)
