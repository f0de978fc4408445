"""What a roadmap holds. Every part has a value in every state: there is always something to say."""

from datetime import date, datetime
from enum import StrEnum

from portal.domain.case_facts import CaseworkerSeat, SourceReading
from portal.domain.case_types import Actor, CitizenPart
from portal.domain.circumstances import CircumstanceKind
from portal.domain.contacts import Contact
from portal.domain.decisions import Outcome
from portal.domain.expectations import Expected
from portal.domain.hearings import Hearing
from portal.domain.reasons import Reason
from portal.domain.requests import Request
from portal.domain.rounded_ranges import RoundedRange
from portal.domain.said_ranges import Silence, WhySaid
from portal.domain.sentences import Sentence, Text
from portal.domain.statement_requests import StatementRequest
from portal.domain.value import value
from portal.domain.words import Words


class Situation(StrEnum):
    """Which rule the next step comes from; the first that applies."""

    DIED = "died"
    WITHDRAWN = "withdrawn"
    HANDED_ON = "handed_on"
    AFTERWARDS = "afterwards"
    """Decided, with something a caseworker has said runs on: a complaint, a waiting list, support."""
    CLOSED = "closed"
    DECIDED = "decided"
    LETTER_COMING = "letter_coming"
    HEARING_OPEN = "hearing_open"
    CITIZEN_ASKED = "citizen_asked"
    NO_ANSWER = "no_answer"
    STATEMENT_AWAITED = "statement_awaited"
    NOTICE = "notice"
    SUSPENDED = "suspended"
    PATH = "path"
    UNKNOWN = "unknown"


ENDS_UNDECIDED = frozenset({Situation.DIED, Situation.WITHDRAWN, Situation.HANDED_ON})
"""Situations that end a case here, also when nothing was decided in it."""

COMES_NO_FURTHER = ENDS_UNDECIDED | {Situation.CLOSED}
"""Situations in which the path ends where the case came to."""


@value
class Turn:
    """Who we wait for, since and until when, and when we remind them, as far as it is known."""

    who: Actor
    name: Text | None = None
    since: date | None = None
    until: date | None = None
    remind_on: date | None = None


@value
class Now:
    """What is happening, and since when. `waits` says that the decision waits for this party's demand."""

    text: Text
    since: date | None = None
    waits: Sentence | None = None
    expected: Expected | None = None
    """When a caseworker has said that it happens."""


@value
class YourPart:
    """What the citizen must or may do, by when."""

    text: Text
    part: CitizenPart = CitizenPart.NOTHING
    due_on: date | None = None


@value
class NextStep:
    """The first step not begun that is sure to come."""

    text: Text
    acts: Actor
    acts_name: Text | None = None
    part: CitizenPart = CitizenPart.NOTHING
    part_words: Text | None = None
    condition: Sentence | None = None
    """What has to happen first, when that is the citizen's part."""
    may_come_before: tuple[Text, ...] = ()
    comes_after: Text | None = None
    posted_on: date | None = None
    """When a caseworker told of it; None when it comes from the path."""
    posted_by: str | None = None


class DeadlineState(StrEnum):
    """How a published deadline stands."""

    AHEAD = "ahead"
    MISSED = "missed"
    WILL_BE_MISSED = "will_be_missed"
    """Ahead, and the letter that it will not be kept is sent (retssikkerhedsloven § 3)."""
    MISSED_AND_TOLD = "missed_and_told"
    """Passed, and that letter is sent."""
    OVER = "over"


@value
class DeadlineLine:
    """The published deadline, apart from what is expected."""

    last_on: date
    paragraph: str
    source_url: str | None
    state: DeadlineState
    is_often_missed: bool = False
    """Whether more than half of the cases like this one are decided after it, by what was measured."""


@value
class Expectations:
    """When the next step and the decision can be expected; `late` is said when the usual range has passed."""

    next_step: Expected | None = None
    decision: Expected | None = None
    late: Sentence | None = None
    deadline: DeadlineLine | None = None
    beside: Expected | None = None
    """What was measured of the next step, where a caseworker's own day stands above it."""
    silence: Silence | None = None
    """Why nothing measured is said; None when something is, or nothing was asked of the numbers yet."""
    delay: Sentence | None = None
    """What the letter of retssikkerhedsloven § 3 says: the new day, or when we write again."""


