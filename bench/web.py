"""What the portal's pages cost: CPU beside the least Flask can do, requests per second, bytes of a first view."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Flask

from bench import portals
from bench.cpu import BATCHES, Batch, Visit, as_server, cpu_per_request, hello, through_client
from bench.figures import Figure, Measurement, Part
from bench.load import CONNECTIONS, Load, load
from bench.town import ROUND, Town, found
from bench.weight import Fetched, first_view
from portal.app import create_app
from portal.config import Settings
from portal.settled import settle
from tests.browser import launch_browser

CASES: Final = 5_000
CASES_AT_LARGE: Final = 100_000
LOAD_SECONDS: Final = 10
LOAD_SECONDS_AT_LARGE: Final = 60
_OVERVIEWS: Final = 5
_WORKLISTS: Final = 15
_HELLOS: Final = [Visit("/")] * 300
"""As long a batch as one of pages: a short one finds a lucky moment sooner."""
_READERS: Final = 300
"""So many citizens take turns in the load, each at their own case."""

_MOST_RATIO: Final = 12
_MOST_BYTES: Final = 60_000


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU microseconds per request of each kind of page, on one database."""

    hello: float
    case_page: float
    case_page_again: float
    overview: float
    worklist_1: float
    worklist_200: float
    hello_handed_over: float
    case_page_handed_over: float

    def ratio(self, microseconds: float) -> float:
        """How many times the least Flask can do."""
        return round(microseconds / self.hello, 2)


def measure(large: bool) -> Measurement:  # noqa: FBT001 -- every measurement is told so by the runner
    """Every figure of `web.json`."""
    cases, seconds = (CASES_AT_LARGE, LOAD_SECONDS_AT_LARGE) if large else (CASES, LOAD_SECONDS)
    port = portals.free_port()
    with portals.sqlite() as url:
        settings = portals.environment(url, port)
        app = create_app(Settings.load(settings))
        town = found(app, cases)
        settle()
        costs = _costs(app, town)
        readers = town.case_visits(BATCHES * ROUND, _READERS)
        with portals.served(settings, port):
            load(port, readers, seconds / 5)
            carried = load(port, readers, seconds)
            with launch_browser() as browser:
                case_view = first_view(browser, port, readers[0])
                overview_view = first_view(browser, port, town.overview_visit(0))
    return Measurement(
        [
            *_figures(costs, carried, case_view, overview_view),
            *_postgres_figures(_costs_on_postgres(port)),
        ],
        [
            *_cost_parts(costs),
            *_load_parts(carried),
            *_weight_parts("case", case_view),
            *_weight_parts("overview", overview_view),
        ],
    )


def _costs_on_postgres(port: int) -> Costs:
    with portals.postgres() as url:
        app = create_app(Settings.load(portals.environment(url, port)))
        town = found(app, CASES)
        settle()
        return _costs(app, town)


def _costs(app: Flask, town: Town) -> Costs:
    first = [town.case_visits(number * ROUND, ROUND) for number in range(BATCHES)]
    long, short = (town.worklist_visit(member) for member in (town.long_worklist, town.short_worklist))
    kinds: dict[str, list[list[Visit]]] = {
        "case_page": first,
        "case_page_again": first,
        "overview": [[town.overview_visit(number)] * _OVERVIEWS for number in range(BATCHES)],
        "worklist_200": [[long]] * _WORKLISTS,
        "worklist_1": [[short] * _WORKLISTS] * _WORKLISTS,
    }
    batches = {kind: [Batch(app, visits, through_client) for visits in of_kind] for kind, of_kind in kinds.items()}
    batches["case_page_handed_over"] = [Batch(app, visits, as_server) for visits in first]
    batches["hello"] = [Batch(hello(), _HELLOS, through_client)] * BATCHES
    batches["hello_handed_over"] = [Batch(hello(), _HELLOS, as_server)] * BATCHES
    return Costs(**cpu_per_request(batches))


def _figures(
    costs: Costs, carried: Load, case_view: Sequence[Fetched], overview_view: Sequence[Fetched]
) -> list[Figure]:
    ratio = partial(Figure, unit="times hello")
    again = "the same page by the same citizen a moment later: the look is asked for, not written"
    return [
        ratio(
            name="case_page_cpu_ratio",
            value=costs.ratio(costs.case_page),
            meaning="a citizen's first view of their case; the look at it is written",
            at_most=_MOST_RATIO,
        ),
        ratio(name="case_page_again_cpu_ratio", value=costs.ratio(costs.case_page_again), meaning=again),
        ratio(name="overview_cpu_ratio", value=costs.ratio(costs.overview), meaning="a citizen's overview of one case"),
        ratio(
            name="worklist_200_ratio",
            value=costs.ratio(costs.worklist_200),
            meaning="a caseworker's worklist with 200 cases",
        ),
        Figure(
            "worklist_growth",
            round(costs.worklist_200 / costs.worklist_1, 2),
            "times 1 case",
            "the worklist with 200 cases beside the one with 1",
        ),
        ratio(
            name="case_page_again_server_ratio",
            value=round(costs.case_page_handed_over / costs.hello_handed_over, 2),
            meaning="the same, both handed over as a server does, without Flask's test client around them",
        ),
        Figure("hello_us", round(costs.hello, 1), "µs CPU", "the least Flask can do, here and now"),
        Figure(
            "requests_per_s",
            round(carried.requests_per_s, 1),
            "requests/s",
            f"case pages, granian, {portals.WORKERS} workers, {CONNECTIONS} readers at once on the same cores",
        ),
        Figure("p50_ms", round(carried.percentile_ms(50), 2), "ms", "half of them are answered in this time"),
        Figure("p99_ms", round(carried.percentile_ms(99), 2), "ms", "all but one in a hundred"),
        Figure("case_page_bytes", _bytes(case_view), "bytes", "all answers of a first view, on the wire", _MOST_BYTES),
        Figure("overview_bytes", _bytes(overview_view), "bytes", "the same of the overview", _MOST_BYTES),
    ]


def _postgres_figures(costs: Costs) -> list[Figure]:
    meaning = "the portal's own CPU, PostgreSQL's not counted"
    return [
        Figure("postgres_case_page_cpu_ratio", costs.ratio(costs.case_page), "times hello", meaning),
        Figure("postgres_case_page_again_cpu_ratio", costs.ratio(costs.case_page_again), "times hello", meaning),
        Figure("postgres_worklist_200_ratio", costs.ratio(costs.worklist_200), "times hello", meaning),
    ]


def _cost_parts(costs: Costs) -> list[Part]:
    return [
        Part("CPU", what, f"{value:,.0f} µs")
        for what, value in (
            ("case page", costs.case_page),
            ("case page, again", costs.case_page_again),
            ("overview", costs.overview),
            ("worklist, 1 case", costs.worklist_1),
            ("worklist, 200 cases", costs.worklist_200),
        )
    ]


def _load_parts(carried: Load) -> list[Part]:
    return [Part("load", f"p{percent:g}", f"{carried.percentile_ms(percent):.2f} ms") for percent in (50, 90, 99, 99.9)]


def _weight_parts(page: str, view: Sequence[Fetched]) -> list[Part]:
    return [Part(f"first view, {page}", each.path, f"{each.wire_bytes:,} B") for each in view]


def _bytes(view: Sequence[Fetched]) -> int:
    return sum(each.wire_bytes for each in view)
