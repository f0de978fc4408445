"""One reading of the facts that every part of the roadmap is written from."""

from datetime import date, datetime

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION, Actor, CaseType, Step
from portal.domain.circumstances import DELAY_LETTERS, Circumstance, CircumstanceKind, delay_letter
from portal.domain.deadlines import appeal_deadline
from portal.domain.expectations import Basis, Expected
from portal.domain.hearings import OPEN_STATES, Hearing
from portal.domain.norms import Norms
from portal.domain.notices import Notice, NoticeKind
from portal.domain.position import Standing
from portal.domain.roadmap.shape import Situation
from portal.domain.statement_requests import Arrival, StatementRequest
from portal.domain.value import value
from portal.domain.working_days import Calendar

ENDED = frozenset(
    {
        Situation.DIED,
        Situation.WITHDRAWN,
        Situation.HANDED_ON,
        Situation.AFTERWARDS,
        Situation.CLOSED,
        Situation.DECIDED,
        Situation.LETTER_COMING,
    }
)
"""Situations in which nothing more is decided here."""


@value
class Reading:
    """The facts as their party may see them, and what follows from them at one moment."""

    facts: CaseFacts
    now: datetime
    """Copenhagen time."""
    calendar: Calendar
    norms: Norms
    situation: Situation
    standing: Standing | None
    """Where the case stands; None when there is no path, or no proof of any step on it."""
    notice: Notice | None
    """The notice that stands, if one does."""
    ended_notice: Notice | None
    """The notice that would stand, had its last date not passed."""
    request: StatementRequest | None
    """This party's open demand, if there is one."""
    hearing: Hearing | None = None
    """This party's hearing, as it stands today: one that waits for them, or for us to consider what they said."""

    special: tuple[Circumstance, ...] = ()
    """What is special about the case and the party may know, the latest begun first."""
    told_special: Circumstance | None = None
    """Of that, what says where the case stands."""
    decided_again: Circumstance | None = None
    """Why a case that was decided is to be decided again."""
    new_demand: Arrival = Arrival.UNDECIDED
    """How a demand made today would come to the decision."""

    @property
    def clock_began_on(self) -> date | None:
        """The day the published deadline runs from; a case sent back starts it anew, one we look at again has none."""
        if self.decided_again is None:
            return self.facts.opened_on
        return self.decided_again.begun_on if self.decided_again.kind is CircumstanceKind.REMITTED else None

    @property
    def delay_letter(self) -> Circumstance | None:
        """The letter of retssikkerhedsloven § 3 that stands, of the time since the deadline's clock began."""
        began_on = self.clock_began_on
        if began_on is None or self.is_over:
            return None
        return delay_letter((each for each in self.special if each.kind in DELAY_LETTERS), self.today, since=began_on)

    @property
    def today(self) -> date:
        """The day in Copenhagen."""
        return self.now.date()

    @property
    def case_type(self) -> CaseType | None:
        """The case type, with the path as the party may see it."""
        return self.facts.case_type

    @property
    def step(self) -> Step | None:
        """The step the case stands at."""
        if self.case_type is None or self.standing is None:
            return None
        return self.standing.step(self.case_type)

    @property
    def told(self) -> Notice | None:
        """The notice that stands, where its words come before the path's: also while we wait for the party."""
        return self.notice if not self.is_over or self.runs_on else None

    @property
    def coming_notice(self) -> Notice | None:
        """That notice, when it tells of the next step and not of the present one."""
        if self.told is None or self.told.kind is NoticeKind.STILL_WAITING:
            return None
        return None if self.come_notice is not None else self.told

    @property
    def come_notice(self) -> Notice | None:
        """That notice, when what it told of as the next step has begun."""
        if self.told is None or self.step is None or self.told.kind is NoticeKind.STILL_WAITING:
            return None
        return self.told if self.has_begun and self.step.code == self.told.step else None

    @property
    def told_range(self) -> Expected | None:
        """When that notice says that it happens."""
        notice = self.told
        if notice is None:
            return None
        said_on = self.day_of(notice.posted_at)
        return Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, said_on, notice.posted_by)

    @property
    def has_begun(self) -> bool:
        """Whether that step has begun, not only the one before it ended."""
        return self.standing is not None and self.standing.has_begun

    @property
    def is_helping(self) -> bool:
        """Whether help that follows from the decision has begun."""
        return self.runs_on and self.has_begun and self.step is not None and self.step.waiting_on is not Actor.NOBODY

    @property
    def complain_until(self) -> date | None:
        """The last day to complain about a decision that is the party's to read."""
        decision = self.facts.decision
        is_there = decision is not None and self.facts.letter_is_available(self.today)
        return appeal_deadline(decision.letter_available_on, self.calendar) if decision and is_there else None

    @property
    def may_complain(self) -> bool:
        """Whether that day has not passed."""
        return self.complain_until is not None and self.complain_until >= self.today

    def day_of(self, moment: datetime) -> date:
        """The day of a moment, in Copenhagen."""
        return moment.astimezone(self.now.tzinfo).date()

    @property
    def is_heard_now(self) -> bool:
        """Whether the party has a hearing to answer, and still may."""
        return self.hearing is not None and self.hearing.state in OPEN_STATES

    @property
    def decision_waits(self) -> bool:
        """Whether the case has come to its decision, and that waits for the party's demand or hearing."""
        waits = self.request is not None or self.hearing is not None
        return waits and self.step is not None and self.step.code == DECISION

    @property
    def runs_on(self) -> bool:
        """Whether something follows from a decision that is the party's to read: help that starts or runs."""
        if self.case_type is None or self.standing is None or self.situation is not Situation.DECIDED:
            return False
        helping = (step for step in self.case_type.after_decision() if step.waiting_on is not Actor.NOBODY)
        return any(step.code not in self.standing.done_on for step in helping)

    def comes_after_decision(self, step: Step) -> bool:
        """Whether a step of the path comes only after the decision."""
        return self.case_type is not None and step in self.case_type.after_decision()

    @property
    def is_over(self) -> bool:
        """Whether the case is decided: it is too late to be heard before that."""
        return self.situation in ENDED
