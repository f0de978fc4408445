"""How a command reaches the running portal."""

from flask import current_app

from portal.access.runtime import EXTENSION, Runtime


def runtime() -> Runtime:
    """The portal this command runs in."""
    found: Runtime = current_app.extensions[EXTENSION]
    return found
