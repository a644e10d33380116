"""Is a definition read and written without loss, and each defect of its source named?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sheets.generators import definitions, json_values, patiently
from tests.sheets.samples import (
    SCORES,
    SURVEY,
    TEAM,
    must,
    options,
    question,
    sheet,
    team,
    words,
)

from hongbang.kernel.canon import canonical_json
from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.definition import Definition, faults, plain, read


@pytest.mark.parametrize("source", [TEAM, SURVEY, SCORES])
def test_the_samples_are_sound_and_canonical(source: dict[str, Any]) -> None:
    assert faults(source) == ()
    assert plain(read(source)) == source


@patiently
@given(definitions())
def test_a_drawn_definition_goes_there_and_back_unchanged(source: dict[str, Any]) -> None:
    assert faults(source) == ()

    definition = read(source)
    written = plain(definition)

    assert read(written) == definition
    assert plain(read(written)) == written
    assert canonical_json(written)  # nothing but text, whole numbers, flags, lists and tables


@patiently
@given(json_values)
def test_faults_never_raise(source: Any) -> None:
    found = faults(source)

    assert isinstance(found, tuple)
    assert found or isinstance(read(source), Definition)


@patiently
@given(st.data())
def test_a_sound_sheet_with_one_value_spoiled_never_raises(data: st.DataObject) -> None:
    source = deepcopy(TEAM)
    place: Any = source
    for _step in range(data.draw(st.integers(1, 7))):
        keys = [*place] if isinstance(place, dict) else [*range(len(place))]
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key]:
            break
        if data.draw(st.booleans()):
            place = place[key]
    keys = [*place] if isinstance(place, dict) else [*range(len(place))]
    place[data.draw(st.sampled_from(keys))] = data.draw(json_values)

    assert all(one.code.startswith("sheets.") for one in faults(source))


def test_what_is_as_usual_is_left_out() -> None:
    usual = {"required": False, "places": 2, "help": {}, "show_if": "", "origin": ""}
    source = sheet(question("a", "decimal", **usual))

    assert plain(read(source)) == sheet(question("a", "decimal"))


def test_a_number_is_written_as_short_as_it_can_be() -> None:
    source = sheet(question("a", "decimal", least="0.50", most="16.0"))

    assert plain(read(source))["sections"][0]["fields"][0] == question(
        "a", "decimal", least="0.5", most=16
    )


def test_read_refuses_with_the_first_fault() -> None:
    with pytest.raises(RuleBroken) as refused:
        read({"kind": "poem", "title": words("诗")})

    assert refused.value.code == "sheets.faulty"
    assert refused.value.params == {
        "place": "kind",
        "fault": "sheets.not_offered",
        "value": "poem",
        "of": "application, scoring, survey, return, inspection",
    }


def one(**changes: Any) -> dict[str, Any]:
    """Return a sheet of one field `a`, a whole number, changed so."""
    return sheet({**question("a", "whole"), **changes})


FIELD = "sections.main.fields.a"
TABLE = question("t", "table", columns=[question("c", "whole")])

PLANTED = [
    (sheet(kind="poem"), "kind", "not_offered"),
    (sheet() | {"kind": 3}, "kind", "not_offered"),
    ({"title": words("表")}, "kind", "key_missing"),
    ({"kind": "survey"}, "title", "key_missing"),
    (sheet(colour="red"), "colour", "key_unknown"),
    (sheet(title="表"), "title", "words_missing"),
    (sheet(title={"zh": "表"}), "title.en", "words_missing"),
    (sheet(title={"zh": " ", "en": "Form"}), "title.zh", "words_missing"),
    (sheet(title={"zh": 4, "en": "Form"}), "title.zh", "words_missing"),
    (sheet(title={**words("表"), "fr": "x"}), "title.fr", "key_unknown"),
    (sheet(title=words("表" * 1001)), "title.zh", "text_long"),
    (sheet(title=words("表\x00")), "title.zh", "text_odd"),
    (sheet(help=[1]), "help", "words_missing"),
    (sheet(sections=4), "sections", "not_a_list"),
    (sheet(sections=[4]), "sections.0", "not_a_table"),
    (sheet(sections=[{"key": "a"}] * 41), "sections", "too_many"),
    (sheet(sections=[{"key": "Team", "title": words("班")}]), "sections.Team.key", "key_odd"),
    (sheet(sections=[{"title": words("班")}]), "sections.0.key", "key_missing"),
    (sheet(sections=[{"key": 4, "title": words("班")}]), "sections.0.key", "key_odd"),
    (sheet(question("from", "whole")), "sections.main.fields.from.key", "key_reserved"),
    (sheet(question("a", "whole"), question("a", "date")), "sections", "key_twice"),
    (sheet({"key": "a", "label": words("甲")}), f"{FIELD}.kind", "key_missing"),
    (sheet(question("a", "colour")), f"{FIELD}.kind", "not_offered"),
    (sheet({**question("a", "whole"), "kind": ["x"]}), f"{FIELD}.kind", "not_offered"),
    (sheet({"key": "a", "kind": "whole"}), f"{FIELD}.label", "key_missing"),
    (one(rows=3), f"{FIELD}.rows", "key_unknown"),
    (one(required="yes"), f"{FIELD}.required", "not_a_flag"),
    (one(origin="hearsay"), f"{FIELD}.origin", "origin_odd"),
    (one(origin="default: " + "x" * 1001), f"{FIELD}.origin", "text_long"),
    (one(least=0.5), f"{FIELD}.least", "not_a_number"),
    (one(least=True), f"{FIELD}.least", "not_a_number"),
    (one(least="many"), f"{FIELD}.least", "not_a_number"),
    (one(least=5, most=4), f"{FIELD}.most", "crossed"),
    (sheet(question("a", "text", min=9, max=3)), f"{FIELD}.max", "crossed"),
    (sheet(question("a", "text", max="9")), f"{FIELD}.max", "not_a_number"),
    (sheet(question("a", "text", max=20_001)), f"{FIELD}.max", "out_of_range"),
    (sheet(question("a", "text", pattern="car")), f"{FIELD}.pattern", "not_offered"),
    (sheet(question("a", "decimal", places=7)), f"{FIELD}.places", "out_of_range"),
    (sheet(question("a", "date", earliest="2016-02-30")), f"{FIELD}.earliest", "not_a_day"),
    (sheet(question("a", "date", earliest="2016-02")), f"{FIELD}.earliest", "not_a_day"),
    (sheet(question("a", "month", latest="2016-02-01")), f"{FIELD}.latest", "not_a_day"),
    (
        sheet(question("a", "month", earliest="2016-02", latest="2016-01")),
        f"{FIELD}.latest",
        "crossed",
    ),
    (sheet(question("a", "choice")), f"{FIELD}.options", "one_source_of_options"),
    (
        sheet(question("a", "choice", options=options(x="甲"), options_from="organs")),
        f"{FIELD}.options",
        "one_source_of_options",
    ),
    (
        sheet(question("a", "choice", options_from="colours")),
        f"{FIELD}.options_from",
        "not_offered",
    ),
    (
        sheet(question("a", "choice", options=options(x="甲") * 2)),
        f"{FIELD}.options",
        "value_twice",
    ),
    (
        sheet(question("a", "choice", options=[{"value": "a b", "words": words("甲")}])),
        f"{FIELD}.options.0.value",
        "value_odd",
    ),
    (
        sheet(question("a", "choice", options=[{"value": "x"}])),
        f"{FIELD}.options.x.words",
        "key_missing",
    ),
    (sheet(question("a", "choice", options="x")), f"{FIELD}.options", "not_a_list"),
    (sheet(question("t", "table")), "sections.main.fields.t.columns", "key_missing"),
    (sheet(question("t", "table", columns=[])), "sections.main.fields.t.columns", "key_missing"),
    (
        sheet(question("t", "table", columns=[question("c", "ratio")])),
        "sections.main.fields.t.columns.c.kind",
        "not_offered",
    ),
    (
        sheet(question("t", "table", columns=[question("c", "whole", show_if="True")])),
        "sections.main.fields.t.columns.c.show_if",
        "not_in_columns",
    ),
    (
        sheet(question("t", "table", columns=[question("c", "whole")] * 2)),
        "sections.main.fields.t.columns",
        "key_twice",
    ),
    (sheet({**TABLE, "min_rows": 4, "max_rows": 2}), "sections.main.fields.t.max_rows", "crossed"),
    (
        sheet({**TABLE, "checks": [must("x", "c < d")]}),
        "sections.main.fields.t.checks.x.test",
        "name_unknown",
    ),
    (
        sheet({**TABLE, "checks": [must("x", "c < 1", at="d")]}),
        "sections.main.fields.t.checks.x.at",
        "name_unknown",
    ),
    (
        sheet(question("a", "ratio", numerator=words("子"))),
        f"{FIELD}.denominator",
        "key_missing",
    ),
    (sheet(question("a", "file", kinds=["exe"])), f"{FIELD}.kinds", "not_offered"),
    (sheet(question("a", "file", kinds="pdf")), f"{FIELD}.kinds", "not_a_list"),
    (sheet(question("a", "file", kinds=["pdf", "pdf"])), f"{FIELD}.kinds", "value_twice"),
    (sheet(question("a", "file", max_mb=0)), f"{FIELD}.max_mb", "out_of_range"),
    (sheet(question("a", "opinion")), f"{FIELD}.signer", "key_missing"),
    (sheet(question("a", "scale")), f"{FIELD}.options", "words_or_figures"),
    (sheet(question("a", "scale", low=9, high=5)), f"{FIELD}.high", "crossed"),
    (sheet(question("a", "score", points=90), kind="scoring"), "sections", "weights"),
    (sheet(question("a", "score", points=100, step=0)), f"{FIELD}.step", "step_odd"),
    (sheet(question("a", "score", points=100, step=3)), f"{FIELD}.step", "step_odd"),
    (
        sheet(question("a", "score", points=9, step=1, anchors=[{"at": 10, "words": words("好")}])),
        f"{FIELD}.anchors",
        "out_of_range",
    ),
    (
        sheet(
            question("a", "score", points=9, step=1, anchors=[{"at": "x", "words": words("好")}])
        ),
        f"{FIELD}.anchors.0.at",
        "not_a_number",
    ),
    (sheet(question("a", "score", points=9, anchors=3)), f"{FIELD}.anchors", "not_a_list"),
    (sheet(question("a", "computed")), f"{FIELD}.formula", "key_missing"),
    (sheet(question("a", "computed", formula=3)), f"{FIELD}.formula", "not_a_text"),
    (sheet(question("a", "computed", formula="b + 1")), f"{FIELD}.formula", "name_unknown"),
    (sheet(question("a", "computed", formula="a + 1")), f"{FIELD}.formula", "circle"),
    (
        sheet(question("a", "computed", formula="b"), question("b", "computed", formula="a")),
        f"{FIELD}.formula",
        "circle",
    ),
    (
        sheet(question("a", "whole", show_if="b == 1"), question("b", "whole", show_if="a == 1")),
        f"{FIELD}.show_if",
        "circle",
    ),
    (
        sheet(TABLE, question("a", "computed", formula="t")),
        f"{FIELD}.formula",
        "name_without_value",
    ),
    (
        sheet(TABLE, question("a", "computed", formula="sum(t.d)")),
        f"{FIELD}.formula",
        "name_unknown",
    ),
    (sheet(question("a", "computed", formula="sum(b.d)")), f"{FIELD}.formula", "name_no_table"),
    (
        sheet(question("b", "whole"), question("a", "computed", formula="count(b)")),
        f"{FIELD}.formula",
        "name_no_table",
    ),
    (one(show_if="answered(b)"), f"{FIELD}.show_if", "name_unknown"),
    (one(show_if="a ==== 1"), f"{FIELD}.show_if", "expression_not_readable"),
    (one(show_if="(lambda: 1)()"), f"{FIELD}.show_if", "expression_not_allowed"),
    (sheet(checks=4), "checks", "not_a_list"),
    (sheet(checks=[{"key": "x", "say": words("话")}]), "checks.x.test", "key_missing"),
    (sheet(checks=[must("x", "1 < 2", severity="grim")]), "checks.x.severity", "not_offered"),
    (sheet(checks=[must("x", "1 < 2", at="b")]), "checks.x.at", "name_unknown"),
    (sheet(checks=[must("x", "1 < 2")] * 2), "checks", "key_twice"),
    (sheet(checks=[must("x", "1 < 2", at=[1])]), "checks.x.at", "not_a_text"),
    (sheet(question("a", "score", points=0)), f"{FIELD}.points", "out_of_range"),
    ("text", "", "not_a_table"),
]


@pytest.mark.parametrize(("source", "place", "code"), PLANTED)
def test_a_planted_fault_is_named_at_its_place(source: Any, place: str, code: str) -> None:
    found = [(fault.place, fault.code) for fault in faults(source)]

    assert (place, f"sheets.{code}") in found


def test_every_fault_is_named_at_once() -> None:
    source = team(title={"zh": "表"}, colour="red")
    source["sections"][0]["fields"][0]["max"] = -1

    assert [(fault.place, fault.code) for fault in faults(source)] == [
        ("colour", "sheets.key_unknown"),
        ("title.en", "sheets.words_missing"),
        ("sections.team.fields.team_name.max", "sheets.out_of_range"),
    ]


def test_a_section_that_depends_on_its_own_field_is_a_circle() -> None:
    source = sheet(question("a", "whole"))
    source["sections"][0]["show_if"] = "a == 1"

    assert [(fault.place, fault.code) for fault in faults(source)] == [
        ("sections.main.show_if", "sheets.circle")
    ]
