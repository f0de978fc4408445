"""The case systems that can be read, and the one that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from portal.config import Settings
from portal.municipality import Municipality
from portal.sync.connectors.nova import NovaSource
from portal.sync.connectors.nova_client import NovaClient
from portal.sync.source import CaseSource
from portal.sync.tokens import ClientCredentials


@contextmanager
def open_source(
    settings: Settings, municipality: Municipality, wire: httpx.BaseTransport | None = None
) -> Iterator[CaseSource]:
    """The case system of the settings, with its connections open; a test gives its own `wire`."""
    if not (settings.source_url and settings.source_token_url and settings.source_client_id):
        raise ValueError("The settings name no case system.")
    if settings.source_client_secret is None:
        raise ValueError("The settings hold no secret for the case system.")
    credentials = ClientCredentials(
        settings.source_token_url, settings.source_client_id, settings.source_client_secret, scope="client"
    )
    with NovaClient(settings.source_url, credentials, wire) as client:
        yield NovaSource(client, municipality, settings.person_key.get_secret_value().encode())
