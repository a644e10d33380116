"""Does an award walk through the house, each room taking what the one before it really kept?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import Member, moment
from tests.publicity import stories as publicity_stories
from tests.reviews import stories as review_stories
from tests.reviews.stories import World
from tests.selections.stories import Scene

from hongbang.applications.models import Application
from hongbang.audit import queries as audit
from hongbang.audit.models import Entry
from hongbang.awards import operations as conferring
from hongbang.awards import queries as awards
from hongbang.awards.rules.commands import Confer
from hongbang.journey.queries import walking
from hongbang.kernel.actor import Role
from hongbang.programmes.models import Category, Edition
from hongbang.publicity import queries as publicity
from hongbang.recommendations import queries as recommendations
from hongbang.register import operations as register
from hongbang.register import queries as honours
from hongbang.register.rules.commands import Turn
from hongbang.reviews import queries as reviews
from hongbang.selections import queries as selections

CONFERRED = moment("2026-12-21 10:00")
LETTERS = "ABC"
SEATS = 2
STAGES = {
    *("programmes", "applications", "recommendations", "reviews", "selections", "approvals"),
    *("publicity", "awards", "register"),
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


def confer(edition: Edition, by: Member) -> list[honours.Honour]:
    """Confer whoever came through the notice, and return what the register has of it."""
    found = awards.matter(edition)
    assert found is not None
    command = Confer("示范发〔2026〕12号", CONFERRED.date(), found.seen, is_partial=True)
    batch = conferring.confer(edition, command, by=by.actor, at=CONFERRED)
    return [one.honour for one in awards.awards_of(batch)]


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
    entered = confer(street.edition, company[Role.OFFICE_HEAD])

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
    entered = confer(street.edition, company[Role.OFFICE_HEAD])
    assert struck.public_id not in {one.source for one in entered}
    assert honours.of_source(struck.public_id) is None


def test_the_ledger_has_every_stage_and_verifies(
    reviewed: World, company: dict[Role, Member]
) -> None:
    street = publicity_stories.street(approval_stories.table(scene_of(reviewed)))
    publicity_stories.closed(street)
    confer(street.edition, company[Role.OFFICE_HEAD])

    verbs = Entry.objects.values_list("verb", flat=True)
    assert {verb.split(".")[0] for verb in verbs} >= STAGES
    assert audit.examine().problem is None


def columns(client: Client) -> tuple[str, ...]:
    """Return the stages that the structure of the edition tells of, with how many came there."""
    html = client.get("/structure/").content.decode()
    return tuple(re.findall(r'<span class="keep">(\S+ <b>\d+)</b>', html))


def read(client: Client, application: Application) -> str:
    """Return who has it and what happened, as its page says."""
    html = client.get(f"/applications/{application.public_id}/").content.decode()
    holder = html.partition('<div class="who">')[2].partition("</div>")[0]
    trail = html.partition('<ol class="trail">')[2].partition("</ol>")[0]
    return re.sub(r"<[^>]+>", " ", unescape(holder + trail))


@time_machine.travel(moment("2027-05-21 10:00"), tick=False)
def test_the_page_of_an_application_tells_its_way_and_a_unit_no_secret(
    reviewed: World,
    company: dict[Role, Member],
    client_for: Callable[[Member], Client],
    django_assert_max_num_queries: Any,
) -> None:
    told = scene_of(reviewed)
    best, last = told.files["C"], told.files["A"]
    office, unit = client_for(company[Role.OFFICE_HEAD]), client_for(reviewed.told.clerk)
    secret = ("入选", "主办单位", "暗访")

    table = approval_stories.table(told)
    assert "评审结束，在活动办公室手里，等公示名单" in read(unit, best)
    assert "入选，在活动办公室手里，等报主办单位" in read(office, best)
    host = client_for(table.quality)
    assert columns(host) == ("申报 <b>3", "推荐 <b>3", "接收 <b>3")
    put = approval_stories.submitted(table)
    assert columns(host) == columns(office) == (*columns(host)[:3], "入选 <b>2")
    assert "在主办单位手里，等审定" in read(office, best)
    assert not any(word in read(unit, best) for word in secret)
    assert not any(word in unit.get("/desk/").content.decode() for word in ("入选", "等审定"))

    for approver in (table.quality, table.union):
        approval_stories.decided(put, approver)
    assert "主办单位都已同意" in read(office, best)
    edition = table.scene.house.edition
    street = publicity_stories.Street(table, edition, publicity_stories.post(edition, told.head))
    assert "正在向社会公示" in read(unit, best)
    assert "没有列入公示名单" in read(unit, last)
    publicity_stories.closed(street)
    assert "公示通过，在活动办公室手里，等授予" in read(unit, best)
    confer(street.edition, company[Role.OFFICE_HEAD])
    held = honours.of_source(best.public_id)
    assert held is not None
    revoke = Turn("revoke", held.version, "材料不实", date(2027, 5, 20), "示范发〔2027〕3号")
    register.turn(held, revoke, by=company[Role.OFFICE_HEAD].actor, at=moment("2027-05-20 15:00"))

    assert columns(office)[3:] == ("入选 <b>2", "授予 <b>2")
    whole = read(unit, best)
    assert "称号已撤销" in whole
    assert f"授予称号，编号 {held.number}" in whole
    assert "撤销称号：材料不实" in whole
    assert not any(word in whole for word in secret)
    assert "名单报主办单位审定" in read(office, best)
    found = [*told.files.values()]
    for seat, most in ((company[Role.OFFICE_HEAD], 10), (reviewed.told.clerk, 7)):
        for some in (found[:1], found):
            with django_assert_max_num_queries(most):
                assert len(walking.ways(seat.actor, some, moment("2027-05-21 10:00"))) == len(some)
