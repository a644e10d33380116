"""What would a workbook of bodies add and change, and what is wrong in it?

Pure: rows and what is registered come in, a plan goes out. A row names a registered body by its
code, else by its credit code, else by its name; any other row is a body to add. A column that the
workbook does not have leaves what is registered as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.rules import uscc
from hongbang.orgs.rules.bodies import DEEPEST, WORDS, Place, check_place, checked_words
from hongbang.orgs.rules.channels import AreaKind, Channel
from hongbang.orgs.rules.commands import Words

PLACE = ("channel", "area_kind", "area", "parent")
COLUMNS = ("code", "kind", "name", "name_en", *PLACE, *WORDS[2:], "stand")
NEEDED = ("kind", "name")
ADDED = ("organ", "unit")
ROWS_MAX = 5000
LONGEST = {
    "name": 100,
    "name_en": 160,
    "area": 60,
    "parent": 100,
    "uscc": 40,
    "uscc_reason": 200,
    "address": 200,
    "address_en": 240,
    "telephone": 60,
    "fax": 60,
    "email": 254,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "channel": tuple(Channel),
    "area_kind": tuple(AreaKind),
    "nature": (
        *("state", "state_held", "collective", "private", "foreign"),
        *("institution", "social", "authority", "other"),
    ),
    "stand": ("open", "closed"),
}
AT = {
    "orgs.no_name": "name",
    "orgs.personal_number": "name",
    "orgs.uscc_unexplained": "uscc",
    "orgs.no_such_organ": "channel",
    "orgs.organ_place": "channel",
    "orgs.no_place": "area",
    "orgs.unit_place": "parent",
    "orgs.unit_district": "area",
    "orgs.parent_kind": "parent",
    "orgs.parent_channel": "parent",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the workbook and the cells of the columns that are there."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """A registered body as a row would write it, `parent` by its code."""

    code: str
    cells: Mapping[str, str]
    is_open: bool
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which row and column: a refusal's code with its parameters."""

    line: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row: `add`, `change` or `keep`; a parent stands as a step or a body.

    `cells` are the whole row as it will be kept, `body` the code of the registered body.
    """

    line: int
    verb: str
    body: str
    cells: Mapping[str, str]
    parent_line: int = 0
    parent_body: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workbook would do: its steps, the areas to add, the faults that refuse it."""

    steps: tuple[Step, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()

    def count(self, verb: str) -> int:
        """Count the steps of one verb.

        >>> Plan((Step(3, "add", "", {}),)).count("add")
        1
        """
        return sum(step.verb == verb for step in self.steps)


def plan(rows: Sequence[Row], bodies: Sequence[Body], areas: Sequence[tuple[str, str]]) -> Plan:
    """Lay out what the rows would do to the registered bodies; one bad row refuses all.

    Worked example: a row of a new organ in a known district is one to add.

    >>> row = {"kind": "organ", "name": "黄浦区总工会", "channel": "union", "area": "黄浦区"}
    >>> plan([Row(3, row)], [], [("district", "黄浦区")]).count("add")
    1
    """
    return _Planning(rows, bodies, areas).plan()


class _Planning:
    """One pass over a workbook; holds what the checks look things up in."""

    def __init__(
        self, rows: Sequence[Row], bodies: Sequence[Body], areas: Sequence[tuple[str, str]]
    ) -> None:
        self.rows = rows
        self.known = {body.code: body for body in bodies}
        self.children: dict[str, list[Body]] = {}
        for body in bodies:
            self.children.setdefault(body.parent, []).append(body)
        opened = [body for body in bodies if body.is_open]
        self.by_uscc = {one.cells["uscc"]: one for one in opened if one.cells["uscc"]}
        self.by_name = {one.cells["name"]: one for one in opened}
        self.claimed = {row.cells.get("code", "").strip() for row in rows}
        self.areas = set(areas)
        self.added_areas: dict[tuple[str, str], None] = {}
        self.faults: list[Fault] = []

    def plan(self) -> Plan:
        """Match, check each row, then check them together."""
        steps = [self._step(row) for row in self.rows]
        self._refuse_twins(steps)
        self.final = {step.body: step for step in steps if step.body}
        self._find_parents(steps)
        steps = self.placed
        self.final = {step.body: step for step in steps if step.body}
        for step in steps:
            if step.verb != "keep":
                self._check_place(step)
        self._check_rows_above(steps)
        faults = tuple(sorted(self.faults, key=lambda one: (one.line, COLUMNS.index(one.column))))
        return Plan(tuple(steps), tuple(self.added_areas), faults)

    def _fault(self, line: int, column: str, code: str, **params: object) -> None:
        self.faults.append(Fault(line, column, code, params))

    def _step(self, row: Row) -> Step:
        """Find the body that a row names, and make the row whole."""
        cells = {name: value.strip() for name, value in row.cells.items()}
        if "uscc" in cells:
            cells["uscc"] = uscc.normal(cells["uscc"])
        body = self._named(row.line, cells)
        whole = dict.fromkeys(COLUMNS, "") | (dict(body.cells) if body else {}) | cells
        if body and not body.is_open:
            return self._closed(row.line, body, whole)
        self._check_kind(row.line, body, whole)
        if body and whole["kind"] != body.cells["kind"]:
            return Step(row.line, "keep", body.code, body.cells)
        self._check_cells(row.line, whole)
        self._fill_area(row.line, whole)
        whole = self._checked(row.line, whole)
        is_same = body and all(whole[name] == body.cells[name] for name in COLUMNS[1:-1])
        verb = "keep" if is_same else "change" if body else "add"
        return Step(row.line, verb, body.code if body else "", whole)

    def _named(self, line: int, cells: Mapping[str, str]) -> Body | None:
        code = cells.get("code", "")
        if code:
            if code not in self.known:
                self._fault(line, "code", "orgs.sheet_code")
            return self.known.get(code)
        found = self.by_uscc.get(cells.get("uscc", "")) or self.by_name.get(cells.get("name", ""))
        return found if found and found.code not in self.claimed else None

    def _closed(self, line: int, body: Body, whole: Mapping[str, str]) -> Step:
        if any(whole[name] != body.cells[name] for name in COLUMNS[1:]):
            self._fault(line, "stand", "orgs.closed", name=body.cells["name"])
        return Step(line, "keep", body.code, whole)

    def _check_kind(self, line: int, body: Body | None, whole: Mapping[str, str]) -> None:
        if body and whole["kind"] != body.cells["kind"]:
            self._fault(line, "kind", "orgs.sheet_kind")
        elif not body and whole["kind"] not in ADDED:
            self._fault(line, "kind", "orgs.sheet_kind_new")
        if whole["stand"] not in {"", "open"}:
            self._fault(line, "stand", "orgs.sheet_stand")

    def _check_cells(self, line: int, whole: Mapping[str, str]) -> None:
        for name, most in LONGEST.items():
            if len(whole[name]) > most:
                self._fault(line, name, "orgs.sheet_long", n=len(whole[name]), most=most)
        for name, values in CHOICES.items():
            if whole[name] and whole[name] not in values:
                self._fault(line, name, "orgs.sheet_choice", typed=whole[name])
        postcode = whole["postcode"]
        if postcode and not (len(postcode) == 6 and postcode.isascii() and postcode.isdigit()):
            self._fault(line, "postcode", "orgs.sheet_postcode")
        email = whole["email"]
        if email and (email.count("@") != 1 or not email.isascii() or " " in email):
            self._fault(line, "email", "orgs.sheet_email")

    def _fill_area(self, line: int, whole: dict[str, str]) -> None:
        """Say of which kind an area is where the row does not, and note an area to add."""
        if not whole["area"]:
            whole["area_kind"] = ""
            return
        if not whole["area_kind"]:
            kinds = [kind for kind, name in self.areas if name == whole["area"]]
            whole["area_kind"] = kinds[0] if len(kinds) == 1 else "district"
        pair = (whole["area_kind"], whole["area"])
        if pair in self.areas or whole["area_kind"] not in CHOICES["area_kind"]:
            return
        if whole["area_kind"] == "district":
            self._fault(line, "area", "orgs.sheet_district", name=whole["area"])
        else:
            self.added_areas[pair] = None

    def _checked(self, line: int, whole: Mapping[str, str]) -> dict[str, str]:
        try:
            words = checked_words(Words(**{name: whole[name] for name in WORDS}))
        except RuleBroken as refusal:
            self._fault(line, AT[refusal.code], refusal.code)
            return dict(whole)
        return {**whole, **words}

    def _refuse_twins(self, steps: Sequence[Step]) -> None:
        """Refuse what two rows, or a row and another registered body, would both have."""
        touched: dict[str, int] = {}
        for step in steps:
            if step.body and step.body in touched:
                self._fault(step.line, "name", "orgs.sheet_twice", row=touched[step.body])
            elif step.body:
                touched[step.body] = step.line
        for column in ("name", "uscc"):
            taken = {
                body.cells[column]: 0
                for body in self.known.values()
                if body.is_open and body.code not in touched
            }
            for step in steps:
                value = step.cells[column]
                if step.verb == "keep" and not self.known[step.body].is_open:
                    continue
                if value and value in taken:
                    self._twin(step.line, column, taken[value], value)
                taken.setdefault(value, step.line)

    def _twin(self, line: int, column: str, earlier: int, value: str) -> None:
        if earlier:
            self._fault(line, column, "orgs.sheet_twice", row=earlier)
        elif column == "name":
            self._fault(line, column, "orgs.name_taken", name=value)
        else:
            self._fault(line, column, "orgs.uscc_taken", name=self.by_uscc[value].cells["name"])

    def _find_parents(self, steps: Sequence[Step]) -> None:
        """Resolve each parent's name: as it will be, else as it was before this workbook."""
        will_be = {step.cells["name"]: step for step in steps if step.verb != "keep"}
        self.placed: list[Step] = []
        for step in steps:
            name = step.cells["parent"]
            found = will_be.get(name)
            registered = self.by_name.get(name)
            if not name or (step.verb == "keep" and not self.known[step.body].is_open):
                self.placed.append(step)
            elif found and found is not step:
                self.placed.append(replace(step, parent_line=found.line, parent_body=found.body))
            elif registered:
                self.placed.append(replace(step, parent_body=registered.code))
            else:
                self._fault(step.line, "parent", "orgs.sheet_parent", name=name)
                self.placed.append(step)
        self.by_line = {step.line: step for step in self.placed}

    def _cells_of(self, step: Step) -> Mapping[str, str] | None:
        """Return the cells of a step's parent as they will be."""
        if step.parent_line:
            return self.by_line[step.parent_line].cells
        if step.parent_body in self.final:
            return self.final[step.parent_body].cells
        return self.known[step.parent_body].cells if step.parent_body else None

    def _check_place(self, step: Step) -> None:
        parent, cells = self._cells_of(step), step.cells
        if cells["parent"] and parent is None:
            return  # said already
        place = Place(
            cells["kind"],
            cells["channel"],
            cells["area_kind"],
            parent["kind"] if parent else "",
            parent["channel"] if parent else "",
        )
        if cells["channel"] and cells["channel"] not in CHOICES["channel"]:
            return
        if cells["area_kind"] and cells["area_kind"] not in CHOICES["area_kind"]:
            return
        try:
            check_place(place)
        except RuleBroken as refusal:
            self._fault(step.line, AT[refusal.code], refusal.code)
        self._check_children(step)

    def _check_children(self, step: Step) -> None:
        """Refuse another channel for an organ whose own organs keep theirs."""
        for child in self.children.get(step.body, []) if step.body else []:
            is_there = child.is_open and child.code not in self.final
            if is_there and child.cells["channel"] not in {"", step.cells["channel"]}:
                self._fault(step.line, "channel", "orgs.children_channel")
                return

    def _check_rows_above(self, steps: Sequence[Step]) -> None:
        for step in steps:
            seen: set[tuple[int, str]] = set()
            for key in self._above(step):
                if key in seen or len(seen) > 2 * DEEPEST:
                    self._fault(step.line, "parent", "orgs.circle")
                    break
                seen.add(key)
            else:
                if len(seen) > DEEPEST:
                    self._fault(step.line, "parent", "orgs.too_deep")

    def _above(self, step: Step) -> Iterator[tuple[int, str]]:
        """Walk from a step up, through rows and registered bodies, itself first."""
        now: Step | None = step
        code = step.body
        while now is not None or code:
            if now is not None:
                yield (0, now.body) if now.body else (now.line, "")
                line, code = now.parent_line, now.parent_body
                now = self.by_line[line] if line else self.final.get(code)
            else:
                yield (0, code)
                code = self.known[code].parent
                now = self.final.get(code)
