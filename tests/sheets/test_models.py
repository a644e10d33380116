"""Does each constraint of the table hold, broken once?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment
from tests.sheets.stories import drafted, published, renewed

from hongbang.kernel.actor import Actor
from hongbang.sheets.models import Sheet

BROKEN = [
    ({"state": "lost"}, "sheets_state_known"),
    ({"kind": "poem"}, "sheets_kind_known"),
    ({"digest": "short"}, "sheets_digest_whole"),
    ({"number": 0}, "sheets_number_from_one"),
    ({"published_at": moment()}, "sheets_published_is_dated"),
    ({"state": "published"}, "sheets_published_is_dated"),
]


@pytest.mark.parametrize(("changes", "name"), BROKEN)
def test_a_broken_row_is_refused(changes: dict[str, Any], name: str, clerk: Actor) -> None:
    begun = drafted(clerk)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Sheet.objects.filter(pk=begun.pk).update(**changes)


def test_a_number_stands_once_in_a_family(clerk: Actor) -> None:
    second = renewed(clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=second.pk).update(number=1)


def test_a_family_has_one_draft(clerk: Actor) -> None:
    first = drafted(clerk)
    drafted(clerk, "other_form")

    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(code="other_form").update(code=first.code, number=2)


def test_a_version_is_called_by_code_and_number(clerk: Actor) -> None:
    assert str(published(clerk)) == "team_form@1"
