"""Is what the hosts approve named by one digest, and is every change found?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hongbang.approvals.rules.content import Listed, Named, changes, content, digest

A, B, C = (Named(f"A{name}", f"{name}组", "示范公司") for name in "甲乙丙")
LIST = Listed("team", "班组", 3, "RUN1", "d" * 64, "2026 期", (A, B), (C,))


def made(*lists: Listed, name: str = "2026年度", hosts: str = "质协") -> dict[str, Any]:
    return content("E1", name, [("quality", hosts)], lists)


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        (made(LIST), []),
        (made(replace(LIST, chosen=(A, C), reserves=(B,))), ["left", "joined", "reserves"]),
        (made(replace(LIST, chosen=(B, A))), ["order"]),
        (made(replace(LIST, chosen=(A, replace(B, unit="别的公司")))), ["renamed"]),
        (made(replace(LIST, reserves=())), ["reserves"]),
        (made(replace(LIST, run="RUN2")), ["run_differs"]),
        (made(LIST, replace(LIST, key="individual", name="个人")), ["new_list"]),
        (made(), ["no_list_now"]),
        (made(LIST, hosts="工会"), ["hosts"]),
        (made(LIST, name="换了名"), ["words"]),
    ],
)
def test_every_change_is_named(after: dict[str, Any], codes: list[str]) -> None:
    before = made(LIST)

    found = [one.code.partition(".")[2] for one in changes(before, after)]

    assert found == codes
    assert (digest(before) == digest(after)) == (not codes)
