"""The citizen's pages."""

from flask import Blueprint

from portal.web.citizen import cases, hearings, mandates, old_addresses, overview, requests, statement_requests

bp = Blueprint("citizen", __name__)
for feature in (overview, cases, hearings, statement_requests, requests, mandates, old_addresses):
    feature.add_to(bp)
