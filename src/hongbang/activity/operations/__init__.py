"""What can be done with activities and returns? The only writer of this room."""

from hongbang.activity.operations.recording import correct, record, strike
from hongbang.activity.operations.reporting import (
    accept,
    note_export,
    prepare,
    reopen,
    save,
    send_back,
    sign,
)

__all__ = [
    "accept",
    "correct",
    "note_export",
    "prepare",
    "record",
    "reopen",
    "save",
    "send_back",
    "sign",
    "strike",
]
