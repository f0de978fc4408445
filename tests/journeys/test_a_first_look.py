"""A town on the embedded database, as somebody meets it who tries it for the first time."""

import pytest

from tests.databases import on_sqlite
from tests.journeys.conftest import Town
from tests.pages.caseworker import Worklist
from tests.pages.citizen import Overview

pytestmark = pytest.mark.browser

COSTS = "Merudgifter (voksen)"


@on_sqlite
def test_a_citizen_is_heard_and_her_caseworker_sees_it(town: Town) -> None:
    anna = town.visitor("anna")
    assert "Du får svar senest" in Overview.of(anna).open(COSTS).ask_to_be_heard(later=True)
    assert COSTS in Worklist.of(town.visitor("susanne", staff=True)).first
    town.lets_a_day_pass()
    assert "Afgørelsen venter" in Overview.of(anna).open(COSTS).says("now")
