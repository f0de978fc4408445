"""The addresses of pages, as templates ask for them.

An address without values is the same in every page, and a page names a dozen: it is put together once. What stands
around a case in one is the same for every case.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final
from urllib.parse import quote
from uuid import UUID

from flask import Flask
from flask.typing import URLDefaultCallable
from werkzeug.routing import MapAdapter

_CASE: Final = "case_id"
_CASE_ALONE: Final = {_CASE}
_ANY_CASE: Final = UUID(int=0)


def give_addresses(app: Flask) -> None:
    """Give templates `url_for`, for addresses within the portal. Its host is its own, so none depends on the request."""
    adapter = MapAdapter(app.url_map, "", "/", "", "http", "/", "GET")

    @cache
    def plain(endpoint: str) -> str:
        return adapter.build(endpoint)

    @cache
    def around_case(endpoint: str) -> tuple[str, str]:
        before, after = adapter.build(endpoint, {_CASE: _ANY_CASE}).split(str(_ANY_CASE))
        return before, after

    @cache
    def defaults_of(endpoint: str) -> Sequence[URLDefaultCallable]:
        *blueprints, _ = endpoint.split(".")
        within = (None, *accumulate(blueprints, "{}.{}".format))
        return [default for each in within for default in app.url_default_functions.get(each, ())]

    def url_for(endpoint: str, *, _anchor: str | None = None, **values: object) -> str:
        if not values:
            path = plain(endpoint)
        else:
            for give_default in defaults_of(endpoint):
                give_default(endpoint, values)
            if values.keys() == _CASE_ALONE:
                before, after = around_case(endpoint)
                path = f"{before}{values[_CASE]}{after}"
            else:
                path = adapter.build(endpoint, values)
        return f"{path}#{quote(_anchor)}" if _anchor else path

    app.jinja_env.globals["url_for"] = url_for
