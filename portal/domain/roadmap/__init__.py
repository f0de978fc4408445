"""The roadmap of a case (køreplan): who we wait for, what happens now, what comes next, when, and on what basis.

A pure function: the same facts and the same moment give the same roadmap, in any order of the lists. It is
computed when read, for one case and one party, and stored nowhere.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor
from portal.domain.hearings import Hearing, HearingState
from portal.domain.norms import Norms
from portal.domain.roadmap import special
from portal.domain.roadmap.ahead import expected, next_step
from portal.domain.roadmap.further import with_times
from portal.domain.roadmap.measured import changed_ranges
from portal.domain.roadmap.path import path
from portal.domain.roadmap.present import now as happening_now
from portal.domain.roadmap.present import turn, your_part
from portal.domain.roadmap.promises import changed_dates, owed_call, promises, told_before, why_it_takes_longer
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import (
    ENDS_UNDECIDED,
    CaseworkerCard,
    DecisionCard,
    Expectations,
    HearingChoice,
    HearingOffer,
    Outlook,
    PathStep,
    Roadmap,
    Situation,
)
from portal.domain.roadmap.situations import latest_hearing, latest_request, other_hearings, read
from portal.domain.statement_requests import Arrival, StatementRequest
from portal.domain.working_days import Calendar

NEW_CASEWORKER_DAYS = 30

__all__ = ["Outlook", "Roadmap", "outlook", "roadmap"]


def outlook(facts: CaseFacts, *, now: datetime, calendar: Calendar, norms: Norms) -> Outlook:
    """What of the same roadmap a list of many cases needs: the rest is read on the page of one case alone."""
    reading = read(facts, now, calendar, norms)
    return _outlook(reading, path(reading), expected(reading))


def roadmap(facts: CaseFacts, *, now: datetime, calendar: Calendar, norms: Norms) -> Roadmap:
    """The roadmap of a case for the party whose facts these are. `now` is Copenhagen time."""
    reading = read(facts, now, calendar, norms)
    steps, when = path(reading), expected(reading)
    ahead = _outlook(reading, steps, when)
    return Roadmap(
        situation=ahead.situation,
        turn=ahead.turn,
        now=ahead.now,
        your_part=ahead.your_part,
        next_step=ahead.next_step,
        expected=when,
        changed_dates=ahead.changed_dates,
        silent_since=ahead.silent_since,
        demands=ahead.demands,
        path=with_times(steps, reading, when),
        caseworker=_caseworker(reading),
        hearing=_hearing(reading),
        changed_ranges=tuple(changed_ranges(reading)),
        call=owed_call(reading),
        decision=_decision(reading),
        reading=facts.reading,
        promises=promises(reading, when),
        told_before=told_before(reading),
        why_longer=why_it_takes_longer(reading),
        special=special.lines(reading.special, reading.told_special, reading.facts.seat.contact.phone),
        contributors=special.contributors(reading.special),
    )


def _outlook(reading: Reading, steps: Sequence[PathStep], when: Expectations) -> Outlook:
    whose = turn(reading)
    return Outlook(
        situation=reading.situation,
        turn=whose,
        now=happening_now(reading),
        your_part=your_part(reading),
        next_step=next_step(reading, steps),
        expected=when,
        changed_dates=changed_dates(reading),
        silent_since=_silent_since(reading, whose.who),
        demands=_demands(reading),
    )


def _caseworker(reading: Reading) -> CaseworkerCard:
    seat, now, calendar = reading.facts.seat, reading.now, reading.calendar
    phone = seat.contact.hours.now(now, calendar)
    is_new = seat.since is not None and reading.today - seat.since <= timedelta(days=NEW_CASEWORKER_DAYS)
    seat = seat if is_new or seat.before is None else replace(seat, before=None)
    away = seat.absence
    stand_in = away.stand_in if away is not None and away.first_day <= reading.today <= away.last_day else None
    return CaseworkerCard(seat, phone.is_open, phone.opens_at, is_new, phone.closed_today, stand_in)


def _hearing(reading: Reading) -> HearingOffer:
    latest = latest_request(reading.facts, reading.today)
    if reading.is_over and reading.situation is not Situation.LETTER_COMING:
        offered = latest_hearing(reading.facts, reading.today)
        ended = reading.facts.decision is None and reading.situation in ENDS_UNDECIDED
        choice = HearingChoice.WRITE_OF_ENDED if ended else HearingChoice.WRITE
        return _offer(reading, choice, latest, offered)
    offered = reading.hearing or latest_hearing(reading.facts, reading.today)
    return _offer(reading, _choice(reading), reading.request or latest, offered)


def _offer(
    reading: Reading, choice: HearingChoice, request: StatementRequest | None, offered: Hearing | None
) -> HearingOffer:
    is_owed = offered is not None and offered.state is HearingState.ANSWERED and not offered.holds_decision
    by = offered.consider_by(reading.norms, reading.calendar, reading.now.tzinfo) if offered and is_owed else None
    others = other_hearings(reading.facts, offered, reading.today)
    return HearingOffer(choice, request, offered, others, told_by=by)


def _choice(reading: Reading) -> HearingChoice:
    """What can be demanded, while a demand is taken at all."""
    if reading.request is not None:
        return HearingChoice.FOLLOW if reading.request.holds_decision else HearingChoice.FOLLOW_TOLD
    return HearingChoice.TELL if reading.new_demand is Arrival.AFTER else HearingChoice.DEMAND


def _demands(reading: Reading) -> tuple[StatementRequest, ...]:
    stand = (request.as_of(reading.today) for request in reading.facts.requests)
    return tuple(sorted(stand, key=lambda request: (request.received_at, request.number)))


def _decision(reading: Reading) -> DecisionCard | None:
    decision = reading.facts.decision
    if decision is None or reading.complain_until is None:
        return None
    letter_on, until = decision.letter_available_on, reading.complain_until
    return DecisionCard(decision.outcome, decision.decided_on, letter_on, until, reading.may_complain)


def _silent_since(reading: Reading, who: Actor) -> date | None:
    last = reading.facts.last_news_on
    if last is None or who is not Actor.MUNICIPALITY or reading.situation is Situation.DIED:
        return None
    return last if (reading.today - last).days >= reading.norms.silence_days else None
