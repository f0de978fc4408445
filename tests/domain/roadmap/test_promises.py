"""What was promised, what was changed, and what was told before."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from portal.domain.case_types import Actor
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.moved_days import MovedDay
from portal.domain.notices import Notice, NoticeState
from portal.domain.reasons import Reason
from portal.domain.requests import RequestType
from portal.domain.roadmap.shape import ChangedDate, Moves
from portal.domain.sentences import OwnWords, Say
from portal.domain.statement_requests import RequestState
from tests.factories import (
    ASSESS,
    NOW,
    TODAY,
    a_circumstance,
    a_notice,
    a_request,
    an_ask,
    an_asked,
    at,
    day,
    plan,
    some_facts,
    started,
)

FACTS = some_facts(started("collect", day(-3)))


def a_version(version: int, expected_to: int, **said: object) -> Notice:
    """A version posted on its own day, so many days before today."""
    notice = a_notice(version=version, expected_to=day(expected_to), posted_at=at(version - 10))
    return replace(notice, **{"state": NoticeState.REPLACED, **said})  # type: ignore[arg-type]  # the class checks it


class TestADateThatWasChanged:
    def test_shows_the_old_and_the_new_and_who_changed_it(self) -> None:
        told = plan(replace(FACTS, notices=(a_version(1, 3), a_version(2, 7, state=NoticeState.LIVE))))
        assert told.changed_dates == (ChangedDate("assess", day(3), day(7), day(-8), "Susanne Krogh"),)

    def test_is_found_though_something_else_was_told_between(self) -> None:
        between = a_version(2, 5, step="decision")
        told = plan(replace(FACTS, notices=(a_version(1, 3), between, a_version(3, 7, state=NoticeState.LIVE))))
        assert [(change.old_latest, change.new_latest) for change in told.changed_dates] == [(day(3), day(7))]

    def test_the_newest_change_comes_first(self) -> None:
        versions = (a_version(1, 3), a_version(2, 5), a_version(3, 7, state=NoticeState.LIVE))
        told = plan(replace(FACTS, notices=versions))
        assert [change.new_latest for change in told.changed_dates] == [day(7), day(5)]

    def test_new_words_for_the_same_date_change_none(self) -> None:
        versions = (a_version(1, 7), a_version(2, 7, words="Vi ringer først.", state=NoticeState.LIVE))
        assert plan(replace(FACTS, notices=versions)).changed_dates == ()


class TestANoticeTakenBack:
    """It was posted to the wrong case: it is gone from the citizen's view at once."""

    def test_leaves_nothing_of_itself(self) -> None:
        wrong = a_version(1, 7, words="En anden persons sag", state=NoticeState.TAKEN_BACK)
        assert plan(replace(FACTS, notices=(wrong,))) == plan(FACTS)

    def test_takes_the_versions_it_corrected_with_it(self) -> None:
        wrong = a_version(2, 7, words="En anden persons sag", state=NoticeState.TAKEN_BACK)
        assert plan(replace(FACTS, notices=(a_version(1, 3), wrong))) == plan(FACTS)

    def test_leaves_what_was_told_of_this_case_before(self) -> None:
        right = a_version(1, 3)
        wrong = replace(a_version(1, 7, state=NoticeState.TAKEN_BACK), id=UUID(int=9), posted_at=at(-1))
        told = plan(replace(FACTS, notices=(right, wrong)))
        assert [before.latest for before in told.told_before] == [day(3)]


def test_what_was_told_before_is_kept_with_the_newest_first() -> None:
    versions = (a_version(1, 3), a_version(2, 5, words="Vi ringer."), a_version(3, 7, state=NoticeState.LIVE))
    told = plan(replace(FACTS, notices=versions))
    assert [(before.text, before.told_on) for before in told.told_before] == [
        (OwnWords("Vi ringer."), day(-8)),
        (ASSESS.coming, day(-9)),
    ]


