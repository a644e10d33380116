"""How is a virus scanner asked about a file?"""

from __future__ import annotations

import logging
import socket
import struct
from collections.abc import Iterable

from django.conf import settings

from hongbang.files.rules.scanning import NOT_SCANNED, Scanner, verdict

SECONDS = 20
ANSWER_BYTES = 4096
log = logging.getLogger(__name__)


def _scan(blocks: Iterable[bytes]) -> tuple[str, str]:
    """Return how the scanner sees these bytes, and what it found; a silent one has not scanned."""
    scanner: Scanner | None = settings.HONGBANG_SCANNER
    if scanner is None:
        return NOT_SCANNED, ""
    try:
        with _line(scanner) as line:
            return verdict(_told(line, blocks))
    except OSError as fault:
        log.warning("the scanner does not answer: %s", type(fault).__name__)
        return NOT_SCANNED, ""


def _line(scanner: Scanner) -> socket.socket:
    if not scanner.socket:
        return socket.create_connection((scanner.host, scanner.port), SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(scanner.socket)
    except OSError:
        line.close()
        raise
    return line


def _told(line: socket.socket, blocks: Iterable[bytes]) -> str:
    line.sendall(b"zINSTREAM\0")
    for block in blocks:
        line.sendall(struct.pack(">I", len(block)) + block)
    line.sendall(struct.pack(">I", 0))
    said = b""
    while len(said) < ANSWER_BYTES and b"\0" not in said:
        more = line.recv(ANSWER_BYTES)
        if not more:
            break
        said += more
    return said.decode("utf-8", errors="replace")
