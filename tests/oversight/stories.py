"""Which stories of visits and cases do tests begin in? Told by operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests import cast
from tests.cast import Member, moment
from tests.register import stories as honour_stories
from tests.register.stories import House

from hongbang.accounts.models import Seat
from hongbang.kernel.actor import Actor, Role
from hongbang.oversight import operations as oversight
from hongbang.oversight import queries
from hongbang.oversight.models import Case, Draw, Visit
from hongbang.oversight.rules.commands import Act, Assign, Confirm, OpenCase, Save
from hongbang.oversight.rules.commands import Draw as DrawIt
from hongbang.register import operations as register
from hongbang.register.models import Honour
from hongbang.register.rules.commands import NewHonour, Turn
from hongbang.register.rules.numbering import number

SEED, SOURCE = "0512171926", "福利彩票双色球 2026130 期开奖号码"
DRAWN_AT, SENT_AT = moment("2026-11-10 10:00"), moment("2026-11-12 16:00")
FOUND_AT, HEARD_AT, OVER_AT = (
    moment("2026-11-13 09:00"),
    moment("2026-11-17 09:00"),
    moment("2026-11-23 09:00"),
)
DUE = date(2026, 11, 20)
SEEN = {"visited_on": "2026-11-12", "place": "一号窗口", "remarks": "无人值守，承诺没有公示。"}
WHY = "服务台无人值守，承诺没有做到。"


@dataclass(frozen=True)
class Watch:
    """Two honours of a unit, who works there, and who watches over them."""

    house: House
    team: Honour
    nominee: Honour
    head: Actor
    clerk: Actor
    inspector: Member
    unit_clerk: Member
    unit_head: Member


def watch(company: dict[Role, Member]) -> Watch:
    """Tell of two honours and everybody who has to do with them."""
    house = honour_stories.house()
    team, nominee = honour_stories.enter(
        honour_stories.new(house), honour_stories.of_nominee(house)
    )
    return Watch(
        house,
        team,
        nominee,
        company[Role.OFFICE_HEAD].actor,
        company[Role.OFFICE_CLERK].actor,
        company[Role.INSPECTOR],
        cast.member(Role.UNIT_CLERK, house.unit, "单位经办"),
        cast.member(Role.UNIT_HEAD, house.unit, "单位负责"),
    )


def drawn(told: Watch, size: int = 2) -> Draw:
    """Tell of a draw."""
    command = DrawIt(size, SEED, SOURCE)
    return oversight.draw(told.house.edition, command, by=told.head, at=DRAWN_AT)


def visit_to(honour: Honour) -> Visit:
    """Return the latest visit to an honour."""
    return Visit.objects.select_related("honour", "draw").filter(honour=honour).latest("pk")


def assigned(told: Watch, honour: Honour) -> Visit:
    """Tell of a drawn visit that was given to the inspector."""
    visit = visit_to(honour)
    command = Assign(told.inspector.seat.public_id, DUE, visit.version)
    return oversight.assign(visit, command, by=told.clerk, at=DRAWN_AT)


def drafted(told: Watch, honour: Honour, verdict: str = "serious") -> Visit:
    """Tell of a visit that is being written down."""
    visit = assigned(told, honour)
    command = Save(SEEN, verdict, visit.version)
    return oversight.save_visit(visit, command, by=told.inspector.actor, at=SENT_AT)


def submitted(told: Watch, honour: Honour, verdict: str = "serious") -> Visit:
    """Tell of a visit that was sent to the office."""
    visit = drafted(told, honour, verdict)
    act = Act(visit.version)
    return oversight.submit_visit(visit, act, by=told.inspector.actor, at=SENT_AT)


def confirmed(told: Watch, visit: Visit, move: str = "", due_on: date | None = None) -> Visit:
    """Tell of a visit that was confirmed, with or without a sanction."""
    command = Confirm(WHY, fresh(visit).version, move, due_on)
    return oversight.confirm(visit, command, by=told.head, at=FOUND_AT)


def case(told: Watch, move: str = "revoke", due_on: date | None = None) -> Case:
    """Tell of a case against the team's honour, without a visit."""
    version = Honour.objects.get(pk=told.team.pk).version
    command = OpenCase(move, WHY, version, due_on, "示范发〔2026〕9号")
    return oversight.open_case(told.team, command, by=told.head, at=FOUND_AT)


def stated(told: Watch, case: Case, at: datetime = HEARD_AT) -> Case:
    """Tell of what the unit said."""
    act = Act(fresh(case).version, "当天停电检修，已贴通知，请复查。")
    return oversight.state(case, act, by=told.unit_clerk.actor, at=at)


def mended(told: Watch, case: Case) -> Case:
    """Tell of a rectification that the unit reports as done."""
    act = Act(case.mending.version, "已增设一名值守，承诺已上墙。")
    oversight.mend(case, act, by=told.unit_clerk.actor, at=HEARD_AT)
    return queries.case(told.head, case.public_id)


def suspended(told: Watch) -> None:
    """Tell of a suspension that came meanwhile."""
    honour = Honour.objects.get(pk=told.team.pk)
    command = Turn("suspend", honour.version, WHY, FOUND_AT.date())
    register.turn(honour, command, by=told.head, at=FOUND_AT)


def under_watch(company: dict[Role, Member]) -> dict[str, object]:
    """Tell of a visit and a case about an honour of the unit clerk's unit, as addresses name them.

    There is an honour already, whose edition and organ are taken.
    """
    known = Honour.objects.select_related("category", "organ")[0]
    unit = Seat.objects.get(pk=company[Role.UNIT_CLERK].seat.pk).organisation
    codes = (known.category.public_id, unit.public_id, "", "", known.organ.public_id, "A0009")
    [honour] = honour_stories.enter(NewHonour(number(2026, 1, 9), *codes))
    head, command = company[Role.OFFICE_HEAD].actor, DrawIt(2, SEED, SOURCE)
    draw = oversight.draw(honour.category.edition, command, by=head, at=DRAWN_AT)
    visit, seat = visit_to(honour), company[Role.INSPECTOR].seat
    oversight.assign(visit, Assign(seat.public_id, DUE, 1), by=head, at=DRAWN_AT)
    opening = OpenCase("revoke", WHY, honour.version)
    opened = oversight.open_case(honour, opening, by=head, at=DRAWN_AT)
    return {"draw": draw.public_id, "visit": visit.public_id, "case": opened.public_id}


def fresh(row: Visit | Case) -> Visit | Case:
    """Return a visit or a case as it is kept now."""
    return type(row).objects.get(pk=row.pk)
