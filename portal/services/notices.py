"""Next-step notices: a caseworker tells the parties what comes, sees it as they will, and posts it.

A correction is a new version. One posted to the wrong case is taken back: it is gone for the parties at once, its
journal entries are locked, and the leader gets a task with a clock.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.breaches import BreachKind
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, CaseType, CitizenPart, Step
from portal.domain.cases import CaseId
from portal.domain.evidence import mapped_step
from portal.domain.notices import Notice, NoticeKind, NoticeState, changes_day
from portal.domain.position import standing
from portal.domain.reasons import DayChangeUnexplained, Reason
from portal.domain.refusals import NotThere, Refusal
from portal.domain.roadmap import outlook
from portal.domain.sentences import OwnWords, Text
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.actors import staff_name
from portal.services.breaches import give_breach_task
from portal.services.case_facts import facts_of
from portal.services.journal import enter, lock_entries
from portal.storage.facts import notice_of
from portal.storage.journal import EntryKind
from portal.storage.records.notices import NoticeRow


class NoPath(Refusal):
    """The case has no known type, so there is no step that a notice could be about."""


class NoSuchStep(Refusal):
    """The path of the case has no such step ahead."""


class NoticeOvertaken(Refusal):
    """Somebody else has posted another notice since this one was begun."""


@value
class NoticeDraft:
    """What a caseworker wants to tell. Who acts and the citizen's part are as the step says where they are None."""

    step: str
    words: str | None
    expected_from: date
    expected_to: date
    acts: Actor | None = None
    acts_name: str | None = None
    part: CitizenPart | None = None
    part_words: str | None = None
    change_reason: Reason | None = None
    """Why the day that was told before is changed, when it is, or why it takes longer than the parties were told."""
    change_words: str | None = None


def post(gate: Gate, case_id: CaseId, draft: NoticeDraft, replaces: UUID | None) -> UUID:
    """Post a notice in place of `replaces`, the one that stood when it was begun, and say which it became.

    The same one twice is posted once.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoPath, NoSuchStep: there is no such step to tell of.
        NoticeOvertaken: another notice stands by now.
        DayChangeUnexplained: it changes a day that was told, or gives a new time for what takes longer than the parties
            were told, without a reason and words on it.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    (facts,) = facts_of(gate, [admission])
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    is_late = outlook(facts, now=gate.local_now, calendar=calendar, norms=norms).expected.late is not None
    return _put_up(gate, admission, compose(gate, facts, draft), replaces, is_late=is_late)


def post_still_waiting(gate: Gate, case_id: CaseId, who: str, until: date) -> None:
    """Tell the parties that the case still waits for somebody else, until a day.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoPath, NoSuchStep: the case stands at no step of a path.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    (facts,) = facts_of(gate, [admission])
    case_type = _path(facts)
    at = standing(facts, case_type, gate.today)
    step = at.step(case_type) if at else None
    if step is None:
        raise NoSuchStep
    draft = NoticeDraft(step.code, None, gate.today, until, Actor.THIRD_PARTY, who, CitizenPart.NOTHING)
    notice = _notice(gate, facts, draft, NoticeKind.STILL_WAITING)
    live = _live(gate, admission)
    _put_up(gate, admission, notice, live.id if live else None, is_late=False)


def compose(gate: Gate, facts: CaseFacts, draft: NoticeDraft) -> Notice:
    """The notice that a draft would become.

    Raises:
        NoPath, NoSuchStep: there is no such step to tell of.
    """
    case_type = _path(facts)
    position, at = case_type.position(draft.step), standing(facts, case_type, gate.today)
    if position is None or (at is not None and position < at.index):
        raise NoSuchStep
    if at is not None and at.has_begun and position == at.index and draft.words is None:
        raise NoSuchStep
    return _notice(gate, facts, draft, NoticeKind.OWN_WORDS if draft.words else NoticeKind.PATH_STEP)


def told_text(path: Sequence[Step], notice: Notice, otherwise: Words) -> Text:
    """What a notice told: a caseworker's own words, or the path's; `otherwise` when the path has no such step."""
    if notice.words:
        return OwnWords(notice.words)
    step = next((step for step in path if step.code == notice.step), None)
    if step is None:
        return otherwise
    return step.now if notice.kind is NoticeKind.STILL_WAITING else step.coming


