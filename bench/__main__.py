"""Run the measurements and show them: `python -m bench [--large] [NAME …]`, all of them when none is named."""

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Final

from rich.console import Console
from rich.table import Table

from bench import estimates, web
from bench.figures import Measurement, write
from portal import clock

MEASURED: Final[Mapping[str, Callable[[bool], Measurement]]] = {"estimates": estimates.measure, "web": web.measure}
"""Each measurement by its name; it is told whether to measure at large scale."""
_WIDTH_IN_A_FILE: Final = 120


def main(arguments: list[str]) -> int:
    """Run what is asked for; gives 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURED))
    parser.add_argument("--large", action="store_true", help="at the scale of a large municipality; takes longer")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - MEASURED.keys():
        parser.error(f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(MEASURED)}.")
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_IN_A_FILE)
    is_met = True
    for name in asked.names or MEASURED:
        measurement = MEASURED[name](asked.large)
        path = write(name, measurement, clock.real())
        show(console, name, measurement)
        console.print(f"Kept in {path}\n", style="dim", highlight=False)
        is_met = is_met and measurement.is_met
    return 0 if is_met else 1


def show(console: Console, name: str, measurement: Measurement) -> None:
    """The figures and what they are made of, as tables."""
    figures = Table(title=name, title_justify="left")
    for heading in ("figure", "value", "unit", "at most", "meaning"):
        figures.add_column(heading, justify="right" if heading in {"value", "at most"} else "left")
    for figure in measurement.figures:
        style = None if figure.at_most is None else "green" if figure.is_met else "bold red"
        most = "" if figure.at_most is None else f"{figure.at_most:,g}"
        figures.add_row(figure.name, f"{figure.value:,g}", figure.unit, most, figure.meaning, style=style)
    console.print(figures)
    if measurement.parts:
        parts = Table("of", "what", title="made of", title_justify="left")
        parts.add_column("amount", justify="right")
        for part in measurement.parts:
            parts.add_row(part.of, part.what, part.amount)
        console.print(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
