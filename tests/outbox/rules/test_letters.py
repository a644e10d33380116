"""Do letters hold what they must, and nothing that runs or breaks a header?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox.rules import letters
from hongbang.outbox.rules.letters import Words

KNOWN = ("title", "site", "link")
GOOD = Words("《{title}》已公布", "请看 {link}", "{title} {link}")
PAYLOADS = [
    "{{ settings.SECRET_KEY }}",
    "{% load x %}",
    "${7*7}",
    "{0.__class__.__mro__}",
    "%(title)s",
    "<script>alert(1)</script>",
]


def test_good_words_pass() -> None:
    letters.check(GOOD, KNOWN)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words(" ", "b", "s"), "outbox.no_heading"),
        (Words("h", "\n", "s"), "outbox.no_body"),
        (Words("h", "b", ""), "outbox.no_short"),
        (Words("h", "b {titel}", "s"), "outbox.unknown_field"),
    ],
)
def test_words_that_cannot_go_out_are_refused(words: Words, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        letters.check(words, KNOWN)

    assert refused.value.code == code


def test_an_unknown_gap_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RuleBroken) as refused:
        letters.check(Words("h", "{titel}", "s"), KNOWN)

    assert refused.value.params == {"field": "{titel}", "known": "{title}、{site}、{link}"}


@pytest.mark.parametrize("words", [Words("{code}", "{code}", "s"), Words("{code}", "b", "{code}")])
def test_a_letter_may_not_lack_what_it_is_for(words: Words) -> None:
    with pytest.raises(RuleBroken) as refused:
        letters.check(words, ("code",), ("code",))

    assert (refused.value.code, refused.value.params) == ("outbox.lacks_field", {"field": "{code}"})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_and_values_are_never_run(payload: str) -> None:
    written = letters.filled(Words(payload, payload + "{title}", "{title}"), {"title": payload})

    assert written == Words(payload, payload * 2, payload)


@given(st.text())
def test_a_heading_is_one_plain_line(text: str) -> None:
    shown = letters.one_line(text)

    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} for c in shown)
    assert letters.one_line(shown) == shown


@given(st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text()))
def test_a_value_is_not_read_as_a_gap(text: str, values: dict[str, str]) -> None:
    once = letters.fill("{a}", values)

    assert once == values.get("a", "")
    assert letters.fill(text.replace("{", ""), values) == text.replace("{", "")


@given(st.text(max_size=400))
def test_the_parts_of_a_text_message_hold_it(text: str) -> None:
    signs, parts = letters.sms_parts(text)

    assert signs == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert (parts == 0) == (signs == 0)
    assert parts <= 1 or signs > letters.ONE_SMS
    assert signs <= (letters.ONE_SMS if parts <= 1 else parts * letters.PART_OF_SMS)


def test_a_sign_of_two_is_not_cut() -> None:
    assert letters.sms_parts("字" * 66 + "😀" + "字" * 66) == (134, 3)


def test_the_default_has_its_own_heading_body_and_short_form() -> None:
    words = letters.default_words("句", "题 %(a)s", "文 %(b)s", "短 %(c)s")

    assert (words, words.gaps) == (Words("题 {a}", "文 {b}", "短 {c}"), ("a", "b", "c"))
