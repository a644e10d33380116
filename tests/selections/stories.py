"""Which stories of selections do tests begin in? Told by operations, never by inserting rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from tests import cast
from tests.applications import stories as application_stories
from tests.applications.stories import House, condition
from tests.cast import SYSTEM, Member, moment
from tests.programmes import sample
from tests.programmes import stories as edition_stories
from tests.sheets import stories as sheet_stories
from tests.sheets.samples import question, sheet, words

from hongbang.applications.models import Application
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes.models import Category, Edition
from hongbang.reviews.rules.standing import BY_LOT, BY_SCORE, UNSCORED, Place
from hongbang.selections import operations as selections
from hongbang.selections import queries
from hongbang.selections.models import Run, Seat, Slate, Terms
from hongbang.selections.rules.asking import Choice
from hongbang.selections.rules.commands import Adopt, EnterSeed, Make, SetTerms

AT = moment("2026-11-26 10:00")
LATER = moment("2026-11-27 09:00")
SEED, SOURCE = "2026138 期 04 11 17", "示范福彩中心公报"
FORM = sheet(
    question("team_name", "text", "班组名称", required=True),
    question("female_count", "whole", "女职工人数"),
    question("headcount", "whole", "人数"),
    question("front_line", "yes_no", "一线"),
    question("lawful_employer", "yes_no", "守法"),
)
# Teams with their score and how many women there are; F is below the pass mark, G was not read.
TEAMS = {
    "A": ("95", 0),
    "B": ("90", 0),
    "C": ("88", 0),
    "D": ("87.5", 3),
    "E": ("80", 2),
    "F": ("55", 4),
    "G": (None, 1),
}


def rule(key: str, attribute: str, severity: str, **more: Any) -> dict[str, Any]:
    """Return a rule of the balance chapter."""
    found = {"key": key, "words": words(f"规则{key}", f"Rule {key}"), "scope": "edition"}
    found |= {"attribute": attribute, "bound": "least", "severity": severity, "origin": "default"}
    return found | more


RULES = [
    rule("women", "women", "soft", share="0.40"),
    rule("front", "front_line", "price", seats=1, price="0.10"),
    rule("each", "any", "soft", scope="district", seats=1),
    rule("retail", "any", "hard", scope="industry", bound="most", share="0.50"),
]


@dataclass(frozen=True)
class Scene:
    """The office and its head, the category, and the applications by the letter of their team."""

    house: House
    head: Actor
    clerk: Actor
    category: Category
    files: dict[str, Application]

    def of(self, found: Any) -> str:
        """Write applications by their letters."""
        letters = {one.public_id: letter for letter, one in self.files.items()}
        return "".join(letters.get(one, "?") for one in found)


def opened(by: Actor) -> Edition:
    """Tell of an open edition with a small quota, a pass mark and rules of every kind."""
    sheet_stories.published(SYSTEM, "team_form", FORM)
    edition_stories.with_sheets()
    made = sample.chapters()
    team = application_stories.category("team", "team")
    made["categories"] = {"categories": [team | {"quota": 3, "may_award_fewer": True}]}
    veto = condition("E19", "lawful_employer", "declared", "veto")
    made["conditions"] = {"conditions": [veto | {"applies": ["team"]}]}
    made["quotas"]["quotas"] = []
    made["balance"] = {"rules": RULES}
    made["review"] = made["review"] | {"pass_mark": "60"}
    del made["review"]["rounds"]
    return edition_stories.published(by, made)


def house(by: Actor) -> House:
    """Tell of the house that selections are tried in."""
    organ = cast.organ()
    unit = cast.unit("示范百货有限公司", organ, nature="private")
    other_organ = cast.organ("黄浦区妇女联合会", "women")
    other = cast.unit("示范书城有限公司", other_organ)
    return House(
        edition=opened(by),
        organ=organ,
        organ_clerk=cast.member(Role.ORGAN_CLERK, organ, "陆文静"),
        unit=unit,
        clerk=cast.member(Role.UNIT_CLERK, unit, "沈一帆"),
        head=cast.member(Role.UNIT_HEAD, unit, "顾长青"),
        team=application_stories.team(unit),
        nominee=application_stories.nominee(unit),
        other_organ_clerk=cast.member(Role.ORGAN_CLERK, other_organ, "何思源"),
        other_clerk=cast.member(Role.UNIT_CLERK, other, "褚行远"),
        other_team=application_stories.team(other, "导读组"),
    )


def scene(company: dict[Role, Member]) -> Scene:
    """Tell of seven teams that applied."""
    head = company[Role.OFFICE_HEAD].actor
    told = house(head)
    files = {}
    for letter, (_score, women) in TEAMS.items():
        whom = {"team": application_stories.team(told.unit, f"{letter}组")}
        known = {"female_count": str(women), "headcount": "8"}
        dropped = dict.fromkeys(("mobile", "on_time_rate", "satisfaction_index", "story"))
        sent = application_stories.submitted(told, whom=whom, **known, **dropped)
        files[letter] = sent.application
    category = told.category()
    return Scene(told, head, company[Role.OFFICE_CLERK].actor, category, files)


def places(told: Scene, **scores: str | None) -> tuple[Place, ...]:
    """Return how the files stand; equal scores are parted by lot, in the order given."""
    wanted = scores or {letter: score for letter, (score, _women) in TEAMS.items()}
    found: list[Place] = []
    for place, (letter, score) in enumerate(wanted.items(), start=1):
        value = None if score is None else Decimal(score).quantize(Decimal("0.01"))
        is_tied = bool(found) and value is not None and found[-1].score == value
        decided = UNSCORED if value is None else BY_LOT if is_tied else BY_SCORE
        code = told.files[letter].public_id
        found.append(Place(code, place, 5 if value else 1, None, value, decided))
    return tuple(found)


class Review:
    """A review that other rooms' tests tell in full; here only what it closed with is told."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.places: dict[str, tuple[Place, ...]] = {}
        asked: Callable[[Category], Any] = lambda one: self.places.get(one.key, ())  # noqa: E731 - one line is all
        patch.setattr(queries, "standing", asked)
        patch.setattr(
            queries, "closed_of", lambda some: {one.pk for one in some if one.key in self.places}
        )

    def close(self, told: Scene, **scores: str | None) -> None:
        """Tell that the review of the teams is closed."""
        self.places[told.category.key] = places(told, **scores)


