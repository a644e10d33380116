"""What can be done with applications? The only writer of this room."""

from hongbang.applications.operations.beginning import begin
from hongbang.applications.operations.filling import attach, save
from hongbang.applications.operations.moving import (
    hand_over,
    note_export,
    resubmit,
    return_for_correction,
    submit,
    withdraw,
)

__all__ = [
    "attach",
    "begin",
    "hand_over",
    "note_export",
    "resubmit",
    "return_for_correction",
    "save",
    "submit",
    "withdraw",
]
