"""A day as Danes type it."""

from datetime import date

import pytest

from portal.web.caseworker.fields import read_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        ("7.12.2026", date(2026, 12, 7)),
        ("7/12-26", date(2026, 12, 7)),
        ("7. 12", date(2026, 12, 7)),
        ("0712", date(2026, 12, 7)),
        ("07122026", date(2026, 12, 7)),
        ("15.1", date(2027, 1, 15)),
        ("20.11", date(2026, 11, 20)),
        ("31.2", None),
        ("010170-1234", None),
        ("i morgen", None),
        ("", None),
    ],
)
def test_a_day_without_its_year_is_the_nearest(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day
