"""What is true of the town's finished cases, and what nobody who only reads them can know: how long steps take.

A step takes a lognormal amount of its team's work. Which day that comes to, the team's pace decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log
from random import Random
from statistics import NormalDist
from types import MappingProxyType
from typing import Final

from portal.demo.town.paths import Path, PathStep
from portal.demo.town.working_pace import TeamPace
from portal.domain.case_types import Actor

NEEDED_SHARE: Final = 0.4
"""How many of ten cases come to a step that may not be needed, by tenths."""
GRANTED_SHARE: Final = 0.75
WITHDRAWN_SHARE: Final = 0.06
"""How many applications are taken back, at any moment before the decision."""

_SPREAD: Final[Mapping[Actor, float]] = MappingProxyType(
    {Actor.MUNICIPALITY: 0.45, Actor.THIRD_PARTY: 0.6, Actor.CITIZEN: 0.3, Actor.NOBODY: 0.0}
)
_WORKING_SHARE: Final = 0.55
"""Working days of a calendar day, somewhat fewer than there are: the paths promise no haste."""


@dataclass(frozen=True, slots=True)
class TrueTime:
    """The work a step takes, in ordinary days: lognormal, with its median and the spread of its logarithm."""

    median: float
    spread: float

    def quantile(self, share: float) -> float:
        """The work that this share of cases is done with; `share` lies between 0 and 1."""
        if not self.median:
            return 0.0
        return exp(log(self.median) + self.spread * NormalDist().inv_cdf(share)) if self.spread else self.median

    def draw(self, rng: Random) -> float:
        """The work in one case."""
        drawn = rng.gauss(0.0, 1.0)
        return self.median * exp(self.spread * drawn)

    def last_day(self, pace: TeamPace, begun_on: date, share: float) -> date:
        """The day by which this share of the cases is done that began the step on `begun_on`."""
        return pace.day_of(pace.done_by(begun_on) + self.quantile(share))


def true_time(step: PathStep) -> TrueTime:
    """How much work a step takes, whatever the team: half the cases are done in the middle of what the path says."""
    middle = (step.min_days + step.max_days) / 2
    return TrueTime(middle * _WORKING_SHARE, _SPREAD[step.waiting_on])


def true_times(path: Path) -> Mapping[str, TrueTime]:
    """The same for each step of a path, by its code."""
    return {step.code: true_time(step) for step in path.steps}
