"""`town.env`: the settings of everybody in the town, for their eyes only. Secrets are made once, addresses each start.

It never says which database URL the sync or the owner uses: in a town both use the portal's.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path

from portal.demo.keeping import write_whole
from portal.demo.ports import HOST, Ports

SYNC_INTERVAL_SECONDS = 10
MUNICIPALITY_FOLDER = Path(__file__).parent / "municipality"
_NAME = "town.env"
_DATABASE = "PORTAL_DATABASE_URL"
_SECRETS = (
    "PORTAL_SECRET_KEY",
    "PORTAL_PERSON_KEY",
    "PORTAL_OIDC_CLIENT_SECRET",
    "PORTAL_STAFF_OIDC_CLIENT_SECRET",
    "PORTAL_SOURCE_CLIENT_SECRET",
)
_SECRET_BYTES = 48
_TOKEN_PATH = "/realms/NovaIntegration/protocol/openid-connect/token"  # noqa: S105 -- an address


def write_settings(folder: Path, ports: Ports, environment: Mapping[str, str] | None = None) -> None:
    """Write the town's settings with these ports, keeping the secrets of an earlier start.

    The database is the one that the environment names, so that every later command finds the same; else a file.
    """
    before = read_settings(folder)
    kept = {name: before.get(name) or secrets.token_urlsafe(_SECRET_BYTES) for name in _SECRETS}
    database = (environment or {}).get(_DATABASE) or f"sqlite:///{folder / 'portal.sqlite'}"
    settings = _addresses(ports) | {_DATABASE: database} | kept
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    write_whole(folder / _NAME, "# Made by the demo town and rewritten at each start.\n" + "".join(lines))


def read_settings(folder: Path) -> Mapping[str, str]:
    """The town's settings; empty when there are none yet."""
    try:
        lines = (folder / _NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def _addresses(ports: Ports) -> dict[str, str]:
    provider = f"http://{HOST}:{ports.provider}"
    case_system = f"http://{HOST}:{ports.case_system}"
    return {
        "PORTAL_MODE": "demo",
        "PORTAL_PUBLIC_URL": f"http://{HOST}:{ports.portal}",
        "PORTAL_MUNICIPALITY": str(MUNICIPALITY_FOLDER.resolve()),
        "PORTAL_OIDC_ISSUER": f"{provider}/citizens",
        "PORTAL_OIDC_CLIENT_ID": "portal",
        "PORTAL_OIDC_PROFILE": "neb",
        "PORTAL_STAFF_OIDC_ISSUER": f"{provider}/staff",
        "PORTAL_STAFF_OIDC_CLIENT_ID": "portal-staff",
        "PORTAL_SOURCE": "nova",
        "PORTAL_SOURCE_URL": f"{case_system}/",
        "PORTAL_SOURCE_TOKEN_URL": f"{case_system}{_TOKEN_PATH}",
        "PORTAL_SOURCE_CLIENT_ID": "portal-sync",
        "PORTAL_SYNC_INTERVAL_SECONDS": str(SYNC_INTERVAL_SECONDS),
    }
