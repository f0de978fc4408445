"""Signing in: what comes from a broker, and whom it makes of a visitor."""

from flask import Flask
from requests.adapters import BaseAdapter

from portal.access.sign_ins import SignIns
from portal.config import Settings
from portal.web.auth import citizen, staff
from portal.web.auth.doors import build_doors, install_doors
from portal.web.auth.viewers import current_viewer, install_viewers, session_ended_response, snapshot_to_read_on_in

__all__ = ["current_viewer", "install", "session_ended_response", "snapshot_to_read_on_in"]


def install(app: Flask, settings: Settings, sign_ins: SignIns, *, adapter: BaseAdapter | None = None) -> None:
    """Open both doors of the app. An `adapter` replaces the network on the way to the providers."""
    install_doors(app, build_doors(settings, sign_ins, adapter))
    install_viewers(app)
    app.register_blueprint(citizen.bp)
    app.register_blueprint(staff.bp)
