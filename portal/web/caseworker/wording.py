"""What staff pages say: duties, what was entered in the journal, and how a reading went."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.case_types import Actor, CitizenPart
from portal.domain.cases import CaseState
from portal.domain.duties import DutyKind
from portal.domain.hearing_review import MendingStep
from portal.domain.notices import NoticeState
from portal.domain.promise_ledger import PromiseKind
from portal.domain.releases import WithdrawalReason
from portal.domain.requests import Request, RequestStage
from portal.i18n import N_, gettext
from portal.services.hearing_export import FINDINGS, OUTCOMES, STEPS
from portal.services.worklist import Work, WorkKind
from portal.storage.journal import EntryKind
from portal.storage.sync_runs import RunOutcome
from portal.web.caseworker.circumstance_form import LABELS
from portal.web.caseworker.hearing_words import HEARING_FILTERS
from portal.web.caseworker.journal_words import entry_lines
from portal.web.caseworker.work_places import place
from portal.web.wording.days import moment, short
from portal.web.wording.reasons import CHOICES

WORK: Final[Mapping[str, str]] = MappingProxyType(
    {
        DutyKind.ANSWER_REQUEST: N_("Answer the request to be heard"),
        DutyKind.ANSWER_MORE_TIME: N_("Answer a wish for more time"),
        DutyKind.CONSIDER_STATEMENT: N_("Read what the party said, and answer"),
        DutyKind.CONSIDER_HEARING: N_("Read the answer to the hearing, and say what it led to"),
        DutyKind.CALL_BACK: N_("Phone a party who has asked for it"),
        DutyKind.GIVE_PAPERS: N_("Let a party see the papers, or say why not yet and when"),
        DutyKind.LOOK_AGAIN: N_("Look at a decision again that was complained about"),
        DutyKind.ANSWER_COMPLAINT: N_("Answer a complaint about how we handle the case"),
        DutyKind.ANSWER_ASKED: N_("Answer what a party has asked"),
        DutyKind.CONFIRM_LETTER: N_("Confirm the decision and its letter"),
        DutyKind.WRITE_MISSED_DEADLINE: N_("The deadline has passed: send the section 3 letter now"),
        DutyKind.WRITE_BEFORE_DEADLINE: N_("Send the section 3 letter before the deadline passes"),
        DutyKind.WRITE_AGAIN: N_("The letter of delay promised a day: decide, or write again"),
        DutyKind.KEEP_PROMISED_DAY: N_("The citizen was promised a day: keep it, or say what is so now"),
        DutyKind.GO_ON_UNANSWERED: N_("The citizen's time is up: go on with the case"),
        DutyKind.GIVE_NEW_TIME: N_("It takes longer than expected: give a new time, and say why"),
        DutyKind.TELL_NEXT_STEP: N_("No next step can be seen: write it"),
        DutyKind.RENEW_NOTICE: N_("The case has moved on: write the next step again"),
        DutyKind.GIVE_NEWS: N_("No news for a long time: write how it is going"),
        DutyKind.REMIND_THIRD_PARTY: N_("Remind whoever we are waiting for"),
        DutyKind.FIND_CASE_TYPE: N_("The case type is unknown: the citizen cannot see the case"),
        DutyKind.EXPLAIN_PUSHED_DATE: N_("The date has been put off more than once"),
        WorkKind.BREACH: N_("Somebody could read what was not theirs: handle it"),
        WorkKind.UNHEARD: N_("Not everybody was heard before it was settled: mend it"),
        WorkKind.RELEASE: N_("Cannot see the case yet: release it to those who may"),
    }
)
"""Why a case stands on the worklist."""

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        DutyKind.ANSWER_REQUEST: N_("A party asked to be heard on %(since)s. The decision waits."),
        DutyKind.CONSIDER_STATEMENT: N_("A party spoke on %(since)s. The decision waits."),
        DutyKind.ANSWER_MORE_TIME: N_("A party asked for more time on %(since)s."),
        DutyKind.CONSIDER_HEARING: N_("A party answered the hearing on %(since)s."),
        DutyKind.CALL_BACK: N_("Asked for on %(since)s."),
        DutyKind.GIVE_PAPERS: N_("Asked for on %(since)s. The law says 7 working days."),
        DutyKind.LOOK_AGAIN: N_("The complaint came on %(since)s. You have four weeks."),
        DutyKind.ANSWER_COMPLAINT: N_("The complaint came on %(since)s."),
        DutyKind.ANSWER_ASKED: N_("It came on %(since)s."),
        DutyKind.CONFIRM_LETTER: N_("Decided on %(since)s. The parties are told nothing before you confirm it."),
        DutyKind.WRITE_MISSED_DEADLINE: N_("The case should have been decided by %(since)s."),
        DutyKind.WRITE_BEFORE_DEADLINE: N_("The deadline has been near since %(since)s, and no decision is in sight."),
        DutyKind.WRITE_AGAIN: N_("The letter said %(since)s."),
        DutyKind.KEEP_PROMISED_DAY: N_("It was recorded as of %(since)s."),
        DutyKind.GO_ON_UNANSWERED: N_("The citizen had until %(since)s and has not answered."),
        DutyKind.GIVE_NEW_TIME: N_("The case has stood here since %(since)s, longer than we said."),
        DutyKind.TELL_NEXT_STEP: N_("The citizen has seen no next step since %(since)s."),
        DutyKind.RENEW_NOTICE: N_("What you told has not held since %(since)s."),
        DutyKind.GIVE_NEWS: N_("The citizen has heard nothing new since %(since)s."),
        DutyKind.REMIND_THIRD_PARTY: N_("We have waited since %(since)s."),
        DutyKind.FIND_CASE_TYPE: N_("The case came from the case system on %(since)s."),
        DutyKind.EXPLAIN_PUSHED_DATE: N_("It was put off again on %(since)s."),
        WorkKind.BREACH: N_("Found on %(since)s."),
        WorkKind.UNHEARD: N_("The case was decided, or the support changed, on %(since)s."),
        WorkKind.RELEASE: N_("The case was opened on %(since)s."),
    }
)
"""What has happened, and since when, that a case stands on the worklist."""

REASONS_AFTER: Final[Mapping[str, str]] = MappingProxyType(
    {
        DutyKind.ANSWER_REQUEST: N_("A party asked to be heard on %(since)s. No decision waits for it."),
        DutyKind.CONSIDER_STATEMENT: N_("A party spoke on %(since)s. No decision waits for it."),
    }
)
"""The same, where no decision waits for it."""

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        CaseState.RECEIVED: N_("Newly received"),
        CaseState.INFORMING: N_("Information being collected"),
        CaseState.HEARING: N_("Hearing in progress"),
        CaseState.DECIDING: N_("Being decided"),
        CaseState.DECIDED: N_("Decided"),
        CaseState.EXECUTING: N_("Being carried out"),
        CaseState.CLOSED: N_("Closed"),
        CaseState.UNKNOWN: N_("Unknown"),
    }
)
"""How far the case system says a case has come."""

ENTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        EntryKind.STATEMENT_REQUEST_RECEIVED: N_("Request to be heard received"),
        EntryKind.STATEMENT_DATE_SET: N_("Date set for the statement"),
        EntryKind.STATEMENT_RECEIVED: N_("Statement received"),
        EntryKind.STATEMENT_CONSIDERED: N_("Statement considered"),
        EntryKind.STATEMENT_REQUEST_DECLINED: N_("Request to be heard declined"),
        EntryKind.STATEMENT_REQUEST_WITHDRAWN: N_("Request to be heard taken back by the party"),
        EntryKind.MESSAGE_RECEIVED: N_("Message received"),
        EntryKind.MESSAGE_ANSWERED: N_("Message answered"),
        EntryKind.REQUEST_RECEIVED: N_("Asked by a party"),
        EntryKind.REQUEST_TAKEN: N_("Taken over"),
        EntryKind.REQUEST_PUT_OFF: N_("Answer put off, with a reason and a new date"),
        EntryKind.REQUEST_ANSWERED: N_("Answered"),
        EntryKind.REQUEST_FORWARDED: N_("Complaint sent on"),
        EntryKind.REQUEST_WITHDRAWN: N_("Taken back by the party"),
        EntryKind.NOTICE_POSTED: N_("Next step told"),
        EntryKind.NOTICE_TAKEN_BACK: N_("Next step taken back: wrong case"),
        EntryKind.BREACH_HANDLED: N_("Breach handled by the leader"),
        EntryKind.CASE_RELEASED: N_("Case released to a party"),
        EntryKind.CASE_RELEASE_WITHDRAWN: N_("Release taken back"),
        EntryKind.DECISION_CONFIRMED: N_("Decision confirmed"),
        EntryKind.HEARING_OFFERED: N_("Hearing sent"),
        EntryKind.HEARING_ANSWERED: N_("Answer to the hearing received"),
        EntryKind.HEARING_NO_COMMENT: N_("The party has no comments"),
        EntryKind.HEARING_MORE_TIME_ASKED: N_("More time asked for"),
        EntryKind.HEARING_MORE_TIME_GIVEN: N_("More time given"),
        EntryKind.HEARING_MORE_TIME_DECLINED: N_("More time declined"),
        EntryKind.HEARING_CONSIDERED: N_("Answer to the hearing considered"),
        EntryKind.HEARING_CALLED_OFF: N_("Hearing called off"),
        EntryKind.HEARING_REASON_CODED: N_("Reason for no hearing coded"),
        EntryKind.CIRCUMSTANCE_NOTED: N_("Something special about the case recorded"),
        EntryKind.CIRCUMSTANCE_ENDED: N_("Something special about the case has ended"),
        EntryKind.STATEMENT_MORE_TIME_ASKED: N_("More time asked for, before a statement"),
        EntryKind.STATEMENT_MORE_TIME_GIVEN: N_("More time given, before a statement"),
        EntryKind.STATEMENT_MORE_TIME_DECLINED: N_("More time declined, before a statement"),
        EntryKind.STATEMENT_DATE_MOVED: N_("Last day to speak moved"),
        EntryKind.DELAY_LETTER_SENT: N_("Letter of delay sent by Digital Post"),
        EntryKind.HEARING_MENDED: N_("Step in mending a hearing that was missing"),
        EntryKind.CHILD_HEARD: N_("Conversation with the child held"),
    }
)
"""What was sent, received or done."""

NOTICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        NoticeState.LIVE: N_("Stands now"),
        NoticeState.REPLACED: N_("Replaced"),
        NoticeState.TAKEN_BACK: N_("Taken back"),
    }
)
"""What became of a notice."""

RUNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        RunOutcome.RUNNING: N_("Running"),
        RunOutcome.COMPLETE: N_("Complete"),
        RunOutcome.SUSPECT: N_("In doubt: its counts do not agree"),
        RunOutcome.FAILED: N_("Failed"),
    }
)
"""How a reading of a case system ended."""

AS_THE_STEP_SAYS: Final = ""
"""The value of a choice that leaves it to the step."""

ACTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        AS_THE_STEP_SAYS: N_("As the step says"),
        Actor.MUNICIPALITY: N_("We do"),
        Actor.THIRD_PARTY: N_("Somebody else"),
        Actor.CITIZEN: N_("The citizen"),
    }
)
"""Who acts in a step that is told of."""

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        AS_THE_STEP_SAYS: N_("As the step says"),
        CitizenPart.NOTHING: N_("Nothing"),
        CitizenPart.MEETING: N_("Takes part in a talk or a meeting"),
        CitizenPart.ANSWER: N_("Answers something we ask"),
        CitizenPart.DOCUMENT: N_("Sends us something"),
        CitizenPart.CHOICE: N_("Makes a choice"),
    }
)
"""How the citizen takes part in a step that is told of."""

WITHDRAWALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        WithdrawalReason.NOT_A_PARTY: N_("The person is no party, for example a parent without custody"),
        WithdrawalReason.WRONG_PERSON: N_("I chose the wrong person"),
        WithdrawalReason.TOO_EARLY: N_("It was too early"),
        WithdrawalReason.OTHER: N_("Something else"),
    }
)
"""Why a release was taken back."""

WHY_STEPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        MendingStep.TOLD: N_(
            "Tell each of those who were not heard that we made an error, and that we are sorry. "
            "Your words stand on their case page as soon as you note this. "
            "Whoever does not read the portal gets them by letter or by phone."
        ),
        MendingStep.HEARD: N_(
            "Send each of them a hearing, with what counts against them. "
            "You can note this step when each has answered, or when their time has passed. "
            "A hearing sent before they were told of the error does not count."
        ),
        MendingStep.DECIDED: N_(
            "Make a new decision from what they have said. Send it with reasons and guidance on how to complain. "
            "Write here what was decided: those who were not heard can read it."
        ),
        MendingStep.RESTORED: N_(
            "Support that was changed without a hearing may have to come back until there is a new decision. "
            "Write what you considered and what it led to: those who were not heard can read it."
        ),
    }
)
"""What a step of the mending is, and why."""

DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dato": N_("The date is set. The party can see it now."),
        "flyttet": N_("The day is moved. The party can see the old day, the new one, and why."),
        "noteret": N_("What the party said is noted."),
        "laest": N_("Your answer is sent. The citizen can read it now."),
        "afslag": N_("The request is declined. The party can read why."),
        "naeste-skridt": N_("The next step is posted. The parties can see it now."),
        "venter": N_("The parties can see who we are still waiting for."),
        "trukket": N_("The message is gone from the citizen's page. Your leader has been given a task."),
        "afgoerelse": N_("The decision is confirmed."),
        "frigivet": N_("The case is released. The party can see it now."),
        "frigivelse-trukket": N_("The release is taken back. The party sees nothing of the case now."),
        "hoering": N_("The hearing is open. The party can read it here now. Send it in Digital Post too."),
        "hoering-begrundet": N_("The reason is noted. It can be read in the journal."),
        "samtale": N_("The conversation is noted."),
        "mere-tid": N_("The party has been given more time, and can see it now."),
        "ikke-mere-tid": N_("The party can read that there is no more time, and why."),
        "svar-noteret": N_("The answer is noted. The party can read your note."),
        "vurderet": N_("The hearing is finished. The party can read what it led to."),
        "aflyst": N_("The hearing is called off. The party can read why."),
        "taget": N_("It is yours. The citizen can see that you have it."),
        "svar": N_("Your answer is sent. The citizen can read it now."),
        "klagesvar": N_("Your answer is sent. The citizen can read it now."),
        "ny-dato": N_("The new date is given. The citizen can see it and why."),
        "situation": N_("It is recorded. The parties can read it now."),
        "situation-slut": N_("It is recorded that it has ended."),
        "brev": N_("It is recorded that the letter was sent. The citizen can read the new day now."),
        "besked": N_("The answer is noted."),
        "rettet": N_("The last step is noted. The case is mended, and no longer on the list."),
        "brud": N_("What was done is noted."),
    }
)
"""What has just been done, by the word that the address carries back."""


PROMISES: Final[Mapping[str, str]] = MappingProxyType(
    {
        PromiseKind.CALL_ME: N_("To phone"),
        PromiseKind.QUESTION: N_("To answer a question"),
        PromiseKind.UPDATE: N_("To say how far a case has come"),
        PromiseKind.CONVERSATION: N_("To arrange a talk"),
        PromiseKind.PAPERS: N_("To let somebody see their papers"),
        PromiseKind.REVIEW: N_("To have a case looked at"),
        PromiseKind.DECISION_COMPLAINT: N_("To look at a decision again after a complaint"),
        PromiseKind.HANDLING_COMPLAINT: N_("To answer a complaint about how a case was handled"),
        PromiseKind.ABOUT_DECISION: N_("To answer words about a decision"),
        PromiseKind.DEMAND: N_("To answer a request to be heard"),
        PromiseKind.CONSIDER_STATEMENT: N_("To say what a statement led to"),
        PromiseKind.MORE_TIME: N_("To answer a wish for more time"),
        PromiseKind.CONSIDER_HEARING: N_("To say what the answer to a hearing led to"),
        PromiseKind.DECIDE_BY: N_("To decide by the day in a letter of delay"),
        PromiseKind.WRITE_AGAIN: N_("To write again after a letter of delay"),
        PromiseKind.SPECIAL_DAY: N_("To keep a day told with something special"),
    }
)
"""What was promised an answer."""

STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        RequestStage.ANSWERED: N_("Answered %(moment)s."),
        RequestStage.FORWARDED: N_("Sent on %(moment)s."),
        RequestStage.WITHDRAWN: N_("Taken back by the party %(moment)s."),
    }
)
"""What has come of something asked."""


def request_standing_for_staff(request: Request) -> str:
    """What has come of something asked, and when."""
    return gettext(STANDINGS[request.stage], moment=moment(request.ended_at or request.received_at))


def done(word: str | None) -> str | None:
    """What has just been done; None when nothing was."""
    message = DONE.get(word or "")
    return gettext(message) if message else None


def reason(work: Work) -> str | None:
    """Why something is to be done, and since when; None when that is not known."""
    waits = work.holds_decision or work.kind not in REASONS_AFTER
    said = (REASONS if waits else REASONS_AFTER)[work.kind]
    return gettext(said, since=short(work.since)) if work.since else None


def spoken(words: Mapping[str, str]) -> dict[str, str]:
    """The words of each value, for the choices of a form."""
    return {value: gettext(message) for value, message in words.items()}


def _by_key(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: gettext(words[key])


FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType(
    {
        "work_name": _by_key(WORK),
        "work_reason": reason,
        "work_place": place,
        "state_name": _by_key(STATES),
        "entry_name": _by_key(ENTRIES),
        "entry_lines": entry_lines,
        "notice_state": _by_key(NOTICES),
        "withdrawal_reason": _by_key(WITHDRAWALS),
        "reason_names": lambda field: {option.data: gettext(CHOICES[option.data]) for option in field},
        "circumstance_name": lambda kind: gettext(LABELS[kind].name),
        "run_outcome": _by_key(RUNS),
        **HEARING_FILTERS,
        "promise_name": _by_key(PROMISES),
        "request_standing_for_staff": request_standing_for_staff,
        "review_finding": _by_key(FINDINGS),
        "review_outcome": _by_key(OUTCOMES),
        "mending_step": _by_key(STEPS),
        "mending_why": _by_key(WHY_STEPS),
    }
)
"""The wordings as templates call them."""
