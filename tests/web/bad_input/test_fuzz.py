"""Random bad input is answered with a page, never with a mistake of ours."""

import pytest

from tests.web.bad_input.fuzz import SEED, Findings, fuzz
from tests.web.bad_input.sendings import VALUES
from tests.world import World


def answered(findings: Findings) -> set[int]:
    return {status for _, status in findings.statuses}


def test_two_hundred_wrong_requests_are_answered_with_pages(world: World, caplog: pytest.LogCaptureFixture) -> None:
    findings = fuzz(world, requests=200)
    assert findings.faults == []
    assert {303, 400, 404, 422} <= answered(findings)
    assert not any(value.decode("utf-8", "replace") in caplog.text for value in VALUES.values() if len(value) > 20)


@pytest.mark.deep
@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_two_thousand_wrong_requests_are_answered_with_pages(world: World, seed: int) -> None:
    findings = fuzz(world, requests=2000, seed=seed)
    assert findings.faults == []
    assert {200, 303, 400, 403, 404, 405, 409, 413, 422} <= answered(findings)
