"""The gate of a demand to be heard (forvaltningsloven § 21): while one stands, nothing is decided and nothing announced.

A demand needs no acceptance. It stands from the day it was received until the party has spoken and been considered, the
date they were given has passed, they have taken it back, or it was declined on a ground of the law. What was decided
while it stood was decided too early, whatever became of the demand afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.refusals import Refusal
from portal.domain.statement_requests import RequestState, StatementRequest
from portal.domain.value import value


class ToDo(StrEnum):
    """What has to be done before a decision can be announced."""

    SET_DATE = "set_date"
    """Set a date for the statement, or decline on a ground of § 21(2)."""
    AWAIT = "await"
    """Let the date pass, note what the party has said, or decline."""
    CONSIDER = "consider"
    """Consider what the party has said, and tell what it led to."""
    DECIDE_ANEW = "decide_anew"
    """The demand is over by now, and stood on the day of the decision."""


WAITS_FOR: Final[Mapping[RequestState, ToDo]] = MappingProxyType(
    {
        RequestState.RECEIVED: ToDo.SET_DATE,
        RequestState.DATE_SET: ToDo.AWAIT,
        RequestState.GIVEN: ToDo.CONSIDER,
        RequestState.CONSIDERED: ToDo.DECIDE_ANEW,
        RequestState.LAPSED: ToDo.DECIDE_ANEW,
        RequestState.DECLINED: ToDo.DECIDE_ANEW,
    }
)
"""What has to be done about a demand that stood on the day of a decision; nothing about one that was taken back."""


@value
class StandingDemand:
    """A demand that stood on the day of a decision, as it stands today, and what has to be done."""

    request: StatementRequest
    to_do: ToDo


class DemandStands(Refusal):
    """Somebody had demanded to be heard before this decision, and the decision waits."""

    def __init__(self, demands: Sequence[StandingDemand]) -> None:
        """Keep the demands."""
        super().__init__(str(len(demands)))
        self.demands = tuple(demands)


def standing(
    requests: Iterable[StatementRequest], decided_on: date, today: date, zone: tzinfo
) -> tuple[StandingDemand, ...]:
    """The demands that stood when it was decided; days are the municipality's.

    One that was received after that day stands in no decision's way. One of the same day does: the days do not tell
    which was first, and the right is the party's.
    """
    found = [each.as_of(today) for each in requests if received_on(each, zone) <= decided_on]
    return tuple(
        StandingDemand(each, WAITS_FOR[each.state])
        for each in found
        if each.state in WAITS_FOR and ((over_on := _over_on(each, zone)) is None or over_on > decided_on)
    )


def received_on(request: StatementRequest, zone: tzinfo | None) -> date:
    """The day a demand was received."""
    return request.received_at.astimezone(zone).date()


def _over_on(request: StatementRequest, zone: tzinfo) -> date | None:
    """The first day on which the decision no longer waited; None while it does."""
    if request.is_open:
        return None
    if request.state is RequestState.LAPSED and request.statement_by is not None:
        return request.statement_by + timedelta(days=1)
    return request.ended_at.astimezone(zone).date() if request.ended_at else received_on(request, zone)
