"""Does each constraint hold when somebody writes past the operations?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import SYSTEM, moment
from tests.programmes import stories

from hongbang.programmes.models import (
    Category,
    Edition,
    EditionRevision,
    Override,
    Programme,
    Track,
)

AT = moment()
BREAKS: dict[str, Callable[[Edition], Any]] = {
    "named": lambda _one: Programme.objects.update(name_en=""),
    "state_known": lambda one: Edition.objects.filter(pk=one.pk).update(state="lost"),
    "one_edition_a_year": lambda one: Edition.objects.create(
        programme=one.programme, year=one.year, code="x", digest="", changed_at=AT
    ),
    "public_is_dated": lambda one: Edition.objects.filter(pk=one.pk).update(state="published"),
    "closed_is_dated": lambda one: Edition.objects.filter(pk=one.pk).update(closed_at=AT),
    "closed_has_a_day": lambda one: Edition.objects.filter(pk=one.pk).update(state="closed"),
    "revision_has_reason": lambda one: EditionRevision.objects.create(
        edition=one, place=1, chapter="timetable", reason="", amended_at=AT
    ),
    "revision_amendable": lambda one: EditionRevision.objects.create(
        edition=one, place=1, chapter="review", reason="改", amended_at=AT
    ),
    "track_once": lambda one: Track.objects.create(
        edition=one, key="city", place=2, name="a", name_en="b"
    ),
    "category_once": lambda one: Category.objects.filter(edition=one).create(
        edition=one, track=Track.objects.get(), key="team", place=2, kind="team", quota=1
    ),
    "kind_known": lambda one: Category.objects.filter(edition=one).update(kind="club"),
    "quota_positive": lambda one: Category.objects.filter(edition=one).update(quota=0),
    "day_has_reason": lambda _one: Override.objects.create(
        day="2026-11-14", is_worked=True, reason="", set_at=AT
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BREAKS)
def test_each_constraint_is_kept(name: str) -> None:
    edition = stories.drafted(SYSTEM)

    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[name](edition)


@pytest.mark.django_db
def test_things_say_their_names() -> None:
    edition = stories.drafted(SYSTEM)
    revision = EditionRevision(edition=edition, place=1, chapter="timetable")

    names = [str(edition.programme), str(edition), str(Track.objects.get())]
    assert names == ["服务之星", "2026年度服务之星", "市级"]
    assert str(Category.objects.get()) == "服务明星班组"
    assert str(revision) == f"{edition.pk}.1 timetable"
    assert str(Edition(code="x-2026")) == "x-2026"
