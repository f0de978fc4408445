"""What the sync asks of the municipality: how its case system's words are to be read."""

from datetime import date
from typing import Protocol

from portal.domain.case_types import CaseType
from portal.domain.cases import CaseState


class SourceMapping(Protocol):
    """The municipality's own reading of its case system; `portal.municipality` fits."""

    def case_type_for(self, kle_number: str, facet: str, on: date) -> CaseType | None:
        """The case type of that subject for a case opened on that day; None when nobody has mapped it."""
        ...

    def state(self, source: str, source_state: str) -> CaseState:
        """What the state means; `CaseState.UNKNOWN` when nobody has mapped it."""
        ...

    def step_for_task(self, case_type: str, title: str, on: date) -> str | None:
        """The step that a task of that title belongs to; None when nobody has mapped it."""
        ...
