"""Ways to send something wrong: what is typed, how it is packed, and what comes along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote_plus
from uuid import uuid4

from tests.reading import PageForm

LONG: Final = 100_000
URLENCODED: Final = "application/x-www-form-urlencoded"
_BOUNDARY: Final = "----portal"

VALUES: Final[Mapping[str, bytes]] = {
    "nothing": b"",
    "spaces": b" \t\r\n ",
    "long": b"a" * LONG,
    "long Danish": "ø".encode() * LONG,
    "long emoji": "👪".encode() * LONG,
    "many lines": b"\r\n".join([b"x"] * 5000),
    "NUL": b"a\x00b",
    "controls": bytes(range(1, 32)) + b"\x7f",
    "C1 controls": "".join(map(chr, range(0x80, 0xA0))).encode(),
    "lone surrogate": b"\xed\xa0\x80",
    "broken UTF-8": b"\xff\xfe\xc3\x28",
    "Latin-1": "Blåbærgrød".encode("latin-1"),
    "UTF-16": "Blåbærgrød".encode("utf-16"),
    "right to left": "\u202eabc\u202c \u200f\u05d0".encode(),
    "joined emoji": "👩‍👩‍👧‍👦🏳️‍🌈".encode(),
    "noncharacter": "\ufffe\uffff\U0010ffff".encode(),
    "markup": b"</textarea><script>alert(1)</script>",
    "template": b"{{ 7 * 7 }}{% raw %}%(number)s%s%n",
    "query": b"' OR 1=1; DROP TABLE mirror_case; --",
    "path": b"../../etc/passwd",
    "header": b"x\r\nSet-Cookie: a=b",
    "last day": b"9999-12-31",
    "no such day": b"9999-99-99",
    "no day": b"0000-00-00",
    "year 10000": b"10000-01-01",
    "31 February": b"2026-02-31",
    "Danish 31 February": b"31.2.2026",
    "first day": b"0001-01-01",
    "huge number": b"9" * 400,
    "infinity": b"1e309",
    "negative": b"-1",
    "Arabic digits": "٢٠٢٦-١٢-٠٤".encode(),
    "no id": b"00000000-0000-0000-0000-000000000000",
    "broken id": b"not-an-id",
    "braced id": b"{12345678-1234-5678-1234-567812345678}",
    "true": b"true",
    "JSON": b'{"a": [1, 2]}',
}
"""What may stand in a field, by what it is called."""


@dataclass(frozen=True)
class Sending:
    """One request."""

    path: str
    method: str = "POST"
    body: bytes = b""
    content_type: str | None = URLENCODED
    headers: Mapping[str, str] = field(default_factory=dict)


_Packed = Callable[[PageForm], Sending]


def pack(pairs: Iterable[tuple[str, bytes | str]]) -> bytes:
    """A body as a browser packs it; bytes need not be any text."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def filled(form: PageForm, **values: bytes | str) -> Sending:
    """The form as it came but for `values`."""
    return Sending(form.action, body=pack({**form.values, **values}.items()))


def multipart(pairs: Iterable[tuple[str, bytes | str]], *, ended: bool = True, filename: str = "") -> bytes:
    """A body in parts."""
    name_of_file = f'; filename="{filename}"' if filename else ""
    parts = []
    for name, value in pairs:
        raw = value if isinstance(value, bytes) else value.encode()
        parts.append(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{name_of_file}\r\n\r\n'.encode() + raw
        )
    return b"\r\n".join(parts) + (f"\r\n--{_BOUNDARY}--\r\n".encode() if ended else b"")


def _in_parts(form: PageForm, **how: object) -> Sending:
    body = multipart(form.values.items(), **how)  # type: ignore[arg-type]
    return Sending(form.action, body=body, content_type=f"multipart/form-data; boundary={_BOUNDARY}")


def _with(form: PageForm, **changes: object) -> Sending:
    return Sending(**{"path": form.action, "body": pack(form.values.items()), **changes})  # type: ignore[arg-type]


def _without_token(form: PageForm) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.values.items() if name != "csrf_token"]


def _strange_token(form: PageForm) -> str:
    return form.values.get("csrf_token", "")[:-3] + "abc"


