"""Which moves lead from which state to which?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hongbang.kernel.refusal import IllegalMove


@dataclass(frozen=True)
class Lifecycle:
    """A table of moves `{(state, move): state}` with the state everything starts in.

    >>> door = Lifecycle("door", "shut", {("shut", "open"): "open", ("open", "close"): "shut"})
    >>> door.after("shut", "open")
    'open'
    >>> door.moves_from("open")
    ('close',)
    """

    name: str
    first: str
    table: Mapping[tuple[str, str], str]

    @property
    def states(self) -> tuple[str, ...]:
        """List every state, the first one first, in the order of the table."""
        found = [self.first]
        for (state, _), target in self.table.items():
            found += [state, target]
        return tuple(dict.fromkeys(found))

    @property
    def moves(self) -> tuple[str, ...]:
        """List every move once, in the order of the table."""
        return tuple(dict.fromkeys(move for _, move in self.table))

    def after(self, state: str, move: str) -> str:
        """Return the state that `move` leads to.

        Refuses: `IllegalMove("<name>.no_such_move")` where the table has no such row.
        """
        try:
            return self.table[state, move]
        except KeyError:
            raise IllegalMove(f"{self.name}.no_such_move", {"state": state, "move": move}) from None

    def moves_from(self, state: str) -> tuple[str, ...]:
        """List the moves that exist from `state`."""
        return tuple(move for (start, move) in self.table if start == state)

    def reachable(self) -> frozenset[str]:
        """Return every state that can be reached from the first one."""
        seen: set[str] = set()
        ahead = [self.first]
        while ahead:
            state = ahead.pop()
            if state not in seen:
                seen.add(state)
                ahead += [self.table[state, move] for move in self.moves_from(state)]
        return frozenset(seen)

    def diagram(self) -> str:
        """Draw the table as a Mermaid state diagram, for docs/lifecycles.md."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        lines += [f"    {start} --> {end}: {move}" for (start, move), end in self.table.items()]
        lines += [f"    {state} --> [*]" for state in self.states if not self.moves_from(state)]
        return "\n".join(lines)
