"""What is an upload really, and may it come in? Run in a process of its own.

Whatever is parsed here was made by somebody we do not know, so that the process has little
memory, little time and no network (`operations/inspecting.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from hongbang.files.rules import archives, kinds, pdfs, pictures
from hongbang.files.rules.kinds import Limits
from hongbang.files.rules.reading import UNREAD


@dataclass(frozen=True, slots=True)
class Seen:
    """What an upload is, whether it was written anew, and what `reading.read` found in it."""

    kind: str
    is_remade: bool
    personal: str = UNREAD


def inspect(name: str, size: int, content: BinaryIO, limits: Limits, out: BinaryIO) -> Seen:
    """Judge `content`; a picture is written anew into `out`.

    Refuses: with `RuleBroken`, each code a sentence that a clerk understands.
    """
    kinds.check_size(name, size, limits)
    content.seek(0)
    found = kinds.sniff(name, content.read(8192), limits)
    content.seek(0)
    kind = archives.kind_of(name, size, content) if found == "zip" else found
    if kind not in limits.kinds:
        raise kinds.unknown(name, limits)
    if kind == "pdf":
        content.seek(0)
        pdfs.check(name, content.read())
    if kind in pictures.FORMATS:
        pictures.remake(name, kind, content, size, out)
        return Seen(kind, is_remade=True)
    return Seen(kind, is_remade=False)
