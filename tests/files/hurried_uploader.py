"""Somebody who uploads without a pause, whole and in parts. Run by test_kills.py, which kills it.

A line is printed for each upload once the house has said yes.
"""

from __future__ import annotations

import hashlib
import os
import sys
from itertools import count

os.environ["DJANGO_SETTINGS_MODULE"] = "hongbang.config.settings"
import django

django.setup()
from hongbang.files import operations as files  # noqa: E402 - after set-up
from hongbang.files.operations import child, inspecting  # noqa: E402 - as above
from hongbang.files.rules.incoming import Incoming, Open, Piece  # noqa: E402 - as above
from hongbang.kernel.actor import Actor, Role  # noqa: E402 - as above
from hongbang.ui import clock  # noqa: E402 - as above

inspecting._asked = lambda _name, told: child._judge(told)
BY = Actor(f"P{sys.argv[1]}", Role.EXPERT, "O", "r")
PDF = bytes.fromhex(sys.argv[2])


def whole(content: bytes) -> str:
    blocks = [content[at : at + 65536] for at in range(0, len(content), 65536)]
    with files.holding(Incoming("整.pdf", len(content), blocks), by=BY, at=clock.now()) as held:
        return files.store(held, by=BY, at=clock.now()).public_id


def in_parts(content: bytes, key: str) -> str:
    at = clock.now()
    upload = files.open_upload(Open("分.pdf", len(content), key), by=BY, at=at)
    for offset in range(0, len(content), 100_000):
        piece = Piece(offset, content[offset : offset + 100_000])
        upload = files.receive(upload, piece, by=BY, at=at)
    files.complete(upload, by=BY, at=at)
    with files.taking(upload.public_id, by=BY) as held:
        return files.store(held, by=BY, at=at).public_id


for number in count():
    # a comment before its end makes each file its own
    told = f"%{sys.argv[1]}-{number}\n".encode()
    filling = b"%" + b"x" * (300_000 if number % 2 else 2_000) + b"\n"
    content = PDF.replace(b"startxref", told + filling + b"startxref")
    digest = hashlib.sha256(content).hexdigest()
    key = hashlib.sha256(told).hexdigest()[:32]
    code = in_parts(content, key) if number % 2 else whole(content)
    sys.stdout.write(f"{code} {digest}\n")
    sys.stdout.flush()
