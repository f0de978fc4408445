"""Writes docs/accessibility.md: every page in every situation, and what shuts people out of it, as a browser tells.

    make access-report

`… --aloud NAME` prints instead what a screen reader is given of a page: role, name and state, in reading order.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.browser import launch_browser
from tests.web.barriers import Barriers, Check, barriers
from tests.web.gallery import gallery
from tests.web.stage import ROOT, stage
from tests.web.window import Screen, Window

REPORT: Final[Path] = ROOT / "docs" / "accessibility.md"
_OPENING: Final = """# Who can use which page

Made by `make access-report`; do not edit. Each row is a page in one situation, drawn as the portal draws it and shown
without script, as Debian's chromium shows it on a phone 360 px wide. A hyphen is nothing found, a number is how many
barriers were. The law asks for WCAG 2.1 A and AA; we build to 2.2. `make test` fails on the first barrier, here and on
every page that a journey loads; what a reader's device may ask for (large and spaced text, forced colours, rest, a narrow
window) it tries on every second row, and `make test-deep` on each, in both languages.

| column | what is tried | criteria |
| --- | --- | --- |
"""
_TRIED: Final[Mapping[Check, str]] = {
    Check.AXE: "axe's rules: names, roles, contrast of text, language, landmarks …",
    Check.STRUCTURE: "one main heading, no level skipped, a way past the masthead, links that make sense alone, named icons",
    Check.ERRORS: "reading begins at a summary; each error is tied to its field and leads to it",
    Check.KEYBOARD: "everything is reached; an outline of 3:1 shows where one is, and nothing lies on it",
    Check.TARGETS: "24 px for whatever can be pressed, but for a word in a sentence",
    Check.CONTRAST: "icons and edges of fields, 3:1",
    Check.REFLOW: "320 px: nothing scrolls sideways, nothing is cut off or lies on something else",
    Check.LARGE_TEXT: "the same with text twice as large on a phone",
    Check.SPACING: "the same with the spacing of 1.4.12",
    Check.FORCED_COLOURS: "what a background showed has an edge, icons and focus stand out",
    Check.MOTION: "nothing moves for those who asked for rest",
    Check.POLICY: "no style or script of the page's own, nothing loaded from elsewhere",
}


def main(arguments: list[str]) -> None:
    """Write the report, or read the named pages aloud."""
    app = stage()
    with launch_browser() as browser:
        window = Window(browser, app, Screen.PHONE)
        if arguments[:1] == ["--aloud"]:
            for picture in gallery():
                if picture.name in arguments[1:]:
                    window.show(picture.html(app))
                    sys.stdout.write(f"# {picture.name}\n{window.page.locator('body').aria_snapshot()}\n\n")
            return
        found = {}
        for picture in gallery():
            window.show(picture.html(app))
            found[picture.name, picture.template] = barriers(window)
    REPORT.write_text(report(found), encoding="utf-8")


def report(found: Mapping[tuple[str, str], Barriers]) -> str:
    """The report as it is kept."""
    columns = "".join(f"| {check.value[0]} | {tried} | {check.value[1]} |\n" for check, tried in _TRIED.items())
    head = f"| page | situation | {' | '.join(check.value[0] for check in _TRIED)} |\n"
    rule = f"|{' --- |' * (len(_TRIED) + 2)}\n"
    rows = "".join(
        f"| {template.removesuffix('.html')} | {name} | {' | '.join(_cell(barriers, check) for check in _TRIED)} |\n"
        for (name, template), barriers in sorted(found.items(), key=lambda row: (row[0][1], row[0][0]))
    )
    total = sum(len(each) for barriers in found.values() for each in barriers.found.values())
    summary = f"\n{len(found)} situations of {len({template for _, template in found})} pages, {total} barriers.\n\n"
    return _OPENING + columns + summary + head + rule + rows


def _cell(barriers: Barriers, check: Check) -> str:
    return str(len(barriers.found.get(check, ())) or "-")


if __name__ == "__main__":
    main(sys.argv[1:])
