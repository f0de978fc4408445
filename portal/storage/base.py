"""What every row shares: names of constraints, UTC times, enums with CHECKs, and which tables are personal."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, Enum, MetaData
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC, the same in every database. A naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back an aware time."""
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """SQLite keeps times as text without a zone; a page writes and reads fifteen of them."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """The other way round."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        message = "A time without a zone was to be stored."
        raise ValueError(message)
    return value.astimezone(UTC)


_ZONE_OF_UTC: Final = "+00:00"


def _to_text(value: datetime | None) -> str | None:
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds").removesuffix(_ZONE_OF_UTC)


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + _ZONE_OF_UTC)


def enum_column(members: type[StrEnum]) -> Enum:
    """A text column that a CHECK holds to the values of an enum."""
    values: Callable[[Any], list[str]] = lambda enum: [member.value for member in enum]  # noqa: E731
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in members.__name__)
    return Enum(
        members,
        native_enum=False,
        create_constraint=True,
        values_callable=values,
        length=40,
        name=name.lstrip("_"),
        validate_strings=True,
    )


MIRROR = {"personal": True, "owner": "mirror"}
"""A table that says what the case system says: only the sync writes it."""
RECORD = {"personal": True, "owner": "records"}
"""A table of what people do here: read and written through a gate."""
LEDGER = RECORD | {"is_append_only": True}
"""The same, of which no row is ever changed or taken away."""
HISTORY = {"personal": True, "owner": "history"}
"""A table of how long cases took, made from the mirror: written by the job that keeps it."""
OPERATION = {"personal": False, "owner": "operations"}
"""A table about the running of the portal, with no word about any person."""
SIGN_IN = {"personal": True, "owner": "sign_ins"}
"""A table about who is signed in: read and written by the one module that resolves a sign-in."""
