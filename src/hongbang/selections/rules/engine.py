"""How is a brief put to HiGHS, and what does HiGHS answer?

The only module that knows the solver. What it answers is never believed: lists are weighed again
in whole numbers, and bounds are worked out anew from its dual prices. Gap 0, one thread, seed 0
(ADR 0008): the defaults stop a whole point short of the best list and call it optimal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
_VERSION = (
    highspy.HIGHS_VERSION_MAJOR,
    highspy.HIGHS_VERSION_MINOR,
    highspy.HIGHS_VERSION_PATCH,
)
SOLVER = f"HiGHS {'.'.join(map(str, _VERSION))}"
_NO_ANSWER = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,  # nothing that is asked here is unbounded
)


@dataclass(frozen=True, slots=True)
class Column:
    """A number to be found: what one of it is worth, how many there may be, is it whole."""

    worth: int
    most: float = 1.0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of columns that must lie between two numbers."""

    parts: Sequence[tuple[int, int]]
    least: float = -highspy.kHighsInf
    most: float = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Answer:
    """The best numbers, column by column, and the price of each row."""

    numbers: tuple[float, ...]
    prices: tuple[float, ...]


def _highs() -> highspy.Highs:
    found = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS types all but this
    for name, value in OPTIONS.items():
        found.setOptionValue(name, value)
    return found


class Engine:
    """A maximum to be found: built once, asked many times with some columns fixed."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self._highs = _highs()
        self._columns = (*columns, Column(0, 0.0, whole=False))  # never empty
        self._rows = tuple(rows)
        self._fixed: set[int] = set()
        self._slack: set[int] = set()
        self._highs.passModel(self._model())

    def ask(
        self, fixed: Mapping[int, int] | None = None, without: frozenset[int] = frozenset()
    ) -> Answer | None:
        """Return the best numbers with these columns fixed and these rows left out, if any."""
        self._fix(fixed or {})
        self._leave_out(without)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in _NO_ANSWER:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            message = f"HiGHS gave up: {self._highs.modelStatusToString(status)}"
            raise RuntimeError(message)
        found = self._highs.getSolution()
        return Answer(tuple(found.col_value[:-1]), tuple(found.row_dual))

    def _fix(self, fixed: Mapping[int, int]) -> None:
        for column in self._fixed - fixed.keys():
            self._highs.changeColBounds(column, 0.0, self._columns[column].most)
        for column, value in fixed.items():
            self._highs.changeColBounds(column, float(value), float(value))
        self._fixed = set(fixed)

    def _leave_out(self, without: frozenset[int]) -> None:
        for row in self._slack - without:
            self._highs.changeRowBounds(row, self._rows[row].least, self._rows[row].most)
        for row in without - self._slack:
            self._highs.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)
        self._slack = set(without)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMaximize
        model.num_col_, model.num_row_ = len(self._columns), len(self._rows)
        model.col_cost_ = np.array([one.worth for one in self._columns], dtype=np.float64)
        model.col_lower_ = np.zeros(len(self._columns))
        model.col_upper_ = np.array([one.most for one in self._columns], dtype=np.float64)
        model.row_lower_ = np.array([one.least for one in self._rows], dtype=np.float64)
        model.row_upper_ = np.array([one.most for one in self._rows], dtype=np.float64)
        if any(one.whole for one in self._columns):
            kinds = highspy.HighsVarType
            model.integrality_ = [
                kinds.kInteger if one.whole else kinds.kContinuous for one in self._columns
            ]
        starts = np.cumsum([0, *(len(row.parts) for row in self._rows)])
        parts = [part for row in self._rows for part in row.parts]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts.astype(np.int32)
        model.a_matrix_.index_ = np.array([column for column, _ in parts], dtype=np.int32)
        model.a_matrix_.value_ = np.array([weight for _, weight in parts], dtype=np.float64)
        return model
