"""The finished cases are listed when the living have been read, so that a portal that starts is ready before them."""

from portal.demo.case_system import Credentials, create_case_system
from portal.demo.case_system.archive import Archive
from portal.demo.town.lives import Town
from tests.demo.case_system.caller import CREDENTIALS, Caller, TownClock, uuids
from tests.demo.town.towns import town

LIVING, FINISHED = Town(town().lives[:30]), Town(town().lives[30:50])


class Opened:
    """Remembers how often an archive was opened."""

    times = 0

    def __call__(self) -> None:
        self.times += 1


def calling(archive: Archive, credentials: Credentials = CREDENTIALS) -> Caller:
    caller = Caller()
    caller.client = create_case_system(LIVING, credentials, TownClock(), archive=archive).test_client()
    caller.sign_in()
    return caller


def test_the_first_reading_meets_the_living_and_the_next_one_everybody() -> None:
    opened = Opened()
    caller = calling(Archive(lambda: FINISHED, when_opened=opened))
    assert len(uuids(caller.cases())) == 30
    finished = uuids(caller.cases())[30:]
    assert finished == [life.uuid for life in FINISHED.lives]
    assert opened.times == 1
    assert caller.tasks(finished[0]).get_json()["taskList"]


def test_nobody_meets_a_finished_case_in_the_middle_of_a_reading() -> None:
    caller = calling(Archive(lambda: FINISHED))
    pages = [caller.cases(start, 20).get_json()["pagingInformation"] for start in (1, 21)]
    assert [page["totalNumberOfRows"] for page in pages] == [30, 30]


def test_looking_for_one_case_opens_nothing() -> None:
    caller = calling(Archive(lambda: FINISHED))
    caller.search(common={"uuid": str(LIVING.lives[0].uuid), "transactionId": str(LIVING.lives[0].uuid)})
    assert len(uuids(caller.cases())) == 30


def test_what_was_opened_before_is_open_from_the_start() -> None:
    assert len(uuids(calling(Archive(lambda: FINISHED, is_open=True)).cases())) == 50
