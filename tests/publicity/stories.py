"""Which stories of publicity do tests begin in? Told by operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import SYSTEM, Member, moment

from hongbang.approvals import queries as approvals
from hongbang.approvals.models import Resolution
from hongbang.approvals.queries import Passed
from hongbang.approvals.rules.content import Named
from hongbang.audit.models import new_code
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes.models import Edition
from hongbang.publicity import operations as publicity
from hongbang.publicity import queries
from hongbang.publicity.models import Name, Objection, Posting
from hongbang.publicity.rules.commands import Act, Object, Post, Rule
from hongbang.publicity.rules.objecting import receipt

POSTED_AT = moment("2026-12-01 10:00")
DURING = moment("2026-12-03 09:30")
OVER = moment("2026-12-20 00:00")
ANYBODY = Actor.nobody("citizen", "203.0.113.9")
SAID = "所填培训时数与公司公告不符，公告在示范商厦一楼。"


@dataclass(frozen=True)
class Street:
    """An edition whose list is before the public, by the letter of each team."""

    table: Table
    edition: Edition
    posting: Posting

    @property
    def head(self) -> Actor:
        """Return the head of the office."""
        return self.table.scene.head

    def name(self, letter: str) -> Name:
        """Return a posted name by the letter of its team."""
        application = self.table.scene.files[letter]
        return Name.objects.select_related("posting", "application").get(application=application)


def post(edition: Edition, by: Actor, at: datetime = POSTED_AT) -> Posting:
    """Tell of names that were posted."""
    found = queries.matter(edition)
    assert found is not None
    return publicity.post(edition, Post(found.passed.digest), by=by, at=at)


def street(table: Table) -> Street:
    """Tell of a list that the hosts approved and the head posted."""
    approval_stories.passed(table)
    edition = table.scene.house.edition
    return Street(table, edition, post(edition, table.scene.head))


def objected(name: Name, at: datetime = DURING) -> tuple[Objection, str]:
    """Tell of an objection, with its receipt."""
    key = new_code() * 3
    command = Object("赵一", "021-55550100", SAID, key)
    return publicity.object_to(name, command, by=ANYBODY, at=at), receipt(key)


def accepted(told: Street, letter: str) -> Objection:
    """Tell of an objection that was taken up."""
    taken, _receipt = objected(told.name(letter))
    return publicity.accept(taken, Act(taken.version), by=told.table.scene.clerk, at=DURING)


def ruled(
    told: Street, objection: Objection, *, is_upheld: bool, at: datetime = DURING
) -> Objection:
    """Tell of a ruling."""
    command = Rule(is_upheld, "核对了公告和培训记录。", fresh(objection).version)
    return publicity.rule(objection, command, by=told.head, at=at)


def closed(told: Street, at: datetime = OVER) -> Posting:
    """Tell of a posting whose time is over."""
    kept = Posting.objects.get(pk=told.posting.pk)
    return publicity.close(kept, Act(kept.version), by=SYSTEM, at=at)


def before_the_public(
    monkeypatch: pytest.MonkeyPatch, resolution: str, company: dict[Role, Member]
) -> dict[str, object]:
    """Tell of an objection to a list that was posted as if its hosts had approved already."""
    put = Resolution.objects.select_related("edition").get(public_id=resolution)
    names = {
        one["key"]: tuple(Named(**each) for each in one["chosen"])
        for one in put.content["categories"]
    }
    as_if = Passed(
        put.public_id, put.subject, put.edition, put.version, put.digest, None, put.content, names
    )
    monkeypatch.setattr(approvals, "passed", lambda _edition: as_if)
    posting = post(put.edition, company[Role.OFFICE_HEAD].actor, moment())
    name = posting.names.select_related("posting", "application")[0]
    taken, _receipt = objected(name, moment("2026-11-10 11:00"))
    return {
        "posting": posting.public_id,
        "name": name.public_id,
        "objection": taken.public_id,
    }


def fresh(objection: Objection) -> Objection:
    """Return the objection as it is kept now."""
    return Objection.objects.get(pk=objection.pk)
