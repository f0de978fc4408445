"""The citizen's pages, as somebody with a phone uses them."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

SECTIONS = ("now", "next-step", "expected", "your-part", "caseworker", "roadmap", "hearing", "freshness")


@dataclass(frozen=True)
class Overview:
    """All the cases somebody may read."""

    page: Page

    @classmethod
    def of(cls, page: Page) -> "Overview":
        """Go to it."""
        page.goto("/sager")
        return cls(page)

    @property
    def titles(self) -> list[str]:
        """What the cases are called, in the order of the page."""
        if self._is_a_case:
            return [self._heading]
        return [link.inner_text().strip() for link in self._links().all()]

    def open(self, title: str) -> "CasePage":
        """Open the case of that name."""
        if not (self._is_a_case and self._heading == title):
            self._links().filter(has_text=title).first.click()
        return CasePage(self.page)

    @property
    def _is_a_case(self) -> bool:
        """Whether there is but one case, which then stands here itself."""
        return self.page.locator("#roadmap").count() == 1

    @property
    def _heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    def _links(self) -> Locator:
        return self.page.locator(".case-card a")


@dataclass(frozen=True)
class CasePage:
    """One case."""

    page: Page

    def says(self, section: str) -> str:
        """What a section of the page says."""
        return self.page.locator(f"#{section}").inner_text()

    @property
    def is_whole(self) -> bool:
        """Whether every section is there and none is empty."""
        return all(self.says(section).strip() for section in SECTIONS)

    @property
    def fits(self) -> bool:
        """Whether nothing sticks out to the right on this phone."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return width <= 360

    def ask_to_be_heard(self, *, later: bool = False, words: str = "", by_phone: bool = False) -> str:
        """Demand to be heard before the decision; gives what the receipt says."""
        self.page.locator("#hearing a[href$='/udtalelse']").first.click()
        if later:
            self.page.locator("input[name=timing][value=later]").check(force=True)
        if by_phone:
            self.page.locator("input[name=channel][value=phone]").check(force=True)
        self.page.locator("textarea[name=words]").fill(words)
        self.page.locator("form:has(textarea[name=words]) button").click()
        return self.page.locator("main").inner_text()
