"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment
from tests.recommendations import stories
from tests.recommendations.stories import House

from hongbang.recommendations.models import (
    Allotment,
    Opinion,
    QuotaEntry,
    Recommendation,
    Transmittal,
)


def broken(rows: Any, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**changes)


def test_what_is_listed_cannot_be_kept_wrong(told: House) -> None:
    made = stories.taken_back(told)
    rows = Recommendation.objects.all()

    broken(rows, {"state": "lost"}, "recommendations_")
    broken(rows, {"verdict": "perhaps"}, "verdict_known")
    broken(rows, {"verdict": "declined"}, "declined_says_why")
    broken(rows, {"state": "forwarded"}, "sent_with_a_list")
    broken(rows, {"ruled_at": moment()}, "ruled_is_dated")
    broken(rows, {"ruled_reason": "不合"}, "ineligible_says_why")
    assert str(made).endswith("recommended")


def test_what_was_sent_cannot_be_kept_wrong(told: House) -> None:
    stories.ineligible(told)
    rows = Recommendation.objects.all()

    broken(rows, {"state": "listed"}, "recommendations_")
    broken(rows, {"transmittal": None}, "sent_with_a_list")
    broken(rows, {"ruled_at": None}, "ruled_is_dated")
    broken(rows, {"ruled_reason": ""}, "ineligible_says_why")
    broken(rows, {"verdict": "declined", "reason": "不够"}, "ruled_is_dated")
    broken(Transmittal.objects.all(), {"digest": "short"}, "digest_whole")
    sent = copy = Transmittal.objects.get()
    assert str(sent).endswith("(1)")
    copy.pk, copy.public_id = None, "ANOTHERCODE"
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_opinions_say_what_and_why_and_are_one_an_organ(told: House) -> None:
    one = stories.application(told)
    stories.said(one, told.clerk)
    given = stories.said(one, told.women_clerk)

    broken(Opinion.objects.filter(pk=given.pk), {"stand": "perhaps"}, "stand_known|says_why")
    broken(Opinion.objects.filter(pk=given.pk), {"stand": "abstain"}, "opinion_says_why")
    broken(Opinion.objects.filter(pk=given.pk), {"organ": told.organ}, "(?i)unique")
    assert str(given).endswith("agree")


def test_no_more_is_taken_than_there_is(told: House) -> None:
    line = stories.granted(told)
    rows = Allotment.objects.all()

    broken(rows, {"recommended_count": 4}, "within_places")
    broken(rows, {"reserve_count": 2}, "within_reserves")
    assert str(line).endswith("0/3")
    other = stories.granted(told, 1, told.women)
    broken(Allotment.objects.filter(pk=other.pk), {"organ": told.organ}, "(?i)unique")


def test_the_ledger_of_places_says_why_and_who(told: House) -> None:
    loan = stories.lent(told)
    back = stories.given_back(told, loan)
    lent, returned = (QuotaEntry.objects.filter(pk=one.pk) for one in (loan, back))

    broken(lent, {"kind": "sold"}, "kind_known|two_sides")
    broken(lent, {"seats": 0}, "entry_says_why")
    broken(lent, {"reason": ""}, "entry_says_why")
    broken(lent, {"partner": None}, "two_sides")
    broken(returned, {"loan": None}, "two_sides")
    assert str(loan) == "lent -1"
