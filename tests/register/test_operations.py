"""Do honours come into the register once, and turn as their lifecycle says?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import SYSTEM, Member, moment
from tests.register import stories
from tests.register.stories import FIRST, House, fresh

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.register import operations as register
from hongbang.register import queries
from hongbang.register.models import Honour, Turn
from hongbang.register.rules.commands import Enter
from hongbang.register.rules.commands import Turn as TurnIt
from hongbang.register.rules.lifecycle import HONOUR


def test_enter_writes_all_and_records_once(house: House) -> None:
    entered = stories.enter(stories.new(house), stories.of_nominee(house))

    last = Entry.objects.order_by("sequence").last()
    assert [one.holder_name for one in entered] == ["验光班组", "戴一"]
    assert [one.state for one in Honour.objects.all()] == ["valid", "valid"]
    assert last is not None
    assert last.verb == "register.honour.entered"
    assert [one[2] for one in last.subjects] == [one.public_id for one in entered]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "2026-01-0001-1"}, "register.number_wrong"),
        ({"team": "NOBODY"}, "register.unknown"),
        ({"category": "NONE"}, "register.unknown"),
        ({"organ": "NONE"}, "register.unknown"),
    ],
)
def test_enter_refuses_what_it_cannot_read(
    changes: dict[str, str], code: str, house: House
) -> None:
    with pytest.raises(RuleBroken) as refused:
        stories.enter(stories.of_nominee(house), stories.new(house, **changes))

    assert refused.value.code == code
    assert Honour.objects.count() == 0


def test_enter_refuses_an_empty_list(house: House) -> None:
    with pytest.raises(RuleBroken) as refused:
        stories.enter()

    assert refused.value.code == "register.nothing_to_enter"


@pytest.mark.parametrize("same", ["number", "source", "holder"])
def test_enter_refuses_what_stands_already(same: str, house: House) -> None:
    first, other = stories.new(house), stories.of_nominee(house)
    stories.enter(first)
    again = {
        "number": replace(other, number=first.number),
        "source": replace(other, source=first.source),
        "holder": replace(first, number=other.number, source=other.source),
    }[same]

    with pytest.raises(RuleBroken) as refused:
        stories.enter(again)

    assert refused.value.code == "register.entered_already"
    assert Honour.objects.count() == 1


def test_enter_refuses_a_list_that_names_one_twice(house: House) -> None:
    one = stories.new(house)

    with pytest.raises(RuleBroken) as refused:
        stories.enter(one, replace(stories.of_nominee(house), source=one.source))

    assert refused.value.params == {"names": one.source}


def test_turn_leads_where_the_lifecycle_says(house: House) -> None:
    honour = stories.honoured(house)

    stories.turned(honour, "warn")
    stories.turned(honour, "suspend", date(2026, 11, 5))
    last = stories.turned(honour, "revoke", date(2026, 11, 9), "材料不实")

    kept, entry = fresh(honour), Entry.objects.order_by("sequence").last()
    assert (kept.state, kept.version, kept.ended_on) == ("revoked", 4, date(2026, 11, 9))
    assert [one.state for one in queries.turns(kept)] == ["warned", "suspended", "revoked"]
    assert entry is not None
    assert entry.verb == "register.honour.revoked"
    assert [one[2] for one in entry.subjects] == [kept.public_id, last.public_id]


def test_every_move_has_a_deed() -> None:
    assert sorted(register.DEEDS) == sorted(HONOUR.moves)


def test_turn_refuses_what_is_no_move(house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "revoke")

    with pytest.raises(IllegalMove) as refused:
        stories.turned(honour, "restore")

    assert refused.value.code == "register.honour.no_such_move"
    assert Turn.objects.count() == 1


def test_turn_refuses_to_go_back_before_the_last(house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "suspend", date(2026, 11, 5))

    with pytest.raises(RuleBroken) as refused:
        stories.turned(honour, "restore", date(2026, 11, 4))

    assert refused.value.params == {"first": "2026-11-05"}


def test_turn_refuses_who_looked_at_an_older_one(house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "warn")

    with pytest.raises(Stale):
        register.turn(honour, TurnIt("suspend", 1, "检查所见", FIRST), by=SYSTEM, at=moment())

    assert fresh(honour).state == "warned"


def test_only_the_head_of_the_office_writes(house: House, company: dict[Role, Member]) -> None:
    command = Enter((stories.new(house),), "", FIRST, stories.LAST)
    clerk, head = company[Role.OFFICE_CLERK].actor, company[Role.OFFICE_HEAD].actor

    with pytest.raises(NotAllowed) as refused:
        register.enter(command, by=clerk, at=moment())
    register.enter(command, by=head, at=moment())

    assert refused.value.code == "register.head_writes"
    with pytest.raises(NotFound):
        queries.get("NONE")