def set_terms(told: Scene, reserves: int = 2, **choices: Choice) -> Terms:
    """Tell of terms that the clerk set."""
    version = queries.terms(told.category, AT).version
    command = SetTerms(choices, reserves, version)
    return selections.set_terms(told.category, command, by=told.clerk, at=AT)


def seeded(told: Scene, seed: str = SEED) -> Terms:
    """Tell of a public draw."""
    command = EnterSeed(seed, SOURCE, queries.terms(told.category, AT).version)
    return selections.enter_seed(told.category, command, by=told.head, at=AT)


def made(told: Scene) -> Run:
    """Tell of a run."""
    version = queries.terms(told.category, AT).version
    command = Make(queries.worked_out(told.category, AT), version)
    return selections.make_run(told.category, command, by=told.clerk, at=AT)


def ran(told: Scene, **choices: Choice) -> Run:
    """Tell of a run with its terms and draw before it."""
    set_terms(told, **choices)
    if not queries.terms(told.category, AT).seed:
        seeded(told)
    return made(told)


def adopted(told: Scene, run: Run | None = None) -> Slate:
    """Tell of a slate that the head fixed."""
    found = run or ran(told)
    slate = Slate.objects.get(run=found)
    return selections.adopt(found, Adopt(slate.version), by=told.head, at=LATER)


def seats(told: Scene, slate: Slate, kind: str) -> str:
    """Write the seats of a kind by their letters."""
    found = Seat.objects.filter(slate=slate, kind=kind).order_by("place")
    return told.of(found.values_list("application__public_id", flat=True))
