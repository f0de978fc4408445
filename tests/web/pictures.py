"""Run by hand: pictures of every page in every situation, on a phone and on a desk, in each language, and what axe
says of each.

    .venv/bin/python -m tests.web.pictures [beginning of a name …]

They land in tests/pictures/, which is not kept, with a page that shows them all: tests/pictures/index.html.
"""

import sys
from collections.abc import Sequence
from html import escape

from portal.i18n import LANGUAGES, speaking
from tests.browser import launch_browser
from tests.web.barriers import barriers
from tests.web.gallery import Picture, gallery
from tests.web.staff_gallery import StaffPicture
from tests.web.stage import ROOT, stage
from tests.web.window import Screen, Window

FOLDER = ROOT / "tests" / "pictures"


def main(wanted: tuple[str, ...]) -> None:
    """Take the pictures whose names begin with a wanted one; all when none is named."""
    app = stage()
    FOLDER.mkdir(exist_ok=True)
    chosen = [picture for picture in gallery() if picture.name.startswith(wanted or "")]
    with launch_browser() as browser:
        for screen in Screen:
            window = Window(browser, app, screen)
            for picture in chosen:
                for language in LANGUAGES:
                    with speaking(language):
                        window.show(picture.html(app))
                    window.photograph(FOLDER / file_name(picture, language, screen))
                    for finding in str(barriers(window)).splitlines():
                        sys.stdout.write(f"{picture.name} {language} {screen.value}: {finding}\n")
    (FOLDER / "index.html").write_text(index(chosen), encoding="utf-8")
    sys.stdout.write(f"{len(chosen) * len(Screen) * len(LANGUAGES)} pictures: {FOLDER.relative_to(ROOT)}/index.html\n")


def file_name(picture: Picture | StaffPicture, language: str, screen: Screen) -> str:
    """What a picture's file is called."""
    return f"{picture.name}-{language}-{screen.value}.png"


def index(pictures: Sequence[Picture | StaffPicture]) -> str:
    """A page with all of them, one situation to a row."""
    rows = "".join(_row(picture) for picture in pictures)
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><h1>Every page</h1>{rows}</html>'


def _row(picture: Picture | StaffPicture) -> str:
    shown = [(language, screen) for screen in Screen for language in LANGUAGES]
    images = "".join(
        f'<a href="{name}"><img src="{name}" alt="{language}, {screen.value} px" height="600" loading="lazy"></a> '
        for language, screen in shown
        if (name := file_name(picture, language, screen))
    )
    return f"<h2>{escape(picture.name)}</h2>\n<p>{images}</p>\n"


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
