"""Is a sealed word opened by its keyring only, in its place only, and found without opening?"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.privacy.rules import sealing
from hongbang.privacy.rules.sealing import (
    KEY_BYTES,
    Key,
    Keyring,
    Unsealable,
    fingerprint,
    is_current,
    seal,
    unseal,
)

NONCE = bytes(range(12))


def ring(cipher: str = "aes-256-gcm", name: str = "k1", byte: int = 7) -> Keyring:
    key = Key(name, cipher, bytes([byte]) * KEY_BYTES[cipher])
    return Keyring({name: key}, name, bytes(32))


@pytest.mark.parametrize("cipher", KEY_BYTES)
@given(word=st.text(min_size=1))
def test_a_word_comes_back_and_is_not_in_sight(cipher: str, word: str) -> None:
    sealed = seal(word, ring(cipher), context="a.b.c", nonce=NONCE)

    assert unseal(sealed, ring(cipher), context="a.b.c") == word
    assert len(word) < 4 or word not in sealed


def test_sm4_gcm_gives_the_bytes_of_rfc_8998() -> None:
    secret = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
    )
    closed = sealing._close(Key("k", "sm4-gcm", secret), plain, aad, nonce)

    assert closed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert sealing._open(Key("k", "sm4-gcm", secret), closed, aad, nonce) == plain


def test_an_empty_word_stays_empty() -> None:
    assert seal("", ring(), context="a.b.c", nonce=NONCE) == ""
    assert unseal("", ring(), context="a.b.c") == ""
    assert is_current("", ring())


@pytest.mark.parametrize(
    ("opened_with", "context"),
    [
        (ring(byte=8), "a.b.c"),
        (ring(name="k2"), "a.b.c"),
        (ring(), "a.b.other"),
    ],
)
def test_a_foreign_key_or_place_opens_nothing(opened_with: Keyring, context: str) -> None:
    sealed = seal("13800000000", ring(), context="a.b.c", nonce=NONCE)

    with pytest.raises(Unsealable):
        unseal(sealed, opened_with, context=context)


@pytest.mark.parametrize("place", range(6, 50, 7))
def test_an_altered_word_does_not_open(place: int) -> None:
    sealed = seal("13800000000", ring(), context="a.b.c", nonce=NONCE)
    other = "A" if sealed[place] != "A" else "B"

    with pytest.raises(Unsealable):
        unseal(sealed[:place] + other + sealed[place + 1 :], ring(), context="a.b.c")


@pytest.mark.parametrize("text", ["s0:k1:AAAA", "13800000000", "s1:k1:*", "s1:k1:"])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(Unsealable):
        unseal(text, ring(), context="a.b.c")


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    old = ring()
    sealed = seal("word", old, context="a.b.c", nonce=NONCE)

    new = old.with_key(Key("k2", "sm4-gcm", bytes(16)))
    again = seal("word", new, context="a.b.c", nonce=NONCE)

    assert unseal(sealed, new, context="a.b.c") == "word"
    assert (is_current(sealed, new), is_current(again, new)) == (False, True)
    assert unseal(again, new.only_current(), context="a.b.c") == "word"
    with pytest.raises(Unsealable):
        unseal(sealed, new.only_current(), context="a.b.c")


def test_fingerprints_tell_words_and_places_apart() -> None:
    a = fingerprint("a@b.example", ring(), context="x")

    assert a == fingerprint("a@b.example", ring(byte=9), context="x")  # the index, not the key
    assert a != fingerprint("a@b.example", ring(), context="y")
    assert a != fingerprint("c@b.example", ring(), context="x")


def test_a_keyring_is_written_and_read() -> None:
    two = ring().with_key(Key("k2", "sm4-gcm", bytes(16)))

    assert Keyring.read(two.written()) == two


GOOD = {
    "current": "k",
    "index": "00" * 32,
    "keys": {"k": {"cipher": "sm4-gcm", "secret": "0" * 32}},
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"current": "other"}, "its current key 'other' is not among its keys"),
        ({"index": "00"}, "its index must be 32 bytes in hexadecimal"),
        ({"keys": {"k": {"cipher": "sm4-gcm", "secret": "00"}}}, "key 'k' does not fit its cipher"),
        ({"keys": {"k": {"cipher": "rot13", "secret": "00"}}}, "does not fit its cipher 'rot13'"),
        ({"keys": []}, "it is no keyring"),
        ({"index": "xyz"}, "it is no keyring"),
    ],
)
def test_a_bad_keyring_says_what_is_wrong(change: dict[str, object], told: str) -> None:
    assert Keyring.read(json.dumps(GOOD)).current == "k"

    with pytest.raises(ValueError, match=told):
        Keyring.read(json.dumps(GOOD | change))


def test_no_secret_shows_in_a_trace() -> None:
    shown = repr(ring().keys["k1"]) + repr(ring())

    assert "\\x07" not in shown
