"""Run by hand: the few pictures that the README shows, on a phone, as small as they can be.

.venv/bin/python -m tests.web.pictures_for_docs
"""

from typing import Final

from portal.i18n import speaking
from tests.browser import launch_browser
from tests.web.gallery import gallery
from tests.web.stage import ROOT, stage
from tests.web.window import Screen, Window
from tools.small_png import make_small

FOLDER: Final = ROOT / "docs" / "pictures"
SHOWN: Final = {
    "front": ("front", "da"),
    "case": ("case_measured_much", "da"),
    "your-turn": ("case_waits_for_you", "da"),
    "receipt": ("receipt_received", "da"),
    "case-in-english": ("case_measured_much", "en"),
}
"""By the file's name: which picture of the gallery, in which language."""


def main() -> None:
    """Take them, the first screen of each."""
    app = stage()
    by_name = {picture.name: picture for picture in gallery()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    with launch_browser() as browser:
        window = Window(browser, app, Screen.PHONE)
        for file, (name, language) in SHOWN.items():
            with speaking(language):
                window.show(by_name[name].html(app))
            path = FOLDER / f"{file}.png"
            window.photograph(path, whole=False)
            make_small(path)


if __name__ == "__main__":
    main()
