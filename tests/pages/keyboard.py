"""Somebody who has a keyboard and no mouse."""

from dataclasses import dataclass

from playwright.sync_api import Page

_MOST_TABS = 80
_MOST_PARTS = 6
"""A field for a day has its parts, and Tab stops at each."""
_HERE = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getBoundingClientRect();
    const words = [...(here.labels ?? [])].map(label => label.innerText).join(" ") || here.innerText || here.name || "";
    const shown = box.bottom > 0 && box.top < innerHeight;
    return { words: words.trim(), top: box.top + scrollY, shown, by_tab: here.tabIndex >= 0 };
}"""


@dataclass
class Keyboard:
    """A page that is moved through by keys alone."""

    page: Page

    @property
    def here(self) -> str:
        """What is in focus, by its words; empty when nothing is."""
        return self._place().words

    def tabs_to(self, words: str) -> None:
        """Go on until what is in focus says these words; it fails where one is caught, or cannot see where one is."""
        passed: list[str] = []
        while words not in self.here or not self._place().by_tab:
            self.page.keyboard.press("Tab")
            passed.append(self.here)
            assert len(passed) < _MOST_TABS, f"“{words}” is not reached: {passed}"
            assert not self.here or passed[-_MOST_PARTS:] != [self.here] * _MOST_PARTS, f"Caught at “{self.here}”"

    def follows(self, words: str) -> None:
        """Go to a link or a button, and press Enter."""
        self.tabs_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def types(self, label: str, words: str) -> None:
        """Go to a field, and write."""
        self.tabs_to(label)
        self.page.keyboard.type(words)

    def presses(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def tops_from_here(self) -> list[float]:
        """How far down the page each place is that Tab leads to, until the page ends."""
        tops: list[float] = []
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            place = self._place()
            if place == _NOWHERE:
                break
            assert place.shown, f"“{place.words}” is in focus and out of sight"
            tops.append(place.top)
        return tops

    def _place(self) -> "_Place":
        found = self.page.evaluate(_HERE)
        return _Place(**found) if found else _NOWHERE


@dataclass(frozen=True)
class _Place:
    words: str
    top: float
    shown: bool
    by_tab: bool


_NOWHERE = _Place("", 0.0, shown=True, by_tab=False)
