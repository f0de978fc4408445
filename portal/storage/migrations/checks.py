"""What a column may hold, changed by a migration: the CHECK that stands for an enum is made anew."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect


def allow_also(table: str, column: str, name: str, more: Iterable[str]) -> None:
    """Let a column hold these values too."""
    _remake(table, column, name, [*_allowed(table, name), *more])


def allow_no_longer(table: str, column: str, name: str, fewer: Iterable[str]) -> None:
    """Take the values back; rows that hold them are lost."""
    gone = list(fewer)
    held = sa.table(table, sa.column(column, sa.String()))
    op.execute(held.delete().where(held.c[column].in_(gone)))
    _remake(table, column, name, [value for value in _allowed(table, name) if value not in gone])


def _allowed(table: str, name: str) -> list[str]:
    checks = inspect(op.get_bind()).get_check_constraints(table)
    text = next(check["sqltext"] for check in checks if check["name"] == f"ck_{table}_{name}")
    return [part for number, part in enumerate(text.split("'")) if number % 2]


def _remake(table: str, column: str, name: str, values: list[str]) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.column(column).in_(values))
