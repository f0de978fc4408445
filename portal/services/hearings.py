"""The party's side of a hearing (partshøring, forvaltningsloven § 19): read it, answer, ask for more time.

The hearing is held while it is answered, and what somebody wrote is kept even when its time ran out meanwhile.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.clock import COPENHAGEN
from portal.domain import hearings
from portal.domain.cases import CaseId
from portal.domain.hearings import (
    COMES_FROM,
    Hearing,
    HearingAnswer,
    HearingNotOpen,
    HearingState,
    Objection,
)
from portal.domain.more_time import MoreTimeAsk
from portal.domain.promise_ledger import PromiseKind
from portal.domain.refusals import NotThere
from portal.domain.roadmap.situations import open_hearing
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.domain.working_days import add_working_days
from portal.services.actors import author_of
from portal.services.case_facts import facts_of
from portal.services.cases import CasePage, case_page
from portal.services.journal import enter_about
from portal.services.promises import call_off_promises, promise_answer
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind, JournalEntryRow, JournalFilingRow
from portal.storage.records.hearings import HearingAnswerRow, HearingObjectionRow, HearingRow, MoreTimeAskRow


@value
class HearingPage:
    """A hearing as it stands today, in its case."""

    page: CasePage
    hearing: Hearing
    considered_by: date | None = None
    """By when we tell what the last answer led to; None while there is none."""
    replaced_by: str | None = None
    """The number of a newer hearing that waits for the party, in which they answer instead."""
    filed_at: datetime | None = None
    """When the case system said that it has the last thing the party answered on the case."""

    @property
    def takes_answer(self) -> bool:
        """Whether an answer can still be given."""
        return self.hearing.state in COMES_FROM[HearingState.ANSWERED] and self.replaced_by is None


@value
class Answer:
    """What a party sends: their words, and of single facts what is wrong with them."""

    words: str
    objections: Mapping[UUID, str]

    @property
    def says_something(self) -> bool:
        """Whether there are words anywhere."""
        return bool(self.words) or any(self.objections.values())


def read_hearing(gate: Gate, case_id: CaseId, number: str) -> HearingPage:
    """The hearing, to be read; that it was opened is recorded.

    Raises:
        NotThere: there is no such hearing, or it is not the viewer's to know of.
    """
    admission = gate.case(case_id, Permission.HEARING_READ)
    gate.looked_at([admission], LookKind.CASE)
    gate.looked_at([admission], LookKind.HEARING)
    return _page(gate, admission, number)


def waiting_hearing(gate: Gate, case_id: CaseId) -> str | None:
    """The number of the party's hearing that waits for an answer; None when none does. It tells nothing else.

    Raises:
        NotThere: there is no such case, or it is not the viewer's to know of.
    """
    admission = gate.case(case_id, Permission.HEARING_READ)
    (facts,) = facts_of(gate, [admission])
    waiting = open_hearing(facts, gate.today)
    return waiting.number if waiting is not None else None


def reread_hearing(gate: Gate, case_id: CaseId, number: str) -> HearingPage:
    """The hearing, to answer it; that the case was opened is recorded.

    Raises:
        NotThere, NotAllowed: as `send_answer`.
    """
    admission = gate.case(case_id, Permission.HEARING_ANSWER)
    gate.looked_at([admission], LookKind.CASE)
    return _page(gate, admission, number)


def send_answer(gate: Gate, case_id: CaseId, number: str, answer: Answer) -> None:
    """Take what a party answers; we consider it before we decide. The same thing sent twice is taken once.

    Raises:
        NotThere: there is no such hearing, or it is not the viewer's to know of.
        NotAllowed: the viewer may read the case but not act in it.
        NothingSaid: there are no words.
        HearingNotOpen: the hearing has been considered or called off.
    """
    admission, row, hearing = _hold(gate, case_id, number)
    if not answer.says_something:
        raise NothingSaid
    objections = tuple(
        Objection(fact.id, words) for fact in hearing.facts if (words := answer.objections.get(fact.id, ""))
    )
    if any(said.words == answer.words and said.objections == objections for said in hearing.answers):
        return
    given = HearingAnswer(answer.words, gate.now, author_of(gate), objections)
    _keep(gate, row, hearings.answer(hearing, given, gate.today))
    said = HearingAnswerRow(
        hearing_id=row.id, case_id=case_id, words=answer.words, given_at=gate.now, given_by_ref=author_of(gate)
    )
    gate.add(said)
    gate.flush()
    for objection in objections:
        gate.add(
            HearingObjectionRow(answer_id=said.id, fact_id=objection.fact_id, case_id=case_id, words=objection.words)
        )
    call_off_promises(gate, admission, row.id, PromiseKind.MORE_TIME)
    promise_to_consider(gate, admission, row.id)
    enter_about(gate, admission, EntryKind.HEARING_ANSWERED, _as_text(answer.words, objections, hearing), row)


def say_no_comment(gate: Gate, case_id: CaseId, number: str) -> None:
    """The party has no comments, and we go on. Said twice, it is said once.

    Raises:
        NotThere, NotAllowed: as `send_answer`.
        HearingNotOpen: the party has answered, or the hearing has come further.
    """
    admission, row, hearing = _hold(gate, case_id, number)
    if hearing.state is HearingState.NO_COMMENT:
        return
    _keep(gate, row, hearings.say_no_comment(hearing, now=gate.now, today=gate.today))
    call_off_promises(gate, admission, row.id)
    enter_about(gate, admission, EntryKind.HEARING_NO_COMMENT, "", row)


def ask_for_more_time(gate: Gate, case_id: CaseId, number: str, words: str) -> None:
    """Ask for more time, in one tap; until we answer, the time does not run out. Asked twice, it is asked once.

    Raises:
        NotThere, NotAllowed: as `send_answer`.
        HearingNotOpen: the time is up, or the hearing has come further.
    """
    admission, row, hearing = _hold(gate, case_id, number)
    if hearing.open_ask is not None:
        return
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    ask = MoreTimeAsk(
        asked_at=gate.now,
        answer_by=add_working_days(gate.today, norms.more_time_answer_working_days, calendar),
        until_before=hearing.answer_by,
        words=words or None,
    )
    hearings.ask_for_more_time(hearing, ask, gate.today)
    gate.add(
        MoreTimeAskRow(
            hearing_id=row.id,
            case_id=case_id,
            words=ask.words,
            asked_at=ask.asked_at,
            asked_by_ref=author_of(gate),
            answer_by=ask.answer_by,
            until_before=ask.until_before,
        )
    )
    promise_answer(gate, admission, PromiseKind.MORE_TIME, row.id, ask.answer_by)
    enter_about(gate, admission, EntryKind.HEARING_MORE_TIME_ASKED, words, row)


def promise_to_consider(gate: Gate, admission: Admission, hearing_id: UUID) -> None:
    """Promise to say what an answer led to, counted from today: the latest answer."""
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    due_on = add_working_days(gate.today, norms.statement_answer_working_days, calendar)
    promise_answer(gate, admission, PromiseKind.CONSIDER_HEARING, hearing_id, due_on)


def _page(gate: Gate, admission: Admission, number: str) -> HearingPage:
    (facts,) = facts_of(gate, [admission])
    page = case_page(gate, admission, facts)
    hearing = next((each for each in page.roadmap.hearing.hearings if each.number == number), None)
    if hearing is None:
        raise NotThere
    waiting = open_hearing(facts, gate.today)
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    return HearingPage(
        page=page,
        hearing=hearing,
        considered_by=hearing.consider_by(norms, calendar, COPENHAGEN),
        replaced_by=waiting.number if waiting is not None and waiting.opened_at > hearing.opened_at else None,
        filed_at=_filed_at(gate, admission, hearing),
    )


def _filed_at(gate: Gate, admission: Admission, hearing: Hearing) -> datetime | None:
    if not hearing.answers:
        return None
    entries = gate.rows(JournalEntryRow, [admission], subject_id=hearing.id, kind=EntryKind.HEARING_ANSWERED)
    last = max(entries, key=lambda entry: entry.entered_at, default=None)
    filed = gate.rows(JournalFilingRow, [admission], entry_id=last.id) if last else ()
    return next((filing.filed_at for filing in filed), None)


def _hold(gate: Gate, case_id: CaseId, number: str) -> tuple[Admission, HearingRow, Hearing]:
    admission = gate.case(case_id, Permission.HEARING_ANSWER)
    if admission.party is None:
        raise NotThere
    rows = gate.held_rows(HearingRow, [admission], party_ref=admission.party.ref, number=number)
    row = next(iter(rows), None)
    if row is None:
        raise NotThere
    hearing = next(each for each in gate.hearings([admission])[case_id] if each.id == row.id)
    if hearing.state is HearingState.CALLED_OFF:
        raise HearingNotOpen
    return admission, row, hearing


def _keep(gate: Gate, row: HearingRow, after: Hearing) -> None:
    row.state = after.state
    row.concluded_at = after.concluded_at
    gate.change(row)


def _as_text(words: str, objections: tuple[Objection, ...], hearing: Hearing) -> str:
    """The whole answer as the journal keeps it: each fact that is said to be wrong stands before what is said of it."""
    facts = {fact.id: fact.text for fact in hearing.facts}
    wrong = [f"»{facts[each.fact_id]}«: {each.words}" for each in objections]
    return "\n\n".join([*([words] if words else []), *wrong])
