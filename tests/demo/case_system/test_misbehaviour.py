"""The demo's case system misbehaves when it is told to, each way by its name."""

from http import HTTPStatus

from portal.demo.case_system import Misbehaviour
from tests.demo.case_system.caller import Caller, uuids
from tests.demo.town.towns import DAY_ZERO, town

WHOLE = [case.uuid for case in town().cases_on(DAY_ZERO)]


def test_a_page_fails_as_often_as_told_and_is_well_again() -> None:
    caller = Caller(Misbehaviour(failing_page=2, failures_left=2))
    assert caller.cases(1, 30).status_code == HTTPStatus.OK
    assert [caller.cases(31, 30).status_code for _ in range(3)] == [500, 500, 200]


def test_a_page_talks_instead_of_answering() -> None:
    caller = Caller(Misbehaviour(talking_page=2))
    answer = caller.cases(31, 30)
    assert answer.status_code == HTTPStatus.OK
    assert answer.get_json(silent=True) is None
    assert caller.cases(1, 30).get_json()


def test_rows_drift_under_a_reader() -> None:
    caller = Caller(Misbehaviour(drifting_page=2))
    first, second = caller.cases(1, 30), caller.cases(31, 30)
    assert uuids(first) == WHOLE[:30]
    assert uuids(second) == WHOLE[31:61]
    totals = [answer.get_json()["pagingInformation"]["totalNumberOfRows"] for answer in (first, second)]
    assert totals == [134, 133]


def test_a_page_repeats_the_row_before_it() -> None:
    caller = Caller(Misbehaviour(repeats_last_row=True))
    assert uuids(caller.cases(1, 30)) == WHOLE[:30]
    assert uuids(caller.cases(31, 30)) == WHOLE[29:60]


def test_the_total_is_a_lie() -> None:
    told = Caller(Misbehaviour(counted_total=12)).cases().get_json()["pagingInformation"]
    assert told["totalNumberOfRows"] == 12


def test_somebody_can_be_called_before_each_page() -> None:
    pages: list[int] = []
    caller = Caller(Misbehaviour(before_page=pages.append))
    for start in (1, 31, 61):
        caller.cases(start, 30)
    assert pages == [1, 2, 3]
