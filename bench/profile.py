"""Where a page's time goes: `python -m bench.profile [case|overview|worklist]`, functions by the time they take.

Profiling slows small functions most: it shows where to look, and `make bench` shows what came of it.
"""

import cProfile
import pstats
import sys
from collections.abc import Callable, Mapping
from typing import Final

from bench import portals
from bench.cpu import Visit, as_server
from bench.town import ROUND, Town, found
from portal.app import create_app
from portal.config import Settings

_CASES: Final = 1_000
_ROUNDS: Final = 10
_LINES: Final = 60

PAGES: Final[Mapping[str, Callable[[Town], list[Visit]]]] = {
    "case": lambda town: town.case_visits(ROUND, ROUND * _ROUNDS),
    "overview": lambda town: [town.overview_visit(number) for number in range(ROUND * _ROUNDS)],
    "worklist": lambda town: [town.worklist_visit(town.long_worklist)] * _ROUNDS,
}


def main(page: str) -> None:
    """Profile first views of one kind of page on SQLite, and print the functions that take most, both ways."""
    with portals.sqlite() as url:
        app = create_app(Settings.load(portals.environment(url, 8000)))
        town = found(app, _CASES)
        ask = as_server(app)
        for visit in town.case_visits(0, ROUND):
            ask(visit)
        visits = PAGES[page](town)
        ask(visits[0])
        profile = cProfile.Profile()
        profile.enable()
        for visit in visits:
            ask(visit)
        profile.disable()
    print(f"{len(visits)} requests of the page {page}")
    pstats.Stats(profile).sort_stats("tottime").print_stats(_LINES)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(_LINES)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "case")
