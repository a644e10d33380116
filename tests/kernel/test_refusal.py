"""Does every refusal carry a code and its own copy of what it speaks of?"""

from __future__ import annotations

import pytest

from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, RuleBroken, Stale

KINDS = (NotAllowed, IllegalMove, RuleBroken, Stale, NotFound)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_raised_with_its_code(kind: type[Refusal]) -> None:
    with pytest.raises(Refusal) as refused:
        raise kind("room.reason", {"n": 3})

    assert type(refused.value) is kind
    assert (refused.value.code, refused.value.params, str(refused.value)) == (
        "room.reason",
        {"n": 3},
        "room.reason",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_without_parameters_has_none(kind: type[Refusal]) -> None:
    assert kind("room.reason").params == {}


def test_a_refusal_keeps_its_own_copy() -> None:
    told: dict[str, object] = {"n": 3}

    refusal = RuleBroken("room.reason", told)
    told["n"] = 4

    assert refusal.params == {"n": 3}


def test_no_kind_is_taken_for_another() -> None:
    pairs = [(a, b) for a in KINDS for b in KINDS if a is not b and issubclass(a, b)]

    assert pairs == []
