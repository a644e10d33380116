"""How is a message posted, sent and read, and who changes its words? The only writer here.

Every other room writes `from hongbang.outbox import operations as outbox`.
"""

from hongbang.outbox.operations.counting import count_day
from hongbang.outbox.operations.delivering import (
    claim,
    doubt,
    fail,
    forget,
    gather_digests,
    hand_over,
    hold,
    release,
    sent,
    wait,
)
from hongbang.outbox.operations.erasing import erase_person
from hongbang.outbox.operations.overseeing import drop, note_export, retry
from hongbang.outbox.operations.posting import post, send
from hongbang.outbox.operations.reading import mark_all_read, mark_read
from hongbang.outbox.operations.wishing import wish
from hongbang.outbox.operations.wording import draft_words, publish_words, revert_words

__all__ = [
    "claim",
    "count_day",
    "doubt",
    "draft_words",
    "drop",
    "erase_person",
    "fail",
    "forget",
    "gather_digests",
    "hand_over",
    "hold",
    "mark_all_read",
    "mark_read",
    "note_export",
    "post",
    "publish_words",
    "release",
    "retry",
    "revert_words",
    "send",
    "sent",
    "wait",
    "wish",
]
