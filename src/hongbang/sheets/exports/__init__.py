"""How does a sheet leave the house: on paper as a blank form, in a list as a row?"""

from hongbang.sheets.exports.blanks import CHINESE, ENGLISH, Tongue, blank, spans_of
from hongbang.sheets.exports.lists import list_xlsx

__all__ = ["CHINESE", "ENGLISH", "Tongue", "blank", "list_xlsx", "spans_of"]
