"""Who takes part in a season? Units of many trades with their teams and people, drawn by its dice.

The shares follow what the city's service industries look like: more than half of the entrants
come through the union, most units lie in the inner districts, about two in five are not publicly
owned.
"""

from __future__ import annotations

from hongbang.kernel.actor import Actor, Role
from hongbang.ops.season.play import WAY_IN, Entrant, Play
from hongbang.ops.season.words import TRADES, Trade, person
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries as bodies
from hongbang.orgs.queries import Area, Nominee, Organisation
from hongbang.orgs.rules.commands import AddNominee, AddTeam, RegisterUnit

CHANNELS = {"union": 48, "quality": 22, "league": 18, "women": 12}
NATURES = {
    "private": 32,
    "state": 22,
    "state_held": 18,
    "institution": 16,
    "foreign": 8,
    "collective": 4,
}
BEST, SPREAD = 0.78, 0.12  # merit is drawn about the first, with the second as deviation
PER_UNIT = 3  # entrants of a unit, on average
FEW = 4  # districts at least
PER_DISTRICT = 12  # entrants for each district more


def gather(play: Play) -> None:
    """Register the units, and as many entrants as the season has, half of them teams."""
    districts = _districts(play)
    team, individual = (
        next(one for one in play.categories() if one.kind == kind)
        for kind in ("team", "individual")
    )
    wanted = [team] * (play.size - play.size // 2) + [individual] * (play.size // 2)
    units = [_unit(play, districts, n) for n in range(max(2, play.size // PER_UNIT))]
    for number, category in enumerate(wanted):
        unit, organ, trade = units[number % len(units)]
        clerk = play.seat(Role.UNIT_CLERK, unit)
        add = _team if category.kind == "team" else _nominee
        subject, name = add(play, unit, trade, number // len(units) + 1)
        merit = min(0.99, max(0.3, play.draw.gauss(BEST, SPREAD)))
        told = (name, unit.name, trade.service, trade.industry)
        play.entrants.append(Entrant(clerk, organ, category, subject, *told, merit))
    if play.guest is not None:
        _invite(play, play.guest)


def _invite(play: Play, guest: Nominee) -> None:
    """Let somebody of a unit that was there before take part, in place of the last entrant."""
    last, unit = play.entrants.pop(), guest.unit
    if unit.parent is None:
        raise LookupError(unit.name)
    trade = TRADES[0]
    told = (guest.name, unit.name, trade.service, trade.industry)
    clerk = play.seat(Role.UNIT_CLERK, unit)
    whom = (clerk, unit.parent, last.category, guest.public_id)
    play.entrants.append(Entrant(*whom, *told, BEST + SPREAD))


def _districts(play: Play) -> list[Area]:
    found = list(bodies.areas("district"))
    return found[: min(len(found), FEW + play.size // PER_DISTRICT)]


def _unit(
    play: Play, districts: list[Area], number: int
) -> tuple[Organisation, Organisation, Trade]:
    """Register a unit below an organ of its district; returns both, and its trade."""
    draw = play.draw
    trade = TRADES[number % len(TRADES)]
    [area] = draw.choices(districts, weights=range(len(districts) + 4, 4, -1))
    [channel] = draw.choices(list(CHANNELS), weights=list(CHANNELS.values()))
    [nature] = draw.choices(list(NATURES), weights=list(NATURES.values()))
    organ = bodies.organs_for(area).get(channel=channel)
    command = RegisterUnit(
        name=f"示范{area.name.removesuffix('区')}第{number + 1}{trade.unit}（{play.edition.year}）",
        nature=nature,
        address=f"{area.name}示范路 {draw.randint(1, 900)} 号",
        area=area.public_id,
        organ=organ.public_id,
    )
    unit = orgs.register_unit(command, by=Actor.system(WAY_IN), at=play.tick())
    return unit, organ, trade


def _team(play: Play, unit: Organisation, trade: Trade, number: int) -> tuple[str, str]:
    command = AddTeam(name=f"{trade.team}{number}")
    made = orgs.add_team(unit, command, by=Actor.system(WAY_IN), at=play.tick())
    return made.public_id, made.name


def _nominee(play: Play, unit: Organisation, trade: Trade, number: int) -> tuple[str, str]:
    for _again in range(PER_UNIT * 9):  # two of one name in a unit would be refused
        name = person(play.draw)
        if not bodies.nominees(unit).filter(name=name).exists():
            break
    made = orgs.add_nominee(unit, AddNominee(name=name), by=Actor.system(WAY_IN), at=play.tick())
    return made.public_id, made.name
