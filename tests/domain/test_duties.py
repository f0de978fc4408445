"""What a caseworker owes, and by when."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DeadlineUnit, PublishedDeadline
from portal.domain.cases import CaseState
from portal.domain.duties import LEADER_KINDS, Duty, DutyKind, duties
from portal.domain.hearings import HearingAnswer, HearingState
from portal.domain.notices import NoticeState
from portal.domain.statement_requests import RequestState
from tests.factories import (
    ANNA,
    CALENDAR,
    EIGHT_WEEKS,
    NORMS,
    NOW,
    TODAY,
    a_case_type,
    a_decision,
    a_hearing,
    a_notice,
    a_request,
    an_ask,
    at,
    day,
    finished,
    plan,
    some_facts,
    started,
)


def owed(facts: CaseFacts, *, now: datetime = NOW) -> tuple[Duty, ...]:
    return duties(facts, plan(facts, now=now), now, CALENDAR, NORMS)


def the_day_of(kind: DutyKind, facts: CaseFacts, *, now: datetime = NOW) -> date | None:
    return next((duty.due_on for duty in owed(facts, now=now) if duty.kind is kind), None)


def test_a_case_in_its_time_owes_nothing() -> None:
    assert owed(some_facts(started("assess"))) == ()


def test_what_is_most_urgent_comes_first_and_then_what_is_longest_due() -> None:
    facts = some_facts(
        started("assess", day(-60)),
        last_news_on=day(-60),
        requests=(a_request(answer_by=day(2)), a_request(number="U-2", answer_by=day(1))),
    )
    told = owed(facts)
    assert [duty.kind for duty in told] == [
        DutyKind.ANSWER_REQUEST,
        DutyKind.ANSWER_REQUEST,
        DutyKind.GIVE_NEW_TIME,
        DutyKind.GIVE_NEWS,
    ]
    assert told[0].due_on == day(1)
    assert [duty.due_on < TODAY for duty in told] == [False, False, True, True]


class TestADemandToBeHeard:
    def test_is_answered_by_the_day_that_was_promised(self) -> None:
        assert the_day_of(DutyKind.ANSWER_REQUEST, some_facts(requests=(a_request(),))) == day(4)

    def test_is_nobodys_while_the_party_has_time(self) -> None:
        assert owed(some_facts(requests=(a_request(RequestState.DATE_SET),))) == ()

    def test_with_a_wish_for_more_time_has_that_answered_by_the_promised_day(self) -> None:
        facts = some_facts(requests=(a_request(RequestState.DATE_SET, asks=(an_ask(),)),))
        assert the_day_of(DutyKind.ANSWER_MORE_TIME, facts) == day(2)

    def test_with_a_statement_is_considered_by_the_promised_day(self) -> None:
        facts = some_facts(requests=(a_request(RequestState.GIVEN),))
        assert the_day_of(DutyKind.CONSIDER_STATEMENT, facts) == day(4)

    def test_with_a_statement_in_time_is_considered_within_the_norm_of_that_time(self) -> None:
        facts = some_facts(requests=(a_request(RequestState.GIVEN, statement_by=day(4)),))
        assert the_day_of(DutyKind.CONSIDER_STATEMENT, facts) == day(11)

    def test_is_owed_an_answer_though_the_case_was_decided_without_it(self) -> None:
        assert the_day_of(DutyKind.ANSWER_REQUEST, some_facts(decision=a_decision(), requests=(a_request(),))) == day(4)


class TestALetter:
    FACTS = some_facts(finished("decision", day(-3)), state=CaseState.DECIDED, state_step="appeal")

    def test_is_confirmed_within_two_working_days_of_the_decision(self) -> None:
        assert the_day_of(DutyKind.CONFIRM_LETTER, self.FACTS) == day(1)

    def test_counts_from_the_day_the_state_changed_when_no_task_tells(self) -> None:
        facts = replace(self.FACTS, tasks=(), state_changed_on=TODAY)
        assert the_day_of(DutyKind.CONFIRM_LETTER, facts) == day(2)

    def test_once_confirmed_is_not_asked_for_again(self) -> None:
        assert owed(replace(self.FACTS, decision=a_decision(letter_on=day(5)))) == ()


class TestThePublishedDeadline:
    TEN_WEEKS = PublishedDeadline(10, DeadlineUnit.WEEKS, "Retssikkerhedsloven § 3")
    FACTS = some_facts(
        case_type=a_case_type(deadline=TEN_WEEKS), state=CaseState.UNKNOWN, state_step=None, last_news_on=None
    )
    LAST_DAY = date(2027, 1, 11)
    TEN_WORKING_DAYS_BEFORE = date(2026, 12, 22)

    def at(self, on: date) -> datetime:
        return NOW + (on - TODAY)

    def test_asks_for_a_letter_ten_working_days_before_it_passes(self) -> None:
        first = self.TEN_WORKING_DAYS_BEFORE
        assert the_day_of(DutyKind.WRITE_BEFORE_DEADLINE, self.FACTS, now=self.at(first - timedelta(days=1))) is None
        assert the_day_of(DutyKind.WRITE_BEFORE_DEADLINE, self.FACTS, now=self.at(first)) == self.LAST_DAY

    def test_asks_for_it_on_a_working_day(self) -> None:
        facts = replace(self.FACTS, opened_on=date(2026, 10, 31))
        assert the_day_of(DutyKind.WRITE_BEFORE_DEADLINE, facts, now=self.at(date(2027, 1, 8))) == date(2027, 1, 8)

    def test_does_not_ask_while_the_decision_is_in_sight(self) -> None:
        deciding = replace(self.FACTS, tasks=(started("decision", date(2026, 12, 22)),))
        assert owed(deciding, now=self.at(date(2026, 12, 28))) == ()

    def test_is_owned_up_to_once_it_has_passed(self) -> None:
        told = owed(self.FACTS, now=self.at(self.LAST_DAY + timedelta(days=1)))
        assert told[0] == Duty(DutyKind.WRITE_MISSED_DEADLINE, self.LAST_DAY, self.LAST_DAY)
        assert told[0].kind in LEADER_KINDS

    def test_owes_no_letter_where_the_law_does_not_apply(self) -> None:
        permit = replace(self.FACTS, case_type=a_case_type(deadline=self.TEN_WEEKS, is_social=False))
        for on in (self.LAST_DAY, self.LAST_DAY + timedelta(days=1)):
            assert {duty.kind for duty in owed(permit, now=self.at(on))} == {DutyKind.TELL_NEXT_STEP}

    def test_owes_nothing_more_in_a_decided_case(self) -> None:
        facts = some_facts(case_type=a_case_type(deadline=EIGHT_WEEKS), opened_on=day(-90), decision=a_decision())
        assert owed(facts) == ()


class TestANewNotice:
    def test_is_wanted_when_the_case_has_moved_past_the_old_one(self) -> None:
        facts = some_facts(started("decision", day(-1)), notices=(a_notice("assess"),))
        assert the_day_of(DutyKind.RENEW_NOTICE, facts) == day(4)

    def test_is_wanted_when_its_date_has_passed(self) -> None:
        facts = some_facts(started("collect", day(-3)), notices=(a_notice(),))
        assert the_day_of(DutyKind.GIVE_NEW_TIME, facts, now=NOW + timedelta(days=8)) == day(14)

    def test_is_wanted_when_the_usual_time_has_passed(self) -> None:
        assert DutyKind.GIVE_NEW_TIME in {duty.kind for duty in owed(some_facts(started("assess", day(-60))))}

    def test_is_wanted_still_when_the_case_system_has_set_another_day_and_nobody_said_why(self) -> None:
        facts = some_facts(started("assess", day(-60), due_on=day(20)))
        assert DutyKind.GIVE_NEW_TIME in {duty.kind for duty in owed(facts)}

    def test_is_wanted_when_nobody_can_see_the_next_step(self) -> None:
        facts = some_facts(state=CaseState.UNKNOWN, state_step=None, first_seen_on=TODAY)
        assert the_day_of(DutyKind.TELL_NEXT_STEP, facts) == day(7)

    def test_is_wanted_after_thirty_days_of_silence(self) -> None:
        facts = some_facts(started("assess", day(-10)), last_news_on=day(-31))
        assert the_day_of(DutyKind.GIVE_NEWS, facts) == day(-1)

    def test_is_not_wanted_while_one_stands(self) -> None:
        facts = some_facts(started("collect", day(-60)), notices=(a_notice(),))
        wanted = {DutyKind.GIVE_NEW_TIME, DutyKind.TELL_NEXT_STEP, DutyKind.RENEW_NOTICE, DutyKind.GIVE_NEWS}
        assert wanted.isdisjoint(duty.kind for duty in owed(facts))

    def test_is_not_wanted_in_a_decided_case(self) -> None:
        facts = some_facts(decision=a_decision(), notices=(a_notice("assess"),))
        assert owed(facts) == ()


def test_when_the_citizens_time_is_up_the_case_goes_on_the_next_working_day() -> None:
    facts = some_facts(started("hearing", day(-3), due_on=day(-3)))
    assert the_day_of(DutyKind.GO_ON_UNANSWERED, facts) == TODAY
    assert the_day_of(DutyKind.GO_ON_UNANSWERED, some_facts(started("hearing", due_on=TODAY))) is None


@pytest.mark.parametrize(("waited_days", "due_on"), [(13, None), (14, TODAY), (17, None)])
def test_whoever_is_waited_for_is_reminded_on_the_day_that_was_told(waited_days: int, due_on: date | None) -> None:
    assert the_day_of(DutyKind.REMIND_THIRD_PARTY, some_facts(started("collect", day(-waited_days)))) == due_on


def test_a_case_of_no_known_type_is_to_be_given_one() -> None:
    assert owed(some_facts(case_type=None, first_seen_on=TODAY)) == (Duty(DutyKind.FIND_CASE_TYPE, day(7), TODAY),)


def test_a_date_pushed_twice_goes_to_the_leader() -> None:
    versions = [
        replace(
            a_notice(version=number, expected_to=day(10 * number), posted_at=at(number - 10)),
            id=UUID(int=number),
            state=NoticeState.LIVE if number == 3 else NoticeState.REPLACED,
        )
        for number in (1, 2, 3)
    ]
    once = some_facts(started("collect"), notices=tuple(versions[1:]))
    assert the_day_of(DutyKind.EXPLAIN_PUSHED_DATE, once) is None
    twice = some_facts(started("collect"), notices=tuple(versions))
    assert the_day_of(DutyKind.EXPLAIN_PUSHED_DATE, twice) == day(-7)
    assert DutyKind.EXPLAIN_PUSHED_DATE in LEADER_KINDS


@pytest.mark.parametrize(("hour", "minute", "days", "by"), [(22, 30, -1, 4), (23, 30, -1, 7), (22, 30, 0, 7)])
def test_an_answer_late_at_night_is_owed_a_reading_from_its_day_in_denmark(
    hour: int, minute: int, days: int, by: int
) -> None:
    """In Denmark it is an hour later: half past eleven on Sunday, half past midnight and half past eleven on Monday."""
    given_at = at(days, hour).replace(minute=minute)
    answered = a_hearing(HearingState.ANSWERED, answers=(HearingAnswer("Nej.", given_at, ANNA),))
    now = NOW + timedelta(days=1)
    assert the_day_of(DutyKind.CONSIDER_HEARING, some_facts(hearings=(answered,)), now=now) == day(by)
