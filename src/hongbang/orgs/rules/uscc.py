"""Is a unified social credit code well made, and if not, which one may be meant?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_SHOWN = 3
# Letters that the standard leaves out because they are misread, and what they are read for.
_MISREAD = {"O": "0DQ", "I": "1L", "S": "5", "Z": "2", "V": "UY"}
# Signs of the standard that are misread all the same.
_ALIKE = {"0": "DQ", "D": "0Q", "Q": "0D", "8": "B", "B": "8", "1": "L", "L": "1"} | {
    "6": "G",
    "G": "6",
    "U": "W",
    "W": "U",
}


@dataclass(frozen=True, slots=True)
class UsccVerdict:
    """What was found: the code as it is kept, its fault ("" for none), what may be meant.

    Faults: `length` (not 18 signs), `sign` (one that no code holds), `check` (last sign).
    """

    code: str
    is_valid: bool
    fault: str
    suggestions: tuple[str, ...]


def normal(typed: str) -> str:
    """Fold width and case and leave out blanks, as codes are compared and kept.

    >>> normal(" 9131 0000６３１５９２８４xq ")
    '9131000063159284XQ'
    """
    return "".join(unicodedata.normalize("NFKC", typed).split()).upper()


def check(typed: str) -> UsccVerdict:
    """Check a code as GB 32100-2015 writes it; a failing one may stand, with a reason.

    Worked example (domain.md section 7.1): the first is well made, of the second one sign was
    misread.

    >>> check("9131000063159284XQ").is_valid
    True
    >>> check("9131OOOO63159284XQ").suggestions
    ('9131000063159284XQ',)
    """
    code = normal(typed)
    fault = _fault(code)
    suggestions = tuple(islice(dict.fromkeys(_meant(code)), _SHOWN)) if fault else ()
    return UsccVerdict(code, not fault, fault, suggestions)


def check_sign(first_17: str) -> str:
    """Return the eighteenth sign of a code whose first seventeen are given."""
    total = sum(SIGNS.index(sign) * w for sign, w in zip(first_17, _WEIGHTS, strict=True))
    return SIGNS[-total % 31]


def _fault(code: str) -> str:
    if len(code) != LENGTH:
        return "length"
    if not set(code) <= set(SIGNS) or not (code[2:8].isascii() and code[2:8].isdigit()):
        return "sign"
    return "" if check_sign(code[:-1]) == code[-1] else "check"


def _meant(code: str) -> Iterator[str]:
    """Give the well made codes that one misreading away was meant."""
    if len(code) != LENGTH:
        return
    wrong = [place for place, sign in enumerate(code) if sign in _MISREAD]
    if len(wrong) > 6:
        return
    for signs in product(*(_MISREAD[code[place]] for place in wrong)):
        read = list(code)
        for place, sign in zip(wrong, signs, strict=True):
            read[place] = sign
        yield from _well_made("".join(read), and_alike=not wrong)


def _well_made(code: str, *, and_alike: bool) -> Iterator[str]:
    if not _fault(code):
        yield code
    if and_alike:
        for place, sign in enumerate(code):
            for other in _ALIKE.get(sign, ""):
                read = code[:place] + other + code[place + 1 :]
                if not _fault(read):
                    yield read
