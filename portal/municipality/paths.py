"""The paths of case types: `steps.csv`, one line for each step, in the municipality's own words."""

from dataclasses import dataclass
from pathlib import Path

from portal.domain.case_types import DECISION, Actor, CitizenPart, OnlyIf, Step
from portal.domain.words import Words
from portal.municipality.problems import Problems
from portal.municipality.tables import Row, Table
from portal.municipality.validity import Validity, read_validity

FILE = "steps.csv"

_COLUMNS = (
    "case_type", "number", "code",
    "coming_da", "now_da", "done_da", "coming_en", "now_en", "done_en",
    "only_if", "min_days", "max_days", "waiting_on", "waiting_for_da", "waiting_for_en", "part",
    "valid_from", "valid_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step, its number on the path, and when it belongs to it."""

    case_type: str
    number: int
    step: Step
    validity: Validity
    row: Row


@dataclass(frozen=True, slots=True)
class Paths:
    """All steps. An unreadable file has none, and no path can be checked."""

    steps: tuple[DatedStep, ...]
    is_readable: bool

    def of(self, case_type: str) -> list[DatedStep]:
        """The steps of a case type at any time, in the order of their numbers."""
        return sorted((dated for dated in self.steps if dated.case_type == case_type), key=lambda dated: dated.number)


def read_paths(folder: Path, problems: Problems) -> Paths:
    """The steps of `steps.csv`."""
    table = Table(folder / FILE, _COLUMNS, problems)
    return Paths(tuple(_read_step(row) for row in table.rows), table.is_readable)


def check_path(steps: list[DatedStep], case_type_row: Row, case_type: str) -> None:
    """Note what is wrong with a path that holds at one time: `steps` in the order of their numbers."""
    codes: dict[str, int] = {}
    for number, dated in enumerate(steps, start=1):
        if dated.number != number and all(other.row.is_sound for other in steps):
            dated.row.refuse(
                "number",
                f"The steps of {case_type} are not numbered 1, 2, 3 …",
                f"Write {number}, or give the missing step.",
            )
            break
    for dated in steps:
        line = codes.setdefault(dated.step.code, dated.row.line)
        if dated.step.code and line != dated.row.line:
            dated.row.refuse(
                "code",
                f'{case_type} has the step "{dated.step.code}" in line {line} too.',
                "Give each step of a case type its own code.",
            )
    if DECISION not in codes:
        case_type_row.refuse(
            "code",
            f'{case_type} has no step "{DECISION}" in {FILE}.',
            f'Give its path exactly one step with the code "{DECISION}", at any time it is valid.',
        )


def _read_step(row: Row) -> DatedStep:
    least = row.whole_number("min_days", 0)
    most = row.whole_number("max_days", 0)
    if most < least:
        row.refuse("max_days", f"{most} is less than min_days, {least}.", "Write the longest time, in calendar days.")
    waiting_on = row.choice("waiting_on", tuple(Actor))
    step = Step(
        code=row.text("code"),
        coming=_read_words(row, "coming"),
        now=_read_words(row, "now"),
        done=_read_words(row, "done"),
        waiting_on=waiting_on,
        min_days=least,
        max_days=most,
        only_if=row.choice("only_if", tuple(OnlyIf)) if row.optional("only_if") else None,
        part=row.choice("part", tuple(CitizenPart)),
        waiting_for=_read_waiting_for(row, waiting_on),
    )
    return DatedStep(row.text("case_type"), row.whole_number("number", 1), step, read_validity(row), row)


def _read_words(row: Row, column: str) -> Words:
    return Words(row.text(f"{column}_da"), row.text(f"{column}_en"))


def _read_waiting_for(row: Row, waiting_on: Actor) -> Words | None:
    """Whom a third party step waits for: the citizen must be told who it is (FOB 2018-11)."""
    if waiting_on is Actor.THIRD_PARTY:
        return _read_words(row, "waiting_for")
    for column in ("waiting_for_da", "waiting_for_en"):
        if row.optional(column) and row.optional("waiting_on") == waiting_on:
            right = 'Leave it empty, or write third_party in "waiting_on".'
            row.refuse(column, f"The step waits for {waiting_on}, not for somebody else.", right)
    return None
