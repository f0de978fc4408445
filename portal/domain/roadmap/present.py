"""The present: who we wait for, what is happening, and what the citizen can do."""

from datetime import date, timedelta

from portal.domain.case_types import Actor, CitizenPart, Step
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.hearings import Hearing
from portal.domain.more_time import MoreTimeAsk
from portal.domain.notices import Notice, NoticeKind
from portal.domain.position import Standing
from portal.domain.roadmap.lateness import cannot_see_next
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import Now, Situation, Turn, YourPart
from portal.domain.roadmap.special import sentence_of
from portal.domain.sentences import OwnWords, Say, Sentence, Text
from portal.domain.statement_requests import Arrival, RequestState, StatementRequest, consider_by
from portal.domain.working_days import next_working_day

PART_SAYS = {
    CitizenPart.NOTHING: Say.NOTHING_TO_DO,
    CitizenPart.ANSWER: Say.ANSWER_US,
    CitizenPart.DOCUMENT: Say.SEND_US_DOCUMENT,
    CitizenPart.MEETING: Say.MEET_US,
    CitizenPart.HEARING: Say.HEAR_YOU_BY,
    CitizenPart.CHOICE: Say.CHOOSE,
}


_HEARS = {Situation.HEARING_OPEN, Situation.LETTER_COMING}
"""Situations in which an open hearing is the party's to answer."""


def turn(reading: Reading) -> Turn:  # noqa: PLR0911 -- one for each situation
    """Who we wait for. Never "us" while we wait for somebody else."""
    at, request = reading.standing, reading.request
    if reading.told_special is not None:
        return _special_turn(reading, reading.told_special)
    match reading.situation:
        case Situation.CLOSED:
            return Turn(Actor.NOBODY)
        case Situation.DECIDED if not reading.runs_on:
            return Turn(Actor.NOBODY)
        case Situation.LETTER_COMING:
            return Turn(Actor.MUNICIPALITY)
        case Situation.UNKNOWN:
            return Turn(Actor.MUNICIPALITY, until=_ahead(cannot_see_next(reading), reading.today))
        case Situation.HEARING_OPEN if reading.hearing is not None:
            return _heard_turn(reading, reading.hearing)
        case Situation.CITIZEN_ASKED if at is not None:
            return Turn(Actor.CITIZEN, since=at.since, until=_asked_until(reading))
        case Situation.STATEMENT_AWAITED if request is not None:
            return _turn_to_speak(reading, request)
    if reading.told is not None and (told := _told_turn(reading.told, reading)) is not None:
        return told
    return _turn_on_path(reading, reading.step, at)


def now(reading: Reading) -> Now:
    """What is happening, in one sentence, and whether the decision waits for the party."""
    told = reading.told_special
    if told is not None and (special := sentence_of(told, reading.facts.seat.contact.phone)) is not None:
        return Now(special, told.begun_on, decision_waits(reading))
    text = _happening(reading)
    says_its_day = isinstance(text, Sentence) and text.say is Say.DECIDED_ON
    since = None if says_its_day or reading.standing is None else reading.standing.since
    happens = reading.told_range if reading.come_notice is not None else None
    return Now(text, since, decision_waits(reading), happens)


def your_part(reading: Reading) -> YourPart:
    """What the party must or may do; when there is nothing, that is said."""
    step, at, told, request = reading.step, reading.standing, reading.told, reading.request
    if reading.situation is Situation.NO_ANSWER and reading.told_special is not None:
        return YourPart(Sentence(Say.ANSWER_US), CitizenPart.ANSWER, reading.told_special.promised_on)
    if reading.hearing is not None and reading.is_heard_now and reading.situation in _HEARS:
        return _hearing_part(reading.hearing)
    if reading.situation is Situation.CITIZEN_ASKED or (reading.runs_on and at is not None and at.is_asked):
        return _asked(step, _asked_until(reading))
    if reading.situation is Situation.STATEMENT_AWAITED and request is not None and request.statement_by is not None:
        return _part_to_speak(request, request.statement_by)
    if told is not None and told.part is not CitizenPart.NOTHING:
        text: Text = OwnWords(told.part_words) if told.part_words else Sentence(PART_SAYS[told.part])
        return YourPart(text, told.part, told.expected_to)
    if reading.situation in {Situation.DIED, Situation.WITHDRAWN, Situation.HANDED_ON}:
        return YourPart(Sentence(Say.NOTHING_TO_DO))
    may_complain = reading.situation is Situation.DECIDED or (
        reading.told_special is not None and reading.told_special.kind is CircumstanceKind.WAITING_LIST
    )
    if may_complain and (complaint := _complaint(reading)) is not None:
        return complaint
    if reading.situation is Situation.PATH and at is not None and _is_overdue(step, at):
        return _asked(step, at.due_on)
    return YourPart(Sentence(Say.NOTHING_TO_DO))


