"""What the case system's states and tasks mean: `states.csv` and `mapping.csv`.

A state or a task proves the furthest step that has begun. What is not mapped proves nothing and is never guessed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from portal.domain.cases import CaseState
from portal.municipality.case_types import FILE as CASE_TYPES_FILE
from portal.municipality.case_types import CaseTypes
from portal.municipality.problems import Problems
from portal.municipality.tables import Row, Table
from portal.municipality.validity import Validity, read_validity

STATES_FILE = "states.csv"
MAPPING_FILE = "mapping.csv"

_STATES_COLUMNS = ("source", "source_state", "state")
_MAPPING_COLUMNS = ("case_type", "kind", "value", "step", "valid_from", "valid_to")
_KNOWN_STATES = tuple(state for state in CaseState if state is not CaseState.UNKNOWN)


class Kind(StrEnum):
    """What a line of the mapping is about."""

    STATE = "state"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Proof:
    """A state or a task's title that proves a step has begun, and when it does."""

    step: str
    validity: Validity
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the case system's words mean here."""

    states: dict[tuple[str, str], CaseState]
    proofs: dict[tuple[str, Kind, str], list[Proof]]

    def state(self, source: str, source_state: str) -> CaseState:
        """How far a case has come that `source` says is in `source_state`."""
        return self.states.get((source, source_state), CaseState.UNKNOWN)

    def step(self, case_type: str, kind: Kind, value: str, on: date) -> str | None:
        """The step that a state or a task proves to have begun; None when it proves none."""
        proofs = self.proofs.get((case_type, kind, value), ())
        return next((proof.step for proof in proofs if proof.validity.holds(on)), None)


def read_mapping(folder: Path, case_types: CaseTypes, problems: Problems) -> Mapping:
    """The two files, every step checked against its case type's path."""
    return Mapping(_read_states(folder, problems), _read_proofs(folder, case_types, problems))


def _read_states(folder: Path, problems: Problems) -> dict[tuple[str, str], CaseState]:
    states: dict[tuple[str, str], CaseState] = {}
    for row in Table(folder / STATES_FILE, _STATES_COLUMNS, problems).rows:
        key = (row.text("source"), row.text("source_state"))
        if key in states:
            row.refuse("source_state", f'{key[0]}\'s state "{key[1]}" stands here twice.', "Leave one of them out.")
        states[key] = row.choice("state", _KNOWN_STATES)
    return states


def _read_proofs(folder: Path, case_types: CaseTypes, problems: Problems) -> dict[tuple[str, Kind, str], list[Proof]]:
    proofs: dict[tuple[str, Kind, str], list[Proof]] = {}
    for row in Table(folder / MAPPING_FILE, _MAPPING_COLUMNS, problems).rows:
        code, kind = row.text("case_type"), row.choice("kind", tuple(Kind))
        is_state = kind is Kind.STATE and row.is_sound
        value = row.choice("value", _KNOWN_STATES).value if is_state else row.text("value")
        proof = Proof(row.text("step"), read_validity(row), row.line)
        if case_types.is_readable:
            _check_step(row, case_types, code, proof)
        known = proofs.setdefault((code, kind, value), [])
        for other in known:
            if row.is_sound and proof.validity.overlaps(other.validity):
                right = "Leave one of them out, or let one end the day before the other begins."
                row.refuse("value", f'{code} has {kind} "{value}" in line {other.line} too, at the same time.', right)
        known.append(proof)
    _ask_for_every_case_type(proofs, case_types, problems)
    return proofs


def _ask_for_every_case_type(
    proofs: Collection[tuple[str, Kind, str]], case_types: CaseTypes, problems: Problems
) -> None:
    """A plan in which nothing can be proved would never tell how far a case has come."""
    mapped = {code for code, _, _ in proofs}
    right = "Write which of the case system's states and tasks stand for which step."
    for code in case_types.codes:
        if mapped and code not in mapped:
            problems.add(MAPPING_FILE, None, None, f"Nothing leads to a step of {code}.", right)


def _check_step(row: Row, case_types: CaseTypes, code: str, proof: Proof) -> None:
    versions = case_types.versions(code)
    if code and not versions:
        row.refuse("case_type", f'There is no case type "{code}" in {CASE_TYPES_FILE}.', "Write one that is there.")
    for dated in versions:
        case_type = dated.case_type
        if dated.validity.overlaps(proof.validity) and case_type.steps and case_type.step(proof.step) is None:
            known = ", ".join(step.code for step in case_type.steps)
            row.refuse("step", f'{code} has no step "{proof.step}".', f"Write one of: {known}.")
            return
