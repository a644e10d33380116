"""Is this the code that the second factor shows just now, and was it used before?"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Sequence

import pyotp

STEP_SECONDS = 30
WINDOW = 1
DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is misread


def step_of(now: float) -> int:
    """Return the number of the half minute that a moment lies in (RFC 6238).

    >>> step_of(59)
    1
    """
    return int(now) // STEP_SECONDS


def secret_of(raw: bytes) -> str:
    """Write twenty random bytes as authenticator programs take them.

    >>> secret_of(b"12345678901234567890")
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    """
    return base64.b32encode(raw).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of one half minute (RFC 6238 appendix B, six figures).

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1)
    '287082'
    """
    return pyotp.TOTP(secret, digits=DIGITS).generate_otp(step)


def accepted_step(secret: str, typed: str, *, now: float, last_step: int) -> int | None:
    """Return the half minute that the typed code belongs to, or nothing.

    One before and one after are borne, because clocks differ; a half minute is taken once:
    whoever watched the code being typed cannot use it again (reliability S13).

    >>> secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    >>> accepted_step(secret, "287 082", now=60, last_step=0)
    1
    >>> accepted_step(secret, "287082", now=60, last_step=1)
    >>> accepted_step(secret, "287082", now=120, last_step=0)
    """
    figures = plain_code(typed)
    middle = step_of(now)
    found = None
    for step in range(max(0, middle - WINDOW), middle + WINDOW + 1):
        is_right = pyotp.utils.strings_equal(code_at(secret, step), figures)
        if is_right and step > last_step:
            found = step
    return found


def plain_code(typed: str) -> str:
    """Fold width, case and gaps of a typed code.

    >>> plain_code(" ２８７-082 "), plain_code("abcde-fghjk")
    ('287082', 'ABCDEFGHJK')
    """
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in folded if sign.isalnum())


def is_recovery(typed: str) -> bool:
    """Say whether a typed code has the shape of a recovery code.

    >>> is_recovery("23456-789AB"), is_recovery("287082")
    (True, False)
    """
    code = plain_code(typed)
    return len(code) == RECOVERY_LENGTH


def recovery_codes(draws: Sequence[int]) -> list[str]:
    """Write ten recovery codes of ten signs from random numbers, ten for each code.

    >>> recovery_codes(range(100))[0]
    '23456-789AB'
    """
    signs = [_SIGNS[draw % len(_SIGNS)] for draw in draws]
    codes = ["".join(signs[at : at + RECOVERY_LENGTH]) for at in range(0, 100, RECOVERY_LENGTH)]
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def address_of(secret: str, account: str, issuer: str) -> str:
    """Return the address that a QR code carries into an authenticator program.

    >>> address_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "lin@example.cn", "红榜")[:40]
    'otpauth://totp/%E7%BA%A2%E6%A6%9C:lin%40'
    """
    return pyotp.TOTP(secret, digits=DIGITS, name=account, issuer=issuer).provisioning_uri()
