"""The built style sheet, fonts and icons: what they are called, and how they reach a browser.

Their names carry the hash of their content, so a browser may keep each for ever.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

BUILT: Final = Path(__file__).parent.parent.parent / "static" / "dist"
PREFIX: Final = "/static/"

_FOR_EVER_SECONDS = 365 * 24 * 60 * 60


class AssetsNotBuilt(Exception):  # noqa: N818 -- it is a refusal to start, in words for the person who runs it
    """The style sheet is not there; the message says how to build it."""


@dataclass(frozen=True, slots=True)
class AssetManifest:
    """What the build made."""

    files: MappingProxyType[str, str]
    icons: frozenset[str]

    @classmethod
    def read(cls, folder: Path = BUILT) -> Self:
        """Read what the build wrote.

        Raises:
            AssetsNotBuilt: the build has not run.
        """
        try:
            built = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise AssetsNotBuilt("The style sheet is not built: run `make setup`.") from None
        return cls(MappingProxyType(built["files"]), frozenset(built["icons"]))

    def asset_url(self, name: str) -> str:
        """The address of a built file, by the name it has in the sources; KeyError when there is none."""
        return PREFIX + self.files[name]

    def icon_url(self, name: str) -> str:
        """The address of an icon in the sprite, for `<use href>`; KeyError when it has no such icon."""
        if name not in self.icons:
            raise KeyError(name)
        return f"{self.asset_url('sprite.svg')}#{name}"


def serve_assets(app: Flask) -> None:
    """Serve the built files under `/static/`, and give templates `asset_url` and `icon_url`.

    Any other address, a missing file's too, stays the app's own.
    """
    manifest = AssetManifest.read()
    built = WhiteNoise(
        app.wsgi_app,
        max_age=_FOR_EVER_SECONDS,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=_keep_to_own_pages,
    )
    built.add_files(str(BUILT), prefix=PREFIX)
    app.wsgi_app = built  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself
    app.jinja_env.globals.update(asset_url=manifest.asset_url, icon_url=manifest.icon_url)


def _keep_to_own_pages(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
