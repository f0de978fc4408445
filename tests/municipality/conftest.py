"""The demo's municipality as it stands, and a copy that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from portal.municipality import Municipality, load
from tests.municipality.material import Material

DEMO = Path("portal/demo/municipality")


@pytest.fixture
def material(tmp_path: Path) -> Material:
    """A copy of Eksempel Kommune's folder."""
    return Material(Path(shutil.copytree(DEMO, tmp_path / "municipality")))


@pytest.fixture(scope="session")
def eksempel() -> Municipality:
    """Eksempel Kommune as it stands."""
    return load(DEMO)
