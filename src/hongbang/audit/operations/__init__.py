"""How is a deed done, recorded, done once, anchored, erased? The door of the room.

Every other room writes `from hongbang.audit import operations as audit`.
"""

from hongbang.audit.operations.anchoring import anchor
from hongbang.audit.operations.deeds import checked_update, deed, unrecorded
from hongbang.audit.operations.erasing import erase
from hongbang.audit.operations.once import forget_once, once, settle
from hongbang.audit.operations.recording import note_export, rebuild_last_deeds, record
from hongbang.audit.operations.triggers import install_triggers, missing_triggers

__all__ = [
    "anchor",
    "checked_update",
    "deed",
    "erase",
    "forget_once",
    "install_triggers",
    "missing_triggers",
    "note_export",
    "once",
    "rebuild_last_deeds",
    "record",
    "settle",
    "unrecorded",
]
