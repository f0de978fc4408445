"""A portal that reads a case system held in memory; time stands still and nobody waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from portal import clock
from portal.config import Settings
from portal.municipality import Municipality, load
from tests.sync.stories import START, Portal, make_settings, open_portal


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
def settings(tmp_path: Path) -> Settings:
    return make_settings(f"sqlite:///{tmp_path / 'portal.db'}")


@pytest.fixture
def portal(settings: Settings, municipality: Municipality) -> Iterator[Portal]:
    with open_portal(settings, municipality) as opened:
        yield opened
