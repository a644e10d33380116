"""A virus scanner that lives in the test: it speaks INSTREAM and knows one virus."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.files.samples import EICAR


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        whole = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            whole += self.rfile.read(size)
        if b"SILENCE" in whole:
            return
        found = EICAR in whole
        self.wfile.write(b"stream: " + (b"Eicar-Test-Signature FOUND" if found else b"OK") + b"\0")


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def fake_clamd(socket: Path | None = None) -> Iterator[str]:
    """Let a scanner listen on this machine; return its setting."""
    server = _Unix(str(socket), _Talk) if socket else _Tcp(("127.0.0.1", 0), _Talk)
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"clamd://{socket}" if socket else f"clamd://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
