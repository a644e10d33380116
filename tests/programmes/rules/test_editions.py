from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes import sample

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.changes import Change, changes, since
from hongbang.programmes.rules.chapters import faults
from hongbang.programmes.rules.checking import day_of, decimal_of, tidy
from hongbang.programmes.rules.cloning import cloned, moved_day, moved_words
from hongbang.programmes.rules.opening import checklist, missing
from hongbang.programmes.rules.shapes import named_rows
from hongbang.programmes.rules.workdays import Calendar


def test_a_clone_moves_with_the_year_and_leaves_its_approval_behind() -> None:
    before = sample.chapters()
    before["appointments"]["bodies"][0]["appointed_on"] = "2026-09-01"

    made = cloned(before, 2027, {"team_form": 3})

    assert made["general"]["year"] == 2027
    assert made["general"]["name"] == sample.words("2027年度服务之星", "Service Stars 2027")
    assert made["general"]["starts_on"] == "2027-10-19"
    assert made["general"]["basis"] == before["general"]["basis"]
    assert {"approval_reference", "approved_on"} & set(made["general"]) == set()
    assert made["categories"]["categories"][0]["form"] == "team_form@3"
    assert "appointed_on" not in made["appointments"]["bodies"][0]
    assert faults(made, [*sample.SHEETS, "team_form@3"]) == ()
    assert [item.code for item in missing(made, [*sample.SHEETS, "team_form@3"])] == ["approval"]


def test_nothing_changed_since_last_year_but_what_moves_by_itself() -> None:
    before = sample.chapters()

    assert since(before, cloned(before, 2027, {})) == ()
    assert since(before, {}) == changes(before, {})


def test_changes_are_told_row_by_row() -> None:
    before, after = sample.chapters(), sample.chapters()
    after["general"].pop("theme")
    after["review"]["is_blind"] = True
    after["categories"]["categories"][0]["quota"] = 80
    after["hosts"]["hosts"].reverse()
    after["quotas"]["quotas"] = after["quotas"]["quotas"][1:]
    extra = sample.milestone("award", "award", "2026-12-20", "2026-12-20")
    after["timetable"]["milestones"].append(extra)

    found = changes(before, after)

    assert found == (
        Change("general", "removed", key="theme", before=before["general"]["theme"]),
        Change("hosts", "moved", "hosts", before=["quality", "union"], after=["union", "quality"]),
        Change("categories", "changed", "categories", "team", "quota", 100, 80),
        Change("timetable", "added", "milestones", "award", after=extra),
        Change("quotas", "removed", "quotas", "u", before=before["quotas"]["quotas"][0]),
        Change("review", "added", key="is_blind", after=True),
    )


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-20, 20))
def test_a_moved_day_stays_in_its_month(day: date, years: int) -> None:
    moved = moved_day(day, years)

    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)


def test_only_the_year_itself_is_a_year() -> None:
    assert moved_words("2026 12026 20261 二〇二六", 2026, 2027) == "2027 12026 20261 二〇二七"


def test_a_ready_edition_lacks_nothing() -> None:
    items = checklist(sample.chapters(), sample.SHEETS)

    assert all(item.is_met for item in items)


@pytest.mark.parametrize(
    ("chapter", "key", "item"),
    [
        ("general", "approval_reference", "approval"),
        ("general", "approved_on", "approval"),
        ("general", "approval_body", "approval"),
        ("general", "survey_sheet", "survey"),
        ("general", "return_sheet", "returns"),
        ("review", "score_sheets", "score_sheets"),
        ("annexes", "annexes", "annexes"),
        ("contacts", "contacts", "contacts"),
        ("appointments", "bodies", "appointments"),
    ],
)
def test_what_is_missing_is_on_the_list(chapter: str, key: str, item: str) -> None:
    made = sample.chapters()
    del made[chapter][key]

    assert [one.code for one in checklist(made, sample.SHEETS) if not one.is_met] == [item]


def test_a_category_without_form_or_binding_condition_is_named() -> None:
    made = sample.chapters()
    person = made["categories"]["categories"][0] | {
        "key": "person",
        "name": sample.words("服务明星个人", "Star"),
    }
    made["categories"]["categories"].append(person)
    del person["form"]

    lacking = {item.code: item.params for item in missing(made, sample.SHEETS)}

    assert set(lacking) == {"forms", "score_sheets", "conditions"}
    assert lacking["forms"] == {"zh": "服务明星个人", "en": "Star"}


def test_a_step_that_nobody_sees_does_not_count() -> None:
    made = sample.chapters()
    del made["timetable"]["milestones"][0]["is_public"]

    (item,) = missing(made, sample.SHEETS)

    assert (item.code, item.params) == ("stages", {"stages": ("application",)})


def test_steps_that_end_on_a_day_off_are_told() -> None:
    made = sample.chapters()
    first, second = made["timetable"]["milestones"][:2]
    first["ends_on"], second["ends_on"] = "2026-10-10", "2026-10-11"  # a Saturday made up; Sunday
    days = Calendar(frozenset({2026}), made_up=frozenset({date(2026, 10, 10)}))
    for row in made["timetable"]["milestones"][2:]:
        row["ends_on"] = "2026-11-10"

    item = checklist(made, sample.SHEETS, days)[-1]
    second["ends_on"] = "2026-10-12"

    names = {language: second["name"][language] for language in ("zh", "en")}
    assert (item.code, item.is_met, item.is_must, item.params) == ("workdays", False, False, names)
    assert checklist(made, sample.SHEETS, days)[-1].is_met
    assert checklist(made, sample.SHEETS)[-1].code == "appointments"


def test_a_recommendation_is_asked_for_where_places_are_handed_out() -> None:
    made = sample.chapters()
    steps = made["timetable"]["milestones"]
    made["timetable"]["milestones"] = [one for one in steps if one["stage"] != "recommendation"]

    (item,) = missing(made, sample.SHEETS)
    del made["quotas"]

    assert (item.code, item.params) == ("stages", {"stages": ("recommendation",)})
    assert missing(made, sample.SHEETS) == ()


def test_a_faulty_edition_leads_to_its_first_fault() -> None:
    made = sample.chapters()
    made["review"]["trim"] = 4

    (item,) = missing(made, sample.SHEETS)

    assert (item.code, item.chapter, item.params) == ("sound", "review", {"n": 1})


def test_tidy_is_at_rest() -> None:
    made = sample.chapters()

    assert tidy(made) == made
    assert tidy({"a": {"b": ""}, "c": [None], "d": 0, "e": "x\r\ny"}) == {
        "c": [None],
        "d": 0,
        "e": "x\ny",
    }


@pytest.mark.parametrize("value", ["", "2026-1-1", "2026-13-01", 20260101, None])
def test_no_day_is_read_from_anything_else(value: Any) -> None:
    assert day_of(value) is None
    assert decimal_of("1e3") is None


def test_rows_are_named_by_key_or_number() -> None:
    part = CHAPTERS["tracks"].tables[0]

    assert [name for name, _ in named_rows(part, {"tracks": [{"key": "a"}, {}]})] == ["a", "2"]
    assert [*named_rows(part, {"tracks": "x"})] == []


def test_an_edition_without_its_first_chapter_can_be_cloned() -> None:
    tracks = {"tracks": [{"key": "city", "name": {"zh": "2026年市级", "en": "City"}}]}

    assert cloned({"tracks": tracks}, 2027, {}) == {"tracks": tracks}
