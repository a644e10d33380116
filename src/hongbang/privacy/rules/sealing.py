"""How is a word sealed so that only the keyring opens it, and found again without opening?

AES-256-GCM (NIST SP 800-38D) or SM4-GCM (GB/T 32907, RFC 8998), by the key's own note. The
keyring is a file outside the database (reliability.md demand 17). Chance is an argument.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = "s1"
NONCE_BYTES = 12
TAG_BYTES = 16
INDEX_BYTES = 32
NAME_BYTES = 4
KEY_BYTES = {"aes-256-gcm": 32, "sm4-gcm": 16}


class Unsealable(ValueError):  # noqa: N818 - what the word is
    """A sealed word that this keyring does not open: another key, or altered."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key with its name and the cipher it is for."""

    name: str
    cipher: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys that open, the one that seals, and the secret of the fingerprints."""

    keys: Mapping[str, Key]
    current: str
    index: bytes = field(repr=False)

    @classmethod
    def read(cls, text: str) -> Keyring:
        """Read a keyring as it is written in its file; raises `ValueError` saying what is wrong."""
        try:
            told = json.loads(text)
            index = bytes.fromhex(told["index"])
            keys = {
                name: Key(name, key["cipher"], bytes.fromhex(key["secret"]))
                for name, key in told["keys"].items()
            }
            current = str(told["current"])
        except (KeyError, TypeError, AttributeError, ValueError):
            message = "it is no keyring: it needs current, index and keys"
            raise ValueError(message) from None
        ring = cls(keys, current, index)
        ring.refuse_unusable()
        return ring

    def refuse_unusable(self) -> None:
        """Raise `ValueError` where a key cannot do its work."""
        if self.current not in self.keys:
            message = f"its current key {self.current!r} is not among its keys"
            raise ValueError(message)
        if len(self.index) != INDEX_BYTES:
            message = f"its index must be {INDEX_BYTES} bytes in hexadecimal"
            raise ValueError(message)
        for key in self.keys.values():
            if KEY_BYTES.get(key.cipher) != len(key.secret):
                message = f"key {key.name!r} does not fit its cipher {key.cipher!r}"
                raise ValueError(message)

    def with_key(self, key: Key) -> Keyring:
        """Return the ring with a new current key; the old ones still open."""
        return Keyring({**self.keys, key.name: key}, key.name, self.index)

    def only_current(self) -> Keyring:
        """Return the ring without the keys that no longer seal."""
        return Keyring({self.current: self.keys[self.current]}, self.current, self.index)

    def written(self) -> str:
        """Return the text of its file."""
        keys = {k.name: {"cipher": k.cipher, "secret": k.secret.hex()} for k in self.keys.values()}
        told = {"current": self.current, "index": self.index.hex(), "keys": keys}
        return json.dumps(told, indent=1) + "\n"


def new_key(cipher: str, chance: Callable[[int], bytes]) -> Key:
    """Draw a key for `cipher`; `chance` gives as many bytes as it is asked for.

    >>> new_key("sm4-gcm", bytes).name
    'k00000000'
    """
    return Key(f"k{chance(NAME_BYTES).hex()}", cipher, chance(KEY_BYTES[cipher]))


def new_ring(cipher: str, chance: Callable[[int], bytes]) -> Keyring:
    """Draw a keyring of one key.

    >>> len(new_ring("aes-256-gcm", bytes).index)
    32
    """
    key = new_key(cipher, chance)
    return Keyring({key.name: key}, key.name, chance(INDEX_BYTES))


def seal(word: str, ring: Keyring, *, context: str, nonce: bytes) -> str:
    """Seal `word` for the place `context` (room.table.column); an empty word stays empty.

    >>> ring = Keyring({"k": Key("k", "aes-256-gcm", bytes(32))}, "k", bytes(32))
    >>> sealed = seal("13800000000", ring, context="a.b.c", nonce=bytes(12))
    >>> sealed[:5], unseal(sealed, ring, context="a.b.c")
    ('s1:k:', '13800000000')
    """
    if not word:
        return ""
    key = ring.keys[ring.current]
    closed = _close(key, word.encode(), context.encode(), nonce)
    return f"{VERSION}:{key.name}:{urlsafe_b64encode(nonce + closed).decode()}"


def unseal(sealed: str, ring: Keyring, *, context: str) -> str:
    """Open a sealed word; raises `Unsealable` for a foreign key, place, or an altered word."""
    if not sealed:
        return ""
    version, _, rest = sealed.partition(":")
    name, _, body = rest.partition(":")
    if version != VERSION or name not in ring.keys:
        message = f"no key on the ring opens {version}:{name}"
        raise Unsealable(message)
    try:
        raw = urlsafe_b64decode(body)
        word = _open(ring.keys[name], raw[NONCE_BYTES:], context.encode(), raw[:NONCE_BYTES])
    except (InvalidTag, ValueError):
        message = f"a word of {context} was altered, or belongs elsewhere"
        raise Unsealable(message) from None
    return word.decode()


def is_current(sealed: str, ring: Keyring) -> bool:
    """Say whether a word is sealed by the current key; an empty one needs none."""
    return not sealed or sealed.startswith(f"{VERSION}:{ring.current}:")


def fingerprint(word: str, ring: Keyring, *, context: str) -> str:
    """Return what finds an equal word again; tells nothing without the ring.

    >>> ring = Keyring({}, "", bytes(32))
    >>> fingerprint("a@b.example", ring, context="x") == fingerprint("A@b.example", ring,
    ...     context="x")
    False
    >>> len(fingerprint("a@b.example", ring, context="x"))
    64
    """
    said = f"{context}\0{word}".encode()
    return hmac.new(ring.index, said, hashlib.sha256).hexdigest()


def _close(key: Key, word: bytes, context: bytes, nonce: bytes) -> bytes:
    if key.cipher == "aes-256-gcm":
        return AESGCM(key.secret).encrypt(nonce, word, context)
    closing = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce)).encryptor()
    closing.authenticate_additional_data(context)
    return closing.update(word) + closing.finalize() + closing.tag


def _open(key: Key, closed: bytes, context: bytes, nonce: bytes) -> bytes:
    if key.cipher == "aes-256-gcm":
        return AESGCM(key.secret).decrypt(nonce, closed, context)
    body, tag = closed[:-TAG_BYTES], closed[-TAG_BYTES:]
    opening = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(context)
    return opening.update(body) + opening.finalize()
