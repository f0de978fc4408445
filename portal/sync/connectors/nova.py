"""KMD Nova's cases in the portal's own terms."""

import hmac
from collections.abc import Iterator, Sequence
from uuid import UUID

from portal.domain.cases import PartyRole, TaskStatus
from portal.domain.people import CprRefused, PersonRef, person_ref
from portal.municipality import Municipality
from portal.sync.connectors.nova_client import NovaClient
from portal.sync.connectors.nova_wire import WireCase, WireParty, WireTask, read_wire
from portal.sync.fingerprint import hash_json
from portal.sync.source import CaseAggregate, Envelope, MappingRefused, Page, PartySeen, SourceFailed, TaskSeen

NAME = "nova"

_CPR_PARTY = "CprNummer"
_ROLES = {"Primær": PartyRole.PRIMARY, "Sekundær": PartyRole.SECONDARY}
_STATUSES = {"N": TaskStatus.NOT_STARTED, "S": TaskStatus.STARTED, "F": TaskStatus.FINISHED}


class NovaSource:
    """Reads cases and tasks; knows people only by the reference that `person_key` gives them."""

    name = NAME

    def __init__(self, client: NovaClient, municipality: Municipality, person_key: bytes) -> None:
        self._client = client
        self._municipality = municipality
        self._person_key = person_key

    def walk(self) -> Iterator[Page]:
        """All cases in Nova's six states."""
        for page in self._client.case_pages():
            yield Page([self._wrap(row) for row in page.rows], page.total)

    def fetch(self, source_id: str) -> Envelope | None:
        """One case, also one in a state that the walk does not ask for."""
        found = [self._wrap(row) for row in self._client.case(source_id)]
        if any(envelope.key != source_id for envelope in found):
            raise SourceFailed("another_than_asked_for")
        return found[0] if found else None

    def read_case(self, envelope: Envelope) -> CaseAggregate:
        """The case without its tasks.

        Raises:
            MappingRefused: the record cannot be read.
        """
        wire = read_wire(WireCase, envelope.record)
        classification, opened_on = wire.case_classification, wire.case_attributes.case_date
        kle = classification and classification.kle_number and classification.kle_number.code
        facet = classification and classification.proceeding_facet and classification.proceeding_facet.code
        case_type = self._municipality.case_type_for(kle, facet, opened_on) if kle and facet else None
        caseworker, team = _who_has(wire)
        return CaseAggregate(
            source_id=envelope.key,
            case_number=wire.case_attributes.user_friendly_case_number,
            kle=kle or None,
            facet=facet or None,
            case_type=case_type.code if case_type else None,
            source_state=wire.state.progress_state,
            state=self._municipality.state(NAME, wire.state.progress_state),
            opened_on=opened_on,
            caseworker=caseworker,
            team=team,
            parties=self._read_parties(wire.case_parties or ()),
        )

    def read_tasks(self, case: CaseAggregate) -> tuple[TaskSeen, ...]:
        """The tasks of the case, each once. One in a status Nova is not known to have is left out.

        Raises:
            MappingRefused: a task cannot be read.
        """
        tasks: dict[str, TaskSeen] = {}
        for number, row in enumerate(self._client.tasks(case.source_id)):
            wire = read_wire(WireTask, row, f"/taskList/{number}")
            status = _STATUSES.get(wire.task_status_code or "")
            if status is not None:
                tasks[wire.task_uuid] = self._read_task(wire, status, case)
        return tuple(tasks[source_id] for source_id in sorted(tasks))

    def _read_task(self, wire: WireTask, status: TaskStatus, case: CaseAggregate) -> TaskSeen:
        step = None
        if case.case_type and wire.task_title:
            step = self._municipality.step_for_task(case.case_type, wire.task_title, case.opened_on)
        return TaskSeen(
            source_id=wire.task_uuid,
            step=step,
            status=status,
            due_on=wire.task_deadline,
            created_on=wire.task_create_date,
            started_on=wire.task_start_date,
            closed_on=wire.task_close_date,
        )

    def _read_parties(self, parties: Sequence[WireParty]) -> tuple[PartySeen, ...]:
        """The people among the parties, each once and with the foremost role."""
        people: dict[PersonRef, PartySeen] = {}
        for number, wire in enumerate(parties):
            if wire.identification_type != _CPR_PARTY:
                continue
            party = self._read_party(wire, f"/caseParties/{number}")
            people[party.person_ref] = min(party, people.get(party.person_ref, party))
        return tuple(sorted(people.values()))

    def _read_party(self, wire: WireParty, pointer: str) -> PartySeen:
        role = _ROLES.get(wire.participant_role or "")
        if role is None:
            raise MappingRefused(f"{pointer}/participantRole", "unknown_role")
        try:
            reference = person_ref(wire.identification or "", self._person_key)
        except CprRefused:
            raise MappingRefused(f"{pointer}/identification", "not_a_cpr_number") from None
        return PartySeen(reference, role, wire.name or "")

    def _wrap(self, record: object) -> Envelope:
        """Address the record by its uuid; one without gets a keyed hash, for its content is personal."""
        common = record.get("common") if isinstance(record, dict) else None
        uuid = common.get("uuid") if isinstance(common, dict) else None
        try:
            return Envelope(str(UUID(uuid)), record)
        except (TypeError, ValueError, AttributeError):
            return Envelope(hmac.digest(self._person_key, hash_json(record).encode(), "sha256").hex(), record)


def _who_has(wire: WireCase) -> tuple[str | None, str | None]:
    """The caseworker's id and the team's. Nova has either a person or a group where the caseworker stands."""
    department = wire.responsible_department and wire.responsible_department.los_identity
    team = department.administrative_unit_id if department else None
    if wire.caseworker is None:
        return None, team
    person, group = wire.caseworker.ksp_identity, wire.caseworker.los_identity
    if person and person.nova_user_id:
        return person.nova_user_id, team
    return None, (group.administrative_unit_id if group else None) or team
