"""Reading across all teams, for those who run the portal and type commands: never for a page."""

from collections.abc import Mapping, Sequence
from typing import Final

from portal.access.runtime import Runtime
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId
from portal.storage.batches import in_batches
from portal.storage.cases import CaseRecord, all_cases
from portal.storage.hearing_review import ReviewMaterial, load_review
from portal.storage.session import open_session

_AT_A_TIME: Final = 500


def review_of_all(
    portal: Runtime,
) -> tuple[Sequence[tuple[CaseRecord, CaseType | None]], Mapping[CaseId, ReviewMaterial]]:
    """Every case with its type, and what a review of hearings looks at."""
    with open_session(portal.engine, "mirror", "records") as session:
        cases = all_cases(session)
        material: dict[CaseId, ReviewMaterial] = {}
        for batch in in_batches(cases, _AT_A_TIME):
            material.update(load_review(session, {case.id: case.record_kinds for case in batch}))
    types = portal.municipality
    return [(each, types.case_type(each.case_type, each.opened_on) if each.case_type else None) for each in cases], (
        material
    )