PACKINGS: Final[Mapping[str, _Packed]] = {
    "as JSON": lambda form: _with(form, body=b'{"words": 7}', content_type="application/json"),
    "as a JSON list": lambda form: _with(form, body=b"[1]", content_type="application/json"),
    "as broken JSON": lambda form: _with(form, body=b"{", content_type="application/json"),
    "as plain text": lambda form: _with(form, content_type="text/plain"),
    "as XML": lambda form: _with(form, body=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", content_type="text/xml"),
    "as nothing named": lambda form: _with(form, content_type=None),
    "as an unreadable type": lambda form: _with(form, content_type="\xff/;;;=\x00"),
    "in another alphabet": lambda form: _with(form, content_type=f"{URLENCODED}; charset=utf-7"),
    "in parts": _in_parts,
    "in parts that never end": lambda form: _in_parts(form, ended=False),
    "as files": lambda form: _in_parts(form, filename="a.txt"),
    "in parts without a boundary": lambda form: _with(form, content_type="multipart/form-data"),
    "in parts with another boundary": lambda form: _with(
        form, body=multipart(form.values.items()), content_type="multipart/form-data; boundary=x"
    ),
    "in 10,000 parts": lambda form: Sending(
        form.action,
        body=multipart([*form.values.items(), *[("a", "b")] * 10_000]),
        content_type=f"multipart/form-data; boundary={_BOUNDARY}",
    ),
    "with 10,000 fields": lambda form: _with(form, body=pack([*form.values.items(), *[("a", "b")] * 10_000])),
    "far too large": lambda form: _with(form, body=pack([*form.values.items(), ("words", b"a" * 3_000_000)])),
    "twice each field": lambda form: _with(form, body=pack([*form.values.items(), *form.values.items()])),
    "with fields nobody knows": lambda form: _with(
        form, body=pack([*form.values.items(), ("is_admin", "1"), ("case_id", str(uuid4())), ("__class__", "x")])
    ),
    "with no field": lambda form: _with(form, body=b""),
    "with nameless fields": lambda form: _with(form, body=b"=&&=%00&%ff=%ff&" + pack(form.values.items())),
    "without its token": lambda form: _with(form, body=pack(_without_token(form))),
    "with a token of nobody's": lambda form: filled(form, csrf_token=_strange_token(form)),
    "with a token that is no text": lambda form: filled(form, csrf_token=b"\xff\x00"),
    "with a long token": lambda form: filled(form, csrf_token="a" * LONG),
    "as GET": lambda form: _with(form, method="GET"),
    "as HEAD": lambda form: _with(form, method="HEAD"),
    "as PUT": lambda form: _with(form, method="PUT"),
    "as PATCH": lambda form: _with(form, method="PATCH"),
    "as DELETE": lambda form: _with(form, method="DELETE"),
    "as OPTIONS": lambda form: _with(form, method="OPTIONS"),
    "as TRACE": lambda form: _with(form, method="TRACE"),
    "as a method nobody knows": lambda form: _with(form, method="BREW"),
    "with many cookies": lambda form: _with(form, headers={"Cookie": "; ".join(f"c{n}=v" for n in range(2000))}),
    "with a broken cookie": lambda form: _with(form, headers={"Cookie": 'borger-8000=\xff"\\; =; sprog-8000=..'}),
    "with a huge header": lambda form: _with(form, headers={"X-Huge": "a" * LONG}),
    "for another host": lambda form: _with(form, headers={"Host": "evil.example"}),
    "for a host that is none": lambda form: _with(form, headers={"Host": "a b<c>:99999"}),
    "with headers that make no sense": lambda form: _with(
        form,
        headers={
            "If-None-Match": '"',
            "If-Modified-Since": "never",
            "Range": "bytes=9-1,x",
            "Accept": "q=;;;",
            "Accept-Language": "xx;q=nan",
            "X-Forwarded-For": "a, b",
            "Authorization": "Basic =",
        },
    ),
    "from another site": lambda form: _with(
        form, body=pack(_without_token(form)), headers={"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}
    ),
    "twice": _with,
}
"""How a form can be sent wrong, by what is wrong with it."""

WRONG_IDS: Final = ("00000000-0000-0000-0000-000000000000", "not-an-id", "%00", "%ff", "a" * 5000, "..%2f..", "💥")
"""What may stand where an id belongs in a path."""

WRONG_QUERIES: Final = (
    "?som=-1", "?som=99999999999999999999", "?som=%00", "?som=%ff", "?gjort=x", "?gjort=" + "a" * 20_000, "?next=//evil.example",
    "?next=javascript:alert(1)", "?next=/%0d%0aa:b", "?hoejere=1&hoejere=2", "?state=%ff&code=%00", "?state=" + "a" * 9_000, "?error=access_denied",
    "?" + "&".join(["a=b"] * 3000), "?=", "?%ff=%ff", "?som[]=1", "?login_hint=" + "a" * 9_000,
)  # fmt: skip
"""What may stand after a path."""
