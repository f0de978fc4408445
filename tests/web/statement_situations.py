"""Demands to be heard whose party has asked for more time to speak, as citizens meet them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from portal.domain.case_facts import CaseFacts
from portal.domain.more_time import MoreTimeAsk
from portal.domain.statement_requests import RequestState, StatementRequest
from tests.web.situations import NOW, KnownCase, request, waits_for_doctor


def more_time(**said: object) -> MoreTimeAsk:
    """Anna's wish for more time to speak, of this morning."""
    base = MoreTimeAsk(
        asked_at=NOW - timedelta(minutes=50),
        answer_by=date(2026, 11, 25),
        until_before=date(2026, 12, 7),
        words="I har ikke set brevet fra min fysioterapeut.",
    )
    return replace(base, **said)  # type: ignore[arg-type]  # as above


def time_to_speak(until: date, *asks: MoreTimeAsk) -> StatementRequest:
    """A demand with a date, and wishes for another."""
    return request(RequestState.DATE_SET, statement_by=until, answered_at=NOW - timedelta(hours=1), asks=asks)


def asks_for_time_to_speak() -> CaseFacts:
    """A demand with a date to speak by, and a wish for more time that nobody has answered yet."""
    return replace(waits_for_doctor(), requests=(time_to_speak(date(2026, 12, 7), more_time()),))


def given_time_to_speak() -> CaseFacts:
    """The same, and she got it."""
    met = more_time(answered_at=NOW, granted_until=date(2026, 12, 21))
    return replace(waits_for_doctor(), requests=(time_to_speak(date(2026, 12, 21), met),))


ASKED: Final = KnownCase("asks_for_time_to_speak", asks_for_time_to_speak)
GIVEN: Final = KnownCase("given_time_to_speak", given_time_to_speak)
TIME_TO_SPEAK: Final = (ASKED, GIVEN)
