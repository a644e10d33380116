"""Which stories of honours do tests begin in? Told by operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests import cast
from tests.cast import SYSTEM, moment
from tests.programmes import stories as editions

from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Nominee, Organisation, Team
from hongbang.orgs.rules.commands import AddNominee, AddTeam
from hongbang.programmes.models import Category, Edition
from hongbang.register import operations as register
from hongbang.register.models import Honour
from hongbang.register.models import Turn as Turned
from hongbang.register.rules.commands import Enter, NewHonour, Turn
from hongbang.register.rules.numbering import number

FIRST, LAST = date(2026, 11, 2), date(2029, 11, 1)
PAPER = "示范发〔2026〕7号"


@dataclass(frozen=True)
class House:
    """An open edition; a unit with a team and a nominee below an organ."""

    edition: Edition
    category: Category
    organ: Organisation
    unit: Organisation
    team: Team
    nominee: Nominee


def house() -> House:
    """Tell of who can be honoured."""
    edition = Edition.objects.filter(state="published").first() or editions.opened(SYSTEM, 2026)
    organ = Organisation.objects.filter(kind="organ").first() or cast.organ()
    unit = cast.unit("示范眼镜公司", organ)
    team = orgs.add_team(unit, AddTeam(name="验光班组"), by=SYSTEM, at=moment())
    nominee = orgs.add_nominee(unit, AddNominee(name="戴一"), by=SYSTEM, at=moment())
    category = edition.categories.order_by("place")[0]
    return House(edition, category, organ, unit, team, nominee)


def new(told: House, place: int = 1, **changes: str) -> NewHonour:
    """Tell of an honour to be entered for the team, or as changed."""
    given = {
        "number": number(2026, 1, place),
        "category": told.category.public_id,
        "unit": told.unit.public_id,
        "team": told.team.public_id,
        "nominee": "",
        "organ": told.organ.public_id,
        "source": f"A{place:04d}",
    }
    return NewHonour(**(given | changes))


def of_nominee(told: House, place: int = 2) -> NewHonour:
    """Tell of an honour to be entered for the nominee."""
    return new(told, place, team="", nominee=told.nominee.public_id)


def enter(*honours: NewHonour, first: date = FIRST, last: date = LAST) -> list[Honour]:
    """Enter these honours."""
    command = Enter(honours, PAPER, first, last)
    return register.enter(command, by=SYSTEM, at=moment("2026-11-02 09:00"))


def honoured(told: House) -> Honour:
    """Tell of the team's honour."""
    return enter(new(told))[0]


def turned(honour: Honour, move: str, on: date = FIRST, reason: str = "检查所见") -> Turned:
    """Tell of a turn that an honour took."""
    kept = Honour.objects.get(pk=honour.pk)
    command = Turn(move, kept.version, reason, on, PAPER)
    return register.turn(kept, command, by=SYSTEM, at=moment())


def fresh(honour: Honour) -> Honour:
    """Return the honour as it is kept now."""
    return Honour.objects.get(pk=honour.pk)
