"""How does the ledger leave the house: whole, for the checker, or as a table to read?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from hongbang.audit import access, queries
from hongbang.audit.queries import Filters
from hongbang.audit.texts import seat_words, verb_labels
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import canonical_json

Cell = str | int | datetime | None


def lines(by: Actor, *, with_words: bool = True) -> Iterator[bytes]:
    """Stream the whole ledger as JSON lines: each entry, its words, then the last deeds.

    Refuses: `audit.auditor_only`, before the first line.
    """
    access.require("export", by)
    return _lines(with_words=with_words)


def _lines(*, with_words: bool) -> Iterator[bytes]:
    with queries.one_view():
        words = queries.records("disclosure") if with_words else iter(())
        word = next(words, None)
        for entry in queries.records("entry"):
            yield _line("entry", entry)
            while word is not None and word["sequence"] <= entry["sequence"]:
                yield _line("disclosure", word)
                word = next(words, None)
        for row in queries.records("last_deed"):
            yield _line("last_deed", row)


def _line(kind: str, record: object) -> bytes:
    return canonical_json({kind: record}) + b"\n"


def table(
    by: Actor, filters: Filters
) -> tuple[str, Sequence[tuple[str, int]], Iterator[Sequence[Cell]]]:
    """Return title, columns and rows of what is filtered, newest first.

    Refuses: `audit.auditor_only`.
    """
    access.require("export", by)
    columns = [
        (_("序号"), 10),
        (_("时刻（北京）"), 20),
        (_("办的事"), 24),
        (_("代码"), 28),
        (_("席位"), 32),
        (_("经办人编号"), 18),
        (_("代谁办"), 18),
        (_("对象"), 40),
        (_("请求编号"), 20),
        ("SHA-256", 66),
        ("SM3", 66),
    ]
    return _("账本"), columns, _rows(by, filters)


def _rows(by: Actor, filters: Filters) -> Iterator[Sequence[Cell]]:
    labels = verb_labels()
    for one in queries.chosen(by, filters.everywhere).iterator(2000):
        yield (
            one.sequence,
            one.at,
            labels.get(one.verb, one.verb),
            one.verb,
            seat_words(one.seat),
            one.actor,
            one.on_behalf_of,
            "\n".join(" ".join(subject) for subject in one.subjects),
            one.request,
            one.sha256,
            one.sm3,
        )
