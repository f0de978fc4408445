"""The staff's pages."""

from flask import Blueprint

from portal.i18n import add_filters
from portal.web.caseworker import (
    breaches,
    cases,
    circumstances,
    decisions,
    finder,
    hearing_offers,
    hearing_review,
    hearing_samples,
    hearings,
    mendings,
    notices,
    promises,
    releases,
    requests,
    statement_answers,
    status,
    times,
    worklist,
)
from portal.web.caseworker.wording import FILTERS

bp = Blueprint("caseworker", __name__, url_prefix="/medarbejder")
for feature in (
    worklist,
    finder,
    status,
    cases,
    requests,
    statement_answers,
    hearings,
    hearing_offers,
    hearing_samples,
    notices,
    decisions,
    releases,
    breaches,
    promises,
    times,
    circumstances,
    hearing_review,
    mendings,
):
    feature.add_to(bp)
bp.record_once(lambda state: add_filters(state.app.jinja_env, FILTERS))
