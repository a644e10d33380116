"""Which stories of recommendations do tests begin in? Told by operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tests import cast
from tests.applications import stories as applications
from tests.cast import Member, moment

from hongbang.applications.models import Application
from hongbang.audit.models import new_code
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs.models import Organisation
from hongbang.programmes.models import Category
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations import queries
from hongbang.recommendations.models import (
    Allotment,
    Opinion,
    QuotaEntry,
    Recommendation,
    Transmittal,
)
from hongbang.recommendations.rules.commands import (
    Accept,
    Act,
    Forward,
    GiveBack,
    Grant,
    Lend,
    Opine,
    Rank,
    Recommend,
    RuleOut,
)

IN_TIME = moment("2026-11-12 10:00")
OVER = moment("2026-11-17 00:00")


@dataclass(frozen=True)
class House:
    """A unit below the union of a district, with women's federation beside it; the office."""

    base: applications.House
    office_clerk: Member
    head: Member
    women: Organisation

    @property
    def organ(self) -> Organisation:
        """Return the owning organ."""
        return self.base.organ

    @property
    def clerk(self) -> Member:
        """Return the clerk of the owning organ."""
        return self.base.organ_clerk

    @property
    def women_clerk(self) -> Member:
        """Return the clerk of the other organ of the area."""
        return self.base.other_organ_clerk

    @property
    def category(self) -> Category:
        """Return the category that is applied for."""
        return self.base.category()


def house(company: dict[Role, Member]) -> House:
    """Tell of the house that recommendations are tried in."""
    base = applications.house(company[Role.OFFICE_HEAD].actor)
    return House(
        base,
        company[Role.OFFICE_CLERK],
        cast.member(Role.ORGAN_HEAD, base.organ, "何负责"),
        Organisation.objects.get(name="黄浦区妇女联合会"),
    )


def application(told: House, name: str = "化妆品柜组") -> Application:
    """Tell of an application that was sent to the organ."""
    base = told.base
    team = base.team if name == base.team.name else applications.team(base.unit, name)
    return fresh(applications.submitted(base, whom={"team": team}).application)


def fresh(one: Application) -> Application:
    """Return the application as it is kept now."""
    return Application.objects.get(pk=one.pk)


def decided(one: Application) -> Recommendation:
    """Return what was made of an application, as it is kept now."""
    return Recommendation.objects.get(application=one)


def said(
    one: Application, by: Member, stand: str = "agree", words: str = "", at: datetime = IN_TIME
) -> Opinion:
    """Tell of an opinion, given or changed."""
    kept = Opinion.objects.filter(
        revision__application=one,
        revision__place=one.revision,
        organ__public_id=by.actor.organisation,
    ).first()
    command = Opine(stand, words, one.revision, kept.version if kept else 0)
    return recommendations.opine(one, command, by=by.actor, at=at)


def granted(told: House, seats: int = 3, organ: Organisation | None = None) -> Allotment:
    """Tell of places that the office gave an organ."""
    command = Grant((organ or told.organ).public_id, seats, "按申报数核定", new_code() * 2)
    by = told.office_clerk.actor
    return recommendations.grant(told.category, command, by=by, at=IN_TIME)


def lent(told: House, seats: int = 1) -> QuotaEntry:
    """Tell of places that the union lends the women's federation."""
    granted(told)
    reason = "妇联件数多"
    command = Lend(told.organ.public_id, told.women.public_id, seats, reason, new_code() * 2)
    by = told.office_clerk.actor
    return recommendations.lend(told.category, command, by=by, at=IN_TIME)


def given_back(told: House, loan: QuotaEntry, seats: int = 1) -> QuotaEntry:
    """Tell of places that went back."""
    command = GiveBack(seats, new_code() * 2)
    return recommendations.give_back(loan, command, by=told.office_clerk.actor, at=IN_TIME)


