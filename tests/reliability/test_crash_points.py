"""After a fault at any write of any deed, is everything as before, or wholly done? (R06)

A fault is raised at the k-th writing statement, for k = 1, 2, … until the deed passes.
After each fault the rows, the ledger and the inbox must stand as they stood before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests import cast, worlds
from tests.accounts import stories
from tests.cast import Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries as people
from hongbang.accounts.models import Invitation, OneTimeCode, Registration
from hongbang.accounts.queries import Proven, SignIn
from hongbang.accounts.rules.commands import (
    AskReset,
    Because,
    Decide,
    HandOver,
    Join,
    NewPassword,
)
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Open
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.notices import operations as notices
from hongbang.notices.queries import Notice
from hongbang.notices.rules.commands import Act, Draft, Drop, Edit
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Import, Organisation, Team
from hongbang.orgs.rules.commands import (
    AddNominee,
    AddTeam,
    EditOrganisation,
    Found,
    Merge,
    Move,
    Turn,
    UploadSheet,
)
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.commands import Act as Put
from hongbang.outbox.rules.commands import Wish, Word
from hongbang.outbox.rules.letters import Words
from hongbang.outbox.rules.recipients import Recipient
from hongbang.work import operations as work

pytestmark = pytest.mark.once  # a deed is undone whole by any engine; `make nightly` tries both
Deed = Callable[[Actor], Any]
WRITES = ("INSERT", "UPDATE", "DELETE")


class Faulted(Exception):  # noqa: N818 - it is raised by us, not met
    """The fault we raise."""


class FaultAt:
    """Raises at the k-th writing statement."""

    def __init__(self, k: int) -> None:
        self.left = k

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            self.left -= 1
            if self.left == 0:
                raise Faulted
        return execute(sql, params, many, context)


def rows() -> str:
    """Digest every row of the house."""
    kept = [
        [model.__name__, [str(row) for row in model._default_manager.order_by("pk").values_list()]]
        for model in apps.get_models()
        if model.__module__.startswith("hongbang.")
    ]
    return sha256_hex(canonical_json(kept))


def annexed_draft(by: Actor) -> Notice:
    notice = worlds.drafted(by)
    worlds.annexed(notice, by)
    return worlds.fresh(notice)


def dropped_annex(by: Actor) -> Notice:
    notice = annexed_draft(by)
    notices.drop(notice, Drop(the_annex(notice), notice.version), by=by, at=moment())
    return worlds.fresh(notice)


def failed_letter(by: Actor) -> Delivery:
    told = Recipient(by.person, "lin@cast.example")
    outbox.post("notices.published", to=[told], params={"title": "x"}, link="/", at=moment())
    Delivery.objects.update(state="failed", ended_at=moment())
    return Delivery.objects.get()


def edited(by: Actor) -> Notice:
    notice = worlds.published(by)
    edit = Edit(worlds.text(notice.title, "<p>改过。</p>"), notice.version)
    notices.edit(notice, edit, by=by, at=moment("2026-11-10 11:00"))
    return worlds.fresh(notice)


def worded() -> Word:
    return Word("notices.published", "zh-hans", Words("{title}", "{title}", "{title}"), 0)


def the_annex(notice: Notice) -> str:
    return str(notice.annexes.get().public_id)


def head_of_an_organ() -> tuple[Member, Member]:
    """Seat an organ's head and clerk."""
    body = cast.organ()
    return stories.another(body, Role.ORGAN_HEAD, "方负责"), stories.another(
        body, Role.ORGAN_CLERK, "何经办"
    )


def asked_reset(by: Actor) -> tuple[OneTimeCode, NewPassword]:
    """Tell of the clerk's forgotten password, a code on its way."""
    login = people.myself(by).contact
    accounts.ask_reset(AskReset(login), stories.sent(), by=stories.VISITOR, at=moment())
    return OneTimeCode.objects.get(), stories.new_password("another-ten-signs")


def waiting(_by: Actor) -> tuple[Registration, Actor]:
    """Tell of a registration that waits for an organ's clerk."""
    _head, clerk = head_of_an_organ()
    return stories.registered(clerk.seat.organisation), clerk.actor


def invited(_by: Actor) -> tuple[Invitation, Join]:
    """Tell of an invitation that waits for its answer."""
    head, _clerk = head_of_an_organ()
    one = stories.invited(head.actor, head.seat.organisation, Role.ORGAN_CLERK)
    return one, Join("赵", people.hashed("another-ten-signs"), "1")


def leaving(_by: Actor) -> tuple[Member, Member, HandOver]:
    """Tell of a clerk who leaves, and a head who takes over."""
    head, clerk = head_of_an_organ()
    second = stories.another(head.seat.organisation, Role.ORGAN_HEAD, "另负责")
    return clerk, second, HandOver(head.person.public_id, date(2026, 11, 20), "退休")


