"""Does the table refuse a batch that cannot be?"""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment

from hongbang.documents.models import Batch

pytestmark = pytest.mark.django_db
NOW = moment()

BROKEN: list[dict[str, object]] = [
    {"state": "lost"},
    {"state": "finished", "finished_at": NOW},
    {"state": "running", "finished_at": NOW},
    {"state": "cancelled"},
    {"state": "failed", "finished_at": NOW},
    {"state": "requested", "fault": "documents.no_sign"},
    {"state": "cancelled", "finished_at": moment("2026-11-09 10:00")},
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_constraint_holds(change: dict[str, object]) -> None:
    good: dict[str, object] = {"title": "汇编", "contents": [], "requested_at": NOW}
    Batch.objects.create(**good)

    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.create(**(good | change))


def test_a_batch_is_named_by_its_title() -> None:
    assert str(Batch(title="汇编")) == "汇编"
