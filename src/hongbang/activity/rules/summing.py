"""What do records add up to, and what do returns add up to over all organs?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hongbang.activity.rules.kinds import Book
from hongbang.kernel.number import half_up
from hongbang.sheets.rules.reading import number_of


@dataclass(frozen=True, slots=True)
class Deed:
    """What counts of one record."""

    unit: str
    kind: str
    teams: int
    people: int
    women: int
    under35: int
    hours: Decimal
    helped: int

    def measure(self, name: str) -> Decimal:
        """Return one measure: `person_hours` are the hours of all who came."""
        if name == "events":
            return Decimal(1)
        if name == "hours":
            return self.hours
        if name == "person_hours":
            return self.hours * self.people
        return Decimal(self.people if name == "people" else self.helped)


@dataclass(frozen=True, slots=True)
class Sum:
    """What records say of a figure, and how many records that is."""

    value: Decimal = Decimal(0)
    count: int = 0


def sums(book: Book, deeds: Sequence[Deed]) -> dict[str, Sum]:
    """Add records up, figure by figure; a figure that records feed is there, be it nought.

    Heads are no attendances: of each unit the largest record counts, so that who came twice is
    not counted twice; the organ adds who is missing.

    >>> from hongbang.activity.rules.kinds import Kind
    >>> from hongbang.sheets.rules.shape import Words
    >>> kind = Kind("training", Words("培训", "Training"), {"people": "training_people"})
    >>> book = Book((kind,), {"people": "people"}, {})
    >>> deed = lambda people: Deed("U1", "training", 1, people, 0, 0, Decimal(2), 0)
    >>> found = sums(book, [deed(20), deed(30)])
    >>> found["training_people"].value, found["people"].value, found["people"].count
    (Decimal('50'), Decimal('30'), 2)
    """
    found = {figure: Sum() for figure in book.fed}
    for deed in deeds:
        kind = book.kind(deed.kind)
        for measure, figure in kind.feeds.items() if kind else ():
            before = found[figure]
            found[figure] = Sum(before.value + deed.measure(measure), before.count + 1)
    for head, figure in book.taking_part.items():
        found[figure] = Sum(_heads(head, deeds), len(deeds))
    return found


def _heads(head: str, deeds: Sequence[Deed]) -> Decimal:
    if head == "units":
        return Decimal(len({one.unit for one in deeds}))
    most: dict[str, int] = {}
    for one in deeds:
        most[one.unit] = max(most.get(one.unit, 0), getattr(one, head))
    return Decimal(sum(most.values()))


def together(
    book: Book, key: str, returns: Iterable[Mapping[str, str]], *, adds: bool, places: int
) -> str:
    """Return a figure over all organs: a sum, or a mean weighed as the data says.

    Empty where nothing can be said: nobody reported it, or it neither adds up nor is weighed.

    Worked example: 80 of 10 answers and 90 of 30 answers are 87.5 of 40.

    >>> book = Book((), {}, {"mean": ("valid",)})
    >>> organs = [{"mean": "80", "valid": "10"}, {"mean": "90", "valid": "30"}]
    >>> together(book, "mean", organs, adds=False, places=2)
    '87.50'
    >>> together(book, "valid", organs, adds=True, places=0)
    '40'
    """
    rows = [(number_of(row.get(key)), row) for row in returns]
    values = [(value, row) for value, row in rows if value is not None]
    if key in book.means:
        weighed = [(value, _weight(book.means[key], row)) for value, row in values]
        whole = sum((weight for _value, weight in weighed), Fraction(0))
        if not whole:
            return ""
        return f"{half_up(sum(value * weight for value, weight in weighed) / whole, places):f}"
    if not adds or not values:
        return ""
    return f"{half_up(sum((value for value, _row in values), Fraction(0)), places):f}"


def _weight(keys: Sequence[str], row: Mapping[str, str]) -> Fraction:
    return sum((number_of(row.get(key)) or Fraction(0) for key in keys), Fraction(0))
