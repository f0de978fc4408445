"""A portal that reads a case system held in memory, with its commands and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import httpx
import pytest
import stamina
from click.testing import CliRunner, Result
from flask import Flask

from portal import clock
from portal.access.runtime import EXTENSION, Runtime
from portal.municipality import Municipality, load
from tests.sync.nova_fake import NovaFake
from tests.sync.stories import START, Portal, open_portal


@pytest.fixture(scope="session")
def municipality() -> Municipality:
    return load(Path("portal/demo/municipality"))


@dataclass
class Desk:
    """Where somebody types commands."""

    portal: Portal
    runtime: Runtime
    nova: NovaFake

    def types(self, command: click.Command, *words: str) -> Result:
        app = Flask("portal")
        app.extensions[EXTENSION] = self.runtime
        with app.app_context():
            return CliRunner().invoke(command, words)


@pytest.fixture
def desk(database_url: str, municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    nova = NovaFake()
    monkeypatch.setattr(httpx, "HTTPTransport", lambda: nova)
    with (
        open_portal(database_url, municipality) as portal,
        clock.frozen(START),
        stamina.set_testing(True, attempts=2),
    ):
        runtime = Runtime(portal.settings, municipality, portal.engine, portal.engine, portal.engine)
        yield Desk(portal, runtime, nova)