PEOPLE: dict[str, tuple[Callable[[Actor], Any], Callable[[Any, Actor], Any]]] = {
    "change_password": (
        lambda by: stories.new_password("another-ten-signs"),
        lambda new, by: accounts.change_password(new, by=by, at=moment()),
    ),
    "ask_reset": (
        lambda by: AskReset(people.myself(by).contact),
        lambda asked, by: accounts.ask_reset(
            asked, stories.sent(), by=stories.VISITOR, at=moment()
        ),
    ),
    "reset_password": (
        asked_reset,
        lambda told, by: accounts.reset_password(*told, by=stories.VISITOR, at=moment()),
    ),
    "prove_factor": (
        lambda by: stories.code_at(moment()),
        lambda code, by: accounts.prove_factor(
            stories.SECRET, code, stories.RECOVERY, by=by, at=moment()
        ),
    ),
    "lend": (
        lambda by: head_of_an_organ(),
        lambda two, by: accounts.lend(
            two[0].seat, stories.lending(two[1]), by=two[0].actor, at=moment()
        ),
    ),
    "suspend": (
        lambda by: head_of_an_organ(),
        lambda two, by: accounts.suspend(
            two[1].seat, Because("核实"), by=two[0].actor, at=moment()
        ),
    ),
    "hand_over": (
        leaving,
        lambda told, by: accounts.hand_over(told[0].seat, told[2], by=told[1].actor, at=moment()),
    ),
    "invite": (
        lambda by: head_of_an_organ(),
        lambda two, by: stories.invited(two[0].actor, two[0].seat.organisation, Role.ORGAN_CLERK),
    ),
    "accept_invitation": (
        invited,
        lambda told, by: accounts.accept_invitation(*told, by=stories.VISITOR, at=moment()),
    ),
    "write_registration": (
        lambda by: cast.organ(),
        lambda organ, by: stories.written(organ),
    ),
    "accept_registration": (
        waiting,
        lambda told, by: accounts.accept_registration(
            told[0], Decide(told[0].version), by=told[1], at=moment()
        ),
    ),
    "return_registration": (
        waiting,
        lambda told, by: accounts.return_registration(
            told[0], Decide(told[0].version, "改名"), by=told[1], at=moment()
        ),
    ),
}


def branch(by: Actor) -> dict[str, Organisation]:
    """Tell of an organ with a unit, and another organ beside it."""
    organ = cast.organ()
    cast.unit("示范百货有限公司", organ)
    return {"organ": organ, "above": cast.organ("黄浦区职工总工会")}


def teamed(by: Actor) -> Team:
    """Tell of a team with somebody in it."""
    unit = cast.unit("示范百货有限公司", cast.organ())
    team = orgs.add_team(unit, AddTeam(name="前台班组"), by=by, at=moment())
    nominee = AddNominee(name="钱一", team=team.public_id)
    orgs.add_nominee(unit, nominee, by=by, at=moment())
    return team


def claimed_import(by: Actor) -> Import:
    """Tell of an import that a worker has begun: one organ and one unit below it."""
    cast.area()
    rows = (
        (3, {"kind": "unit", "name": "示范书店", "area": "黄浦区", "parent": "黄浦区总工会"}),
        (4, {"kind": "organ", "name": "黄浦区总工会", "area": "黄浦区", "channel": "union"}),
    )
    upload = UploadSheet(name="机构.xlsx", sha256="0" * 64, rows=rows, heads={})
    sheet = orgs.upload_sheet(upload, by=by, at=moment())
    orgs.request_import(sheet, by=by, at=moment())
    claimed = work.claim(Import, "w", moment())
    assert claimed
    return claimed


