"""The addresses of pages, as templates ask for them.

An address without values is the same in every page, and a page names a dozen: it is put together once.
"""

from functools import cache
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import MapAdapter


def give_addresses(app: Flask) -> None:
    """Give templates `url_for`, for addresses within the portal. Its host is its own, so none depends on the request."""
    adapter = MapAdapter(app.url_map, "", "/", "", "http", "/", "GET")

    @cache
    def plain(endpoint: str) -> str:
        return adapter.build(endpoint)

    def url_for(endpoint: str, *, _anchor: str | None = None, **values: object) -> str:
        if not values:
            path = plain(endpoint)
        else:
            app.inject_url_defaults(endpoint, values)
            path = adapter.build(endpoint, values)
        return f"{path}#{quote(_anchor)}" if _anchor else path

    app.jinja_env.globals["url_for"] = url_for
