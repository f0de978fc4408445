"""The caseworker, the offer to be heard, and silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.case_facts import CaseworkerSeat
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.roadmap import NEW_CASEWORKER_DAYS, special
from portal.domain.roadmap.shape import HearingChoice
from portal.domain.statement_requests import RequestState
from portal.domain.words import Words
from tests.factories import (
    COPENHAGEN,
    NOW,
    TODAY,
    a_circumstance,
    a_contact,
    a_decision,
    a_request,
    at,
    day,
    plan,
    some_facts,
    started,
)

JONAS = Words("Jonas Winther", "Jonas Winther")


class TestTheCaseworker:
    def test_the_phone_is_open_now(self) -> None:
        card = plan(some_facts()).caseworker
        assert card.is_open
        assert card.opens_at is None

    def test_or_it_is_said_when_it_opens(self) -> None:
        card = plan(some_facts(), now=NOW.replace(hour=13)).caseworker
        assert card.opens_at == datetime(2026, 11, 24, 9, tzinfo=COPENHAGEN)
        assert not card.is_open

    def test_it_opens_at_nine_on_the_day_summer_time_ends(self) -> None:
        sunday = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
        card = plan(some_facts(), now=sunday).caseworker
        assert card.opens_at is not None
        assert card.opens_at.astimezone(UTC) == datetime(2026, 10, 26, 8, tzinfo=UTC)

    def test_on_a_closed_day_that_is_said(self) -> None:
        assert plan(some_facts(), now=datetime(2026, 12, 24, 10, tzinfo=COPENHAGEN)).caseworker.closed_today
        assert not plan(some_facts()).caseworker.closed_today

    def test_a_new_one_is_told_of_with_the_one_before_for_thirty_days(self) -> None:
        facts = some_facts(seat=CaseworkerSeat(a_contact(), day(-NEW_CASEWORKER_DAYS), JONAS))
        card = plan(facts).caseworker
        assert (card.is_new, card.seat.before) == (True, JONAS)
        card = plan(facts, now=NOW + timedelta(days=1)).caseworker
        assert (card.is_new, card.seat.before) == (False, None)
        assert card.seat.since == day(-NEW_CASEWORKER_DAYS)


class TestToBeHeard:
    def test_can_be_demanded_before_the_decision(self) -> None:
        assert plan(some_facts()).hearing.choice is HearingChoice.DEMAND

    def test_is_followed_while_it_is_open(self) -> None:
        offer = plan(some_facts(requests=(a_request(),))).hearing
        assert (offer.choice, offer.request) == (HearingChoice.FOLLOW, a_request())

    def test_can_be_demanded_again_when_the_last_demand_has_ended(self) -> None:
        ended = a_request(RequestState.CONSIDERED)
        offer = plan(some_facts(requests=(ended,))).hearing
        assert (offer.choice, offer.request) == (HearingChoice.DEMAND, ended)

    def test_becomes_a_letter_to_us_when_the_case_is_decided(self) -> None:
        assert plan(some_facts(decision=a_decision())).hearing.choice is HearingChoice.WRITE
        assert plan(some_facts(state=CaseState.CLOSED, state_step=None)).hearing.choice is HearingChoice.WRITE

    @pytest.mark.parametrize("kind", special.NEEDS_NO_PATH)
    def test_is_no_letter_about_a_decision_when_none_was_made(self, kind: CircumstanceKind) -> None:
        ended = some_facts(circumstances=(a_circumstance(kind),))
        offer = plan(ended).hearing
        assert (offer.choice, offer.is_about_decision) == (HearingChoice.WRITE_OF_ENDED, False)
        offer = plan(replace(ended, decision=a_decision())).hearing
        assert (offer.choice, offer.is_about_decision) == (HearingChoice.WRITE, True)

    def test_the_open_demand_is_shown_and_not_a_newer_one_that_ended(self) -> None:
        withdrawn = a_request(RequestState.WITHDRAWN, number="U-2", received_at=at(-1))
        assert plan(some_facts(requests=(a_request(), withdrawn))).hearing.request == a_request()

    def test_of_two_demands_at_one_moment_always_the_same_is_shown(self) -> None:
        """Staff see the demands of every party."""
        first, second = a_request(), a_request(number="U-2")
        told = plan(some_facts(requests=(first, second)))
        assert told == plan(some_facts(requests=(second, first)))
        assert told.hearing.request == second


class TestSilence:
    @pytest.mark.parametrize(("days", "since"), [(29, None), (30, day(-30)), (90, day(-90))])
    def test_is_told_from_the_thirtieth_day(self, days: int, since: object) -> None:
        assert plan(some_facts(started("assess"), last_news_on=day(-days))).silent_since == since

    def test_is_not_ours_while_somebody_else_is_waited_for(self) -> None:
        assert plan(some_facts(started("collect"), last_news_on=day(-90))).silent_since is None

    def test_is_not_claimed_when_no_news_is_known_of(self) -> None:
        assert plan(some_facts(started("assess"), last_news_on=None)).silent_since is None


def test_the_same_facts_make_the_same_roadmap() -> None:
    assert plan(some_facts()) == plan(replace(some_facts()))
    assert plan(some_facts()).reading.read_at == NOW
    assert NOW.date() == TODAY