def decision_waits(reading: Reading) -> Sentence | None:
    """What the decision waits for, from the moment it was demanded; None when it does not wait."""
    request = reading.request
    if reading.is_over and reading.situation is not Situation.LETTER_COMING:
        return None
    if reading.hearing is not None and reading.hearing.holds_decision:
        return _waits_for_hearing(reading, reading.hearing)
    if request is None or not request.holds_decision:
        return None
    if request.open_ask is not None:
        return Sentence(Say.WE_ANSWER_ABOUT_TIME, {"date": request.open_ask.answer_by})
    if request.state is RequestState.DATE_SET and request.statement_by is not None:
        return Sentence(Say.DECISION_WAITS_FOR_YOU, {"date": request.statement_by})
    say = Say.WE_READ_YOUR_STATEMENT if request.state is RequestState.GIVEN else Say.WE_ANSWER_YOUR_REQUEST
    return Sentence(say, {"date": request.answer_by})


def heard_afterwards(reading: Reading) -> Sentence | None:
    """What a party may still do in a hearing for which no decision waits, and until when; None when there is none."""
    hearing = reading.hearing
    if hearing is None or hearing.holds_decision or not reading.is_heard_now or reading.situation not in _HEARS:
        return None
    if hearing.open_ask is not None:
        return Sentence(Say.MORE_TIME_ASKED, {"date": hearing.open_ask.answer_by})
    return Sentence(Say.YOU_MAY_TELL_UNTIL, {"date": hearing.answer_by})


def owed_afterwards(reading: Reading) -> Sentence | None:
    """What comes of an open demand for which no decision waits, and by when; None when there is none."""
    request = reading.request
    if request is None or request.holds_decision:
        return None
    if request.open_ask is not None:
        return Sentence(Say.MORE_TIME_ASKED, {"date": request.open_ask.answer_by})
    if request.state is RequestState.DATE_SET and request.statement_by is not None:
        return Sentence(Say.YOU_MAY_TELL_UNTIL, {"date": request.statement_by})
    if request.state is RequestState.RECEIVED:
        return Sentence(Say.WE_ANSWER_ABOUT_TELLING, {"date": request.answer_by})
    say = Say.WE_ANSWER_WHAT_YOU_TOLD if request.arrival is Arrival.AFTER else Say.WE_ANSWER_ABOUT_TELLING
    return Sentence(say, {"date": consider_by(request, reading.norms, reading.calendar)})


def _special_turn(reading: Reading, told: Circumstance) -> Turn:
    """What has ended waits for nobody; everything else waits for us, but an answer that is missing."""
    by = told.promised_on if told.promised_on is not None and told.promised_on >= reading.today else None
    if reading.situation in {Situation.WITHDRAWN, Situation.HANDED_ON}:
        return Turn(Actor.NOBODY)
    if reading.situation is Situation.NO_ANSWER and by is not None:
        return Turn(Actor.CITIZEN, since=told.begun_on, until=by)
    if reading.situation is Situation.DIED:
        return Turn(Actor.MUNICIPALITY)
    if reading.situation is not Situation.AFTERWARDS:
        on_path = _turn_on_path(reading, reading.step, reading.standing)
        if on_path.who is Actor.THIRD_PARTY:
            return on_path
    since = told.promised_on if reading.situation is Situation.NO_ANSWER else told.begun_on
    return Turn(Actor.MUNICIPALITY, since=since, until=by)


def _waits_for_hearing(reading: Reading, hearing: Hearing) -> Sentence:
    """The decision waits for the answer, for our answer to a wish for more time, or for our reading of what was said."""
    if hearing.open_ask is not None:
        return Sentence(Say.WE_ANSWER_ABOUT_TIME, {"date": hearing.open_ask.answer_by})
    by = hearing.consider_by(reading.norms, reading.calendar, reading.now.tzinfo)
    if by is not None:
        return Sentence(Say.WE_READ_YOUR_ANSWER, {"date": by})
    return Sentence(Say.DECISION_WAITS_FOR_ANSWER, {"date": hearing.answer_by})


def _turn_to_speak(reading: Reading, request: StatementRequest) -> Turn:
    if request.open_ask is not None:
        return _turn_to_answer(reading, request.open_ask)
    since = reading.day_of(request.answered_at) if request.answered_at else None
    return Turn(Actor.CITIZEN, since=since, until=request.statement_by)


def _turn_to_answer(reading: Reading, ask: MoreTimeAsk) -> Turn:
    """While a wish for more time is unanswered, it is ours."""
    return Turn(Actor.MUNICIPALITY, since=reading.day_of(ask.asked_at), until=ask.answer_by)


def _heard_turn(reading: Reading, hearing: Hearing) -> Turn:
    if hearing.open_ask is not None:
        return _turn_to_answer(reading, hearing.open_ask)
    return Turn(Actor.CITIZEN, since=reading.day_of(hearing.opened_at), until=hearing.answer_by)


def _hearing_part(hearing: Hearing) -> YourPart:
    if hearing.open_ask is not None:
        return _more_time_part(hearing.open_ask)
    return YourPart(Sentence(Say.HEAR_YOU_BY), CitizenPart.HEARING, hearing.answer_by)


def _part_to_speak(request: StatementRequest, by: date) -> YourPart:
    if request.open_ask is not None:
        return _more_time_part(request.open_ask)
    return YourPart(Sentence(Say.YOU_MAY_SPEAK_UNTIL, {"date": by}), CitizenPart.HEARING, by)


