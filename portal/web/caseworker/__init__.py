"""The staff's pages."""

from flask import Blueprint

from portal.i18n import add_filters
from portal.web.caseworker import (
    breaches,
    cases,
    decisions,
    finder,
    notices,
    promises,
    releases,
    requests,
    statement_answers,
    status,
    worklist,
)
from portal.web.caseworker.wording import FILTERS

bp = Blueprint("caseworker", __name__, url_prefix="/medarbejder")
_FEATURES = (
    *(worklist, finder, status, cases, requests, statement_answers, notices, decisions, releases, breaches),
    promises,
)
for feature in _FEATURES:
    feature.add_to(bp)
bp.record_once(lambda state: add_filters(state.app.jinja_env, FILTERS))
