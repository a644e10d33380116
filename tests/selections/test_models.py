"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment
from tests.selections import stories
from tests.selections.stories import Scene

from hongbang.selections.models import Run, Seat, Slate, Terms

BROKEN: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    (Terms, {}, {"seed_source": ""}, "selections_seed_has_source"),
    (Terms, {}, {"seed": ""}, "selections_seed_has_source"),
    (Terms, {}, {"seeded_at": None}, "selections_seed_has_source"),
    (Run, {}, {"place": 7}, "(?i)unique"),
    (Run, {"place": 1}, {"digest": "short"}, "selections_digest_whole"),
    (Run, {"place": 1}, {"claim": None}, "selections_list_or_clash"),
    (Run, {"place": 1}, {"clash": {"rules": []}}, "selections_list_or_clash"),
    (Run, {"place": 1}, {"seed": ""}, "selections_run_is_seeded"),
    (Slate, {"run__place": 2}, {"state": "lost", "adopted_at": moment()}, "selections_state_known"),
    (Slate, {"run__place": 1}, {"adopted_at": None}, "selections_adopted_is_dated"),
    (Slate, {"run__place": 2}, {"adopted_at": moment()}, "selections_adopted_is_dated"),
    (Slate, {}, {"state": "adopted", "adopted_at": moment()}, "(?i)unique"),
    (Seat, {}, {"place": 1}, "(?i)unique"),
    (Seat, {"place": 1}, {"kind": "perhaps"}, "selections_kind_known"),
    (Seat, {"place": 1}, {"merit": None}, "selections_listed_has_merit"),
    (Seat, {"place": 1}, {"kind": "struck"}, "selections_struck_has_reason"),
    (Seat, {"place": 1}, {"struck_reason": "无"}, "selections_struck_has_reason"),
]


def test_nothing_can_be_kept_wrong(told: Scene) -> None:
    stories.adopted(told)
    stories.made(told)
    copy = Seat.objects.filter(place=1)[0]
    written = {str(one): str(one) for one in (Run.objects.first(), Slate.objects.first(), copy)}

    for table, rows, changes, constraint in BROKEN:
        found = table.objects.filter(**rows)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            found.update(**changes)

    copy.pk, copy.public_id, copy.place = None, "ANOTHERCODE", 99
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        copy.save()
    twice = Terms(category=told.category, changed_at=moment())
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        twice.save()
    assert str(Terms.objects.get()).endswith(".3")
    assert all(written)
