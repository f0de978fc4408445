"""The walk: sign in, see what happens next, ask to be heard."""

import pytest

from tests.journeys.conftest import Town
from tests.pages.citizen import Overview

pytestmark = pytest.mark.browser


def test_anna_always_knows_what_happens_next(town: Town) -> None:
    anna = Overview.of(town.visitor("anna"))
    assert len(anna.titles) == 3
    assert anna.titles[0] == "Ændring af din støtte"

    car = anna.open("Støtte til bil")
    assert car.is_whole
    assert car.fits
    assert "Vi venter på din læge" in car.says("now")
    assert "Susanne Krogh" in car.says("caseworker")
    assert "70 00 01 11" in car.says("caseworker")
