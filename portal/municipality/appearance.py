"""How the municipality looks: its logo and colours, the latter checked so that everybody can read them."""

import re
from dataclasses import dataclass
from pathlib import Path

from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import Unreadable

_LEAST_CONTRAST = 4.5
_LOGO_ENDINGS = {".svg", ".png"}


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as #rrggbb. `on_primary` is written on `primary`, with a contrast of at least 4.5:1 (WCAG 1.4.3)."""

    primary: str
    on_primary: str
    accent: str


def read_colours(settings: SettingsSection) -> Colours:
    """The colours under `[colours]`."""
    section = settings.section("colours")
    colours = Colours(*(section.read(key, _read_colour, "") for key in ("primary", "on_primary", "accent")))
    section.refuse_unknown()
    if colours.primary and colours.on_primary:
        ratio = contrast(colours.primary, colours.on_primary)
        if ratio < _LEAST_CONTRAST:
            section.refuse(
                "on_primary",
                f"Its contrast to primary is {ratio:.1f}:1.",
                f"Choose two colours with at least {_LEAST_CONTRAST}:1, so that everybody can read the text.",
            )
    return colours


def read_logo(settings: SettingsSection, folder: Path) -> Path:
    """The logo's file, which lies in the municipality's folder."""

    def find(name: str) -> Path:
        path = folder / name
        if path.parent != folder or path.suffix not in _LOGO_ENDINGS or not path.is_file():
            wrong = f'There is no picture "{name}" in the folder.'
            raise Unreadable(wrong, "Put an .svg or .png file there and write its name.")
        return path

    return settings.read("logo", find, folder)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.1 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- WCAG's own numbers
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read_colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        wrong = f'"{text}" is not a colour.'
        raise Unreadable(wrong, 'Write it like "#1d4f6e".')
    return text.lower()
