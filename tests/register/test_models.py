"""Does each constraint of the register hold when everything before it has failed?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.register import stories
from tests.register.stories import House

from hongbang.register.models import Honour, Turn


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "lost"}, "register_state_known"),
        ({"last_on": date(2020, 1, 1)}, "register_ends_after_start"),
        ({"state": "revoked"}, "register_ended_is_dated"),
        ({"ended_on": date(2027, 1, 1)}, "register_ended_is_dated"),
    ],
)
def test_an_honour_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, house: House
) -> None:
    honour = stories.honoured(house)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Honour.objects.filter(pk=honour.pk).update(**changes)


def test_an_honour_is_held_by_one(house: House) -> None:
    honour = stories.honoured(house)

    with pytest.raises(IntegrityError, match="register_held_by_one"), transaction.atomic():
        Honour.objects.filter(pk=honour.pk).update(nominee=house.nominee)


@pytest.mark.parametrize("who", ["team", "nominee", "unit"])
def test_nobody_is_honoured_twice_in_a_category(who: str, house: House) -> None:
    holders = [
        stories.new(house),
        stories.of_nominee(house),
        stories.new(house, 3, team=""),
    ]
    entered = dict(zip(("team", "nominee", "unit"), stories.enter(*holders), strict=True))
    held = {"team": entered[who].team_id, "nominee": entered[who].nominee_id}
    other = entered["team" if who == "unit" else "unit"]

    with pytest.raises(IntegrityError), transaction.atomic():
        Honour.objects.filter(pk=other.pk).update(**held)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"move": "polish"}, "register_turn_known"),
        ({"state": "shiny"}, "register_turn_known"),
        ({"reason": ""}, "register_turn_has_reason"),
    ],
)
def test_a_turn_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, house: House
) -> None:
    turn = stories.turned(stories.honoured(house), "warn")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Turn.objects.filter(pk=turn.pk).update(**changes)


def test_things_are_named(house: House) -> None:
    honour = stories.honoured(house)

    assert str(honour) == f"{honour.number} 验光班组"
    assert str(stories.turned(honour, "warn")) == "warn 2026-11-02"
