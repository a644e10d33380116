"""Which file does a ticket carry out, and which uploads are under way?"""

from hongbang.files.models import StoredFile, Upload  # others name rows, they hold no tables
from hongbang.files.queries.tickets import SALT, SECONDS, blocks, grant, redeem
from hongbang.files.queries.uploads import (
    Fault,
    faults,
    is_untidy,
    my_upload,
    my_uploads,
    orphans,
    resumable,
    stray_parts,
)

__all__ = [
    "SALT",
    "SECONDS",
    "Fault",
    "StoredFile",
    "Upload",
    "blocks",
    "faults",
    "grant",
    "is_untidy",
    "my_upload",
    "my_uploads",
    "orphans",
    "redeem",
    "resumable",
    "stray_parts",
]
