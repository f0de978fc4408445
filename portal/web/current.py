"""What is being answered, and by which app: themselves, for what runs on every page.

Flask's `request`, `g` and `current_app` stand in for them, and fail once at each attribute before they ask for whom. A
page asked them fifty times, a twentieth of what it cost. Where something is asked for once in a while, Flask's own are
as good and better known.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Request, current_app
from flask import g as flask_g
from flask import request as flask_request


def _behind(stand_in: Any) -> Callable[[], Any]:  # noqa: ANN401 -- Flask types a stand-in as what it stands for
    found: Callable[[], Any] = stand_in._get_current_object  # noqa: SLF001 -- Werkzeug's public way to it
    return found


app: Final[Callable[[], Flask]] = _behind(current_app)
"""The app that answers."""
request: Final[Callable[[], Request]] = _behind(flask_request)
"""The request that is being answered."""
g: Final[Callable[[], Any]] = _behind(flask_g)
"""What is kept for as long as it takes."""
