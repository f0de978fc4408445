"""How long cases took, in words and as a bar: half of them, eight of ten, and the published deadline."""

from dataclasses import dataclass

from portal.domain.processing_times import Times
from portal.i18n import N_, gettext, ngettext

_WHOLE = 100


@dataclass(frozen=True, slots=True)
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
    if times.in_time is None or not times.with_deadline:
        return None
    return gettext(N_("%(share)s\N{NO-BREAK SPACE}%%"), share=_share(times.in_time, times.with_deadline))


def days(count: int) -> str:
    """So many calendar days."""
    return ngettext("%(num)s\N{NO-BREAK SPACE}day", "%(num)s\N{NO-BREAK SPACE}days", count)


def change_of_half(half: Times, before: Times) -> str:
    """How the time within which half of the cases are decided has changed from one half-year to the next."""
    longer = half.half_within_days - before.half_within_days
    if longer > 0:
        return ngettext(
            "Half take %(num)s day longer than in the six months before.",
            "Half take %(num)s days longer than in the six months before.",
            longer,
        )
    if longer < 0:
        return ngettext(
            "Half take %(num)s day less than in the six months before.",
            "Half take %(num)s days less than in the six months before.",
            -longer,
        )
    return gettext(N_("Half take as long as in the six months before."))


def _share(kept: int, every: int) -> int:
    return _WHOLE * kept // every
