"""When something can be expected, what that rests on, and the published deadline apart from it.

What is expected is a range and never one day; "by" is said of deadlines and promises alone.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from portal import clock
from portal.domain.expectations import Basis, Expected
from portal.domain.roadmap.shape import DeadlineLine, DeadlineState, Situation, ToldBefore
from portal.i18n import N_, day_range, gettext, weeks
from portal.web.wording import measured
from portal.web.wording.days import day, short
from portal.web.wording.phrases import phrase, tied

_DAYS_TO_SUNDAY = 6

BASES: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.TYPICAL: N_("Based on how long this usually takes. We have not measured it yet."),
        Basis.CASEWORKER: N_("%(name)s wrote this on %(day)s."),
        **measured.RESTS_ON,
    }
)
"""What a range rests on."""

BASES_IN_SHORT: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.TYPICAL: N_("Built on how long it typically takes"),
        Basis.CASEWORKER: N_("%(name)s wrote this on %(day)s"),
        **measured.RESTS_ON_IN_SHORT,
    }
)
"""The same where it opens to more."""

DEADLINES: Final[Mapping[DeadlineState, str]] = MappingProxyType(
    {
        DeadlineState.AHEAD: N_(
            "Our deadline for deciding your case is %(day)s. Most people get an answer before that."
        ),
        DeadlineState.MISSED: N_(
            "We should have decided your case by %(day)s. We did not manage that, and we are sorry. "
            "We owe you a letter about when you can expect an answer."
        ),
        DeadlineState.WILL_BE_MISSED: N_(
            "We will not manage to decide your case by our deadline, %(day)s. We are sorry."
        ),
        DeadlineState.MISSED_AND_TOLD: N_(
            "We should have decided your case by %(day)s. We did not manage that, and we are sorry."
        ),
        DeadlineState.OVER: N_("Our deadline for deciding the case: %(day)s."),
    }
)
"""How the published deadline is told of."""

OFTEN_MISSED: Final = N_(
    "Our deadline for deciding your case is %(day)s. More than half of the cases like yours take longer than that."
)
"""The same, where we know that most do not get an answer before it."""

WITHOUT_RANGE: Final[Mapping[Situation, str]] = MappingProxyType(
    {
        Situation.CLOSED: N_("There is nothing more to wait for."),
        Situation.DECIDED: N_("You are welcome to phone us if you are in doubt."),
        Situation.DIED: N_("You are welcome to phone us if you are in doubt."),
        Situation.WITHDRAWN: N_("There is nothing more to wait for."),
        Situation.HANDED_ON: N_("You are welcome to phone us if you are in doubt."),
        Situation.AFTERWARDS: N_("You are welcome to phone us if you are in doubt."),
        Situation.NO_ANSWER: N_("It depends on when we hear from you."),
        Situation.SUSPENDED: N_("We cannot say yet when it will happen. You are welcome to phone and ask."),
        Situation.LETTER_COMING: N_("We cannot say which day, but we are getting the letter ready."),
        Situation.HEARING_OPEN: N_("It depends on when we hear from you."),
        Situation.CITIZEN_ASKED: N_("It depends on when we hear from you."),
        Situation.STATEMENT_AWAITED: N_("It depends on when we hear from you."),
        Situation.NOTICE: N_("We cannot say yet when it will happen. You are welcome to phone and ask."),
        Situation.PATH: N_("We cannot say yet when it will happen. You are welcome to phone and ask."),
        Situation.UNKNOWN: N_("We cannot say yet when it will happen. You are welcome to phone and ask."),
    }
)
"""What is said where no range can be given."""


def expected_next(expected: Expected) -> Markup:
    """When the next step can be expected, with its weeks when they are of one year: "uge 49-4" helps nobody."""
    if expected.basis.is_measured:
        return measured.measured_next(expected)
    first, last = (day.isocalendar().year for day in (expected.earliest, expected.latest))
    if expected.earliest == expected.latest or first != last:
        return phrase(N_("We expect it to happen %(range)s."), range=expected_range(expected))
    weeks_of_range = tied(weeks(expected.earliest, expected.latest))
    return phrase(
        N_("We expect it to happen %(range)s (%(weeks)s)."), range=expected_range(expected), weeks=weeks_of_range
    )


def expected_decision(expected: Expected) -> str:
    """When the decision can be expected."""
    if expected.basis.is_measured:
        return measured.measured_decision(expected)
    return gettext(N_("We expect to decide your case %(range)s."), range=expected_range(expected))


def expected_range(expected: Expected | ToldBefore) -> str:
    """The range alone: "mellem 30. november og 27. december". One day is told as the week it lies in."""
    first, last = expected.earliest, expected.latest
    if first != last:
        return day_range(first, last, clock.today())
    monday = first - timedelta(days=first.weekday())
    return gettext(
        N_("in %(week)s, that is %(range)s"),
        week=weeks(first, last),
        range=day_range(monday, monday + timedelta(days=_DAYS_TO_SUNDAY), clock.today()),
    )


def basis(expected: Expected) -> str:
    """What the range rests on, and who said it when."""
    return gettext(
        BASES[expected.basis], name=expected.said_by or "", day=short(expected.said_on), cases=expected.cases
    )


def basis_in_short(expected: Expected) -> str:
    """What the range rests on, as something to open."""
    return gettext(
        BASES_IN_SHORT[expected.basis], name=expected.said_by or "", day=short(expected.said_on), cases=expected.cases
    )


def deadline(line: DeadlineLine) -> str:
    """The published deadline, and what is owed when it was missed."""
    if line.is_often_missed and line.state is DeadlineState.AHEAD:
        return gettext(OFTEN_MISSED, day=day(line.last_on))
    return gettext(DEADLINES[line.state], day=day(line.last_on))


def without_range(situation: Situation) -> str:
    """What is said when no range can be given."""
    return gettext(WITHOUT_RANGE[situation])
