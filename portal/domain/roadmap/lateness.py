"""What is said when we cannot see, or have not kept, the time: always with a day by which we say more.

That day is counted from what happened and never from today, so it is never quietly moved.
"""

from datetime import date
from typing import Final

from portal.domain.case_types import Actor
from portal.domain.expectations import typical_end
from portal.domain.roadmap.measured import measured_end, said_of_decision, said_of_next
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import Situation
from portal.domain.sentences import Say, Sentence
from portal.domain.working_days import add_working_days


def cannot_see_next(reading: Reading) -> Sentence:
    """That the next step cannot be seen here, and by when we write."""
    facts, at, ended = reading.facts, reading.standing, reading.ended_notice
    known = (
        facts.first_seen_on,
        facts.state_changed_on,
        at.since if at else None,
        ended.expected_to if ended else None,
    )
    by = _answer_by(max(day for day in known if day is not None), reading)
    return Sentence(Say.CANNOT_SEE_NEXT if by >= reading.today else Say.CANNOT_SEE_NEXT_LATE, {"date": by})


def range_passed(reading: Reading, *, is_said_anew: bool) -> Sentence | None:
    """That it takes longer than was expected, and by when we say more; None while nothing has passed.

    Where another time `is_said_anew` beside it, a new time is not what is owed any more, but why.
    """
    ended_on = _expected_end(reading)
    if ended_on is None or ended_on >= reading.today:
        return None
    by = _answer_by(max(ended_on, reading.facts.first_seen_on), reading)
    ahead, behind = _OWED[is_said_anew]
    return Sentence(ahead if by >= reading.today else behind, {"date": by})


_OWED: Final = {
    False: (Say.RANGE_PASSED, Say.RANGE_PASSED_LATE),
    True: (Say.RANGE_PASSED_SAID_ANEW, Say.RANGE_PASSED_SAID_ANEW_LATE),
}
"""What is said before and after the day by which we say more."""


def _expected_end(reading: Reading) -> date | None:
    """The last day that was said: a caseworker's as long as the case is where it speaks of; else measured; else usual."""
    may_be_late = {Situation.NOTICE, Situation.PATH, Situation.UNKNOWN}
    if (reading.situation not in may_be_late and not reading.runs_on) or reading.decision_waits:
        return None
    if reading.ended_notice is not None:
        return reading.ended_notice.expected_to
    at, step = reading.standing, reading.step
    if reading.notice is not None or reading.case_type is None or at is None or step is None:
        return None
    if reading.runs_on and not reading.is_helping:
        return None
    if reading.facts.said and reading.situation is not Situation.UNKNOWN and not reading.runs_on:
        said = said_of_next(reading) or said_of_decision(reading)
        if said is not None and (said.found is not None or measured_end(reading) is not None):
            return measured_end(reading)
    usual = typical_end(reading.case_type, at)
    given = at.due_on if step.waiting_on is Actor.CITIZEN else None
    return usual if usual is None or given is None else max(usual, given)


def _answer_by(since: date, reading: Reading) -> date:
    return add_working_days(since, reading.norms.unknown_step_answer_working_days, reading.calendar)
