"""Who plays in the tests? A fixed company, one for each seat that exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from hongbang.accounts import operations as accounts
from hongbang.accounts.models import Person, Seat
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.search import pinyin_of
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Area, Organisation
from hongbang.orgs.rules.commands import AddArea, RegisterUnit

PASSWORD = "ten-or-more-signs"
LONG_AGO = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SYSTEM = Actor.system("cast")

SEATS = (
    Role.OFFICE_CLERK,
    Role.OFFICE_HEAD,
    Role.HOST_APPROVER,
    Role.ORGAN_CLERK,
    Role.UNIT_CLERK,
    Role.EXPERT,
    Role.INSPECTOR,
    Role.AUDITOR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
)


def moment(text: str = "2026-11-10 10:00") -> datetime:
    """Return a Beijing time of day as an aware moment."""
    return datetime.fromisoformat(f"{text}+08:00")


def office() -> Organisation:
    """Register the office."""
    command = orgs.AddOrganisation(kind="office", name="活动办公室", name_en="Office")
    return orgs.add_organisation(command, by=SYSTEM, at=LONG_AGO)


def host(rank: int = 1, name: str = "质量协会") -> Organisation:
    """Register a host."""
    command = orgs.AddOrganisation(kind="host", name=name, host_rank=rank)
    return orgs.add_organisation(command, by=SYSTEM, at=LONG_AGO)


def area(name: str = "黄浦区", code: str = "310101", kind: str = "district") -> Area:
    """Keep an area; a district where nothing else is said."""
    known = Area.objects.filter(kind=kind, name=name).first()
    command = AddArea(kind=kind, name=name, code=code if kind == "district" else "")
    return known or orgs.add_area(command, by=SYSTEM, at=LONG_AGO)


def organ(
    name: str = "黄浦区总工会",
    channel: str = "union",
    place: Area | None = None,
    above: Organisation | None = None,
) -> Organisation:
    """Register an organ, in 黄浦区 where nothing else is said."""
    command = orgs.AddOrganisation(
        kind="organ",
        name=name,
        channel=channel,
        area=(place or area()).public_id,
        parent=above.public_id if above else "",
    )
    return orgs.add_organisation(command, by=SYSTEM, at=LONG_AGO)


def unit(name: str, above: Organisation, place: Area | None = None, **words: str) -> Organisation:
    """Register a unit below an organ, in 黄浦区 where nothing else is said."""
    command = RegisterUnit(
        name=name, area=(place or area()).public_id, organ=above.public_id, **words
    )
    return orgs.register_unit(command, by=SYSTEM, at=LONG_AGO)


@dataclass(frozen=True)
class Member:
    """Somebody of the company: the person, their seat, and the actor they are."""

    person: Person
    seat: Seat
    actor: Actor

    @property
    def login(self) -> str:
        """Return the sign-in name."""
        return self.person.contact


def _latin(name: str) -> str:
    """Spell a name as an address can hold it."""
    return "".join(pinyin_of(name))


def member(role: Role, organisation: Organisation, name: str = "") -> Member:
    """Seat somebody in `role`."""
    login = f"{_latin(name) or role}@cast.example"
    command = accounts.AddPerson(name or f"演员{role}", login, PASSWORD)
    person = accounts.add_person(command, by=SYSTEM, at=LONG_AGO)
    place = accounts.GrantSeat(person, organisation, role, date(2026, 1, 5))
    seat = accounts.grant_seat(place, by=SYSTEM, at=LONG_AGO)
    actor = Actor(
        person.public_id, role, organisation.public_id, f"req-{role}", address="127.0.0.1"
    )
    return Member(person, seat, actor)


def company() -> dict[Role, Member]:
    """Seat one of each: hosts at the host, all others at the office."""
    at_office, at_host = office(), host()
    return {
        role: member(role, at_host if role is Role.HOST_APPROVER else at_office) for role in SEATS
    }
