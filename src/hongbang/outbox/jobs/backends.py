"""Which back end does each way use, as the settings say?

A gateway for text messages is one more class with `deliver` and `close`, chosen in `_door`. It
must name the effect by `parcel.key` to the gateway where that knows idempotency keys; otherwise
it calls `parcel.hand_over()` just before the request, as `Relay` does. `Folder` is the honest
neighbour: nothing leaves the machine, and whoever runs it sees so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

from hongbang.outbox.jobs.folder import Folder
from hongbang.outbox.jobs.relay import Relay
from hongbang.outbox.rules.backends import Backend
from hongbang.outbox.rules.outcomes import Parcel


class Door(Protocol):
    """What every back end can do."""

    def deliver(self, parcel: Parcel) -> str:
        """Do the effect named by `parcel.key` once; return the answer, or raise `Undelivered`."""

    def close(self) -> None:
        """End what was opened."""


@contextmanager
def doors() -> Iterator[dict[str, Door]]:
    """Open the back ends of every way for one batch."""
    opened = {
        "email": _door(settings.HONGBANG_MAIL, "mail"),
        "sms": _door(settings.HONGBANG_SMS, "sms"),
    }
    try:
        yield opened
    finally:
        for door in opened.values():
            door.close()


def _door(backend: Backend, name: str) -> Door:
    if backend.kind in {"smtp", "smtps"}:
        return Relay(backend)
    kept = Path(backend.folder) if backend.folder else settings.HONGBANG_VAR / "outbox" / name
    host = urlsplit(settings.HONGBANG_BASE_URL).hostname
    return Folder(kept, tells=backend.kind == "console", sender=f"hongbang@{host}")
