"""When it is said to happen, word for word: a range that is never one day and never a deadline, and what it rests on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from portal import clock
from portal.domain.expectations import Basis, Expected
from portal.domain.roadmap.shape import DeadlineLine, DeadlineState, Expectations
from portal.domain.rounded_ranges import round_outward
from portal.domain.said_ranges import KeptRate
from portal.web.wording import expected, expected_bar, measured
from portal.web.wording.expected_bar import ExpectedBar
from tests.reading import plain
from tests.web.situations import NOW, SITUATIONS, TODAY, KnownCase, municipality


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def test_a_range_says_its_weeks() -> None:
    told = Expected(date(2026, 11, 30), date(2026, 12, 27), Basis.TYPICAL, TODAY)
    assert expected.expected_next(told).striptags() == (
        "Vi regner med, at det sker mellem 30. november og 27. december (uge 49-52)."
    )
    assert expected.basis(told) == "Bygger på, hvor lang tid det typisk tager. Vi har ikke målt det endnu."


def measured_at(first: date, last: date, **said: Any) -> Expected:  # noqa: ANN401 -- as the class takes it
    """Eight of ten of 212 cases, said today."""
    words = round_outward(first, last, TODAY, municipality().calendar)
    usual: dict[str, Any] = {"basis": Basis.OWN, "said_on": TODAY, "likely_on": first, "cases": 212}
    return Expected(words.earliest, words.latest, words=words, **(usual | said))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 26), date(2026, 12, 4), "mellem 26. november og 4. december"),
        (date(2026, 11, 26), date(2026, 11, 26), "i uge 48"),
        (date(2026, 12, 2), date(2027, 1, 20), "mellem uge 49 og uge 3 i 2027"),
        (date(2026, 12, 16), date(2026, 12, 17), "i uge 51"),
        (date(2027, 2, 20), date(2027, 4, 2), "mellem februar og april 2027"),
        (date(2026, 12, 20), date(2027, 4, 2), "mellem december 2026 og april 2027"),
        (date(2027, 3, 3), date(2027, 3, 20), "i marts 2027"),
    ],
)
def test_a_measured_range_is_said_in_days_weeks_or_months_and_never_as_one_day(
    first: date, last: date, said: str
) -> None:
    told = measured_at(first, last)
    assert plain(expected.expected_next(told)) == f"I 8 ud af 10 sager som din sker det {said}."
    assert plain(expected.expected_decision(told)) == f"8 ud af 10 sager som din bliver afgjort {said}."
    assert "senest" not in " ".join(measured.measured_basis(told))


def test_it_says_how_often_we_were_right_or_that_nobody_can_know_yet() -> None:
    assert measured.how_kept(KeptRate(104, 131)) == (
        "Vores forventning har passet i 79 ud af 100 sager. Vi har talt 131 sager."
    )
    for unknown in (None, KeptRate(19, 19)):
        assert "Vi har for få sager at tælle på." in measured.how_kept(unknown)


def test_a_pooled_range_says_that_it_is() -> None:
    told = measured_at(date(2026, 12, 2), date(2026, 12, 30), basis=Basis.POOLED, cases=43)
    assert expected.basis_in_short(told) == "Bygger på 43 sager, der ligner din"
    assert "Derfor har vi målt på 43 sager, der ligner din." in expected.basis(told)


def a_bar(earliest: date, latest: date, deadline: date | None) -> ExpectedBar | None:
    line = DeadlineLine(deadline, "§ 3", None, DeadlineState.AHEAD) if deadline else None
    return expected_bar.expected_bar(
        Expectations(Expected(earliest, latest, Basis.TYPICAL, TODAY), deadline=line),
    )


def test_a_bar_runs_from_today_to_the_deadline() -> None:
    bar = a_bar(TODAY + timedelta(days=20), TODAY + timedelta(days=39), TODAY + timedelta(days=100))
    assert bar == ExpectedBar(20.0, 20.0, 100.0, TODAY + timedelta(days=100), ends_at_deadline=True)


def test_a_bar_shows_a_deadline_that_comes_before_the_expected_time_ends() -> None:
    bar = a_bar(TODAY, TODAY + timedelta(days=99), TODAY + timedelta(days=50))
    assert bar == ExpectedBar(0.0, 100.0, 50.0, TODAY + timedelta(days=99), ends_at_deadline=False)


def test_a_single_day_is_still_seen_and_a_time_that_has_passed_is_not() -> None:
    bar = a_bar(TODAY + timedelta(days=400), TODAY + timedelta(days=400), None)
    assert bar is not None
    assert (bar.start, bar.width) == (97.0, 3.0)
    assert a_bar(TODAY - timedelta(days=9), TODAY - timedelta(days=1), None) is None


def test_a_range_into_the_next_year_leaves_its_weeks_out() -> None:
    told = Expected(date(2026, 11, 30), date(2027, 1, 25), Basis.TYPICAL, TODAY)
    assert "uge" not in expected.expected_next(told)


def test_a_caseworkers_range_says_whose_it_is() -> None:
    told = Expected(date(2026, 12, 1), date(2026, 12, 11), Basis.CASEWORKER, date(2026, 11, 12), "Susanne Krogh")
    assert plain(expected.basis(told)) == "Susanne Krogh har skrevet det den 12. november."


def test_one_expected_day_is_told_as_its_week() -> None:
    told = Expected(date(2026, 12, 2), date(2026, 12, 2), Basis.CASEWORKER, TODAY, "Susanne Krogh")
    assert plain(expected.expected_next(told)) == (
        "Vi regner med, at det sker i uge 49, altså mellem 30. november og 6. december."
    )


@pytest.mark.parametrize("known", SITUATIONS, ids=lambda known: known.name)
def test_what_is_expected_is_never_told_as_a_deadline(known: KnownCase) -> None:
    roadmap = known.page().roadmap
    told = [range_ for range_ in (roadmap.expected.next_step, roadmap.expected.decision) if range_]
    said = [text for each in told for text in (expected.expected_next(each), expected.expected_decision(each))]
    assert [text for text in said if "senest" in text] == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            DeadlineState.AHEAD,
            "Vores frist for at afgøre sagen er mandag den 7. december. De fleste får svar inden.",
        ),
        (
            DeadlineState.MISSED,
            (
                "Vi skulle have afgjort din sag senest mandag den 7. december. Det nåede vi ikke. Det beklager vi. "
                "Vi skylder dig et brev om, hvornår du kan vente svar."
            ),
        ),
        (DeadlineState.OVER, "Vores frist for at afgøre sagen: mandag den 7. december."),
    ],
)
def test_the_published_deadline(state: DeadlineState, said: str) -> None:
    assert plain(expected.deadline(DeadlineLine(date(2026, 12, 7), "§ 3", None, state))) == said
