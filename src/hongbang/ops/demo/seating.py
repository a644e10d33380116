"""How do the demonstration's bodies and people come to be, by the screens' operations?"""

from __future__ import annotations

from datetime import datetime

from hongbang.accounts import operations as accounts
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.ops.demo.bodies import AREAS, UNITS, of_district
from hongbang.ops.demo.people import ORGANISATIONS, PASSWORD, PEOPLE
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries as bodies
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import AddArea, AddNominee, AddTeam, RegisterUnit


def seat_everybody(at: datetime) -> None:
    """Register bodies and people, and give everybody their seats."""
    system = Actor.system("demo")
    placed: dict[str, Organisation] = {}
    for command in ORGANISATIONS:
        placed[command.name] = orgs.add_organisation(command, by=system, at=at)
    plant_tree(placed, system, at)
    gather_units(placed, system, at)
    for invented in PEOPLE:
        person = accounts.add_person(
            accounts.AddPerson(invented.name, invented.login, PASSWORD), by=system, at=at
        )
        for role, organisation in invented.seats:
            seat = accounts.GrantSeat(person, placed[organisation], role, beijing_day(at))
            accounts.grant_seat(seat, by=system, at=at)


def plant_tree(placed: dict[str, Organisation], by: Actor, at: datetime) -> None:
    """Register the areas, and the organs of each below the host of their channel."""
    hosts = {host.channel: host.public_id for host in bodies.hosts()}
    orgs.found_areas(by=by, at=at)
    grown = [(area, of_district(area.name)) for area in bodies.areas("district")]
    for told in AREAS:
        area = orgs.add_area(AddArea(kind=told.kind, name=told.name), by=by, at=at)
        grown.append((area, told.organs))
    for area, organs in grown:
        for channel, name in organs:
            command = orgs.AddOrganisation(
                kind="organ",
                name=name,
                channel=channel,
                area=area.public_id,
                parent=hosts[channel],
            )
            placed[name] = orgs.add_organisation(command, by=by, at=at)


def gather_units(placed: dict[str, Organisation], by: Actor, at: datetime) -> None:
    """Register the invented units with their teams and people."""
    districts = {area.name: area.public_id for area in bodies.areas("district")}
    for told in UNITS:
        command = RegisterUnit(
            name=told.name,
            nature=told.nature,
            address=told.address,
            area=districts[told.district],
            organ=placed[told.organ].public_id,
        )
        unit = placed[told.name] = orgs.register_unit(command, by=by, at=at)
        for name, people_of in told.teams:
            team = orgs.add_team(unit, AddTeam(name=name), by=by, at=at)
            for person in people_of:
                nominee = AddNominee(name=person, team=team.public_id)
                orgs.add_nominee(unit, nominee, by=by, at=at)
