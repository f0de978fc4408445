"""Which cases are alike: five levels, each a part of the one before it.

all visits → the same step in every department (the sisters) → the step in its department → the step of the case type
(a case's own cell) → the same at about the same stage of the case, told by how many visits came before.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np

from portal.estimates.history import History, Ints

# First, second, third and fourth, fifth to eighth, later visits of a case.
_STAGES_FROM = np.array([2, 3, 5, 9])


class Level(IntEnum):
    """How much alike, from least to most."""

    ALL = 0
    SISTERS = 1
    DEPARTMENT = 2
    OWN = 3
    STAGE = 4


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that a history knows, level by level, and where each is found.

    A cell has a row in the table: those of a level stand together from `first_row[level]`, in the order of their
    numbers in `numbers[level]`, so that the parts of a cell are neighbours. `parents[level]` gives for each cell the
    place of its parent within the level before.
    """

    departments: dict[str, int]
    case_types: dict[str, int]
    steps: dict[str, int]
    numbers: tuple[Ints, ...]
    parents: tuple[Ints, ...]
    first_row: tuple[int, ...]
    sizes: tuple[int, int, int]

    @classmethod
    def of(cls, history: History) -> Self:
        """The cells of the history's visits."""
        sizes = (len(history.departments), len(history.case_types), len(_STAGES_FROM) + 1)
        finest = _number(history.step, history.department, history.case_type, history.ordinal, sizes)
        parts = _parts(sizes, finest)
        numbers = tuple(np.unique(finest // part) for part in parts)
        parents = [
            np.searchsorted(numbers[level], numbers[level + 1] // (parts[level] // parts[level + 1]))
            for level in range(len(numbers) - 1)
        ]
        rows = np.cumsum([0, *(len(cells) for cells in numbers)])
        return cls(
            departments=_places(history.departments),
            case_types=_places(history.case_types),
            steps=_places(history.steps),
            numbers=numbers,
            parents=(np.zeros(len(numbers[0]), dtype=np.int64), *parents),
            first_row=tuple(int(row) for row in rows),
            sizes=sizes,
        )

    def finest(self, history: History) -> Ints:
        """For each visit the place of its cell on the finest level; the history must be the one the cells are of."""
        number = _number(history.step, history.department, history.case_type, history.ordinal, self.sizes)
        return np.searchsorted(self.numbers[-1], number)

    def by_level(self, finest: Ints) -> list[Ints]:
        """For each level, widest first, the places of the cells that these finest cells are part of."""
        levels = [finest]
        for parents in reversed(self.parents[1:]):
            levels.insert(0, parents[levels[0]])
        return levels

    def rows(self, department: Ints, case_type: Ints, step: Ints, ordinal: Ints) -> Ints:
        """The row of the narrowest cell that the history knows for each case.

        The first three are places in the names, -1 for a name that the history has not; then a wider cell is taken.
        """
        number = _number(step, department, case_type, ordinal, self.sizes)
        row = np.zeros(len(number), dtype=np.int64)
        is_named = [np.ones(len(number), bool), step >= 0, (step >= 0) & (department >= 0)]
        is_named += [is_named[-1] & (case_type >= 0)] * 2
        for level, parts in enumerate(_parts(self.sizes, number)):
            cells = self.numbers[level]
            place = np.minimum(np.searchsorted(cells, number // parts), len(cells) - 1)
            is_known = is_named[level] & (cells[place] == number // parts)
            row = np.where(is_known, self.first_row[level] + place, row)
        return row

    def rows_of(self, case_type: str, step: str) -> Ints:
        """The rows of a case type's own cells for a step, in every department and at every stage."""
        departments, case_types, stages = self.sizes
        wanted = (self.steps.get(step, -1), self.case_types.get(case_type, -1))
        found = []
        for level, parts in ((Level.OWN, 1), (Level.STAGE, stages)):
            own = self.numbers[level] // parts
            is_wanted = (own // (departments * case_types) == wanted[0]) & (own % case_types == wanted[1])
            found.append(self.first_row[level] + np.flatnonzero(is_wanted))
        return np.concatenate(found)

    def ancestors(self) -> Ints:
        """For each row the rows of its cell on every level down to its own, -1 below that: (rows, levels)."""
        rows = np.full((self.first_row[-1], len(Level)), -1, dtype=np.int64)
        for level, parents in enumerate(self.parents):
            here = slice(self.first_row[level], self.first_row[level + 1])
            if level:
                rows[here] = rows[self.first_row[level - 1] + parents]
            rows[here, level] = np.arange(here.start, here.stop)
        return rows


def stage_of(ordinal: Ints) -> Ints:
    """At about which stage a case is at its first, second, … visit."""
    return np.digitize(ordinal, _STAGES_FROM)


def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _number(step: Ints, department: Ints, case_type: Ints, ordinal: Ints, sizes: tuple[int, int, int]) -> Ints:
    departments, case_types, stages = sizes
    return ((step * departments + department) * case_types + case_type) * stages + stage_of(ordinal)


def _parts(sizes: tuple[int, int, int], number: Ints) -> tuple[int, ...]:
    """By what the finest number is divided to name the cell on each level."""
    departments, case_types, stages = sizes
    of_a_step = departments * case_types * stages
    every_step = int(number.max(initial=0)) // of_a_step + 1
    return (every_step * of_a_step, of_a_step, case_types * stages, stages, 1)
