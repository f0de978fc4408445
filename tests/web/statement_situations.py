"""Demands to be heard whose last day to speak is moved, wished for or not, as citizens meet them and as staff do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from portal.domain.case_facts import CaseFacts
from portal.domain.cases import CaseState
from portal.domain.more_time import MoreTimeAsk
from portal.domain.moved_days import MovedDay
from portal.domain.reasons import Reason
from portal.domain.statement_requests import RequestState, StatementRequest
from tests.reading import Page
from tests.web.situations import NOW, KnownCase, request, waits_for_doctor
from tests.world import Visitor, World


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


def moved_time_to_speak() -> CaseFacts:
    """The same, and nobody asked: we moved it ourselves."""
    moved = MovedDay(
        date(2026, 12, 7),
        date(2026, 12, 21),
        Reason.REPORT,
        "Din fysioterapeut svarer først i næste uge.",
        NOW,
        "Susanne Krogh",
    )
    demand = replace(time_to_speak(date(2026, 12, 21)), moved=(moved,))
    return replace(waits_for_doctor(), requests=(demand,))


ASKED: Final = KnownCase("asks_for_time_to_speak", asks_for_time_to_speak)
GIVEN: Final = KnownCase("given_time_to_speak", given_time_to_speak)
MOVED: Final = KnownCase("moved_time_to_speak", moved_time_to_speak)
TIME_TO_SPEAK: Final = (ASKED, GIVEN, MOVED)


def _given_until(world: World) -> tuple[UUID, Visitor, Visitor]:
    case, anna, susanne = world.a_case(), world.citizen("Anna"), world.caseworker()
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").forms()[-1], timing="later", words="")
    _answers(susanne, case, "/dato")
    return case, anna, susanne


def _answers(susanne: Visitor, case: UUID, ending: str, **values: str) -> Page:
    return susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form(ending), **values)


def _asked_three_times(world: World) -> Page:
    """Anna has asked for more time to speak three times: declined, given, and a no that is not said why."""
    case, anna, susanne = _given_until(world)
    for ending, words in (("/ikke-mere-tid", {"words": "Du bliver hørt på en anden måde."}), ("/dato", {})):
        anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid"), why="Jeg kan ikke gå.")
        _answers(susanne, case, ending, **words)
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid"), why="Jeg kan ikke gå.")
    return _answers(susanne, case, "/ikke-mere-tid", words="")


def _moved_unasked(world: World) -> Page:
    """Susanne has moved the day Anna had, and moves it again without saying why."""
    case, _, susanne = _given_until(world)
    why = {"change_reason": "report", "change_words": "Lægens brev kommer først i næste uge."}
    _answers(susanne, case, "/flyttet", statement_by="2026-12-14", **why)
    return _answers(susanne, case, "/flyttet", statement_by="2026-12-21")


def _decision_waits(world: World) -> Page:
    """Anna and Bo have demanded to be heard, and Susanne tries to announce the decision all the same."""
    case = world.a_case(others=("Bo",))
    for who, values in (
        ("Anna", {"timing": "later"}),
        ("Bo", {"timing": "now", "words": "Lægen har misforstået det."}),
    ):
        visitor = world.citizen(who)
        visitor.sends(visitor.opens(f"/sager/{case}/udtalelse").forms()[-1], **values)
    world.the_case_moves(case, CaseState.DECIDED)
    return _answers(world.caseworker(), case, "/afgoerelse", outcome="granted")


def _told_after_decision(world: World) -> Page:
    """The case was decided, and the next day Anna says what she thinks, and Bo asks for time; one of them is to be answered."""
    case = world.a_case(others=("Bo",), state=CaseState.DECIDED)
    anna, bo = world.citizen("Anna"), world.citizen("Bo")
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").forms()[-1], words="Lægen har misforstået det.")
    bo.sends(bo.opens(f"/sager/{case}/udtalelse").forms()[-1], timing="later", words="")
    return world.caseworker().opens(f"/medarbejder/sager/{case}")


STAFF_STATEMENTS: Final[Mapping[str, Callable[[World], Page]]] = {
    "staff_case_time_to_speak": _asked_three_times,
    "staff_case_day_moved": _moved_unasked,
    "staff_case_decision_waits": _decision_waits,
    "staff_case_told_after_decision": _told_after_decision,
}
"""The case page of staff, by the name of its picture."""
