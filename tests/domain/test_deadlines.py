"""Deadlines as the law counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.case_types import DeadlineUnit, PublishedDeadline
from portal.domain.deadlines import appeal_deadline, published_deadline_on
from portal.domain.working_days import Calendar

NOTHING_CLOSED = Calendar()


def deadline(value: int, unit: DeadlineUnit) -> PublishedDeadline:
    return PublishedDeadline(value, unit, "Retssikkerhedsloven § 3")


@pytest.mark.parametrize(
    ("value", "unit", "received_on", "due_on"),
    [
        (14, DeadlineUnit.DAYS, date(2026, 11, 22), date(2026, 12, 6)),
        (12, DeadlineUnit.WEEKS, date(2026, 9, 1), date(2026, 11, 24)),
        (40, DeadlineUnit.WORKING_DAYS, date(2026, 9, 1), date(2026, 10, 27)),
        (9, DeadlineUnit.MONTHS, date(2026, 6, 15), date(2027, 3, 15)),
        (1, DeadlineUnit.MONTHS, date(2027, 1, 31), date(2027, 2, 28)),
        (1, DeadlineUnit.MONTHS, date(2028, 1, 30), date(2028, 2, 29)),
        (3, DeadlineUnit.MONTHS, date(2026, 11, 30), date(2027, 2, 28)),
        (12, DeadlineUnit.MONTHS, date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_published_deadline_runs_from_the_application(
    value: int, unit: DeadlineUnit, received_on: date, due_on: date
) -> None:
    assert published_deadline_on(deadline(value, unit), received_on, NOTHING_CLOSED) == due_on


def test_a_deadline_in_working_days_waits_while_the_administration_is_closed() -> None:
    closed = Calendar(closed_days=frozenset({date(2026, 12, 24), date(2026, 12, 31)}))
    seven = deadline(7, DeadlineUnit.WORKING_DAYS)
    assert published_deadline_on(seven, date(2026, 12, 18), NOTHING_CLOSED) == date(2026, 12, 29)
    assert published_deadline_on(seven, date(2026, 12, 18), closed) == date(2026, 12, 30)


@given(received_on=st.dates(date(2020, 1, 1), date(2040, 12, 31)), months=st.integers(1, 30))
def test_months_end_on_the_same_day_of_the_month_or_on_its_last(received_on: date, months: int) -> None:
    due_on = published_deadline_on(deadline(months, DeadlineUnit.MONTHS), received_on, NOTHING_CLOSED)
    assert (due_on.year * 12 + due_on.month) - (received_on.year * 12 + received_on.month) == months
    assert due_on.day == received_on.day or (due_on.day < received_on.day and (due_on + timedelta(days=1)).day == 1)


def test_a_complaint_can_be_made_until_the_same_weekday_four_weeks_later() -> None:
    assert appeal_deadline(date(2026, 11, 24), NOTHING_CLOSED) == date(2026, 12, 22)


def test_the_last_day_to_complain_moves_on_from_a_weekend_and_a_holiday() -> None:
    easter = Calendar(holidays=frozenset({date(2027, 3, 28), date(2027, 3, 29)}))
    assert appeal_deadline(date(2026, 11, 21), NOTHING_CLOSED) == date(2026, 12, 21)
    assert appeal_deadline(date(2027, 2, 27), easter) == date(2027, 3, 30)


def test_the_last_day_to_complain_moves_on_from_a_closed_christmas_eve() -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 26)})
    closed = Calendar(christmas, frozenset({date(2026, 12, 24)}))
    assert appeal_deadline(date(2026, 11, 26), Calendar(christmas)) == date(2026, 12, 24)
    assert appeal_deadline(date(2026, 11, 26), closed) == date(2026, 12, 28)


def test_a_day_the_municipality_closes_of_its_own_choice_gives_no_later_date_than_the_law() -> None:
    first_of_may = Calendar(closed_days=frozenset({date(2026, 5, 1)}))
    assert appeal_deadline(date(2026, 4, 3), first_of_may) == date(2026, 5, 1)


@given(letter_on=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_nobody_ever_gets_less_than_four_weeks_to_complain(letter_on: date) -> None:
    last_day = appeal_deadline(letter_on, NOTHING_CLOSED)
    assert timedelta(weeks=4) <= last_day - letter_on <= timedelta(weeks=4, days=2)
    assert last_day.weekday() < 5
