"""Which ways to reach a body may stand in public?"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from hongbang.kernel.privacy import personal_numbers


@dataclass(frozen=True, slots=True)
class Contact:
    """A body as the page of contacts shows it."""

    name: str
    name_en: str
    address: str
    address_en: str
    postcode: str
    telephone: str
    fax: str
    email: str


def fit_for_public(contact: Contact) -> Contact:
    """Withhold every word with a personal number in it (domain.md section 8.2).

    A body may keep a mobile number for letters from the house; the public gets the landline.

    >>> own = Contact("示范协会", "", "", "", "", "13800138000", "021-5550-0117", "")
    >>> fit_for_public(own).telephone, fit_for_public(own).fax
    ('', '021-5550-0117')
    """
    words = asdict(contact)
    return Contact(**{name: "" if personal_numbers(word) else word for name, word in words.items()})
