"""A statement that is sent by the driver finds, and refuses, what SQLAlchemy would."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import Engine, bindparam, select

from portal.domain.cases import CaseState
from portal.storage.engine import make_engine
from portal.storage.mirror import CaseRow
from portal.storage.session import open_session

SUMMER = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
_CASE = CaseRow.__table__.c  # type: ignore[attr-defined]
ALL = select(*_CASE).order_by(_CASE.id)
OF_STATE = ALL.where(_CASE.state == bindparam("state"), _CASE.first_seen_at == bindparam("at"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    with open_session(engine, "mirror", writes=True) as session:
        session.add_all(
            CaseRow(
                source="nova",
                source_id=str(uuid4()),
                case_number="S2026-1",
                source_state="Opstaaet",
                state=state,
                opened_on=date(2026, 1, 1),
                listing_hash="",
                content_hash="",
                first_seen_at=SUMMER,
                caseworker=caseworker,
            )
            for state, caseworker in ((CaseState.RECEIVED, None), (CaseState.DECIDED, "æ"))
        )
        session.commit()
    yield engine
    engine.dispose()


def test_it_finds_the_same(engine: Engine) -> None:
    with open_session(engine, "mirror") as session:
        ours, sqlalchemys = session.fetch(ALL), session.execute(ALL).all()
        assert [tuple(row) for row in ours] == [tuple(row) for row in sqlalchemys]
        assert {type(row.state) for row in ours} == {CaseState}
        assert {row.first_seen_at.tzinfo for row in ours} == {UTC}


def test_it_asks_for_the_same(engine: Engine) -> None:
    with open_session(engine, "mirror") as session:
        (found,) = session.fetch(OF_STATE, state=CaseState.DECIDED, at=SUMMER.astimezone(UTC))
        assert found.caseworker == "æ"


def test_what_is_no_member_of_an_enum_is_refused(engine: Engine) -> None:
    with open_session(engine, "mirror") as session, pytest.raises(LookupError):
        session.fetch(OF_STATE, state="lost", at=SUMMER)


def test_a_value_that_is_missing_is_refused(engine: Engine) -> None:
    with open_session(engine, "mirror") as session, pytest.raises(LookupError):
        session.fetch(OF_STATE, state=CaseState.DECIDED)


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    with open_session(engine, "mirror") as session, pytest.raises(ValueError, match="zone"):
        session.fetch(OF_STATE, state=CaseState.DECIDED, at=SUMMER.replace(tzinfo=None))
