"""Writes a case's whole life from its course: numbers, parties, tasks, states and who has it when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo.town.inhabitants import Citizen, invent_child
from portal.demo.town.lives import Life, PlannedTask, Since
from portal.demo.town.pace import Course
from portal.demo.town.paths import Path, Paths
from portal.demo.town.records import Caseworker, Numbering, Party, Progress, Role
from portal.demo.town.scripts import NOBODY, TEAM, Script

_FIRST_NUMBER = 10_001
_CHILD_YEARS = {"additional_costs_child": 9, "respite_child": 7, "child_assessment": 6, "transition": 16}
"""Case types about a child, and how old it is then: the child is the primary party, the parent the secondary."""
_BUILDER = "Eksempel Byg ApS"
_BUILDER_CVR = "99000017"
_HYPHEN_SHARE = 0.25
_BUILDER_SHARE = 0.5
_CHANGE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of a case before its life is written. `to_day` turns a day of the course into a date."""

    number: int
    owner: Citizen
    path: Path
    course: Course
    to_day: Callable[[int], date]
    rng: Random
    script: Script | None = None
    is_decided: bool = True
    """Whether a decision is made: support has been changed without one, too."""
    is_withdrawn: bool = False
    """Whether it is taken back before anything is decided; then it is closed at once."""
    child: Citizen | None = None
    """Whom a case about a child is about; one is invented where nobody is given."""


@dataclass(frozen=True, slots=True)
class Writer:
    """What is the same for all cases of a town."""

    seed: int
    day_zero: date
    paths: Paths

    def chance(self, number: int) -> Random:
        """The case's own source of chance: the same for the same town and case number."""
        return Random(f"{self.seed}:{number}")  # noqa: S311 -- to be repeated, not a secret

    def write(self, sketch: Sketch) -> Life:
        """The case's whole life."""
        opened_on = sketch.to_day(sketch.course.stretches[0].start)
        number = f"S{opened_on.year}-{_FIRST_NUMBER + sketch.number}"
        script = sketch.script
        return Life(
            uuid=self._uuid(sketch.number),
            number=number,
            title=f"{sketch.path.title} - intern sag {number}",
            opened_on=opened_on,
            kle=script.odd_kle if script and script.odd_kle else sketch.path.kle,
            facet=sketch.path.facet,
            parties=self._parties(sketch, opened_on),
            department=sketch.path.team,
            progress=tuple(_progress(sketch)),
            caseworkers=tuple(self._caseworkers(sketch)),
            tasks=tuple(self._tasks(sketch)),
            odd_date=script.odd_date if script else None,
            odd_state=script.odd_state if script else None,
        )

    def _parties(self, sketch: Sketch, opened_on: date) -> tuple[Party, ...]:
        hyphenated = sketch.rng.random() < _HYPHEN_SHARE
        with_builder = sketch.rng.random() < _BUILDER_SHARE
        people = [sketch.owner]
        if years := _CHILD_YEARS.get(sketch.path.code):
            child = sketch.child or invent_child(sketch.owner, sketch.number, years, opened_on, sketch.rng)
            people.insert(0, child)
        parties = [
            Party(
                uuid=self._uuid(sketch.number, "party", place),
                numbering=Numbering.PERSON,
                number=f"{person.cpr[:6]}-{person.cpr[6:]}" if hyphenated else person.cpr,
                name=person.name,
                role=Role.SECONDARY if place else Role.PRIMARY,
            )
            for place, person in enumerate(people)
        ]
        if with_builder and sketch.path.code == "building_permit":
            uuid = self._uuid(sketch.number, "party", "builder")
            parties.append(Party(uuid, Numbering.COMPANY, _BUILDER_CVR, _BUILDER, Role.SECONDARY))
        return tuple(parties)

    def _caseworkers(self, sketch: Sketch) -> list[Since[Caseworker | None]]:
        if sketch.script and sketch.script.caseworkers:
            given = sketch.script.caseworkers.items()
            return [Since(sketch.to_day(day), self._find(who, sketch.path)) for day, who in given]
        return _choose_caseworkers(sketch)

    def _find(self, who: str, path: Path) -> Caseworker | None:
        if who == NOBODY:
            return None
        return path.team if who == TEAM else self.paths.staff[who]

    def _tasks(self, sketch: Sketch) -> list[PlannedTask]:
        """A task is made when the step before it begins; one that may not come, when it does."""
        stretches = sketch.course.stretches
        return [
            PlannedTask(
                uuid=self._uuid(sketch.number, "task", stretch.step.code),
                title=stretch.step.title,
                created_on=sketch.to_day(stretch.start if stretch.step.only_if else before.start),
                started_on=sketch.to_day(stretch.start),
                closed_on=sketch.to_day(stretch.end),
                deadline_on=sketch.to_day(stretch.start + stretch.step.max_days),
            )
            for before, stretch in zip((stretches[0], *stretches), stretches, strict=False)
            if stretch.step.title is not None
        ]

    def _uuid(self, *parts: object) -> UUID:
        return uuid5(_town(self.seed), ":".join(str(part) for part in parts))


@cache
def _town(seed: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"town:{seed}")


def _choose_caseworkers(sketch: Sketch) -> list[Since[Caseworker | None]]:
    """The team until the case is assigned, then one of its people, now and then another one after a while."""
    stretches, rng, path = sketch.course.stretches, sketch.rng, sketch.path
    assigned = next((stretch.end for stretch in stretches if stretch.step.code == "assigned"), stretches[0].start)
    first, second = rng.choice(path.staff), rng.choice(path.staff)
    later = [stretch.start for stretch in stretches if assigned < stretch.start < sketch.course.decided]
    changes = rng.random() < _CHANGE_SHARE
    chosen: list[Since[Caseworker | None]] = [
        Since(sketch.to_day(stretches[0].start), path.team),
        Since(sketch.to_day(assigned), first),
    ]
    if changes and later:
        chosen.append(Since(sketch.to_day(rng.choice(later)), second))
    return chosen


def _progress(sketch: Sketch) -> list[Since[Progress]]:
    course, path = sketch.course, sketch.path
    deciding = course.start_of(path.deciding)
    passed = [(course.stretches[0].start, Progress.ARISEN)]
    if not sketch.is_withdrawn:
        passed.append((course.decided if deciding is None else deciding, Progress.ELUCIDATED))
        passed.append((course.decided, Progress.DECIDED if sketch.is_decided else Progress.ORDERED))
    if executing := course.executing():
        passed += [(executing[0], Progress.ORDERED), (executing[1], Progress.EXECUTED)]
    passed.append((course.closed, Progress.CLOSED))
    return [Since(sketch.to_day(day), progress) for day, progress in passed]
