"""Which back end carries letters out? Read from one setting for each way."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from hongbang.outbox.rules.recipients import is_address

PORTS = {"smtp": 25, "smtps": 465}
ASKED = {"from", "tls"}


@dataclass(frozen=True, slots=True)
class Backend:
    """Where letters go: `file` and `console` into a folder, `smtp` and `smtps` to a relay."""

    kind: str
    folder: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    starttls: bool = False

    @classmethod
    def read(cls, text: str, *, way: str) -> Backend:
        """Read a setting, nothing for the house's own folder; raises `ValueError` with the remedy.

        >>> Backend.read("", way="sms").kind
        'file'
        >>> Backend.read("file:///var/mail", way="email").folder
        '/var/mail'
        >>> Backend.read("smtps://u:p%40x@relay.example?from=office@a.example", way="email").port
        465
        """
        if not text:
            return cls("file")
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            raise ValueError(RIGHT[way]) from None
        if text == "console:":
            return cls("console")
        if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
            return cls("file", folder=unquote(parts.path))
        if way != "email" or parts.scheme not in PORTS or not parts.hostname:
            raise ValueError(RIGHT[way])
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        sender = query.get("from", "")
        if set(query) - ASKED or not is_address("email", sender):
            raise ValueError(RIGHT[way])
        return cls(
            parts.scheme,
            host=parts.hostname,
            port=port or PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=sender,
            starttls=parts.scheme == "smtp" and query.get("tls", "no") == "yes",
        )


RIGHT = {
    "email": (
        "Write smtp://user:password@host:25?from=office@example.cn&tls=yes, "
        "smtps://user:password@host?from=office@example.cn, file:///folder or console:"
    ),
    "sms": "Write file:///folder or console:",
}
