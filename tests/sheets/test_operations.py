"""Does each deed happen, refuse, leave its entry and see that somebody was faster?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Member, moment
from tests.sheets.samples import TEAM, question, sheet, words
from tests.sheets.stories import discarded, drafted, published, renewed

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, RuleBroken, Stale
from hongbang.sheets import operations as sheets
from hongbang.sheets import queries
from hongbang.sheets.models import Sheet
from hongbang.sheets.rules.commands import Act, DraftSheet, EditSheet
from hongbang.sheets.rules.keeping import digest

LATER = moment("2026-11-10 15:00")


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="sheets.").order_by("sequence")
    return [*found.values_list("verb", flat=True)]


def refused() -> int:
    return Entry.objects.filter(verb="audit.deed.refused").count()


def test_draft_begins_a_family(clerk: Actor) -> None:
    content = sheet(question("a", "whole"), title=words("申报表", "Form"))

    begun = sheets.draft(DraftSheet("team_form", content), by=clerk, at=moment())

    kept = Sheet.objects.get(pk=begun.pk)
    assert (kept.code, kept.number, kept.state, kept.kind) == (
        *("team_form", 1, "draft", "application"),
    )
    assert (kept.title, kept.title_en, kept.content) == ("申报表", "Form", content)
    assert kept.digest == digest(content)
    assert verbs() == ["sheets.sheet.drafted"]
    said = dict(Disclosure.objects.values_list("name", "value"))
    assert "team_form@1" in str(said)


@pytest.mark.parametrize(
    ("code", "content", "why"),
    [
        ("Team", sheet(), "sheets.code_odd"),
        ("team", {"title": words("表")}, "sheets.no_kind"),
        ("team", sheet(x=0.5), "sheets.not_plain"),
        ("team_form", sheet(), "sheets.code_taken"),
    ],
)
def test_draft_refuses(clerk: Actor, code: str, content: dict[str, Any], why: str) -> None:
    published(clerk)

    with pytest.raises(RuleBroken) as no:
        sheets.draft(DraftSheet(code, content), by=clerk, at=moment())

    assert no.value.code == why
    assert Sheet.objects.count() == 1
    assert refused() == 1


def test_edit_changes_a_draft_and_may_leave_it_unfinished(clerk: Actor) -> None:
    begun = drafted(clerk)
    content = sheet(question("a", "choice"), title={"zh": "没写完"})

    edited = sheets.edit(begun, EditSheet(content, begun.version), by=clerk, at=LATER)

    kept = Sheet.objects.get(pk=begun.pk)
    assert (kept.content, kept.version, kept.title, kept.title_en) == (content, 2, "没写完", "")
    assert (kept.digest, kept.changed_at) == (digest(content), LATER)
    assert edited.content == content
    assert verbs() == ["sheets.sheet.drafted", "sheets.sheet.edited"]


def test_edit_is_stale_after_a_colleague(clerk: Actor) -> None:
    begun = drafted(clerk)
    first = EditSheet(sheet(question("a", "whole")), begun.version)
    sheets.edit(begun, first, by=clerk, at=LATER)

    with pytest.raises(Stale):
        sheets.edit(begun, EditSheet(sheet(), 1), by=clerk, at=LATER)

    assert Sheet.objects.get().content == first.content
    assert refused() == 1


@pytest.mark.parametrize("story", [published, discarded])
def test_edit_refuses_what_is_no_draft(story: Any, clerk: Actor) -> None:
    closed = story(clerk)

    with pytest.raises(IllegalMove) as no:
        sheets.edit(closed, EditSheet(sheet(), closed.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.not_editable"
    assert Sheet.objects.get().content == closed.content


def test_edit_refuses_another_kind_in_a_later_version(clerk: Actor) -> None:
    second = renewed(clerk)
    content = sheet(question("a", "whole"), kind="survey")

    with pytest.raises(RuleBroken) as no:
        sheets.edit(second, EditSheet(content, second.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.kind_stays"


def test_publish_keeps_the_canonical_form_and_its_digest(clerk: Actor) -> None:
    begun = drafted(clerk, content=sheet(question("a", "whole", required=False, help={})))

    done = sheets.publish(begun, Act(begun.version), by=clerk, at=LATER)

    kept = Sheet.objects.get()
    assert (kept.state, kept.published_at) == ("published", LATER)
    assert kept.content == sheet(question("a", "whole"))
    assert kept.digest == digest(kept.content) == done.digest
    assert verbs() == ["sheets.sheet.drafted", "sheets.sheet.published"]


def test_publish_refuses_a_fault_with_its_place(clerk: Actor) -> None:
    begun = drafted(clerk, content=sheet(question("a", "choice")))

    with pytest.raises(RuleBroken) as no:
        sheets.publish(begun, Act(begun.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.faulty"
    assert no.value.params["place"] == "sections.main.fields.a.options"
    assert Sheet.objects.get().state == "draft"
    assert refused() == 1


def test_publish_refuses_a_sheet_without_questions(clerk: Actor) -> None:
    begun = drafted(clerk, content=sheet())

    with pytest.raises(RuleBroken) as no:
        sheets.publish(begun, Act(begun.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.empty"


def test_publish_refuses_a_version_like_the_one_before(clerk: Actor) -> None:
    second = renewed(clerk)

    with pytest.raises(RuleBroken) as no:
        sheets.publish(second, Act(second.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.nothing_changed"


def test_publish_and_discard_are_stale_after_a_colleague(clerk: Actor) -> None:
    begun = drafted(clerk)
    sheets.edit(begun, EditSheet(TEAM, begun.version), by=clerk, at=LATER)

    for act in (sheets.publish, sheets.discard):
        with pytest.raises(Stale):
            act(begun, Act(1), by=clerk, at=LATER)

    assert Sheet.objects.get().state == "draft"


@pytest.mark.parametrize("act", [sheets.publish, sheets.discard])
@pytest.mark.parametrize("story", [published, discarded])
def test_what_is_no_draft_does_not_move(act: Any, story: Any, clerk: Actor) -> None:
    closed = story(clerk)

    with pytest.raises(IllegalMove) as no:
        act(closed, Act(closed.version), by=clerk, at=LATER)

    assert no.value.code == "sheets.no_such_move"


def test_discard_lays_a_draft_aside(clerk: Actor) -> None:
    laid = discarded(clerk)

    assert (laid.state, Sheet.objects.get().state) == ("discarded", "discarded")
    assert verbs() == ["sheets.sheet.drafted", "sheets.sheet.discarded"]


def test_a_new_version_copies_the_latest_published(clerk: Actor) -> None:
    first = published(clerk)

    second = sheets.new_version(first, by=clerk, at=LATER)

    assert (second.code, second.number, second.state) == (first.code, 2, "draft")
    assert second.content == first.content
    assert verbs()[-1] == "sheets.version.drafted"
    assert Entry.objects.order_by("sequence").last().subjects[0][2] == second.public_id  # type: ignore[union-attr]  # there is one


def test_a_discarded_number_is_not_used_again(clerk: Actor) -> None:
    second = renewed(clerk)
    sheets.discard(second, Act(second.version), by=clerk, at=LATER)

    third = sheets.new_version(second, by=clerk, at=LATER)

    assert third.number == 3
    assert third.content == queries.published("team_form").content


def test_a_family_that_was_only_discarded_begins_again(clerk: Actor) -> None:
    laid = discarded(clerk)

    again = sheets.new_version(laid, by=clerk, at=LATER)

    assert (again.number, again.content) == (2, laid.content)


def test_a_second_draft_is_refused(clerk: Actor) -> None:
    second = renewed(clerk)

    with pytest.raises(RuleBroken) as no:
        sheets.new_version(second, by=clerk, at=LATER)

    assert no.value.code == "sheets.has_draft"
    assert Sheet.objects.count() == 2


def test_an_export_is_noted(clerk: Actor) -> None:
    sheets.note_export("全部", by=clerk, at=LATER)

    assert verbs() == ["sheets.list.exported"]


@pytest.mark.parametrize(("role", "why"), [(Role.AUDITOR, "sheets.auditor_reads")])
def test_who_may_not_write_is_refused(
    role: Role, why: str, company: dict[Role, Member], clerk: Actor
) -> None:
    begun, by = drafted(clerk), company[role].actor
    acts: list[Any] = [
        lambda: sheets.draft(DraftSheet("x", sheet()), by=by, at=LATER),
        lambda: sheets.edit(begun, EditSheet(sheet(), 1), by=by, at=LATER),
        lambda: sheets.publish(begun, Act(1), by=by, at=LATER),
        lambda: sheets.discard(begun, Act(1), by=by, at=LATER),
        lambda: sheets.new_version(begun, by=by, at=LATER),
    ]

    for act in acts:
        with pytest.raises(NotAllowed) as no:
            act()
        assert no.value.code == why

    assert refused() == len(acts)


def test_a_stranger_finds_no_draft(company: dict[Role, Member], clerk: Actor) -> None:
    begun = drafted(clerk)

    with pytest.raises(Refusal) as no:
        sheets.edit(begun, EditSheet(sheet(), 1), by=company[Role.EXPERT].actor, at=LATER)

    assert isinstance(no.value, NotFound)


def test_the_system_may_load_sheets(db: None) -> None:
    system = Actor.system("load")

    done = published(system)

    assert done.state == "published"
