"""Refusals and mistakes become pages here, and nowhere else."""

from urllib.parse import urlsplit

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.domain.refusals import Conflict, NotAllowed, NotKeepable, NotThere, OutOfReach, Refusal
from portal.domain.sign_ins import Realm
from portal.web import current
from portal.web.auth.doors import realm_of
from portal.web.auth.passage import RETRY_AFTER_SECONDS
from portal.web.auth.viewers import stop_asking_who
from portal.web.language import leave_address_untold
from portal.web.typed_text import page_of_form, typed_texts

_PAGES = {
    400: "errors/bad_request.html",
    404: "errors/not_found.html",
    405: "errors/method.html",
    413: "errors/too_large.html",
    500: "errors/server.html",
}


def turn_into_pages(app: Flask) -> None:
    """Register the pages for everything that can be refused or go wrong."""
    app.register_error_handler(NotThere, _not_there)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(OutOfReach, _out_of_reach)
    app.register_error_handler(NotKeepable, _not_keepable)
    app.register_error_handler(Refusal, _conflict)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_stay_here)


def _not_there(_refusal: NotThere) -> Response:
    return _page("errors/not_found.html", 404)


def _not_allowed(refusal: NotAllowed) -> Response:
    return _page("errors/not_allowed.html", 403, reason=refusal.reason)


def _conflict(_refusal: Refusal) -> Response:
    return _page("errors/conflict.html", 409)


def _out_of_reach(_refusal: OutOfReach) -> Response:
    stop_asking_who()
    page = _page("errors/out_of_reach.html", 503)
    page.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return page


def _not_keepable(_refusal: NotKeepable) -> Response:
    return _page("errors/bad_request.html", 400)


def _form_too_old(_error: CSRFError) -> Response:
    return _page("errors/expired_form.html", 400)


def _stay_here(response: Response) -> Response:
    """Lead to a page's proper path on this host: the router writes the Host header's name, which anybody can forge."""
    redirect = current.request().routing_exception
    if not isinstance(redirect, RequestRedirect):
        return response
    parts = urlsplit(redirect.new_url)
    path = "/" + parts.path.lstrip("/")
    return Response(status=redirect.code, headers={"Location": f"{path}?{parts.query}" if parts.query else path})


def _http_error(error: HTTPException) -> Response:
    response = error.get_response()
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 -- a redirect is no error
        return make_response(response)
    if status >= 500:  # noqa: PLR2004 -- what is broken may be what knows who is signed in
        stop_asking_who()
    page = _page(_PAGES.get(status, "errors/bad_request.html" if status < 500 else "errors/server.html"), status)  # noqa: PLR2004 -- as above
    if "Allow" in response.headers:
        page.headers["Allow"] = response.headers["Allow"]
    return page


def _page(template: str, status: int, **values: object) -> Response:
    for_staff = realm_of(request.path) is Realm.STAFF
    is_form = request.method not in {"GET", "HEAD"} and status not in {403, 404}
    form_page = page_of_form() if is_form else None
    if status == 404:  # noqa: PLR2004 -- not there, or not yours
        leave_address_untold()
    html = render_template(template, for_staff=for_staff, typed=typed_texts(), form_page=form_page, **values)
    return make_response(html, status)
