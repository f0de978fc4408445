"""Run by hand: pictures of every citizen page on a phone and on a desk, and what axe says of each.

    .venv/bin/python -m tests.web.pictures [name …]

They land in tests/pictures/, which is not kept.
"""

import sys

from tests.web.browser import Screen, open_browser
from tests.web.gallery import gallery
from tests.web.stage import ROOT, stage

FOLDER = ROOT / "tests" / "pictures"


def main(wanted: set[str]) -> None:
    """Take the pictures whose names begin with a wanted one; all when none is named."""
    app = stage()
    FOLDER.mkdir(exist_ok=True)
    with open_browser() as browser:
        for picture in gallery():
            if wanted and not any(picture.name.startswith(name) for name in wanted):
                continue
            for screen in Screen:
                with browser.page(app, picture, screen) as page:
                    page.photograph(FOLDER / f"{picture.name}-{screen.value}.png")
                    for finding in page.findings():
                        sys.stdout.write(f"{picture.name} {screen.value}: {finding}\n")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
