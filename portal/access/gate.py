"""The gate: the only way from a page or a use case to personal tables.

It makes every query on cases already joined to the viewer's own cases, live mandates or assignments, and lets
rows be written only for a case it has opened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from portal.access.admission import Admission
from portal.access.permissions import Permission
from portal.access.policy import ALLOWED, VISIBLE, Rule
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer, Viewer
from portal.clock import COPENHAGEN
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId, is_same_source_id
from portal.domain.hearing_review import Mended
from portal.domain.hearings import Hearing
from portal.domain.mandates import Mandate
from portal.domain.people import PersonRef
from portal.domain.promise_ledger import Promised
from portal.domain.refusals import NotAllowed, NotThere
from portal.domain.statement_requests import StatementRequest
from portal.municipality import Municipality
from portal.storage.audit import LookKind
from portal.storage.base import Row
from portal.storage.cases import (
    CaseRecord,
    PartyRecord,
    cases_at_work,
    cases_of_people,
    cases_of_staff,
    parties_of,
)
from portal.storage.facts import StoredFacts, load_facts
from portal.storage.hearing_facts import HearingReasons, load_hearings, load_reasons
from portal.storage.hearing_review import ReviewMaterial, load_mended, load_review
from portal.storage.holds import hold_case
from portal.storage.mandates import HolderRecord, givers_who_died, holders_of
from portal.storage.processing_times import CountedTimes, read_times
from portal.storage.promises import promises_of_team
from portal.storage.record_kinds import EVERY_KIND, CaseKinds, RecordKinds
from portal.storage.said_ranges import TeamKept, kept_of_team
from portal.storage.session import GuardedSession
from portal.storage.statement_facts import load_demands
from portal.storage.sync_status import SourceStatus, read_status

_Row = TypeVar("_Row", bound=Row)


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a case, to be recorded before the answer leaves."""

    admission: Admission
    kind: LookKind


