"""A case's visits come from its days, by the roadmap's own rule, and from nothing that happens later."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.cases import CaseId, CaseState
from portal.domain.said_ranges import WAITING_FOR_CITIZEN
from portal.estimates.history import StepVisit
from portal.forecasting.visits import visits_of
from portal.municipality import Municipality
from portal.storage.trails import CaseTrail, StateChange, TaskTrail
from tests.web.situations import municipality

TODAY = date(2026, 11, 23)
OPENED = date(2026, 9, 1)
STEPS = ("received", "assigned", "collect", "talk", "assess", "hearing", "decision")


def on(days: int) -> date:
    return OPENED + timedelta(days=days)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def trail(*tasks: TaskTrail, changes: tuple[StateChange, ...] = (), **given: object) -> CaseTrail:
    usual: dict[str, object] = {
        "case_id": CaseId(UUID(int=1)),
        "case_type": "additional_costs_adult",
        "department": "t1",
        "opened_on": OPENED,
        "first_seen_at": moment(OPENED),
        "state": CaseState.RECEIVED,
    }
    return CaseTrail(**(usual | given), tasks=list(tasks), changes=list(changes))  # type: ignore[arg-type]  # as the class takes it


def task(step: str, begun: int, closed: int | None = None, due: int | None = None) -> TaskTrail:
    end = on(closed) if closed is not None else None
    return TaskTrail(step, on(begun), on(begun), end, on(due) if due is not None else None)


def told(visits: list[StepVisit] | tuple[StepVisit, ...]) -> list[tuple[str, int, int | None]]:
    """Each visit's step, and on which day of the case it began and ended."""
    return [
        (
            visit.step,
            (visit.entered_at.date() - OPENED).days,
            (visit.left_at.date() - OPENED).days if visit.left_at else None,
        )
        for visit in visits
    ]


def read(case: CaseTrail, until: date = TODAY) -> list[StepVisit]:
    found: Municipality = municipality()
    return list(visits_of(case, found, until))


def test_a_case_walks_its_path_as_its_tasks_are_done() -> None:
    visits = read(trail(task("received", 0, 3), task("assigned", 3, 8), task("collect", 10)))
    assert told(visits) == [("received", 0, 3), ("assigned", 3, 8), ("collect", 8, None)]
    assert {visit.decided_at for visit in visits} == {None}


def test_waiting_for_the_citizen_is_a_step_of_its_own() -> None:
    visits = read(trail(task("assess", 5), task("hearing", 20, 31)))
    assert told(visits) == [
        ("received", 0, 5),
        ("assess", 5, 20),
        (WAITING_FOR_CITIZEN, 20, 31),
        ("decision", 31, None),
    ]


def test_the_citizens_time_that_is_up_is_no_longer_waited_for() -> None:
    visits = read(trail(task("assess", 5), task("hearing", 20, due=30)))
    assert told(visits)[2:] == [(WAITING_FOR_CITIZEN, 20, 31), ("hearing", 31, None)]


def test_a_case_is_decided_when_its_decision_is_done_or_the_case_system_says_so() -> None:
    by_task = read(trail(task("assess", 5, 9), task("decision", 9, 20)))
    assert {visit.decided_at for visit in by_task} == {datetime(2026, 9, 21, 12, tzinfo=UTC)}
    decided = StateChange(CaseState.RECEIVED, CaseState.DECIDED, moment(on(22)))
    by_state = read(trail(task("assess", 5), changes=(decided,), state=CaseState.DECIDED))
    assert {visit.decided_at for visit in by_state} == {datetime(2026, 9, 23, 12, tzinfo=UTC)}


def test_a_case_withdrawn_is_closed_without_a_decision() -> None:
    closed = StateChange(CaseState.RECEIVED, CaseState.CLOSED, moment(on(15)))
    (first, last) = read(trail(task("assess", 5), changes=(closed,), state=CaseState.CLOSED))
    assert (last.left_at, last.closed_at, last.decided_at) == (last.closed_at, first.closed_at, None)
    assert last.closed_at == datetime(2026, 9, 16, 12, tzinfo=UTC)


def test_what_is_taken_back_when_a_step_ends_has_not_come_to_the_one_after_it() -> None:
    closed = StateChange(CaseState.RECEIVED, CaseState.CLOSED, moment(on(14)))
    tasks = (task("received", 0, 5), task("assess", 5, 14))
    visits = read(trail(*tasks, changes=(closed,), state=CaseState.CLOSED))
    assert told(visits) == [("received", 0, 5), ("assess", 5, 14)]


def test_an_old_case_first_seen_when_it_was_over_counts_when_its_tasks_say_when() -> None:
    late = moment(on(70))
    dated = (task("received", 0, 2), task("assess", 2, 30), task("decision", 30, 40))
    assert told(read(trail(*dated, first_seen_at=late, state=CaseState.CLOSED)))[-2:] == [
        ("decision", 30, 40),
        ("appeal", 40, 70),
    ]
    assert read(trail(task("assess", 5), first_seen_at=late, state=CaseState.CLOSED)) == []


def test_a_case_that_stood_somewhere_when_first_seen_says_nothing_of_how_it_came_there() -> None:
    assert read(trail(first_seen_at=moment(on(60)), state=CaseState.DECIDING)) == []


days = st.integers(0, 120)
tasks = st.builds(
    lambda step, begun, lasted: task(step, begun, None if lasted is None else begun + lasted),
    st.sampled_from(STEPS),
    days,
    st.none() | st.integers(0, 60),
)
states = st.lists(st.tuples(days, st.sampled_from(list(CaseState))), max_size=4)


def _changes(seen: list[tuple[int, CaseState]]) -> tuple[StateChange, ...]:
    before, found = CaseState.RECEIVED, []
    for at, state in sorted(seen, key=lambda each: each[0]):
        found.append(StateChange(before, state, moment(on(at))))
        before = state
    return tuple(found)


def _as_known(each: TaskTrail, until: date) -> TaskTrail | None:
    """The task with nothing in it that is dated after that day."""
    if each.created_on is None or each.created_on > until:
        return None
    closed_on = each.closed_on if each.closed_on is not None and each.closed_on <= until else None
    return TaskTrail(each.step, each.created_on, each.started_on, closed_on, each.due_on)


@given(st.lists(tasks, max_size=8), states, st.lists(tasks, max_size=4), states, days)
def test_no_visit_hangs_on_anything_dated_later(
    mine: list[TaskTrail],
    seen: list[tuple[int, CaseState]],
    others: list[TaskTrail],
    others_seen: list[tuple[int, CaseState]],
    day: int,
) -> None:
    until = on(day)
    later = [each for each in others if each.created_on is not None and each.created_on > until]
    kept = [(at, state) for at, state in seen if at <= day]
    after = [(at, state) for at, state in others_seen if at > day]
    known = [found for each in mine if (found := _as_known(each, until)) is not None]
    as_it_was = trail(*known, changes=_changes(kept), state=kept[-1][1] if kept else CaseState.RECEIVED)
    in_hindsight = trail(
        *mine, *later, changes=_changes([*kept, *after]), state=CaseState.CLOSED if after else as_it_was.state
    )
    assert read(in_hindsight, until) == read(as_it_was, until)