def take_back(gate: Gate, case_id: CaseId, notice_id: UUID) -> None:
    """Take back a notice that was posted to the wrong case; twice is once.

    Raises:
        NotThere: there is no such case or notice, or the case is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    row = next(iter(gate.held_rows(NoticeRow, [admission], id=notice_id)), None)
    if row is None:
        raise NotThere
    if row.state is NoticeState.TAKEN_BACK:
        return
    _end(gate, row, NoticeState.TAKEN_BACK)
    lock_entries(gate, admission, notice_id)
    task_id = give_breach_task(gate, admission, BreachKind.NOTICE, notice_id)
    enter(gate, admission, EntryKind.NOTICE_TAKEN_BACK, "", subject_id=task_id, party_ref=None)


def _put_up(gate: Gate, admission: Admission, notice: Notice, replaces: UUID | None, *, is_late: bool) -> UUID:
    live = _live(gate, admission)
    if live is not None and _says_the_same(notice_of(live), notice):
        return live.id
    notice = _explained(gate, admission, notice, is_late=is_late)
    if (live.id if live else None) != replaces:
        raise NoticeOvertaken
    if live is not None:
        _end(gate, live, NoticeState.REPLACED)
        gate.flush()
    is_correction = live is not None and live.step == notice.step
    gate.add(_row(gate, notice, version=live.version + 1 if live and is_correction else 1))
    gate.flush()
    enter(gate, admission, EntryKind.NOTICE_POSTED, _as_told(admission, notice), subject_id=notice.id, party_ref=None)
    return notice.id


def _explained(gate: Gate, admission: Admission, notice: Notice, *, is_late: bool) -> Notice:
    """The notice with why it changes a day that was told, or why it takes longer; without it when it does neither.

    That somebody else is still waited for is a reason in itself.
    """
    known = [notice_of(row) for row in gate.rows(NoticeRow, [admission])]
    is_changed = changes_day(known, notice.step, notice.expected_to) is not None
    if not is_changed and not is_late:
        return replace(notice, change_reason=None, change_words=None)
    if notice.kind is NoticeKind.STILL_WAITING:
        return replace(notice, change_reason=Reason.REPORT)
    if notice.change_reason is None or not notice.change_words:
        raise DayChangeUnexplained
    return notice


def _live(gate: Gate, admission: Admission) -> NoticeRow | None:
    return next(iter(gate.held_rows(NoticeRow, [admission], state=NoticeState.LIVE)), None)


def _end(gate: Gate, row: NoticeRow, state: NoticeState) -> None:
    row.state = state
    row.ended_at = gate.now
    row.ended_by_ref = gate.viewer.ref
    gate.change(row)


def _path(facts: CaseFacts) -> CaseType:
    if facts.case_type is None:
        raise NoPath
    return facts.case_type


def _notice(gate: Gate, facts: CaseFacts, draft: NoticeDraft, kind: NoticeKind) -> Notice:
    case_type = _path(facts)
    step = case_type.step(draft.step)
    if step is None:
        raise NoSuchStep
    return Notice(
        id=uuid4(),
        case_id=facts.case_id,
        kind=kind,
        step=step.code,
        posted_at_step=mapped_step(facts, case_type),
        words=draft.words,
        acts=draft.acts or step.waiting_on,
        acts_name=draft.acts_name,
        expected_from=draft.expected_from,
        expected_to=draft.expected_to,
        part=draft.part or step.part,
        part_words=draft.part_words,
        posted_at=gate.now,
        posted_by=staff_name(gate),
        change_reason=draft.change_reason,
        change_words=draft.change_words,
    )


def _row(gate: Gate, notice: Notice, version: int) -> NoticeRow:
    return NoticeRow(
        id=notice.id,
        case_id=notice.case_id,
        kind=notice.kind,
        step=notice.step,
        posted_at_step=notice.posted_at_step,
        words=notice.words,
        acts=notice.acts,
        acts_name=notice.acts_name,
        expected_from=notice.expected_from,
        expected_to=notice.expected_to,
        part=notice.part,
        part_words=notice.part_words,
        change_reason=notice.change_reason,
        change_words=notice.change_words,
        version=version,
        posted_at=notice.posted_at,
        posted_by_ref=gate.viewer.ref,
        posted_by_name=notice.posted_by,
    )


def _says_the_same(one: Notice, other: Notice) -> bool:
    return _content(one) == _content(other)


def _content(notice: Notice) -> tuple[object, ...]:
    return (
        notice.kind,
        notice.step,
        notice.posted_at_step,
        notice.words,
        notice.acts,
        notice.acts_name,
        notice.expected_from,
        notice.expected_to,
        notice.part,
        notice.part_words,
    )


def _as_told(admission: Admission, notice: Notice) -> str:
    """What the parties were told, for the journal: the words in Danish, then the expected days, then their part."""
    step = admission.case_type.step(notice.step) if admission.case_type else None
    from_path = (step.now if notice.kind is NoticeKind.STILL_WAITING else step.coming).da if step else ""
    lines = (
        notice.words or from_path,
        notice.acts_name,
        f"{notice.expected_from.isoformat()}/{notice.expected_to.isoformat()}",
        notice.part_words,
        notice.change_reason.value if notice.change_reason else None,
        notice.change_words,
    )
    return "\n".join(line for line in lines if line)
