"""A provider per test, with keys that are made once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.demo.provider import Credentials, Misbehaviour, ProviderSettings, create_provider
from tests.demo.provider.portal_side import BASE_URL, Portal, citizens, staff

Opens = Callable[[Misbehaviour | None], FlaskClient]


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys are slow to make, and any will do."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def opens(key_folder: Path) -> Opens:
    """A browser in front of a new provider."""
    credentials = {
        "citizens": Credentials("portal", "citizens-secret"),
        "staff": Credentials("portal-staff", "staff-secret"),
    }
    settings = ProviderSettings(BASE_URL, "https://portal.example.dk", credentials, key_folder)
    return lambda misbehaviour: create_provider(settings, misbehaviour=misbehaviour).test_client()


@pytest.fixture
def browser(opens: Opens) -> FlaskClient:
    """A browser in front of an honest provider."""
    return opens(None)


@pytest.fixture
def portal(browser: FlaskClient) -> Portal:
    """The portal for citizens."""
    return citizens(browser)


@pytest.fixture
def staff_portal(browser: FlaskClient) -> Portal:
    """The portal for staff, in the same browser."""
    return staff(browser)
