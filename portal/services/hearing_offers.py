"""The caseworker's side of a hearing (forvaltningsloven § 19): offer it, answer a wish for more time, consider.

An answer names how the hearing stood when she read it: of two caseworkers who act at once, the second is told.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from portal.access.admission import Admission
from portal.access.conditions import is_released
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain import hearings
from portal.domain.cases import CaseId
from portal.domain.hearings import (
    FactKind,
    Hearing,
    HearingAnswer,
    HearingNotOpen,
    HearingState,
    HearingTooShort,
    NothingToHearAbout,
    earliest_answer_by,
)
from portal.domain.people import PersonRef
from portal.domain.promise_ledger import PromiseKind
from portal.domain.refusals import NotThere, Refusal
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.domain.working_days import next_working_day
from portal.services.actors import staff_name
from portal.services.hearings import promise_to_consider
from portal.services.journal import enter_about
from portal.services.numbers import new_number
from portal.services.promises import call_off_promises, note_answered
from portal.services.releases import NoSuchParty
from portal.storage.cases import PartyRecord
from portal.storage.journal import EntryKind
from portal.storage.records.hearings import HearingAnswerRow, HearingFactRow, HearingRow, MoreTimeAskRow


class PartyCannotRead(Refusal):
    """The case does not exist for this party here, so they could not answer: it is released to them first."""


@value
class FactDraft:
    """A fact or outside assessment: what, where it comes from, and why it matters."""

    kind: FactKind
    text: str
    source: str
    matters: str


@value
class HearingDraft:
    """A hearing to be offered to some of the parties, each of whom gets their own."""

    parties: Sequence[str]
    facts: Sequence[FactDraft]
    answer_by: date
    considering: str | None = None
    documents: str | None = None


@value
class HearingRead:
    """Which hearing is acted on, and how it stood when the caseworker read it."""

    case_id: CaseId
    hearing_id: UUID
    seen: str
    """`mark_of` the hearing she read."""


def mark_of(hearing: Hearing) -> str:
    """How a hearing stands, in a word that changes with everything that is done to it."""
    waits = "?" if hearing.open_ask else ""
    return f"{hearing.state.value}:{hearing.answer_by.isoformat()}:{len(hearing.answers)}:{len(hearing.asks)}{waits}"


def offer(gate: Gate, case_id: CaseId, draft: HearingDraft) -> Sequence[str]:
    """Offer each of these parties a hearing; gives their numbers.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoSuchParty: none is chosen, or the case has no such party.
        PartyCannotRead: the case is not released to one of them.
        NothingToHearAbout: there is no fact, or one without text, source or why it matters.
        HearingTooShort: the time to answer is under the municipality's floor.
        Conflict: a party has a hearing already that is not concluded.
    """
    admission = gate.case(case_id, Permission.HEARING_OFFER)
    known = {party.person.ref: party for party in gate.parties([admission])}
    if not draft.parties or not known.keys() >= set(draft.parties):
        raise NoSuchParty
    if not all(_can_read(admission, known[PersonRef(party)]) for party in draft.parties):
        raise PartyCannotRead
    if not draft.facts or not all(fact.text and fact.source and fact.matters for fact in draft.facts):
        raise NothingToHearAbout
    earliest = earliest_answer_by(gate.today, gate.municipality.norms, gate.municipality.calendar)
    if draft.answer_by < earliest:
        raise HearingTooShort(earliest)
    return [_offer_to(gate, admission, PersonRef(party), draft) for party in dict.fromkeys(draft.parties)]


def give_more_time(gate: Gate, read: HearingRead, until: date) -> None:
    """Say yes to more time, until and with a day.

    Raises:
        NotThere: there is no such hearing, or the case is neither hers nor her team's.
        HearingNotOpen: something was done to it since she read it.
        MoreTimeNotAsked: no wish waits for an answer.
        HearingTooShort: the day is not later than the one the party had.
    """
    admission, row, hearing = _hold(gate, read)
    after = hearings.give_more_time(hearing, until, now=gate.now, today=gate.today)
    _answer_ask(gate, admission, row, after, granted_until=until, declined_words=None)
    note_answered(gate, admission, row.id, PromiseKind.MORE_TIME)
    enter_about(gate, admission, EntryKind.HEARING_MORE_TIME_GIVEN, until.isoformat(), row)


def decline_more_time(gate: Gate, read: HearingRead, words: str) -> None:
    """Say no to more time, in words the party reads. They have at least until the next working day.

    Raises:
        NotThere, HearingNotOpen, MoreTimeNotAsked: as `give_more_time`.
        NothingSaid: there are no words.
    """
    admission, row, hearing = _hold(gate, read)
    if not words:
        raise NothingSaid
    at_least = next_working_day(gate.today + timedelta(days=1), gate.municipality.calendar)
    after = hearings.decline_more_time(hearing, words, now=gate.now, at_least=at_least)
    _answer_ask(gate, admission, row, after, granted_until=None, declined_words=words)
    note_answered(gate, admission, row.id, PromiseKind.MORE_TIME)
    enter_about(gate, admission, EntryKind.HEARING_MORE_TIME_DECLINED, words, row)


def note_answer(gate: Gate, read: HearingRead, words: str) -> None:
    """Write down what the party answered by phone or at a meeting (offentlighedsloven § 13).

    Raises:
        NotThere, HearingNotOpen: as `give_more_time`.
        NothingSaid: there are no words.
    """
    admission, row, hearing = _hold(gate, read)
    if not words:
        raise NothingSaid
    given = HearingAnswer(words, gate.now, hearing.party)
    _keep(gate, row, hearings.answer(hearing, given, gate.today))
    gate.add(
        HearingAnswerRow(
            hearing_id=row.id, case_id=read.case_id, words=words, given_at=gate.now, given_by_ref=hearing.party
        )
    )
    call_off_promises(gate, admission, row.id, PromiseKind.MORE_TIME)
    promise_to_consider(gate, admission, row.id)
    enter_about(gate, admission, EntryKind.HEARING_ANSWERED, words, row)


def consider(gate: Gate, read: HearingRead, closing_words: str) -> None:
    """Say what the answer led to, in words the party reads: with that the hearing is concluded.

    Raises:
        NotThere, HearingNotOpen: as `give_more_time`.
        NothingSaid: there are no words.
    """
    admission, row, hearing = _hold(gate, read)
    if not closing_words:
        raise NothingSaid
    _keep(gate, row, hearings.consider(hearing, closing_words, now=gate.now, today=gate.today))
    note_answered(gate, admission, row.id)
    enter_about(gate, admission, EntryKind.HEARING_CONSIDERED, closing_words, row)


def call_off(gate: Gate, read: HearingRead, words: str) -> None:
    """Take back a hearing nobody has answered, in words the party reads.

    Raises:
        NotThere, HearingNotOpen: as `give_more_time`.
        NothingSaid: there are no words.
    """
    admission, row, hearing = _hold(gate, read)
    if not words:
        raise NothingSaid
    _keep(gate, row, hearings.call_off(hearing, words, today=gate.today))
    call_off_promises(gate, admission, row.id)
    enter_about(gate, admission, EntryKind.HEARING_CALLED_OFF, words, row)


def _offer_to(gate: Gate, admission: Admission, party: PersonRef, draft: HearingDraft) -> str:
    _let_lapse(gate, admission, party)
    row = HearingRow(
        number=new_number(gate.now),
        case_id=admission.case_id,
        party_ref=party,
        state=HearingState.OFFERED,
        considering=draft.considering,
        documents=draft.documents,
        answer_by=draft.answer_by,
        opened_at=gate.now,
        opened_by_ref=gate.viewer.ref,
        opened_by_name=staff_name(gate),
    )
    gate.add(row)
    gate.flush()
    for position, fact in enumerate(draft.facts):
        gate.add(
            HearingFactRow(
                hearing_id=row.id,
                case_id=admission.case_id,
                position=position,
                kind=fact.kind,
                text=fact.text,
                source=fact.source,
                matters=fact.matters,
            )
        )
    enter_about(gate, admission, EntryKind.HEARING_OFFERED, _as_text(draft), row)
    return row.number


def _can_read(admission: Admission, party: PartyRecord) -> bool:
    as_party = replace(admission, party=party.person, role=party.role, furthest_released=party.furthest_released)
    return is_released(as_party)


def _let_lapse(gate: Gate, admission: Admission, party: PersonRef) -> None:
    """Keep that an earlier hearing's time went by unused, so that it no longer stands in the way of a new one."""
    lapsed = {each.id for each in gate.hearings([admission])[admission.case_id] if each.has_lapsed(gate.today)}
    for row in gate.held_rows(HearingRow, [admission], party_ref=party):
        if row.id in lapsed:
            row.state = HearingState.LAPSED
            gate.change(row)
    gate.flush()


