"""Fifty people whose support was changed in one go: twenty-one were heard first, twenty-nine were not.

Some got a decision and some none at all. Only the tasks and states of the case system tell which was which.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from portal.demo.town.inhabitants import Citizen, fill_up
from portal.demo.town.lives import Life
from portal.demo.town.pace import Course, Stretch, next_working_day
from portal.demo.town.paths import Path, Paths
from portal.demo.town.writing import Sketch, Writer
from portal.domain.case_types import DECISION

CASES: Final = 50
HEARD: Final = 21
_TYPE: Final = "support_change"
_FIRST_NUMBER: Final = 5_000
"""Far above the numbers of the other cases."""
_FIRST_INHABITANT: Final = 1_000
_OPENED_DAYS_AGO: Final = 240
_STAYS_OPEN: Final = 8
"""Of each eight, one is not closed yet."""
_NOTICE_DAYS, _MEETING_DAYS, _HEARING_DAYS, _READING_DAYS, _DECIDING_DAYS, _COMPLAINT_DAYS = 7, 14, 21, 7, 10, 28


def plan_changes(writer: Writer, paths: Paths, citizens: Sequence[Citizen]) -> Iterator[Life]:
    """The lives of the fifty cases, opened within four months, eight months before day zero."""
    path = paths.by_code[_TYPE]
    people = fill_up(citizens, _FIRST_INHABITANT + CASES)[_FIRST_INHABITANT:]
    for number, owner in enumerate(people):
        is_heard, is_decided = number < HEARD, number % 3 != 0
        opened_on = next_working_day(writer.day_zero - timedelta(days=_OPENED_DAYS_AGO - 2 * number))
        yield writer.write(
            Sketch(
                number=_FIRST_NUMBER + number,
                owner=owner,
                path=path,
                course=_course(path, is_heard=is_heard, is_decided=is_decided, stays_open=number % _STAYS_OPEN == 0),
                to_day=lambda day, opened_on=opened_on: next_working_day(opened_on + timedelta(days=day)),  # type: ignore[misc]  # bound to this one
                rng=writer.chance(_FIRST_NUMBER + number),
                is_decided=is_decided,
            )
        )


def _course(path: Path, *, is_heard: bool, is_decided: bool, stays_open: bool) -> Course:
    lengths = {"notice": _NOTICE_DAYS, "meeting": _MEETING_DAYS}
    if is_heard:
        lengths |= {"hearing": _HEARING_DAYS, "reconsider": _READING_DAYS}
    if is_decided:
        lengths |= {DECISION: _DECIDING_DAYS}
    stretches: list[Stretch] = []
    day = 0
    for step in path.steps:
        if step.code in lengths:
            stretches.append(Stretch(step, day, day + lengths[step.code]))
            day += lengths[step.code]
    return Course(tuple(stretches), decided=day, closed=day + (_OPENED_DAYS_AGO if stays_open else _COMPLAINT_DAYS))
