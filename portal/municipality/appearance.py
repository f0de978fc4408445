"""The municipality's colours, checked so that everybody can read what is written in them and on them.

What a contrast must be is WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for lines and shapes that carry meaning (1.4.11).
"""

import re
from dataclasses import dataclass
from itertools import product
from typing import Final

from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import Unreadable

WHITE: Final = "#ffffff"
GREY: Final = "#f1f1f1"
"""The darkest of the light grounds that pages write on."""

TEXT_CONTRAST: Final = 4.5
SHAPE_CONTRAST: Final = 3.0

_DARKER_BY: Final = 0.35


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as #rrggbb.

    Links are written in `primary` on white and grey; `on_primary` is written on `primary`, as on the masthead and on
    buttons; lines and shapes are drawn in `accent` on white and grey.
    """

    primary: str
    on_primary: str
    accent: str

    @property
    def primary_strong(self) -> str:
        """The primary colour of what is pointed at. It moves away from what is written on it, so it reads no worse."""
        ink = "#000000" if _luminance(self.on_primary) > _luminance(self.primary) else WHITE
        return mix(self.primary, ink, _DARKER_BY)


def read_colours(settings: SettingsSection) -> Colours:
    """The colours under `[colours]`; every pair that cannot be told apart well enough is noted."""
    section = settings.section("colours")
    colours = Colours(*(section.read(key, _read_colour, "") for key in ("primary", "on_primary", "accent")))
    section.refuse_unknown()
    for key, colour, ground_name, ground, least in _pairs(colours):
        ratio = contrast(colour, ground) if colour and ground else least
        if ratio < least:
            section.refuse(
                key,
                f"{key} {colour} on {ground_name} {ground} has a contrast of {_rounded_down(ratio)}:1.",
                f"It must be {least}:1 or more, so that everybody can read the page. Choose a colour further from it.",
            )
    return colours


def _pairs(colours: Colours) -> list[tuple[str, str, str, str, float]]:
    """What is drawn, on what, and the least contrast between them."""
    grounds = (("white", WHITE), ("grey", GREY))
    drawn = (("primary", colours.primary, TEXT_CONTRAST), ("accent", colours.accent, SHAPE_CONTRAST))
    on_light = [(key, colour, *ground, least) for (key, colour, least), ground in product(drawn, grounds)]
    return [*on_light, ("on_primary", colours.on_primary, "primary", colours.primary, TEXT_CONTRAST)]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share of another in it, from 0 to 1."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in parts)


def _rounded_down(ratio: float) -> str:
    """With one decimal, so that 4.48 is not told as a 4.5 that does not do."""
    return f"{int(ratio * 10) / 10:.1f}"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- WCAG's own numbers
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read_colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        wrong = f'"{text}" is not a colour.'
        raise Unreadable(wrong, 'Write it like "#1d4f6e".')
    return text.lower()
