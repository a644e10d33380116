"""How is a letter handed to a mail relay, so that a death at any moment is told apart?

RFC 5321 section 6.1: with its 250 after the final dot the relay has taken the letter, and not
before. The one gap is between that dot and our reading of the answer; it is marked before
(`parcel.hand_over`), and a letter that dies in it is called doubtful (ADR 0016).
"""

from __future__ import annotations

import re
import smtplib
import ssl

from hongbang.outbox.jobs.mime import mail
from hongbang.outbox.rules.backends import Backend
from hongbang.outbox.rules.outcomes import Doubtful, Later, Never, Parcel, Unreachable

TIMEOUT = 8  # seconds for each answer; a dialogue that outlives its lease ends as `Lost`
_DOT = re.compile(rb"(?m)^\.")
Reply = tuple[int, bytes]


class Relay:
    """One connection for one batch, opened with the first letter, opened anew after a fault."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.smtp: smtplib.SMTP | None = None

    def deliver(self, parcel: Parcel) -> str:
        """Hand one letter over. Raises `Unreachable`, `Later`, `Never`, `Doubtful`, `Lost`."""
        content = _DOT.sub(b"..", mail(parcel, self.backend.sender).as_bytes())
        smtp = self._ready()
        try:
            self._envelope(smtp, parcel.address)
            smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
            parcel.hand_over()
        except (OSError, smtplib.SMTPException) as fault:
            self.close()  # without the final dot: the relay forgets what it got
            raise Unreachable(_words(fault)) from fault
        except BaseException:
            self.close()
            raise
        return self._ended(smtp)

    def close(self) -> None:
        """Hang up, politely or not: nothing hangs on it."""
        if self.smtp is not None:
            self.smtp.close()
            self.smtp = None

    def _ended(self, smtp: smtplib.SMTP) -> str:
        """Tell the end, and read whether the relay has taken the letter."""
        try:
            smtp.send(b".\r\n")
            reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Doubtful(_words(fault)) from fault
        return _taken(reply)

    def _ready(self) -> smtplib.SMTP:
        try:
            if self.smtp is None:
                self.smtp = self._opened()
            else:
                self.smtp.rset()
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Unreachable(_words(fault)) from fault
        return self.smtp

    def _opened(self) -> smtplib.SMTP:
        backend, context = self.backend, ssl.create_default_context()
        smtp: smtplib.SMTP
        if backend.kind == "smtps":
            smtp = smtplib.SMTP_SSL(backend.host, backend.port, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(backend.host, backend.port, timeout=TIMEOUT)
        try:
            smtp.ehlo_or_helo_if_needed()
            if backend.starttls:
                smtp.starttls(context=context)
                smtp.ehlo()
            if backend.user:
                smtp.login(backend.user, backend.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _envelope(self, smtp: smtplib.SMTP, address: str) -> None:
        _taken(smtp.mail(self.backend.sender))
        _taken(smtp.rcpt(address))
        _taken(smtp.docmd("DATA"), wanted=354)


def _taken(reply: Reply, wanted: int = 250) -> str:
    """Return the words of a yes; a no is for good when it begins with 5."""
    code, said = reply
    words = f"{code} {said.decode(errors='replace')}"
    if code == wanted or (wanted == 250 and code in {251, 252}):
        return words
    raise (Never if 500 <= code < 600 else Later)(words)


def _words(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"
