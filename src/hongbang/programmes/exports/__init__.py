"""What of an edition leaves as a file? The list of editions, and the annexes."""

from hongbang.programmes.exports.annexes import Annex, annexes, paper
from hongbang.programmes.exports.lists import directory_xlsx

__all__ = ["Annex", "annexes", "directory_xlsx", "paper"]