def _more_time_part(ask: MoreTimeAsk) -> YourPart:
    return YourPart(Sentence(Say.MORE_TIME_ASKED, {"date": ask.answer_by}), CitizenPart.HEARING)


def _happening(reading: Reading) -> Text:
    step, decision = reading.step, reading.facts.decision
    match reading.situation:
        case Situation.CLOSED:
            return Sentence(Say.CLOSED)
        case Situation.LETTER_COMING:
            return Sentence(Say.DECISION_BEING_SENT)
        case Situation.DECIDED if decision is not None and not reading.is_helping:
            return Sentence(Say.DECIDED_ON, {"date": decision.decided_on})
    if step is None:
        return Sentence(Say.IN_PROGRESS_UNKNOWN)
    if not reading.has_begun:
        return Sentence(Say.NEXT_IS_PREPARED)
    come = reading.come_notice
    return OwnWords(come.words) if come is not None and come.words else step.now


def _told_turn(notice: Notice, reading: Reading) -> Turn | None:
    """Whose turn a standing notice says it is: somebody still waited for, or something asked of the citizen."""
    since = reading.standing.since if reading.standing else None
    if notice.kind is NoticeKind.STILL_WAITING and notice.acts is Actor.THIRD_PARTY:
        step = reading.case_type.step(notice.step) if reading.case_type else None
        named = OwnWords(notice.acts_name) if notice.acts_name else step.waiting_for if step else None
        return Turn(notice.acts, named, since, until=notice.expected_to, remind_on=notice.expected_to)
    if notice.acts is Actor.CITIZEN and notice.expected_from <= reading.today:
        return Turn(Actor.CITIZEN, until=notice.expected_to)
    return None


def _turn_on_path(reading: Reading, step: Step | None, at: Standing | None) -> Turn:
    if step is None or at is None:
        return Turn(Actor.MUNICIPALITY)
    if reading.runs_on and not reading.is_helping and reading.facts.decision is not None:
        return Turn(Actor.MUNICIPALITY, since=reading.facts.decision.letter_available_on)
    if step.waiting_on is Actor.CITIZEN:
        asked = Turn(Actor.CITIZEN, since=at.since, until=at.due_on)
        return asked if at.is_asked else Turn(Actor.MUNICIPALITY, since=at.due_on if at.has_begun else at.since)
    waited_for, since = _third_party(reading, step, at)
    if waited_for is None:
        return Turn(Actor.MUNICIPALITY, since=at.since)
    return Turn(Actor.THIRD_PARTY, waited_for.waiting_for, since, remind_on=_next_reminder(reading, since))


def _third_party(reading: Reading, step: Step, at: Standing) -> tuple[Step | None, date | None]:
    """The step in which we wait for somebody else: this one, or one behind it that is still worked on."""
    if step.waiting_on is Actor.THIRD_PARTY:
        return step, at.since
    if at.is_by_state or reading.is_over or reading.case_type is None:
        return None, None
    behind = reversed(reading.case_type.steps[: at.index])
    waiting = (other for other in behind if other.waiting_on is Actor.THIRD_PARTY and other.code in at.open_since)
    found = next(waiting, None)
    return found, at.open_since[found.code] if found else None


def _next_reminder(reading: Reading, since: date | None) -> date | None:
    """The first working day, today or later, on which we remind whom we wait for."""
    if since is None:
        return None
    every = timedelta(days=max(reading.norms.third_party_reminder_days, 1))
    times = max((reading.today - since) // every, 1)
    remind_on = next_working_day(since + every * times, reading.calendar)
    if remind_on >= reading.today:
        return remind_on
    return next_working_day(since + every * (times + 1), reading.calendar)


def _asked(step: Step | None, until: date | None) -> YourPart:
    part = CitizenPart.ANSWER if step is None or step.part is CitizenPart.NOTHING else step.part
    return YourPart(Sentence(PART_SAYS[part]), part, until)


def _asked_until(reading: Reading) -> date | None:
    notice, due_on = reading.notice, reading.standing.due_on if reading.standing else None
    is_told = notice is not None and notice.kind is NoticeKind.STILL_WAITING and notice.acts is Actor.CITIZEN
    return notice.expected_to if notice is not None and is_told and due_on is None else due_on


def _is_overdue(step: Step | None, at: Standing) -> bool:
    """Whether the citizen was asked, and her time is up."""
    return step is not None and step.waiting_on is Actor.CITIZEN and at.has_begun and not at.is_asked


def _complaint(reading: Reading) -> YourPart | None:
    until = reading.complain_until
    if until is None:
        return None
    if reading.may_complain:
        return YourPart(Sentence(Say.MAY_COMPLAIN_UNTIL, {"date": until}), CitizenPart.CHOICE, until)
    return None if reading.runs_on else YourPart(Sentence(Say.COMPLAINT_TIME_OVER, {"date": until}))


def _ahead(promise: Sentence, today: date) -> date | None:
    by = promise.values["date"]
    return by if isinstance(by, date) and by >= today else None
