"""Is a credit code told from a misread one, and the right one offered?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from hongbang.orgs.rules import uscc

VALID = ("91350100M000100Y43", "11320000MB151840XJ", "9131000063159284XQ")
INVALID = {
    "91350100M000100Y4Z": "sign",
    "91310115MA1H8R7C6D": "check",
    "91350211M0000XUF46": "check",
    "91350100M0001TGQXM": "check",
    "": "length",
    "91350100M000100Y4": "length",
    "9135010XM000100Y43": "sign",
    "91350100M000100Y4é": "sign",
}
BODIES = st.builds(
    lambda head, place, rest: head + place + rest,
    st.text(uscc.SIGNS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(uscc.SIGNS, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", VALID)
def test_the_vectors_are_well_made(code: str) -> None:
    assert uscc.check(code) == uscc.UsccVerdict(code, is_valid=True, fault="", suggestions=())


@pytest.mark.parametrize(("code", "fault"), INVALID.items())
def test_a_fault_is_named(code: str, fault: str) -> None:
    verdict = uscc.check(code)

    assert (verdict.is_valid, verdict.fault) == (False, fault)


def test_the_sign_that_should_end_a_code_is_known() -> None:
    assert uscc.check_sign("91350100M000100Y4") == "3"
    assert uscc.check_sign("91310115MA1H8R7C6") == "7"


@pytest.mark.parametrize(
    "typed",
    [" 9131000063159284xq\n", "９１３１００００６３１５９２８４ＸＱ", "9131 0000 6315 9284 XQ"],
)
def test_width_case_and_blanks_are_folded_before_the_check(typed: str) -> None:
    assert uscc.check(typed).code == "9131000063159284XQ"
    assert uscc.check(typed).is_valid


@pytest.mark.parametrize(
    "typed",
    ["9131OOOO63159284XQ", "9I31000063159284XQ", "9131000063IS9Z84XQ", "9131000063159Z84XQ"],
)
def test_letters_that_no_code_holds_are_read_as_what_they_look_like(typed: str) -> None:
    verdict = uscc.check(typed)

    assert not verdict.is_valid
    assert verdict.suggestions == ("9131000063159284XQ",)


def test_a_sign_that_looks_like_another_is_offered_where_the_check_then_fits() -> None:
    assert "11320000MB151840XJ" in uscc.check("11320000M8151840XJ").suggestions
    assert all(uscc.check(one).is_valid for one in uscc.check("91350100M0001TGQXM").suggestions)


def test_nothing_is_offered_for_what_cannot_be_read() -> None:
    assert uscc.check("OOOOOOOIIIIIISSSSS").suggestions == ()
    assert uscc.check("9131").suggestions == ()


@given(BODIES)
def test_a_code_with_its_own_check_sign_is_well_made_and_the_reference_agrees(body: str) -> None:
    code = body + uscc.check_sign(body)

    assert uscc.check(code).is_valid
    if code[:2].isdigit():
        assert reference.is_valid(code)
        assert reference.calc_check_digit(code) == code[-1]


@given(BODIES, st.integers(0, 17), st.sampled_from(uscc.SIGNS))
def test_one_wrong_sign_is_always_seen(body: str, place: int, sign: str) -> None:
    code = body + uscc.check_sign(body)
    wrong = code[:place] + sign + code[place + 1 :]

    assert uscc.check(wrong).is_valid is (wrong == code)
    assert len(uscc.check(wrong).suggestions) <= 3


@given(st.text(max_size=30))
def test_whatever_is_typed_gets_a_verdict(typed: str) -> None:
    verdict = uscc.check(typed)

    assert verdict.is_valid is (verdict.fault == "")
    assert all(uscc.check(one).is_valid for one in verdict.suggestions)
