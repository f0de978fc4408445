"""Some six thousand cases that were finished in the four years before day zero, for what can be learnt from them.

They hold what a case system holds: tasks with their days, states, and who had the case. All parties are invented.
A case is laid out backwards from the day it was decided, so that the long are among them as often as the short.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Final

from portal.demo.town.inhabitants import Citizen, fill_up
from portal.demo.town.lives import Life
from portal.demo.town.pace import Course, Stretch
from portal.demo.town.paths import Path, Paths, PathStep
from portal.demo.town.true_times import GRANTED_SHARE, NEEDED_SHARE, WITHDRAWN_SHARE, true_time
from portal.demo.town.working_pace import TeamPace
from portal.demo.town.writing import Sketch, Writer
from portal.domain.case_types import APPEAL, OnlyIf
from portal.domain.working_days import Calendar, next_working_day

YEARS: Final = 4
DECIDED_A_YEAR: Final[Mapping[str, int]] = MappingProxyType(
    {
        "sickness_benefit": 285,
        "building_permit": 240,
        "personal_supplement": 240,
        "support_at_home": 185,
        "additional_costs_adult": 110,
        "additional_costs_child": 110,
        "disability_pension": 90,
        "respite_adult": 75,
        "car_support": 60,
        "respite_child": 60,
        "residential": 50,
        "child_assessment": 45,
        "support_change": 32,
        "bpa": 13,
    }
)
"""How many applications of each kind come to an end in a year; of any other kind none did."""

_FIRST_NUMBER: Final = 300_000
"""Far above the numbers of the town's other cases."""
_FIRST_INHABITANT: Final = 2_000
_FIRST_CHILD: Final = 12_000
_YEAR_DAYS: Final = 365
_NOT_HERE: Final = "review22"
"""A case of sickness benefit is reviewed after 22 weeks; these had ended by then."""
_NOBODY_APPLIED: Final = frozenset({"support_change", "child_assessment"})
"""What the municipality begins by itself is not taken back by anybody."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The cases of one kind."""

    path: Path
    pace: TeamPace
    calendar: Calendar
    day_zero: date

    @property
    def window(self) -> tuple[float, float]:
        """Between which amounts of work the decisions fall."""
        first = max(self.day_zero - timedelta(days=YEARS * _YEAR_DAYS), self.path.since)
        return self.pace.done_by(first), self.pace.done_by(self.day_zero)

    @property
    def count(self) -> int:
        """How many were decided or taken back."""
        first = max(self.day_zero - timedelta(days=YEARS * _YEAR_DAYS), self.path.since)
        return DECIDED_A_YEAR.get(self.path.code, 0) * (self.day_zero - first).days // _YEAR_DAYS


def plan_history(writer: Writer, paths: Paths, calendar: Calendar) -> Iterator[Life]:
    """The lives of all cases that were closed before day zero; the same writer gives the same, each time."""
    teams = {path.team_code for path in paths.by_code.values()}
    pace = {team: TeamPace(team, writer.day_zero, calendar) for team in teams}
    chapters = [
        _Chapter(path, pace[path.team_code], calendar, writer.day_zero) for _, path in sorted(paths.by_code.items())
    ]
    count = sum(chapter.count for chapter in chapters)
    people = fill_up([], max(_FIRST_INHABITANT, _FIRST_CHILD) + count)
    numbered = (chapter for chapter in chapters for _ in range(chapter.count))
    for number, chapter in enumerate(numbered):
        sketch = _sketch(writer, chapter, number, people)
        if sketch.course.closed < writer.day_zero.toordinal():
            yield writer.write(sketch)


def _sketch(writer: Writer, chapter: _Chapter, number: int, people: Sequence[Citizen]) -> Sketch:
    rng, path = writer.chance(_FIRST_NUMBER + number), chapter.path
    course = _lay_out(chapter, rng)
    while course.stretches[0].start < path.since.toordinal():
        course = _lay_out(chapter, rng)
    is_withdrawn = rng.random() < WITHDRAWN_SHARE and path.code not in _NOBODY_APPLIED
    return Sketch(
        number=_FIRST_NUMBER + number,
        owner=people[_FIRST_INHABITANT + number],
        path=path,
        course=_taken_back(course, rng) if is_withdrawn else course,
        to_day=date.fromordinal,
        rng=rng,
        is_withdrawn=is_withdrawn,
        child=people[_FIRST_CHILD + number],
    )


def _lay_out(chapter: _Chapter, rng: Random) -> Course:
    """One case in days, which are ordinals of dates here."""
    path, pace = chapter.path, chapter.pace
    granted, at = rng.random() < GRANTED_SHARE, path.position(path.decided)
    coming = [step for step in path.steps[:at] if _comes(step, rng, granted=granted)]
    works = [true_time(step).draw(rng) for step in coming]
    decided = rng.uniform(*chapter.window)
    reached = [decided - sum(works[number:]) for number in range(len(works) + 1)]
    days = [pace.day_of(done).toordinal() for done in reached]
    stretches = [Stretch(step, *ends) for step, ends in zip(coming, pairwise(days), strict=True)]
    decided_on = closed = days[-1]
    for step in path.steps[at:]:
        if step.code == APPEAL:
            stretches.append(Stretch(step, decided_on, _after(chapter, decided_on, step.max_days)))
        elif granted:
            begun, decided = decided, decided + true_time(step).draw(rng)
            stretches.append(Stretch(step, pace.day_of(begun).toordinal(), pace.day_of(decided).toordinal()))
        closed = max(closed, stretches[-1].end)
    return Course(tuple(stretches), decided_on, _after(chapter, closed, rng.randint(0, 3)))


def _comes(step: PathStep, rng: Random, *, granted: bool) -> bool:
    needed = rng.random() < NEEDED_SHARE
    if step.only_if is None:
        return step.code != _NOT_HERE
    return granted if step.only_if is OnlyIf.GRANTED else needed


def _after(chapter: _Chapter, ordinal: int, days: int) -> int:
    return next_working_day(date.fromordinal(ordinal + days), chapter.calendar).toordinal()


def _taken_back(course: Course, rng: Random) -> Course:
    """The same case, taken back when one of the steps before the decision has ended."""
    before = [stretch for stretch in course.stretches if stretch.start < course.decided]
    kept = before[: rng.randint(1, len(before) - 1)]
    return Course(tuple(kept), kept[-1].end, kept[-1].end)
