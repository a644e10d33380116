"""Of which class is a word about a person, how is it shown, and how long may it stay?"""

from __future__ import annotations

from enum import StrEnum


class DataClass(StrEnum):
    """The classes of words about people (PIPL articles 19, 28 and 51; domain.md section 8.2)."""

    NAME = "name"  # who somebody is, as the public list may say
    CONTACT = "contact"  # how somebody is reached: mobile, e-mail, telephone
    IDENTITY = "identity"  # numbers of papers; never collected by default
    CREDENTIAL = "credential"  # what lets somebody in: secrets of the second factor
    PRIVATE = "private"  # birth month, origin and the like: sensitive
