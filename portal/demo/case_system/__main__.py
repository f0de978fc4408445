"""Runs the case system of the town in `DEMO_DIR` on 127.0.0.1, port `CASE_SYSTEM_PORT`."""

import logging
import os
import signal
import sys

from werkzeug.serving import WSGIRequestHandler, make_server

from portal import clock
from portal.demo.case_system.app import create_case_system
from portal.demo.case_system.archive import Archive
from portal.demo.case_system.tokens import Credentials
from portal.demo.keeping import find_folder, is_archive_open, keep_archive_open, read_recipe
from portal.demo.ports import HOST, read_ports
from portal.demo.refusal import TownRefused, refuse_production
from portal.demo.settings_file import read_settings
from portal.demo.town.founding import found_history, found_town
from portal.demo.town.lives import Town


class _KeepsAlive(WSGIRequestHandler):
    """Answers one caller's questions over one connection: a portal asks thousands of them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True


def main() -> int:
    """Serve until told to end; returns the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        refuse_production(os.environ)
        port = read_ports(os.environ).case_system
        folder = find_folder(os.environ)
        settings = {**read_settings(folder), **os.environ}
        credentials = Credentials(settings["PORTAL_SOURCE_CLIENT_ID"], settings["PORTAL_SOURCE_CLIENT_SECRET"])
        recipe = read_recipe(folder)
        town = found_town(recipe)
        archive = Archive(
            lambda: found_history(recipe) if recipe.has_past else Town(()),
            is_open=is_archive_open(folder),
            when_opened=lambda: keep_archive_open(folder),
        )
    except (FileNotFoundError, KeyError):
        sys.stderr.write("There is no town here; start one with make demo.\n")
        return 1
    except TownRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    app = create_case_system(town, credentials, clock, archive=archive)
    make_server(HOST, port, app, threaded=True, request_handler=_KeepsAlive).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