def test_the_day_something_was_told_is_the_day_in_copenhagen() -> None:
    just_after_midnight = a_version(1, 7, state=NoticeState.LIVE, posted_at=at(-1, hour=23))
    assert plan(replace(FACTS, notices=(just_after_midnight,))).next_step.posted_on == TODAY


def test_more_time_to_speak_is_a_changed_day_and_a_no_to_it_is_none() -> None:
    met = an_ask(answered_at=at(0), granted_until=day(20))
    refused = an_ask(answered_at=at(0), declined_words="Sagen haster.")
    told = plan(replace(FACTS, requests=(a_request(RequestState.DATE_SET, asks=(refused, met, an_ask())),)))
    (change,) = told.changed_dates
    assert (change.old_latest, change.new_latest, change.moves) == (day(10), day(20), Moves.STATEMENT)
    assert change.is_asked


def test_a_day_to_speak_that_we_moved_ourselves_says_who_and_why_and_not_that_it_was_asked_for() -> None:
    moved = MovedDay(day(10), day(20), Reason.ILLNESS, "Lægen er syg.", at(0), "Susanne Krogh")
    told = plan(replace(FACTS, requests=(a_request(RequestState.DATE_SET, statement_by=day(20), moved=(moved,)),)))
    (change,) = told.changed_dates
    assert (change.old_latest, change.new_latest, change.changed_on) == (day(10), day(20), TODAY)
    assert (change.changed_by, change.reason, change.words) == ("Susanne Krogh", Reason.ILLNESS, "Lægen er syg.")
    assert not change.is_asked


class TestAnAnswerThatIsOwed:
    def test_is_ours_until_we_have_answered_a_demand(self) -> None:
        (promise,) = plan(replace(FACTS, requests=(a_request(),))).promises
        assert (promise.whose, promise.by) == (Actor.MUNICIPALITY, day(4))

    def test_is_hers_when_a_day_has_been_set(self) -> None:
        (promise,) = plan(replace(FACTS, requests=(a_request(RequestState.DATE_SET),))).promises
        assert (promise.whose, promise.by) == (Actor.CITIZEN, day(10))

    def test_is_owed_when_a_range_has_passed(self) -> None:
        (promise,) = plan(FACTS, now=NOW + timedelta(days=26)).promises
        assert promise.text.say is Say.RANGE_PASSED

    def test_is_owed_when_the_next_step_cannot_be_seen(self) -> None:
        (promise,) = plan(some_facts(state=CaseState.UNKNOWN, state_step=None)).promises
        assert promise.text.say is Say.CANNOT_SEE_NEXT_LATE

    def test_is_a_call_when_that_was_asked_for_and_of_two_the_nearest(self) -> None:
        near, far = (an_asked(type=RequestType.CALL_ME, answer_by=day(days)) for days in (2, 9))
        for asked in ((an_asked(), near, far), (far, near, an_asked())):
            assert plan(replace(FACTS, asked=asked)).call == near
        assert plan(replace(FACTS, asked=(an_asked(),))).call is None
        death = a_circumstance(CircumstanceKind.DEATH)
        assert plan(replace(FACTS, asked=(near,), circumstances=(death,))).call is None

    def test_is_not_owed_when_nothing_is(self) -> None:
        assert plan(FACTS).promises == ()


def test_why_it_takes_longer_stands_where_no_changed_day_says_it_and_is_kept_when_the_words_are_corrected() -> None:
    why = a_version(1, 5, change_reason=Reason.MANY_CASES, change_words="Vi er to færre.")
    corrected = a_version(2, 5, state=NoticeState.LIVE)
    told = plan(replace(FACTS, notices=(why, corrected)))
    assert [(each.words, each.told_on, each.told_by) for each in told.why_longer] == [
        ("Vi er to færre.", day(-9), "Susanne Krogh")
    ]
    moved = a_version(2, 9, state=NoticeState.LIVE, change_reason=Reason.ILLNESS, change_words="Peter er syg.")
    told = plan(replace(FACTS, notices=(replace(why, change_words=None), moved)))
    assert [change.words for change in told.changed_dates] == ["Peter er syg."]
    assert told.why_longer == ()
