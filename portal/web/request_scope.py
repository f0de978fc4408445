"""One request: who is asking, for what, and the gate that is opened for it."""

import re
from contextlib import AbstractContextManager
from typing import Final

from flask import Flask, Response, abort, has_request_context

from portal import clock
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.runtime import EXTENSION, Runtime
from portal.access.unit_of_work import unit_of_work
from portal.access.viewer import StaffViewer, Viewer
from portal.domain.sign_ins import Realm
from portal.web import current
from portal.web.access_rules import rule_of
from portal.web.auth import current_viewer, session_ended_response, snapshot_to_read_on_in
from portal.web.form_token import is_token_refused
from portal.web.machine_tokens import shows_token, token_missing_response

FOR_WHOM: Final = "for"
"""What an address says for whom a case is read, when the reader may read it for two of its parties."""
_NUMBER: Final = re.compile("[1-9][0-9]{0,2}")
_NOBODY: Final = 0


def runtime() -> Runtime:
    """The running portal."""
    found: Runtime = current.app().extensions[EXTENSION]
    return found


def hold_to_rules(app: Flask) -> None:
    """Before every request, hold the caller to the endpoint's access rule."""
    app.before_request(_hold_to_rule)
    app.url_defaults(_stay_on_behalf)


def gate() -> AbstractContextManager[Gate]:
    """The gate of this request, for the permission its endpoint declared; committed when the block ends well."""
    viewer, permission = _declared()
    writes = current.request().method not in {"GET", "HEAD"} and not is_token_refused()
    return unit_of_work(
        runtime(),
        viewer,
        permission,
        now=clock.now(),
        writes=writes,
        giver_number=giver_number(),
        snapshot=snapshot_to_read_on_in(),
    )


def giver_number() -> int | None:
    """Whom this request is made for, where an address says it; a number nobody has when it is none."""
    asked = current.request()
    said = asked.args.getlist(FOR_WHOM) if asked.query_string else []
    if not said:
        return None
    return int(said[0]) if len(said) == 1 and _NUMBER.fullmatch(said[0]) else _NOBODY


def _stay_on_behalf(endpoint: str, values: dict[str, object]) -> None:
    """What leads on from a page read for one of two parties stays with that one."""
    if "case_id" not in values or not endpoint.startswith("citizen.") or not has_request_context():
        return
    asked = current.request()
    if asked.query_string and FOR_WHOM in asked.args:
        values.setdefault(FOR_WHOM, asked.args[FOR_WHOM])


def _hold_to_rule() -> Response | None:
    view = current.app().view_functions.get(current.request().endpoint or "")
    rule = rule_of(view)
    if view is None:
        return None
    if rule is not None and rule.token is not None:
        return None if shows_token(rule.token, runtime().settings) else token_missing_response()
    if rule is not None and rule.public_because is not None:
        return None
    if rule is None or rule.permission is None:
        abort(404)
    viewer = current_viewer()
    if viewer is None or not _is_of_realm(viewer, rule.permission):
        return session_ended_response()
    current.g().declared = (viewer, rule.permission)
    return None


def _declared() -> tuple[Viewer, Permission]:
    declared: tuple[Viewer, Permission] = current.g().declared
    return declared


def _is_of_realm(viewer: Viewer, permission: Permission) -> bool:
    return isinstance(viewer, StaffViewer) is (permission.realm is Realm.STAFF)
