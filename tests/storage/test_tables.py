"""What the database itself refuses, whoever writes; the same on SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Column, Connection, Date, DateTime, Engine, Enum, Table, Uuid, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from portal.domain.hearings import HearingState
from portal.domain.notices import NoticeState
from portal.domain.statement_requests import RequestState
from portal.storage.base import Row, Utc
from portal.storage.engine import make_engine
from portal.storage.tables import metadata
from tests.databases import Place
from tests.storage.one_of_each import fill

TABLES = metadata.sorted_tables
NOTICE, REQUEST = metadata.tables["notice"], metadata.tables["statement_request"]
RELEASE, HEARING = metadata.tables["case_release"], metadata.tables["hearing"]
TEXT_IDS = {"source_id"}
"""Ids of others are text."""
LONGEST_NAME = 63
"""PostgreSQL cuts off what is longer, and two names that begin alike become one."""


@pytest.fixture(scope="module")
def filled(database_place: Place, database_template: str) -> Iterator[Engine]:
    """With one row in every table."""
    url = database_place.create(database_template)
    engine = make_engine(url)
    fill(engine)
    yield engine
    engine.dispose()
    database_place.drop(url)


@pytest.fixture
def database(filled: Engine) -> Iterator[Connection]:
    """The same for each test: what one writes is taken back after it."""
    with filled.execution_options(writes=True).connect() as connection, connection.begin() as all_of_it:
        yield connection
        all_of_it.rollback()


def enum_columns() -> list[Column[Any]]:
    return [column for table in TABLES for column in table.columns if isinstance(column.type, Enum)]


def another(connection: Connection, table: Table, **values: object) -> None:
    """Write a copy of the table's one row, with an id of its own and other values where they are given."""
    row = connection.execute(select(table)).mappings().first()
    assert row is not None
    connection.execute(table.insert().values({**row, "id": uuid4(), **values}))


def is_refused(database: Connection, table: Table, **values: object) -> bool:
    try:
        with database.begin_nested():
            another(database, table, **values)
    except IntegrityError:
        return True
    return False


def test_a_word_that_is_none_of_ours_is_refused(database: Connection) -> None:
    for column in enum_columns():
        # The word goes past SQLAlchemy, as from another program.
        stranger = text(f"UPDATE {column.table.name} SET \"{column.name}\" = 'stranger'")  # noqa: S608 -- our own names
        refused = pytest.raises(IntegrityError, match=rf"(?i)check.*{column.table.name}|{column.type.name}")  # type: ignore[attr-defined]  # an Enum's
        with refused, database.begin_nested():
            database.execute(stranger)


def test_every_word_of_ours_is_kept_and_comes_back_as_itself(database: Connection) -> None:
    for column in enum_columns():
        assert isinstance(column.type, Enum)
        assert column.type.enum_class is not None
        for word in column.type.enum_class:
            database.execute(update(column.table).values({column.name: word}))
            assert database.execute(select(column)).scalar_one() is word


def test_every_text_that_is_an_enum_in_the_rows_is_one_in_the_database() -> None:
    free = [
        f"{mapper.class_.__name__}.{name}"
        for mapper in map(inspect, Row.__subclasses__())
        for name, field in mapper.class_.model_fields.items()
        if _names_an_enum(field.annotation) and not isinstance(mapper.columns[name].type, Enum)
    ]
    assert free == [], "Give it `sa_type=enum_column(…)`."


