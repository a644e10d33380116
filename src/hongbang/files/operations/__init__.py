"""How does a file come in, whole or in parts, and what is swept? The only writer of this room.

Every other room writes `from hongbang.files import operations as files`.
"""

from hongbang.files.operations.keeping import holding, note_refused, store
from hongbang.files.operations.sweeping import condemn, scan_again, sweep
from hongbang.files.operations.uploading import (
    accept,
    advance,
    cancel_upload,
    complete,
    open_upload,
    receive,
    refuse,
    taking,
)

__all__ = [
    "accept",
    "advance",
    "cancel_upload",
    "complete",
    "condemn",
    "holding",
    "note_refused",
    "open_upload",
    "receive",
    "refuse",
    "scan_again",
    "store",
    "sweep",
    "taking",
]
