"""Does an award walk through the house, each room taking what the one before it really kept?"""

from __future__ import annotations

from datetime import date

import pytest
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import Member, moment
from tests.publicity import stories as publicity_stories
from tests.reviews import stories as review_stories
from tests.reviews.stories import World
from tests.selections.stories import Scene

from hongbang.applications import queries as applications
from hongbang.audit import queries as audit
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.programmes.models import Category, Edition
from hongbang.publicity import queries as publicity
from hongbang.publicity.models import Name
from hongbang.recommendations import queries as recommendations
from hongbang.register import operations as register
from hongbang.register import queries as honours
from hongbang.register.rules.commands import Enter, NewHonour, Turn
from hongbang.register.rules.numbering import number
from hongbang.register.rules.standing import last_day
from hongbang.reviews import queries as reviews
from hongbang.selections import queries as selections

CONFERRED = moment("2026-12-21 10:00")
LETTERS = "ABC"
SEATS = 2
STAGES = {
    *("programmes", "applications", "recommendations", "reviews", "selections", "approvals"),
    *("publicity", "register"),
}


@pytest.fixture
def reviewed(company: dict[Role, Member]) -> World:
    """Tell of three teams that applied, were recommended, accepted, read and put in order."""
    told = review_stories.world(company[Role.OFFICE_CLERK], company[Role.OFFICE_HEAD])
    edition = told.told.edition
    chapters, key = edition.chapters, told.category.key
    [row] = [one for one in chapters["categories"]["categories"] if one["key"] == key]
    chapters["categories"]["categories"] = [row | {"quota": SEATS, "may_award_fewer": True}]
    Edition.objects.filter(pk=edition.pk).update(chapters=chapters)
    Category.objects.filter(edition=edition, key=key).update(quota=SEATS)
    Category.objects.filter(edition=edition).exclude(key=key).delete()
    review_stories.closed(told)
    return told


def scene_of(told: World) -> Scene:
    """Take the reviewed files into the room of selections."""
    files = dict(zip(LETTERS, told.files, strict=True))
    return Scene(told.told, told.head, told.clerk, told.category, files)


def confer(names: tuple[Name, ...], by: Member) -> list[honours.Honour]:
    """Enter who came through the notice into the register."""
    new = tuple(
        NewHonour(
            number(2026, 1, place),
            one.application.category.public_id,
            one.application.unit.public_id,
            one.application.team.public_id if one.application.team else "",
            "",
            applications.latest(one.application).organ.public_id,
            one.application.public_id,
        )
        for place, one in enumerate(names, start=1)
    )
    first = CONFERRED.date()
    command = Enter(new, "示范发〔2026〕12号", first, last_day(first, 3))
    return register.enter(command, by=by.actor, at=CONFERRED)


def test_an_application_becomes_an_honour_and_is_revoked(
    reviewed: World, company: dict[Role, Member]
) -> None:
    told = scene_of(reviewed)
    standing = reviews.standing_of(reviewed.category)

    table: Table = approval_stories.table(told)
    slate = selections.slate_of(reviewed.category)
    assert slate is not None
    street = publicity_stories.street(table)
    publicity_stories.closed(street)
    outcome = publicity.outcome(street.edition)
    entered = confer(outcome.cleared, company[Role.OFFICE_HEAD])

    best_first = [told.files[letter].public_id for letter in "CBA"]
    assert [one.file for one in standing] == best_first
    assert {one.application.public_id for one in slate.of("chosen")} <= {*best_first}
    assert outcome.is_final
    assert [one.source for one in entered] == [one.application.public_id for one in outcome.cleared]
    stood = recommendations.standings([one.application for one in outcome.cleared])
    assert {one.state for one in stood.values()} == {"accepted"}
    held = honours.get(entered[0].number)
    revoke = Turn(
        "revoke", held.version, "暗访查实材料不实", date(2027, 5, 20), "示范发〔2027〕3号"
    )
    register.turn(held, revoke, by=company[Role.OFFICE_HEAD].actor, at=moment("2027-05-20 15:00"))
    turned = honours.turns(held)
    days = [date(2026, 12, 20), date(2027, 5, 19), date(2027, 5, 20), date(2030, 1, 1)]
    assert [honours.status(held, day, turned) for day in days] == [
        *("not_yet", "valid", "revoked", "revoked")
    ]


def test_an_upheld_objection_changes_who_is_honoured(
    reviewed: World, company: dict[Role, Member]
) -> None:
    told = scene_of(reviewed)
    street = publicity_stories.street(approval_stories.table(told))
    struck = street.posting.names.select_related("application")[0].application
    letter = next(one for one, file in told.files.items() if file == struck)

    objection = publicity_stories.accepted(street, letter)
    publicity_stories.ruled(street, objection, is_upheld=True)
    publicity_stories.closed(street)

    outcome = publicity.outcome(street.edition)
    assert struck not in [one.application for one in outcome.cleared]
    entered = confer(outcome.cleared, company[Role.OFFICE_HEAD])
    assert struck.public_id not in {one.source for one in entered}
    assert honours.of_source(struck.public_id) is None


def test_the_ledger_has_every_stage_and_verifies(
    reviewed: World, company: dict[Role, Member]
) -> None:
    street = publicity_stories.street(approval_stories.table(scene_of(reviewed)))
    publicity_stories.closed(street)
    confer(publicity.outcome(street.edition).cleared, company[Role.OFFICE_HEAD])

    verbs = Entry.objects.values_list("verb", flat=True)
    assert {verb.split(".")[0] for verb in verbs} >= STAGES
    assert audit.examine().problem is None
