"""Who reads which file: enough readers, no conflict, loads as even as they can be?

Every file gets as many readers as it can. Among all ways to do so the squares of the loads add up
to as little as can be; so whenever loads can differ by one at most, they do. Who gets what is drawn
by a seed, so that nobody can choose a judge, and everybody can draw it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hongbang.kernel.lottery import lottery_key

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A file with fewer readers than it should have: how many are missing, how many were barred."""

    file: str
    missing: int
    barred: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who reads what.

    `pairs` are file and expert. Where loads differ by more than one, `bound` names the circle of
    those who carry the most. Nobody can relieve them: whatever they read and did not keep from
    before, everybody outside is barred from or reads already.
    """

    pairs: tuple[Pair, ...]
    loads: Mapping[str, int]
    shortfalls: tuple[Shortfall, ...]
    bound: tuple[str, ...] = ()

    @property
    def spread(self) -> int:
        """Return by how many files the largest load exceeds the smallest."""
        return max(self.loads.values(), default=0) - min(self.loads.values(), default=0)

    def readers(self, file: str) -> tuple[str, ...]:
        """Return the readers of a file."""
        return tuple(expert for one, expert in self.pairs if one == file)


def assign(
    files: Iterable[str],
    experts: Iterable[str],
    readings: int,
    *,
    barred: Collection[Pair] = frozenset(),
    seed: str,
    kept: Collection[Pair] = (),
) -> Assignment:
    """Give each file so many readers; `kept` pairs were given before and stay.

    Worked example: two readings of two files by three experts, of whom one may not read the first.

    >>> found = assign(["A-1", "A-2"], ["x", "y", "z"], 2, barred={("A-1", "z")}, seed="2016")
    >>> found.readers("A-1"), sorted(found.loads.values())
    (('x', 'y'), [1, 1, 2])

    When somebody falls out, leave them out and pass the pairs of all others as `kept`.
    """
    board = _Board(sorted(set(files)), sorted(set(experts)), frozenset(barred), seed)
    board.take(kept)
    board.fill(readings)
    while board.relieve():
        pass
    return Assignment(
        tuple(sorted(board.pairs())),
        {expert: len(board.reads[expert]) for expert in board.experts},
        board.shortfalls(readings),
        board.bound(),
    )


class _Board:
    """Who may read what, and who does."""

    def __init__(
        self, files: Sequence[str], experts: Sequence[str], barred: frozenset[Pair], seed: str
    ) -> None:
        self.experts = experts
        self._lots = {
            (file, expert): lottery_key(seed, f"{file}|{expert}")
            for file in files
            for expert in experts
        }
        self._files = sorted(files, key=lambda file: lottery_key(seed, file))
        self._may = {
            file: [expert for expert in experts if (file, expert) not in barred] for file in files
        }
        self.reads: dict[str, set[str]] = {expert: set() for expert in experts}
        self._fixed: frozenset[Pair] = frozenset()

    def take(self, kept: Collection[Pair]) -> None:
        """Put in what was given before, as far as file, expert and permission are still there."""
        self._fixed = frozenset(
            (file, expert) for file, expert in kept if expert in self._may.get(file, ())
        )
        for file, expert in self._fixed:
            self.reads[expert].add(file)

    def fill(self, readings: int) -> None:
        """Give every file what it lacks, each time to whoever has least, by lot among equals."""
        for file in self._files:
            while self._lacks(file, readings):
                free = [one for one in self._may[file] if file not in self.reads[one]]
                if not free:
                    break
                chosen = min(free, key=lambda one: (len(self.reads[one]), self._lots[file, one]))
                self.reads[chosen].add(file)

    def relieve(self) -> bool:
        """Hand files on, from one who has at least two more than the one at the end of the line.

        While there is such a line the squares of the loads can fall; when there is none they are
        as small as they can be, for that is when no cycle of the flow has a negative cost.
        """
        for loaded in sorted(self.experts, key=lambda one: (-len(self.reads[one]), one)):
            line = self._line(loaded)
            if line:
                for giver, file, taker in line:
                    self.reads[giver].remove(file)
                    self.reads[taker].add(file)
                return True
        return False

    def bound(self) -> tuple[str, ...]:
        """Name those with the most who can only hand on among themselves, if loads are uneven."""
        loads = {one: len(self.reads[one]) for one in self.experts}
        most = max(loads.values(), default=0)
        if most - min(loads.values(), default=0) <= 1:
            return ()
        full = [one for one in self.experts if loads[one] == most]
        return tuple(sorted({other for one in full for other in self._reached(one)}))

    def pairs(self) -> list[Pair]:
        """List who reads what."""
        return [(file, expert) for expert in self.experts for file in self.reads[expert]]

    def shortfalls(self, readings: int) -> tuple[Shortfall, ...]:
        """Name the files that nobody more may read, though they need it."""
        return tuple(
            Shortfall(file, readings - given, len(self.experts) - len(self._may[file]))
            for file in sorted(self._files)
            if (given := sum(file in held for held in self.reads.values())) < readings
        )

    def _lacks(self, file: str, readings: int) -> bool:
        return sum(file in held for held in self.reads.values()) < readings

    def _line(self, loaded: str) -> list[tuple[str, str, str]]:
        """Find the shortest line of hand-overs that relieves somebody, by lot among equals."""
        came = self._reached(loaded)
        target = len(self.reads[loaded]) - 2
        end = next((one for one in came if len(self.reads[one]) <= target), None)
        line: list[tuple[str, str, str]] = []
        while end is not None and end != loaded:
            giver, file = came[end]
            line.append((giver, file, end))
            end = giver
        return line

    def _reached(self, loaded: str) -> dict[str, Pair]:
        """Return all to whom files could be handed on, nearest first, and by whom with which."""
        came: dict[str, Pair] = {loaded: (loaded, "")}
        ahead = [loaded]
        for giver in ahead:
            for file in sorted(self.reads[giver], key=lambda one: self._lots[one, giver]):
                if (file, giver) in self._fixed:
                    continue
                for taker in self._may[file]:
                    if taker not in came and file not in self.reads[taker]:
                        came[taker] = (giver, file)
                        ahead.append(taker)
        return came
