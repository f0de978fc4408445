"""Somebody else's provider in a process of its own, and the portal as its client.

Both live in the machine's own time: another's process cannot be told which day it is.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from portal.access.runtime import EXTENSION
from portal.app import create_app
from portal.config import Mode, Settings
from portal.storage.tables import metadata
from tests.stranger.browser import Browser
from tests.world import NOWHERE, PORTAL

FOLDER = Path(__file__).parent
MUNICIPALITY = FOLDER.parents[1] / "portal/demo/municipality"
SECRETS = {"CITIZENS_SECRET": "secret-of-citizens", "STAFF_SECRET": "secret-of-staff", "COOKIE_KEY": "key-of-cookies"}


@dataclass(frozen=True)
class Stranger:
    """The running provider."""

    process: "subprocess.Popen[str]"
    issuer: str

    def changes_its_keys(self) -> None:
        """Sign with new keys from now on; the old ones stay published."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("rotate\n")
        self.process.stdin.flush()
        assert json.loads(self.process.stdout.readline()) == {"done": "rotate"}

    def goes_down(self) -> None:
        """End the process; nobody listens any more."""
        self.process.terminate()
        self.process.wait(timeout=10)


@contextmanager
def running_stranger() -> Iterator[Stranger]:
    """A provider of one's own, ended after the block."""
    assert (FOLDER / "node_modules").is_dir(), "The provider is not installed: run `make test`."
    environment = {"PATH": os.environ["PATH"], "PORTAL_URL": PORTAL, **SECRETS}
    with subprocess.Popen(
        ["node", "provider.mjs"],  # noqa: S607 -- the node that also builds the style sheet
        cwd=FOLDER,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield Stranger(process, json.loads(process.stdout.readline())["issuer"])
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def stranger() -> Iterator[Stranger]:
    """Started once; every browser is new to it."""
    with running_stranger() as stranger:
        yield stranger


@pytest.fixture
def mortal_stranger() -> Iterator[Stranger]:
    """One that the test may end."""
    with running_stranger() as stranger:
        yield stranger


@contextmanager
def portal_of(stranger: Stranger, folder: Path, **changes: object) -> Iterator[Flask]:
    """The whole portal, with that provider behind both doors."""
    settings = Settings(
        mode=Mode.TEST,
        public_url=PORTAL,
        municipality=MUNICIPALITY,
        database_url=SecretStr(f"sqlite:///{folder}/portal.sqlite"),
        secret_key=SecretStr("s" * 32),
        person_key=SecretStr("p" * 32),
        oidc_issuer=stranger.issuer,
        oidc_client_id="portal",
        oidc_client_secret=SecretStr(SECRETS["CITIZENS_SECRET"]),
        staff_oidc_issuer=stranger.issuer,
        staff_oidc_client_id="portal-staff",
        staff_oidc_client_secret=SecretStr(SECRETS["STAFF_SECRET"]),
        source="nova",
        source_url=f"{NOWHERE}/",
        source_token_url=f"{NOWHERE}/token",
        source_client_id="portal",
        source_client_secret=SecretStr("secret"),
    )
    app = create_app(settings.model_copy(update=changes))
    engine = app.extensions[EXTENSION].engine
    metadata.create_all(engine)
    yield app
    engine.dispose()


@pytest.fixture
def portal(stranger: Stranger, tmp_path: Path) -> Iterator[Flask]:
    with portal_of(stranger, tmp_path) as app:
        yield app


@pytest.fixture
def mortal_portal(mortal_stranger: Stranger, tmp_path: Path) -> Iterator[Flask]:
    with portal_of(mortal_stranger, tmp_path) as app:
        yield app


@pytest.fixture
def portal_with_wrong_secret(stranger: Stranger, tmp_path: Path) -> Iterator[Flask]:
    with portal_of(stranger, tmp_path, oidc_client_secret=SecretStr("another")) as app:
        yield app


@pytest.fixture
def browser(portal: Flask) -> Iterator[Browser]:
    with Browser(portal) as browser:
        yield browser
