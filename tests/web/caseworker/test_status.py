"""How the readings of the case system go, for everybody on the staff."""

from portal import clock
from portal.storage.sync_runs import QuarantineRow, RunOutcome, SyncRunRow
from tests.world import SOURCE, World, later


def test_it_tells_of_the_last_complete_reading_and_of_one_that_failed_since(world: World) -> None:
    with later(hours=1):
        failed = SyncRunRow(source=SOURCE, started_at=clock.now(), outcome=RunOutcome.FAILED, error_class="Timeout")
        world.write(failed)
        page = world.caseworker().opens("/medarbejder/status")
    assert "Sidst læst helt i dag kl. 9.00" in page.words
    assert "i dag kl. 10.00: Mislykket (Timeout)" in page.words


def test_a_record_that_was_set_aside_is_listed_with_reason_and_place(world: World) -> None:
    def set_aside(key: str, pointer: str) -> QuarantineRow:
        now = clock.now()
        return QuarantineRow(
            source=SOURCE, record_key=key, reason="date_parsing", pointer=pointer, first_seen_at=now, last_seen_at=now
        )

    put_right = set_aside("2", "/state")
    put_right.resolved_at = clock.now()
    world.write(set_aside("1", "/caseAttributes/caseDate"), put_right)
    page = world.caseworker().opens("/medarbejder/status")
    assert "date_parsing /caseAttributes/caseDate" in page.words
    assert "/state" not in page.words


def test_it_names_nobody_and_no_case(world: World) -> None:
    world.a_case()
    page = world.caseworker("Ukendt").opens("/medarbejder/status")
    assert page.status == 200
    assert "Anna" not in page.words
    assert "S2026-00001" not in page.words
