"""A browser's picture made small: at most 256 colours, the rarest of them drawn in the nearest that is kept."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_COLOURS = 256
_BYTES_A_PIXEL = {2: 3, 6: 4}
"""By PNG's colour type: red, green and blue, with opacity or without."""


def make_small(path: Path) -> None:
    """Write the picture again with a palette. It must be as Chromium makes it: 8 bits, not interlaced."""
    header, packed = _read(path.read_bytes())
    width, height, _, colour_type = struct.unpack(">IIBB", header[:10])
    step = _BYTES_A_PIXEL[colour_type]
    lines = list(_lines(zlib.decompress(packed), width * step, step))
    pixels = [[bytes(line[at : at + 3]) for at in range(0, len(line), step)] for line in lines]
    palette, index = _palette(Counter(pixel for line in pixels for pixel in line))
    drawn = zlib.compress(b"".join(b"\0" + bytes(index[pixel] for pixel in line) for line in pixels), 9)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", drawn),
        (b"IEND", b""),
    )
    path.write_bytes(_SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks))


def _read(picture: bytes) -> tuple[bytes, bytes]:
    """The header, and the packed lines put together."""
    header, packed, at = b"", b"", len(_SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    return header, packed


def _lines(raw: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The lines of a picture, each with the filter undone that it was packed with."""
    above = bytearray(length)
    for start in range(0, len(raw), length + 1):
        line = bytearray(raw[start + 1 : start + 1 + length])
        for at in range(length):
            left, corner = (line[at - step], above[at - step]) if at >= step else (0, 0)
            line[at] = (line[at] + _guess(raw[start], left, above[at], corner)) & 255
        yield line
        above = line


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    """What PNG's filter takes a byte for, from its neighbours."""
    nearest = min((left, up, corner), key=lambda near: abs(left + up - corner - near))
    return (0, left, up, (left + up) // 2, nearest)[kind]


def _palette(pixels: Counter[bytes]) -> tuple[list[bytes], dict[bytes, int]]:
    """The colours that are kept, and for every colour the place of the one that it is drawn in."""
    kept = [pixel for pixel, _ in pixels.most_common(_MOST_COLOURS)]
    index = {pixel: place for place, pixel in enumerate(kept)}
    for pixel in pixels.keys() - index.keys():
        index[pixel] = index[min(kept, key=lambda known: _distance(known, pixel))]
    return kept, index


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
