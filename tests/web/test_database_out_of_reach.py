"""When the database cannot be reached, every page says so to whoever needs it, and it is over when it is over."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from portal.domain.sign_ins import Realm
from portal.web.auth.cookies import SignInCookie
from tests.databases import on_postgres
from tests.reading import read_page
from tests.world import PORTAL, World, a_portal

_CUT_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(params=["sqlite:////nowhere/at/all.sqlite", "postgresql://portal:secret@127.0.0.1:1/none"])
def cut_off(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A portal whose database cannot be reached."""
    with a_portal(request.param) as app:
        yield app


@pytest.mark.parametrize("path", ["/sager", "/sager/3fa85f64-5717-4562-b3fc-2c963f66afa6", "/medarbejder/"])
def test_a_page_without_its_database_says_so_and_when_to_come_back(cut_off: Flask, path: str) -> None:
    client = cut_off.test_client()
    for realm in Realm:
        client.set_cookie(SignInCookie.named(realm, PORTAL).name, "t" * 43, domain="127.0.0.1")
    answer = client.get(path, base_url=PORTAL)
    page = read_page(answer)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Portalen har travlt" in page.words
    assert "sqlalchemy" not in page.source.lower()


@pytest.mark.parametrize("path", ["/", "/hjaelp"])
def test_a_portal_without_its_database_still_says_how_to_reach_us(cut_off: Flask, path: str) -> None:
    client = cut_off.test_client()
    assert client.get(path, base_url=PORTAL).status_code == 200
    client.set_cookie(SignInCookie.named(Realm.CITIZEN, PORTAL).name, "t" * 43, domain="127.0.0.1")
    assert client.get(path, base_url=PORTAL).status_code == 200


def test_a_watcher_is_told_that_it_is_not_ready(cut_off: Flask) -> None:
    client = cut_off.test_client()
    assert client.get("/health/live", base_url=PORTAL).status_code == 200
    assert client.get("/health/ready", base_url=PORTAL).status_code == 503


@on_postgres
def test_a_database_that_was_restarted_is_found_again_by_who_is_still_signed_in(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    for _ in range(2):
        with world.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(_CUT_ALL)
        assert case.hex[:8] in anna.opens(f"/sager/{case}").path.replace("-", "")


def test_a_number_that_cannot_be_kept_is_not_there_or_makes_no_sense(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    answer = anna.client.get(f"/sager/{case}/udtalelse/kvittering/2026-%00", base_url=PORTAL)
    assert answer.status_code in {400, 404}
