"""The log: JSON lines on stderr, from which personal data and secrets are taken out before they are written.

What is known to be personal by its name is blanked; what looks like a CPR number, a token or the query of an
address is masked wherever it stands, so that a slip in one place does not become a leak.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Final
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from portal.config import Mode

HIDDEN: Final = "[hidden]"

_HIDDEN_WORDS = {
    *("address", "birthdate", "cpr", "email", "name", "names", "person", "phone", "title", "wish"),
    *("authorization", "cookie", "nonce", "password", "secret", "token", "verifier"),
}
_HIDDEN_KEYS = {"code", "state"}
"""Of a sign-in; as part of a longer key they are harmless words (`status_code`, `case_state`)."""

_LIBRARIES = {
    "alembic": logging.WARNING,
    "authlib": logging.INFO,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "urllib3": logging.INFO,
}
"""They write whole requests, with codes and tokens, at DEBUG; at INFO httpx a line for every request, and Alembic
two each time somebody asks whether the portal is ready."""

_MASKS = (
    re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)"),  # a CPR number
    re.compile(r"(?<=[?&])[\w.~%-]+=[^\s\"'<>]*"),  # the query of an address
    re.compile(r"(?i)(?<=bearer )\S+|(?<=basic )\S+"),  # an Authorization header
    re.compile(r"(?<![\w-])eyJ[\w-]+(?:\.[\w-]+)*"),  # a signed or encrypted token
    re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{40,}"),  # any other token or key; a UUID has 36 characters
)
_CPR_NUMBERS = range(10**8, 10**10)
"""A CPR number that was read as a number may have lost its leading zero."""


def configure(mode: Mode) -> None:
    """Send the lines of every logger, the libraries' too, through the same processors to stderr.

    In production the text of an exception is left out as well: it may quote what a citizen wrote.
    """
    told: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.ExceptionRenderer(
            _say_error_without_text if mode is Mode.PRODUCTION else _say_error,
        ),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *told,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    written: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        hide_personal_data,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=written))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for library, level in _LIBRARIES.items():
        logging.getLogger(library).setLevel(level)


def hide_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank what is personal or secret by its name, and mask what looks like it anywhere else."""
    return _hide_in(event)


def _hide_in(pairs: Mapping[object, object] | EventDict) -> dict[str, object]:
    named = {_mask(str(key)): value for key, value in pairs.items()}
    return {key: HIDDEN if _is_personal(key) else _hide(value) for key, value in named.items()}


def _is_personal(key: str) -> bool:
    words = re.split(r"[^a-z]+", key.lower())
    return key in _HIDDEN_KEYS or not _HIDDEN_WORDS.isdisjoint(words)


def _hide(value: object) -> object:
    match value:
        case str() | date() | Enum() | Path() | UUID():
            return _mask(str(value))
        case Mapping():
            return _hide_in(value)
        case list() | tuple() | set() | frozenset():
            return [_hide(part) for part in value]
        case None | bool() | float():
            return value
        case int() if value not in _CPR_NUMBERS:
            return value
        case _:
            return HIDDEN if isinstance(value, int) else f"<{type(value).__name__}>"


def _mask(text: str) -> str:
    for pattern in _MASKS:
        text = pattern.sub(HIDDEN, text)
    return text


_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def _say_error(exc_info: _ExcInfo) -> dict[str, object]:
    return {**_say_error_without_text(exc_info), "text": str(exc_info[1])}


def _say_error_without_text(exc_info: _ExcInfo) -> dict[str, object]:
    kind, error, trace = exc_info
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    said: dict[str, object] = {"type": kind.__qualname__, "places": places}
    if cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        said["cause"] = _say_error_without_text((type(cause), cause, cause.__traceback__))
    return said
