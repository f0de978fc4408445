"""The hearings a town begins with: Amina can answer hers, and Sofie's answer waits to be read.

Run once the cases are in the portal: `python -m portal.demo.hearings`. They are written by the use cases that pages
call. Where a case has a hearing already, or is decided, nothing is done, so a town that starts again gets no more.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import uuid4

from portal import clock
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.runtime import Runtime
from portal.access.unit_of_work import unit_of_work
from portal.access.viewer import CitizenViewer, StaffViewer, Viewer
from portal.config import Settings
from portal.demo.refusal import TownRefused, refuse_production
from portal.demo.staff import at_work
from portal.demo.town.scripts import SUSANNE
from portal.domain.cases import CaseId, CaseState
from portal.domain.hearings import FactKind, usual_answer_by
from portal.domain.people import Person
from portal.municipality import load
from portal.services import hearing_offers, hearings
from portal.services.hearing_offers import FactDraft, HearingDraft
from portal.storage.engine import make_engine

_BEFORE_DECISION: Final = {CaseState.RECEIVED, CaseState.INFORMING, CaseState.HEARING, CaseState.DECIDING}


@dataclass(frozen=True, slots=True)
class HearingStory:
    """One hearing: whose, in which of their cases, about what, and their answer, if they have given one."""

    party: str
    case_type: str
    fact: FactDraft
    considering: str
    answer: str = ""


HEARINGS: Final = (
    HearingStory(
        "Amina Test Hassan",
        "support_at_home",
        FactDraft(
            FactKind.FACT,
            "Du kan selv gøre rent i køkkenet, når du holder pauser.",
            "Samtalen hjemme hos dig",
            "Det kan betyde, at du får færre timer, end du har søgt om.",
        ),
        "Vi overvejer at give dig hjælp til rengøring hver anden uge.",
    ),
    HearingStory(
        "Sofie Test Skov",
        "support_at_home",
        FactDraft(
            FactKind.FACT,
            "Din søster køber ind for dig hver uge.",
            "Samtalen hjemme hos dig",
            "Vi regner med, at hun bliver ved. Så får du ikke hjælp til indkøb.",
        ),
        "Vi overvejer at give dig hjælp til madlavning, men ikke til indkøb.",
        "Min søster flytter til Aalborg til februar. Så er der ingen, der kan købe ind for mig.",
    ),
)


def begin_hearings(runtime: Runtime) -> None:
    """Let Susanne offer these hearings, and those answer who have answered."""
    for story in HEARINGS:
        with _as(runtime, _susanne(runtime), Permission.HEARING_OFFER) as gate:
            offered = _offer(gate, story)
        if offered is None or not story.answer:
            continue
        case_id, number, person = offered
        ends_at = clock.real() + timedelta(hours=1)
        citizen = CitizenViewer(sign_in_id=uuid4(), person=person, mandates=(), ends_at=ends_at)
        with _as(runtime, citizen, Permission.HEARING_READ) as gate:
            hearings.read_hearing(gate, case_id, number)
        with _as(runtime, citizen, Permission.HEARING_ANSWER) as gate:
            hearings.send_answer(gate, case_id, number, hearings.Answer(story.answer, {}))


def _offer(gate: Gate, story: HearingStory) -> tuple[CaseId, str, Person] | None:
    """The hearing as it was offered: its case, number and party; None when there is none to offer."""
    admissions = {
        each.case_id: each
        for each in gate.cases(Permission.HEARING_OFFER)
        if each.case.case_type == story.case_type and each.case.state in _BEFORE_DECISION
    }
    of_party = [each for each in gate.parties(admissions.values()) if each.person.name == story.party]
    if not of_party or gate.hearings([admissions[of_party[0].case_id]]).get(of_party[0].case_id):
        return None
    case_id, person = of_party[0].case_id, of_party[0].person
    answer_by = usual_answer_by(gate.today, gate.municipality.norms, gate.municipality.calendar)
    draft = HearingDraft([person.ref], [story.fact], answer_by, considering=story.considering)
    (number,) = hearing_offers.offer(gate, case_id, draft)
    return case_id, number, person


@contextmanager
def _as(runtime: Runtime, viewer: Viewer, permission: Permission) -> Iterator[Gate]:
    writes = permission is not Permission.HEARING_READ
    with unit_of_work(runtime, viewer, permission, now=clock.now(), writes=writes) as gate:
        yield gate


def _susanne(runtime: Runtime) -> StaffViewer:
    member = runtime.municipality.staff_by_sign_in(SUSANNE)
    if member is None:
        message = f"The municipality has nobody who signs in as {SUSANNE}."
        raise TownRefused(message)
    return at_work(member)


def main() -> int:
    """Begin the hearings of the town in `DEMO_DIR`; returns the exit code."""
    try:
        refuse_production(os.environ)
        settings = Settings.load()
        engine = make_engine(settings.database_url.get_secret_value())
        begin_hearings(Runtime(settings, load(settings.municipality), engine, engine, engine))
    except TownRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
