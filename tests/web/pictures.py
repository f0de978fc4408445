"""Run by hand: pictures of every citizen page on a phone and on a desk, and what axe says of each.

    .venv/bin/python -m tests.web.pictures [beginning of a name …]

They land in tests/pictures/, which is not kept.
"""

import sys

from tests.browser import launch_browser
from tests.web.barriers import barriers
from tests.web.gallery import gallery
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
                window.show(picture.html(app))
                window.photograph(FOLDER / f"{picture.name}-{screen.value}.png")
                for finding in str(barriers(window)).splitlines():
                    sys.stdout.write(f"{picture.name} {screen.value}: {finding}\n")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