def test_a_time_comes_back_aware_in_utc_whatever_zone_it_was_given_in(database: Connection) -> None:
    in_india = datetime(2026, 3, 29, 6, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    for column in (column for table in TABLES for column in table.columns if isinstance(column.type, Utc)):
        database.execute(update(column.table).values({column.name: in_india}))
        kept = database.execute(select(column)).scalar_one()
        assert (kept, kept.tzinfo) == (in_india, UTC)


def test_times_are_compared_as_moments(database: Connection) -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    column = NOTICE.c.posted_at
    database.execute(update(NOTICE).values(posted_at=at))
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    assert database.scalar(select(column == at.astimezone(summer)))
    assert database.scalar(select(column < (at + timedelta(seconds=1)).astimezone(winter)))


def test_every_table_has_a_primary_key_and_names_that_fit(database: Connection) -> None:
    asked = inspect(database)
    for table in TABLES:
        assert asked.get_pk_constraint(table.name)["constrained_columns"], table.name
        found = [*asked.get_indexes(table.name), *asked.get_check_constraints(table.name)]
        names = [table.name, *(str(each["name"]) for each in [*found, *asked.get_foreign_keys(table.name)])]
        assert [name for name in names if len(name) > LONGEST_NAME] == []


def test_a_name_says_what_a_column_holds() -> None:
    for column in (column for table in TABLES for column in table.columns):
        if column.name == "id" or (column.name.endswith("_id") and column.name not in TEXT_IDS):
            assert isinstance(column.type, Uuid), column
        if column.name.endswith("_at"):
            assert isinstance(column.type, Utc), column
        if column.name.endswith("_on"):
            assert isinstance(column.type, Date), column


def test_a_time_and_a_day_are_kept_as_such(database: Connection) -> None:
    asked = inspect(database)
    for table in TABLES:
        for kept in asked.get_columns(table.name):
            modelled = table.columns[kept["name"]].type
            if isinstance(modelled, Utc):
                assert isinstance(kept["type"], DateTime), kept
                assert kept["type"].timezone is (database.dialect.name == "postgresql"), kept
            assert isinstance(kept["type"], Date) is isinstance(modelled, Date), kept


@pytest.mark.parametrize("state", list(NoticeState))
def test_a_case_has_one_live_notice_and_as_many_old_ones_as_it_had(database: Connection, state: NoticeState) -> None:
    database.execute(update(NOTICE).values(state=NoticeState.LIVE))
    assert is_refused(database, NOTICE, state=state) is (state is NoticeState.LIVE)
    assert not is_refused(database, NOTICE, state=NoticeState.LIVE, case_id=uuid4())


@pytest.mark.parametrize("state", list(RequestState))
def test_a_party_has_one_open_demand_in_a_case(database: Connection, state: RequestState) -> None:
    database.execute(update(REQUEST).values(state=RequestState.RECEIVED))
    is_open = state in {RequestState.RECEIVED, RequestState.DATE_SET, RequestState.GIVEN}
    assert is_refused(database, REQUEST, state=state, number="2026-OTHER") is is_open
    assert not is_refused(database, REQUEST, state=RequestState.RECEIVED, number="2026-PARTY", party_ref="other")
    assert not is_refused(database, REQUEST, state=RequestState.RECEIVED, number="2026-CASE", case_id=uuid4())


def test_a_party_has_one_live_release_of_a_case(database: Connection) -> None:
    database.execute(update(RELEASE).values(ended_at=None))
    assert is_refused(database, RELEASE)
    assert not is_refused(database, RELEASE, party_ref="other")
    assert not is_refused(database, RELEASE, ended_at=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("state", HearingState)
def test_a_party_has_one_hearing_that_waits(database: Connection, state: HearingState) -> None:
    database.execute(update(HEARING).values(state=HearingState.OFFERED))
    waits = state in {HearingState.OFFERED, HearingState.SEEN, HearingState.ANSWERED}
    assert is_refused(database, HEARING, state=state, number="2026-OTHER") is waits
    assert not is_refused(database, HEARING, number="2026-PARTY", party_ref="other")


@pytest.mark.parametrize(
    ("table", "allowed"),
    [
        ("decision", {"case_id": uuid4()}),
        ("request", {"number": "2026-OTHER"}),
        ("breach_task", None),
        ("mirror_case", {"source_id": "other"}),
        ("mirror_party", {"person_ref": "other"}),
        ("mirror_task", {"source_id": "other"}),
        ("sign_in", {"token_hash": "other"}),
        ("sync_quarantine", {"record_key": "other"}),
    ],
)
def test_there_is_one_of_what_there_can_be_one_of(
    database: Connection, table: str, allowed: dict[str, object] | None
) -> None:
    assert is_refused(database, metadata.tables[table])
    if allowed is not None:
        assert not is_refused(database, metadata.tables[table], **allowed)


def test_a_receipt_number_is_given_once(database: Connection) -> None:
    database.execute(update(REQUEST).values(state=RequestState.WITHDRAWN))
    assert is_refused(database, REQUEST)


def test_what_points_at_something_points_at_something_that_is_there(database: Connection) -> None:
    keys = [key for table in TABLES for key in table.foreign_keys]
    assert keys
    for key in keys:
        with pytest.raises(IntegrityError), database.begin_nested():
            database.execute(update(key.parent.table).values({key.parent.name: uuid4()}))


def test_a_notice_does_not_end_before_it_begins(database: Connection) -> None:
    backwards = {"state": NoticeState.REPLACED, "expected_from": date(2026, 12, 2), "expected_to": date(2026, 12, 1)}
    assert is_refused(database, NOTICE, **backwards)


def _names_an_enum(annotation: object) -> bool:
    kinds = getattr(annotation, "__args__", (annotation,))
    return any(isinstance(kind, type) and issubclass(kind, StrEnum) for kind in kinds)
