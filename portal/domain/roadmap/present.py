"""The present: who we wait for, what is happening, and what the citizen can do."""

from datetime import date, timedelta

from portal.domain.case_types import Actor, CitizenPart
from portal.domain.deadlines import appeal_deadline
from portal.domain.notices import Notice, NoticeKind
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import Now, Situation, Turn, YourPart
from portal.domain.sentences import OwnWords, Say, Sentence, Text
from portal.domain.statement_requests import RequestState

PART_SAYS = {
    CitizenPart.NOTHING: Say.NOTHING_TO_DO,
    CitizenPart.ANSWER: Say.ANSWER_US,
    CitizenPart.DOCUMENT: Say.SEND_US_DOCUMENT,
    CitizenPart.MEETING: Say.MEET_US,
    CitizenPart.HEARING: Say.HEAR_YOU_BY,
    CitizenPart.CHOICE: Say.CHOOSE,
}


def turn(reading: Reading) -> Turn:
    """Who we wait for. Never "us" while we wait for somebody else."""
    at, request, notice = reading.standing, reading.request, reading.notice
    since = at.since if at else None
    match reading.situation:
        case Situation.CLOSED | Situation.DECIDED:
            return Turn(Actor.NOBODY)
        case Situation.UNKNOWN | Situation.LETTER_COMING:
            return Turn(Actor.MUNICIPALITY)
        case Situation.CITIZEN_ASKED:
            return Turn(Actor.CITIZEN, since=since, until=at.due_on if at else None)
        case Situation.STATEMENT_AWAITED if request is not None:
            return Turn(Actor.CITIZEN, until=request.statement_by)
        case Situation.NOTICE if notice is not None and notice.kind is NoticeKind.STILL_WAITING:
            return _still_waiting(notice)
    step = reading.step
    if step is None or step.waiting_on in {Actor.MUNICIPALITY, Actor.NOBODY}:
        return Turn(Actor.MUNICIPALITY, since=since)
    return Turn(step.waiting_on, step.waiting_for, since, remind_on=_next_reminder(reading, since))


def now(reading: Reading) -> Now:
    """What is happening, in one sentence, and whether the decision waits for the party."""
    since = reading.standing.since if reading.standing else None
    return Now(_happening(reading), since, _decision_waits(reading))


def your_part(reading: Reading) -> YourPart:
    """What the party must or may do; when there is nothing, that is said."""
    step, notice, request, decision = reading.step, reading.notice, reading.request, reading.facts.decision
    match reading.situation:
        case Situation.DECIDED if decision is not None:
            return _complaint(appeal_deadline(decision.letter_available_on, reading.calendar), reading.today)
        case Situation.STATEMENT_AWAITED if request is not None and request.statement_by is not None:
            by = request.statement_by
            return YourPart(Sentence(Say.YOU_MAY_SPEAK_UNTIL, {"date": by}), CitizenPart.HEARING, by)
        case Situation.CITIZEN_ASKED if step is not None:
            part = CitizenPart.ANSWER if step.part is CitizenPart.NOTHING else step.part
            return YourPart(Sentence(PART_SAYS[part]), part, reading.standing.due_on if reading.standing else None)
        case Situation.NOTICE if notice is not None and notice.part is not CitizenPart.NOTHING:
            text: Text = OwnWords(notice.part_words) if notice.part_words else Sentence(PART_SAYS[notice.part])
            return YourPart(text, notice.part, notice.expected_to)
    return YourPart(Sentence(Say.NOTHING_TO_DO))


def _happening(reading: Reading) -> Text:
    decision = reading.facts.decision
    match reading.situation:
        case Situation.CLOSED:
            return Sentence(Say.CLOSED)
        case Situation.LETTER_COMING:
            return Sentence(Say.DECISION_BEING_SENT)
        case Situation.UNKNOWN:
            return Sentence(Say.IN_PROGRESS_UNKNOWN)
        case Situation.DECIDED if decision is not None and _is_only_decided(reading):
            return Sentence(Say.DECIDED_ON, {"date": decision.decided_on})
    return reading.step.now if reading.step is not None else Sentence(Say.IN_PROGRESS_UNKNOWN)


def _is_only_decided(reading: Reading) -> bool:
    """Whether nothing runs on after the decision."""
    step = reading.step
    return step is None or step.only_if is None


def _complaint(until: date, today: date) -> YourPart:
    if until < today:
        return YourPart(Sentence(Say.COMPLAINT_TIME_OVER, {"date": until}))
    return YourPart(Sentence(Say.MAY_COMPLAIN_UNTIL, {"date": until}), CitizenPart.CHOICE, until)


def _still_waiting(notice: Notice) -> Turn:
    name = OwnWords(notice.acts_name) if notice.acts_name else None
    return Turn(notice.acts, name, until=notice.expected_to, remind_on=notice.expected_to)


def _next_reminder(reading: Reading, since: date | None) -> date | None:
    if since is None:
        return None
    every_days = reading.norms.third_party_reminder_days
    waited_days = max((reading.today - since).days, 0)
    return since + timedelta(days=every_days * (waited_days // every_days + 1))


def _decision_waits(reading: Reading) -> Sentence | None:
    request = reading.request
    if request is None or reading.situation in {Situation.DECIDED, Situation.CLOSED}:
        return None
    if request.state is RequestState.DATE_SET and request.statement_by is not None:
        return Sentence(Say.DECISION_WAITS_FOR_YOU, {"date": request.statement_by})
    say = Say.WE_READ_YOUR_STATEMENT if request.state is RequestState.GIVEN else Say.WE_ANSWER_YOUR_REQUEST
    return Sentence(say, {"date": request.answer_by})
