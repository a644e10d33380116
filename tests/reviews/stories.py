"""Which stories of reviews do tests begin in? Told by operations, never by inserting rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests import cast
from tests.applications import stories as application_stories
from tests.applications.stories import House
from tests.cast import Member, moment
from tests.recommendations import stories as recommendation_stories

from hongbang.applications import operations as applications
from hongbang.applications.models import Application
from hongbang.applications.rules.commands import Act as Send
from hongbang.applications.rules.commands import Save as Fill
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs.models import Organisation
from hongbang.programmes.models import Category
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.models import Recommendation
from hongbang.recommendations.rules.commands import Accept
from hongbang.reviews import operations as reviews
from hongbang.reviews import queries
from hongbang.reviews.models import Closing, Round, Run, ScoreSheet
from hongbang.reviews.models import Member as Enrolled
from hongbang.reviews.rules.commands import Act, Assign, Enrol, Save

BEGUN = moment("2026-11-17 09:00")
READ = moment("2026-11-18 10:00")
ENDED = moment("2026-11-25 17:00")
METHOD = {
    "readings": 3,
    "trim": 0,
    "is_blind": True,
    "pass_mark": "20",
    "ties": ["criterion:results", "untrimmed_median"],
}
NAMES = ("甲专家", "乙专家", "丙专家", "丁专家")


@dataclass
class World:
    """A house with accepted applications and seated experts; the office runs the review."""

    told: House
    recommending: recommendation_stories.House
    clerk: Actor
    head: Actor
    experts: list[Member]
    files: list[Application]

    @property
    def category(self) -> Category:
        """Return the category that is reviewed."""
        return self.told.category()

    @property
    def round(self) -> Round:
        """Return its round as it is kept now."""
        return Round.objects.select_related("category__edition").get()

    def actor(self, sheet: ScoreSheet) -> Actor:
        """Return the expert whose score sheet it is."""
        return next(one.actor for one in self.experts if one.seat == sheet.member.seat)

    def member(self, name: str) -> Enrolled:
        """Return an expert of the pool by name."""
        return Enrolled.objects.get(seat__person__name=name)


def world(clerk: Member, head: Member, files: int = 3) -> World:
    """Tell of applications that were accepted, and of experts who have a seat."""
    told = application_stories.house(head.actor, METHOD)
    sent = [
        application_stories.submitted(
            told,
            team_name=f"第{number}班组",
            story=f"第{number}班组在示范百货有限公司，做了第{number}件好事。",
            whom={"team": application_stories.team(told.unit, f"第{number}班组")},
        ).application
        for number in range(1, files + 1)
    ]
    recommending = recommendation_stories.House(
        told,
        clerk,
        cast.member(Role.ORGAN_HEAD, told.organ, "何负责"),
        Organisation.objects.get(name="黄浦区妇女联合会"),
    )
    recommendation_stories.granted(recommending, 99)
    accepted(recommending, sent)
    office = Organisation.objects.get(kind="office")
    experts = [cast.member(Role.EXPERT, office, name) for name in NAMES]
    return World(told, recommending, clerk.actor, head.actor, experts, sent)


def accepted(told: recommendation_stories.House, sent: Iterable[Application]) -> None:
    """Tell that both organs agreed to what was sent, and the office accepted it."""
    made = []
    for one in sent:
        for member in (told.clerk, told.women_clerk):
            recommendation_stories.said(one, member)
        made.append(recommendation_stories.recommend(told, one))
    recommendation_stories.forward(told)
    kept = [recommendation_stories.decided(one.application) for one in made]
    command = Accept(tuple((one.public_id, one.version) for one in kept))
    over = recommendation_stories.OVER
    recommendations.accept(command, by=told.office_clerk.actor, at=over)


def joined(told: World, name: str, **changed: Any) -> Application:
    """Tell of one more application that the office accepted."""
    team = application_stories.team(told.told.unit, name)
    sent = application_stories.submitted(told.told, whom={"team": team}, **changed).application
    accepted(told.recommending, [sent])
    told.files.append(sent)
    return sent


def enrolled(
    told: World,
    expert: Member,
    works_for: Iterable[str] = (),
    speaks_for: Iterable[str] = (),
    categories: Iterable[str] = ("team",),
    version: int = 0,
) -> Enrolled:
    """Tell of an expert who serves."""
    command = Enrol(
        expert.seat.public_id, tuple(categories), tuple(works_for), tuple(speaks_for), version
    )
    return reviews.enrol(told.told.edition, command, by=told.clerk, at=BEGUN)


def opened(told: World) -> Round:
    """Tell of a round with all experts in its pool."""
    for one in told.experts:
        enrolled(told, one)
    return reviews.open_round(told.category, by=told.head, at=BEGUN)


def assigned(told: World) -> Run:
    """Tell of a round whose files were given to experts."""
    opened(told)
    return given(told)


def given(told: World, at: datetime = BEGUN) -> Run:
    """Give files to experts as previewed now."""
    plan = queries.plan_of(told.round, at.date())
    command = Assign(told.round.version, plan.inputs.digest)
    return reviews.assign(told.round, command, by=told.clerk, at=at)


def marks(index: str = "12.5", praise: str = "8", care: str = "9", **more: str) -> dict[str, str]:
    """Return marks that may be signed: 29.5 where nothing else is said."""
    return {"index": index, "praise": praise, "care": care} | more


def drafted(told: World, sheet: ScoreSheet, at: datetime = READ, **given: str) -> ScoreSheet:
    """Tell of marks that are kept, not signed."""
    save = Save(marks(**given), fresh(sheet).version)
    return reviews.save(sheet, save, by=told.actor(sheet), at=at)


def signed(told: World, sheet: ScoreSheet, at: datetime = READ, **given: str) -> ScoreSheet:
    """Tell of a score sheet that was signed."""
    kept = drafted(told, sheet, at, **given)
    return reviews.sign(kept, Act(kept.version), by=told.actor(sheet), at=at)


def all_signed(told: World) -> None:
    """Tell of a round whose score sheets are all signed; later files have more points."""
    assigned(told)
    for place, file in enumerate(told.files):
        for sheet in sheets_of(file):
            signed(told, sheet, index=str(5 + place))


def closed(told: World, reason: str = "") -> Closing:
    """Tell of a round that was closed after all had signed."""
    all_signed(told)
    return reviews.close_round(told.round, Act(told.round.version, reason), by=told.head, at=ENDED)


def sheets_of(file: Application | None = None) -> list[ScoreSheet]:
    """Return the score sheets that were given, of one file or of all."""
    found = ScoreSheet.objects.select_related("member__seat", "dossier__round").order_by(
        "dossier__number", "member__code"
    )
    return [*(found.filter(dossier__application=file) if file else found)]


def fresh(sheet: ScoreSheet) -> ScoreSheet:
    """Return the score sheet as it is kept now."""
    return ScoreSheet.objects.select_related("member__seat", "dossier__round").get(pk=sheet.pk)


def with_proof(told: World) -> str:
    """Tell of an application with a file, which is under review; return the file's code."""
    team = application_stories.team(told.told.unit, "有材料的班组")
    draft = application_stories.filled(told.told, whom={"team": team})
    file = application_stories.attached(told.told, draft)
    by, at = told.told.clerk.actor, application_stories.IN_TIME
    proof = [{"file": file.public_id, "caption": "正面"}]
    given = Fill(application_stories.answers(proof=proof), application_stories.fresh(draft).version)
    kept = applications.save(draft, given, by=by, at=at)
    sent = applications.submit(kept, Send(kept.version), by=by, at=at).application
    sent = application_stories.fresh(sent)
    accepted(told.recommending, [sent])
    told.files.append(sent)
    return file.public_id


def under_review(transmittal: str, company: dict[Role, Member]) -> dict[str, object]:
    """Tell of a round over a list that was sent up, read by the company's expert."""
    clerk, head, at = company[Role.OFFICE_CLERK].actor, company[Role.OFFICE_HEAD].actor, BEGUN
    sent = Recommendation.objects.filter(transmittal__public_id=transmittal)
    rows = tuple((one.public_id, one.version) for one in sent)
    recommendations.accept(Accept(rows), by=clerk, at=at)
    category = sent[0].application.category
    seat = company[Role.EXPERT].seat.public_id
    reviews.enrol(category.edition, Enrol(seat, (category.key,), (), ()), by=clerk, at=at)
    opened = reviews.open_round(category, by=head, at=at)
    plan = queries.plan_of(opened, at.date())
    reviews.assign(opened, Assign(opened.version, plan.inputs.digest), by=clerk, at=at)
    sheet = ScoreSheet.objects.select_related("dossier").get()
    return {
        "review": opened.public_id,
        "dossier": sheet.dossier.public_id,
        "score_sheet": sheet.public_id,
    }
