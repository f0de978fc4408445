"""Statements about one or many of something, written once for each.

A list of values is put into a statement anew each time it is sent, and most pages ask about one.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, SQLColumnExpression, bindparam, select

from portal.domain.value import value
from portal.storage.session import GuardedSession


@value
class OneOrMany:
    """A query about one value of a column, and the same about many."""

    of_one: Select[Any]
    of_many: Select[Any]

    @classmethod
    def by(cls, column: SQLColumnExpression[Any], query: Select[Any]) -> "OneOrMany":
        """The query, for rows in which the column is one of the values asked about."""
        one: BindParameter[Any] = bindparam("asked")
        many: BindParameter[Any] = bindparam("asked", expanding=True)
        return cls(query.where(column == one), query.where(column.in_(many)))

    def also(self, change: Callable[[Select[Any]], Select[Any]]) -> "OneOrMany":
        """The same with something more said of both."""
        return OneOrMany(change(self.of_one), change(self.of_many))

    def read(self, session: GuardedSession, asked: Collection[object], **values: object) -> Sequence[Any]:
        """Every row about the values asked about, in one query; none is sent when nothing is asked about."""
        if not asked:
            return []
        if len(asked) == 1:
            (only,) = asked
            return session.fetch(self.of_one, asked=only, **values)
        return session.fetch_many(self.of_many, asked=list(asked), **values)


def about_cases(table: type[Any], names: Sequence[str], in_order: Sequence[str]) -> OneOrMany:
    """Columns of a table by case, the oldest first, whatever order a database keeps its rows in."""
    columns = table.__table__.c
    query = select(columns.case_id, *(columns[name] for name in names))
    return OneOrMany.by(columns.case_id, query.order_by(*(columns[name] for name in in_order), columns.id))
