"""Requests to a provider: each with a limit of time and size, none that follows a redirect."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter

from portal.domain.sign_ins import ProviderAnswerRefused, ProviderDown

TIMEOUT_SECONDS = 5
LARGEST_ANSWER_BYTES = 1024 * 1024
_PIECE_BYTES = 16 * 1024
_OK = 200
_SERVER_ERROR = 500
_LOOPBACK = {"127.0.0.1", "::1"}

UNREADABLE = (ValueError, TypeError, RecursionError)
"""What reading a hostile answer can raise."""


class Transport:
    """How the portal reaches one provider. An `adapter` replaces the network, in tests."""

    def __init__(self, adapter: BaseAdapter | None = None) -> None:
        """Reach providers over the network, or through that adapter."""
        self._adapter = adapter

    def prepare(self, session: requests.Session, url: str) -> None:
        """Make a session go where this transport goes. A proxy is for other machines than this one."""
        session.hooks["response"].append(_read_within_limit)
        session.trust_env = urlsplit(url).hostname not in _LOOPBACK
        if self._adapter is not None:
            session.mount("https://", self._adapter)
            session.mount("http://", self._adapter)

    def fetch_object(self, url: str, name: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Get a JSON object; `name` says what it is, for the log.

        Raises:
            ProviderDown: no answer in time, or a server error.
            ProviderAnswerRefused: anything but a plain JSON object.

        """
        with requests.Session() as session:
            self.prepare(session, url)
            try:
                answer = session.get(url, headers=dict(headers or {}), timeout=TIMEOUT_SECONDS, allow_redirects=False)
            except (requests.RequestException, OSError) as error:
                raise ProviderDown from error
            except UNREADABLE:
                raise ProviderAnswerRefused(name) from None
        refuse_failure(answer, name)
        try:
            found = answer.json()
        except UNREADABLE:
            raise ProviderAnswerRefused(name) from None
        if not isinstance(found, dict):
            raise ProviderAnswerRefused(name)
        return found


def _read_within_limit(answer: requests.Response, **_how: object) -> None:
    """Read an answer piece by piece, as unpacked, and stop when it is larger than any honest one."""
    read = bytearray()
    for piece in answer.iter_content(_PIECE_BYTES):
        read += piece
        if len(read) > LARGEST_ANSWER_BYTES:
            answer.close()
            raise ProviderAnswerRefused("too_large")
    answer._content = bytes(read)  # noqa: SLF001 -- where the library looks for what has been read


def refuse_failure(answer: requests.Response, name: str) -> None:
    """Refuse every answer that is not a plain 200; a redirect is one of them."""
    if answer.status_code >= _SERVER_ERROR:
        raise ProviderDown
    if answer.status_code != _OK:
        raise ProviderAnswerRefused(f"{name}_status")
