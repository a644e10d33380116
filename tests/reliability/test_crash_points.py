"""After a fault at any write of any deed, is everything as before, or wholly done? (R06)

A fault is raised at the k-th writing statement, for k = 1, 2, … until the deed passes.
After each fault the rows, the ledger and the inbox must stand as they stood before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests import worlds
from tests.cast import Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts.queries import Proven, SignIn
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Open
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.notices import operations as notices
from hongbang.notices.queries import Notice
from hongbang.notices.rules.commands import Act, Draft, Drop, Edit
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.commands import Act as Put
from hongbang.outbox.rules.commands import Wish, Word
from hongbang.outbox.rules.letters import Words
from hongbang.outbox.rules.recipients import Recipient

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
    "sign_out": (lambda by: None, lambda _, by: accounts.sign_out(by=by, at=moment())),
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
