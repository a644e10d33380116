"""Does a yes need no words, and does every no carry its reason?"""

from __future__ import annotations

from hongbang.kernel.decision import ALLOWED, Allowed, Decision, Refused


def test_a_yes_is_a_yes() -> None:
    assert ALLOWED.ok is True
    assert Allowed() == ALLOWED


def test_a_no_carries_its_code_and_what_it_speaks_of() -> None:
    plain, told = Refused("notices.not_yours"), Refused("files.kind", {"name": "a.exe"})

    assert (plain.ok, plain.code, plain.params) == (False, "notices.not_yours", {})
    assert (told.code, told.params) == ("files.kind", {"name": "a.exe"})


def test_two_refusals_share_no_words() -> None:
    decisions: list[Decision] = [Refused("a"), Refused("a")]

    assert decisions[0] == decisions[1]
    assert decisions[0].params is not decisions[1].params  # type: ignore[union-attr]  # both are refused
