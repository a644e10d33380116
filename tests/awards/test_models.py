"""Does each constraint of awards hold when everything before it has failed?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.awards import stories
from tests.awards.stories import Through

from hongbang.awards.models import Award, Batch

BROKEN: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (Batch, {"paper": ""}, "awards_batch_has_paper"),
    (Batch, {"last_on": date(2026, 12, 20)}, "awards_ends_after_start"),
    (Batch, {"digest": "short"}, "awards_digests_whole"),
    (Batch, {"seen": "short"}, "awards_digests_whole"),
    (Batch, {"approved": "short"}, "awards_digests_whole"),
    (Award, {"name": ""}, "awards_names_somebody"),
    (Award, {"unit_name": ""}, "awards_names_somebody"),
]


def test_nothing_can_be_kept_wrong(told: Through) -> None:
    batch = stories.conferred(told)
    first, second = batch.awards.order_by("place")[:2]
    twice: list[dict[str, Any]] = [
        {"place": first.place},
        {"application": first.application_id},
        {"honour": first.honour_id},
    ]

    for model, changes, constraint in BROKEN:
        kept = model._default_manager.order_by("pk")[:1].values("pk")[0]["pk"]
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model._default_manager.filter(pk=kept).update(**changes)
    for changes in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=second.pk).update(**changes)
    for changes in ({"place": 1, "seen": "0" * 64}, {"place": 2}):
        values = {one.name: getattr(batch, one.name) for one in Batch._meta.fields[2:]}
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.create(**(values | changes))


def test_things_are_named(told: Through) -> None:
    batch = stories.conferred(told)
    award = batch.awards.get(place=1)

    assert str(batch).endswith(f".1 {stories.PAPER}")
    assert str(award).endswith(f".1 {award.name}")
