"""Does each deed with a notice happen, refuse, leave its entry, and yield to who was first?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests import worlds
from tests.cast import Member, moment
from tests.files import samples

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import IllegalMove, NotAllowed, Refusal, RuleBroken, Stale
from hongbang.notices import operations as notices
from hongbang.notices import queries
from hongbang.notices.models import Notice, Revision
from hongbang.notices.rules.commands import Act, Draft, Drop, Edit
from hongbang.outbox.models import Message

KEY = sha256_hex(b"one form")


def last_entry() -> tuple[str, str, dict[str, str]]:
    entry = Entry.objects.order_by("-sequence")[0]
    said = Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value")
    return entry.verb, entry.seat, dict(said)


def test_draft_begins_a_notice(clerk: Actor) -> None:
    drafted = notices.draft(Draft(worlds.text(), KEY), by=clerk, at=moment())

    assert (drafted.state, drafted.version, drafted.revision) == ("draft", 1, 0)
    verb, seat, said = last_entry()
    assert (verb, seat) == ("notices.notice.drafted", clerk.seat)
    assert "关于申报的通知" in said["title"]


def test_draft_twice_with_one_key_makes_one(clerk: Actor) -> None:
    first = notices.draft(Draft(worlds.text(), KEY), by=clerk, at=moment())
    again = notices.draft(Draft(worlds.text(), KEY), by=clerk, at=moment("2026-11-10 11:00"))

    assert again.public_id == first.public_id
    assert Notice.objects.count() == 1


def test_draft_refuses_another_text_under_the_same_key(clerk: Actor) -> None:
    notices.draft(Draft(worlds.text(), KEY), by=clerk, at=moment())

    with pytest.raises(RuleBroken) as refused:
        notices.draft(Draft(worlds.text("另一份"), KEY), by=clerk, at=moment())

    assert refused.value.code == "audit.once_differs"


def test_draft_cleans_what_was_pasted(clerk: Actor) -> None:
    pasted = worlds.text(body='<p onclick="x()">一<script>alert(1)</script></p>')

    drafted = notices.draft(Draft(pasted, KEY), by=clerk, at=moment())

    assert drafted.body_html == "<p>一</p>"


@pytest.mark.django_db
def test_draft_refuses_where_no_office_is_registered() -> None:
    with pytest.raises(RuleBroken) as refused:
        notices.draft(Draft(worlds.text(), KEY), by=Actor.system("t"), at=moment())

    assert refused.value.code == "notices.no_office"


def test_edit_changes_the_text_at_work_only(clerk: Actor) -> None:
    notice = worlds.published(clerk)

    notices.edit(notice, Edit(worlds.text("改过"), notice.version), by=clerk, at=moment())

    kept = worlds.fresh(notice)
    assert (kept.title, kept.public_title, kept.state) == ("改过", "关于申报的通知", "published")
    assert queries.has_unpublished_changes(kept)


def test_edit_refuses_a_closed_notice(clerk: Actor) -> None:
    notice = worlds.withdrawn(clerk)

    with pytest.raises(IllegalMove) as refused:
        notices.edit(notice, Edit(worlds.text("改"), notice.version), by=clerk, at=moment())

    assert refused.value.code == "notices.not_editable"


def test_publish_makes_the_text_public(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)

    revision = notices.publish(notice, Act(notice.version), by=clerk, at=moment())

    kept = worlds.fresh(notice)
    assert (kept.state, kept.revision, kept.published_at) == ("published", 1, moment())
    assert (revision.place, revision.title, revision.reason) == (1, kept.title, "")
    assert last_entry()[0] == "notices.notice.published"


def test_publish_tells_office_hosts_and_auditor(company: dict[Role, Member], clerk: Actor) -> None:
    worlds.published(clerk)

    told = set(Message.objects.values_list("to", flat=True))
    asked = (Role.OFFICE_HEAD, Role.HOST_APPROVER, Role.AUDITOR)  # not the one who did it
    assert told == {company[role].person.public_id for role in asked}


def test_publish_refuses_an_empty_body_and_keeps_the_draft(clerk: Actor) -> None:
    notice = worlds.drafted(clerk, body="")

    with pytest.raises(RuleBroken) as refused:
        notices.publish(notice, Act(notice.version), by=clerk, at=moment())

    assert refused.value.code == "notices.no_body"
    assert worlds.fresh(notice).state == "draft"
    verb, seat, said = last_entry()
    assert (verb, seat) == ("audit.deed.refused", clerk.seat)
    assert "notices.no_body" in said["code"]
    assert Message.objects.count() == 0


def test_publish_refuses_what_is_public_already(clerk: Actor) -> None:
    notice = worlds.published(clerk)

    with pytest.raises(IllegalMove) as refused:
        notices.publish(notice, Act(notice.version), by=clerk, at=moment())

    assert refused.value.code == "notices.no_such_move"


def test_correct_keeps_the_earlier_text_and_the_reason(clerk: Actor) -> None:
    notice = worlds.corrected(clerk)

    texts = [(text.place, text.body_html, text.reason) for text in queries.revisions(notice)]
    assert notice.state == "corrected"
    assert texts == [
        (2, "<p>十一月十一日截止。</p>", "日期写错了"),
        (1, "<p>十一月十日截止。</p>", ""),
    ]
    assert notice.published_at == moment()
    assert not queries.has_unpublished_changes(notice)


def test_correct_refuses_without_a_change(clerk: Actor) -> None:
    notice = worlds.published(clerk)

    with pytest.raises(RuleBroken) as refused:
        notices.correct(notice, Act(notice.version, "日期写错了"), by=clerk, at=moment())

    assert refused.value.code == "notices.nothing_changed"


def test_withdraw_marks_and_keeps(clerk: Actor) -> None:
    notice = worlds.withdrawn(clerk)

    assert (notice.state, notice.withdrawn_reason) == ("withdrawn", "培训改期")
    assert Revision.objects.filter(notice=notice).count() == 1
    assert last_entry()[0] == "notices.notice.withdrawn"


def test_withdraw_refuses_without_a_reason(clerk: Actor) -> None:
    notice = worlds.published(clerk)

    with pytest.raises(RuleBroken) as refused:
        notices.withdraw(notice, Act(notice.version, " "), by=clerk, at=moment())

    assert refused.value.code == "notices.no_reason"


def test_discard_lays_a_draft_aside(clerk: Actor) -> None:
    notice = worlds.discarded(clerk)

    assert notice.state == "discarded"
    assert last_entry()[0] == "notices.notice.discarded"


def test_attach_becomes_public_with_the_next_text(clerk: Actor) -> None:
    notice = worlds.published(clerk)
    annex = worlds.annexed(notice, clerk)
    before = [*queries.annexes_of(worlds.fresh(notice), 1)]

    act = Act(worlds.fresh(notice).version, "补上附件")
    notices.correct(notice, act, by=clerk, at=moment("2026-11-10 11:00"))

    assert before == []
    assert [*queries.annexes_of(worlds.fresh(notice), 2)] == [annex]
    assert [*queries.annexes_of(worlds.fresh(notice), 1)] == []


def test_attach_refuses_what_is_no_document(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)

    with pytest.raises(RuleBroken) as refused:
        worlds.attached(notice, notice.version, clerk, "程序", b"MZ\x90")

    assert refused.value.code == "files.kind"
    assert notice.annexes.count() == 0


def listed(*words: str) -> bytes:
    return samples.docx(body=samples.paragraph(*words))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("110105", "19491231002X"), "notices.annex_id_number"),
        (("138", "00138000"), "notices.annex_mobile"),
        (("138", "00138000", " 11010519491231002X"), "notices.annex_both_numbers"),
    ],
)
def test_publish_refuses_an_annex_with_a_number_in_it(
    words: tuple[str, ...], code: str, clerk: Actor
) -> None:
    notice = worlds.drafted(clerk)
    worlds.annexed(notice, clerk, "名单", listed(*words))

    with pytest.raises(RuleBroken) as refused:
        notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    assert (refused.value.code, refused.value.params["title"]) == (code, "名单")
    assert (worlds.fresh(notice).state, Revision.objects.count()) == ("draft", 0)
    assert code in last_entry()[2]["code"]


def test_correct_refuses_an_annex_with_a_number_until_it_is_dropped(clerk: Actor) -> None:
    notice = worlds.published(clerk)
    bad = worlds.annexed(notice, clerk, "名单", listed("13800138000"))
    worlds.annexed(notice, clerk, "改好的名单", listed("138****8000"))

    def correct() -> Revision:
        act = Act(worlds.fresh(notice).version, "补上名单")
        return notices.correct(notice, act, by=clerk, at=moment("2026-11-10 11:00"))

    with pytest.raises(RuleBroken) as refused:
        correct()
    drop = Drop(bad.public_id, worlds.fresh(notice).version)
    notices.drop(notice, drop, by=clerk, at=moment("2026-11-10 11:01"))

    assert refused.value.code == "notices.annex_mobile"
    assert correct().place == 2
    assert queries.annex_titles(worlds.fresh(notice), 2) == ["改好的名单"]


def test_publish_takes_an_annex_that_nobody_could_read(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    worlds.annexed(notice, clerk, "照片", samples.png())

    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    assert worlds.fresh(notice).state == "published"


def test_drop_takes_an_annex_out_from_the_next_text_on(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    drop = Drop(annex.public_id, worlds.fresh(notice).version)
    notices.drop(notice, drop, by=clerk, at=moment("2026-11-10 11:00"))
    act = Act(worlds.fresh(notice).version, "附件传错了")
    notices.correct(notice, act, by=clerk, at=moment("2026-11-10 11:10"))

    kept = worlds.fresh(notice)
    assert [*queries.annexes_of(kept, 1)] == [annex]
    assert [*queries.annexes_of(kept, 2)] == []


def test_restore_puts_an_annex_back(clerk: Actor) -> None:
    notice = worlds.published(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.drop(notice, Drop(annex.public_id, worlds.fresh(notice).version), by=clerk, at=moment())
    out = [*queries.annexes_taken_out(notice)]

    restore = Drop(annex.public_id, worlds.fresh(notice).version)
    notices.restore(notice, restore, by=clerk, at=moment())

    kept = worlds.fresh(notice)
    assert out == [annex]
    assert ([*queries.annexes_taken_out(kept)], [*queries.annexes_at_work(kept)]) == ([], [annex])
    verb, seat, said = last_entry()
    assert (verb, seat, said["title"]) == ("notices.annex.restored", clerk.seat, "附件1")


def test_restore_refuses_what_stands_or_has_left_with_a_text(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    def restore() -> str:
        again = Drop(annex.public_id, worlds.fresh(notice).version)
        with pytest.raises(RuleBroken) as refused:
            notices.restore(notice, again, by=clerk, at=moment())
        return refused.value.code

    standing = restore()
    notices.drop(notice, Drop(annex.public_id, worlds.fresh(notice).version), by=clerk, at=moment())
    act = Act(worlds.fresh(notice).version, "附件传错了")
    notices.correct(notice, act, by=clerk, at=moment("2026-11-10 11:10"))

    assert (standing, restore()) == ("notices.annex_stands", "notices.annex_stands")


def test_restore_yields_to_who_was_first(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.drop(notice, Drop(annex.public_id, worlds.fresh(notice).version), by=clerk, at=moment())

    with pytest.raises(Stale):
        notices.restore(notice, Drop(annex.public_id, 1), by=clerk, at=moment())


def test_publish_never_shows_an_annex_that_was_dropped_before(clerk: Actor) -> None:
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    drop = Drop(annex.public_id, worlds.fresh(notice).version)
    notices.drop(notice, drop, by=clerk, at=moment())

    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())

    kept = worlds.fresh(notice)
    assert [*queries.annexes_of(kept, 1)] == []
    assert not queries.has_unpublished_changes(kept)


Begin = Callable[..., Notice]
MOVES: dict[str, tuple[Begin, Callable[[Notice, int, Actor], Any]]] = {
    "edit": (
        worlds.published,
        lambda n, v, by: notices.edit(n, Edit(worlds.text("改"), v), by=by, at=moment()),
    ),
    "publish": (
        worlds.drafted,
        lambda n, v, by: notices.publish(n, Act(v), by=by, at=moment()),
    ),
    "withdraw": (
        worlds.published,
        lambda n, v, by: notices.withdraw(n, Act(v, "培训改期"), by=by, at=moment()),
    ),
    "discard": (
        worlds.drafted,
        lambda n, v, by: notices.discard(n, Act(v), by=by, at=moment()),
    ),
    "attach": (
        worlds.drafted,
        worlds.attached,
    ),
}


@pytest.mark.parametrize("verb", MOVES)
def test_every_move_yields_to_who_was_first(verb: str, clerk: Actor) -> None:
    begin, perform = MOVES[verb]
    notice = begin(clerk)

    with pytest.raises(Stale) as refused:
        perform(notice, notice.version - 1, clerk)

    assert refused.value.code == "audit.stale"
    assert worlds.fresh(notice).version == notice.version


@pytest.mark.parametrize("verb", MOVES)
def test_every_move_refuses_other_seats(
    verb: str, company: dict[Role, Member], clerk: Actor
) -> None:
    begin, perform = MOVES[verb]
    notice = begin(clerk)
    entries = Entry.objects.count()

    for role in (Role.AUDITOR, Role.SYSTEM_ADMIN, Role.HOST_APPROVER):
        with pytest.raises(Refusal) as refused:
            perform(notice, notice.version, company[role].actor)
        assert isinstance(refused.value, NotAllowed) or refused.value.code == "notices.missing"

    assert worlds.fresh(notice).version == notice.version
    assert Entry.objects.count() == entries + 3
