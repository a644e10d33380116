"""How does a letter look as an e-mail? Plain text only, headers that hold one line each."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from hongbang.outbox.rules.outcomes import Never, Parcel

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


def mail(parcel: Parcel, sender: str) -> EmailMessage:
    """Write the mail; its Message-ID comes from the effect key, so that copies are told."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    try:
        message["From"] = Address(addr_spec=sender)
        message["To"] = Address(addr_spec=parcel.address)
        message["Subject"] = parcel.heading
    except ValueError as fault:
        raise Never(f"{type(fault).__name__}") from fault
    message["Date"] = parcel.asked_at
    message["Message-ID"] = f"<{parcel.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    message["Content-Language"] = LANGUAGES.get(parcel.language, "zh-Hans")
    message.set_content(parcel.body + "\n")
    return message
