"""A web server on this machine, for as long as a browser in a test needs one."""

from threading import Thread
from typing import TYPE_CHECKING, Final

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_HOST: Final = "127.0.0.1"
_WAIT_SECONDS: Final = 0.02
"""How often it looks whether it is to end."""


class _KeepsOpen(WSGIRequestHandler):
    """Lets the browser ask again over the same connection, and does not log what was asked."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...


class LocalServer:
    """Answers with an app at `url`, which has no slash at its end, until it is closed."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._server = make_server(_HOST, 0, app, threaded=True, request_handler=_KeepsOpen)
        self._thread = Thread(target=self._server.serve_forever, args=(_WAIT_SECONDS,), daemon=True)
        self._thread.start()
        self.url: Final = f"http://{_HOST}:{self._server.server_port}"

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
