"""From when until when a row holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.municipality.validity import Validity

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
VALIDITIES = st.builds(
    lambda first, days: Validity(first, None if days is None else first + timedelta(days=days)),
    DAYS,
    st.none() | st.integers(0, 300),
)


def test_both_the_first_and_the_last_day_are_within() -> None:
    year = Validity(date(2026, 1, 1), date(2026, 12, 31))
    assert year.holds(date(2026, 1, 1))
    assert year.holds(date(2026, 12, 31))
    assert not year.holds(date(2027, 1, 1))


def test_one_that_ends_the_day_before_does_not_overlap() -> None:
    old, new = Validity(date(2020, 1, 1), date(2026, 12, 31)), Validity(date(2027, 1, 1), None)
    assert not old.overlaps(new)
    assert old.overlaps(Validity(date(2026, 12, 31), None))


def test_the_end_of_time_is_no_trouble() -> None:
    forever = Validity(date.min, date.max)
    assert forever.split([forever]) == [forever]


@given(whole=VALIDITIES, others=st.lists(VALIDITIES, max_size=4), on=DAYS)
def test_the_stretches_cover_the_whole_and_nothing_changes_within_one(
    whole: Validity, others: list[Validity], on: date
) -> None:
    stretches = [stretch for stretch in whole.split(others) if stretch.holds(on)]
    assert len(stretches) == whole.holds(on)
    for stretch in stretches:
        assert [other.holds(on) for other in others] == [other.holds(stretch.first) for other in others]
