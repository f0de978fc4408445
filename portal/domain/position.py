"""Where a case stands on its path: the furthest step for which there is evidence.

A step whose evidence is closed is done, and its successor has begun. Two things never begin by themselves: what the
citizen is to do, before it is asked of her, and what hangs on a yes. A passed step without evidence is "we do not
know", never ticked.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION, Actor, CaseType, OnlyIf, Step
from portal.domain.evidence import (
    DECIDED_STATES,
    Proof,
    Source,
    Work,
    mapped_proofs,
    told_proofs,
    work_on,
)
from portal.domain.value import value


@value
class Standing:
    """How far a case has come on its path."""

    index: int
    """Where the case stands, from 0; the length of the path when every step is done."""
    since: date | None
    """When it came there, as far as that is known."""
    done_on: Mapping[str, date | None]
    """Steps with evidence that they are done, and when."""
    open_since: Mapping[str, date | None] = field(default_factory=dict)
    """Steps that are being worked on, and since when."""
    planned: frozenset[str] = frozenset()
    """Steps whose tasks have all been made and none begun."""
    proved: int = -1
    """The furthest step with evidence of its own; -1 when none has any."""
    has_begun: bool = True
    """Whether the step it stands at has begun; else it is the next."""
    is_asked: bool = False
    """Whether that step has been asked of the citizen, and her time is not up."""
    is_by_state: bool = False
    """Whether the case's own state says that it stands there."""
    due_on: date | None = None
    """The date the case system has set for that step."""

    def step(self, case_type: CaseType) -> Step | None:
        """The step the case stands at; None after the last."""
        return case_type.steps[self.index] if self.index < len(case_type.steps) else None


def standing(facts: CaseFacts, case_type: CaseType, today: date) -> Standing | None:
    """Where the case stands; None when nothing proves any step of the path.

    An open question to the citizen comes before everything else, until it is answered or her time is up.
    """
    work = work_on(facts, case_type)
    proofs = [*mapped_proofs(facts, case_type), *told_proofs(facts, case_type)]
    if not proofs:
        return None
    asked_at = None if facts.state in DECIDED_STATES else _open_question(case_type, work, today)
    index = max(proof.at for proof in proofs) if asked_at is None else asked_at
    here = [proof for proof in proofs if proof.at == index]
    if index == 0:
        here.append(Proof(0, facts.opened_on, Source.CLOSED_BEFORE))
    done_on = {code: each.closed_on for code, each in work.items() if each.is_done}
    proved = max(_proved(proofs, case_type, work))
    step = case_type.steps[index] if index < len(case_type.steps) else None
    due_on = work[step.code].due_on(today) if step and step.code in work else None
    has_begun = step is None or _has_begun(step, here, case_type, proved, done_on)
    return Standing(
        index,
        since=_since(here),
        done_on=done_on,
        open_since={code: each.started_on for code, each in work.items() if each.is_open},
        planned=frozenset(code for code, each in work.items() if not each.has_begun),
        proved=proved,
        has_begun=has_begun,
        is_asked=_waits_for_citizen(step) and has_begun and (due_on is None or due_on >= today),
        is_by_state=any(proof.source is Source.STATE for proof in here),
        due_on=due_on,
    )


def _open_question(case_type: CaseType, work: Mapping[str, Work], today: date) -> int | None:
    """The furthest step that is asked of the citizen and still open to her; None when there is none."""
    for at in reversed(range(len(case_type.steps))):
        step = case_type.steps[at]
        if _waits_for_citizen(step) and step.code in work and work[step.code].is_open:
            due_on = work[step.code].due_on(today)
            if due_on is None or due_on >= today:
                return at
    return None


def _since(here: list[Proof]) -> date | None:
    """When the step itself began; else when the one before it was closed."""
    own = [proof.since for proof in here if proof.since and proof.source is not Source.CLOSED_BEFORE]
    return min(own or [proof.since for proof in here if proof.since], default=None)


def _has_begun(
    step: Step, here: list[Proof], case_type: CaseType, proved: int, done_on: Mapping[str, date | None]
) -> bool:
    if any(proof.source is not Source.CLOSED_BEFORE for proof in here):
        return True
    at, decided_at = case_type.position(step.code), case_type.position(DECISION)
    if _waits_for_citizen(step) or at is None or (decided_at is not None and at > decided_at):
        return False
    passed = case_type.steps[proved + 1 : at]
    return all(other.only_if is not OnlyIf.GRANTED or other.code in done_on for other in passed)


def _proved(proofs: list[Proof], case_type: CaseType, work: Mapping[str, Work]) -> list[int]:
    of_themselves = [proof.at for proof in proofs if proof.source is not Source.CLOSED_BEFORE]
    begun = [at for at, step in enumerate(case_type.steps) if step.code in work and work[step.code].has_begun]
    return [-1, *of_themselves, *begun]


def _waits_for_citizen(step: Step | None) -> bool:
    return step is not None and step.waiting_on is Actor.CITIZEN
