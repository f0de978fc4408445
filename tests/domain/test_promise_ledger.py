"""How many promises were kept: what is counted, and what is not."""

import pytest

from portal.domain.promise_ledger import KeptOf, Promised, PromiseEnd, PromiseKind, end_of, kept_of
from portal.domain.requests import RequestType
from tests.factories import TODAY, day

QUESTION = PromiseKind.QUESTION


def test_every_kind_of_request_has_its_promise() -> None:
    assert {kind.value for kind in RequestType} < {kind.value for kind in PromiseKind}


@pytest.mark.parametrize(("days", "end"), [(-1, PromiseEnd.KEPT), (0, PromiseEnd.KEPT), (1, PromiseEnd.BROKEN)])
def test_an_answer_on_the_day_or_before_keeps_a_promise(days: int, end: PromiseEnd) -> None:
    assert end_of(TODAY, day(days)) is end


def test_one_whose_day_passed_without_an_answer_counts_as_not_kept_and_one_taken_back_does_not_count() -> None:
    promises = [
        Promised(QUESTION, day(-5), PromiseEnd.KEPT, day(-6)),
        Promised(QUESTION, day(-9), PromiseEnd.BROKEN, day(-7)),
        Promised(QUESTION, day(-4)),
        Promised(QUESTION, TODAY),
        Promised(QUESTION, day(-5), PromiseEnd.CALLED_OFF, day(-6)),
        Promised(PromiseKind.PAPERS, day(3)),
    ]
    assert kept_of(promises, TODAY) == [KeptOf(QUESTION, kept=1, promised=3, latest_days=4)]


def test_one_that_was_put_off_before_its_day_is_not_kept_and_not_late() -> None:
    put_off = Promised(QUESTION, day(5), PromiseEnd.BROKEN, TODAY)
    assert kept_of([put_off], TODAY) == [KeptOf(QUESTION, kept=0, promised=1, latest_days=0)]
