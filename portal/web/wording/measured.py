"""What was measured on earlier cases, in words: eight of ten, whose times it rests on, and how often it was right.

A range is never one day and never "by"; what it rests on is always said.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from portal import clock
from portal.domain.expectations import Basis, Expected
from portal.domain.roadmap.shape import ChangedRange
from portal.domain.rounded_ranges import RoundedRange, Unit
from portal.domain.said_ranges import DECISION_TARGET, KeptRate, Silence, WhySaid
from portal.i18n import N_, day_range, gettext, language, month_range, weeks
from portal.web.wording.days import short
from portal.web.wording.phrases import phrase

_DAYS_TO_SUNDAY: Final = 6

RESTS_ON: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.OWN: N_("We measured it on %(cases)s earlier cases of the same kind that had come as far as yours."),
        Basis.POOLED: N_(
            "We have too few cases of the same kind. So we measured it on %(cases)s cases that resemble yours."
        ),
    }
)
"""Whose times a measured range is; of fewer than five nothing is said."""

RESTS_ON_IN_SHORT: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.OWN: N_("Built on %(cases)s cases like yours"),
        Basis.POOLED: N_("Built on %(cases)s cases that resemble yours"),
    }
)
"""The same where it opens to more."""

SILENCES: Final[Mapping[Silence, str]] = MappingProxyType(
    {
        Silence.TOO_FEW: N_("We have had too few cases like yours to say when it will happen."),
        Silence.UNSETTLED: N_("Many cases like yours are not finished yet, so we cannot say when it will happen."),
        Silence.TOO_LONG: N_("Cases like yours can take more than two years, so we do not give you a time."),
    }
)
"""Why no time is said."""

BECAUSE: Final[Mapping[WhySaid, str]] = MappingProxyType(
    {
        WhySaid.FIRST: N_("we have now had cases enough to measure it"),
        WhySaid.STEP_CHANGED: N_("your case has moved on to another step"),
        WhySaid.RANGE_PASSED: N_("the time passed before we were ready"),
        WhySaid.MEDIAN_LEFT: N_("cases like yours now take another time than before"),
    }
)
"""Why a range was said anew, as it follows upon "because"."""


def measured_next(expected: Expected) -> Markup:
    """When the next step comes in eight of ten cases."""
    return phrase(N_("In 8 out of 10 cases like yours it happens %(range)s."), range=range_in_short(expected))


def measured_decision(expected: Expected) -> str:
    """When the decision comes in eight of ten cases."""
    return gettext(N_("8 out of 10 cases like yours are decided %(range)s."), range=range_in_short(expected))


def measured_beside(expected: Expected) -> str:
    """The same where a caseworker's own day stands above it."""
    return gettext(
        N_("We have also measured it: in 8 out of 10 cases like yours it happens %(range)s."),
        range=range_in_short(expected),
    )


def rounded_range(words: RoundedRange) -> str:
    """A range in what it was said in: "mellem uge 49 og 52". One day is told as the week it lies in."""
    first, last = words.earliest, words.latest
    match words.unit:
        case Unit.WORKING_DAYS if not words.is_one:
            return day_range(first, last, clock.today())
        case Unit.MONTHS:
            return month_range(first, last)
    if words.is_one:
        return gettext(N_("in %(week)s"), week=weeks(first, last))
    first_week, last_week = words.weeks
    if (year := last.isocalendar().year) != first.isocalendar().year:
        return gettext(
            N_("between week %(first)s and week %(last)s in %(year)s"), first=first_week, last=last_week, year=year
        )
    return gettext(N_("between weeks %(first)s and %(last)s"), first=first_week, last=last_week)


def range_in_short(expected: Expected) -> str:
    """The range alone, as it was said."""
    return rounded_range(expected.words or RoundedRange(Unit.WORKING_DAYS, expected.earliest, expected.latest))


def weeks_as_days(expected: Expected) -> str | None:
    """The days of the weeks that were said; None when it was not said in weeks."""
    words = expected.words
    if words is None or not (words.unit is Unit.WEEKS or (words.unit is Unit.WORKING_DAYS and words.is_one)):
        return None
    monday = words.earliest - timedelta(days=words.earliest.weekday())
    sunday = words.latest + timedelta(days=_DAYS_TO_SUNDAY - words.latest.weekday())
    return gettext(N_("That is from %(first)s to %(last)s."), first=short(monday), last=short(sunday))


def measured_basis(expected: Expected, *, briefly: bool = False) -> Sequence[str]:
    """What it rests on and how often such words were right; how the others went and when it was said, unless briefly."""
    essential = [gettext(RESTS_ON[expected.basis], cases=expected.cases), how_kept(expected.kept)]
    if briefly:
        return essential
    return [
        gettext(N_("1 out of 10 goes faster, and 1 out of 10 takes longer.")),
        gettext(N_("8 out of 10 have come that far %(when)s or sooner."), when=_likely(expected)),
        *essential,
        gettext(
            N_("We said it on %(day)s. We only change it for a reason, and then we tell you here."),
            day=short(expected.said_on),
        ),
    ]


def how_kept(kept: KeptRate | None) -> str:
    """How often such an expectation was right, and of how many; that they are too few, when they are."""
    if kept is None or not kept.is_known:
        return gettext(N_("We cannot say yet how often we are right: too few of these times have passed."))
    return gettext(
        N_("Our expectation was right in %(kept)s out of 100 cases (counted on %(cases)s)."),
        kept=kept.of_a_hundred,
        cases=kept.due,
    )


def silence(why: Silence) -> str:
    """Why no time is said."""
    return gettext(SILENCES[why])


def changed_range(change: ChangedRange) -> str:
    """What was said before, what is said now, when it was changed, and why."""
    told = {
        "old": rounded_range(change.old),
        "day": short(change.changed_on),
        "reason": gettext(BECAUSE[change.why]),
    }
    is_decision = change.target == DECISION_TARGET
    if change.later_step is not None:
        return _changed_later(change, {**told, "step": change.later_step.spoken(language())})
    if change.new is None:
        gone = (
            N_("Before: we decide your case %(old)s. Since %(day)s we cannot say when, because %(reason)s.")
            if is_decision
            else N_("Before: the next step %(old)s. Since %(day)s we cannot say when, because %(reason)s.")
        )
        return gettext(gone, **told)
    message = (
        N_("Before: we decide your case %(old)s. Now: %(new)s. We changed it on %(day)s, because %(reason)s.")
        if is_decision
        else N_("Before: the next step %(old)s. Now: %(new)s. We changed it on %(day)s, because %(reason)s.")
    )
    return gettext(message, **told, new=rounded_range(change.new))


def _changed_later(change: ChangedRange, told: Mapping[str, str]) -> str:
    if change.new is None:
        gone = N_("Before: “%(step)s” %(old)s. Since %(day)s we cannot say when, because %(reason)s.")
        return gettext(gone, **told)
    message = N_("Before: “%(step)s” %(old)s. Now: %(new)s. We changed it on %(day)s, because %(reason)s.")
    return gettext(message, **told, new=rounded_range(change.new))


def _likely(expected: Expected) -> str:
    """The day by which eight of ten have come, in what the range was said in."""
    on: date = expected.likely_on or expected.latest
    unit = expected.words.unit if expected.words else Unit.WORKING_DAYS
    match unit:
        case Unit.MONTHS:
            return month_range(on, on)
        case Unit.WEEKS:
            return gettext(N_("in %(week)s"), week=weeks(on, on))
    return gettext(N_("on %(day)s"), day=short(on))
