"""What is special about a case, one situation each: what the citizen reads, whose turn it is, and what comes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.case_facts import Absence, CaseFacts, CaseworkerSeat
from portal.domain.case_types import Actor
from portal.domain.cases import CaseState
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.decisions import Outcome
from portal.domain.duties import DutyKind, duties
from portal.domain.roadmap import Roadmap
from portal.domain.roadmap.shape import DeadlineState, Situation
from portal.domain.sentences import Month, OwnWords, Say, Sentence
from tests.factories import (
    CALENDAR,
    EIGHT_WEEKS,
    NORMS,
    NOW,
    TODAY,
    a_case_type,
    a_circumstance,
    a_contact,
    a_decision,
    a_notice,
    day,
    plan,
    some_facts,
    started,
)

Kind = CircumstanceKind
OPEN = some_facts(started("collect", day(-3)), case_type=a_case_type(deadline=EIGHT_WEEKS))
DECIDED = replace(OPEN, state=CaseState.DECIDED, decision=a_decision(Outcome.GRANTED))


def with_(facts: CaseFacts, *special: Circumstance) -> CaseFacts:
    return replace(facts, circumstances=special)


def told(facts: CaseFacts, kind: CircumstanceKind, **said: object) -> Roadmap:
    return plan(with_(facts, a_circumstance(kind, **said)))


def says(text: object) -> Say:
    assert isinstance(text, Sentence)
    return text.say


def owed(facts: CaseFacts) -> set[DutyKind]:
    return {duty.kind for duty in duties(facts, plan(facts), NOW, CALENDAR, NORMS)}


@pytest.mark.parametrize(
    ("facts", "kind", "situation", "who", "next_says"),
    [
        (OPEN, Kind.WITHDRAWN, Situation.WITHDRAWN, Actor.NOBODY, Say.APPLY_AGAIN),
        (OPEN, Kind.MERGED, Situation.HANDED_ON, Actor.NOBODY, Say.SEEN_IN_OTHER_CASE),
        (OPEN, Kind.MOVED, Situation.HANDED_ON, Actor.NOBODY, Say.THEY_WRITE_TO_YOU),
        (OPEN, Kind.DEATH, Situation.DIED, Actor.MUNICIPALITY, Say.WE_PHONE_YOU),
        (DECIDED, Kind.COMPLAINT, Situation.AFTERWARDS, Actor.MUNICIPALITY, Say.COMPLAINT_GOES_ON),
        (DECIDED, Kind.COMPLAINT_ON_HOLD, Situation.AFTERWARDS, Actor.MUNICIPALITY, Say.COMPLAINT_GOES_ON),
        (DECIDED, Kind.WAITING_LIST, Situation.AFTERWARDS, Actor.MUNICIPALITY, Say.PLACE_IS_TOLD),
        (DECIDED, Kind.RUNNING_SUPPORT, Situation.AFTERWARDS, Actor.MUNICIPALITY, Say.FOLLOWED_UP),
    ],
)
def test_what_comes_before_the_path(
    facts: CaseFacts, kind: CircumstanceKind, situation: Situation, who: Actor, next_says: Say
) -> None:
    found = told(facts, kind)
    assert (found.situation, found.turn.who, says(found.next_step.text)) == (situation, who, next_says)
    assert says(found.now.text) is (Say.WE_PHONE_YOU if kind is Kind.DEATH else Say(kind.value))


@pytest.mark.parametrize("kind", [Kind.INTERIM_HELP, Kind.REOPENED, Kind.REMITTED])
def test_what_stands_beside_the_path(kind: CircumstanceKind) -> None:
    found = told(OPEN, kind)
    assert found.situation is Situation.PATH
    assert [(line.kind, says(line.text)) for line in found.special] == [(kind, Say(kind.value))]


def test_what_has_ended_or_has_not_begun_is_not_said() -> None:
    past = {"begun_on": day(-9), "until": day(-1)}
    for said in ({"is_ended": True}, {"begun_on": day(1)}, past):
        assert told(OPEN, Kind.WITHDRAWN, **said) == plan(OPEN)
    assert told(OPEN, Kind.INTERIM_HELP, until=TODAY).special


class TestAnAnswerThatIsMissing:
    def test_is_waited_for_until_the_day_we_said(self) -> None:
        found = told(OPEN, Kind.NO_ANSWER)
        assert (found.situation, found.turn.who, found.turn.until) == (Situation.NO_ANSWER, Actor.CITIZEN, day(14))
        assert found.your_part.due_on == day(14)
        assert found.now.text == Sentence(Say.NO_ANSWER, {"what": OwnWords("en lægeerklæring"), "date": day(14)})

    def test_is_ours_to_go_on_without_when_that_day_has_passed(self) -> None:
        late = with_(replace(OPEN, tasks=(started("assess"),)), a_circumstance(Kind.NO_ANSWER, promised_on=day(-1)))
        assert plan(late).turn.who is Actor.MUNICIPALITY
        assert DutyKind.GO_ON_UNANSWERED in owed(late)


class TestACaseOnHold:
    def test_says_why_and_when_we_look_again(self) -> None:
        found = told(replace(OPEN, tasks=(started("assess"),)), Kind.SUSPENDED)
        assert (found.situation, found.turn.until) == (Situation.SUSPENDED, day(14))
        assert found.expected.next_step is None
        assert [promise.by for promise in found.promises] == [day(14)]

    def test_waits_for_the_doctor_and_not_for_us_while_the_doctor_is_asked(self) -> None:
        assert told(OPEN, Kind.SUSPENDED).turn.who is Actor.THIRD_PARTY

    def test_still_has_its_published_deadline(self) -> None:
        line = told(OPEN, Kind.SUSPENDED).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.AHEAD

    def test_lets_a_caseworkers_notice_stand_first(self) -> None:
        notice = a_notice()
        found = plan(replace(with_(OPEN, a_circumstance(Kind.SUSPENDED)), notices=(notice,)))
        assert found.situation is Situation.NOTICE
        assert [line.kind for line in found.special] == [Kind.SUSPENDED]


class TestADecisionThatIsMadeAgain:
    def test_is_gone_until_the_new_one_and_the_deadline_starts_again(self) -> None:
        again = a_circumstance(Kind.REMITTED, begun_on=TODAY)
        found = plan(
            with_(replace(DECIDED, decision=a_decision(decided_on=day(-9), letter_available_on=day(-8))), again)
        )
        assert found.decision is None
        assert found.situation is not Situation.DECIDED
        assert found.expected.deadline is not None
        assert found.expected.deadline.last_on == TODAY + timedelta(weeks=8)

    def test_is_there_again_when_a_new_one_is_confirmed(self) -> None:
        again = a_circumstance(Kind.REMITTED, begun_on=day(-9))
        found = plan(
            with_(replace(DECIDED, decision=a_decision(decided_on=day(-2), letter_available_on=day(-1))), again)
        )
        assert found.situation is Situation.DECIDED

    def test_of_our_own_accord_has_no_published_deadline(self) -> None:
        assert told(OPEN, Kind.REOPENED).expected.deadline is None


def test_nothing_tells_of_a_decision_before_its_letter_can_be_read() -> None:
    unread = replace(DECIDED, decision=None)
    for kind in (Kind.COMPLAINT, Kind.COMPLAINT_ON_HOLD, Kind.WAITING_LIST, Kind.RUNNING_SUPPORT):
        assert told(unread, kind) == plan(unread)


def test_running_support_is_told_with_the_month_we_talk() -> None:
    text = told(DECIDED, Kind.RUNNING_SUPPORT).now.text
    assert isinstance(text, Sentence)
    assert text.values == {"support": OwnWords("en lægeerklæring"), "month": Month(day(14))}


class TestTheLetterOfDelay:
    """Retssikkerhedsloven § 3: due before the deadline passes, with a day or with when we write again."""

    MISSED = replace(OPEN, opened_on=day(-60), first_seen_on=day(-60))
    NEAR = replace(OPEN, opened_on=day(-50), first_seen_on=day(-50), tasks=(started("collect", day(-40)),))

    def test_is_owed_when_the_deadline_is_near_also_while_we_wait_for_the_citizen(self) -> None:
        assert DutyKind.WRITE_BEFORE_DEADLINE in owed(self.NEAR)
        waits = with_(self.NEAR, a_circumstance(Kind.NO_ANSWER, promised_on=day(3)))
        assert DutyKind.WRITE_BEFORE_DEADLINE in owed(waits)

    @pytest.mark.parametrize("kind", [Kind.DELAYED_UNTIL, Kind.DELAYED_WITHOUT_DAY])
    def test_is_no_longer_owed_when_it_was_sent_and_its_day_is_a_promise(self, kind: CircumstanceKind) -> None:
        sent = with_(self.NEAR, a_circumstance(kind))
        found = plan(sent)
        assert not owed(sent) & {DutyKind.WRITE_BEFORE_DEADLINE, DutyKind.WRITE_MISSED_DEADLINE}
        assert DutyKind.WRITE_AGAIN in owed(sent)
        assert found.expected.delay == Sentence(Say(kind.value), {"date": day(14)})
        assert day(14) in [promise.by for promise in found.promises]
        assert found.expected.deadline is not None
        assert found.expected.deadline.state is DeadlineState.WILL_BE_MISSED

    def test_that_was_not_sent_is_owed_to_the_citizen_and_counted(self) -> None:
        line = plan(self.MISSED).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.MISSED
        assert DutyKind.WRITE_MISSED_DEADLINE in owed(self.MISSED)

    def test_sent_late_still_says_that_we_are_late(self) -> None:
        line = told(self.MISSED, Kind.DELAYED_UNTIL).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.MISSED_AND_TOLD

    def test_of_the_first_time_is_none_for_a_case_sent_back(self) -> None:
        before = a_circumstance(Kind.DELAYED_UNTIL, begun_on=day(-20))
        found = plan(with_(self.MISSED, before, a_circumstance(Kind.REMITTED, begun_on=day(-2))))
        assert found.expected.delay is None


def test_who_else_takes_part_is_shown_with_who_coordinates_first() -> None:
    other = a_circumstance(Kind.CONTRIBUTOR, other="Peter, ergoterapeut", words="Ser på din bil")
    holds = a_circumstance(Kind.COORDINATOR, other="Lise, skolen", words="Samler møderne", begun_on=day(-1))
    found = plan(with_(OPEN, other, holds)).contributors
    assert [(each.name, each.coordinates) for each in found] == [("Lise, skolen", True), ("Peter, ergoterapeut", False)]


def test_a_caseworker_who_is_away_has_somebody_who_answers_meanwhile() -> None:
    stand_in = a_contact(phone="70 00 01 02")
    for first, last, answers in ((-3, 0, stand_in), (1, 5, None), (-5, -1, None)):
        seat = CaseworkerSeat(a_contact(), absence=Absence(day(first), day(last), stand_in))
        assert plan(replace(OPEN, seat=seat)).caseworker.stand_in == answers


def test_on_a_closed_day_the_phone_says_when_it_opens() -> None:
    card = plan(OPEN, now=NOW.replace(month=12, day=24)).caseworker
    assert card.closed_today
    assert card.opens_at is not None
