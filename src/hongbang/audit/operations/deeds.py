"""How does an operation become a deed: whole, or refused and recorded as refused?"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model

from hongbang.audit import queries
from hongbang.audit.models import Recorded
from hongbang.audit.operations.recording import lock_ledger, record
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import Refusal, Stale
from hongbang.kernel.subject import Subject

P = ParamSpec("P")
Result = TypeVar("Result")
Thing = TypeVar("Thing", bound=Model)

log = logging.getLogger(__name__)
_inside: ContextVar[bool] = ContextVar("inside a deed", default=False)


def deed(operation: Callable[P, Result]) -> Callable[P, Result]:
    """Make an operation whole: all of it is committed, or none and the refusal is recorded.

    **Why**: deeds stand in one row, one writer at a time on both engines, so that two of them
    can neither overtake nor block each other; do slow work (a solver, a password) before.

    Writes `audit.deed.refused` in a transaction of its own when the outermost deed refuses
    somebody who has signed in; a deed within a deed leaves that to the outer one.
    """

    @wraps(operation)
    def performed(*args: P.args, **kwargs: P.kwargs) -> Result:
        if _inside.get():
            with transaction.atomic():
                return operation(*args, **kwargs)
        try:
            with _outermost():
                return operation(*args, **kwargs)
        except Refusal as refusal:
            _record_refusal(operation, refusal, args, kwargs)
            raise

    return performed


@contextmanager
def _outermost() -> Iterator[None]:
    token = _inside.set(True)
    try:
        with transaction.atomic():
            lock_ledger()
            yield
    finally:
        _inside.reset(token)


def unrecorded(reason: str) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Mark an operation of the closed list that writes no entry, with the reason (ADR 0005)."""

    def marked(operation: Callable[P, Result]) -> Callable[P, Result]:
        operation.unrecorded = reason  # type: ignore[attr-defined]  # read by the architecture tests
        return operation

    return marked


def _record_refusal(
    operation: Callable[..., object],
    refusal: Refusal,
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
) -> None:
    """Record a refusal; whatever goes wrong here never hides the refusal itself."""
    by, at = kwargs.get("by"), kwargs.get("at")
    if not isinstance(by, Actor) or not isinstance(at, datetime) or by.role is Role.NOBODY:
        return
    said = {
        "operation": f"{operation.__module__.split('.')[1]}.{operation.__name__}",
        "code": refusal.code,
        "params": {name: _told(value) for name, value in refusal.params.items()},
    }
    try:
        with transaction.atomic():
            record(
                "audit.deed.refused",
                by=by,
                at=at,
                subjects=_things([*args, *kwargs.values()]),
                said=said,
            )
    except Exception as fault:
        kind = type(fault).__name__  # no traceback: an engine's message may quote the row
        log.error("the refusal %s could not be recorded: %s", refusal.code, kind)  # noqa: TRY400 - as said


def _things(passed: list[object]) -> list[Subject]:
    """Find the recorded things among what an operation was given, one list deep."""
    found: list[Subject] = []
    for one in passed:
        for thing in one if isinstance(one, list | tuple) else [one]:
            if isinstance(thing, Recorded):
                found.append(thing.subject)
            elif isinstance(thing, Subject):
                found.append(thing)
    return found


def _told(value: object) -> str | int | None:
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)


def checked_update(thing: Thing, version: int, **changes: Any) -> Thing:
    """Write plain values to the row as it was at `version`, and move the version on by one.

    An instrument used inside a deed: `select_for_update` does nothing on SQLite, so the row
    itself is asked, and must answer exactly once.

    Refuses: `Stale("audit.stale")` with who and when, where somebody was here first.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=version)  # noqa: SLF001 - Django's public name for any model's manager
    if rows.update(version=version + 1, **changes) != 1:
        raise _stale(thing)
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.version = version + 1  # type: ignore[attr-defined]  # every editable thing has one
    return thing


def _stale(thing: Model) -> Stale:
    last = queries.last_deed(thing.subject) if isinstance(thing, Recorded) else None
    if last is None:
        return Stale("audit.stale_untold")
    at = last.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    return Stale("audit.stale", {"seat": last.seat, "at": at, "verb": last.verb})
