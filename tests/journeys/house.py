"""The portal at one moment for everybody: visitors with phones, over a small world in which days can pass.

No town is built for it and no time is waited for, so a story of many days is told in seconds. Danish is tried for
barriers as every journey is; a story told again in English has the same pages, which the gallery tries in English.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from playwright.sync_api import BrowserContext, Locator, Page

from portal import clock
from portal.i18n import gettext, speaking
from tests.browser import WatchedBrowser
from tests.journeys.conftest import PHONE
from tests.local_server import LocalServer
from tests.world import MONDAY, World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass
class House:
    """The portal that answers at `url`, and who has come to it."""

    world: World
    language: str
    browser: WatchedBrowser
    url: str = ""
    now: datetime = MONDAY
    contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self, who: str, *, staff: bool = False) -> Page:
        """Somebody with a phone of their own, without JavaScript, who has just signed in."""
        browser = self.browser if self.language == "da" else self.browser.bare
        context = browser.new_context(
            viewport={"width": PHONE["width"], "height": PHONE["height"]}, java_script_enabled=False, base_url=self.url
        )
        self.contexts.append(context)
        with clock.frozen(self.now):
            visitor = self.world.caseworker(who) if staff else self.world.citizen(who)
        cookies = visitor.client._cookies or {}
        given = [{"name": each.key, "value": each.value, "url": self.url} for each in cookies.values()]
        context.add_cookies(given)  # type: ignore[arg-type]  # names, values and where to
        return context.new_page()

    def lets_pass(self, days: int) -> None:
        """So many days later; everybody has been signed out, and comes again."""
        self.now += timedelta(days=days)

    def says(self, words: str, **values: object) -> str:
        """What the portal says for these English words, in the language of the story."""
        with speaking(self.language):
            return gettext(words, **values)

    def either(self, danish: str, english: str) -> str:
        """Words that no page says alone: a day, or the end of a sentence."""
        return danish if self.language == "da" else english

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request at the moment it is now."""
        with clock.frozen(self.now):
            answer = self.world.app.wsgi_app(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()


@contextmanager
def a_house(world: World, language: str, browser: WatchedBrowser) -> Iterator[House]:
    """A house that answers while the block runs."""
    world.language = language
    house = House(world, language, browser)
    with closing(LocalServer(house)) as server:
        house.url = server.url
        try:
            yield house
        finally:
            for context in house.contexts:
                context.close()


def presses(button: Locator) -> str:
    """Press it, wait for the next page, and read what that says."""
    with button.page.expect_navigation():
        button.click()
    assert fits(button.page), f"{button.page.url} sticks out to the right."
    return main(button.page)


def opens(page: Page, path: str) -> str:
    """Go to a page and read what it says."""
    page.goto(path)
    assert fits(page), f"{path} sticks out to the right."
    return main(page)


def main(page: Page) -> str:
    """What the page says, with plain spaces."""
    return " ".join(page.locator("main").inner_text().split())


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right on this phone."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= PHONE["width"]


def fills(page: Page, ending: str, **values: str) -> Locator:
    """Fill in the form that is sent to a path with this ending; gives the button at its end."""
    form = page.locator(f"form[action$='{ending}']").first
    for name, value in values.items():
        control = form.locator(f"[name={name}]").first
        if control.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value='{value}']").check(force=True)
        else:
            control.fill(value, force=True)
    return form.locator("button").last


def staff_case(case: UUID) -> str:
    """Where staff find a case."""
    return f"/medarbejder/sager/{case}"
