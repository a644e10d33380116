"""How is a virus scanner asked, and what does its answer mean? (clamd(8), INSTREAM)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

NOT_SCANNED, CLEAN, INFECTED = "not_scanned", "clean", "infected"
SCANS = (NOT_SCANNED, CLEAN, INFECTED)
RIGHT = "Write clamd://host:3310 or clamd:///run/clamav/clamd.ctl, or leave it empty"
_FOUND = re.compile(r"stream: (.{1,120}?) FOUND")


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where clamd listens: a host and port, or a socket of this machine."""

    host: str = ""
    port: int = 0
    socket: str = ""

    @classmethod
    def read(cls, text: str) -> Scanner | None:
        """Read the setting; nothing where there is no scanner. Raises `ValueError`.

        >>> Scanner.read("clamd://127.0.0.1:3310"), Scanner.read("")
        (Scanner(host='127.0.0.1', port=3310, socket=''), None)
        """
        if not text:
            return None
        parts = urlsplit(text)
        if parts.scheme == "clamd" and parts.hostname and not parts.path.strip("/"):
            return cls(host=parts.hostname, port=parts.port or 3310)
        if parts.scheme == "clamd" and not parts.netloc and parts.path.startswith("/"):
            return cls(socket=unquote(parts.path))
        raise ValueError(RIGHT)


def verdict(answer: str) -> tuple[str, str]:
    r"""Read what the scanner said: how the file stands, and what was found in it.

    >>> verdict("stream: OK\0"), verdict("stream: Eicar-Test-Signature FOUND\0")
    (('clean', ''), ('infected', 'Eicar-Test-Signature'))
    >>> verdict("INSTREAM size limit exceeded. ERROR")
    ('not_scanned', '')
    """
    told = answer.strip("\0\r\n ")
    if told == "stream: OK":
        return CLEAN, ""
    found = _FOUND.fullmatch(told)
    return (INFECTED, found[1]) if found else (NOT_SCANNED, "")
