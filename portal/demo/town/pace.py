"""How long the steps of a case take: one case's path laid out in days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from portal.demo.town.paths import Path, PathStep
from portal.domain.case_types import Actor, OnlyIf

_NOT_BEFORE_DAYS = {"review22": 154}
"""Steps whose time is counted from the opening: sickness benefit is reviewed after 22 weeks."""
_GRANTED_SHARE = 0.75
_NEEDED_SHARE = 0.4
_LATE_SHARE = 0.12
_FRIDAY = 4
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a step takes, counted from any day one likes; both ends belong to it."""

    step: PathStep
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Course:
    """A path laid out in days: the steps that come, and when the case is decided and closed."""

    stretches: tuple[Stretch, ...]
    decided: int
    closed: int

    def start_of(self, code: str) -> int | None:
        """The day a step begins; None when it does not come."""
        return next((stretch.start for stretch in self.stretches if stretch.step.code == code), None)

    def executing(self) -> tuple[int, int] | None:
        """From when until when granted help is arranged after the decision; None when nothing is."""
        after = [stretch for stretch in self.stretches if stretch.start >= self.decided and _is_granted(stretch.step)]
        return (after[0].start, after[-1].end) if after else None


def lay_out(path: Path, rng: Random, begun: Mapping[str, int] | None = None) -> Course:
    """Lay a path out in days from its opening, or from where the steps `begun` (code to day, in order) leave off.

    A begun step ends where the next of them begins, the last of them takes all its time, and of the steps after it
    only those come that must.
    """
    known = dict(begun or {})
    granted = rng.random() < _GRANTED_SHARE
    coming = [step for step in _before_decided(path) if _comes(step, known, granted=granted, rng=rng)]
    stretches = _lay_row(coming, known, min(known.values(), default=0), rng, until=known.get(path.decided))
    decided = stretches[-1].end
    closed = decided
    for row in _after_decided(path, known, granted=granted):
        laid = _lay_row(row, known, decided + rng.randint(0, 3), rng)
        stretches += laid
        closed = max([closed, *(stretch.end for stretch in laid)])
    return Course(tuple(stretches), decided, closed + rng.randint(0, 5))


def last_working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def next_working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=_WEEK - day.weekday() if day.weekday() > _FRIDAY else 0)


def _before_decided(path: Path) -> Sequence[PathStep]:
    return path.steps[: path.position(path.decided)]


def _after_decided(path: Path, known: Mapping[str, int], *, granted: bool) -> Sequence[Sequence[PathStep]]:
    """Two rows side by side: the time to complain, and the help that starts."""
    after = path.steps[path.position(path.decided) :]
    complaint = [step for step in after if step.only_if is not OnlyIf.GRANTED]
    help_starts = [step for step in after if _is_granted(step) and (granted or step.code in known)]
    return [row for row in (complaint, help_starts) if row]


def _comes(step: PathStep, known: Mapping[str, int], *, granted: bool, rng: Random) -> bool:
    wanted = rng.random() < _NEEDED_SHARE
    if step.code in known or step.only_if is None:
        return True
    if known and step.code not in known:
        return False
    return granted if _is_granted(step) else wanted


def _lay_row(
    steps: Sequence[PathStep], known: Mapping[str, int], start: int, rng: Random, *, until: int | None = None
) -> list[Stretch]:
    laid: list[Stretch] = []
    day = start
    for number, step in enumerate(steps):
        begin = known.get(step.code, max(day, start + _NOT_BEFORE_DAYS.get(step.code, 0)))
        following = next((known[later.code] for later in steps[number + 1 :] if later.code in known), until)
        if following is None:
            following = begin + (step.max_days if step.code in known else _days_in(step, rng))
        day = following
        laid.append(Stretch(step, begin, day))
    return laid


def _days_in(step: PathStep, rng: Random) -> int:
    days = rng.randint(step.min_days, step.max_days)
    late = rng.random() < _LATE_SHARE and step.waiting_on in {Actor.MUNICIPALITY, Actor.THIRD_PARTY}
    return step.max_days + rng.randint(1, step.max_days // 2 + 1) if late else days


def _is_granted(step: PathStep) -> bool:
    return step.only_if is OnlyIf.GRANTED
