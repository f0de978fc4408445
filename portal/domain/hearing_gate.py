"""The hearing gate: nothing is decided against somebody, and no support is changed, before each party was heard.

A hearing held afterwards does not heal one that was missing: only what is dated before the decision counts. Nor is a
party heard who had demanded it (forvaltningsloven § 21) while that demand still stood.
"""

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from enum import StrEnum

from portal.domain.decisions import Outcome
from portal.domain.demand_gate import received_on, standing
from portal.domain.hearing_duty import ChildConversation, HearingExemption
from portal.domain.hearings import Hearing
from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.statement_requests import StatementRequest
from portal.domain.value import value


class HeardBy(StrEnum):
    """How a party was heard, or why they need not be."""

    HEARING = "hearing"
    CONVERSATION = "conversation"
    CASE_SYSTEM = "case_system"
    """A task or a state in the case system says so."""
    REASON = "reason"


class HearingMissing(Refusal):
    """These parties have not been heard, and no reason is coded why they need not be."""

    def __init__(self, parties: Sequence[PersonRef]) -> None:
        """Keep who has not been heard."""
        super().__init__(str(len(parties)))
        self.parties = tuple(parties)


@value
class HearingRecord:
    """Everything that is kept about hearings in one case, for all its parties."""

    hearings: tuple[Hearing, ...] = ()
    exemptions: tuple[HearingExemption, ...] = ()
    conversations: tuple[ChildConversation, ...] = ()
    case_system_on: date | None = None
    """The day on which the case system says that the hearing was held, for all parties."""
    demands: tuple[StatementRequest, ...] = ()


@value
class Heard:
    """How and when one party was heard first."""

    by: HeardBy
    on: date


def is_gated(outcome: Outcome | None, *, changes_support: bool) -> bool:
    """Whether each party must have been heard: everything but a full yes, and what nobody knows; a change of support always."""
    return changes_support or outcome is not Outcome.GRANTED


def heard(record: HearingRecord, party: PersonRef, today: date, zone: tzinfo) -> Heard | None:
    """How a party was heard first, as far as is known today; None when they were not. Days are the municipality's."""
    return min(_ways(record, party, today, zone), key=lambda way: (way.on, way.by), default=None)


def not_heard(
    record: HearingRecord, parties: Iterable[PersonRef], *, before: date, today: date, zone: tzinfo
) -> tuple[PersonRef, ...]:
    """The parties who had not been heard on the day `before`, on which it was decided or changed.

    Nor had those whose demand to be heard stood since an earlier day; of one of the same day nobody knows the order.
    """
    ways = {party: heard(record, party, today, zone) for party in parties}
    earlier = [demand for demand in record.demands if received_on(demand, zone) < before]
    demanded = {each.request.party for each in standing(earlier, before, today, zone)}
    return tuple(party for party, way in ways.items() if way is None or way.on > before or party in demanded)


def _ways(record: HearingRecord, party: PersonRef, today: date, zone: tzinfo) -> Iterable[Heard]:
    for hearing in record.hearings:
        concluded_on = hearing.concluded_on(today, zone) if hearing.party == party else None
        if concluded_on is not None:
            yield Heard(HeardBy.HEARING, concluded_on)
    for conversation in record.conversations:
        if conversation.party == party:
            yield Heard(HeardBy.CONVERSATION, conversation.held_on)
    for exemption in record.exemptions:
        if exemption.party == party:
            yield Heard(HeardBy.REASON, exemption.coded_at.astimezone(zone).date())
    if record.case_system_on is not None:
        yield Heard(HeardBy.CASE_SYSTEM, record.case_system_on)
