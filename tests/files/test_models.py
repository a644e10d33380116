"""Does each constraint of the table hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import worlds
from tests.cast import moment

from hongbang.files.models import StoredFile
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "exe"}, "files_kind_known"),
        ({"size": 0}, "files_not_empty"),
        ({"scan": "perhaps"}, "files_scan_known"),
        ({"personal": "unread mobile"}, "files_personal_known"),
    ],
)
def test_a_file_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, clerk: Actor
) -> None:
    upload = Incoming("一.pdf", len(worlds.PDF), [worlds.PDF])
    stored = worlds.stored(upload, by=clerk, at=moment())

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**changes)


def test_a_file_of_before_was_not_read() -> None:
    before = StoredFile()

    assert (before.personal, before.numbers, before.is_read) == ("unread", (), False)
