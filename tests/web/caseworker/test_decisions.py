"""Susanne confirms what the case system does not tell: the outcome and its letter."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.decisions import DecisionRow
from tests.reading import Page
from tests.world import TODAY, Visitor, World, later

YES = "Du har fået ja"


def confirms(visitor: Visitor, case: UUID, **values: str) -> Page:
    form = visitor.opens(f"/medarbejder/sager/{case}").form("/afgoerelse")
    return visitor.sends(form, **{"outcome": "granted", "decided_on": TODAY.isoformat(), **values})


def test_the_party_sees_the_result_from_the_day_the_letter_is_there(world: World) -> None:
    case = world.a_case("personal_supplement", state=CaseState.DECIDED)
    before = world.citizen("Anna").opens(f"/sager/{case}").words
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert confirms(world.caseworker(), case, letter_available_on=tomorrow).status == 200
    assert world.citizen("Anna").opens(f"/sager/{case}").words == before
    with later(days=1):
        assert YES in world.citizen("Anna").opens(f"/sager/{case}").section("decision")
    assert [entry.kind for entry in world.rows(JournalEntryRow)] == [EntryKind.DECISION_CONFIRMED]


def test_what_the_case_system_does_not_call_decided_cannot_be_confirmed(world: World) -> None:
    decided, open_case = world.a_case(state=CaseState.DECIDED), world.a_case(state=CaseState.DECIDING)
    susanne = world.caseworker()
    assert not susanne.opens(f"/medarbejder/sager/{open_case}").has_form("/afgoerelse")
    form = susanne.opens(f"/medarbejder/sager/{decided}").form("/afgoerelse")
    moved = replace(form, action=form.action.replace(str(decided), str(open_case)))
    page = susanne.sends(moved, outcome="granted")
    assert page.status == 409
    assert world.rows(DecisionRow) == []


def test_impossible_dates_are_refused(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    susanne = world.caseworker()
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert confirms(susanne, case, decided_on=tomorrow.isoformat()).status == 422
    assert confirms(susanne, case, decided_on="2020-01-01").status == 422
    assert confirms(susanne, case, letter_available_on=yesterday.isoformat()).status == 422
    assert confirms(susanne, case, letter_available_on="2062-01-01").status == 422
    assert confirms(susanne, case, outcome="maybe").status == 422
    assert world.rows(DecisionRow) == []


def test_a_mistake_is_corrected_and_both_are_in_the_journal(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    susanne = world.caseworker()
    confirms(susanne, case)
    confirms(susanne, case, outcome="refused")
    confirms(susanne, case, outcome="refused")
    (row,) = world.rows(DecisionRow)
    assert row.outcome == "refused"
    assert len(world.rows(JournalEntryRow)) == 2
