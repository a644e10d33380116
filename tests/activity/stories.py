"""Which stories of activities do tests begin in? Told by operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests import cast
from tests.activity import samples
from tests.cast import SYSTEM, Member, moment
from tests.programmes import sample
from tests.programmes import stories as editions

from hongbang.activity import operations as activities
from hongbang.activity import queries
from hongbang.activity.models import Activity, Return
from hongbang.activity.rules.commands import Act, Fill, Record, Told
from hongbang.audit.models import new_code
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs.models import Organisation
from hongbang.programmes import operations as programmes
from hongbang.programmes.models import Edition
from hongbang.programmes.rules.commands import Act as ProgrammeAct

BEGUN = moment("2026-11-12 09:00")
IN_TIME = moment("2026-11-16 16:00")
LATE = moment("2026-11-17 00:00")
WHY = {"added": "2", "note": "两场没有记在系统里"}
TYPED: Mapping[str, Mapping[str, str]] = {
    "training_sessions": WHY,
    "surveys_sent": {"added": "100"},
    "surveys_valid": {"added": "90"},
    "survey_mean": {"added": "86.5"},
}


def edition() -> Edition:
    """Tell of an edition whose returns are due on 16 November."""
    made = sample.chapters()
    step = sample.milestone("statistics", "statistics", "2026-11-11", "2026-11-16")
    made["timetable"]["milestones"].append(step)
    editions.with_sheets()
    begun = editions.drafted(SYSTEM, made)
    return programmes.publish_edition(
        begun, ProgrammeAct(version=begun.version), by=SYSTEM, at=moment()
    )


@dataclass(frozen=True)
class House:
    """An edition; an organ with two units, its clerk and head; another organ with a unit."""

    edition: Edition
    organ: Organisation
    unit: Organisation
    beside: Organisation
    clerk: Member
    beside_clerk: Member
    filler: Member
    head: Member
    other: Organisation
    other_unit: Organisation
    other_clerk: Member
    other_filler: Member
    other_head: Member
    office: Member
    office_head: Member


def house(company: Mapping[Role, Member]) -> House:
    """Tell of two organs with units during an edition."""
    organ = cast.organ()
    other = cast.organ("黄浦区妇女联合会", "women")
    unit, beside = cast.unit("示范百货", organ), cast.unit("示范酒楼", organ)
    other_unit = cast.unit("示范书城", other)
    return House(
        edition=edition(),
        organ=organ,
        unit=unit,
        beside=beside,
        clerk=cast.member(Role.UNIT_CLERK, unit, "沈经办"),
        beside_clerk=cast.member(Role.UNIT_CLERK, beside, "许经办"),
        filler=cast.member(Role.ORGAN_CLERK, organ, "陆经办"),
        head=cast.member(Role.ORGAN_HEAD, organ, "顾主席"),
        other=other,
        other_unit=other_unit,
        other_clerk=cast.member(Role.UNIT_CLERK, other_unit, "周经办"),
        other_filler=cast.member(Role.ORGAN_CLERK, other, "吴经办"),
        other_head=cast.member(Role.ORGAN_HEAD, other, "郑主席"),
        office=company[Role.OFFICE_CLERK],
        office_head=company[Role.OFFICE_HEAD],
    )


def recorded(by: Actor, at: datetime | None = None, **changes: Any) -> Activity:
    """Tell of an activity that was recorded."""
    command = Record(samples.told(**changes), new_code() * 2)
    return activities.record(command, by=by, at=at or moment())


def struck(activity: Activity, by: Actor) -> Activity:
    """Tell of a record that was struck."""
    return activities.strike(activity, Act(activity.version, "记重了一次"), by=by, at=moment())


def saved(told: House, typed: Mapping[str, Any] = TYPED, version: int = 0) -> Return:
    """Tell of a return that was begun."""
    return activities.save(told.edition, Fill(typed, version), by=told.filler.actor, at=BEGUN)


def prepared(told: House, typed: Mapping[str, Any] = TYPED, version: int = 0) -> Return:
    """Tell of a return that its clerk signed."""
    return activities.prepare(told.edition, Fill(typed, version), by=told.filler.actor, at=BEGUN)


def sent(told: House, at: datetime = IN_TIME) -> Return:
    """Tell of a return that both signed."""
    found = prepared(told)
    return activities.sign(found, Act(found.version), by=told.head.actor, at=at)


def sent_by_other(told: House, typed: Mapping[str, Any] = TYPED) -> Return:
    """Tell of a return of the other organ."""
    by = told.other_filler.actor
    found = activities.prepare(told.edition, Fill(typed, 0), by=by, at=BEGUN)
    return activities.sign(found, Act(found.version), by=told.other_head.actor, at=IN_TIME)


def returned(told: House) -> Return:
    """Tell of a return that the office sent back."""
    found = sent(told)
    act = Act(found.version, "培训人次请再核对")
    return activities.send_back(found, act, by=told.office.actor, at=IN_TIME)


def accepted(told: House) -> Return:
    """Tell of a return that the office took in."""
    found = sent(told)
    return activities.accept(found, Act(found.version), by=told.office.actor, at=IN_TIME)


def told_by(unit: str) -> Told:
    """Return what a unit tells; the name tells units apart."""
    return samples.told(title=f"{unit}培训")


def fresh(found: Return) -> Return:
    """Return it as it is kept now."""
    return Return.objects.select_related(*queries.TOGETHER).get(pk=found.pk)


def sent_by_others(body: str) -> dict[str, object]:
    """Tell of a record and a sent return of bodies where no seat of the matrix stands."""
    unit = Organisation.objects.select_related("parent").get(public_id=body)
    organ, open_edition = unit.parent, queries.editions()[0]
    assert organ is not None
    clerk = cast.member(Role.UNIT_CLERK, unit, "周经办")
    filler = cast.member(Role.ORGAN_CLERK, organ, "陆经办")
    head = cast.member(Role.ORGAN_HEAD, organ, "顾主席")
    record = recorded(clerk.actor)
    found = activities.prepare(open_edition, Fill(TYPED, 0), by=filler.actor, at=BEGUN)
    activities.sign(found, Act(found.version), by=head.actor, at=BEGUN)
    return {"activity": record.public_id, "organ_code": organ.public_id}
