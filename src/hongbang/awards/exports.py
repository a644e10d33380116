"""Which certificate stands for an award? Made anew each time from what is kept, and not stored."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from hongbang.awards.queries import Award
from hongbang.awards.rules.conferring import place_of
from hongbang.awards.rules.wording import edition_words, place_words
from hongbang.documents.exports import Made, make
from hongbang.documents.rules.content import Certificate
from hongbang.register import queries as register

SEAL = "（印章）"


def certificate(award: Award) -> Made:
    """Make the certificate of an award as PDF, the same bytes each time.

    Refuses: `documents.no_font`, `documents.no_sign`.
    """
    return make(content_of(award), "pdf")


def content_of(award: Award) -> Certificate:
    """Return what a certificate says: names as they were on the day, and where to verify it."""
    batch, honour, application = award.batch, award.honour, award.application
    hosts = tuple(one["zh"] for one in register.hosts_of(batch.edition))
    is_unit = not application.team_id and not application.nominee_id
    address = reverse("register:show", args=[honour.number])
    return Certificate(
        unit="" if is_unit else award.unit_name,
        team=award.name,
        honour=register.title_of(honour.category)["zh"],
        edition=edition_words(batch.edition.year),
        place=place_words(place_of(honour.number)),
        number=honour.number,
        hosts=hosts,
        dated=batch.first_on,
        valid_until=batch.last_on,
        verify_at=f"{settings.HONGBANG_BASE_URL}{address}",
        is_team=not application.nominee_id,
        seals=(SEAL,) * len(hosts),
        proof=batch.digest,
    )