def recommend(
    told: House,
    one: Application,
    verdict: str = "recommended",
    reason: str = "",
    at: datetime = IN_TIME,
) -> Recommendation:
    """Put an application on the organ's list, by the version that is kept."""
    kept = Recommendation.objects.filter(application=one).first()
    command = Recommend(verdict, reason, kept.version if kept else 0)
    return recommendations.recommend(one, command, by=told.clerk.actor, at=at)


def listed(told: House, name: str = "化妆品柜组", verdict: str = "recommended") -> Recommendation:
    """Tell of an application that both organs agree to and the union has on its list."""
    one = application(told, name)
    for member in (told.clerk, told.women_clerk):
        said(one, member)
    return recommend(told, one, verdict, "" if verdict != "declined" else "服务事迹不突出")


def taken_back(told: House) -> Recommendation:
    """Tell of a recommendation that was taken off the list."""
    granted(told)
    made = listed(told)
    return recommendations.take_back(made, Act(made.version), by=told.clerk.actor, at=IN_TIME)


def forward(told: House, by: Actor | None = None, at: datetime = IN_TIME) -> Transmittal:
    """Send the list as it stands."""
    found = queries.listed(told.category, told.organ)
    command = Forward(queries.seen(told.category, told.organ, found))
    return recommendations.forward(told.category, command, by=by or told.head.actor, at=at)


def forwarded(told: House, verdict: str = "recommended") -> Recommendation:
    """Tell of a recommendation that was sent up."""
    granted(told)
    made = listed(told, verdict=verdict)
    forward(told)
    return decided(made.application)


def accepted(told: House) -> Recommendation:
    """Tell of a recommendation that the office took in."""
    made = forwarded(told)
    command = Accept(((made.public_id, made.version),))
    recommendations.accept(command, by=told.office_clerk.actor, at=OVER)
    return decided(made.application)


def ineligible(told: House) -> Recommendation:
    """Tell of a recommendation that the office found ineligible."""
    made = forwarded(told)
    command = RuleOut(made.version, "不满足条件 E06")
    return recommendations.rule_out(made, command, by=told.office_clerk.actor, at=OVER)


def rank(told: House, *order: Recommendation) -> tuple[Recommendation, ...]:
    """Order the list so."""
    found = queries.listed(told.category, told.organ)
    numbers = tuple((one.public_id, number) for number, one in enumerate(order, start=1))
    command = Rank(numbers, queries.seen(told.category, told.organ, found))
    return recommendations.rank(told.category, command, by=told.clerk.actor, at=IN_TIME)


def sent_up(application: str, company: dict[Role, Member]) -> dict[str, object]:
    """Tell of a list with one application and of a loan, in the edition the matrix stands in."""
    one, at = Application.objects.get(public_id=application), moment("2025-12-30 10:00")
    organ, category = one.holder, one.category
    other = Organisation.objects.filter(kind="organ").exclude(pk=organ.pk)[0]
    office = company[Role.OFFICE_CLERK].actor
    clerk = replace(company[Role.ORGAN_CLERK].actor, organisation=organ.public_id)
    head = replace(clerk, role=Role.ORGAN_HEAD)
    grant = Grant(organ.public_id, 3, "按申报数核定", new_code() * 2)
    recommendations.grant(category, grant, by=office, at=at)
    lend = Lend(organ.public_id, other.public_id, 1, "那边件数多", new_code() * 2)
    loan = recommendations.lend(category, lend, by=office, at=at)
    recommendations.opine(one, Opine("agree", "", one.revision, 0), by=clerk, at=at)
    recommendations.recommend(one, Recommend("recommended", "", 0), by=clerk, at=at)
    found = queries.listed(category, organ)
    command = Forward(queries.seen(category, organ, found))
    sent = recommendations.forward(category, command, by=head, at=at)
    return {
        "category": category.public_id,
        "transmittal": sent.public_id,
        "loan": loan.public_id,
    }
