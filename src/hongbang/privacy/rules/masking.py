"""How is a word shown to those who need not read it whole?

Enough to recognise, too little to use (GB/T 35273-2020, 7.2; domain.md section 8.2 on masks
that can be joined: an identity number shows nothing but its length).
"""

from __future__ import annotations

from hongbang.privacy.rules.classes import DataClass

STAR = "*"


def mask(word: str, data_class: DataClass) -> str:
    """Return the word as others see it.

    >>> mask("13800138000", DataClass.CONTACT), mask("lin@hongbang.example", DataClass.CONTACT)
    ('138****8000', 'l***@hongbang.example')
    >>> mask("林知远", DataClass.NAME), mask("11010519491231002X", DataClass.IDENTITY)
    ('林**', '******************')
    """
    if not word:
        return ""
    match data_class:
        case DataClass.CONTACT if "@" in word:
            name, _, host = word.partition("@")
            return f"{name[:1]}***@{host}"  # always three: the length would tell something
        case DataClass.CONTACT if len(word) >= 11:
            return word[:3] + STAR * (len(word) - 7) + word[-4:]
        case DataClass.CONTACT:
            return STAR * max(len(word) - 2, 2) + word[-2:]
        case DataClass.NAME:
            return word[:1] + STAR * max(len(word) - 1, 1)
        case _:
            return STAR * len(word)


def masked_contact(word: str) -> str:
    """Show enough of a mobile number or e-mail address to know it again, and no more.

    >>> masked_contact("13800138000"), masked_contact("lin@hongbang.example"), masked_contact("")
    ('138****8000', 'l***@hongbang.example', '')
    """
    return mask(word, DataClass.CONTACT)
