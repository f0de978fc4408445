"""Every table, imported in one place so that the schema is whole wherever it is asked for."""

from portal.storage import audit, history, journal, leases, mirror, processing_times, sign_ins, sync_runs
from portal.storage.base import Row
from portal.storage.records import (
    breaches,
    circumstances,
    decisions,
    hearing_duty,
    hearing_mendings,
    hearings,
    notices,
    promises,
    releases,
    requests,
    said_ranges,
    statement_requests,
)

OWNERS = (
    mirror,
    sync_runs,
    leases,
    sign_ins,
    audit,
    history,
    journal,
    processing_times,
    breaches,
    circumstances,
    decisions,
    hearing_duty,
    hearing_mendings,
    hearings,
    notices,
    promises,
    releases,
    requests,
    said_ranges,
    statement_requests,
)

metadata = Row.metadata
