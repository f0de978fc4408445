"""A journal that somebody has changed behind the portal's back is found out, entry by entry."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from portal.cli.journal import journal as journal_command
from portal.journal.verify import Fault, FaultKind, prove_journal
from portal.storage.journal import JournalEntryRow
from tests.journal.stories import enters, sealed, seals
from tests.world import World


@pytest.fixture
def journal(world: World) -> World:
    case_id = world.a_case()
    for number in range(1, 5):
        enters(world, case_id, f"Besked {number}", minutes_ago=60 - number)
    seals(world)
    return world


def behind_its_back(world: World, statement: str, **values: object) -> None:
    with world.engine.begin() as connection:
        connection.execute(text(statement), values)


def test_an_untouched_journal_is_whole(journal: World) -> None:
    enters(journal, journal.a_case(), "ikke forseglet endnu")
    proof = prove_journal(journal.engine)
    assert (proof.sealed, proof.unsealed, proof.faults) == (4, 1, [])
    assert (proof.last_number, proof.last_hash) == (4, sealed(journal)[-1].chain_hash)


def test_one_flipped_byte_is_found(journal: World) -> None:
    behind_its_back(journal, "UPDATE journal_entry SET text = 'Besked 7' WHERE number = 2")
    assert prove_journal(journal.engine).faults == [Fault(2, FaultKind.CONTENT_CHANGED)]


def _flipped(entry: JournalEntryRow, name: str) -> str:
    value = str(getattr(entry, name))
    return ("1" if value[0] == "0" else "0") + value[1:]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("nonce", [Fault(2, FaultKind.CONTENT_CHANGED)]),
        ("actor_ref", [Fault(2, FaultKind.CONTENT_CHANGED)]),
        ("party_ref", [Fault(2, FaultKind.CONTENT_CHANGED)]),
        ("content_hash", [Fault(2, FaultKind.CONTENT_CHANGED), Fault(2, FaultKind.CHAIN_BROKEN)]),
        ("chain_hash", [Fault(2, FaultKind.CHAIN_BROKEN), Fault(3, FaultKind.CHAIN_BROKEN)]),
    ],
)
def test_one_flipped_byte_is_found_wherever_it_is(journal: World, name: str, found: list[Fault]) -> None:
    flipped = _flipped(sealed(journal)[1], name)
    behind_its_back(journal, f"UPDATE journal_entry SET {name} = :flipped WHERE number = 2", flipped=flipped)  # noqa: S608 -- a name from the list above
    assert prove_journal(journal.engine).faults == found


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "DELETE FROM journal_entry WHERE number = 2",
            [Fault(2, FaultKind.MISSING), Fault(3, FaultKind.CHAIN_BROKEN)],
        ),
        (
            "UPDATE journal_entry SET number = 9 WHERE number = 4",
            [*(Fault(number, FaultKind.MISSING) for number in range(4, 9)), Fault(9, FaultKind.CHAIN_BROKEN)],
        ),
    ],
    ids=["taken out", "moved"],
)
def test_an_entry_taken_out_or_moved_is_found(journal: World, statement: str, found: list[Fault]) -> None:
    behind_its_back(journal, statement)
    assert prove_journal(journal.engine).faults == found


def test_locking_an_entry_does_not_break_the_chain(journal: World) -> None:
    behind_its_back(journal, "UPDATE journal_entry SET locked = true WHERE number = 3")
    assert prove_journal(journal.engine).faults == []


@pytest.mark.parametrize("flip", [False, True])
def test_the_command_says_what_it_found(journal: World, *, flip: bool) -> None:
    if flip:
        behind_its_back(journal, "UPDATE journal_entry SET text = 'Besked 8' WHERE number = 2")
    with journal.app.app_context():
        told = CliRunner().invoke(journal_command, ["verify"])
    assert told.exit_code == int(flip)
    assert ("Entry 2: what it says was changed after it was sealed." in told.output) is flip
    assert f"Sealed entries: 4. Not sealed yet: 0. Faults: {int(flip)}." in told.output
