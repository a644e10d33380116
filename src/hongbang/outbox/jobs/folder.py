"""How is a letter laid into a folder, exactly once?"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
from pathlib import Path

from hongbang.outbox.jobs.mime import mail
from hongbang.outbox.rules.outcomes import Later, Never, Parcel

_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")


class Folder:
    """Lays each letter into a file named after its effect key; `tells` prints it as well.

    The bytes are made durable under a name of their own, then linked to the final name, which
    cannot happen twice: a second delivery of the same key changes nothing.
    """

    def __init__(self, folder: Path, sender: str, *, tells: bool = False) -> None:
        self.folder, self.sender, self.tells = folder, sender, tells

    def deliver(self, parcel: Parcel) -> str:
        """Lay the letter down. Raises `Later` where the disk does not take it."""
        if _KEY.fullmatch(parcel.key) is None:
            raise Never("not an effect key")
        ending = "eml" if parcel.way == "email" else "txt"
        final = self.folder / f"{parcel.key}.{ending}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            is_new = self._lay(final, self._bytes(parcel))
        except OSError as fault:
            raise Later(f"{type(fault).__name__}: {fault.strerror}") from fault
        if self.tells and is_new:
            sys.stdout.write(f"{parcel.way} → {parcel.address}: {parcel.heading}\n{parcel.body}\n")
            sys.stdout.flush()
        return final.name

    def close(self) -> None:
        """Nothing stays open."""

    def _bytes(self, parcel: Parcel) -> bytes:
        if parcel.way == "email":
            return mail(parcel, self.sender).as_bytes()
        return f"{parcel.address}\n{parcel.short}\n".encode()

    def _lay(self, final: Path, content: bytes) -> bool:
        """Make the file durable under its final name, once; say whether it is new."""
        if final.exists():
            return False
        part = self.folder / f".{final.name}.{secrets.token_hex(6)}.part"
        try:
            with part.open("xb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            with contextlib.suppress(FileExistsError):  # another worker was first
                os.link(part, final)
        finally:
            part.unlink(missing_ok=True)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return True
