"""The municipality's logo: shapes and nothing else, light enough for a phone."""

import struct
import zlib

import pytest

from portal.municipality import Municipality
from tests.municipality.material import Material

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 56">{}</svg>'


def refused(material: Material, drawing: str | bytes) -> str:
    content = drawing if isinstance(drawing, bytes) else drawing.encode()
    (material.folder / "logo.svg").write_bytes(content)
    (problem,) = material.problems()
    assert problem.startswith(f"municipality.toml, line {material.line_of('municipality.toml', 'logo =')}, logo: ")
    return problem


def accepted(material: Material, drawing: str) -> Municipality:
    (material.folder / "logo.svg").write_text(drawing, encoding="utf-8")
    return material.load()


def test_eksempel_kommunes_arms_are_taller_than_wide(eksempel: Municipality) -> None:
    assert eksempel.logo.proportion == 48 / 56
    assert eksempel.logo.content.startswith(b"<svg")


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', "holds <script>"),
        ("<foreignObject><p/></foreignObject>", "holds <foreignObject>"),
        ('<image href="https://evil.example/x.png"/>', "holds <image>"),
        ('<a href="https://evil.example"><path d="M0 0"/></a>', "holds <a>"),
        ('<animate attributeName="href" to="javascript:x"/>', "holds <animate>"),
        ('<set attributeName="onload" to="x"/>', "holds <set>"),
        ('<iframe src="/"/>', "holds <iframe>"),
        ('<path onload="x" d="M0 0"/>', "holds onload on <path>"),
        ('<path ONCLICK="x" d="M0 0"/>', "holds ONCLICK on <path>"),
        ('<use href="https://evil.example/x.svg#a"/>', "holds href on <use>"),
        ('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>', "holds href on <use>"),
        ('<use xmlns:y="urn:other" y:href="#a"/>', "holds href on <use>"),
        ('<path fill="url(https://evil.example/x)" d="M0 0"/>', "holds fill on <path>"),
        ('<path fill="URL( //evil.example )" d="M0 0"/>', "holds fill on <path>"),
        ('<path style="background:u\\72l(//evil.example)" d="M0 0"/>', "holds style on <path>"),
        ('<g xml:base="https://evil.example/"/>', "holds base on <g>"),
        ("<style>@import 'https://evil.example';</style>", "style fetches something"),
        ("<style>path{fill:url(&#47;&#47;evil.example)}</style>", "style fetches something"),
        ("<style><![CDATA[@font-face{src:u\\72l(x)}]]></style>", "style fetches something"),
        ("<path d='M0 0'>", "cannot be read as SVG (its line 1)"),
    ],
)
def test_a_drawing_that_could_do_something_is_refused(material: Material, inside: str, told: str) -> None:
    assert told in refused(material, SVG.format(inside))


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY a "ha">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
            "DOCTYPE",
        ),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>', "DOCTYPE"),
        ('<?xml-stylesheet href="//evil.example"?>' + SVG, "holds <?xml-stylesheet?>"),
        ('<svg viewBox="0 0 1 1"/>', "holds <svg>"),
        ('<g xmlns="http://www.w3.org/2000/svg"/>', "holds <g>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say its size"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 1"/>',
            "is 0 wide and 1 high. One side may be 8 times",
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 1"/>', "wide and 1 high"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 inf 1"/>', "wide and 1 high"),
        ("", "cannot be read as SVG"),
        ("\x00", "cannot be read as SVG"),
        (b"\xff\xfe<", "cannot be read as SVG"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(material: Material, drawing: str | bytes, told: str) -> None:
    assert told in refused(material, drawing)


def test_a_heavy_drawing_is_refused_before_it_is_read(material: Material) -> None:
    heavy = "".join(f'<path d="M{number * 7919 % 9973} {number}"/>' for number in range(4_000))
    assert "8000 is the most" in refused(material, SVG.format(heavy))
    assert "8000 is the most" in refused(material, " " * 200_001)


def test_a_drawing_as_programs_export_it_is_taken(material: Material) -> None:
    exported = SVG.format(
        "<title>Våben</title><defs><style>.a{fill:url(#b);clip-path:url('#c')}</style>"
        '<linearGradient id="b"><stop offset="0" stop-color="#123456"/></linearGradient>'
        '<clipPath id="c"><use href="#d"/></clipPath><path id="d" d="M0 0h9"/></defs>'
        '<g style="fill:url(#b)" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Lag 1">'
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#d"/></g>'
    )
    assert accepted(material, f'<?xml version="1.0" encoding="UTF-8"?><!-- Våben -->{exported}').logo.ending == "svg"


def test_a_picture_says_its_size(material: Material) -> None:
    header = struct.pack(">IIBBBBB", 120, 40, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    (material.folder / "arms.png").write_bytes(start + struct.pack(">I", zlib.crc32(b"IHDR" + header)))
    material.change("municipality.toml", '"logo.svg"', '"arms.png"')
    assert (material.load().logo.media_type, material.load().logo.proportion) == ("image/png", 3)
    (material.folder / "arms.png").write_bytes(b"<svg onload='x'/>")
    assert "The picture is not a PNG." in material.problems()[0]
    (material.folder / "arms.png").write_bytes(start[:20])
    assert "The picture is not a PNG." in material.problems()[0]
