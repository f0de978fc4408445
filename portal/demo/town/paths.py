"""What the town takes from its municipality: the paths, their task titles, teams and staff, in the case system's terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.demo.town.records import Group, Person
from portal.domain.case_types import Actor, OnlyIf


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step as the case system's users work on it. Days are calendar days; without a title there is no task."""

    code: str
    title: str | None
    min_days: int
    max_days: int
    only_if: OnlyIf | None
    waiting_on: Actor


@dataclass(frozen=True, slots=True)
class Path:
    """A kind of case: where it is filed, who works on it, and its steps in order.

    The case counts as elucidated from the step `deciding` on, and as decided from the step `decided` on.
    """

    code: str
    title: str
    since: date
    """The first day on which there are such cases."""
    kle: str
    facet: str
    team: Group
    team_code: str
    """What the municipality itself calls the team."""
    staff: tuple[Person, ...]
    steps: tuple[PathStep, ...]
    deciding: str
    decided: str

    def position(self, code: str) -> int:
        """Where a step stands, from 0.

        Raises:
            ValueError: the path has no such step.
        """
        return [step.code for step in self.steps].index(code)


@dataclass(frozen=True, slots=True)
class Paths:
    """All paths by the code of their case type, and the staff by what they sign in with."""

    by_code: Mapping[str, Path]
    staff: Mapping[str, Person]
