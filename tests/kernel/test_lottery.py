"""Does a draw hang on seed and name alone?"""

from __future__ import annotations

import hashlib

from hongbang.kernel.lottery import lottery_key


def test_a_lot_is_the_digest_of_seed_and_name() -> None:
    assert lottery_key("种子", "甲") == hashlib.sha256("种子|甲".encode()).hexdigest()


def test_another_seed_draws_another_order() -> None:
    names = [f"A-{number:04}" for number in range(40)]
    orders = {
        tuple(sorted(names, key=lambda name: lottery_key(str(seed), name))) for seed in range(20)
    }

    assert len(orders) == 20
