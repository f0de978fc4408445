"""Start the provider of the town in `DEMO_DIR` on `BROKER_PORT` of 127.0.0.1 (8001 unless given)."""

import os
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from werkzeug.serving import WSGIRequestHandler, make_server

from portal.config import Mode, Settings, SettingsRefused
from portal.demo.provider.app import Credentials, ProviderSettings, create_provider

_HOST = "127.0.0.1"


class _QuietHandler(WSGIRequestHandler):
    """Log nothing: the addresses hold codes and who signs in."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Leave it out."""


def main() -> None:
    """Serve until told to stop; TERM and INT stop at once, for what is in memory is nobody's loss."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    folder = os.environ.get("DEMO_DIR")
    if not folder:
        sys.exit("The demo's sign-in provider starts in a demo only: DEMO_DIR is not set.")
    port = _read_port(os.environ.get("BROKER_PORT") or "8001")
    app = create_provider(_read_town(Path(folder), port))
    with _listen(port) as listener:
        server = make_server(_HOST, port, app, threaded=True, request_handler=_QuietHandler, fd=listener.fileno())
        print(f"The sign-in provider answers on http://{_HOST}:{port}.", flush=True)  # noqa: T201
        server.serve_forever()


def _read_town(folder: Path, port: int) -> ProviderSettings:
    try:
        settings = Settings.load({"DEMO_DIR": str(folder)})
    except SettingsRefused as refusal:
        sys.exit(f"The town in {folder} cannot be used:\n{refusal}")
    if settings.mode is not Mode.DEMO:
        sys.exit("The demo's sign-in provider starts in a demo only: PORTAL_MODE of the town is not demo.")
    return ProviderSettings(
        base_url=f"http://{_HOST}:{port}",
        public_url=settings.public_url,
        credentials={
            "citizens": Credentials(settings.oidc_client_id, settings.oidc_client_secret.get_secret_value()),
            "staff": Credentials(settings.staff_oidc_client_id, settings.staff_oidc_client_secret.get_secret_value()),
        },
        key_folder=folder / "provider",
    )


def _read_port(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or not 0 < int(given) < 1 << 16:
        sys.exit(f"BROKER_PORT is {given!r}, which is not a port.")
    return int(given)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((_HOST, port))
    except OSError as error:
        sys.exit(f"The sign-in provider cannot listen on {_HOST}:{port}: {os.strerror(error.errno or 0)}.")


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
