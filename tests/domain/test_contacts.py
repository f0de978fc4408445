"""When a phone is answered, and when next."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.domain.contacts import NEVER_OPEN, HoursSpan, Opening, PhoneHours
from portal.domain.working_days import Calendar

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MORNING = Opening(time(9), time(12))
AFTERNOON = Opening(time(13), time(15))
SHORT = Opening(time(9), time(11))
HOURS = PhoneHours(((MORNING,), (MORNING,), (MORNING, AFTERNOON), (MORNING,), (SHORT,), (), ()))
CHRISTMAS = Calendar(
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 26)}), closed_days=frozenset({date(2026, 12, 24)})
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T08:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T11:59:59", True),
        ("2026-11-23T12:00", False),
        ("2026-11-25T12:30", False),
        ("2026-11-25T13:00", True),
        ("2026-11-27T11:30", False),
        ("2026-11-28T10:00", False),
        ("2026-12-24T10:00", False),
        ("2026-12-25T10:00", False),
    ],
)
def test_the_phone_is_open_in_its_hours_and_never_on_a_day_off(moment: str, is_open: bool) -> None:
    assert HOURS.is_open(at(moment), CHRISTMAS) is is_open


@pytest.mark.parametrize(
    ("after", "opens_at"),
    [
        ("2026-11-23T08:00", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-24T09:00"),
        ("2026-11-25T12:30", "2026-11-25T13:00"),
        ("2026-11-27T10:00", "2026-11-30T09:00"),
        ("2026-12-23T16:00", "2026-12-28T09:00"),
    ],
)
def test_who_phones_too_late_is_told_when_the_phone_opens_again(after: str, opens_at: str) -> None:
    assert HOURS.next_opening(at(after), CHRISTMAS) == at(opens_at)


def test_the_phone_opens_at_the_same_time_of_day_when_the_clocks_change() -> None:
    assert HOURS.next_opening(at("2026-10-23T12:00"), CHRISTMAS) == at("2026-10-26T09:00")


def test_a_phone_without_hours_never_opens() -> None:
    assert NEVER_OPEN.next_opening(at("2026-11-23T08:00"), CHRISTMAS) is None
    assert not NEVER_OPEN.is_open(at("2026-11-23T10:00"), CHRISTMAS)
    assert NEVER_OPEN.spans() == ()


def test_neighbouring_days_with_the_same_hours_are_told_together() -> None:
    assert HOURS.spans() == (
        HoursSpan(0, 1, (MORNING,)),
        HoursSpan(2, 2, (MORNING, AFTERNOON)),
        HoursSpan(3, 3, (MORNING,)),
        HoursSpan(4, 4, (SHORT,)),
    )


def test_hours_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="after it opens"):
        Opening(time(12), time(12))
    with pytest.raises(ValueError, match="seven weekdays"):
        PhoneHours(((MORNING,),))
    with pytest.raises(ValueError, match="overlap"):
        PhoneHours(((MORNING, SHORT), (), (), (), (), (), ()))
