"""How is long work claimed, carried on and ended? Instruments for the rooms' jobs.

None of these is a deed: the request was one, and what the work does calls operations.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q

from hongbang.kernel.refusal import Refusal, Stale
from hongbang.work.models import Work
from hongbang.work.rules.lifecycle import LEASE, OPEN, TRIES

Piece = TypeVar("Piece", bound=Work)


def claim(table: type[Piece], worker: str, at: datetime) -> Piece | None:
    """Take the longest waiting piece, or one whose worker died; nothing where there is none.

    A checked update: of two workers one gets it. A piece that killed its worker too often is
    ended as failed with `work.gave_up`.
    """
    waiting = Q(state="requested") | Q(state="running", lease_until__lt=at)
    with transaction.atomic():
        for piece in table._default_manager.filter(waiting).order_by("requested_at", "pk"):  # noqa: SLF001 - Django's public name
            mine = table._default_manager.filter(  # noqa: SLF001 - as above
                waiting, pk=piece.pk, tries=piece.tries
            )
            if piece.tries >= TRIES:
                mine.update(state="failed", finished_at=at, fault="work.gave_up", lease_until=None)
                continue
            taken = mine.update(
                state="running", worker=worker, lease_until=at + LEASE, tries=F("tries") + 1
            )
            if taken:
                piece.refresh_from_db()
                return piece
    return None


def advance(piece: Work, done: int, total: int, at: datetime) -> None:
    """Note how far the work is and keep the lease.

    Refuses: `Stale("work.lost")`: it was cancelled, or another worker has it now.
    """
    _held(piece, done=done, total=total, lease_until=at + LEASE)


def finish(piece: Work, at: datetime, **result: object) -> None:
    """End the work as done, with what came out of it. Refuses: `Stale("work.lost")`."""
    _held(piece, state="finished", finished_at=at, lease_until=None, **result)


def fail(piece: Work, refusal: Refusal, at: datetime) -> None:
    """End the work with the refusal that stopped it. Refuses: `Stale("work.lost")`."""
    told = {name: _told(value) for name, value in refusal.params.items()}
    _held(
        piece,
        state="failed",
        finished_at=at,
        lease_until=None,
        fault=refusal.code,
        fault_params=told,
    )


def cancel(piece: Work, at: datetime) -> bool:
    """Stop work that has not ended; called inside the deed of whoever may. Says whether it did."""
    table = type(piece)._default_manager  # noqa: SLF001 - Django's public name
    open_one = table.filter(pk=piece.pk, state__in=OPEN)
    return open_one.update(state="cancelled", finished_at=at, lease_until=None) == 1


def _held(piece: Work, **changes: object) -> None:
    """Change the piece while this worker holds it."""
    table = type(piece)._default_manager  # noqa: SLF001 - Django's public name
    mine = table.filter(pk=piece.pk, state="running", worker=piece.worker, tries=piece.tries)
    if mine.update(**changes) != 1:
        raise Stale("work.lost")
    for name, value in changes.items():
        setattr(piece, name, value)


def _told(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _told(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value if value is None or isinstance(value, str | int) else str(value)
