"""What every template knows without being told."""

from flask import Flask

from portal import clock
from portal.access.viewer import Viewer
from portal.web.auth import current_viewer
from portal.web.request_scope import runtime


def give_templates_context(app: Flask) -> None:
    """Give templates the municipality, the viewer and the day."""
    app.context_processor(_context)


def _context() -> dict[str, object]:
    viewer: Viewer | None = current_viewer()
    return {"municipality": runtime().municipality, "viewer": viewer, "today": clock.today()}
