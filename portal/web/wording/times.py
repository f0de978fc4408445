"""How long cases took, in words and as a bar: half of them, eight of ten, and the published deadline."""

from collections.abc import Sequence

from portal.domain.processing_times import Times
from portal.domain.value import value
from portal.i18n import N_, gettext, ngettext

_WHOLE = 100


@value
class TimesBar:
    """Where the times and the deadline lie, in hundredths of the bar, and how many days the whole bar is."""

    half: float
    eight_of_ten: float
    deadline: float | None
    days: int


def times_bar(times: Times, deadline_days: int | None = None, longest_days: int = 0) -> TimesBar:
    """The bar of some cases. It is as long as the longest that stands on it, or as `longest_days` when that is longer."""
    days = max(times.eight_of_ten_within_days, deadline_days or 0, longest_days, 1)
    return TimesBar(
        half=round(_WHOLE * times.half_within_days / days, 1),
        eight_of_ten=round(_WHOLE * times.eight_of_ten_within_days / days, 1),
        deadline=None if deadline_days is None else round(_WHOLE * deadline_days / days, 1),
        days=days,
    )


def in_time(times: Times) -> str | None:
    """How many were decided within the deadline, never rounded up; None where too few had one."""
    if times.in_time is None or not times.with_deadline:
        return None
    return how_many_kept(times.in_time, times.with_deadline)


def how_many_kept(kept: int, every: int) -> str:
    """How many of how many, of which there is at least one, and in hundredths, never rounded up."""
    told = N_("%(kept)s of\N{NO-BREAK SPACE}%(all)s (%(share)s\N{NO-BREAK SPACE}%%)")
    return gettext(told, kept=kept, all=every, share=_share(kept, every))


def in_time_share(times: Times) -> str | None:
    """The same in hundredths alone."""
    share = _in_time_of_a_hundred(times)
    return None if share is None else gettext(N_("%(share)s\N{NO-BREAK SPACE}%%"), share=share)


def days(count: int) -> str:
    """So many calendar days."""
    return ngettext("%(num)s\N{NO-BREAK SPACE}day", "%(num)s\N{NO-BREAK SPACE}days", count)


@value
class Change:
    """What has changed from one half-year to the next, and whether it is for the worse."""

    words: str
    is_worse: bool


def changes_of_half(half: Times, before: Times) -> Sequence[Change]:
    """What half of the cases, eight of ten and those within the deadline have come to since the half-year before.

    Each is told by its name: half can have an answer sooner while the others wait longer. Of the deadline nothing is told
    where too few had one.
    """
    half_longer = half.half_within_days - before.half_within_days
    eight_longer = half.eight_of_ten_within_days - before.eight_of_ten_within_days
    told = [
        Change(_change_of_half(half.half_within_days, half_longer), is_worse=half_longer > 0),
        Change(_change_of_eight_of_ten(half.eight_of_ten_within_days, eight_longer), is_worse=eight_longer > 0),
    ]
    now, then = _in_time_of_a_hundred(half), _in_time_of_a_hundred(before)
    if now is None or then is None:
        return told
    within = N_(
        "%(now)s\N{NO-BREAK SPACE}%% were decided within the deadline. "
        "In the six months before it was %(then)s\N{NO-BREAK SPACE}%%."
    )
    return [*told, Change(gettext(within, now=now, then=then), is_worse=now < then)]


def _change_of_half(within_days: int, longer: int) -> str:
    within = days(within_days)
    if longer > 0:
        return ngettext(
            "Half have an answer within %(days)s. It is %(num)s day more than in the six months before.",
            "Half have an answer within %(days)s. It is %(num)s days more than in the six months before.",
            longer,
            days=within,
        )
    if longer < 0:
        return ngettext(
            "Half have an answer within %(days)s. It is %(num)s day less than in the six months before.",
            "Half have an answer within %(days)s. It is %(num)s days less than in the six months before.",
            -longer,
            days=within,
        )
    return gettext(N_("Half have an answer within %(days)s, as in the six months before."), days=within)


def _change_of_eight_of_ten(within_days: int, longer: int) -> str:
    within = days(within_days)
    if longer > 0:
        return ngettext(
            "8 of 10 have an answer within %(days)s. It is %(num)s day more than before.",
            "8 of 10 have an answer within %(days)s. It is %(num)s days more than before.",
            longer,
            days=within,
        )
    if longer < 0:
        return ngettext(
            "8 of 10 have an answer within %(days)s. It is %(num)s day less than before.",
            "8 of 10 have an answer within %(days)s. It is %(num)s days less than before.",
            -longer,
            days=within,
        )
    return gettext(N_("8 of 10 have an answer within %(days)s, as before."), days=within)


def _in_time_of_a_hundred(times: Times) -> int | None:
    """How many of a hundred were decided within the deadline; None where too few had one."""
    return None if times.in_time is None or not times.with_deadline else _share(times.in_time, times.with_deadline)


def _share(kept: int, every: int) -> int:
    return _WHOLE * kept // every
