"""Whether a demand to be heard (forvaltningsloven § 21), or a hearing (§ 19), came in time for the decision.

What came on a later day than the decision holds nothing back, and nobody is told that it does. Of the same day nobody
knows the order, and the right is the party's; so it is where no day is known. Once a decision is confirmed, nothing
that is open still holds it back: the gate let it through. Of a case decided anew it is the new decision that counts.
"""

from dataclasses import replace
from datetime import date, tzinfo

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION
from portal.domain.demand_gate import received_on
from portal.domain.evidence import OVER_STATES, is_decided, mapped_proofs
from portal.domain.hearings import Hearing
from portal.domain.more_time import open_ask_of
from portal.domain.statement_requests import Arrival, StatementRequest


def with_arrivals(facts: CaseFacts, today: date, zone: tzinfo | None) -> tuple[StatementRequest, ...]:
    """The demands of a case, each with how it came to what is decided; days are the municipality's."""
    return tuple(
        replace(each, arrival=arrival(facts, received_on(each, zone), is_open=each.as_of(today).is_open))
        for each in facts.requests
    )


def arrival(facts: CaseFacts, day: date, *, is_open: bool = True) -> Arrival:
    """How a demand received on `day`, open or ended by now, comes to what is decided."""
    if not _has_decision(facts):
        return Arrival.UNDECIDED
    if facts.decision is not None and is_open:
        return Arrival.AFTER
    known_on = decided_on(facts)
    return Arrival.AFTER if known_on is not None and day > known_on else Arrival.BEFORE


def with_held_back(facts: CaseFacts, zone: tzinfo | None) -> tuple[Hearing, ...]:
    """The hearings of a case, each with whether a decision can still wait for it; days are the municipality's."""
    if not _has_decision(facts):
        return facts.hearings
    known_on = decided_on(facts)
    return tuple(
        replace(each, holds_decision=facts.decision is None and not _came_after(each, known_on, zone))
        for each in facts.hearings
    )


def _came_after(hearing: Hearing, known_on: date | None, zone: tzinfo | None) -> bool:
    """Whether a hearing was opened after the day of the decision, or had run out by then and was answered afterwards."""
    if known_on is None:
        return False
    answered_on = min((each.given_at.astimezone(zone).date() for each in hearing.answers), default=known_on)
    had_run_out = hearing.answer_by < known_on and open_ask_of(hearing.asks) is None
    is_answered_late = had_run_out and answered_on > known_on
    return hearing.opened_at.astimezone(zone).date() > known_on or is_answered_late


def decided_on(facts: CaseFacts) -> date | None:
    """The day a decided case was decided: the confirmed one, else the first on which anything showed that it was.

    None when nothing says a day. A case that was decided when it was first seen was decided by that day.
    """
    if facts.decision is not None:
        return facts.decision.decided_on
    seen_on = [facts.decided_seen_on or facts.first_seen_on] if facts.state in OVER_STATES else []
    return min([*seen_on, *_shown_on(facts)], default=None)


def _has_decision(facts: CaseFacts) -> bool:
    if facts.decision is not None or facts.state in OVER_STATES:
        return True
    return facts.case_type is not None and is_decided(facts, facts.case_type)


def _shown_on(facts: CaseFacts) -> list[date]:
    """The days of everything that comes only after the decision, the closed task of deciding first of all."""
    case_type = facts.case_type
    decided_at = case_type.position(DECISION) if case_type is not None else None
    if case_type is None or decided_at is None:
        return []
    proofs = mapped_proofs(facts, case_type)
    return [proof.since for proof in proofs if proof.at > decided_at and proof.since is not None]
