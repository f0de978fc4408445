"""What shuts people out of a page that a window shows: WCAG 2.2 A and AA, and what only a browser can tell.

Each check names a reader whom the finding keeps out; docs/accessibility.md lists what each page gave.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Final

from playwright.sync_api import Page

from tests.web.window import Window

_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN_AXE: Final = """async tags => (await axe.run({
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], rules: { "target-size": { enabled: true } },
})).violations.map(found => `${found.id}: ${found.nodes.map(node => node.html).join(" | ")}`)"""
_NARROW: Final = {"width": 320, "height": 640}
_LARGE_TEXT: Final = "html { font-size: 125% !important }"
"""The design system's root is 62.5 %: this is twice that."""
_SPACED_TEXT: Final = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""


class Check(Enum):
    """A column of the table: its heading, and the success criteria it stands for."""

    AXE = ("axe", "A, AA and best practice")
    STRUCTURE = ("By ear", "1.3.1, 2.4.1, 2.4.2, 2.4.4, 2.4.6")
    ERRORS = ("Errors", "3.3.1, 3.3.3, 4.1.3")
    KEYBOARD = ("Keyboard", "2.1.1, 2.4.7, 2.4.11, 1.4.11")
    TARGETS = ("Targets", "2.5.8")
    CONTRAST = ("Edges", "1.4.11; text is axe's")
    REFLOW = ("Reflow", "1.4.10")
    LARGE_TEXT = ("200 % text", "1.4.4")
    SPACING = ("Spacing", "1.4.12")
    FORCED_COLOURS = ("Forced colours", "1.4.1, 1.4.11")
    MOTION = ("Motion", "2.3.3")
    POLICY = ("Policy", "nothing inline")


@dataclass(frozen=True)
class Barriers:
    """Everything that was found on one page, by check; a check that found nothing has no entry."""

    found: Mapping[Check, Sequence[str]]

    def __str__(self) -> str:
        """One finding a line."""
        return "\n".join(f"{check.value[0]}: {each}" for check, findings in self.found.items() for each in findings)


def barriers(window: Window) -> Barriers:
    """Look at the page that a window shows in every way we know."""
    return _found(_as_it_comes(window) | _as_somebody_asked_for(window.page))


def barriers_as_it_comes(window: Window) -> Barriers:
    """Look at it as it comes, and not as a reader's device can be asked to show it."""
    return _found(_as_it_comes(window))


def _as_it_comes(window: Window) -> dict[Check, list[str]]:
    page = window.page
    return {
        Check.ERRORS: _measure(page, "untied"),
        Check.AXE: page.evaluate(_RUN_AXE, list(_TAGS)),
        Check.STRUCTURE: _measure(page, "lost"),
        Check.KEYBOARD: _measure(page, "unseenFocus"),
        Check.TARGETS: _measure(page, "small"),
        Check.CONTRAST: _measure(page, "faint"),
        Check.POLICY: window.refusals,
    }


def _as_somebody_asked_for(page: Page) -> dict[Check, list[str]]:
    """Large or spaced text, forced colours, rest, a narrow window: each makes the browser lay the page out anew."""
    found = {Check.REFLOW: _measure(page, "sideways")}
    with _styled(page, _LARGE_TEXT):
        found[Check.LARGE_TEXT] = _measure(page, "sideways", "crowded")
    with _styled(page, _SPACED_TEXT):
        found[Check.SPACING] = _measure(page, "sideways", "crowded")
    page.emulate_media(forced_colors="active")
    found[Check.FORCED_COLOURS] = _measure(page, "flattened", "unseenFocus")
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    found[Check.MOTION] = _measure(page, "moving")
    page.emulate_media(reduced_motion="no-preference")
    wide = page.viewport_size
    assert wide is not None
    page.set_viewport_size(_NARROW)  # type: ignore[arg-type]  # a plain dict is what it takes
    found[Check.REFLOW] += _measure(page, "sideways", "crowded")
    page.set_viewport_size(wide)
    return found


def _found(by_check: Mapping[Check, list[str]]) -> Barriers:
    return Barriers({check: findings for check, findings in by_check.items() if findings})


def _measure(page: Page, *checks: str) -> list[str]:
    calls = ", ".join(f"...barriers.{check}()" for check in checks)
    found: list[str] = page.evaluate(f"[{calls}]")
    return found


@contextmanager
def _styled(page: Page, style: str) -> Iterator[None]:
    """As a reader sees the page who has a style of their own."""
    page.evaluate(
        "style => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style); document.adoptedStyleSheets = [sheet] }",
        style,
    )
    yield
    page.evaluate("document.adoptedStyleSheets = []")
