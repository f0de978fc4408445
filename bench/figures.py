"""What a measurement gives: figures with their units, and what they may at most be."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

OUT: Final = Path(__file__).parent / "out"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `at_most` is its target; without one it is only told."""

    name: str
    value: float
    unit: str
    meaning: str
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether its target is met; a figure without one has nothing to miss."""
        return self.at_most is None or self.value <= self.at_most


@dataclass(frozen=True, slots=True)
class Part:
    """One line of what a figure is made of: a request of a page, a percentile of a load."""

    of: str
    what: str
    amount: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of one run, and what they are made of."""

    figures: Sequence[Figure]
    parts: Sequence[Part] = field(default_factory=tuple)

    @property
    def is_met(self) -> bool:
        """Whether every target is met."""
        return all(figure.is_met for figure in self.figures)


def write(name: str, measurement: Measurement, measured_at: datetime) -> Path:
    """Keep the figures as `bench/out/NAME.json`, as `bench/README.md` describes it; gives where."""
    OUT.mkdir(exist_ok=True)
    path = OUT / f"{name}.json"
    told: dict[str, object] = {figure.name: figure.value for figure in measurement.figures}
    told["units"] = {figure.name: figure.unit for figure in measurement.figures}
    told["targets"] = {each.name: each.at_most for each in measurement.figures if each.at_most is not None}
    told["parts"] = [{"of": part.of, "what": part.what, "amount": part.amount} for part in measurement.parts]
    told["machine"] = {
        "measured_at": measured_at.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_1_minute": round(os.getloadavg()[0], 2),
    }
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return path
