"""How is what somebody typed kept, when their session ended before they sent it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

SALT = "hongbang.ui.kept"
HOURS = 12
NOT_KEPT = {"csrfmiddlewaretoken", "password", "current", "again", "code"}  # never a secret


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was not taken: where it was sent, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def pack(request: HttpRequest) -> str:
    """Write a form's fields as signed text; uploads cannot be kept and are left out."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT
    ]
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def unpack(text: str) -> Kept | None:
    """Read signed text back; nothing where it is not ours, or too old."""
    try:
        path, fields = signing.loads(text, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return Kept(path, tuple((name, value) for name, value in fields))
