"""Who runs in a town, by which command, and where each of them answers."""

import sys
from dataclasses import dataclass
from pathlib import Path

from portal.demo.ports import HOST, Ports

PROJECT = Path(__file__).resolve().parents[3]
_BLOCKING_THREADS = "4"
_KILL_TIMEOUT_SECONDS = "2"


@dataclass(frozen=True, slots=True)
class Address:
    """A page on 127.0.0.1, and whether any answer will do or only 200."""

    port: int
    path: str
    must_be_ok: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A process of the town. One without an address is up when it has started."""

    name: str
    command: tuple[str, ...]
    address: Address | None = None
    ends_itself: bool = False
    """It has one thing to do, and ends well when that is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The order of a start: neighbours and the database first, then those who need both; when all is ready, the last."""

    neighbours: tuple[Child, ...]
    database: Child
    others: tuple[Child, ...]
    ready: Address
    last: Child | None = None
    """What is done once in a town that is ready."""
    patience_seconds: float = 60.0
    """How long one of them may take to answer."""


def plan_town_start(ports: Ports, *, has_past: bool) -> Plan:
    """The real children of a town. In one with a past, something was said before."""
    python = sys.executable
    flask = (python, "-m", "flask", "--app", "wsgi")
    granian = (
        python, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(ports.portal), "--workers", "1",
        "--blocking-threads", _BLOCKING_THREADS, "--workers-kill-timeout", _KILL_TIMEOUT_SECONDS, "wsgi:app",
    )  # fmt: skip
    provider_page = "/citizens/.well-known/openid-configuration"
    return Plan(
        neighbours=(
            Child("provider", (python, "-m", "portal.demo.provider"), Address(ports.provider, provider_page)),
            Child("case-system", (python, "-m", "portal.demo.case_system"), Address(ports.case_system, "/")),
        ),
        database=Child("database", (*flask, "db", "upgrade"), ends_itself=True),
        others=(
            Child("portal", granian, Address(ports.portal, "/health/live", must_be_ok=True)),
            Child("worker", (*flask, "worker")),
            *((Child("earlier", (python, "-m", "portal.demo.earlier"), ends_itself=True),) if has_past else ()),
        ),
        ready=Address(ports.portal, "/health/ready", must_be_ok=True),
        last=Child("hearings", (python, "-m", "portal.demo.hearings"), ends_itself=True),
    )