DEEDS: dict[str, tuple[Callable[[Actor], Any], Callable[[Any, Actor], Any]]] = {
    "draft": (
        lambda by: None,
        lambda _, by: notices.draft(Draft(worlds.text(), "k" * 32), by=by, at=moment()),
    ),
    "edit": (
        worlds.drafted,
        lambda n, by: notices.edit(n, Edit(worlds.text("改"), n.version), by=by, at=moment()),
    ),
    "attach": (
        worlds.drafted,
        lambda n, by: worlds.attached(n, n.version, by),
    ),
    "drop": (
        annexed_draft,
        lambda n, by: notices.drop(n, Drop(the_annex(n), n.version), by=by, at=moment()),
    ),
    "restore": (
        dropped_annex,
        lambda n, by: notices.restore(n, Drop(the_annex(n), n.version), by=by, at=moment()),
    ),
    "open_upload": (
        lambda by: None,
        lambda _, by: files.open_upload(Open("件.pdf", 9, "k" * 32), by=by, at=moment()),
    ),
    "cancel_upload": (
        lambda by: files.open_upload(Open("件.pdf", 9, "k" * 32), by=by, at=moment()),
        lambda u, by: files.cancel_upload(u, by=by, at=moment()),
    ),
    "retry": (
        failed_letter,
        lambda d, by: outbox.retry(d, Put(d.version), by=Actor.system("r"), at=moment()),
    ),
    "drop_letter": (
        failed_letter,
        lambda d, by: outbox.drop(d, Put(d.version, "理由"), by=Actor.system("r"), at=moment()),
    ),
    "publish": (
        annexed_draft,
        lambda n, by: notices.publish(n, Act(n.version), by=by, at=moment()),
    ),
    "correct": (
        edited,
        lambda n, by: notices.correct(n, Act(n.version, "日期写错了"), by=by, at=moment()),
    ),
    "withdraw": (
        worlds.published,
        lambda n, by: notices.withdraw(n, Act(n.version, "培训改期"), by=by, at=moment()),
    ),
    "discard": (
        worlds.drafted,
        lambda n, by: notices.discard(n, Act(n.version), by=by, at=moment()),
    ),
    "mark_all_read": (
        lambda by: outbox.post(
            "notices.published", to=[by.person], params={"title": "x"}, link="/", at=moment()
        ),
        lambda _, by: outbox.mark_all_read(by=by, at=moment("2026-11-11 09:00")),
    ),
    "wish": (
        lambda by: None,
        lambda _, by: outbox.wish(Wish({"notices": "daily"}, 0), by=by, at=moment()),
    ),
    "draft_words": (
        lambda by: None,
        lambda _, by: outbox.draft_words(worded(), by=by, at=moment()),
    ),
    "publish_words": (
        lambda by: outbox.draft_words(worded(), by=by, at=moment()),
        lambda t, by: outbox.publish_words(t, Put(t.version), by=by, at=moment()),
    ),
    "note_failed_sign_in": (
        lambda by: None,
        lambda _, by: accounts.note_failed_sign_in(
            SignIn("a@b", "x"), by=Actor.nobody("r", "203.0.113.9"), at=moment()
        ),
    ),
    "add_organisation": (
        lambda by: cast.area(),
        lambda area, by: orgs.add_organisation(
            orgs.AddOrganisation(
                kind="organ",
                name="黄浦区总工会",
                channel="union",
                area=area.public_id,
                key="k" * 32,
            ),
            by=by,
            at=moment(),
        ),
    ),
    "rename_organisation": (
        lambda by: cast.organ(),
        lambda organ, by: orgs.edit(
            organ,
            EditOrganisation(name="黄浦工会", version=1, reason="改名"),
            by=by,
            at=moment(),
        ),
    ),
    "move_organisation": (
        branch,
        lambda told, by: orgs.move(
            told["organ"],
            Move(
                version=1,
                reason="区划调整",
                channel="union",
                area=cast.area().public_id,
                parent=told["above"].public_id,
            ),
            by=by,
            at=moment(),
        ),
    ),
    "merge_organisation": (
        branch,
        lambda told, by: orgs.merge(
            told["organ"],
            Merge(version=1, into=told["above"].public_id, reason="合并"),
            by=by,
            at=moment(),
        ),
    ),
    "close_team": (
        teamed,
        lambda team, by: orgs.close_team(team, Turn(version=1, reason="撤并"), by=by, at=moment()),
    ),
    "apply_import": (
        claimed_import,
        lambda asked, by: orgs.apply_import(
            asked, {3: Found("x", "x"), 4: Found("y", "y")}, by=by, at=moment()
        ),
    ),
    "sign_out": (lambda by: None, lambda _, by: accounts.sign_out(by=by, at=moment())),
    **PEOPLE,
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_fault_leaves_all_or_nothing(name: str, clerk: Actor) -> None:
    begin, perform = DEEDS[name]
    thing = begin(clerk)
    before, tried = rows(), 0

    while True:
        tried += 1
        try:
            with connection.execute_wrapper(FaultAt(tried)):
                perform(thing, clerk)
        except Faulted:
            assert rows() == before, f"{name} left a half state at write {tried}"
        else:
            break

    assert rows() != before
    assert tried > 1


def test_a_fault_during_sign_in_leaves_nothing(company: dict[Role, Member]) -> None:
    proven = Proven(company[Role.EXPERT].person)
    before = rows()

    with pytest.raises(Faulted), connection.execute_wrapper(FaultAt(1)):
        accounts.sign_in(proven, by=Actor.nobody("r"), at=moment())

    assert rows() == before
