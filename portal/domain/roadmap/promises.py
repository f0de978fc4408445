"""What was promised: answers that are owed, dates that were changed, and what was told before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from types import MappingProxyType

from portal.domain.case_types import Actor, CitizenPart, Step
from portal.domain.notices import Notice, told, why_longer
from portal.domain.reasons import Reason
from portal.domain.requests import Request, RequestType
from portal.domain.roadmap.lateness import cannot_see_next
from portal.domain.roadmap.present import decision_waits, heard_afterwards, owed_afterwards
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import ChangedDate, Expectations, Moves, Promise, Situation, ToldBefore, WhyLonger
from portal.domain.roadmap.special import sentence_of
from portal.domain.sentences import OwnWords, Say, Sentence

ASKED_SAYS: Mapping[RequestType, Say] = MappingProxyType(
    {
        RequestType.CALL_ME: Say.WE_CALL_YOU,
        RequestType.QUESTION: Say.WE_ANSWER_QUESTION,
        RequestType.UPDATE: Say.WE_TELL_HOW_FAR,
        RequestType.CONVERSATION: Say.WE_ARRANGE_TALK,
        RequestType.PAPERS: Say.WE_GIVE_PAPERS,
        RequestType.REVIEW: Say.WE_ANSWER_ABOUT_REVIEW,
        RequestType.DECISION_COMPLAINT: Say.WE_LOOK_AT_DECISION_AGAIN,
        RequestType.HANDLING_COMPLAINT: Say.WE_ANSWER_COMPLAINT,
        RequestType.ABOUT_DECISION: Say.WE_ANSWER_ABOUT_DECISION,
    }
)
"""What is said of an answer that is owed to something asked."""

_WAIT_FOR_PARTY = {Say.DECISION_WAITS_FOR_YOU, Say.DECISION_WAITS_FOR_ANSWER, Say.YOU_MAY_TELL_UNTIL}

PROMISED = frozenset({Say.SUSPENDED, Say.COMPLAINT, Say.COMPLAINT_ON_HOLD, Say.WAITING_LIST})
"""What is special about a case, and holds a day by which we say more."""


def promises(reading: Reading, when: Expectations) -> tuple[Promise, ...]:
    """Every answer that is owed, the nearest first; `when` is what is expected by that reading."""
    if reading.situation is Situation.DIED:
        return ()
    phone = reading.facts.seat.contact.phone
    said = [sentence_of(each, phone) for each in reading.special]
    says = [
        decision_waits(reading),
        owed_afterwards(reading),
        heard_afterwards(reading),
        when.late,
        cannot_see_next(reading) if reading.situation is Situation.UNKNOWN else None,
        when.delay,
        *(text for text in said if text is not None and text.say in PROMISED),
    ]
    owed = [
        Promise(text, Actor.CITIZEN if text.say in _WAIT_FOR_PARTY else Actor.MUNICIPALITY, by)
        for text in says
        if text is not None and isinstance(by := text.values["date"], date)
    ]
    owed += [
        Promise(Sentence(ASKED_SAYS[each.type], {"date": each.answer_by}), Actor.MUNICIPALITY, each.answer_by)
        for each in reading.facts.asked
    ]
    return tuple(sorted(owed, key=lambda promise: (promise.by, promise.whose, promise.text.say)))


def owed_call(reading: Reading) -> Request | None:
    """The call that the party has asked for and is owed; the nearest, when there are several."""
    calls = [each for each in reading.facts.asked if each.type is RequestType.CALL_ME]
    if reading.situation is Situation.DIED or not calls:
        return None
    return min(calls, key=lambda call: (call.answer_by, call.number))


def changed_dates(reading: Reading) -> tuple[ChangedDate, ...]:
    """Days that were changed, the newest first: by a newer notice about the same step, more time to speak, or a move of it."""
    changes = [*_told_anew(reading), *_more_time(reading), *_moved_unasked(reading)]
    return tuple(change for _, change in sorted(changes, key=_newest_first))


def _told_anew(reading: Reading) -> Iterator[tuple[datetime, ChangedDate]]:
    of_step: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in told(reading.facts.notices):
        of_step[notice.step].append(notice)
    for versions in of_step.values():
        for old, new in pairwise(versions):
            if old.expected_to != new.expected_to:
                changed_on = reading.day_of(new.posted_at)
                yield (
                    new.posted_at,
                    ChangedDate(
                        new.step,
                        old.expected_to,
                        new.expected_to,
                        changed_on,
                        new.posted_by,
                        new.change_reason,
                        new.change_words,
                    ),
                )


def _more_time(reading: Reading) -> Iterator[tuple[datetime, ChangedDate]]:
    """The last day to speak is moved by a yes to the party's wish."""
    hearing_step = _hearing_step(reading)
    asks = [(Moves.HEARING, ask) for hearing in reading.facts.hearings for ask in hearing.asks]
    asks += [(Moves.STATEMENT, ask) for request in reading.facts.requests for ask in request.asks]
    for moves, ask in asks:
        if ask.granted_until is not None and ask.answered_at is not None:
            changed_on = reading.day_of(ask.answered_at)
            old, new = ask.until_before, ask.granted_until
            yield (
                ask.answered_at,
                ChangedDate(hearing_step, old, new, changed_on, "", Reason.CITIZEN_ASKED, moves=moves, is_asked=True),
            )


def _moved_unasked(reading: Reading) -> Iterator[tuple[datetime, ChangedDate]]:
    """The last day to speak that we moved ourselves, and why."""
    for moved in (each for request in reading.facts.requests for each in request.moved):
        yield (
            moved.moved_at,
            ChangedDate(
                _hearing_step(reading),
                moved.before,
                moved.until,
                reading.day_of(moved.moved_at),
                moved.moved_by,
                moved.reason,
                moved.words,
                Moves.STATEMENT,
            ),
        )


def _hearing_step(reading: Reading) -> str:
    return next((step.code for step in _steps(reading) if step.part is CitizenPart.HEARING), "")


def _steps(reading: Reading) -> Sequence[Step]:
    return reading.case_type.steps if reading.case_type is not None else ()


def why_it_takes_longer(reading: Reading) -> tuple[WhyLonger, ...]:
    """Why it takes longer than was expected, the newest first; what a changed day was changed for stands with that day."""
    return tuple(
        WhyLonger(notice.change_words or "", reading.day_of(notice.posted_at), notice.posted_by)
        for notice in reversed(why_longer(reading.facts.notices))
    )


def told_before(reading: Reading) -> tuple[ToldBefore, ...]:
    """What caseworkers told of the next step and no longer tell, the newest first."""
    case_type = reading.case_type
    before = [notice for notice in told(reading.facts.notices) if notice != reading.notice]
    return tuple(
        ToldBefore(
            notice.step,
            OwnWords(notice.words) if notice.words else step.coming,
            notice.expected_from,
            notice.expected_to,
            reading.day_of(notice.posted_at),
            notice.posted_by,
        )
        for notice in reversed(before)
        if case_type is not None and (step := case_type.step(notice.step)) is not None
    )


def _newest_first(change: tuple[datetime, ChangedDate]) -> tuple[float, str]:
    posted_at, changed = change
    return -posted_at.timestamp(), changed.step
