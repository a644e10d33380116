from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.programmes import sample

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.chapters import chapter_faults, faults
from hongbang.programmes.texts import FAULTS

Chapters = dict[str, Any]
Plant = Callable[[Chapters], object]


def row(made: Chapters, chapter: str, table: str, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = made[chapter][table][place]
    return found


def put(chapter: str, table: str, place: int = 0, /, **values: Any) -> Plant:
    return lambda made: row(made, chapter, table, place).update(values)


def put_in(chapter: str, /, **values: Any) -> Plant:
    return lambda made: made.setdefault(chapter, {}).update(values)


def drop(chapter: str, table: str, key: str, place: int = 0) -> Plant:
    return lambda made: row(made, chapter, table, place).pop(key)


def add_copy(chapter: str, table: str, /, **values: Any) -> Plant:
    return lambda made: made[chapter][table].append(row(made, chapter, table) | values)


# (what is planted, the file it is told of, the key in it, the reason)
PLANTED: list[tuple[Plant, str, str, str]] = [
    (lambda m: m.update(colours={"x": 1}), "colours", "", "unknown_chapter"),
    (lambda m: m.pop("timetable"), "timetable", "", "chapter_missing"),
    (put_in("general", yeer=2026), "general", "yeer", "unknown_key"),
    (
        drop("timetable", "milestones", "stage"),
        "timetable",
        "milestones.apply.stage",
        "key_missing",
    ),
    (put_in("hosts", hosts=[]), "hosts", "hosts", "key_missing"),
    (put_in("general", approval_body=7), "general", "approval_body", "not_text"),
    (put_in("general", approval_body="a\0b"), "general", "approval_body", "not_text"),
    (put_in("general", theme="满意"), "general", "theme", "not_words"),
    (put_in("general", theme={"zh": "满意"}), "general", "theme.en", "no_english"),
    (put_in("general", theme={"en": "Joy"}), "general", "theme.zh", "no_chinese"),
    (
        put_in("general", theme={"zh": "满意", "en": "Joy", "fr": "Joie"}),
        "general",
        "theme.fr",
        "unknown_key",
    ),
    (put("tracks", "tracks", key="市 级"), "tracks", "tracks.市 级.key", "not_key"),
    (put_in("review", readings="five"), "review", "readings", "not_whole"),
    (put_in("review", readings=True), "review", "readings", "not_whole"),
    (put("categories", "categories", quota=0), "categories", "categories.team.quota", "too_small"),
    (put_in("publicity", notice_days=61), "publicity", "notice_days", "too_large"),
    (
        put("categories", "categories", quota=1_000_000),
        "categories",
        "categories.team.quota",
        "too_large",
    ),
    (put_in("general", approval_reference="长" * 81), "general", "approval_reference", "too_long"),
    (
        put("contacts", "contacts", telephone="13800138000"),
        "contacts",
        "contacts.quality.telephone",
        "personal_number",
    ),
    (put_in("quotas", nominate_share="1,2"), "quotas", "nominate_share", "not_decimal"),
    (put("balance", "rules", share="x"), "balance", "rules.women.share", "not_decimal"),
    (put("balance", "rules", share="1.4"), "balance", "rules.women.share", "share_range"),
    (put_in("general", ends_on="2026-02-30"), "general", "ends_on", "not_day"),
    (put_in("general", ends_on="31.12.2026"), "general", "ends_on", "not_day"),
    (put_in("review", is_blind="yes"), "review", "is_blind", "not_flag"),
    (
        put("conditions", "conditions", operator="~"),
        "conditions",
        "conditions.E06.operator",
        "unknown_choice",
    ),
    (
        put("timetable", "milestones", concerns="units"),
        "timetable",
        "milestones.apply.concerns",
        "not_list",
    ),
    (
        put("timetable", "milestones", concerns=["units", "me"]),
        "timetable",
        "milestones.apply.concerns.2",
        "unknown_choice",
    ),
    (
        put("timetable", "milestones", concerns=["units", "units"]),
        "timetable",
        "milestones.apply.concerns",
        "twice_in_list",
    ),
    (put_in("review", ties=["a", ""]), "review", "ties.2", "not_text"),
    (put_in("tracks", tracks="city"), "tracks", "tracks", "not_list"),
    (put_in("tracks", tracks=["city"]), "tracks", "tracks.1", "not_table"),
    (add_copy("tracks", "tracks"), "tracks", "tracks.city.key", "key_twice"),
    (put_in("general", survey_sheet="Survey!"), "general", "survey_sheet", "not_sheet"),
    (put_in("general", survey_sheet="survey@2"), "general", "survey_sheet", "unknown_sheet"),
    (
        put("categories", "categories", form="lost"),
        "categories",
        "categories.team.form",
        "unknown_sheet",
    ),
    (put("annexes", "annexes", 1, sheet="lost"), "annexes", "annexes.2.sheet", "unknown_sheet"),
    (
        put("categories", "categories", track="national"),
        "categories",
        "categories.team.track",
        "unknown_reference",
    ),
    (
        put("conditions", "conditions", applies=["team", "person"]),
        "conditions",
        "conditions.E06.applies",
        "unknown_reference",
    ),
    (put_in("hosts", office_at="league"), "hosts", "office_at", "unknown_reference"),
    (put_in("general", ends_on="2026-01-01"), "general", "ends_on", "days_reversed"),
    (
        put("timetable", "milestones", ends_on="2026-10-18"),
        "timetable",
        "milestones.apply.ends_on",
        "days_reversed",
    ),
    (put_in("general", year=2025), "general", "starts_on", "year_differs"),
    (
        put("timetable", "milestones", 3, ends_on="2027-01-04"),
        "timetable",
        "milestones.post.ends_on",
        "outside_edition",
    ),
    (
        put("timetable", "milestones", 2, starts_on="2026-10-20"),
        "timetable",
        "milestones.review.starts_on",
        "stage_order",
    ),
    (put("hosts", "hosts", 1, channel="quality"), "hosts", "hosts.union.channel", "channel_twice"),
    (
        drop("conditions", "conditions", "value"),
        "conditions",
        "conditions.E06.value",
        "value_missing",
    ),
    (
        put("conditions", "conditions", operator="declared"),
        "conditions",
        "conditions.E06.value",
        "value_superfluous",
    ),
    (
        drop("conditions", "conditions", "among", 1),
        "conditions",
        "conditions.E02.among",
        "value_missing",
    ),
    (put_in("quotas", nominate_share="0.9"), "quotas", "nominate_share", "nominate_share"),
    (drop("quotas", "quotas", "of"), "quotas", "quotas.u.of", "of_missing"),
    (put("quotas", "quotas", scope="edition"), "quotas", "quotas.u.of", "of_superfluous"),
    (put("quotas", "quotas", of="women"), "quotas", "quotas.u.of", "unknown_of"),
    (put("quotas", "quotas", 1, of="mining"), "quotas", "quotas.r.of", "unknown_of"),
    (add_copy("quotas", "quotas", key="u2", seats=1), "quotas", "quotas.u2.of", "quota_twice"),
    (put("quotas", "quotas", seats=101), "quotas", "quotas.u.seats", "seats_above_quota"),
    (put("balance", "rules", seats=5), "balance", "rules.women.share", "share_or_seats"),
    (drop("balance", "rules", "price"), "balance", "rules.women.price", "price_missing"),
    (put("balance", "rules", price="0"), "balance", "rules.women.price", "price_missing"),
    (
        put("balance", "rules", 1, price="2"),
        "balance",
        "rules.front_line.price",
        "price_superfluous",
    ),
    (put("review", "criteria", weight=50), "review", "criteria", "weights"),
    (put_in("review", trim=3), "review", "trim", "trim"),
    (put_in("publicity", minimum_days=8), "publicity", "minimum_days", "minimum_days"),
    (
        put_in("publicity", longest_inquiry_days=9),
        "publicity",
        "longest_inquiry_days",
        "longest_inquiry",
    ),
    (
        put("validity", "sanctions", 1, grade=1),
        "validity",
        "sanctions.warning.grade",
        "grade_twice",
    ),
    (
        put("material", "rules", least_characters=2001),
        "material",
        "rules.story.most_characters",
        "least_above_most",
    ),
    (
        put("contacts", "contacts", email="a.example.org"),
        "contacts",
        "contacts.quality.email",
        "not_email",
    ),
    (put("annexes", "annexes", sheet="team_form"), "annexes", "annexes.1.sheet", "annex_source"),
    (
        put("annexes", "annexes", chapter="colours"),
        "annexes",
        "annexes.1.chapter",
        "unknown_chapter",
    ),
]


def test_the_sample_has_no_fault() -> None:
    assert faults(sample.chapters(), sample.SHEETS) == ()
    assert faults(sample.without_sheets(), ()) == ()


@pytest.mark.parametrize(
    ("plant", "chapter", "place", "why"),
    PLANTED,
    ids=[f"{number}-{one[3]}" for number, one in enumerate(PLANTED, start=1)],
)
def test_a_planted_fault_is_named(plant: Plant, chapter: str, place: str, why: str) -> None:
    made = sample.chapters()

    plant(made)
    found = faults(made, sample.SHEETS)

    assert (f"chapters/{chapter}.toml", place, f"programmes.{why}") in [
        (one.file, one.place, one.code) for one in found
    ]
    assert all(FAULTS[one.code] % one.params for one in found)


def test_there_are_more_than_thirty_kinds_of_fault() -> None:
    assert len({why for *_rest, why in PLANTED}) > 40


def test_every_fault_of_a_chapter_is_named_at_once() -> None:
    made = sample.chapters()
    made["tracks"]["tracks"] = [{"key": "a"}, {"nom": 1}]

    places = [one.place for one in chapter_faults("tracks", made["tracks"])]

    assert places == ["tracks.a.name", "tracks.2.nom", "tracks.2.key", "tracks.2.name"]


def test_a_chapter_that_may_be_left_out_is_no_fault() -> None:
    made = sample.chapters()
    for name, chapter in CHAPTERS.items():
        if not chapter.required and name != "industries":  # a quota points to an industry
            made.pop(name)

    assert faults(made, sample.SHEETS) == ()
