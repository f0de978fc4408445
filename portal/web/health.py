"""Whether the portal lives, and whether it is ready to serve: for the machines that watch it."""

from flask import Blueprint, Response, jsonify

from portal import clock
from portal.access.readiness import look
from portal.web.access_rules import public
from portal.web.request_scope import runtime

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public("A watcher has no sign-in; it says nothing about anybody.")
def live() -> Response:
    """The process answers."""
    return jsonify(status="live")


@bp.get("/ready")
@public("A watcher has no sign-in; it says nothing about anybody.")
def ready() -> tuple[Response, int]:
    """503 until the schema is at head and a first snapshot is complete; then the age of the last complete sync."""
    seen = look(runtime(), now=clock.now())
    answer = jsonify(
        status="ready" if seen.is_ready else "starting",
        schema_at_head=seen.schema_is_at_head,
        last_complete_sync_age_seconds=seen.sync_age_seconds,
        stale=seen.is_stale,
    )
    return answer, 200 if seen.is_ready else 503
