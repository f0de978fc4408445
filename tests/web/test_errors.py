"""What somebody meets when an address is not quite right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import log
from portal.config import Mode
from tests.web.bad_input.quarter import a_town
from tests.world import PORTAL, World


@pytest.mark.parametrize(
    ("path", "proper"),
    [
        ("/medarbejder", "/medarbejder/"),
        ("/log-ud//farvel", "/log-ud/farvel"),
        ("/log-ind//retur?state=a%20b", "/log-ind/retur?state=a%20b"),
    ],
)
def test_a_forged_host_never_leads_away_from_the_portal(world: World, path: str, proper: str) -> None:
    answer = world.app.test_client().get(path, base_url="http://evil.example")
    assert answer.location == proper
    assert b"evil.example" not in answer.data


@pytest.fixture
def own_world(tmp_path: Path) -> Iterator[World]:
    """A world whose database may be broken."""
    with a_town(tmp_path) as world:
        yield world


def test_somebody_signed_in_is_told_when_the_database_does_not_answer(own_world: World) -> None:
    case_id = own_world.a_case()
    anna = own_world.citizen("Anna")
    with own_world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sign_in RENAME TO out_of_reach")
    answer = anna.client.get(f"/sager/{case_id}", base_url=PORTAL)
    assert answer.status_code == 503
    assert "Portalen har travlt" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_a_citizen_wrote_is_not_logged_when_it_cannot_be_kept(
    own_world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = own_world.a_case()
    anna = own_world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").form("/udtalelse")
    log.configure(Mode.TEST)
    with own_world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE journal_entry RENAME COLUMN text TO lost")
    assert anna.posts(form, words="Min datter er syg.").status_code == 503
    logged = capsys.readouterr().err
    assert "out of reach: OperationalError" in logged
    assert "datter" not in logged
