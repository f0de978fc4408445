"""The municipality's logo: a drawing (SVG) or a picture (PNG) that is light enough for a phone and can do nothing.

A drawing is read as XML and may hold shapes alone. A browser shows it as a picture, where nothing in it runs, and is
told the same once more when it is fetched; but whoever writes the file is not whoever answers for the portal.
"""

import gzip
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import Unreadable

MOST_BYTES: Final = 8_000
"""As it travels: a drawing packed with gzip, a picture as it is. A first view of the portal weighs 60 kB at most."""

_MOST_BYTES_READ: Final = 200_000
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK_HREF: Final = "http://www.w3.org/1999/xlink href"
_SHAPES: Final = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "style",
        "clipPath",
        "mask",
        "pattern",
        "linearGradient",
        "radialGradient",
        "stop",
    ]
)
_PNG_START: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_PNG_SIZE: Final = slice(16, 24)
_MEDIA_TYPES: Final = {".svg": "image/svg+xml", ".png": "image/png"}
_MOST_PROPORTION: Final = 8
_SAVE_PLAIN: Final = 'Save it as "plain SVG" with shapes alone.'


@dataclass(frozen=True, slots=True)
class Logo:
    """What is sent to browsers, and how wide it is for each unit of its height."""

    content: bytes
    ending: str
    """`svg` or `png`."""
    proportion: float

    @property
    def media_type(self) -> str:
        """What browsers are told that it is."""
        return _MEDIA_TYPES[f".{self.ending}"]


def read_logo(settings: SettingsSection, folder: Path) -> Logo:
    """The logo in the municipality's folder; one that cannot be used is noted."""
    return settings.read("logo", lambda name: _read_file(folder, name), Logo(b"", "svg", 1))


def _read_file(folder: Path, name: str) -> Logo:
    path = folder / name
    if path.parent != folder or path.suffix not in _MEDIA_TYPES or not path.is_file():
        wrong = f'There is no picture "{name}" in the folder.'
        raise Unreadable(wrong, "Put an .svg or .png file there and write its name.")
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES_READ + 1)
    packed = gzip.compress(content) if path.suffix == ".svg" else content
    if len(content) > _MOST_BYTES_READ or len(packed) > MOST_BYTES:
        wrong = f'"{name}" weighs {len(packed)} bytes or more when it is sent.'
        raise Unreadable(wrong, f"{MOST_BYTES} is the most: draw it simpler, or make the picture smaller.")
    proportion = _proportion_of_drawing(content) if path.suffix == ".svg" else _proportion_of_picture(content)
    return Logo(content, path.suffix[1:], proportion)


def _proportion_of_picture(content: bytes) -> float:
    if not content.startswith(_PNG_START) or len(content) < _PNG_SIZE.stop:
        raise Unreadable("The picture is not a PNG.", "Save it again as PNG, or as SVG.")
    width, height = struct.unpack(">II", content[_PNG_SIZE])
    return _proportion(width, height)


def _proportion_of_drawing(content: bytes) -> float:
    """The proportion of a drawing of which every element and every value is known to be harmless."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = drawing.begin
    parser.CharacterDataHandler = drawing.read_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- expat takes no names
    except expat.ExpatError as fault:
        wrong = f"The drawing cannot be read as SVG (its line {fault.lineno})."
        raise Unreadable(wrong, _SAVE_PLAIN) from None
    drawing.refuse_unsafe_style()
    return drawing.proportion()


class _Drawing:
    """What has been read of a drawing. Raises `Unreadable` at the first thing that no logo needs."""

    def __init__(self) -> None:
        self._view_box: str | None = None
        self._is_begun = False
        self._texts: list[str] = []

    def begin(self, element: str, attributes: dict[str, str]) -> None:
        """Look at an element and its attributes."""
        namespace, _, name = element.rpartition(" ")
        if namespace != _SVG or name not in _SHAPES or (not self._is_begun and name != "svg"):
            raise Unreadable(f"The drawing holds <{name}>.", _SAVE_PLAIN)
        if not self._is_begun:
            self._is_begun = True
            self._view_box = attributes.get("viewBox")
        for attribute, value in attributes.items():
            if attribute.rpartition(" ")[2].lower().startswith("on") or _leads_out(attribute, value):
                raise Unreadable(f"The drawing holds {attribute.rpartition(' ')[2]} on <{name}>.", _SAVE_PLAIN)

    def read_text(self, text: str) -> None:
        """Keep a text; the parser may give one in many pieces."""
        self._texts.append(text)

    def refuse_unsafe_style(self) -> None:
        """Hold every text to what a style may say; other texts have no reason to say it."""
        if _fetches("".join(self._texts)):
            raise Unreadable("The drawing's style fetches something.", _SAVE_PLAIN)

    def proportion(self) -> float:
        """From the view box of the outermost element."""
        numbers = re.split(r"[\s,]+", (self._view_box or "").strip())
        try:
            _, _, width, height = (float(number) for number in numbers)
        except ValueError:
            raise Unreadable("The drawing does not say its size.", 'Give <svg> a viewBox, like "0 0 48 56".') from None
        return _proportion(width, height)


def _leads_out(attribute: str, value: str) -> bool:
    """Whether an attribute points at anything but a part of the same drawing."""
    name = attribute.rpartition(" ")[2].lower()
    if name == "href":
        return attribute not in {"href", _XLINK_HREF} or not value.startswith("#")
    return name in {"base", "src"} or _fetches(value)


def _fetches(style: str) -> bool:
    r"""Whether a style loads something. In CSS "\" writes any letter, so a style with one is not looked into."""
    plain = re.sub(r"\s+", "", style).lower()
    outside = re.search(r"url\((?![\"']?#)", plain)
    return bool(outside) or any(sign in plain for sign in ("@import", "image-set(", "src(", "javascript:", "\\"))


def _proportion(width: float, height: float) -> float:
    if not (width > 0 and height > 0 and 1 / _MOST_PROPORTION <= width / height <= _MOST_PROPORTION):
        wrong = f"The picture is {width:g} wide and {height:g} high."
        raise Unreadable(wrong, f"One side may be {_MOST_PROPORTION} times the other at most.")
    return width / height


def _refuse_doctype(*_declared: object) -> None:
    raise Unreadable("The drawing has a DOCTYPE.", f"Take that line out. {_SAVE_PLAIN}")


def _refuse_instruction(target: str, _value: str) -> None:
    raise Unreadable(f"The drawing holds <?{target}?>.", f"Take that line out. {_SAVE_PLAIN}")
