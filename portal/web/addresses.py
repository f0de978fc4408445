"""The addresses of pages, as templates ask for them.

An address without values is the same in every page, and a page names a dozen: it is put together once. What stands
around a case in one is the same for every case.
"""

from functools import cache
from typing import Final
from urllib.parse import quote
from uuid import UUID

from flask import Flask
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

    def url_for(endpoint: str, *, _anchor: str | None = None, **values: object) -> str:
        if not values:
            path = plain(endpoint)
        else:
            app.inject_url_defaults(endpoint, values)
            if values.keys() == _CASE_ALONE:
                before, after = around_case(endpoint)
                path = f"{before}{values[_CASE]}{after}"
            else:
                path = adapter.build(endpoint, values)
        return f"{path}#{quote(_anchor)}" if _anchor else path

    app.jinja_env.globals["url_for"] = url_for
