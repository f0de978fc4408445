"""Finds Danish on an English page: every word that only Danish has, outside what is marked as Danish."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html

from tests.web.situations import municipality

_SPOKEN_ATTRIBUTES: Final = ("alt", "aria-label", "aria-description", "placeholder", "title")
_UNSPOKEN: Final = {"script", "style"}
_WORDS: Final = (
    "af afgjort afgørelse andre afslag borger brev det dig din dine dit dog eller efter endnu er fik fordi fra fuldmagt "
    "før får gør han har hende her hos hun hvad hvem hvis hvor hvornår igen ikke ind ingen jeg jer jeres kan kl komme "
    "kommer kommune kommunen kun loven læge lige mange med mellem mens mod mulighed når og også om oplysninger os på "
    "partshøring ring sag sagen sager sagsbehandler samtale sende senest siden sig skal skriv skrive skriver skridt som "
    "støtte svar tilbage til uge uger vedtaget venter vi vil vores være"
)
_DANISH: Final = frozenset(_WORDS.split())
_BOTH: Final = frozenset({"her", "kan", "mange", "os", "sig", "til", "lige", "ring", "er", "det", "mod", "om", "som"})
"""Danish words that an English page may well hold: a name, a sign or a word of its own."""

_NAMES: Final = frozenset({"Eksempel Kommune", "borger.dk"})


def left_over(page: str, *, own_words: frozenset[str] = frozenset()) -> list[str]:
    """The texts of a page that an English voice would read as English, but that are Danish.

    Names are nobody's language, and neither are a citizen's `own_words`: they may be written in any.
    """
    root = html.document_fromstring(page)
    known = sorted(_NAMES | own_words | {member.name for member in municipality().staff}, key=len, reverse=True)
    return [text for text in _spoken(root, root.get("lang", "")) if _is_danish(text, known)]


def _spoken(element: Any, language: str) -> Iterator[str]:  # noqa: ANN401 -- lxml's element
    language = element.get("lang", language)
    if not isinstance(element.tag, str) or element.tag in _UNSPOKEN:
        return
    if language == "en":
        yield from (element.get(name) for name in _SPOKEN_ATTRIBUTES if element.get(name))
        yield element.text or ""
    for child in element:
        yield from _spoken(child, language)
        if language == "en":
            yield child.tail or ""


def _is_danish(text: str, known: list[str]) -> bool:
    for name in known:
        text = text.replace(name, "")
    words = {word.lower() for word in re.findall(r"\b[^\W\d_]+\b", text)}
    return bool(re.search("[æøåÆØÅ]", text)) or not words.isdisjoint(_DANISH - _BOTH)
