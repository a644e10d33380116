"""What must an objection say, and which receipt is it followed by?"""

from __future__ import annotations

from dataclasses import dataclass

from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import RuleBroken

LEAST, MOST = 10, 2000
NAME_LEAST, NAME_MOST = 2, 60
CONTACT_LEAST, CONTACT_MOST = 5, 120
REASON_LEAST, REASON_MOST = 5, 1000
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 14


@dataclass(frozen=True, slots=True)
class Statement:
    """Who objects, how they are reached, and what they say; trimmed and long enough."""

    name: str
    contact: str
    text: str


def statement(name: str, contact: str, text: str) -> Statement:
    """Read what was typed; anonymous objections are not taken (domain.md 4.4).

    >>> statement(" 赵一 ", "021-55550100", "所填培训时数与公司公告不符。").name
    '赵一'

    Refuses: `publicity.no_name`, `publicity.no_contact`, `publicity.no_grounds`.
    """
    said = Statement(name.strip(), contact.strip(), text.strip())
    if not NAME_LEAST <= len(said.name) <= NAME_MOST:
        raise RuleBroken("publicity.no_name", {"least": NAME_LEAST, "most": NAME_MOST})
    if not CONTACT_LEAST <= len(said.contact) <= CONTACT_MOST:
        raise RuleBroken("publicity.no_contact", {"least": CONTACT_LEAST, "most": CONTACT_MOST})
    if not LEAST <= len(said.text) <= MOST:
        raise RuleBroken("publicity.no_grounds", {"least": LEAST, "most": MOST})
    return said


def check_reason(text: str) -> str:
    """Let the office's reason pass, trimmed; whoever objected will read it.

    Refuses: `publicity.no_reason`.
    """
    said = text.strip()
    if not REASON_LEAST <= len(said) <= REASON_MOST:
        raise RuleBroken("publicity.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
    return said


def receipt(key: str) -> str:
    """Return the receipt of a form: the same form sent twice gives the same one.

    It hangs on the form's own random key, which nobody else has; the house keeps only its digest.

    >>> receipt("k1") == receipt("k1"), len(receipt("k1"))
    (True, 14)
    """
    drawn = int(sha256_hex(f"objection|{key}".encode()), 16)
    return "".join(LETTERS[(drawn >> (5 * place)) & 31] for place in range(LENGTH))


def receipt_digest(code: str) -> str:
    """Return what is kept of a receipt; blanks, hyphens and small letters do not matter.

    >>> receipt_digest("ab-12 cd") == receipt_digest("AB12CD")
    True
    """
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256_hex(f"receipt|{plain}".encode())
