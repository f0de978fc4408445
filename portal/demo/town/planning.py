"""Plans a town: the told cases, the odd ones, and as many more as it takes.

The same seed, size, day zero, paths and people give the same town, byte for byte.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from portal.demo.town.inhabitants import Citizen, fill_up
from portal.demo.town.lives import Town
from portal.demo.town.pace import Course, last_working_day, lay_out, next_working_day
from portal.demo.town.paths import Paths
from portal.demo.town.scripts import ODDITIES, STORIES, WITHOUT_CASES
from portal.demo.town.writing import Sketch, Writer

DEFAULT_SIZE = 80
_CASES_PER_CITIZEN = 2
_STAGES = (
    "received", "middle", "executing", "decided", "middle", "closed", "middle", "executing", "late", "middle",
)  # fmt: skip
_CLOSED_FOR_DAYS = 60
_LATE_DAYS = 10


def plan_town(seed: int, day_zero: date, size: int, paths: Paths, citizens: Sequence[Citizen]) -> Town:
    """Plan a town of `size` cases; a small town has the first of the told cases only.

    `citizens` must hold everybody the demo tells of and at least one more.
    """
    writer = Writer(seed, day_zero, paths)
    told = {script.owner for script in STORIES}
    named = {citizen.key: citizen for citizen in citizens if citizen.key in told}
    free = [citizen for citizen in citizens if citizen.key not in told | WITHOUT_CASES]
    others = fill_up(free, size // _CASES_PER_CITIZEN - len(told | WITHOUT_CASES))
    sketches = [
        _sketch_told(writer, number, named, others) if number < len(STORIES + ODDITIES)
        else _sketch_other(writer, number, others)
        for number in range(size)
    ]  # fmt: skip
    return Town(tuple(writer.write(sketch) for sketch in sketches))


def _sketch_told(writer: Writer, number: int, named: dict[str, Citizen], others: Sequence[Citizen]) -> Sketch:
    script = (STORIES + ODDITIES)[number]
    path = writer.paths.by_code[script.case_type]
    rng = writer.chance(number)
    return Sketch(
        number=number,
        owner=named[script.owner] if script.owner else others[number % len(others)],
        path=path,
        course=lay_out(path, rng, script.begun),
        to_day=lambda offset: writer.day_zero + timedelta(days=offset),
        rng=rng,
        script=script,
    )


def _sketch_other(writer: Writer, number: int, others: Sequence[Citizen]) -> Sketch:
    codes = sorted(writer.paths.by_code)
    path = writer.paths.by_code[codes[number % len(codes)]]
    rng = writer.chance(number)
    course = lay_out(path, rng)
    stage = _STAGES[(number + number // len(codes)) % len(_STAGES)]
    opened_on = last_working_day(writer.day_zero - timedelta(days=_days_gone(course, stage, rng)))
    return Sketch(
        number=number,
        owner=others[number % len(others)],
        path=path,
        course=course,
        to_day=lambda offset: next_working_day(opened_on + timedelta(days=offset)),
        rng=rng,
    )


def _days_gone(course: Course, stage: str, rng: Random) -> int:
    """How many days of the course have passed on day zero, for the case to be at that stage then."""
    begun = course.stretches[min(2, len(course.stretches) - 1)].start
    executing = course.executing()
    first, end = {
        "received": (0, begun),
        "middle": (begun, course.decided),
        "late": (max(begun, course.decided - _LATE_DAYS), course.decided),
        "decided": (course.decided, executing[0] if executing else course.closed),
        "executing": (executing[0] if executing else course.decided, course.closed),
        "closed": (course.closed, course.closed + _CLOSED_FOR_DAYS),
    }[stage]
    return rng.randrange(first, max(first + 1, end))