class Mark(StrEnum):
    """How a step of the path is marked. Only what has evidence is done."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    MAYBE = "maybe"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@value
class PathStep:
    """One step of the whole path as it stands."""

    code: str
    mark: Mark
    text: Text
    acts: Actor
    part: CitizenPart
    on: date | None = None
    expected: Expected | None = None
    """When it was measured to come, of one after the next: of the next one more is said than fits here."""


class HearingChoice(StrEnum):
    """What a party can do to be heard."""

    DEMAND = "demand"
    FOLLOW = "follow"
    TELL = "tell"
    """What they think of a case that is decided, while its letter is still to come: nothing is held back by it."""
    FOLLOW_TOLD = "follow_told"
    """The same, where they have told us something already, or asked to."""
    WRITE = "write"
    """About the decision that was made."""
    WRITE_OF_ENDED = "write_of_ended"
    """About a case that ended in another way."""


@value
class HearingOffer:
    """What can be done now, and the latest demand, open or ended."""

    choice: HearingChoice
    request: StatementRequest | None = None
    hearing: Hearing | None = None
    """The latest hearing the party was offered, as it stands today; none that was called off."""
    other_hearings: tuple[Hearing, ...] = ()
    """All others they were offered, called off or not, the newest first."""
    told_by: date | None = None
    """By when we tell what the answer in that latest one led to, where no decision waits for it."""

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        """Every hearing they were offered, the latest first."""
        return (*((self.hearing,) if self.hearing else ()), *self.other_hearings)

    @property
    def is_too_late(self) -> bool:
        """Whether no demand is taken any more: what is said now is a letter to us."""
        return self.choice in {HearingChoice.WRITE, HearingChoice.WRITE_OF_ENDED}

    @property
    def is_about_decision(self) -> bool:
        """Whether what is said now is about a decision that was made."""
        return self.choice is HearingChoice.WRITE

    @property
    def holds_decision(self) -> bool:
        """Whether the decision waits for what is demanded now, or was."""
        return self.choice in {HearingChoice.DEMAND, HearingChoice.FOLLOW}

    @property
    def comes_before_letter(self) -> bool:
        """Whether it is decided already, and the letter still to come."""
        return self.choice in {HearingChoice.TELL, HearingChoice.FOLLOW_TOLD}

    @property
    def is_followed(self) -> bool:
        """Whether a demand is open, so that what is said now is added to it."""
        return self.choice in {HearingChoice.FOLLOW, HearingChoice.FOLLOW_TOLD}


class Moves(StrEnum):
    """What a changed day is the day of."""

    STEP = "step"
    HEARING = "hearing"
    """The last day to answer in a hearing."""
    STATEMENT = "statement"
    """The last day to speak, after a demand to be heard."""


@value
class ChangedDate:
    """A day that was told, and changed: of a step, or the last day to answer in a hearing or to speak after a demand."""

    step: str
    old_latest: date
    new_latest: date
    changed_on: date
    changed_by: str
    reason: Reason | None = None
    words: str | None = None
    moves: Moves = Moves.STEP
    is_asked: bool = False
    """Whether it is the yes to a party's wish for more time."""

    @property
    def is_later(self) -> bool:
        """Whether it was put off."""
        return self.new_latest > self.old_latest


@value
class WhyLonger:
    """Why something takes longer than was expected, where no caseworker had told a day that was changed."""

    words: str
    told_on: date
    told_by: str


@value
class ChangedRange:
    """That what was said to be expected of a target, measured on earlier cases, was said anew, and why.

    `target` is `decision` or the code of a step; `new` is None when nothing could be said any more. `later_step` is what
    a step is called that comes after the next one.
    """

    target: str
    old: RoundedRange
    new: RoundedRange | None
    changed_on: date
    why: WhySaid
    later_step: Words | None = None


@value
class ToldBefore:
    """What a caseworker told of a next step, and no longer tells: its time has passed, or the case has moved on."""

    step: str
    text: Text
    earliest: date
    latest: date
    told_on: date
    told_by: str


@value
class Promise:
    """A day by which somebody owes an answer, as it was said."""

    text: Sentence
    whose: Actor
    by: date


@value
class DecisionCard:
    """A decision that is the party's to read."""

    outcome: Outcome
    decided_on: date
    letter_on: date
    complain_until: date
    may_complain: bool


@value
class CaseworkerCard:
    """Whom to phone, and whether the phone is open right now."""

    seat: CaseworkerSeat
    is_open: bool
    opens_at: datetime | None
    """When it opens next, in Copenhagen time; None while it is open."""
    is_new: bool
    """Whether it changed in the last 30 days."""
    closed_today: bool
    """Whether it is a public holiday or the municipality has chosen to close."""
    stand_in: Contact | None = None
    """Whom to phone while the caseworker is not at work; None when she is, or nobody was named."""


@value
class SituationLine:
    """One thing that is special about the case, in a sentence, and since when."""

    kind: CircumstanceKind
    text: Sentence
    since: date


@value
class Contributor:
    """Somebody else who works on the case, in the caseworker's words, and what they do in it."""

    name: str
    does: str
    coordinates: bool


@value
class Outlook:
    """Who we wait for, what happens now and what comes: what the municipality owes in a case follows from it."""

    situation: Situation
    turn: Turn
    now: Now
    your_part: YourPart
    next_step: NextStep
    expected: Expectations
    changed_dates: tuple[ChangedDate, ...]
    silent_since: date | None
    """The day of the last news, when it is our turn and it is long ago."""
    demands: tuple[StatementRequest, ...]
    """Every demand, as it stands today and came to the decision, the first first."""


@value
class Roadmap(Outlook):
    """Everything a party is told about where a case stands and what comes."""

    path: tuple[PathStep, ...]
    caseworker: CaseworkerCard
    hearing: HearingOffer
    decision: DecisionCard | None
    reading: SourceReading
    changed_ranges: tuple[ChangedRange, ...] = ()
    """Measured ranges that were said anew, the newest first."""
    call: Request | None = None
    """The call that the party has asked for and is owed."""
    promises: tuple[Promise, ...] = ()
    """Answers that are owed, the nearest first."""
    told_before: tuple[ToldBefore, ...] = ()
    """Notices that no longer stand, the newest first."""
    why_longer: tuple[WhyLonger, ...] = ()
    """Why it takes longer than was expected, the newest first."""
    special: tuple[SituationLine, ...] = ()
    """What is special about the case and not said already, the newest first."""
    contributors: tuple[Contributor, ...] = ()
    """Who else takes part, whoever coordinates first."""
