"""A mail relay that lives in the test: it takes letters, refuses some, hangs up on others."""

from __future__ import annotations

import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    taken: list[EmailMessage]
    lock: threading.Lock
    replies: dict[str, str]


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        try:
            self.talk()
        except (ConnectionError, BrokenPipeError):
            return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def talk(self) -> None:
        replies = self.server.replies
        self.say(replies.get("hello", "220 relay.test"))
        for raw in self.rfile:
            word = raw.decode().strip()
            verb = word[:4].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                self.say(replies.get("data", "354 go on"))
                if not self.take(replies):
                    return None
            else:
                about = next((said for of, said in replies.items() if f"<{of}>" in word), "")
                self.say(about or "250 fine")
        return None

    def take(self, replies: dict[str, str]) -> bool:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw[1:] if raw.startswith(b"..") else raw)
        else:
            return False  # it died before the end: we forget what we got
        answer = replies.get("end", "250 taken")
        if answer == "taken, then silence" or answer.startswith("250"):
            with self.server.lock:
                self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        if not answer[:3].isdigit():
            return False
        self.say(answer)
        return True


class FakeRelay:
    """What the tests hold of it."""

    def __init__(self, server: _Server) -> None:
        self.server = server

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server.server_address[1]}?from=office@hongbang.example"

    @property
    def taken(self) -> list[EmailMessage]:
        return self.server.taken

    @property
    def keys(self) -> Counter[str]:
        """Count what was taken by effect key."""
        return Counter(str(mail["Message-ID"])[1:].partition("@")[0] for mail in self.taken)

    def answers(self, **replies: str) -> None:
        """Answer so from now on: `hello`, `data`, `end`, or an address."""
        self.server.replies = replies

    def answers_to(self, address: str, reply: str) -> None:
        """Answer so to one address."""
        self.server.replies = {address: reply}


@contextmanager
def fake_relay() -> Iterator[FakeRelay]:
    """Let a relay listen on this machine."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.taken, server.lock, server.replies = [], threading.Lock(), {}
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield FakeRelay(server)
        finally:
            server.shutdown()
            thread.join()
