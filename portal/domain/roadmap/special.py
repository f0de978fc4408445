"""What is special about a case, as its party may know it: which of it decides where the case stands, and its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION
from portal.domain.cases import CaseState
from portal.domain.circumstances import (
    CONTRIBUTORS,
    DECIDES_AGAIN,
    TELLS_OF_DECISION,
    Circumstance,
    CircumstanceKind,
    standing_circumstances,
)
from portal.domain.evidence import DECIDED_STATES, OVER_STATES, work_on
from portal.domain.reasons import Reason
from portal.domain.roadmap.shape import Contributor, Situation, SituationLine
from portal.domain.sentences import Month, OwnWords, Say, Sentence

NEEDS_NO_PATH: Final[Mapping[CircumstanceKind, Situation]] = MappingProxyType(
    {
        CircumstanceKind.DEATH: Situation.DIED,
        CircumstanceKind.WITHDRAWN: Situation.WITHDRAWN,
        CircumstanceKind.MERGED: Situation.HANDED_ON,
        CircumstanceKind.MOVED: Situation.HANDED_ON,
    }
)
"""What ends the path here, whatever the case system says; the first that stands."""

RUNS_AFTERWARDS: Final = (
    CircumstanceKind.COMPLAINT_ON_HOLD,
    CircumstanceKind.COMPLAINT,
    CircumstanceKind.WAITING_LIST,
    CircumstanceKind.RUNNING_SUPPORT,
)
"""What runs on after a decision; the first that stands."""

COMES_NEXT: Final[Mapping[CircumstanceKind, Say]] = MappingProxyType(
    {
        CircumstanceKind.DEATH: Say.WE_PHONE_YOU,
        CircumstanceKind.WITHDRAWN: Say.APPLY_AGAIN,
        CircumstanceKind.MERGED: Say.SEEN_IN_OTHER_CASE,
        CircumstanceKind.MOVED: Say.THEY_WRITE_TO_YOU,
        CircumstanceKind.COMPLAINT: Say.COMPLAINT_GOES_ON,
        CircumstanceKind.COMPLAINT_ON_HOLD: Say.COMPLAINT_GOES_ON,
        CircumstanceKind.WAITING_LIST: Say.PLACE_IS_TOLD,
        CircumstanceKind.RUNNING_SUPPORT: Say.FOLLOWED_UP,
    }
)
"""What comes after it."""


def opened_again(facts: CaseFacts, today: date) -> tuple[CaseFacts, Circumstance | None]:
    """The facts of a decided case that is to be decided again, as if it were not, until a newer decision is confirmed.

    Once the case system has decided it anew, they are those of that decision, whose letter is still to come.
    """
    standing = standing_circumstances(facts.circumstances, today)
    again = next((each for each in standing if each.kind in DECIDES_AGAIN), None)
    if again is None or (facts.decision is not None and facts.decision.decided_on >= again.begun_on):
        return facts, None
    case_type = facts.case_type
    after = {DECISION, *(step.code for step in case_type.after_decision())} if case_type else {DECISION}
    anew_on = _decided_anew_on(facts, again.begun_on)
    opened = CaseState.DECIDING if facts.state in OVER_STATES else facts.state
    return (
        replace(
            facts,
            decision=None,
            state=opened if anew_on is None else CaseState.DECIDED,
            decided_seen_on=anew_on,
            state_step=None if facts.state_step in after else facts.state_step,
            tasks=tuple(task for task in facts.tasks if task.step not in after),
            notices=tuple(notice for notice in facts.notices if notice.posted_at_step not in after),
        ),
        again,
    )


def _decided_anew_on(facts: CaseFacts, begun_on: date) -> date | None:
    """The first day on which the case system showed that a case opened again was decided; None when it has not.

    Only what is of a later day than the opening: what the first decision left behind, and its help, tells of no second.
    """
    work = work_on(facts, facts.case_type).get(DECISION) if facts.case_type else None
    closed = [task.closed_on for task in work.tasks] if work is not None and work.is_done else []
    seen = [facts.decided_seen_on] if facts.state in OVER_STATES else []
    return min((day for day in (*seen, *closed) if day is not None and day > begun_on), default=None)


def may_be_known(facts: CaseFacts, today: date) -> tuple[Circumstance, ...]:
    """What stands today and the party may know: nothing that tells of a decision before its letter can be read.

    Nor that a case is looked at again, once it is decided anew.
    """
    standing = standing_circumstances(facts.circumstances, today)
    can_read = facts.letter_is_available(today)
    is_hidden = facts.state in DECIDED_STATES and not can_read
    return tuple(
        each
        for each in standing
        if (each.kind not in TELLS_OF_DECISION or can_read)
        and (each.kind is not CircumstanceKind.RUNNING_SUPPORT or not is_hidden)
        and (each.kind not in DECIDES_AGAIN or facts.state not in OVER_STATES)
    )


def first_of(known: tuple[Circumstance, ...], *kinds: CircumstanceKind) -> Circumstance | None:
    """The first of these kinds, in their order, that stands; the latest begun of it."""
    return next((each for kind in kinds for each in known if each.kind is kind), None)


def sentence_of(circumstance: Circumstance, phone: str) -> Sentence | None:
    """What the party reads of it; None for what is told in another way. `phone` is whom they phone now."""
    tell = _TOLD.get(circumstance.kind)
    return tell(circumstance, phone) if tell is not None else None


def lines(known: tuple[Circumstance, ...], told: Circumstance | None, phone: str) -> tuple[SituationLine, ...]:
    """Everything special, but what is told as where the case stands. A death silences the rest."""
    if told is not None and told.kind is CircumstanceKind.DEATH:
        return ()
    found = ((each, sentence_of(each, phone)) for each in known if each != told)
    return tuple(SituationLine(each.kind, text, each.begun_on) for each, text in found if text is not None)


def contributors(known: tuple[Circumstance, ...]) -> tuple[Contributor, ...]:
    """Who else takes part: whoever coordinates first, then in the order in which they joined."""
    taking_part = [each for each in known if each.kind in CONTRIBUTORS]
    ordered = sorted(taking_part, key=lambda each: (each.kind is CircumstanceKind.CONTRIBUTOR, each.begun_on, each.id))
    return tuple(
        Contributor(each.other or "", each.words or "", each.kind is CircumstanceKind.COORDINATOR) for each in ordered
    )


def _plain(say: Say) -> "Callable[[Circumstance, str], Sentence]":
    return lambda _each, _phone: Sentence(say)


def _by(say: Say) -> "Callable[[Circumstance, str], Sentence]":
    return lambda each, _phone: Sentence(say, {"date": each.promised_on or each.begun_on})


def _no_answer(each: Circumstance, _phone: str) -> Sentence:
    missing, by = OwnWords(each.other or ""), each.promised_on or each.begun_on
    return Sentence(Say.NO_ANSWER, {"what": missing, "date": by})


def _suspended(each: Circumstance, _phone: str) -> Sentence:
    is_own = each.words is not None and each.reason in {None, Reason.OTHER}
    because = OwnWords(each.words or "") if is_own else each.reason or Reason.OTHER
    return Sentence(Say.SUSPENDED, {"reason": because, "date": each.promised_on or each.begun_on})


def _merged(each: Circumstance, _phone: str) -> Sentence:
    return Sentence(Say.MERGED, {"title": OwnWords(each.other or "")})


def _moved(each: Circumstance, phone: str) -> Sentence:
    return Sentence(Say.MOVED, {"municipality": OwnWords(each.other or ""), "phone": phone})


def _reopened(each: Circumstance, _phone: str) -> Sentence:
    return Sentence(Say.REOPENED, {"reason": OwnWords(each.words or "")})


def _running(each: Circumstance, _phone: str) -> Sentence:
    month = Month(each.promised_on or each.begun_on)
    return Sentence(Say.RUNNING_SUPPORT, {"support": OwnWords(each.other or ""), "month": month})


_TOLD: Final[Mapping[CircumstanceKind, Callable[[Circumstance, str], Sentence]]] = MappingProxyType(
    {
        CircumstanceKind.DEATH: _plain(Say.WE_PHONE_YOU),
        CircumstanceKind.INTERIM_HELP: _plain(Say.INTERIM_HELP),
        CircumstanceKind.NO_ANSWER: _no_answer,
        CircumstanceKind.SUSPENDED: _suspended,
        CircumstanceKind.WITHDRAWN: _plain(Say.WITHDRAWN),
        CircumstanceKind.MERGED: _merged,
        CircumstanceKind.MOVED: _moved,
        CircumstanceKind.REOPENED: _reopened,
        CircumstanceKind.REMITTED: _plain(Say.REMITTED),
        CircumstanceKind.COMPLAINT: _by(Say.COMPLAINT),
        CircumstanceKind.COMPLAINT_ON_HOLD: _by(Say.COMPLAINT_ON_HOLD),
        CircumstanceKind.WAITING_LIST: _by(Say.WAITING_LIST),
        CircumstanceKind.RUNNING_SUPPORT: _running,
    }
)
