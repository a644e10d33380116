"""Are personal numbers seen however they are written, and document numbers left alone?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.privacy import personal_numbers

VALID = ("11010519491231002X", "440524188001010014", "370101190102039973")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check(first: str) -> str:
    """Complete seventeen digits by GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


@pytest.mark.parametrize("number", VALID)
def test_a_valid_identity_number_is_seen(number: str) -> None:
    for text in (number, number.lower(), f"证件{number}。", f"（{number}）", f"a{number}b"):
        assert personal_numbers(text) == ("id_number",)


@pytest.mark.parametrize("number", VALID)
def test_a_wrong_check_character_is_no_identity_number(number: str) -> None:
    others = [number[:17] + last for last in "0123456789X" if last != number[17]]

    assert {personal_numbers(other) for other in others} == {()}


@given(
    st.integers(110000, 659999),
    st.dates().filter(lambda day: 1800 <= day.year < 2100),
    st.integers(0, 999),
)
def test_every_number_with_its_check_is_seen(place: int, born: object, order: int) -> None:
    number = with_check(f"{place}{born:%Y%m%d}{order:03}")

    assert "id_number" in personal_numbers(f"证件号 {number}，")


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "1380013 8000",
        "电话：19912345678。",
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-138-0013-8000",
        "１３８００１３８０００",
        "１３８－００１３－８０００",
        "138\u00a00013\u00a08000",
        "138\u20110013\u20138000",
        "\u202d138\u200b0013\u00ad8000\u202c",
    ],
)
def test_a_mobile_number_is_seen_with_any_separator(text: str) -> None:
    assert personal_numbers(f"请打{text}找小林") == ("mobile",)


@pytest.mark.parametrize(
    "text",
    [
        "沪质办〔2026〕3号",
        "GB 11643-1999，GB/T 9704-2012",
        "统一社会信用代码 9131000063159284XQ",
        "统一社会信用代码 91350100M000100Y43",
        "热线 021-5550-0117",
        "12345 热线",
        "订单 2026111000013800138000",
        "12800138000",
        "账号 138001380001",
        "11010519491331002X",
        "11月10日 24:00 前，共 100 个班组、200 名个人",
        "",
    ],
)
def test_a_document_number_is_left_alone(text: str) -> None:
    assert personal_numbers(text) == ()


def test_both_kinds_are_named_once_and_in_order() -> None:
    text = f"{VALID[0]}，{VALID[1]}，13800138000，13900139000"

    assert personal_numbers(text) == ("id_number", "mobile")


@pytest.mark.parametrize(
    "text",
    [
        "110105 19491231 002X",
        "110105-19491231-002x",
        "110105\u201319491231002X",
        "1101\u200b0519491231002X",
    ],
)
def test_an_identity_number_is_seen_with_gaps(text: str) -> None:
    assert personal_numbers(f"证件 {text}。") == ("id_number",)


def test_a_full_width_identity_number_is_seen() -> None:
    assert personal_numbers("１１０１０５１９４９１２３１００２Ｘ") == ("id_number",)
