"""The only source of time.

`now` is business time: what people mean by today. In the demo it carries an offset kept in `DEMO_DIR`, shared by
all processes, so that a day can pass. `real` is the machine's time, for tokens, sessions, locks and rate limits.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class _Moment:
    now: datetime
    today: date


_moment: ContextVar[_Moment | None] = ContextVar("moment", default=None)
_frozen_at: ContextVar[datetime | None] = ContextVar("frozen_at", default=None)


def real() -> datetime:
    """The machine's time, in UTC; the frozen time in a test."""
    return _frozen_at.get() or datetime.now(UTC)


def now() -> datetime:
    """Business time, in UTC: the machine's time and the days that have been let pass in the demo."""
    held = _moment.get()
    return held.now if held else real() + _demo_offset()


def today() -> date:
    """The date of business time in Copenhagen."""
    held = _moment.get()
    return held.today if held else now().astimezone(COPENHAGEN).date()


@contextmanager
def one_moment() -> Iterator[None]:
    """Let business time stand still while a page is made: all of it is said of the same day, and asking costs nothing."""
    at = now()
    token = _moment.set(_Moment(at, at.astimezone(COPENHAGEN).date()))
    try:
        yield
    finally:
        _moment.reset(token)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Let time stand still at `at` (aware) while a test tells its story."""
    if at.tzinfo is None:
        message = "A frozen time needs a zone."
        raise ValueError(message)
    token = _frozen_at.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen_at.reset(token)


def _demo_offset() -> timedelta:
    folder = _demo_folder()
    if not folder:
        return timedelta()
    try:
        days = json.loads(Path(folder, "clock.json").read_text(encoding="utf-8"))["offset_days"]
    except FileNotFoundError:
        return timedelta()
    return timedelta(days=days)


def _demo_folder() -> str | None:
    return os.environ.get("DEMO_DIR")
