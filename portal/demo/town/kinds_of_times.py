"""Four people whose expected times are of another kind than everybody else's, and what they were told before day zero.

Most cases of the town are like many that were decided. Ove's is like few, Tina's like none; Knud's has taken longer
than was said, and Else's caseworker has written a day of her own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from portal.demo.town.inhabitants import Citizen
from portal.demo.town.lives import Life
from portal.demo.town.pace import lay_out, next_working_day
from portal.demo.town.paths import Paths
from portal.demo.town.scripts import Script
from portal.demo.town.writing import Sketch, Writer

SCRIPTS: Final = (
    Script(
        "ove",
        "bpa",
        {
            "received": -120,
            "assigned": -117,
            "visit": -105,
            "collect": -91,
            "measure": -48,
            "panel": -25,
            "decision": 9,
        },
    ),
    Script(
        "tina",
        "sickness_benefit",
        {"reported": -168, "form": -166, "right": -159, "talk": -131, "review22": -14, "decision": 21},
    ),
    Script("knud", "building_permit", {"received": -75, "check": -73, "complete": -60, "review": -59, "decision": 24}),
    Script("else", "personal_supplement", {"received": -12, "assigned": -10, "economy": -6, "decision": 9}),
)
"""The last step of each begins after day zero: until then the case stands in the one before it.

Whatever day the town begins on, at most two of Ove's kind have waited three weeks in that step, and fifteen of others.
"""

_FIRST_NUMBER: Final = 6_000
"""Far above the numbers of the other cases."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A range of the decision, in days from day zero, said on the day the step began; from so many cases."""

    owner: str
    step: str
    said: int
    p10: int
    p50: int
    p80: int
    p90: int
    cases: int


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A caseworker's notice that a step comes between two days, counted in working days from the day it is posted."""

    owner: str
    step: str
    caseworker: str
    """Her id in the case system: she does not sign in here."""
    first: int
    last: int


PASSED: Final = SaidBefore("knud", "review", said=-59, p10=-43, p50=-32, p80=-22, p90=-17, cases=771)
OWN_DAY: Final = OwnDay("else", "decision", "5e0f0c1a-1b6e-4d2a-9a51-000000000007", first=6, last=8)


def weekday(day_zero: date, offset: int) -> date:
    """The day so many days after day zero, or the Monday after when it is a weekend."""
    return next_working_day(day_zero + timedelta(days=offset))


def leave_out(citizens: Sequence[Citizen]) -> Sequence[Citizen]:
    """Everybody but these four, who have one case each and no others."""
    return [citizen for citizen in citizens if citizen.key not in _OWNERS]


def plan_kinds_of_times(writer: Writer, paths: Paths, citizens: Sequence[Citizen]) -> Mapping[str, Life]:
    """The lives of the four cases, by what the demo calls the person whose case it is."""
    owners = {citizen.key: citizen for citizen in citizens}
    return {
        script.owner: _write(writer, paths, number, script, owners[script.owner])
        for number, script in enumerate(SCRIPTS, start=_FIRST_NUMBER)
    }


def _write(writer: Writer, paths: Paths, number: int, script: Script, owner: Citizen) -> Life:
    path, rng = paths.by_code[script.case_type], writer.chance(number)
    return writer.write(
        Sketch(
            number=number,
            owner=owner,
            path=path,
            course=lay_out(path, rng, script.begun),
            to_day=lambda offset: weekday(writer.day_zero, offset),
            rng=rng,
            script=script,
        )
    )


_OWNERS: Final = frozenset(script.owner for script in SCRIPTS)
