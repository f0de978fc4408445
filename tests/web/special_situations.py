"""Cases with something special about them, as citizens meet them: what a caseworker has recorded of each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from portal.domain.case_facts import Absence, CaseFacts
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.decisions import Outcome
from portal.domain.notices import NoticeState
from portal.domain.reasons import Reason
from portal.domain.requests import Request, RequestStage, RequestType
from tests.web.situations import (
    ANNA,
    CASE_ID,
    TODAY,
    KnownCase,
    deadline_missed,
    decided,
    seat,
    told_by_caseworker,
    waits_for_doctor,
)


def special(kind: CircumstanceKind, base: Callable[[], CaseFacts] = waits_for_doctor, **said: object) -> KnownCase:
    """A case with something special about it, since a week ago."""
    told = {
        "id": UUID("4c0a6d52-1a8f-4d57-9f0d-6f4a5f0f2a91"),
        "kind": kind,
        "begun_on": date(2026, 11, 16),
        "noted_at": datetime(2026, 11, 16, 13, 0, tzinfo=UTC),
        "noted_by": "Susanne Krogh",
        "promised_on": date(2026, 12, 11),
    }
    circumstance = Circumstance(**(told | said))  # type: ignore[arg-type]  # as above
    return KnownCase(f"special_{kind.value}", lambda: replace(base(), circumstances=(circumstance,)))


def team_of_helpers() -> CaseFacts:
    """Two others work on the case, and one of them holds the threads."""
    peter = special(
        CircumstanceKind.CONTRIBUTOR, other="Peter Holm, ergoterapeut", words="Ser, hvordan du kommer ind i bilen."
    )
    lise = special(
        CircumstanceKind.COORDINATOR,
        other="Lise Damgaard, Handicap",
        words="Sørger for, at vi ikke spørger dig to gange.",
    )
    both = (*peter.facts().circumstances, *lise.facts().circumstances)
    return replace(waits_for_doctor(), circumstances=both)


def told_why_moved() -> CaseFacts:
    """A notice whose time was moved, with why."""
    moved = told_by_caseworker()
    first, second = moved.notices
    why = replace(second, change_reason=Reason.ILLNESS, change_words="Peter er syg. Han er tilbage den 30. november.")
    return replace(moved, notices=(first, why))


def told_why_it_takes_longer() -> CaseFacts:
    """Nobody had told a day; the usual time passed, and Susanne wrote a new one, and why."""
    moved = told_by_caseworker()
    first = replace(moved.notices[0], change_reason=Reason.MANY_CASES, change_words="Vi er to færre end før.")
    return replace(moved, notices=(replace(first, state=NoticeState.LIVE),))


def asked_to_be_phoned(answer_by: date) -> CaseFacts:
    """Anna asked last Friday to be phoned, and has not been yet."""
    call = Request(
        id=UUID("4c0a6d52-1a8f-4d57-9f0d-6f4a5f0f2a92"),
        number="2026-K7RWX4M",
        case_id=CASE_ID,
        party=ANNA,
        type=RequestType.CALL_ME,
        words="",
        stage=RequestStage.RECEIVED,
        received_at=datetime(2026, 11, 20, 13, 0, tzinfo=UTC),
        answer_by=answer_by,
    )
    return replace(waits_for_doctor(), asked=(call,))


def caseworker_away() -> CaseFacts:
    """Susanne is not at work this week, and Jonas answers meanwhile."""
    jonas = seat("jon").contact
    return replace(waits_for_doctor(), seat=replace(seat(), absence=Absence(TODAY, date(2026, 11, 27), jonas)))


_OF = CircumstanceKind
_GRANTED = decided(Outcome.GRANTED)

SPECIAL_SITUATIONS: Final = (
    special(_OF.INTERIM_HELP),
    special(_OF.NO_ANSWER, other="din årsopgørelse fra Skat"),
    special(_OF.SUSPENDED, reason=Reason.TREATMENT),
    special(_OF.WITHDRAWN),
    special(_OF.MERGED, other="Merudgifter"),
    special(_OF.MOVED, other="Nabo Kommune"),
    special(_OF.REOPENED, words="lægen har sendt nye oplysninger"),
    special(_OF.REMITTED, deadline_missed),
    special(_OF.COMPLAINT, _GRANTED),
    special(_OF.COMPLAINT_ON_HOLD, _GRANTED),
    special(_OF.WAITING_LIST, _GRANTED),
    special(_OF.RUNNING_SUPPORT, _GRANTED, other="hjælp til merudgifter", promised_on=date(2027, 3, 1)),
    special(_OF.DEATH),
    special(_OF.DELAYED_UNTIL, deadline_missed, reason=Reason.MANY_CASES),
    special(_OF.DELAYED_WITHOUT_DAY, deadline_missed, reason=Reason.REPORT),
    KnownCase("contributors", team_of_helpers),
    KnownCase("told_why_moved", told_why_moved),
    KnownCase("told_why_it_takes_longer", told_why_it_takes_longer),
    KnownCase("caseworker_away", caseworker_away),
    KnownCase("call_asked", lambda: asked_to_be_phoned(date(2026, 11, 25))),
    KnownCase("call_late", lambda: asked_to_be_phoned(date(2026, 11, 20))),
)
