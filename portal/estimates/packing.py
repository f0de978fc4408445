"""A table as bytes and back: arrays and names alone, nothing that could be run."""

from io import BytesIO
from typing import Any

import numpy as np

from portal.estimates.cells import Cells
from portal.estimates.rhythm import WeekRhythm
from portal.estimates.table import QuantileTable
from portal.estimates.targets import Kind, Target

_ARRAYS = ("landmarks", "days", "unsettled", "own_outcomes", "basis_outcomes", "basis_level", "levels")
_NAMES = ("departments", "case_types", "steps")


def packed(table: QuantileTable) -> bytes:
    """The table as bytes."""
    cells = table.cells
    arrays: dict[str, Any] = {name: getattr(table, name) for name in _ARRAYS}
    arrays |= {name: np.array(list(getattr(cells, name)), dtype=np.str_) for name in _NAMES}
    arrays |= {f"numbers{level}": numbers for level, numbers in enumerate(cells.numbers)}
    arrays |= {f"parents{level}": parents for level, parents in enumerate(cells.parents)}
    arrays |= {"first_row": np.array(cells.first_row), "sizes": np.array(cells.sizes)}
    arrays |= {"worked": table.rhythm.worked, "hour_at": table.rhythm.hour_at}
    arrays |= {"target": np.array([table.target.kind.value, table.target.step]), "fitted_at": np.array(table.fitted_at)}
    file = BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def unpacked(content: bytes) -> QuantileTable:
    """The table that the bytes hold.

    Raises:
        ValueError: they hold something else than arrays.
    """
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        levels = sum(name.startswith("numbers") for name in kept.files)
        departments, case_types, steps = (
            {str(name): place for place, name in enumerate(kept[names])} for names in _NAMES
        )
        kind, step = (str(part) for part in kept["target"])
        first, second, third = (int(size) for size in kept["sizes"])
        cells = Cells(
            departments=departments,
            case_types=case_types,
            steps=steps,
            numbers=tuple(kept[f"numbers{level}"] for level in range(levels)),
            parents=tuple(kept[f"parents{level}"] for level in range(levels)),
            first_row=tuple(int(row) for row in kept["first_row"]),
            sizes=(first, second, third),
        )
        return QuantileTable(
            target=Target(Kind(kind), step),
            fitted_at=float(kept["fitted_at"]),
            cells=cells,
            rhythm=WeekRhythm(kept["worked"], kept["hour_at"]),
            **{name: kept[name] for name in _ARRAYS},
        )
