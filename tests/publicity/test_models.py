"""Does each constraint of publicity hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.publicity import stories
from tests.publicity.stories import POSTED_AT, Street

from hongbang.publicity.models import Name, Objection, Posting

BROKEN: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (Posting, {"state": "lost"}, "publicity_posting_state_known"),
    (Posting, {"digest": "short"}, "publicity_digest_whole"),
    (Posting, {"state": "closed"}, "publicity_closed_is_dated"),
    (Posting, {"state": "closed", "closed_at": POSTED_AT}, "publicity_closed_is_dated"),
    (Name, {"state": "lost", "settled_at": POSTED_AT}, "publicity_name_state_known"),
    (Name, {"state": "struck"}, "publicity_settled_is_dated"),
    (Name, {"settled_at": POSTED_AT}, "publicity_settled_is_dated"),
    (Objection, {"state": "lost"}, "publicity_objection_state_known"),
    (Objection, {"state": "upheld"}, "publicity_answered_has_words"),
    (Objection, {"answer": "不成立"}, "publicity_answered_has_words"),
    (Objection, {"receipt": "plain"}, "publicity_receipt_is_digest"),
]


@pytest.fixture
def objection(told: Street) -> Objection:
    """Tell of an objection to the first name."""
    return stories.objected(told.posting.names.select_related("posting")[0])[0]


def test_nothing_can_be_kept_wrong(objection: Objection) -> None:
    for model, changes, constraint in BROKEN:
        found = model._default_manager.order_by("pk")[:1].values("pk")
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model._default_manager.filter(pk=found[0]["pk"]).update(**changes)


def test_a_place_and_a_name_are_taken_once(told: Street) -> None:
    first, second = told.posting.names.all()[:2]

    with pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.filter(pk=second.pk).update(place=first.place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.filter(pk=second.pk).update(application=first.application_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            edition=told.edition,
            resolution=told.posting.resolution,
            place=1,
            digest="0" * 64,
            days=7,
            posted_at=POSTED_AT,
            last_on=told.posting.last_on,
        )


def test_things_are_named(told: Street, objection: Objection) -> None:
    name = objection.name

    assert str(told.posting).endswith(".1 open")
    assert str(name).endswith(".1 posted")
    assert str(objection).endswith("received")
