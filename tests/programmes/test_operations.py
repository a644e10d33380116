"""Does each deed with an edition happen, refuse, leave its entry, and yield to who was first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.cast import Member, moment
from tests.programmes import sample, stories

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import IllegalMove, NotAllowed, Refusal, RuleBroken, Stale
from hongbang.outbox.models import Message
from hongbang.programmes import operations as programmes
from hongbang.programmes import queries
from hongbang.programmes.models import (
    Category,
    Edition,
    EditionRevision,
    Override,
    Programme,
    Track,
)
from hongbang.programmes.rules.commands import (
    Act,
    AddProgramme,
    Amend,
    CloneEdition,
    DraftEdition,
    EditChapter,
    SetWorkday,
)
from hongbang.programmes.texts import REFUSALS

KEY = sha256_hex(b"one form")
LATER = moment("2026-11-11 09:00")
Deed = Callable[[Edition, Actor], object]


def last_entry() -> tuple[str, str, dict[str, str]]:
    entry = Entry.objects.order_by("-sequence")[0]
    said = Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value")
    return entry.verb, entry.seat, dict(said)


def later_steps() -> dict[str, Any]:
    made = sample.chapters()["timetable"]
    made["milestones"][0]["ends_on"] = "2026-11-12"
    return made


# --- programmes


def test_a_programme_is_kept_once(clerk: Actor) -> None:
    command = AddProgramme(code="star", name=" 明星 ", name_en="Stars", key=KEY)

    added = programmes.add_programme(command, by=clerk, at=moment())
    again = programmes.add_programme(command, by=clerk, at=LATER)

    assert (added.name, again, Programme.objects.count()) == ("明星", added, 1)
    assert last_entry()[:2] == ("programmes.programme.added", clerk.seat)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"name_en": ""}, "no_name"),
        ({"code": "Star"}, "bad_code"),
        ({"code": "9star"}, "bad_code"),
        ({"code": "service-star"}, "code_taken"),
    ],
)
def test_add_refuses_what_has_no_name_or_address(
    values: dict[str, str], code: str, clerk: Actor
) -> None:
    stories.added(clerk)
    given = {"code": "star", "name": "明星", "name_en": "Stars"} | values

    with pytest.raises(RuleBroken) as refused:
        programmes.add_programme(AddProgramme(**given), by=clerk, at=moment())

    assert refused.value.code == f"programmes.{code}"
    assert Programme.objects.count() == 1


# --- drafts


def test_draft_begins_an_edition_with_its_chapters(clerk: Actor) -> None:
    drafted = stories.drafted(clerk)

    assert (drafted.code, drafted.state, drafted.version) == ("service-star-2026", "draft", 1)
    assert (drafted.name, drafted.name_en) == ("2026年度服务之星", "Service Stars 2026")
    assert drafted.chapters == sample.chapters()
    assert drafted.digest == sha256_hex(canonical_json(sample.chapters()))
    assert [*Track.objects.values_list("key", "place")] == [("city", 1)]
    assert [*Category.objects.values_list("key", "kind", "quota")] == [("team", "team", 100)]
    verb, seat, said = last_entry()
    assert (verb, seat) == ("programmes.edition.drafted", clerk.seat)
    assert drafted.digest in said["digest"]


def test_draft_twice_with_one_key_makes_one(clerk: Actor) -> None:
    stories.added(clerk)
    command = DraftEdition(programme="service-star", year=2026, chapters={}, key=KEY)

    first = programmes.draft_edition(command, by=clerk, at=moment())
    again = programmes.draft_edition(command, by=clerk, at=LATER)

    assert (again, Edition.objects.count()) == (first, 1)


@pytest.mark.parametrize(
    ("year", "chapters", "code"),
    [
        (1999, {}, "bad_year"),
        (2101, {}, "bad_year"),
        (2026, {}, "year_taken"),
        (2027, {"colours": {}}, "unknown_chapter"),
        (2027, {"general": {"year": 2028, "name": sample.words("名")}}, "year_fixed"),
        (2027, {"review": {"readings": "five"}}, "not_whole"),
    ],
)
def test_draft_refuses_a_wrong_year_and_what_is_unsound(
    year: int, chapters: dict[str, Any], code: str, clerk: Actor
) -> None:
    stories.drafted(clerk)

    with pytest.raises(RuleBroken) as refused:
        stories.drafted(clerk, chapters, year)

    assert refused.value.code == f"programmes.{code}"
    assert Edition.objects.count() == 1


def test_a_chapter_is_written_and_projected(clerk: Actor) -> None:
    edition = stories.drafted(clerk)
    categories = sample.chapters()["categories"]
    categories["categories"][0] |= {"key": "group", "quota": 80}
    categories["categories"].append(categories["categories"][0] | {"key": "lost", "track": "x"})
    before = edition.digest

    edit = EditChapter(name="categories", content=categories, version=edition.version)
    edited = programmes.edit_chapter(edition, edit, by=clerk, at=LATER)

    assert (edited.version, edited.changed_at) == (2, LATER)
    assert stories.fresh(edition).digest != before
    assert [*Category.objects.values_list("key", "quota")] == [("group", 80)]
    assert last_entry()[2]["chapter"] == "categories"


def test_an_empty_chapter_is_taken_out(clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    edit = EditChapter(name="tracks", content={"tracks": []}, version=edition.version)
    programmes.edit_chapter(edition, edit, by=clerk, at=LATER)

    assert "tracks" not in stories.fresh(edition).chapters
    assert (Track.objects.count(), Category.objects.count()) == (0, 0)


def test_a_chapter_may_be_unfinished_but_not_unsound(clerk: Actor) -> None:
    edition = stories.drafted(clerk, {})
    half = {"criteria": [{"key": "story", "name": sample.words("事迹"), "weight": 60}]}
    programmes.edit_chapter(
        edition, EditChapter(name="review", content=half, version=1), by=clerk, at=LATER
    )

    nameless = {"criteria": [{"key": "story", "weight": 60}]}
    edit = EditChapter(name="review", content=nameless, version=2)
    with pytest.raises(RuleBroken) as refused:
        programmes.edit_chapter(edition, edit, by=clerk, at=LATER)

    assert refused.value.code == "programmes.key_missing"
    assert refused.value.params["place"] == "criteria.story.name"
    assert stories.fresh(edition).chapters == {"review": half}


def test_edit_refuses_another_year_and_an_unknown_chapter(clerk: Actor) -> None:
    edition = stories.drafted(clerk)
    general = sample.chapters()["general"] | {"year": 2027, "starts_on": "2027-01-01"}
    general["ends_on"] = "2027-12-31"

    for name, content, code in [
        ("general", general, "year_fixed"),
        ("colours", {}, "unknown_chapter"),
    ]:
        edit = EditChapter(name=name, content=content, version=1)
        with pytest.raises(RuleBroken) as refused:
            programmes.edit_chapter(edition, edit, by=clerk, at=LATER)
        assert refused.value.code == f"programmes.{code}"


def test_a_clone_begins_another_year(clerk: Actor) -> None:
    edition = stories.drafted(clerk)
    command = CloneEdition(year=2027, key=KEY)

    begun = programmes.clone_edition(edition, command, by=clerk, at=LATER)
    again = programmes.clone_edition(edition, command, by=clerk, at=LATER)

    assert (begun.code, begun.cloned_from, again) == ("service-star-2027", edition, begun)
    assert begun.name == "2027年度服务之星"
    assert "approval_reference" not in begun.chapters["general"]
    assert queries.before(begun) == edition
    assert last_entry()[0] == "programmes.edition.cloned"
    for year, code in [(2026, "year_taken"), (3000, "bad_year")]:
        with pytest.raises(RuleBroken) as refused:
            programmes.clone_edition(edition, CloneEdition(year=year), by=clerk, at=LATER)
        assert refused.value.code == f"programmes.{code}"


def test_a_discarded_draft_frees_its_year(clerk: Actor) -> None:
    edition = stories.drafted(clerk)

    gone = programmes.discard_edition(edition, Act(version=1), by=clerk, at=LATER)
    anew = stories.drafted(clerk)

    assert (gone.state, anew.code) == ("discarded", gone.code)
    assert queries.by_code(clerk, anew.code) == anew


# --- in public


@pytest.mark.usefixtures("usable")
def test_publish_opens_an_edition_pins_its_sheets_and_tells(head: Actor) -> None:
    edition = stories.drafted(head)

    opened = programmes.publish_edition(edition, Act(version=1), by=head, at=LATER)

    assert (opened.state, opened.published_at) == ("published", LATER)
    assert opened.pins == {"team_form": 1, "team_score": 2}
    verb, seat, said = last_entry()
    assert (verb, seat) == ("programmes.edition.published", head.seat)
    assert "示范批〔2026〕1号" in said["approval"]
    told = Message.objects.filter(code="programmes.published")
    assert told.exists()
    assert head.person not in set(told.values_list("to", flat=True))
    assert queries.current(date(2026, 11, 11)) == opened
    assert queries.current(date(2026, 11, 10)) is None


@pytest.mark.usefixtures("usable")
@pytest.mark.parametrize("key", ["approval_reference", "approval_body", "approved_on"])
def test_nothing_is_published_without_approval(key: str, head: Actor) -> None:
    made = sample.chapters()
    del made["general"][key]
    edition = stories.drafted(head, made)

    with pytest.raises(RuleBroken) as refused:
        programmes.publish_edition(edition, Act(version=1), by=head, at=LATER)

    assert refused.value.code == "programmes.missing_approval"
    assert stories.fresh(edition).state == "draft"


@pytest.mark.usefixtures("usable")
def test_publish_refuses_the_first_fault_and_names_it(head: Actor) -> None:
    made = sample.chapters()
    made["categories"]["categories"][0]["form"] = "lost"
    edition = stories.drafted(head, made)

    with pytest.raises(RuleBroken) as refused:
        programmes.publish_edition(edition, Act(version=1), by=head, at=LATER)

    assert refused.value.code == "programmes.unknown_sheet"
    assert refused.value.params["place"] == "categories.team.form"


def test_every_item_that_must_be_there_has_a_refusal(head: Actor) -> None:
    items = [item for item in queries.list_of_missing(stories.drafted(head, {})) if item.is_must]

    assert {f"programmes.missing_{item.code}" for item in items} <= set(REFUSALS)


@pytest.mark.usefixtures("usable")
def test_amend_keeps_what_stood_and_says_why(head: Actor) -> None:
    edition = stories.published(head)
    before = edition.chapters["timetable"]

    amend = Amend(name="timetable", content=later_steps(), reason=" 台风 ", version=2)
    revision = programmes.amend(edition, amend, by=head, at=LATER)

    now = stories.fresh(edition)
    assert now.chapters["timetable"] == revision.after == later_steps()
    assert (revision.place, revision.before, revision.reason) == (1, before, "台风")
    assert now.digest == sha256_hex(canonical_json(now.chapters))
    assert queries.revisions(now) == [revision]
    assert last_entry()[0] == "programmes.edition.amended"
    assert Message.objects.filter(code="programmes.amended").exists()


@pytest.mark.usefixtures("usable")
@pytest.mark.parametrize(
    ("name", "content", "reason", "code"),
    [
        ("conditions", {}, "改", "not_amendable"),
        ("timetable", later_steps(), " ", "no_reason"),
        ("timetable", sample.chapters()["timetable"], "改", "nothing_changed"),
        ("timetable", {}, "改", "chapter_missing"),
        ("contacts", {"contacts": [{"host": "nobody"}]}, "改", "unknown_reference"),
    ],
)
def test_amend_refuses(
    name: str, content: dict[str, Any], reason: str, code: str, head: Actor
) -> None:
    edition = stories.published(head)

    amend = Amend(name=name, content=content, reason=reason, version=2)
    with pytest.raises(RuleBroken) as refused:
        programmes.amend(edition, amend, by=head, at=LATER)

    assert refused.value.code == f"programmes.{code}"
    assert not EditionRevision.objects.exists()
    assert stories.fresh(edition).chapters == sample.chapters()


@pytest.mark.usefixtures("usable")
def test_a_published_edition_is_no_longer_edited(head: Actor) -> None:
    edition = stories.published(head)

    edit = EditChapter(name="timetable", content=later_steps(), version=2)
    with pytest.raises(IllegalMove) as refused:
        programmes.edit_chapter(edition, edit, by=head, at=LATER)

    assert refused.value.code == "programmes.not_editable"


@pytest.mark.usefixtures("usable")
def test_a_closed_edition_stays_public(head: Actor) -> None:
    edition = stories.published(head)

    closed = programmes.close_edition(
        edition, Act(version=2), by=head, at=moment("2020-01-01 00:00")
    )

    assert (closed.state, closed.closed_at) == ("closed", edition.published_at)
    assert queries.public_edition(edition.code) == closed
    assert [*queries.public_editions()] == [closed]


# --- seats, states, versions

DEEDS: dict[str, Deed] = {
    "edit": lambda one, by: programmes.edit_chapter(
        one, EditChapter(name="texts", content={}, version=one.version), by=by, at=LATER
    ),
    "discard": lambda one, by: programmes.discard_edition(
        one, Act(version=one.version), by=by, at=LATER
    ),
    "publish": lambda one, by: programmes.publish_edition(
        one, Act(version=one.version), by=by, at=LATER
    ),
    "amend": lambda one, by: programmes.amend(
        one,
        Amend(name="timetable", content=later_steps(), reason="改", version=one.version),
        by=by,
        at=LATER,
    ),
    "close": lambda one, by: programmes.close_edition(
        one, Act(version=one.version), by=by, at=LATER
    ),
}
BEGINNING = {"amend": stories.published, "close": stories.published}


@pytest.mark.usefixtures("usable")
@pytest.mark.parametrize("verb", DEEDS)
def test_who_comes_second_is_told(verb: str, head: Actor) -> None:
    edition = BEGINNING.get(verb, stories.drafted)(head)
    edition.version -= 1

    with pytest.raises(Stale):
        DEEDS[verb](edition, head)


@pytest.mark.usefixtures("usable")
@pytest.mark.parametrize("verb", DEEDS)
def test_another_seat_is_refused_and_recorded(
    verb: str, head: Actor, company: dict[Role, Member]
) -> None:
    edition = BEGINNING.get(verb, stories.drafted)(head)

    with pytest.raises(NotAllowed):
        DEEDS[verb](edition, company[Role.AUDITOR].actor)

    assert last_entry()[0] == "audit.deed.refused"


@pytest.mark.parametrize("verb", ["publish", "amend", "close", "discard"])
def test_a_discarded_edition_moves_no_more(verb: str, head: Actor) -> None:
    edition = stories.drafted(head)
    programmes.discard_edition(edition, Act(version=1), by=head, at=LATER)

    with pytest.raises(IllegalMove) as refused:
        DEEDS[verb](stories.fresh(edition), head)

    assert refused.value.code == "programmes.no_such_move"


# --- days


def test_a_day_is_set_set_anew_and_taken_back(clerk: Actor) -> None:
    day = date(2026, 11, 14)
    programmes.set_workday(
        SetWorkday(day=day, is_worked=True, reason="补班"), by=clerk, at=moment()
    )
    assert queries.calendar().is_workday(day)

    programmes.set_workday(SetWorkday(day=day, is_worked=False, reason="取消"), by=clerk, at=LATER)
    assert [*Override.objects.values_list("is_worked", "reason")] == [(False, "取消")]

    programmes.unset_workday(day, by=clerk, at=LATER)
    assert not Override.objects.exists()
    assert last_entry()[0] == "programmes.workday.unset"


def test_a_day_wants_a_reason_and_must_be_there(clerk: Actor) -> None:
    day = date(2026, 11, 14)
    acts: list[tuple[Callable[[], object], str]] = [
        (
            lambda: programmes.set_workday(
                SetWorkday(day=day, is_worked=True, reason=" "), by=clerk, at=LATER
            ),
            "no_day_reason",
        ),
        (lambda: programmes.unset_workday(day, by=clerk, at=LATER), "day_missing"),
    ]
    for act, code in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == f"programmes.{code}"


def test_an_export_is_recorded(clerk: Actor) -> None:
    programmes.note_export("全部", by=clerk, at=LATER)

    assert last_entry()[0] == "programmes.directory.exported"
