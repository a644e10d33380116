"""Which kinds of activity are there, and which figures do they feed? Read from data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hongbang.sheets.rules.shape import Words

MEASURES = ("events", "people", "hours", "person_hours", "helped")
HEADS = ("units", "teams", "people", "women", "under35")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity; `feeds` names the figure of each measure it adds to."""

    key: str
    title: Words
    feeds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """All of it: the kinds, where heads go, what is a mean and by what it is weighed."""

    kinds: tuple[Kind, ...]
    taking_part: Mapping[str, str]
    means: Mapping[str, tuple[str, ...]]

    def kind(self, key: str) -> Kind | None:
        """Return a kind by its key."""
        return next((one for one in self.kinds if one.key == key), None)

    @property
    def fed(self) -> frozenset[str]:
        """Return the figures that records feed."""
        own = {figure for one in self.kinds for figure in one.feeds.values()}
        return frozenset(own | {*self.taking_part.values()})


def read(source: Mapping[str, Any]) -> Book:
    """Read the data; a measure nobody knows stops the start.

    >>> title = {"zh": "培训", "en": "Training"}
    >>> row = {"key": "training", "title": title, "feeds": {"people": "training_people"}}
    >>> sorted(read({"kinds": [row], "taking_part": {"units": "units"}, "means": {}}).fed)
    ['training_people', 'units']
    """
    kinds = tuple(
        Kind(row["key"], Words(row["title"]["zh"], row["title"]["en"]), dict(row["feeds"]))
        for row in source["kinds"]
    )
    unknown = {one for kind in kinds for one in kind.feeds} - {*MEASURES}
    unknown |= {*source["taking_part"]} - {*HEADS}
    if unknown:
        message = f"nobody measures {sorted(unknown)}"
        raise ValueError(message)
    means = {key: tuple(weights) for key, weights in source["means"].items()}
    return Book(kinds, dict(source["taking_part"]), means)
