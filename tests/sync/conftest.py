"""A portal that reads a case system held in memory; time stands still and nobody waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from portal import clock
from portal.municipality import Municipality, load
from tests.sync.stories import START, Portal, open_portal


@pytest.fixture(scope="session")
def municipality() -> Municipality:
    return load(Path("portal/demo/municipality"))


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture(autouse=True)
def _still_time() -> Iterator[None]:
    with clock.frozen(START):
        yield


@pytest.fixture
def portal(database_url: str, municipality: Municipality) -> Iterator[Portal]:
    with open_portal(database_url, municipality) as opened:
        yield opened
