"""What does a one-time code look like, how long does it open, and how often may it be tried?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.accounts.rules.totp import plain_code

OPENS_FOR = timedelta(minutes=30)
INVITED_FOR = timedelta(days=7)
TRIES = 5
SENT_PER_HOUR = 5
SENT_PER_NETWORK = 20
WRITTEN_PER_NETWORK = 5
FIGURES = 6

# How long what is over stays (PIPL article 19); the privacy text says so.
TRIES_STAY = timedelta(days=1)
VISITS_STAY = timedelta(days=180)
UNPROVEN_STAY = timedelta(days=7)


def code_from(draw: int) -> str:
    """Write a random number as six figures.

    >>> code_from(42), code_from(7_000_001)
    ('000042', '000001')
    """
    return f"{draw % 10**FIGURES:0{FIGURES}d}"


def is_code(typed: str) -> bool:
    """Say whether something typed has the shape of a one-time code.

    >>> is_code("123 456"), is_code("12345"), is_code("abcdef")
    (True, False, False)
    """
    code = plain_code(typed)
    return len(code) == FIGURES and code.isascii() and code.isdigit()
