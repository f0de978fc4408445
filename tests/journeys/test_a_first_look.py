"""A town on the embedded database, as somebody meets it who tries it for the first time."""

import pytest

from tests.databases import on_sqlite
from tests.journeys.conftest import Town
from tests.pages.caseworker import Worklist
from tests.pages.citizen import Overview

pytestmark = pytest.mark.browser

CAR = "Støtte til bil"


@on_sqlite
def test_a_citizen_is_heard_and_her_caseworker_sees_it(town: Town) -> None:
    asger = town.visitor("asger")
    assert "Du får svar senest" in Overview.of(asger).open(CAR).ask_to_be_heard(later=True)
    assert CAR in Worklist.of(town.visitor("jonas", staff=True)).first
    town.lets_a_day_pass()
    assert "Afgørelsen venter" in Overview.of(asger).open(CAR).says("now")