def _as_text(draft: HearingDraft) -> str:
    facts = [f"{fact.text} ({fact.source}): {fact.matters}" for fact in draft.facts]
    parts = [*facts, draft.considering, draft.documents, draft.answer_by.isoformat()]
    return "\n\n".join(part for part in parts if part)


def _hold(gate: Gate, read: HearingRead) -> tuple[Admission, HearingRow, Hearing]:
    admission = gate.case(read.case_id, Permission.HEARING_OFFER)
    row = next(iter(gate.held_rows(HearingRow, [admission], id=read.hearing_id)), None)
    if row is None:
        raise NotThere
    hearing = next(each for each in gate.hearings([admission])[read.case_id] if each.id == row.id)
    if mark_of(hearing.as_of(gate.today)) != read.seen:
        raise HearingNotOpen
    return admission, row, hearing


def _answer_ask(
    gate: Gate,
    admission: Admission,
    row: HearingRow,
    after: Hearing,
    *,
    granted_until: date | None,
    declined_words: str | None,
) -> None:
    (ask,) = gate.held_rows(MoreTimeAskRow, [admission], hearing_id=row.id, answered_at=None)
    ask.answered_at = gate.now
    ask.answered_by_ref = gate.viewer.ref
    ask.granted_until = granted_until
    ask.declined_words = declined_words
    gate.change(ask)
    row.answer_by = after.answer_by
    gate.change(row)


def _keep(gate: Gate, row: HearingRow, after: Hearing) -> None:
    row.state = after.state
    row.concluded_at = after.concluded_at
    row.closing_words = after.closing_words
    gate.change(row)
