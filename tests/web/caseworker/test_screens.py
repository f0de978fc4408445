"""Staff pages on a phone: nothing for axe to find, and the first duty on the first screen."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.databases import on_sqlite
from tests.web.barriers import barriers
from tests.web.window import Screen, Window
from tests.world import World

pytestmark = [pytest.mark.browser, on_sqlite]

FIRST_SCREEN_PIXELS = 740


@pytest.fixture
def phone(bare_browser: Browser, world: World) -> Iterator[Window]:
    window = Window(bare_browser, world.app, Screen.PHONE)
    yield window
    window.close()


def test_everybody_can_use_the_pages_of_a_notice(phone: Window, world: World) -> None:
    case = world.a_case(opened_on=date(2026, 6, 1), others=("Bo",))
    world.a_case(party="Anna")
    susanne = world.caseworker()
    worklist, form = susanne.opens("/medarbejder/"), susanne.opens(f"/medarbejder/sager/{case}/naeste-skridt")
    preview = susanne.sends(
        form.form("/naeste-skridt"), words="Ring om 010170-1234.", change_reason="other", change_words="Lægen er syg."
    )
    pages = {
        "worklist": worklist,
        "found": susanne.sends(worklist.form("/find"), typed="anna"),
        "not found": susanne.sends(worklist.form("/find"), typed="ukendt"),
        "form": form,
        "form to put right": susanne.sends(form.form("/naeste-skridt"), expected_to="i morgen"),
        "preview": preview,
        "receipt": susanne.sends(preview.form("/naeste-skridt"), button="Send"),
        "case": susanne.opens(f"/medarbejder/sager/{case}"),
        "nothing": world.caseworker("Hanne").opens("/medarbejder/"),
    }
    for name, page in pages.items():
        phone.show(page.source)
        assert str(barriers(phone)) == "", name


def test_the_first_duty_and_its_reason_are_on_the_first_screen(phone: Window, world: World) -> None:
    world.a_case(opened_on=date(2026, 6, 1))
    phone.show(world.caseworker().opens("/medarbejder/").source)
    assert phone.top_of("h1") < phone.top_of(".work-row .work-why >> nth=0") < FIRST_SCREEN_PIXELS
    assert phone.top_of(".work-reason >> nth=0") < FIRST_SCREEN_PIXELS
