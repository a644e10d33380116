"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import worlds
from tests.cast import moment

from hongbang.kernel.actor import Actor
from hongbang.notices.models import Annex, Notice, Revision


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "lost", "published_at": None, "revision": 0}, "notices_state_known"),
        ({"kind": "poem"}, "notices_kind_known"),
        ({"state": "draft"}, "notices_public_is_dated"),
        ({"published_at": None}, "notices_public_is_dated"),
        ({"revision": 0}, "notices_public_is_dated"),
        ({"state": "withdrawn"}, "notices_withdrawn_has_reason"),
        ({"state": "withdrawn", "withdrawn_reason": "无期"}, "notices_withdrawn_has_reason"),
        ({"withdrawn_reason": "无故"}, "notices_withdrawn_has_reason"),
        (
            {
                "state": "withdrawn",
                "withdrawn_reason": "早",
                "withdrawn_at": moment("2020-01-01 00:00"),
            },
            "notices_withdrawn_has_reason",
        ),
    ],
)
def test_a_notice_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, clerk: Actor
) -> None:
    begin = worlds.drafted if constraint == "notices_state_known" else worlds.published
    notice = begin(clerk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**changes)


@pytest.mark.parametrize("changes", [{"place": 2}, {"reason": "首次公布没有理由"}])
def test_a_revision_cannot_be_kept_wrong(changes: dict[str, Any], clerk: Actor) -> None:
    revision = Revision.objects.get(notice=worlds.published(clerk))

    with pytest.raises(IntegrityError, match="notices_correction_has_reason"), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**changes)


def test_a_place_is_taken_once(clerk: Actor) -> None:
    notice = worlds.corrected(clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(notice=notice, place=1).update(place=2, reason="重复")


@pytest.mark.parametrize(
    "changes",
    [{"until_revision": 2}, {"from_revision": 2, "until_revision": 2}],
)
def test_an_annex_ends_after_it_starts(changes: dict[str, Any], clerk: Actor) -> None:
    annex = worlds.annexed(worlds.drafted(clerk), clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Annex.objects.filter(pk=annex.pk).update(**changes)


def test_rows_say_who_they_are(clerk: Actor) -> None:
    notice = worlds.published(clerk)
    annex = worlds.annexed(notice, clerk)

    assert str(notice) == "关于申报的通知"
    assert str(Revision.objects.get(notice=notice)) == "关于申报的通知 (1)"
    assert str(annex) == "附件1"
