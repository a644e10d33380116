"""How is what was written to somebody taken back, and their words out of letters to others?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from hongbang.kernel.search import search_text
from hongbang.outbox.models import Delivery, DigestLine, Message, Wishes
from hongbang.outbox.rules.erasing import without

AT_ONCE = 500


def erase_person(person: str, words: Collection[str], rooms: Collection[str]) -> int:
    """Remove letters to a person, and their `words` from those of `rooms` to others.

    An instrument used inside the deed that erases the person; returns how many were touched.
    A letter on its way is taken back too: its worker finds that it has lost it.
    """
    lines = DigestLine.objects.filter(to=person)
    touched = lines.count() + Wishes.objects.filter(person=person).delete()[0]
    lines.delete()
    DigestLine.objects.filter(message__to=person).delete()
    touched += Message.objects.filter(to=person).delete()[0]
    touched += Delivery.objects.filter(to=person).delete()[0]
    touched += _addressed(words)
    for table in (Message.objects.all(), Delivery.objects.all()):
        touched += _reworded(table, words, rooms)
    return touched


def _addressed(words: Collection[str]) -> int:
    """Remove direct letters to one of the person's addresses; a sealed word is opened to see."""
    direct = Delivery.objects.filter(to="").only("address", "state")
    found = [one.pk for one in direct.iterator(AT_ONCE) if one.address in words]
    return Delivery.objects.filter(pk__in=found).delete()[0] if found else 0


def _reworded(table: QuerySet[Any], words: Collection[str], rooms: Collection[str]) -> int:
    touched = 0
    for one in table.iterator(AT_ONCE):
        params = without(one.params, words)
        if one.code.partition(".")[0] not in rooms or params == one.params:
            continue
        changes: dict[str, object] = {"params": params}
        if isinstance(one, Message):
            changes["search_text"] = search_text(*map(str, params.values()))
        touched += table.model.objects.filter(pk=one.pk).update(**changes)
    return touched
