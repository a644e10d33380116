"""How much does one request cost: CPU, SQL statements, rows fetched?"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.http.response import HttpResponseBase

WARM_UP, ROUNDS, PER_ROUND = 20, 7, 40


@dataclass(frozen=True, slots=True)
class Pains:
    """How often is asked: the more, the steadier the figure."""

    warm_up: int = WARM_UP
    rounds: int = ROUNDS
    per_round: int = PER_ROUND


THOROUGH, LIGHT = Pains(), Pains(2, 3, 4)  # what has a bound, and what is only looked at


@dataclass
class Counter:
    """What went over the connection."""

    statements: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one job, per request."""

    name: str
    cpu_ms: float
    statements: int
    rows: int
    size: int


class CountingCursor(CursorWrapper):
    """A cursor that counts the rows handed out."""

    counter: Counter

    def fetchone(self) -> Any:
        """Hand out a row."""
        row = self.cursor.fetchone()
        self.counter.rows += row is not None
        return row

    def fetchmany(self, *args: Any) -> Sequence[Any]:
        """Hand out some rows."""
        rows: Sequence[Any] = self.cursor.fetchmany(*args)
        self.counter.rows += len(rows)
        return rows

    def fetchall(self) -> Sequence[Any]:
        """Hand out all rows."""
        rows: Sequence[Any] = self.cursor.fetchall()
        self.counter.rows += len(rows)
        return rows


@contextmanager
def counting() -> Iterator[Counter]:
    """Count what goes over the connection."""
    counter = Counter()

    def one_more(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        counter.statements += 1
        return execute(sql, params, many, context)

    def counted(cursor: Any) -> CountingCursor:
        wrapped = CountingCursor(cursor, connection)
        wrapped.counter = counter
        return wrapped

    before = connection.make_cursor
    connection.make_cursor = counted  # type: ignore[method-assign]  # put back below
    try:
        with connection.execute_wrapper(one_more):
            yield counter
    finally:
        connection.make_cursor = before  # type: ignore[method-assign]  # as it was


def measure(name: str, ask: Callable[[], HttpResponseBase], pains: Pains = THOROUGH) -> Cost:
    """Ask often and return the median cost of one request; fails on any other answer than 200."""
    for _ in range(pains.warm_up):
        answer = ask()
    if answer.status_code != 200:
        message = f"{name} answered {answer.status_code}"
        raise RuntimeError(message)
    with counting() as counter:
        ask()
    taken = []
    for _ in range(pains.rounds):
        started = time.process_time()
        for _ in range(pains.per_round):
            ask()
        taken.append((time.process_time() - started) / pains.per_round * 1000)
    size = len(answer.content) if hasattr(answer, "content") else 0
    return Cost(name, statistics.median(taken), counter.statements, counter.rows, size)
