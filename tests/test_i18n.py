"""The language of a page, and what it says in it."""

import threading
from datetime import UTC, date, datetime

import pytest
from jinja2 import Environment

from portal import i18n
from portal.i18n import (
    day_in_words,
    day_range,
    gettext,
    near,
    ngettext,
    short_day,
    speaking,
    time_of_day,
    weeks,
    when,
)
from tests.reading import plain

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("day", "danish", "english"),
    [
        (date(2026, 12, 7), "mandag den 7. december", "Monday 7 December"),
        (date(2027, 1, 4), "mandag den 4. januar 2027", "Monday 4 January 2027"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_that_is_not_this_year(day: date, danish: str, english: str) -> None:
    assert plain(day_in_words(day, TODAY)) == danish
    with speaking("en"):
        assert plain(day_in_words(day, TODAY)) == english


def test_a_day_fits_where_there_is_little_room() -> None:
    assert plain(short_day(date(2026, 11, 3), TODAY)) == "3. november"
    assert plain(short_day(date(2025, 11, 3), TODAY)) == "3. november 2025"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 30), date(2026, 12, 27), "mellem 30. november og 27. december"),
        (date(2026, 12, 7), date(2026, 12, 12), "mellem 7. og 12. december"),
        (date(2026, 11, 30), date(2027, 1, 8), "mellem 30. november og 8. januar 2027"),
        (date(2026, 12, 7), date(2026, 12, 7), "den 7. december"),
    ],
)
def test_an_expected_range_reads_as_part_of_a_sentence(first: date, last: date, said: str) -> None:
    assert plain(day_range(first, last, TODAY)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 30), date(2026, 12, 27), "uge 49-52"),
        (date(2026, 11, 30), date(2026, 12, 6), "uge 49"),
        (date(2026, 12, 28), date(2027, 1, 4), "uge 53-1"),
        (date(2026, 11, 30), date(2027, 12, 8), "uge 49-49"),
    ],
)
def test_weeks_are_the_ones_in_a_danish_calendar(first: date, last: date, said: str) -> None:
    assert weeks(first, last) == said


def test_the_time_is_copenhagens_in_summer_and_winter() -> None:
    assert plain(time_of_day(datetime(2026, 11, 2, 7, 10, tzinfo=UTC))) == "kl. 8.10"
    assert plain(time_of_day(datetime(2026, 7, 2, 7, 5, tzinfo=UTC))) == "kl. 9.05"


@pytest.mark.parametrize(
    ("moment", "danish", "english"),
    [
        (datetime(2026, 11, 2, 7, 10, tzinfo=UTC), "i dag kl. 8.10", "today at 8:10"),
        (datetime(2026, 11, 1, 7, 10, tzinfo=UTC), "i går kl. 8.10", "yesterday at 8:10"),
        (datetime(2026, 11, 1, 23, 30, tzinfo=UTC), "i dag kl. 0.30", "today at 0:30"),
        (
            datetime(2026, 10, 26, 7, 10, tzinfo=UTC),
            "mandag den 26. oktober kl. 8.10",
            "Monday 26 October at 8:10",
        ),
        (
            datetime(2026, 11, 4, 7, 10, tzinfo=UTC),
            "onsdag den 4. november kl. 8.10",
            "Wednesday 4 November at 8:10",
        ),
    ],
)
def test_a_moment_is_said_from_where_the_reader_stands(moment: datetime, danish: str, english: str) -> None:
    now = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    assert plain(when(moment, now)) == danish
    with speaking("en"):
        assert plain(when(moment, now)) == english


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 1), "i går"),
        (date(2026, 11, 2), "i dag"),
        (date(2026, 11, 3), "i morgen"),
        (date(2026, 11, 5), "om 3 dage"),
        (date(2026, 11, 9), "om 7 dage"),
        (date(2026, 11, 10), None),
        (date(2026, 10, 31), None),
    ],
)
def test_only_near_days_are_counted(day: date, said: str | None) -> None:
    assert plain(near(day, TODAY) or "") == (said or "")


def in_days(days: int) -> str:
    return ngettext("in %(num)s\N{NO-BREAK SPACE}day", "in %(num)s\N{NO-BREAK SPACE}days", days)


def test_plurals_follow_the_number() -> None:
    assert plain(in_days(1)) == "om 1 dag"
    with speaking("en"):
        assert plain(in_days(2)) == "in 2 days"


def test_one_readers_language_is_not_anothers() -> None:
    heard: list[str] = []
    with speaking("en"):
        other = threading.Thread(target=lambda: heard.append(gettext("today")))
        other.start()
        other.join()
        assert gettext("today") == "today"
    assert heard == ["i dag"]


def test_a_language_the_portal_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="'xx'"), speaking("xx"):
        pass


def test_a_page_translates_and_escapes_what_people_wrote() -> None:
    environment = Environment(autoescape=True)
    i18n.install(environment)
    page = environment.from_string('{{ _("on %(day)s", day="<b>") }} {{ _("tomorrow") }} {{ language() }}')
    assert page.render() == "den &lt;b&gt; i morgen da"
    with speaking("en"):
        assert page.render() == "on &lt;b&gt; tomorrow en"


def test_a_page_says_dates() -> None:
    environment = Environment(autoescape=True)
    i18n.install(environment)
    page = environment.from_string("{{ day | day_in_words(today) }}; {{ weeks(today, day) }}")
    assert plain(page.render(day=date(2026, 12, 7), today=TODAY)) == "mandag den 7. december; uge 45-50"
