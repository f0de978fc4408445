"""The municipality's case types with their paths, as they are on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from portal.domain.case_types import CaseType, DeadlineUnit, PublishedDeadline, Release
from portal.domain.words import Words
from portal.municipality.paths import Paths, check_path
from portal.municipality.problems import Problems
from portal.municipality.staff import Team, Teams
from portal.municipality.tables import Row, Table
from portal.municipality.texts import read_https_url
from portal.municipality.validity import Validity, read_validity

FILE = "case_types.csv"

_COLUMNS = (
    "code", "law", "name_da", "name_en", "team", "release", "kle_number", "facet", "is_social", "changes_support", "child_is_party",
    "deadline_value", "deadline_unit", "deadline_paragraph", "deadline_source", "valid_from", "valid_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedCaseType:
    """A case type within a time when nothing about it changes, how the case system marks it, and whose it is."""

    case_type: CaseType
    kle_number: str
    facet: str
    team: Team | None
    validity: Validity


@dataclass(frozen=True)
class CaseTypes:
    """All case types, at all times. An unreadable file has none, and nothing can be checked against it."""

    dated: tuple[DatedCaseType, ...]
    is_readable: bool

    def on(self, code: str, on: date) -> CaseType | None:
        """The case type as it is on a day; None when there is none then."""
        return next((dated.case_type for dated in self.versions(code) if dated.validity.holds(on)), None)

    def marked(self, kle_number: str, facet: str, on: date) -> CaseType | None:
        """The case type that the case system's mark stands for on a day; None when it stands for none."""
        marked = self._by_mark.get((kle_number, facet), [])
        return next((dated.case_type for dated in marked if dated.validity.holds(on)), None)

    def team(self, code: str) -> Team | None:
        """The team that has the cases of a type now, by its newest description."""
        versions = self.versions(code)
        return versions[-1].team if versions else None

    def versions(self, code: str) -> Sequence[DatedCaseType]:
        """A case type at all times, the oldest first; empty when there is none of that code."""
        return self._by_code.get(code, ())

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all case types, in the order of the file."""
        return tuple(self._by_code)

    @cached_property
    def _by_code(self) -> dict[str, list[DatedCaseType]]:
        by_code: dict[str, list[DatedCaseType]] = {}
        for dated in self.dated:
            by_code.setdefault(dated.case_type.code, []).append(dated)
        for versions in by_code.values():
            versions.sort(key=lambda dated: dated.validity.first)
        return by_code

    @cached_property
    def _by_mark(self) -> dict[tuple[str, str], list[DatedCaseType]]:
        by_mark: dict[tuple[str, str], list[DatedCaseType]] = {}
        for dated in self.dated:
            by_mark.setdefault((dated.kle_number, dated.facet), []).append(dated)
        return by_mark


def read_case_types(folder: Path, paths: Paths, teams: Teams, problems: Problems) -> CaseTypes:
    """The case types of `case_types.csv`, each with its path."""
    table = Table(folder / FILE, _COLUMNS, problems)
    seen: list[tuple[Row, str, str, Validity]] = []
    dated: list[DatedCaseType] = []
    for row in table.rows:
        code, validity = row.text("code"), read_validity(row)
        mark = f"{row.text('kle_number')} {row.text('facet')}"
        for other, other_code, other_mark, other_validity in seen:
            if not row.is_sound or not other.is_sound or not validity.overlaps(other_validity):
                continue
            if code == other_code:
                right = "Let one end the day before the other begins."
                row.refuse("valid_from", f"{code} is valid at the same time as in line {other.line}.", right)
            elif mark == other_mark:
                right = "Give each case type its own KLE number and facet."
                row.refuse("kle_number", f"{mark} stands for {other_code} in line {other.line} too.", right)
        seen.append((row, code, mark, validity))
        dated.extend(_read_versions(row, validity, paths, teams))
    if table.is_readable:
        _refuse_stray_steps(paths, {code for _, code, _, _ in seen})
    return CaseTypes(tuple(dated), table.is_readable)


def _read_versions(row: Row, validity: Validity, paths: Paths, teams: Teams) -> list[DatedCaseType]:
    code, law, name = row.text("code"), row.text("law"), Words(row.text("name_da"), row.text("name_en"))
    release, is_social = row.choice("release", tuple(Release)), row.flag("is_social")
    changes_support, child_is_party = row.flag("changes_support"), row.flag("child_is_party")
    kle_number, facet, team = row.text("kle_number"), row.text("facet"), teams.named_in(row)
    deadline = _read_deadline(row)
    path = paths.of(code)
    versions: list[DatedCaseType] = []
    for stretch in validity.split(step.validity for step in path):
        steps = [step for step in path if step.validity.holds(stretch.first)]
        if paths.is_readable:
            check_path(steps, row, code)
        case_type = CaseType(
            code=code,
            name=name,
            law=law,
            release=release,
            steps=tuple(dated.step for dated in steps),
            deadline=deadline,
            is_social=is_social,
            changes_support=changes_support,
            child_is_party=child_is_party,
            valid_from=stretch.first,
            valid_to=stretch.last,
        )
        versions.append(DatedCaseType(case_type, kle_number, facet, team, stretch))
    return versions


def _read_deadline(row: Row) -> PublishedDeadline | None:
    columns = ("deadline_value", "deadline_unit", "deadline_paragraph", "deadline_source")
    if not any(row.optional(column) for column in columns):
        return None
    return PublishedDeadline(
        value=row.whole_number("deadline_value", 1),
        unit=row.choice("deadline_unit", tuple(DeadlineUnit)),
        paragraph=row.text("deadline_paragraph"),
        source_url=row.read("deadline_source", read_https_url, row.text("deadline_source")),
    )


def _refuse_stray_steps(paths: Paths, codes: set[str]) -> None:
    for dated in paths.steps:
        if dated.case_type and dated.case_type not in codes:
            right = f"Write one of: {', '.join(sorted(codes))}."
            dated.row.refuse("case_type", f'There is no case type "{dated.case_type}" in {FILE}.', right)
