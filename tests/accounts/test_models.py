"""Does each constraint on people and seats hold?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Member, moment

from hongbang.accounts.models import FailedTry, Person, Seat
from hongbang.kernel.actor import Role


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "king"}, "accounts_role_known"),
        ({"role": "nobody"}, "accounts_role_known"),
        ({"ends_on": date(2025, 1, 1)}, "accounts_seat_ends_after_start"),
    ],
)
def test_a_seat_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, company: dict[Role, Member]
) -> None:
    seats = Seat.objects.filter(pk=company[Role.EXPERT].seat.pk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        seats.update(**changes)


@pytest.mark.parametrize("changes", [{"name": ""}])
def test_a_person_is_named(changes: dict[str, Any], company: dict[Role, Member]) -> None:
    people = Person.objects.filter(pk=company[Role.EXPERT].person.pk)

    with pytest.raises(IntegrityError, match="accounts_named"), transaction.atomic():
        people.update(**changes)


def test_rows_say_who_they_are(company: dict[Role, Member]) -> None:
    failed = FailedTry(address="203.0.113.9", at=moment())

    assert str(company[Role.EXPERT].seat) == "演员expert · expert"
    assert str(failed) == "203.0.113.9 2026-11-10 10:00"
