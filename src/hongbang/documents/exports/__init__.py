"""How does typed content become a file? The door of the room for those who make papers."""

from hongbang.documents.exports.files import MEDIA, Made, make
from hongbang.documents.exports.pdf import fonts_in_use
from hongbang.documents.exports.tables import XLSX, Cell, write_csv, write_table

__all__ = [
    "MEDIA",
    "XLSX",
    "Cell",
    "Made",
    "fonts_in_use",
    "make",
    "write_csv",
    "write_table",
]