@dataclass
class Gate:
    """What one viewer may reach for one purpose. `now` is business time."""

    session: GuardedSession
    viewer: Viewer
    permission: Permission
    municipality: Municipality
    now: datetime
    stale_after: timedelta
    """How old a complete reading of the case system may be before it is said to be old."""
    writes: bool = False
    """Whether something may be written; then a case is held from when it is opened, so that its writers take turns."""
    giver_number: int | None = None
    """Whom the viewer acts for, where one case has parties who have both given them a mandate."""
    looks: list[Look] = field(default_factory=list)
    _opened: dict[CaseId, RecordKinds] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day in Copenhagen."""
        return self.local_now.date()

    @property
    def local_now(self) -> datetime:
        """Business time in Copenhagen."""
        return self.now.astimezone(COPENHAGEN)

    def case(self, case_id: CaseId, permission: Permission) -> Admission:
        """Open one case for one purpose.

        Raises:
            NotThere: there is no such case, or the viewer may not know of it.
            NotAllowed: the viewer sees it but may not do this.
        """
        self._hold_to(permission)
        if self.writes:
            hold_case(self.session, case_id)
        visible = [each for each in self._admissions(case_id) if self.giver_number in {None, each.giver_number}]
        if not visible:
            raise NotThere
        allowed = next((each for each in visible if _holds(ALLOWED[permission], each)), None)
        if allowed is None:
            raise NotAllowed(_unmet(ALLOWED[permission], visible[0]))
        self._opened[case_id] = allowed.case.record_kinds
        return allowed

    def case_of(self, table: type[_Row], row_id: UUID, permission: Permission) -> Admission:
        """Open the case that a row is about, for one purpose.

        Raises:
            NotThere: there is no such row, or the viewer may not know of its case.
            NotAllowed: the viewer sees the case but may not do this.
        """
        columns = table.__table__.c  # type: ignore[attr-defined]
        cases = {admission.case_id for admission in self._admissions()}
        query = select(columns.case_id).where(columns.id == row_id, columns.case_id.in_(sorted(cases)))
        case_id = self.session.execute(self.session.stamp(query)).scalar_one_or_none()
        if case_id is None:
            raise NotThere
        return self.case(CaseId(case_id), permission)

    def cases(self, permission: Permission) -> Sequence[Admission]:
        """Every case the viewer may use for this purpose, once for each party they may use it for."""
        return self._allowed(permission, self._admissions())

    def cases_at_work(self, permission: Permission) -> Sequence[Admission]:
        """The same for staff without the past, in which nothing is left to do.

        Past is what was closed before the portal first saw it and nobody has done anything in here. Changes of support
        stay: that somebody was not heard before one is to be found and mended, however long ago it was.
        """
        viewer = self.viewer
        if not isinstance(viewer, StaffViewer):
            return self.cases(permission)
        types = self.municipality.case_types.dated
        changing = {dated.case_type.code for dated in types if dated.case_type.changes_support}
        found = cases_at_work(self.session, viewer.caseworker_id, viewer.team_id, sorted(changing))
        return self._allowed(permission, self._visible(self._of_staff(viewer, found)))

    def may(self, permission: Permission, admission: Admission) -> bool:
        """Whether something else would be allowed with an opened case, for a page that offers it."""
        return _holds(ALLOWED[permission], admission)

    def stored_facts(self, admissions: Iterable[Admission]) -> dict[CaseId, StoredFacts]:
        """What is stored about opened cases, in a fixed number of queries."""
        return dict(load_facts(self.session, self._kinds(admissions)))

    def hearings(self, admissions: Iterable[Admission]) -> Mapping[CaseId, Sequence[Hearing]]:
        """The hearings of opened cases, the oldest first, for whoever acts in one. A party's page reads only theirs."""
        return load_hearings(self.session, self._kinds(admissions))

    def demands(self, admissions: Iterable[Admission]) -> Mapping[CaseId, Sequence[StatementRequest]]:
        """The demands to be heard in opened cases, the oldest first, of every party: for whoever acts in one."""
        return load_demands(self.session, self._kinds(admissions))

    def hearing_reasons(self, admissions: Iterable[Admission]) -> Mapping[CaseId, HearingReasons]:
        """Why parties of cases opened by staff need not be heard."""
        return load_reasons(self.session, self._kinds(admissions))

    def review_material(self, admissions: Iterable[Admission]) -> Mapping[CaseId, ReviewMaterial]:
        """What a review of hearings looks at, of cases opened by staff."""
        return load_review(self.session, self._kinds(admissions))

    def mended(self, admissions: Iterable[Admission]) -> Mapping[CaseId, Sequence[Mended]]:
        """What has been done in opened cases to mend that somebody was not heard."""
        return load_mended(self.session, self._kinds(admissions))

    def parties(self, admissions: Iterable[Admission]) -> Sequence[PartyRecord]:
        """The parties of cases opened by staff, the primary one first."""
        return parties_of(self.session, [self._opened_case(each.case_id) for each in admissions])

    def mandate_holders(self, giver: PersonRef) -> Sequence[HolderRecord]:
        """Who has come with a mandate from `giver`, for the giver herself."""
        own = isinstance(self.viewer, CitizenViewer) and giver == self.viewer.person.ref
        if not own:
            raise RuntimeError("Only the giver of a mandate is told who holds it.")
        return holders_of(self.session, giver)

    def promises_of_own_team(self, due_from: date) -> Sequence[Promised] | None:
        """What the team that the viewer leads has promised, without any case or name; None when she leads none."""
        self._hold_to(Permission.PROMISES_READ)
        team = self._led_team()
        return None if team is None else promises_of_team(self.session, team, due_from)

    def times_of_own_team(self) -> CountedTimes | None:
        """How long the cases of the team took that the viewer leads, without any case or name; None when she leads none."""
        self._hold_to(Permission.TIMES_READ)
        team = self._led_team()
        return None if team is None else read_times(self.session, team)

    def leads(self, team: str) -> bool:
        """Whether the viewer leads the team of that id in the case system."""
        return is_same_source_id(self._led_team(), team)

    def ranges_of_own_team(self) -> Sequence[TeamKept] | None:
        """How the expected ranges of that team's cases were kept, without any case or name; None when she leads none."""
        self._hold_to(Permission.PROMISES_READ)
        team = self._led_team()
        return None if team is None else kept_of_team(self.session, team)

    def source_status(self) -> Sequence[SourceStatus]:
        """How the readings of the case systems went."""
        self._hold_to(Permission.STATUS_READ)
        return read_status(self.session)

    def rows(self, table: type[_Row], admissions: Sequence[Admission], **equal: Any) -> Sequence[_Row]:  # noqa: ANN401
        """Rows of a table about opened cases, narrowed by equality of columns."""
        return self._rows(self._query(table, admissions, equal))

    def held_rows(self, table: type[_Row], admissions: Sequence[Admission], **equal: Any) -> Sequence[_Row]:  # noqa: ANN401
        """The same, read anew and held until the end of the request: nobody else changes them meanwhile."""
        query = self._query(table, admissions, equal).with_for_update()
        return self._rows(query.execution_options(populate_existing=True))

    def add(self, row: Row) -> None:
        """Write a new row about an opened case, through a gate that was opened to write."""
        if not self.writes:
            raise RuntimeError("This gate was opened to read. Only a form that is sent with its token writes.")
        self._opened_case(row.case_id)  # type: ignore[attr-defined]
        self.session.admit(row)

    def change(self, row: Row) -> None:
        """Let a row that `rows` has given be changed."""
        self.add(row)

    def flush(self) -> None:
        """Send what was written, so that a rule of the database speaks now."""
        self.session.flush()

    def looked_at(self, admissions: Iterable[Admission], kind: LookKind) -> None:
        """Remember that these cases were looked at."""
        self.looks.extend(Look(admission, kind) for admission in admissions)

    def _query(self, table: type[_Row], admissions: Sequence[Admission], equal: Mapping[str, Any]) -> "Select[_Row]":
        columns = table.__table__.c  # type: ignore[attr-defined]
        cases = [self._opened_case(each.case_id) for each in admissions]
        query = select(table).where(columns.case_id.in_(cases))
        for name, value in equal.items():
            query = query.where(columns[name] == value)
        return query

    def _rows(self, query: Select[_Row]) -> Sequence[_Row]:
        return self.session.execute(self.session.stamp(query)).scalars().all()

    def _hold_to(self, permission: Permission) -> None:
        if permission is not self.permission:
            raise RuntimeError(f"This page declared {self.permission}, but its use case asks for {permission}.")

    def _led_team(self) -> str | None:
        viewer = self.viewer
        if not isinstance(viewer, StaffViewer) or StaffRole.TEAM_LEADER not in viewer.roles:
            return None
        return viewer.team_id or None

    def _opened_case(self, case_id: CaseId) -> CaseId:
        if case_id not in self._opened:
            raise RuntimeError("Open the case with gate.case before reading or writing about it.")
        return case_id

    def _kinds(self, admissions: Iterable[Admission]) -> CaseKinds:
        """Opened cases, each with the kinds of records about it: any, where they may have been written since."""
        cases = [self._opened_case(each.case_id) for each in admissions]
        return {case_id: EVERY_KIND if self.writes else self._opened[case_id] for case_id in cases}

    def _admissions(self, case_id: CaseId | None = None) -> Sequence[Admission]:
        return self._visible(
            self._as_citizen(case_id) if isinstance(self.viewer, CitizenViewer) else self._as_staff(case_id)
        )

    def _visible(self, candidates: Sequence[Admission]) -> Sequence[Admission]:
        return [admission for admission in candidates if _holds(VISIBLE, admission)]

    def _allowed(self, permission: Permission, admissions: Sequence[Admission]) -> Sequence[Admission]:
        self._hold_to(permission)
        allowed = tuple(each for each in admissions if _holds(ALLOWED[permission], each))
        self._opened.update({each.case_id: each.case.record_kinds for each in allowed})
        return allowed

    def _as_citizen(self, case_id: CaseId | None) -> Sequence[Admission]:
        viewer = self.viewer
        if not isinstance(viewer, CitizenViewer):
            return []
        people = {viewer.person.ref, *(mandate.giver for mandate in viewer.mandates)}
        found = cases_of_people(self.session, people, case_id)
        died = givers_who_died(self.session, {mandate.giver for mandate in viewer.mandates}, self.today)
        live = tuple(mandate for mandate in viewer.mandates if mandate.giver not in died)
        admissions = [self._citizen_admission(viewer, live, case, party) for case, party in found]
        return sorted(admissions, key=lambda each: (bool(each.mandates), each.party.ref if each.party else ""))

    def _citizen_admission(
        self, viewer: CitizenViewer, live: Sequence[Mandate], case: CaseRecord, party: PartyRecord
    ) -> Admission:
        mine = party.person.ref == viewer.person.ref
        given = tuple(
            mandate
            for mandate in live
            if not mine and mandate.giver == party.person.ref and mandate.covers(case.kle_number)
        )
        case_type = self._case_type(case)
        return Admission(case, case_type, viewer, party.person, party.role, party.furthest_released, given)

    def _as_staff(self, case_id: CaseId | None) -> Sequence[Admission]:
        viewer = self.viewer
        if isinstance(viewer, CitizenViewer):
            return []
        return self._of_staff(viewer, cases_of_staff(self.session, viewer.caseworker_id, viewer.team_id, case_id))

    def _of_staff(self, viewer: StaffViewer, cases: Iterable[CaseRecord]) -> Sequence[Admission]:
        return [Admission(case, self._case_type(case), viewer) for case in cases]

    def _case_type(self, case: CaseRecord) -> CaseType | None:
        return self.municipality.case_type(case.case_type, case.opened_on) if case.case_type else None


def _holds(rule: Rule, admission: Admission) -> bool:
    return any(all(condition(admission) for condition in conditions) for conditions in rule)


def _unmet(rule: Rule, admission: Admission) -> str:
    """What would have to be true: of the rule's last way, which asks the least, the first condition that does not hold."""
    return next((condition.__name__ for condition in (rule or [[]])[-1] if not condition(admission)), "nobody")
