"""The cases of the town's people go on as days pass."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.demo.town.lives import Life
from portal.demo.town.records import TownCase
from portal.domain.cases import TaskStatus
from tests.demo.town.towns import DAY_ZERO, town

SOON = st.integers(min_value=-200, max_value=200).map(lambda days: DAY_ZERO + timedelta(days=days))
LIVES = st.sampled_from(town(size=200).lives)
HOW_FAR = list(TaskStatus)


def on(life: Life, day: date) -> TownCase:
    case = life.on(day)
    assert case is not None
    return case


@given(life=LIVES, day=SOON, later=st.integers(min_value=0, max_value=120))
def test_what_was_known_of_a_task_stays_known(life: Life, day: date, later: int) -> None:
    if life.on(day) is None:
        return
    before = on(life, day).tasks
    after = {task.uuid: task for task in on(life, day + timedelta(days=later)).tasks}
    for known in before:
        now = after[known.uuid]
        assert (now.title, now.created_on, now.deadline_on) == (
            known.title,
            known.created_on,
            known.deadline_on,
        )
        assert known.started_on in {None, now.started_on}
        assert known.closed_on in {None, now.closed_on}
        assert HOW_FAR.index(now.status) >= HOW_FAR.index(known.status)
        if known.status is TaskStatus.FINISHED:
            assert now == known


@given(life=LIVES, day=SOON, later=st.integers(min_value=0, max_value=120))
def test_a_case_keeps_its_name_its_parties_and_its_opening(life: Life, day: date, later: int) -> None:
    if life.on(day) is None:
        assert day < life.opened_on
        return
    before, after = on(life, day), on(life, day + timedelta(days=later))
    assert (before.uuid, before.number, before.title, before.opened_on, before.parties) == (
        after.uuid,
        after.number,
        after.title,
        after.opened_on,
        after.parties,
    )
    assert before.progress_since <= after.progress_since <= day + timedelta(days=later)


@given(life=LIVES, day=SOON)
def test_the_case_system_never_tells_the_future(life: Life, day: date) -> None:
    case = life.on(day)
    for task in case.tasks if case else ():
        told = [when for when in (task.created_on, task.started_on, task.closed_on) if when is not None]
        assert told == sorted(told)
        assert max(told) <= day
        assert (task.status is TaskStatus.FINISHED) == (task.closed_on is not None)
        assert (task.status is TaskStatus.NOT_STARTED) == (task.started_on is None)


@given(life=LIVES)
def test_every_case_is_closed_in_the_end_with_nothing_left_to_do(life: Life) -> None:
    last = on(life, DAY_ZERO + timedelta(days=1500))
    assert last.progress == "Afsluttet"
    assert {task.status for task in last.tasks} == {TaskStatus.FINISHED}
