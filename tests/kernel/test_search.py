"""Is a name found by any two of its signs, its pinyin, its initials, and its surname?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.search import pinyin_of, plain, search_terms, search_text

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
WORDS = st.text(HAN, min_size=1, max_size=12)


@given(st.text(HAN, min_size=2, max_size=20), st.text("ab1《》，。 ", max_size=4))
def test_any_two_neighbouring_signs_are_found(text: str, around: str) -> None:
    kept = search_text(around + text + around)

    missed = [text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2] not in kept]
    assert missed == []


@given(WORDS)
def test_a_run_is_found_by_its_pinyin_and_initials(word: str) -> None:
    full, initials = pinyin_of(word)

    kept = search_text(word)

    assert full.casefold() in kept
    assert initials.casefold() in kept


@given(st.text(max_size=40))
def test_plain_leaves_no_control_characters_and_no_outer_blanks(text: str) -> None:
    folded = plain(text)

    assert "\x00" not in folded
    assert folded == folded.strip()


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_what_is_kept_is_found_by_each_of_its_terms(words: list[str]) -> None:
    kept = search_text(*words)

    terms = search_terms(" ".join(words))

    assert all(term in kept for term in terms)
    assert len(terms) <= 8
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雨霏", "shanyufei"),
        ("单雨霏", "syf"),
        ("单雨霏", "danyufei"),
        ("仇英", "qiuying"),
        ("区静", "oujing"),
        ("盖文", "gewen"),
        ("查知远", "zhazhiyuan"),
        ("曾可", "zengke"),
        ("解晓", "xiexiao"),
        ("任静", "renjing"),
        ("朴真", "piaozhen"),
        ("尉明", "yuming"),
        ("翟宁", "zhaining"),
        ("翟宁", "zn"),
    ],
)
def test_a_surname_is_found_as_it_is_read(name: str, typed: str) -> None:
    assert typed in search_text(name).split()


@pytest.mark.parametrize("text", ["单", "单位办公室名单", "名单"])
def test_a_word_that_is_no_name_gets_no_surname(text: str) -> None:
    assert [word for word in search_text(text).split() if word.startswith("shan")] == []


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        (" 　\t", ()),
        ("\x00", ()),
        ("质\x00量", ("质量",)),
        ("ＺＬ　质量", ("zl", "质量")),
        ("zl ZL ｚｌ", ("zl",)),
        ("1 2 3 4 5 6 7 8 9", ("1", "2", "3", "4", "5", "6", "7", "8")),
    ],
)
def test_search_terms_are_folded_and_few(typed: str, terms: tuple[str, ...]) -> None:
    assert search_terms(typed) == terms


def test_search_text_skips_empty_parts_and_says_nothing_twice() -> None:
    assert search_text("", "质量 质量", "") == "质量 质量 zhiliang zl"
    assert search_text() == ""
