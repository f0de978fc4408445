"""Who is asking, for the length of one request. Flask-Login asks once; the cookie and the server answer.

Flask's own session holds nothing about who is signed in, and nobody is remembered beyond the sign-in.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Request, Response, render_template, request
from flask_login import LoginManager, current_user

from portal import clock
from portal.access.viewer import Viewer
from portal.domain.refusals import OutOfReach
from portal.storage.snapshot import Snapshot
from portal.web import current
from portal.web.auth.doors import current_doors, realm_of
from portal.web.auth.next_path import read_next_path
from portal.web.auth.passage import go_to
from portal.web.auth.refusal_pages import SESSION_ENDED
from portal.web.typed_text import page_of_form, typed_texts

_SAFE_METHODS = {"GET", "HEAD"}
_SNAPSHOT = "snapshot"
"""Where a request keeps the moment of the database in which its viewer was found, until the gate takes it."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What Flask-Login asks of a user, around a viewer."""

    viewer: Viewer
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The sign-in; it is not put in any cookie."""
        return str(self.viewer.sign_in_id)


class _Manager(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    """Flask-Login's, where nobody is remembered."""

    def _update_remember_cookie(self, response: Response) -> Response:
        """Give no cookie, and look for none."""
        return response


def install_viewers(app: Flask) -> None:
    """Let Flask-Login find the viewer of each request."""
    manager = _Manager()
    manager.session_protection = None
    # Flask-Login takes a digest of the browser's name on each request, to protect what is not kept here.
    manager._session_identifier_generator = str  # noqa: SLF001 -- it has no other place to say so
    manager.request_loader(_load)
    # Flask-Login does not ask the loader when a cookie of this name is there; no browser ever gets one.
    app.config["REMEMBER_COOKIE_NAME"] = "__Host-nobody-is-remembered"
    manager.init_app(app, add_context_processor=False)
    app.teardown_request(_close_snapshot)


def current_viewer() -> Viewer | None:
    """Who is signed in on this page: staff on staff pages, citizens on all others."""
    user = current_user._get_current_object()  # noqa: SLF001 -- the public way to the object behind the proxy
    return user.viewer if isinstance(user, SignedIn) else None


def snapshot_to_read_on_in() -> Snapshot | None:
    """The moment of the database in which the viewer was found; it is the caller's to close, and given once."""
    found: Snapshot | None = current.g().pop(_SNAPSHOT, None)
    return found


def stop_asking_who() -> None:
    """For the rest of this request nobody is known: it could not be found out, and asking again would not help."""
    current.g().nobody_is_known = True


def session_ended_response() -> Response:
    """The answer to somebody who is not signed in: to the provider and back, or a page with what was not saved.

    Raises:
        OutOfReach: they may well be signed in, but it cannot be looked up.
    """
    if current.g().get("nobody_is_known"):
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


def _load(_stand_in: Request) -> SignedIn | None:
    if current.g().get("nobody_is_known"):
        return None
    doors, asked = current_doors(), current.request()
    realm = realm_of(asked.path)
    token = doors.by_realm[realm].cookie.read(asked.cookies)
    if not token:
        return None
    snapshot = doors.sign_ins.snapshot()
    setattr(current.g(), _SNAPSHOT, snapshot)
    try:
        viewer = doors.sign_ins.resolve(snapshot, token, realm, now=clock.real())
    except OutOfReach:
        # Every page asks who it is for, the one that tells of the trouble too: so this is told where it matters.
        stop_asking_who()
        return None
    return SignedIn(viewer) if viewer else None


def _close_snapshot(_error: BaseException | None) -> None:
    """Of a page that opened no gate."""
    snapshot = snapshot_to_read_on_in()
    if snapshot is not None:
        snapshot.close()
