"""Who is asking, for the length of one request. The cookie and the server answer.

Flask's own session holds nothing about who is signed in, and nobody is remembered beyond the sign-in.
"""

from urllib.parse import urlencode

from flask import Flask, Response, g, render_template, request

from portal import clock
from portal.access.viewer import Viewer
from portal.domain.refusals import OutOfReach
from portal.storage.snapshot import Snapshot
from portal.web.auth.doors import current_doors, realm_of
from portal.web.auth.next_path import read_next_path
from portal.web.auth.passage import go_to
from portal.web.auth.refusal_pages import SESSION_ENDED
from portal.web.typed_text import page_of_form, typed_texts

_SAFE_METHODS = {"GET", "HEAD"}


def install_viewers(app: Flask) -> None:
    """Let go, after each request, of the moment in which its viewer was found."""
    app.teardown_request(_close_snapshot)


def current_viewer() -> Viewer | None:
    """Who is signed in on this page: staff on staff pages, citizens on all others. It is found out once a request."""
    if "viewer" not in g:
        g.viewer = _find_viewer()
    viewer: Viewer | None = g.viewer
    return viewer


def snapshot_to_read_on_in() -> Snapshot | None:
    """The moment of the database in which the viewer was found; it is the caller's to close, and given once."""
    snapshot: Snapshot | None = g.pop("snapshot", None)
    return snapshot


def stop_asking_who() -> None:
    """For the rest of this request nobody is known: it could not be found out, and asking again would not help."""
    g.nobody_is_known = True
    g.viewer = None


def session_ended_response() -> Response:
    """The answer to somebody who is not signed in: to the provider and back, or a page with what was not saved.

    Raises:
        OutOfReach: they may well be signed in, but it cannot be looked up.
    """
    if g.get("nobody_is_known"):
        raise OutOfReach
    door = current_doors().by_realm[realm_of(request.path)]
    is_form = request.method not in _SAFE_METHODS
    wanted = (page_of_form() or door.home) if is_form else request.full_path.removesuffix("?")
    wanted = read_next_path(wanted, home=door.home)
    way_url = f"{door.sign_in_path}?{urlencode({'next': wanted})}"
    if not is_form:
        return go_to(way_url)
    page = render_template("auth/refused.html", page=SESSION_ENDED, way_url=way_url, typed=typed_texts())
    return Response(page, status=SESSION_ENDED.status)


def _find_viewer() -> Viewer | None:
    doors = current_doors()
    realm = realm_of(request.path)
    token = doors.by_realm[realm].cookie.read(request.cookies)
    if not token:
        return None
    g.snapshot = doors.sign_ins.snapshot()
    try:
        return doors.sign_ins.resolve(g.snapshot, token, realm, now=clock.real())
    except OutOfReach:
        # Every page asks who it is for, the one that tells of the trouble too: so this is told where it matters.
        stop_asking_who()
        return None


def _close_snapshot(_error: BaseException | None) -> None:
    """Of a page that opened no gate."""
    snapshot = snapshot_to_read_on_in()
    if snapshot is not None:
        snapshot.close()
