"""How does a typed name become the mobile number or e-mail address somebody is known by?"""

from __future__ import annotations

import re

from hongbang.kernel.search import plain

_MOBILE = re.compile(r"1[3-9]\d{9}")
_EMAIL = re.compile(
    r"[a-z0-9_%+&'*=~-]+(?:\.[a-z0-9_%+&'*=~-]+)*@[a-z0-9](?:[a-z0-9.-]{0,80}[a-z0-9])?\.[a-z]{2,24}"
)
LENGTH = 120


def mobile_of(text: str) -> str:
    """Return the eleven figures of a mobile number of the mainland, or nothing.

    >>> mobile_of("+86 138-0013-8000"), mobile_of("１３８００１３８０００"), mobile_of("12345")
    ('13800138000', '13800138000', '')
    """
    figures = re.sub(r"[\s-]", "", plain(text))
    figures = re.sub(r"^(?:\+|00)86", "", figures)
    return figures if _MOBILE.fullmatch(figures) else ""


def email_of(text: str) -> str:
    """Return an e-mail address in the one form it is kept in, or nothing.

    >>> email_of(" Lin@Example.CN "), email_of("lin"), email_of("a b@c.cn")
    ('lin@example.cn', '', '')
    """
    address = plain(text)
    is_whole = len(address) <= LENGTH and ".." not in address and _EMAIL.fullmatch(address)
    return address if is_whole else ""


def login_of(text: str) -> tuple[str, str]:
    """Return by which column a typed name is looked up, and the word to look for.

    What is no mobile number is looked for among the addresses, so that any name takes the
    same way.

    >>> login_of("138 0013 8000"), login_of("LIN@example.cn")
    (('mobile', '13800138000'), ('email', 'lin@example.cn'))
    """
    mobile = mobile_of(text)
    return ("mobile", mobile) if mobile else ("email", plain(text))
