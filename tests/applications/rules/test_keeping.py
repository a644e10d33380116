"""Do answers come back as they were kept, and does a digest stand for all of a revision?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sheets.samples import options, question, sheet

from hongbang.applications.rules import keeping
from hongbang.applications.rules.prefill import prefilled
from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.definition import read

PLAIN = st.recursive(
    st.text() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
SHEET = {"code": "form", "number": 1, "digest": "d"}
FINDINGS = [{"condition": "E06", "verdict": "met"}]


@given(st.dictionaries(st.text(), PLAIN, max_size=4))
def test_answers_come_back_as_they_were_kept(answers: dict[str, Any]) -> None:
    assert keeping.from_text(keeping.as_text(answers)) == answers


@pytest.mark.parametrize("answers", [{"a": 1.5}, {"a": {1: "x"}}, {"a": object()}, {"a": "\ud800"}])
def test_what_is_not_plain_is_refused(answers: Any) -> None:
    with pytest.raises(RuleBroken, match=r"applications\.not_plain"):
        keeping.as_text(answers)


def test_too_much_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        keeping.as_text({"a": "长" * 200_001})

    assert (refused.value.code, refused.value.params) == ("applications.too_large", {"most": 600})


@pytest.mark.parametrize(
    "changed",
    [
        ("A2", 1, SHEET, {"a": "1"}, FINDINGS),
        ("A1", 2, SHEET, {"a": "1"}, FINDINGS),
        ("A1", 1, SHEET | {"digest": "e"}, {"a": "1"}, FINDINGS),
        ("A1", 1, SHEET, {"a": "2"}, FINDINGS),
        ("A1", 1, SHEET, {"a": "1"}, []),
    ],
)
def test_a_digest_changes_with_anything_it_stands_for(changed: Any) -> None:
    digest = keeping.digest("A1", 1, SHEET, {"a": "1"}, FINDINGS)

    assert keeping.digest("A1", 1, dict(SHEET), {"a": "1"}, list(FINDINGS), survey={}) == digest
    assert keeping.digest(*changed) != digest


def test_a_digest_covers_the_frozen_survey() -> None:
    given = ("A1", 1, SHEET, {"a": "1"}, FINDINGS)
    digests = {
        keeping.digest(*given, survey=survey)
        for survey in (None, {"survey": "S1", "index": "80"}, {"survey": "S1", "index": "81"})
    }

    assert len(digests) == 3


@pytest.mark.parametrize(
    "sent", ["F1", [], ["F1"], [{"file": "F2"}], [{"name": "x"}], [{"file": ["F1"]}]]
)
def test_what_points_at_no_own_file_is_left_out(sent: object) -> None:
    kept = {"F1": {"name": "照.jpg", "kind": "jpg", "size": "9"}}

    assert keeping.own_files({"photo": sent, "b": "1"}, ["photo"], kept) == {"b": "1"}


@pytest.mark.parametrize(("caption", "told"), [("正面", {"caption": "正面"}), ("", {}), (3, {})])
def test_a_caption_stays_with_its_file(caption: object, told: dict[str, str]) -> None:
    kept = {"F1": {"name": "照.jpg", "kind": "jpg", "size": "9"}}
    sent = [{"file": "F1", "name": "x.exe", "caption": caption}]

    found = keeping.own_files({"photo": sent}, ["photo"], kept)

    assert found == {"photo": [{"file": "F1", **kept["F1"], **told}]}


def test_only_what_is_asked_and_fits_is_filled_in() -> None:
    form = read(
        sheet(
            question("unit_name", "text"),
            question("postcode", "text", pattern="postcode"),
            question("nature", "choice", options=options(state="国有")),
        )
    )
    known = {"unit_name": "示范百货", "postcode": "20", "nature": "social", "fax": "1", "uscc": ""}

    assert prefilled(form, known, {}) == {"unit_name": "示范百货"}
