"""What shuts people out of a page that a window shows: WCAG 2.2 A and AA, and what only a browser can tell.

Each check names a reader whom the finding keeps out; docs/accessibility.md lists what each page gave.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from playwright.sync_api import Page

from tests.web.window import Window

_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_AS_IT_COMES: Final = """async tags => {
    const begins = barriers.find("untied");
    const axeFound = (await axe.run({
        runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], rules: { "target-size": { enabled: true } },
    })).violations.map(found => `${found.id}: ${found.nodes.map(node => node.html).join(" | ")}`);
    return { ...begins, axe: axeFound, ...barriers.find("lost", "unseenFocus", "small", "faint") };
}"""
"""Where reading begins is asked first: looking at a page moves the focus."""
_STYLED: Final = """([large, spaced]) => ({
    ...barriers.find("sideways"),
    large: barriers.findStyled(large, "sideways", "crowded"), spaced: barriers.findStyled(spaced, "sideways", "crowded"),
})"""
_IN_FORCED_COLOURS: Final = """() => barriers.find("flattened", "unseenFocus")"""
_CALM: Final = """() => barriers.find("moving")"""
_IN_A_NARROW_WINDOW: Final = """() => barriers.find("sideways", "crowded")"""
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
    found = window.page.evaluate(_AS_IT_COMES, list(_TAGS))
    return {
        Check.ERRORS: found["untied"],
        Check.AXE: found["axe"],
        Check.STRUCTURE: found["lost"],
        Check.KEYBOARD: found["unseenFocus"],
        Check.TARGETS: found["small"],
        Check.CONTRAST: found["faint"],
        Check.POLICY: window.refusals,
    }


def _as_somebody_asked_for(page: Page) -> dict[Check, list[str]]:
    """Large or spaced text, forced colours, rest, a narrow window: each makes the browser lay the page out anew."""
    styled = page.evaluate(_STYLED, [_LARGE_TEXT, _SPACED_TEXT])
    page.emulate_media(forced_colors="active")
    forced = page.evaluate(_IN_FORCED_COLOURS)
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    calm = page.evaluate(_CALM)
    page.emulate_media(reduced_motion="no-preference")
    wide = page.viewport_size
    assert wide is not None
    page.set_viewport_size(_NARROW)  # type: ignore[arg-type]  # a plain dict is what it takes
    narrow = page.evaluate(_IN_A_NARROW_WINDOW)
    page.set_viewport_size(wide)
    return {
        Check.REFLOW: styled["sideways"] + narrow["sideways"] + narrow["crowded"],
        Check.LARGE_TEXT: styled["large"],
        Check.SPACING: styled["spaced"],
        Check.FORCED_COLOURS: forced["flattened"] + forced["unseenFocus"],
        Check.MOTION: calm["moving"],
    }


def _found(by_check: Mapping[Check, list[str]]) -> Barriers:
    return Barriers({check: findings for check, findings in by_check.items() if findings})
