"""Which stories of approvals do tests begin in? Told by operations, never by inserting rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from tests import cast as play
from tests.cast import Member, moment
from tests.selections import stories as selection_stories
from tests.selections.stories import Review, Scene

from hongbang.applications.models import Application
from hongbang.approvals import operations as approvals
from hongbang.approvals import queries
from hongbang.approvals.models import Decision, DepartmentCheck, Resolution, Supplement
from hongbang.approvals.rules.commands import AnswerCheck, Ask, Decide, Strike, Submit
from hongbang.audit.models import new_code
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes.models import Edition
from hongbang.reviews.rules.standing import BY_SCORE, Place
from hongbang.selections.rules.asking import Choice

AT = moment("2026-11-28 10:00")
LATER = moment("2026-11-30 15:00")


@dataclass(frozen=True)
class Table:
    """A scene of selections whose list is adopted, and the approvers of its two hosts."""

    scene: Scene
    quality: Member
    union: Member


def table(scene: Scene) -> Table:
    """Tell of the hosts of record, each with an approver."""
    found = []
    for rank, (name, person) in enumerate(
        (("示范质量协会", "韩一诺"), ("示范总工会", "罗嘉树")), start=2
    ):
        host = play.host(rank, name)
        found.append(play.member(Role.HOST_APPROVER, host, person))
    selection_stories.adopted(scene)
    return Table(scene, *found)


def put_to_others(
    review: Review, application: str, company: dict[Role, Member]
) -> dict[str, object]:
    """Tell of a list of the open edition that was put to hosts who are not of the company."""
    file = Application.objects.get(public_id=application)
    head, clerk = company[Role.OFFICE_HEAD].actor, company[Role.OFFICE_CLERK].actor
    first = Place(application, 1, 5, None, Decimal("90.00"), BY_SCORE)
    review.places[file.category.key] = (first,)
    house = cast("Any", None)  # nobody of a house plays here
    scene = Scene(house, head, clerk, file.category, {"A": file})
    selection_stories.seeded(scene)
    run = selection_stories.made(scene)
    selection_stories.adopted(scene, run)
    edition = file.category.edition
    for rank, row in enumerate(edition.chapters["hosts"]["hosts"], start=5):
        play.host(rank, row["name"]["zh"])
    ask = Ask("示范区税务局", "", date(2026, 12, 4), new_code() * 2)
    check = approvals.ask_department(edition, ask, by=clerk, at=AT)
    said = AnswerCheck("none", "", check.version)
    approvals.answer_check(check, said, by=clerk, at=AT)
    digest = queries.matter(edition).digest
    put = approvals.submit(edition, Submit(digest), by=head, at=AT)
    return {
        "category": file.category.public_id,
        "run": run.public_id,
        "check": check.public_id,
        "resolution": put.public_id,
    }


def asked(told: Table, letter: str = "", department: str = "示范区市场监管局") -> DepartmentCheck:
    """Tell of a department that was asked."""
    about = told.scene.files[letter].public_id if letter else ""
    command = Ask(department, about, date(2026, 12, 4), new_code() * 2)
    edition = told.scene.house.edition
    return approvals.ask_department(edition, command, by=told.scene.clerk, at=AT)


def answered(check: DepartmentCheck, told: Table, result: str = "none", note: str = "") -> None:
    """Tell of an answer."""
    command = AnswerCheck(result, note, check.version)
    approvals.answer_check(check, command, by=told.scene.clerk, at=LATER)


def submitted(told: Table, note: str = "") -> Resolution:
    """Tell of lists that were put to the hosts."""
    return put(told.scene.house.edition, told.scene.head, note)


def put(edition: Edition, head: Actor, note: str = "") -> Resolution:
    """Tell of an edition's lists that its head put to the hosts."""
    command = Submit(queries.matter(edition).digest, note)
    return approvals.submit(edition, command, by=head, at=AT)


def decided(
    resolution: Resolution, by: Member, opinion: str = "", *, is_approved: bool = True
) -> Decision:
    """Tell of a host's decision."""
    own = queries.own_decision(by.actor, resolution)
    assert own is not None
    command = Decide(resolution.digest, is_approved, opinion, own.version)
    return approvals.decide(resolution, command, by=by.actor, at=LATER)


def passed(told: Table) -> Resolution:
    """Tell of a resolution that both hosts approved."""
    put = submitted(told)
    decided(put, told.quality)
    decided(put, told.union)
    return fresh(put)


def struck(told: Table, resolution: Resolution, letter: str) -> Supplement | None:
    """Tell of somebody who was struck after the hosts approved."""
    code = told.scene.files[letter].public_id
    command = Strike(code, "异议成立", fresh(resolution).version)
    return approvals.strike(resolution, command, by=told.scene.head, at=LATER)


def changed_list(told: Table) -> None:
    """Tell of another list that was adopted since."""
    run = selection_stories.ran(told.scene, women=Choice("hard"))
    selection_stories.adopted(told.scene, run)


def fresh(resolution: Resolution) -> Resolution:
    """Return the resolution as it is kept now."""
    return Resolution.objects.select_related("edition").get(pk=resolution.pk)
