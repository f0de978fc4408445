"""A case as a citizen reads it: alone, or among all of theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor
from portal.domain.cases import CaseId
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.case_facts import facts_from, facts_of
from portal.services.mendings import Mending, mending_for
from portal.storage.audit import LookKind

UNNAMED = Words("Din sag", "Your case")


@value
class CasePage:
    """A case for one party: what it is called, where it stands, and whether the reader may act in it."""

    case_id: CaseId
    case_number: str
    title: Words
    roadmap: Roadmap
    on_behalf_of: str | None
    may_act: bool
    giver_number: int | None = None
    """What the address calls the person it is read for, where the reader may read it for more than one."""
    mending: Mending | None = None
    """That the party was not heard before the case was settled, and what has come of it since."""


def read_case(gate: Gate, case_id: CaseId, permission: Permission) -> CasePage:
    """Open a case to read it; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is not the viewer's to know of.
        NotAllowed: the viewer may read the case but not do what `permission` says.
    """
    admission = gate.case(case_id, permission)
    gate.looked_at([admission], LookKind.CASE)
    return _whole_page(gate, admission)


def list_cases(gate: Gate) -> Sequence[CasePage]:
    """Every case the viewer may read: needing them first, then by nearest date, then by newest news.

    An only case is read whole, and the look says so.
    """
    admissions = gate.cases(Permission.OVERVIEW_READ)
    gate.looked_at(admissions, LookKind.CASE if is_only_own(admissions) else LookKind.LIST)
    if is_only_own(admissions):
        return [_whole_page(gate, admissions[0])]
    facts = facts_of(gate, admissions)
    times = Counter(admission.case_id for admission in admissions)
    pages = [
        (
            replace(case_page(gate, each, fact), giver_number=each.giver_number if times[each.case_id] > 1 else None),
            fact,
        )
        for each, fact in zip(admissions, facts, strict=True)
    ]
    return [page for page, _ in sorted(pages, key=lambda pair: _importance(*pair))]


def _whole_page(gate: Gate, admission: Admission) -> CasePage:
    stored = gate.stored_facts([admission])
    (facts,) = facts_from(gate, [admission], stored)
    return case_page(gate, admission, facts, mending_for(gate, admission, stored[admission.case_id]))


def is_only_own(cases: Sequence[Admission] | Sequence[CasePage]) -> bool:
    """Whether it is one case and the viewer's own: then the case itself is the overview."""
    return len(cases) == 1 and cases[0].on_behalf_of is None


def case_page(gate: Gate, admission: Admission, facts: CaseFacts, mending: Mending | None = None) -> CasePage:
    """The page of an opened case."""
    return CasePage(
        case_id=admission.case_id,
        case_number=admission.case.case_number,
        title=admission.case_type.name if admission.case_type else UNNAMED,
        roadmap=roadmap(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms),
        on_behalf_of=admission.on_behalf_of,
        may_act=gate.may(Permission.STATEMENT_REQUEST, admission),
        mending=mending,
    )


def _importance(page: CasePage, facts: CaseFacts) -> tuple[str, int, date, int]:
    plan = page.roadmap
    expected = plan.expected.next_step
    dates = (plan.your_part.due_on, plan.turn.until, expected.earliest if expected else None)
    nearest = min((day for day in dates if day is not None), default=date.max)
    news = facts.last_news_on or facts.opened_on
    return page.on_behalf_of or "", _URGENCY.get(plan.turn.who, 1), nearest, -news.toordinal()


_URGENCY = {Actor.CITIZEN: 0, Actor.NOBODY: 2}
